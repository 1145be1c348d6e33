// Any two hundred commands by anybody, in any order, with mornings and evenings between: nothing breaks, no school that
// should be woken is forgotten, the board is what the log says, and the log is whole.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { commands } from '../../../events/commands.ts'
import { addDays, londonInstant } from '../../../events/kernel/day.ts'
import { roles } from '../../../events/kernel/words.ts'
import { letterCausingTypes } from '../../../events/letter/calls.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import type { School } from '../../../events/school/state.ts'
import { taskCausingTypes } from '../../../events/task/calls.ts'
import { alertStaff } from '../../../functions/alert-staff/alert.ts'
import { reads } from '../../../functions/answer-api/reads/all.ts'
import { askLetters } from '../../../functions/ask-letters/ask.ts'
import { finishTasks } from '../../../functions/finish-tasks/finish.ts'
import { raiseTaskFor } from '../../../functions/raise-tasks/raise.ts'
import { wakeShard } from '../../../functions/wake-streams/wake.ts'
import { compareBoard } from '../../../shared/board/rebuild.ts'
import type { Published } from '../../../shared/bus/bus.ts'
import { isStateOf } from '../../../shared/log/act.ts'
import { allInPresentForm } from '../../../shared/log/fold.ts'
import type { CommitBody } from '../../../shared/log/log.ts'
import { inStreamOrder } from '../../../shared/log/order.ts'
import { verifyLog } from '../../../shared/log/verify.ts'
import { openBody } from '../../functions/answer-api/kit.ts'
import { standInQueue } from '../../kit/stand-ins/queue.ts'
import { type Random, randomOf } from '../../simulate/random.ts'
import { drawBody, type Known } from './any-body.ts'

type Body = Awaited<ReturnType<typeof openBody>>

const named = Object.entries(commands)
const wakeShards = 4

/** What an answer may be: done, does not fit, may not, not there, lost a race, too large, a rule's no. */
const answers = new Set([200, 202, 400, 403, 404, 409, 413, 422])

/** A step is one number: which command, by whom and with what body follow from it, so that a failure can be made small. */
const steps = fc.array(fc.noBias(fc.nat()), { minLength: 200, maxLength: 200, size: 'max' })

async function commitsOf({ tools }: Body): Promise<CommitBody[]> {
  const commits: CommitBody[] = []
  for await (const { body } of tools.log.all()) commits.push(body)
  return commits
}

async function knownTo(body: Body): Promise<Known> {
  const commits = await commitsOf(body)
  const of = (kind: string) => [...new Set(commits.map(({ stream }) => stream))].filter((s) => s.startsWith(`${kind}#`))
  const idsOf = (kind: string) => of(kind).map((stream) => stream.slice(kind.length + 1))
  const events = commits.flatMap(({ stream, version, events: some }) => some.map((_, n) => `${stream}@${version}.${n}`))
  // Those who drive the test are spared, or soon nobody could do anything; one of them may go.
  const staff = idsOf('staff').filter(
    (id) => id === body.idOf('reader') || ![...body.staff.values()].includes(`staff#${id}`),
  )
  const emails = ['morag@oakfield.example', 'idris@oakfield.example', 'office@oakfield.example', 'ann@else.example']
  const contacts = [...idsOf('contact'), ...emails, 'c-nobody']
  return {
    today: body.tools.world().today,
    names: {
      school: ['urn:100001', 'urn:100002', 'urn:100003', 'ref:SEED-1', 'urn:999999', ...idsOf('school')],
      ref: ['urn:100001', 'urn:100002', 'urn:100003', 'ref:SEED-1', 'urn:100004'],
      name: ['Oakfield School', 'Robin Marsh'],
      email: emails,
      contact: contacts,
      id: [...idsOf('school'), ...contacts],
      staff: [...staff, 's-nobody'],
      owner: [...idsOf('staff'), 's-nobody'],
      assessor: [...idsOf('staff'), 's-nobody'],
      ambassador: [...idsOf('staff'), 's-nobody'],
      task: [...idsOf('task'), 't-none'],
      letter: [...idsOf('letter'), 'l-none'],
      import: [...idsOf('import'), 'i-none'],
      event: [...events, 'school#none@1.0'],
      wording: ['2018-05', '2024-01'],
      kind: ['review-reminder', 'visit-soon', 'bulletin'],
    },
  }
}

async function step(body: Body, seed: number, seen: Map<string, number>): Promise<void> {
  const random = randomOf(seed)
  if (random.chance(0.12)) return passDays(body, random.pick([1, 1, 2, 7, 30, 200]))
  if (random.chance(0.1)) return look(body, random)
  const [name, { body: schema, roles: may }] = random.pick(named)
  const as = random.chance(0.9) ? random.pick(may) : random.pick(roles)
  const asked = drawBody(random, schema, await knownTo(body))
  const { status, text } = await body.ask(name, asked, { as })
  seen.set(String(status), (seen.get(String(status)) ?? 0) + 1)
  expect([name, asked, status, text, body.reports]).toEqual([
    name,
    asked,
    answers.has(status) ? status : 'an answer',
    text,
    [],
  ])
}

