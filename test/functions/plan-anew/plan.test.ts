// A setting or a calendar changed: every school it touches is planned anew, and no other is written to.
import { describe, expect, test } from 'vitest'
import { clusterDecider } from '../../../events/cluster/decide.ts'
import { contactDecider } from '../../../events/contact/decide.ts'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import type { SettingValue } from '../../../events/kernel/settings.ts'
import { settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { followChange, type PlanTools, planAnew, planMessage } from '../../../functions/plan-anew/plan.ts'
import { changeCalendar } from '../../../shared/deeds/calendar.ts'
import { act } from '../../../shared/log/act.ts'
import { readStanding, type Standing, shipped } from '../../../shared/log/standing.ts'
import { aContact, aSchool, aSmallBody, bySystem, onSchool, type SmallBody } from '../../kit/small-body.ts'
import { type QueueStandIn, standInQueue } from '../../kit/stand-ins/queue.ts'

const reason = 'note-00000000-0000-4000-8000-000000000001'

interface Planning {
  readonly body: SmallBody
  readonly tools: PlanTools & { readonly plan: QueueStandIn }
  readonly failed: string[]
}

/** A body whose world is what its log says, at ten o'clock on 1 September 2026. */
function aPlanningBody(remaining: () => number = () => 300_000): Planning & { look: () => Promise<void> } {
  const body = aSmallBody({ now: '2026-09-01T09:00:00.000Z' })
  let standing: Standing = shipped
  const failed: string[] = []
  const tools = {
    ...body,
    world: () => worldAt(body.clock.now(), standing.calendar, standing.settings),
    plan: standInQueue(),
    remaining,
    failed: (stream: string) => void failed.push(stream),
  }
  const look = async () => {
    standing = await readStanding(body.log, standing)
  }
  return { body, tools, failed, look }
}

/** Follows every change that was published, and does every walk; answers how many messages that took. */
async function planAll({ body, tools, look }: ReturnType<typeof aPlanningBody>): Promise<number> {
  await body.followAll()
  await look()
  for (const event of body.bus.published.splice(0))
    if (['SettingChanged', 'CalendarChanged', 'NationCalendarEdited'].includes(event.type))
      await followChange(tools, event)
  let messages = 0
  for (let next = tools.plan.waiting.shift(); next; next = tools.plan.waiting.shift()) {
    messages += 1
    await planAnew(tools, planMessage().parse(JSON.parse(next.body)))
  }
  await body.followAll()
  return messages
}

const change = (body: SmallBody, name: string, value: SettingValue) =>
  act(body, settingsDecider, settingsStream, { do: 'change-setting', name, value, reason }, bySystem)

const wakes = async (body: SmallBody, school: string) => (await body.log.head(school))?.body.wakeAt?.slice(0, 10)

const noticed = async ({ body, tools }: Planning, now: string) => {
  body.clock.moveTo(now)
  const outcome = await act(tools, clusterDecider, 'cluster#england', { do: 'wake' }, bySystem)
  return 'events' in outcome ? outcome.events : []
}

const plannedAnew = (body: SmallBody) =>
  body.commits.flatMap(({ stream, events }) =>
    events.some(({ type }) => type === 'SchoolPlannedAnew') ? [stream] : [],
  )

describe('a changed setting', () => {
  test('every school whose next day moves is planned anew, and wants to be woken on the new one', async () => {
    const planning = aPlanningBody()
    const { body } = planning
    // Due on 1 December 2026, reminded next on 2 September; and on 1 July 2027, reminded next on 18 December.
    const soon = await aSchool(body, 'soon', { grantedOn: '2025-12-01' })
    const late = await aSchool(body, 'late', { grantedOn: '2026-07-01' })
    await aSchool(body, 'without')
    expect([await wakes(body, soon), await wakes(body, late)]).toEqual(['2026-09-02', '2026-12-18'])
    await change(body, 'stagesBefore', [180, 80, 7])
    await planAll(planning)
    expect(plannedAnew(body)).toEqual([soon])
    expect(await wakes(body, soon)).toBe('2026-09-11')
  })

  test('one that says nothing of when something falls due sends nobody on a walk', async () => {
    const planning = aPlanningBody()
    await aSchool(planning.body, 'soon', { grantedOn: '2025-12-01' })
    await change(planning.body, 'decisionWindowDays', 30)
    expect(await planAll(planning)).toBe(0)
  })

  test('said twice it changes nothing more', async () => {
    const planning = aPlanningBody()
    const { body, tools } = planning
    await aSchool(body, 'soon', { grantedOn: '2025-12-01' })
    await change(body, 'stagesBefore', [80])
    await planAll(planning)
    const before = body.commits.length
    await planAnew(tools, { because: 'settings#body@1.0', trace: 't' })
    expect(body.commits).toHaveLength(before)
  })

  test('whoever was at work with the old settings is found by the second walk', async () => {
    const planning = aPlanningBody()
    const { body } = planning
    await change(body, 'stagesBefore', [80])
    // As by a function that looked before the change: the body's own world is the one it ships with.
    await planAll(planning)
    const school = await aSchool(body, 'soon', { grantedOn: '2025-12-01' })
    expect(await wakes(body, school)).toBe('2026-09-02')
    await body.followAll()
    await planAnew(planning.tools, { because: 'settings#body@1.0', trace: 't', again: true })
    expect(await wakes(body, school)).toBe('2026-09-11')
    expect(planning.tools.plan.waiting).toEqual([])
  })

  test('the second walk comes when nobody can be at work any more who began before', async () => {
    const planning = aPlanningBody()
    await planAnew(planning.tools, { because: 'settings#body@1.0', trace: 't' })
    expect(planning.tools.plan.waiting).toMatchObject([{ delaySeconds: 900 }])
  })
})

test('a contact who left is forgotten on another day when the months are changed, and nobody else is asked', async () => {
  const planning = aPlanningBody()
  const { body } = planning
  const [school, stays] = [await aSchool(body, 'oak'), await aContact(body, 'stays', 'oak')]
  const left = await aContact(body, 'left', school)
  await act(body, contactDecider, left, { do: 'remove-contact', school, role: 'head' }, bySystem)
  expect(await wakes(body, left)).toBe('2027-09-01')
  await change(body, 'contactRetentionMonths', 6)
  await planAll(planning)
  expect([await wakes(body, left), await wakes(body, stays)]).toEqual(['2027-03-01', undefined])
  body.clock.moveTo('2027-03-01T07:30:00.000Z')
  const outcome = await act(planning.tools, contactDecider, left, { do: 'wake' }, bySystem)
  expect('events' in outcome && outcome.events.map(({ type }) => type)).toEqual(['ContactForgotten'])
})

describe('a changed calendar', () => {
  test('it touches the schools of its nation only', async () => {
    const planning = aPlanningBody()
    const { body } = planning
    const english = await aSchool(body, 'english', { grantedOn: '2025-12-01' })
    const welsh = await onSchool(body, 'welsh', {
      do: 'register-school',
      ref: 'ref:welsh',
      name: 'Ysgol',
      nation: 'wales',
    })
    await onSchool(body, 'welsh', { do: 'grant-award', award: 'inclusive-school', on: '2025-12-01' })
    await onSchool(body, 'welsh', { do: 'grant-award', award: 'centre-of-excellence', on: '2025-12-01' })
    await onSchool(body, 'welsh', { do: 'join-cluster', cluster: 'oakfields', on: '2025-12-01' })
    const { closures } = firstCalendar.nations.wales
    const flood = { from: '2026-09-02', to: '2026-09-04', name: 'Flood' }
    await changeCalendar(body, { nation: 'wales', closures: [...closures, flood], reason }, bySystem)
    await planAll(planning)
    expect(plannedAnew(body)).toEqual([welsh])
    // The day of 90 days before is in the closure now, and the working day before it is today, whose run is over.
    expect(await wakes(body, welsh)).toBe('2026-10-02')
    expect(await wakes(body, english)).toBe('2026-09-02')
  })

  test('a term that ends later moves the day on which a cluster without a meeting is noticed, in its nation only', async () => {
    const planning = aPlanningBody()
    const { body } = planning
    for (const nation of ['england', 'wales'] as const)
      await act(
        body,
        clusterDecider,
        `cluster#${nation}`,
        { do: 'form-cluster', nation, ambassador: 'staff#s-1' },
        bySystem,
      )
    expect([await wakes(body, 'cluster#england'), await wakes(body, 'cluster#wales')]).toEqual([
      '2027-01-08',
      '2027-01-08',
    ])
    const terms = firstCalendar.nations.england.terms.map(({ key, from, to }) => ({
      key,
      from: key === '2026/27 spring' ? '2027-01-11' : from,
      to: key === '2026/27 autumn' ? '2027-01-10' : to,
    }))
    await changeCalendar(body, { nation: 'england', terms, reason }, bySystem)
    await planAll(planning)
    expect([await wakes(body, 'cluster#england'), await wakes(body, 'cluster#wales')]).toEqual([
      '2027-01-18',
      '2027-01-08',
    ])
    const without = { type: 'ClusterTermWithoutMeeting', data: { term: '2026/27 autumn' } }
    expect(await noticed(planning, '2027-01-17T07:30:00.000Z')).toEqual([])
    expect(await noticed(planning, '2027-01-18T07:30:00.000Z')).toMatchObject([without])
  })

  test('an edit that broke off before it was in force is finished', async () => {
    const planning = aPlanningBody()
    const { body, tools } = planning
    await changeCalendar(body, { nation: 'wales', closures: [], reason }, bySystem)
    await body.followAll()
    const edited = body.bus.published.find(({ type }) => type === 'NationCalendarEdited')
    if (!edited) throw new Error('nothing was edited')
    const alone = aPlanningBody()
    const first = await body.log.head('calendar#wales')
    if (first) await alone.body.log.append(first.body)
    await followChange(alone.tools, edited)
    expect((await readStanding(alone.body.log)).calendar.nations.wales.closures).toEqual([])
    const before = body.commits.length
    await followChange(tools, edited)
    expect(body.commits).toHaveLength(before)
  })
})

describe('a large body', () => {
  test('a walk that takes too long goes on with a further message, and asks every school once', async () => {
    const planning = aPlanningBody(() => 0)
    const { body, tools } = planning
    for (let n = 0; n < 230; n++) await aSchool(body, `s${n}`, { grantedOn: '2025-12-01' })
    await change(body, 'stagesBefore', [80])
    const messages = await planAll(planning)
    expect(plannedAnew(body)).toHaveLength(230)
    // Three pages, twice.
    expect(messages).toBe(6)
    expect(tools.plan.waiting).toEqual([])
  }, 30_000)

  test('a school that cannot be planned stops nobody, and the message fails so that it is seen', async () => {
    const planning = aPlanningBody()
    const { body, tools } = planning
    for (const name of ['a', 'b', 'c']) await aSchool(body, name, { grantedOn: '2025-12-01' })
    await change(body, 'stagesBefore', [80])
    await body.followAll()
    await planning.look()
    const head = (stream: string) =>
      stream === 'school#b' ? Promise.reject(new Error('out of reach')) : body.log.head(stream)
    const broken = { ...tools, log: { ...body.log, head } }
    await expect(planAnew(broken, { because: 'settings#body@1.0', trace: 't' })).rejects.toThrow('NotPlanned 1')
    expect(planning.failed).toEqual(['school#b'])
    expect(plannedAnew(body).toSorted()).toEqual(['school#a', 'school#c'])
  })
})
