// Letters to staff: who hears of a task, how many at most, the line about the morning, the digest of the week.
import { describe, expect, test } from 'vitest'
import { daysDecider, daysStream } from '../../../events/days/decide.ts'
import { londonInstant, morningRun } from '../../../events/kernel/day.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { requestDecider } from '../../../events/request/decide.ts'
import { staffDecider } from '../../../events/staff/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { alertStaff } from '../../../functions/alert-staff/alert.ts'
import { raiseTaskFor } from '../../../functions/raise-tasks/raise.ts'
import { wakeShard } from '../../../functions/wake-streams/wake.ts'
import { readLetters } from '../../../shared/board/reads/lists.ts'
import { openRequest } from '../../../shared/deeds/rights.ts'
import { act } from '../../../shared/log/act.ts'
import { aReminder } from '../../kit/builders/letter.ts'
import { aFollowingBody, type FollowingBody, followThrough } from '../../kit/following.ts'
import { aLetter, aSchool, bySystem } from '../../kit/small-body.ts'

type Alerts = 'none' | 'tasks' | 'all'

async function member(body: FollowingBody, id: string, role: 'admin' | 'coordinator' | 'reader', alerts: Alerts) {
  await act(body, staffDecider, `staff#${id}`, { do: 'add-staff', role, clusters: [], alerts }, bySystem)
}

async function task(body: FollowingBody, id: string) {
  const raised = { about: 'grace-ended', cause: `school#${id}@1.0`, due: '2026-09-21', schoolName: 'Oakfield' } as const
  await act(body, taskDecider, `task#${id}`, { do: 'raise-task', raised }, bySystem)
}

const followed = (body: FollowingBody) => followThrough(body, (event) => alertStaff(body, event))

const letters = async (body: FollowingBody) =>
  (await readLetters(body.board, {}, { limit: 200 })).items
    .filter(({ purpose }) => purpose === 'staff')
    .map(({ to, matter }) => `${to} ${matter}`)
    .toSorted()

describe('a request whose statutory day comes near', () => {
  test('is told of again at each warning, to those who may answer it, until it is decided', async () => {
    const body = aFollowingBody()
    await member(body, 'ann', 'admin', 'tasks')
    await member(body, 'dan', 'reader', 'all')
    const wanted = { kind: 'access', received: '2026-09-07', waiting: false, askProof: false } as const
    const opened = await openRequest(body, wanted, bySystem)
    if ('refused' in opened) throw new Error(opened.refused)
    const { stream } = opened
    const all = () =>
      followThrough(
        body,
        (event) => raiseTaskFor(body, event),
        (event) => alertStaff(body, event),
      )
    await all()
    const wake = async (day: string) => {
      body.clock.moveTo(morningRun(day))
      await act(body, requestDecider, stream, { do: 'wake' }, bySystem)
      await all()
    }
    for (const day of ['2026-09-23', '2026-09-24', '2026-09-30']) await wake(day)
    await act(body, requestDecider, stream, { do: 'decide-request', outcome: 'answered' }, bySystem)
    await wake('2026-10-05')
    const asked = (await letters(body)).map((one) => one.replace(/task\|[0-9a-f]{32}/, 'task|it'))
    expect(asked).toEqual(['staff#ann task|it|14|staff', 'staff#ann task|it|7|staff', 'staff#ann task|it|staff'])
  })
})

describe('a task that is raised', () => {
  test('is told to those who want to hear of tasks and may finish them, once each', async () => {
    const body = aFollowingBody()
    await member(body, 'ann', 'admin', 'tasks')
    await member(body, 'ben', 'coordinator', 'all')
    await member(body, 'cleo', 'admin', 'none')
    await member(body, 'dan', 'reader', 'all')
    await task(body, '1')
    await body.followAll()
    const told = [...body.bus.published]
    await followed(body)
    for (const event of told) await alertStaff(body, event)
    await followed(body)
    expect(await letters(body)).toEqual(['staff#ann task|1|staff', 'staff#ben task|1|staff'])
  })

  test('is the eleventh of a day told as one of many', async () => {
    const body = aFollowingBody()
    await member(body, 'ann', 'admin', 'tasks')
    for (let n = 1; n <= 13; n++) {
      await task(body, String(n))
      await followed(body)
    }
    const asked = await letters(body)
    expect(asked.filter((one) => one.includes('task|'))).toHaveLength(10)
    expect(asked.filter((one) => one.includes('more-tasks'))).toEqual(['staff#ann more-tasks|2026-09-07|staff'])
  })

  test('is not told when it is about a letter to staff: that one would go wrong as well', async () => {
    const body = aFollowingBody()
    await member(body, 'ann', 'admin', 'tasks')
    const { school: _, topic: __, role: ___, ...asked } = aReminder({ purpose: 'staff', to: 'staff#ann' })
    const letter = await aLetter(body, '1', asked)
    await act(body, letterDecider, letter, { do: 'claim-letter' }, bySystem)
    await act(body, letterDecider, letter, { do: 'note-refused', why: 'MessageRejected' }, bySystem)
    await followThrough(
      body,
      (event) => raiseTaskFor(body, event),
      (event) => alertStaff(body, event),
    )
    expect(body.commits.some(({ stream }) => stream.startsWith('task#'))).toBe(true)
    expect(await letters(body)).toEqual(['staff#ann review|school#1|2026-12-16|2026-12-16|before-90'])
  })
})

