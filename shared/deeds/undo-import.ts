/**
 * An import is taken back: a correcting entry for each of its own, where nothing was built on it since. People first
 * (roles and consents), then meetings, then schools, so that a school nobody is left at can go off the lists, and last the
 * clusters no school is in. What it would do is told by the same steps with nothing committed. Each stream again changes
 * nothing, so that it may break off anywhere.
 */
import { contactDecider } from '../../events/contact/decide.ts'
import type { ContactFact } from '../../events/contact/events.ts'
import { type Import, importDecider, type Undo } from '../../events/import/decide.ts'
import { addDays, addMinutes, londonDay } from '../../events/kernel/day.ts'
import { isRefusal, type Refusal } from '../../events/kernel/decider.ts'
import type { RecordedFact } from '../../events/school/commands.ts'
import { correctionsIn } from '../../events/school/corrections.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { School } from '../../events/school/state.ts'
import { planUndo, type StayWhy, whyRegistrationStays } from '../../events/school/undo.ts'
import { act, type Doing, factsOf, loadStream, type Outcome } from '../log/act.ts'
import { type CommitBody, eventIdOf, type FeedKey, type Log } from '../log/log.ts'
import { tellSchool } from './agree.ts'
import { removeContact } from './contacts.ts'
import { correctContact, correctSchool, schoolHistory } from './correct.ts'
import { keepUnderWay } from './import-files.ts'
import { type ImportTools, importStream } from './imports.ts'
import { type DeedTools, idOfSchool, isRefused } from './tools.ts'
import {
  entry,
  joinsNotedBy,
  markedIn,
  marksOf,
  tellStays,
  type UndoEntry,
  type Undoing,
  undoCluster,
  undoMeeting,
} from './undo-clusters.ts'

/** Clocks of two machines are not further apart than this, in minutes. */
const skew = 1

/** Kinds of streams an import writes to, in the order they are taken back. */
const kindsInOrder: readonly string[] = ['contact', 'meeting', 'ref', 'school', 'staff', 'cluster']

/** What comes first in this order is taken back first; of one kind by name. */
function placeOf(stream: string): string {
  const [kind = ''] = stream.split('#')
  return `${kindsInOrder.indexOf(kind)} ${stream}`
}

/** What an import recorded, by stream, in the order it is taken back. */
export async function recordedBy(log: Log, id: string): Promise<ReadonlyMap<string, readonly CommitBody[]>> {
  const stream = importStream(id)
  const began = (await log.read(stream, 1))?.body
  const ended = await endOf(log, stream)
  if (!began || !ended) return new Map()
  const [from, until] = [addMinutes(began.at, -skew), addMinutes(ended.at, skew)]
  const own = (await commitsBetween(log, from, until)).filter(({ because }) => because === stream)
  own.sort((a, b) => (a.stream === b.stream ? a.version - b.version : placeOf(a.stream) < placeOf(b.stream) ? -1 : 1))
  return Map.groupBy(own, (commit) => commit.stream)
}

/** Commits of the kinds of streams an import writes to, recorded from one instant to another. */
async function commitsBetween(log: Log, from: string, until: string): Promise<CommitBody[]> {
  const keys: FeedKey[] = []
  for (let day = londonDay(from); day <= londonDay(until); day = addDays(day, 1))
    for await (const key of log.feed(day, { from, until })) if (isOfImports(key.stream)) keys.push(key)
  const commits = await someAtATime(keys, readAtOnce, ({ stream, version }) => log.read(stream, version))
  return commits.flatMap((commit) => commit?.body ?? [])
}

/** Reads, and streams written to, at the same time. */
const readAtOnce = 16
const writtenAtOnce = 4

/** Does the same to all, in their order, some at a time. */
async function someAtATime<T, R>(all: readonly T[], atOnce: number, each: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let from = 0; from < all.length; from += atOnce)
    done.push(...(await Promise.all(all.slice(from, from + atOnce).map(each))))
  return done
}

async function endOf(log: Log, stream: string): Promise<CommitBody | undefined> {
  for await (const { body } of log.history(stream))
    if (body.events.some(({ type }) => type === 'ImportFinished')) return body
  return undefined
}

function isOfImports(stream: string): boolean {
  return kindsInOrder.some((kind) => stream.startsWith(`${kind}#`))
}

