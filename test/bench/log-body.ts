/**
 * A body with a long log, loaded in batches past the functions: schools, and for each of them reminders with all that
 * follows from one, spread over the working days of a year. Every choice is made by number, so that each run measures
 * the same body.
 */
import type { AttributeValue } from 'aws-lambda'
import * as z from 'zod'
import { addDays, londonInstant } from '../../events/kernel/day.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { Cloud } from '../../infra/local/cloud/types.ts'
import { tableNames } from '../../infra/local/tables.ts'
import type { Row } from '../../shared/board/board.ts'
import { itemOf as rowItem } from '../../shared/board/board-dynamodb.ts'
import { rowsOf } from '../../shared/board/rows/all.ts'
import { trailDayRow, trailRows } from '../../shared/board/rows/trail.ts'
import { foldFacts } from '../../shared/log/act.ts'
import { writeCommit } from '../../shared/log/bytes.ts'
import type { CommitBody } from '../../shared/log/log.ts'
import { itemOf as commitItem } from '../../shared/log/log-dynamodb.ts'

/** An item's attributes in DynamoDB's own JSON, as batches take them. */
const attribute = z.custom<AttributeValue>((value) => typeof value === 'object' && value !== null)
const item = z.record(z.string(), attribute)

/** Events that one reminder brings: a booking, the reminder, the choice, and three of each of two letters. */
const eventsOfOne = 9
const schools = 1_000
const days = 250
const firstDay = '2025-11-03'
/** Who books visits; the last of them a single one. */
const staff = Array.from({ length: 6 }, (_, n) => `staff#bench-${n}`)

export interface LongLog {
  readonly events: number
  /** A school that has as much as any other, by id. */
  readonly school: string
  /** Somebody who did a thing once, long ago. */
  readonly rare: string
  readonly often: string
  readonly day: string
  readonly trace: string
  /** An event that caused others. */
  readonly cause: string
}

/** Loads about so many events; answers what filters can name. */
export async function loadLongLog(cloud: Cloud, events: number): Promise<LongLog> {
  const bundles = Math.ceil(events / eventsOfOne)
  await cloud.bulkLoad(tableNames.board, asItems(rowsOfAll(bundles), rowItem))
  await cloud.bulkLoad(
    tableNames.log,
    asItems(commitsOf(bundles), (body) => commitItem({ body, bytes: writeCommit(body) })),
  )
  const school = 7
  const reminder = `school#${idOf(school)}@3.0`
  return {
    events: bundles * eventsOfOne + schools,
    school: idOf(school),
    rare: 'staff#bench-rare',
    often: staff[0] ?? '',
    day: dayOf(120),
    trace: `trace-${school}`,
    cause: reminder,
  }
}

function* asItems<T>(things: Iterable<T>, itemOf: (thing: T) => object) {
  for (const thing of things) yield item.parse(itemOf(thing))
}

/** The trail, the schools' cards and words, and the days on which anything was recorded. */
function* rowsOfAll(bundles: number): Generator<Row> {
  for (const commit of commitsOf(bundles)) {
    yield* trailRows(commit)
    if (commit.events[0]?.type === 'SchoolRegistered') yield* rowsOf(commit, 4)
  }
  for (let n = 0; n < days; n++) yield trailDayRow(momentOf(n, 0))
}

function idOf(school: number): string {
  return `00000000-0000-5000-8000-${String(school).padStart(12, '0')}`
}

/** The n-th working day, weekends left out. */
function dayOf(n: number): string {
  return addDays(firstDay, Math.floor(n / 5) * 7 + (n % 5))
}

function momentOf(day: number, n: number): string {
  const start = Date.parse(londonInstant(dayOf(day), '07:30'))
  return new Date(start + n * 37).toISOString()
}

/** Every commit, school by school in the order of their streams' versions. */
function* commitsOf(bundles: number): Generator<CommitBody> {
  const versions = Array.from({ length: schools }, () => 1)
  for (let school = 0; school < schools; school++) yield registered(school)
  for (let n = 0; n < bundles; n++) {
    const school = n % schools
    const version = versions[school] ?? 1
    versions[school] = version + 3
    yield* bundle(n, school, version)
  }
}

