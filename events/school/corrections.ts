/**
 * What a correction may say of an entry, and which entries it may be said of. An entry that follows from others is
 * corrected by correcting those; one that a plain command changes is changed by that command.
 */
import * as z from 'zod'
import { type Refusal, refuse } from '../kernel/decider.ts'
import { once } from '../kernel/once.ts'
import { award, day } from '../kernel/words.ts'
import type { CorrectionAsked, RecordedFact } from './commands.ts'
import { decisions, type SchoolFact } from './events.ts'

export type Corrected = Extract<SchoolFact, { type: 'SchoolCorrected' }>['data']
/** What an entry should have said. */
export type Said = Omit<Corrected, 'event' | 'reason'>

const only = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).partial()

/** The fields of each entry that can be corrected; those with none can only be taken back. */
const fieldsOf = once(() => ({
  AwardGranted: only({ award: award(), on: day() }),
  AwardReAccredited: only({ on: day() }),
  ReviewDecided: only({ decision: z.enum(decisions), on: day() }),
  ReviewExtended: only({ to: day() }),
  VisitBooked: only({ on: day() }),
  VisitCancelled: only({}),
  AwardLapsed: only({}),
  AwardSuspended: only({}),
  AwardReinstated: only({}),
  SchoolClosed: only({ on: day() }),
}))

/** Entries of the register's side, and of clusters, that can only be taken back, and only with the import they came from. */
const byUndoOnly = ['SchoolRegistered', 'SchoolChanged', 'SchoolRefChanged', 'SchoolJoinedCluster'] as const

const correctable: readonly string[] = [
  'AwardGranted',
  'AwardReAccredited',
  'ReviewDecided',
  'ReviewExtended',
  'VisitBooked',
  'VisitCancelled',
  'AwardLapsed',
  'AwardSuspended',
  'AwardReinstated',
  'SchoolClosed',
] satisfies (keyof ReturnType<typeof fieldsOf>)[]

function isCorrectable(type: string): type is keyof ReturnType<typeof fieldsOf> {
  return correctable.includes(type)
}

/** What to do instead, by the type of the entry. */
const instead: Readonly<Record<string, string>> = {
  SchoolRegistered: 'Change the school’s entry with change-school instead.',
  SchoolChanged: 'Change the school’s entry with change-school instead.',
  SchoolRefChanged: 'Give the school its right reference with change-school instead; the other one keeps finding it.',
  SchoolsMerged: 'Two entries that were made one stay one.',
  ReviewOpened: 'It follows from a grant or a decision: correct that entry.',
  ReviewClosed: 'It follows from a grant, a decision or an end: correct that entry.',
  SchoolJoinedCluster: 'Say the right day with join-cluster, or let the school leave with leave-cluster.',
  SchoolLeftCluster: 'Say the right day with leave-cluster, or let the school join again with join-cluster.',
  ContactLinked: 'Take the contact off with remove-contact instead.',
  ContactUnlinked: 'Add the contact again with add-contact instead.',
  RecommendationMade: 'Note the right recommendation; the last one holds.',
}

function notCorrectable({ event, fact }: RecordedFact): Refusal {
  return refuse(
    'entry-not-correctable',
    `An entry of this kind cannot be corrected. ${instead[fact.type] ?? 'It only notes what came to pass by itself.'}`,
    { event, type: fact.type },
  )
}

/** The corrections on record: for each entry what was said of it last, and by which event. */
export function correctionsIn(history: readonly RecordedFact[]): Map<string, { said: Said; by: string }> {
  const latest = new Map<string, { said: Said; by: string }>()
  for (const { event: by, fact } of history) {
    if (fact.type !== 'SchoolCorrected') continue
    const { event, reason: _, ...said } = fact.data
    latest.set(event, { said, by })
  }
  return latest
}

/** The correction an entry came of, where it came of one: all that follows it in its commit does. */
export function cameOf(entry: RecordedFact, history: readonly RecordedFact[]): string | undefined {
  const commit = history.filter(({ version }) => version === entry.version)
  const first = commit.find(({ fact }) => fact.type === 'SchoolCorrected')
  if (first?.fact.type !== 'SchoolCorrected') return undefined
  return commit.indexOf(entry) >= commit.indexOf(first)
    ? entry.fact.type === 'SchoolCorrected'
      ? entry.fact.data.event
      : first.fact.data.event
    : undefined
}

export interface Target {
  readonly entry: RecordedFact
  readonly said: Said
}

/**
 * The entry a correction is about and all it says of it; undefined where that was said already; or why not. An award's
 * end follows from a decision or a lapse: that is the entry taken back.
 */