/** What taking an import back would do. */
export async function previewUndo(tools: DeedTools, id: string): Promise<UndoEntry[]> {
  const streams = await recordedBy(tools.log, id)
  const doing = { by: 'system', because: 'preview', trace: 'preview' }
  const undoing = undoingOf(tools.log, streams, { reason: 'preview', doing, dryRun: true })
  const leaving = leavingContacts(streams)
  const entries: UndoEntry[] = []
  // A cluster is looked at when all its schools were.
  for (const part of Map.groupBy(streams, ([stream]) => stream.slice(0, stream.indexOf('#'))).values())
    entries.push(
      ...(
        await someAtATime(part, readAtOnce, ([stream, commits]) => undoStream(tools, stream, commits, undoing, leaving))
      ).flat(),
    )
  return entries
}

type How = Pick<Undoing, 'reason' | 'doing' | 'dryRun'>

function undoingOf(log: Log, streams: Undoing['streams'], how: How): Undoing {
  return { ...how, streams, foreseen: new Map(), marked: marksOf(log) }
}

/** Who would leave which school: a preview of the schools looks at them as they would be by then. */
function leavingContacts(streams: ReadonlyMap<string, readonly CommitBody[]>): ReadonlySet<string> {
  const leaving = new Set<string>()
  for (const [stream, commits] of streams) {
    if (!stream.startsWith('contact#')) continue
    for (const fact of commits.flatMap(({ events }) => factsOf(contactDecider, events)))
      if (isRole(fact)) leaving.add(`${fact.data.school} ${stream} ${fact.data.role}`)
  }
  return leaving
}

type RoleFact = Extract<ContactFact, { type: 'ContactAdded' | 'ContactRoleAdded' }>

function isRole(fact: ContactFact): fact is RoleFact {
  return fact.type === 'ContactAdded' || fact.type === 'ContactRoleAdded'
}

/** Takes back what an import recorded on one stream. */
export async function undoStream(
  tools: DeedTools,
  stream: string,
  commits: readonly CommitBody[],
  undoing: Undoing,
  leaving: ReadonlySet<string> = new Set(),
): Promise<UndoEntry[]> {
  if (stream.startsWith('contact#')) return undoContact(tools, stream, commits, undoing)
  if (stream.startsWith('school#')) return undoSchool(tools, stream, commits, undoing, leaving)
  if (stream.startsWith('meeting#')) return undoMeeting(tools, stream, commits, undoing)
  if (stream.startsWith('cluster#')) return undoCluster(tools, stream, commits, undoing)
  const why = stream.startsWith('ref#') ? 'reference-stays' : 'ambassador-stays'
  return commits.flatMap(({ version, events }) =>
    events.map(({ type }, n) => entry(stream, eventIdOf(stream, version, n), type, why)),
  )
}

const stayingFacts: Readonly<Record<string, StayWhy>> = {
  ConsentWithdrawn: 'withdrawal-stands',
  ConsentClaimedLater: 'person-looks',
  ContactChanged: 'words-not-kept',
}

async function undoContact(
  tools: DeedTools,
  stream: string,
  commits: readonly CommitBody[],
  { reason, doing, dryRun }: Undoing,
): Promise<UndoEntry[]> {
  const { state } = await loadStream(tools.log, contactDecider, stream)
  const gone = await takenBackOf(tools.log, stream)
  const facts = commits.flatMap(({ version, events }) =>
    factsOf(contactDecider, events).map((fact, n) => ({ event: eventIdOf(stream, version, n), fact })),
  )
  const given = facts.flatMap(({ event, fact }) =>
    fact.type === 'ConsentGiven' && !gone.has(event)
      ? [{ event, isWithdrawn: state.consents[fact.data.purpose]?.state === 'withdrawn' }]
      : [],
  )
  const back = given.filter(({ isWithdrawn }) => !isWithdrawn)
  const brought = facts.flatMap(({ event, fact }) => (isRole(fact) ? [{ event, type: fact.type, ...fact.data }] : []))
  const has = (one: { readonly school: string; readonly role: string }) =>
    state.schools.some(({ school, role }) => school === one.school && role === one.role)
  const roles = brought.filter(has)
  if (!dryRun && !state.erased) {
    const corrections = back.map(({ event }) => ({ event, reason, data: {} }))
    if (corrections.length > 0) await correctContact(tools, stream, corrections, doing)
    for (const { school, role } of roles) await removeContact(tools, stream, school, role, doing, 'undone')
    // A role that was taken off before the school could be told of it.
    for (const { school, role } of brought.filter((one) => !has(one)))
      await tellSchool(tools, { who: stream, school, role }, state, doing)
  }
  return [
    ...roles.map(({ event, type }) => entry(stream, event, type)),
    ...given.map(({ event, isWithdrawn }) =>
      entry(stream, event, 'ConsentGiven', isWithdrawn ? 'withdrawn-since' : undefined),
    ),
    ...facts.flatMap(({ event, fact }) =>
      stayingFacts[fact.type] ? entry(stream, event, fact.type, stayingFacts[fact.type]) : [],
    ),
  ]
}