function registered(school: number): CommitBody {
  const doing = { at: momentOf(0, 0), by: 'system', because: 'import#bench', trace: 'import' }
  return { ...commit(`school#${idOf(school)}`, 1, 'SchoolRegistered', entryOf(school), doing), state: stateOf(school) }
}

function entryOf(school: number) {
  return { ref: `ref:BENCH-${school}`, name: `Bench School ${school} of the Holy Trinity`, nation: 'england' }
}

/** The state a school keeps with each of its commits: it was registered. */
function stateOf(school: number): CommitBody['state'] {
  const events = [{ type: 'SchoolRegistered', v: 1, data: entryOf(school) }]
  return Object.fromEntries(Object.entries(foldFacts(schoolDecider, schoolDecider.initial, events)))
}

type Doing = Pick<CommitBody, 'at' | 'by' | 'because' | 'trace'>

function commit(
  stream: string,
  version: number,
  type: string,
  data: Readonly<Record<string, unknown>>,
  doing: Doing,
): CommitBody {
  const events = [{ type, v: 1, data }]
  return { id: `${stream}-${version}`, stream, version, events, state: {}, shape: schoolDecider.shape, ...doing }
}

/** A visit booked by somebody, a reminder, whom it goes to, and two letters to their end. */
function* bundle(n: number, school: number, version: number): Generator<CommitBody> {
  const stream = `school#${idOf(school)}`
  const at = momentOf(n % days, Math.floor(n / days))
  const by = n === 1 ? 'staff#bench-rare' : (staff[n % staff.length] ?? '')
  const trace = `trace-${n}`
  const due = addDays(dayOf(n % days), 90)
  const reminder = `${stream}@${version + 2}.0`
  const system = { at, by: 'system', trace }
  const state = stateOf(school)
  const review = { award: 'centre-of-excellence', kind: 'annual-review', due }
  const booking = { at, by, because: 'api', trace: `booking-${n}` }
  const booked = { ...review, on: due, recorded: dayOf(n % days) }
  yield { ...commit(stream, version + 1, 'VisitBooked', booked, booking), state }
  const reminded = { ...review, stage: 'before-90', own: due }
  yield { ...commit(stream, version + 2, 'ReviewReminderDue', reminded, { ...system, because: 'morning-run' }), state }
  const matter = `review|${stream}|${due}|${due}|before-90`
  const to = [0, 1].map((one) => `contact#bench-${school}-${one}`)
  const chosen = { topic: 'review', matter, cause: version + 2, to, via: 'named', passedOver: [] }
  const doing = { ...system, because: reminder }
  yield { ...commit(stream, version + 3, 'RecipientsChosen', chosen, doing), state }
  for (const contact of to)
    yield* letter(`letter#bench-${n}-${contact.slice(-1)}`, { to: contact, school: stream, matter }, doing)
}

interface Addressed {
  readonly to: string
  readonly school: string
  readonly matter: string
}

function* letter(stream: string, addressed: Addressed, doing: Doing): Generator<CommitBody> {
  const facts = { review: 'annual-review', award: 'centre-of-excellence', stage: 'before-90', due: '2026-12-01' }
  const kind = { kind: 'review-reminder', purpose: 'service', role: 'head', topic: 'review' }
  const cause = { cause: doing.because, causedAt: doing.at, day: doing.at.slice(0, 10) }
  const asked = { ...kind, ...addressed, ...cause, facts }
  // The trail finds a letter's school in its state.
  const of = (version: number, type: string, data: Readonly<Record<string, unknown>>, because: string) => ({
    ...commit(stream, version, type, data, { ...doing, because }),
    state: { asked: { school: addressed.school } },
  })
  yield of(1, 'LetterAsked', asked, doing.because)
  yield of(2, 'LetterSending', { attempt: 1, at: doing.at }, `${stream}@1.0`)
  yield of(3, 'LetterSent', { provider: 'bench', letterVersion: 1 }, `${stream}@2.0`)
}