export function readCorrection(
  { event, data }: CorrectionAsked,
  history: readonly RecordedFact[],
  byUndo: boolean,
): Target | Refusal | undefined {
  const named = history.find((one) => one.event === event)
  if (!named) return refuse('event-not-known', 'There is no such entry in the log of this school.', { event })
  const origin = cameOf(named, history)
  if (origin !== undefined)
    return refuse(
      'entry-is-a-correction',
      `This entry came of a correction of ${origin}. Correct that one again: what is said last holds.`,
      { event, corrects: origin },
    )
  const entry = named.fact.type === 'AwardEnded' ? (causeOfEnd(named, history) ?? named) : named
  const isOfUndo = byUndo && isEmpty(data) && isUndone(entry.fact.type)
  if (!isOfUndo && !isCorrectable(entry.fact.type)) return notCorrectable(named)
  const said = saidOf(entry, data, history)
  return said && ('refused' in said ? said : { entry, said })
}

function isUndone(type: string): boolean {
  return byUndoOnly.some((one) => one === type)
}

function isEmpty(data: object): boolean {
  return Object.keys(data).length === 0
}

/** The decision or lapse an award ended with: they stand in one commit. */
function causeOfEnd(end: RecordedFact, history: readonly RecordedFact[]): RecordedFact | undefined {
  return history.find(
    ({ version, fact }) => version === end.version && (fact.type === 'AwardLapsed' || fact.type === 'ReviewDecided'),
  )
}

/** All that is now said of an entry: what was said before and is not said anew stays said. */
function saidOf(
  { event, fact }: RecordedFact,
  data: CorrectionAsked['data'],
  history: readonly RecordedFact[],
): Said | Refusal | undefined {
  const before = correctionsIn(history).get(event)?.said
  if (isEmpty(data)) return before?.takenBack ? undefined : { takenBack: true }
  if (!isCorrectable(fact.type)) return undefined
  const read = fieldsOf()[fact.type].safeParse(data)
  if (!read.success) return doesNotFit(fact.type, read.error)
  const { takenBack, ...standing } = before ?? {}
  const said = { ...standing, ...read.data }
  const is = new Map(Object.entries({ ...fact.data, ...standing }))
  const isNews = takenBack === true || Object.entries(read.data).some(([field, value]) => is.get(field) !== value)
  return isNews ? said : undefined
}

function doesNotFit(type: keyof ReturnType<typeof fieldsOf>, { issues }: z.ZodError): Refusal {
  const may = Object.keys(fieldsOf()[type].shape)
  const wrong = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.map(String).join('.')],
  )
  const remedy =
    may.length > 0
      ? `Give ${may.join(' or ')}, or nothing at all to take it back.`
      : 'It can only be taken back as a whole: give no data.'
  return refuse('correction-does-not-fit', `The data do not fit this entry: look at ${wrong.join(', ')}. ${remedy}`, {
    type,
    fields: wrong,
    may,
  })
}

/** An entry as it should have been; undefined when it should not have been made. */
export function asSaid(fact: SchoolFact, said: Said | undefined): SchoolFact | undefined {
  if (!said) return fact
  return said.takenBack ? undefined : withWords(fact, said)
}

function withWords(fact: SchoolFact, { award: of, on, to, decision }: Said): SchoolFact {
  switch (fact.type) {
    case 'AwardGranted':
      return { ...fact, data: { ...fact.data, ...(of && { award: of }), ...(on && { on }) } }
    case 'ReviewDecided':
      return { ...fact, data: { ...fact.data, ...(decision && { decision }), ...(on && { on }) } }
    case 'ReviewExtended':
      return { ...fact, data: { ...fact.data, ...(to && { to }) } }
    case 'AwardReAccredited':
      return { ...fact, data: { ...fact.data, ...(on && { on }) } }
    case 'VisitBooked':
      return { ...fact, data: { ...fact.data, ...(on && { on }) } }
    case 'SchoolClosed':
      return { ...fact, data: { ...fact.data, ...(on && { on }) } }
    default:
      return fact
  }
}

/** The fields of an entry that a correction may say anew (none: it can only be taken back); undefined where there is no correcting it. */
export function fieldsToCorrect(
  type: string,
): readonly (keyof Said & ('award' | 'on' | 'to' | 'decision'))[] | undefined {
  if (type === 'AwardEnded') return []
  if (!isCorrectable(type)) return undefined
  const { shape } = fieldsOf()[type]
  return (['award', 'on', 'to', 'decision'] as const).filter((field) => Object.hasOwn(shape, field))
}