/** Entries of a contact that were taken back before. */
async function takenBackOf(log: Log, stream: string): Promise<Set<string>> {
  const gone = new Set<string>()
  for await (const { body } of log.history(stream))
    for (const fact of factsOf(contactDecider, body.events))
      if (fact.type === 'ConsentCorrected') gone.add(fact.data.event)
  return gone
}

async function undoSchool(
  tools: DeedTools,
  stream: string,
  commits: readonly CommitBody[],
  undoing: Undoing,
  leaving: ReadonlySet<string>,
): Promise<UndoEntry[]> {
  const { own, back, stays, after } = await planSchool(tools, stream, commits, undoing, leaving)
  if (!undoing.dryRun && back.length > 0)
    await correctSchool(tools, stream, correctionsOf(back, undoing.reason), undoing.doing, true)
  const school = idOfSchool(stream)
  await tellStays(tools, school, own, undoing, after)
  const noted = (one: RecordedFact, why?: StayWhy) =>
    joinsNotedBy(undoing.streams, school, one).map((join) => entry(join.stream, join.event, join.fact.type, why))
  const left = own.flatMap((one) =>
    stays.filter(({ event }) => event === one.event).flatMap(({ why }) => noted(one, why)),
  )
  return [...back.flatMap((one) => [entry(stream, one.event, one.fact.type), ...noted(one)]), ...stays, ...left]
}

interface SchoolPlan {
  /** The import's entries. */
  readonly own: readonly RecordedFact[]
  readonly back: readonly RecordedFact[]
  readonly stays: readonly UndoEntry[]
  /** How the school would stand without what is taken back. */
  readonly after: { readonly school: School; readonly version: number }
}

async function planSchool(
  tools: DeedTools,
  stream: string,
  commits: readonly CommitBody[],
  undoing: Undoing,
  leaving: ReadonlySet<string>,
): Promise<SchoolPlan> {
  const { reason } = undoing
  const history = await schoolHistory(tools.log, stream)
  const own = new Set(commits.flatMap(({ version, events }) => events.map((_, n) => eventIdOf(stream, version, n))))
  const marked = await markedIn(tools, idOfSchool(stream), history, own, undoing)
  const { back, stays } = planUndo(history, own, marked)
  const { state, version } = await loadStream(tools.log, schoolDecider, stream)
  const school = withoutLeaving(state, stream, leaving)
  const { stands, refusal } = tryBack(tools, back, history, school, reason)
  const staying = (of: readonly RecordedFact[], why: StayWhy, detail?: string) =>
    of.map(({ event, fact }) => entry(stream, event, fact.type, why, detail))
  const left = stays.flatMap(({ entry: one, why }) => staying([one], why))
  const ruled = refusal ? staying(back, 'rule', refusal.detail) : []
  const registration = state.registered ? standingRegistration(history, own) : undefined
  const why = registration && whyRegistrationStays(registration, history, own, stands)
  const registered = registration && why ? staying([registration], why) : []
  const all = [...(refusal ? [] : back), ...(registration && !why ? [registration] : [])]
  const ownEntries = history.filter(({ event }) => own.has(event))
  return { own: ownEntries, back: all, stays: [...ruled, ...left, ...registered], after: { school: stands, version } }
}

/** The registration by this import that was not taken back yet. */
function standingRegistration(history: readonly RecordedFact[], own: ReadonlySet<string>): RecordedFact | undefined {
  const said = correctionsIn(history)
  return history.findLast(
    ({ event, fact }) => own.has(event) && fact.type === 'SchoolRegistered' && !said.get(event)?.said.takenBack,
  )
}