/** Any page of the API, by anybody. */
async function look(body: Body, random: Random): Promise<void> {
  const { names } = await knownTo(body)
  const { path } = random.pick(reads)
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(random.pick(names[name] ?? ['none'])))
  const { status, text } = await body.get(filled, random.pick(roles))
  expect([filled, status < 500, text, body.reports]).toEqual([filled, true, text, []])
}

/** To the morning run so many days on, with all that follows; what wants to be woken is woken. */
async function passDays(body: Body, days: number): Promise<void> {
  await body.follow()
  const day = addDays(body.tools.world().today, days)
  const now = londonInstant(day, '07:30')
  body.clock.pass(Date.parse(now) - Date.parse(body.clock.now()))
  const wake = {
    ...body.tools,
    wake: standInQueue(),
    remaining: () => 60_000,
    failed: (stream: string, error: unknown) => expect.fail(`${stream} could not be woken: ${String(error)}`),
  }
  for (let shard = 0; shard < wakeShards; shard++) await wakeShard(wake, { day, shard, now })
  await body.follow()
  await whatFollows(body, body.bus.published.splice(0))
  await body.follow()
  for (const commit of await lastCommits(body))
    expect([commit.stream, (commit.wakeAt ?? '~') > now || commit.at < now]).toEqual([commit.stream, true])
}

/** Tasks are raised and finished, staff told and letters asked for, so that commands find some. */
async function whatFollows(body: Body, events: readonly Published[]): Promise<void> {
  for (const event of events) {
    if (taskCausingTypes.includes(event.type)) await raiseTaskFor(body.tools, event)
    await finishTasks(body.tools, event)
    await alertStaff(body.tools, event)
    if (letterCausingTypes.includes(event.type)) await askLetters(body.tools, event)
  }
}

async function lastCommits(body: Body): Promise<CommitBody[]> {
  return [...new Map((await commitsOf(body)).map((commit) => [commit.stream, commit])).values()]
}

/** R8 by itself asks for these mornings, whatever the ladder does: the due day, then the end of the time of grace. */
function mornings({ review }: School, graceDays: number): string[] {
  if (!review) return []
  const { due, dueRecorded, graceEnded } = review
  return [...(dueRecorded ? [] : [due]), ...(graceEnded ? [] : [addDays(due, graceDays)])]
}

async function nobodyIsForgotten(body: Body): Promise<void> {
  for (const commit of await lastCommits(body)) {
    if (!commit.stream.startsWith('school#') || !isStateOf(schoolDecider, commit)) continue
    const first = mornings(commit.state, body.tools.world().settings.graceDays).toSorted()[0]
    if (first === undefined) continue
    expect([commit.stream, (commit.wakeAt ?? 'never') <= londonInstant(first, '07:30')]).toEqual([commit.stream, true])
  }
}

async function boardAndLogAgree(body: Body): Promise<void> {
  await body.follow()
  const commits = allInPresentForm(inStreamOrder(each(await commitsOf(body))))
  expect(await compareBoard(body.tools.board, commits, wakeShards)).toEqual({ missing: [], extra: [], other: [] })
  const { findings } = await verifyLog(body.tools.log, async () => undefined)
  expect(findings).toEqual([])
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

test('any two hundred commands by anybody break nothing and forget no school', async () => {
  const seen = new Map<string, number>()
  const property = fc.asyncProperty(steps, async (seeds) => {
    const body = await openBody({ today: '2026-01-05' })
    for (const [n, ref] of ['urn:100001', 'urn:100002', 'ref:SEED-1'].entries()) {
      await body.must('register-school', { ref, name: `School ${n + 1}`, nation: n === 2 ? 'scotland' : 'england' })
      await body.must('grant-award', { school: ref, award: 'inclusive-school', on: '2021-09-01' })
      await body.must('grant-award', { school: ref, award: 'centre-of-excellence', on: '2021-09-01' })
    }
    for (const seed of seeds) await step(body, seed, seen)
    await nobodyIsForgotten(body)
    await boardAndLogAgree(body)
  })
  await fc.assert(property, { numRuns: Number(process.env.SEQUENCES ?? 20), endOnFailure: true })
  // Drawn well enough to mean something: of each answer there were some, and much was done.
  const missing = ['200', '400', '403', '404', '422'].filter((status) => !seen.has(status))
  expect([missing, (seen.get('200') ?? 0) > 500]).toEqual([[], true])
}, 120_000)

test('what was drawn can be read', () => {
  const shape = z.strictObject({ on: z.iso.date(), award: z.enum(['a', 'b']) })
  const bodies = Array.from({ length: 200 }, (_, seed) =>
    drawBody(randomOf(seed), shape, { today: '2026-01-05', names: {} }),
  )
  expect(bodies.filter((one) => shape.safeParse(one).success).length).toBeGreaterThan(150)
})