/** A quarter of an hour of the body: what wants to be woken is, and what follows is told. */
async function quarter(body: FollowingBody, day: string, time: string) {
  const at = londonInstant(day, time)
  body.clock.moveTo(at)
  const shards = body.world().settings.wakeShards
  for (let shard = 0; shard < shards; shard++)
    await wakeShard({ ...body, remaining: () => 600_000, failed: () => undefined }, { day, shard, now: at })
  await followed(body)
}

async function begin(body: FollowingBody, day: string) {
  body.clock.moveTo(morningRun(day))
  await act(body, daysDecider, daysStream, { do: 'begin-day', day }, bySystem)
  await body.followAll()
}

describe('the line about the morning', () => {
  test('counts what left, what was withheld, what waits and what is due, to the admins who want it', async () => {
    const body = aFollowingBody({ now: morningRun('2026-09-15') })
    await member(body, 'ann', 'admin', 'tasks')
    await member(body, 'ben', 'coordinator', 'all')
    await member(body, 'cleo', 'admin', 'none')
    await begin(body, '2026-09-15')
    const causedAt = morningRun('2026-09-15')
    const sent = await aLetter(body, '1', aReminder({ causedAt }))
    await act(body, letterDecider, sent, { do: 'claim-letter' }, bySystem)
    await act(body, letterDecider, sent, { do: 'note-sent', provider: 'p', letterVersion: 1 }, bySystem)
    const withheld = await aLetter(body, '2', aReminder({ causedAt, to: 'contact#c2' }))
    await act(body, letterDecider, withheld, { do: 'claim-letter' }, bySystem)
    const verdict = { verdict: 'withhold', why: 'withdrawn' } as const
    await act(body, letterDecider, withheld, { do: 'note-verdict', verdict }, bySystem)
    await task(body, '1')
    await quarter(body, '2026-09-15', '08:30')
    await quarter(body, '2026-09-15', '08:45')
    const { items } = await readLetters(body.board, { to: 'staff#ann' }, { limit: 10 })
    const lines = items.filter(({ kind }) => kind === 'morning-line')
    expect(lines.map(({ facts }) => facts)).toEqual([
      { day: '2026-09-15', morning: { reminders: 1, withheld: 1, held: 0, waiting: 1, due: 0 } },
    ])
    expect((await letters(body)).filter((one) => one.includes('morning|'))).toEqual([
      'staff#ann morning|2026-09-15|staff',
    ])
  })

  test('does not come before half past eight', async () => {
    const body = aFollowingBody()
    await member(body, 'ann', 'admin', 'tasks')
    await begin(body, '2026-09-15')
    await quarter(body, '2026-09-15', '08:15')
    expect((await letters(body)).filter((one) => one.includes('morning|'))).toEqual([])
    await quarter(body, '2026-09-15', '08:30')
    expect((await letters(body)).filter((one) => one.includes('morning|'))).toHaveLength(1)
  })

  test('is one after an outage of days, not one a day', async () => {
    const body = aFollowingBody({ now: morningRun('2026-09-14') })
    await member(body, 'ann', 'admin', 'tasks')
    await begin(body, '2026-09-14')
    await begin(body, '2026-09-24')
    await quarter(body, '2026-09-24', '11:00')
    expect((await letters(body)).filter((one) => one.includes('morning|'))).toEqual([
      'staff#ann morning|2026-09-24|staff',
    ])
  })
})

describe('the digest of the week', () => {
  test('goes to those who want all, on the first working day, with numbers and names of schools', async () => {
    const body = aFollowingBody({ now: morningRun('2026-09-14') })
    await member(body, 'ann', 'admin', 'all')
    await member(body, 'ben', 'coordinator', 'tasks')
    await aSchool(body, 'soon', { says: 'Ashdown School', grantedOn: '2025-10-01' })
    await aSchool(body, 'late', { says: 'Fernhill School', grantedOn: '2025-09-01' })
    await begin(body, '2026-09-14')
    await quarter(body, '2026-09-14', '07:30')
    await begin(body, '2026-09-15')
    await quarter(body, '2026-09-15', '07:30')
    expect((await letters(body)).filter((one) => one.includes('digest|'))).toEqual([
      'staff#ann digest|2026-09-14|staff',
    ])
    const { items } = await readLetters(body.board, { to: 'staff#ann' }, { limit: 10 })
    expect(items.find(({ kind }) => kind === 'weekly-digest')?.facts.digest).toMatchObject({
      week: '2026-09-14',
      dueSoon: { count: 1, first: ['Ashdown School'] },
      notBooked: { count: 1, first: ['Ashdown School'] },
    })
  })
})