function withoutLeaving(school: School, stream: string, leaving: ReadonlySet<string>): School {
  const id = stream.slice('school#'.length)
  return {
    ...school,
    contacts: school.contacts.filter(({ contact, role }) => !leaving.has(`${id} ${contact} ${role}`)),
  }
}

/** How the school would stand; or the rule that says no. */
function tryBack(
  tools: DeedTools,
  back: readonly RecordedFact[],
  history: readonly RecordedFact[],
  school: School,
  reason: string,
): { readonly stands: School; readonly refusal?: Refusal } {
  const decision = schoolDecider.decide(
    { do: 'correct-entries', corrections: correctionsOf(back, reason), history, byUndo: true },
    school,
    tools.world(),
  )
  if (isRefusal(decision)) return { stands: school, refusal: decision }
  return { stands: decision.reduce(schoolDecider.evolve, school) }
}

function correctionsOf(back: readonly RecordedFact[], reason: string) {
  return back.map(({ event }) => ({ event, reason, data: {} }))
}

/** Streams worked on between two notes of progress. */
const stretch = 100

/**
 * Takes an import back that was asked to be, until it is done or the time is up; answers whether it is done. Done again
 * from where it got to, by two at once even, it changes nothing more.
 */
export async function goOnUndoing(
  tools: DeedTools & ImportTools,
  id: string,
  mayGoOn: () => boolean,
): Promise<boolean> {
  const stream = importStream(id)
  const begun = await lastOf(tools.log, stream, 'ImportUndoStarted')
  if (!begun) return true
  const doing = { by: begun.by, because: eventIdOf(stream, begun.version, 0), trace: begun.trace }
  const streams = [...(await recordedBy(tools.log, id))]
  for (;;) {
    const { state } = await loadStream(tools.log, importDecider, stream)
    if (state.undo?.state !== 'running') return true
    if (!(await undoStretch(tools, stream, streams, state.undo, doing))) return endUndo(tools, stream, doing)
    if (!mayGoOn()) return false
  }
}

/** Works on the next stretch of streams, people before schools; answers whether there was one. */
async function undoStretch(
  tools: DeedTools,
  stream: string,
  streams: readonly (readonly [string, readonly CommitBody[]])[],
  { after, reason }: Undo,
  doing: Doing,
): Promise<boolean> {
  const left = after === undefined ? streams : streams.filter(([name]) => placeOf(name) > placeOf(after))
  // A stretch holds streams of one kind: a school is looked at when all its people have left, a cluster after its schools.
  const kind = left[0]?.[0].slice(0, left[0][0].indexOf('#'))
  const part = left.filter(([name]) => name.startsWith(`${kind}#`)).slice(0, stretch)
  const last = part.at(-1)
  if (!last) return false
  const undoing = undoingOf(tools.log, new Map(streams), { reason, doing, dryRun: false })
  const entries = await someAtATime(part, writtenAtOnce, ([name, commits]) => undoStream(tools, name, commits, undoing))
  const done = { from: after, after: last[0], ...countsOf(entries.flat()) }
  await act(tools, importDecider, stream, { do: 'note-undone', ...done }, doing)
  return true
}

/** How many entries are taken back, and how many stay. */
export function countsOf(entries: readonly UndoEntry[]): { takenBack: number; left: number } {
  const takenBack = entries.filter(({ why }) => why === undefined).length
  return { takenBack, left: entries.length - takenBack }
}

async function endUndo(tools: DeedTools, stream: string, doing: Doing): Promise<true> {
  await act(tools, importDecider, stream, { do: 'end-undo' }, doing)
  return true
}

async function lastOf(log: Log, stream: string, type: string): Promise<CommitBody | undefined> {
  let last: CommitBody | undefined
  for await (const { body } of log.history(stream)) if (body.events.some((event) => event.type === type)) last = body
  return last
}

/** Asks for an import to be taken back; the work follows by the queue. Asked while it is under way, it is taken up again. */
export async function beginUndo(
  tools: DeedTools & ImportTools,
  id: string,
  reason: string,
  doing: Doing,
): Promise<Outcome<Import>> {
  // Taken up every quarter of an hour, should its message never come.
  await keepUnderWay(tools.files, id, { state: 'undo' })
  const begun = await act(tools, importDecider, importStream(id), { do: 'begin-undo', reason }, doing)
  if (!isRefused(begun)) await tools.imports.send([{ import: id }])
  return begun
}
