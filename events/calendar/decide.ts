/**
 * A nation's calendar, one stream each: `calendar#england`. What was never edited is what the system ships with. An edit
 * replaces the parts it names, whole; terms stay windows without a gap (DOMAIN 3), a closure ends no earlier than it begins.
 */
import { firstCalendar } from '../days/first-calendar.ts'
import type { Calendar, NationCalendar } from '../kernel/calendar.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { type Decider, type Decision, type Refusal, refuse } from '../kernel/decider.ts'
import { type Nation, nations, nationWords } from '../kernel/words.ts'
import type { CalendarFact } from './events.ts'

type Edited = Extract<CalendarFact, { type: 'NationCalendarEdited' }>['data']

/** The parts that were edited. */
export type EditedCalendar = Omit<Edited, 'reason'>

/** What may be said of each part. */
export interface CalendarParts {
  readonly bankHolidays?: readonly Day[] | undefined
  readonly closures?: readonly Span[] | undefined
  readonly terms?: readonly Term[] | undefined
}

export interface Span {
  readonly from: Day
  readonly to: Day
  readonly name?: string | undefined
}

export interface Term {
  readonly key: string
  readonly from: Day
  readonly to: Day
}

export type CalendarCommand = {
  readonly do: 'edit-calendar'
  readonly nation: Nation
  readonly reason?: string | undefined
} & CalendarParts

export const calendarDecider: Decider<CalendarCommand, EditedCalendar, CalendarFact> = {
  shape: 1,
  initial: {},
  decide: (command, edited) => editCalendar(command, edited),
  evolve(edited, { data: { reason: _, ...parts } }) {
    return { ...edited, ...parts }
  },
  wakeAt: () => undefined,
}

export function calendarStream(nation: Nation): string {
  return `calendar#${nation}`
}

/** A nation's calendar as it stands: what was edited, and what the system ships with for the rest. */
export function nationCalendarOf(nation: Nation, edited: EditedCalendar): NationCalendar {
  return { ...firstCalendar.nations[nation], ...edited }
}

/** Each nation's calendar with the version of its stream; a nation that is not named was never edited. */
export type EditedNations = Readonly<
  Partial<Record<Nation, { readonly version: number; readonly calendar: NationCalendar }>>
>

/** The calendar of all nations; its version is the sum of theirs, so it only grows. */
export function calendarOf(edited: EditedNations): Calendar {
  const all = nations.map((nation) => [nation, edited[nation]?.calendar ?? firstCalendar.nations[nation]] as const)
  const version = nations.reduce((sum, nation) => sum + (edited[nation]?.version ?? 0), 0)
  if (version === 0) return firstCalendar
  const { england, wales, scotland, 'northern-ireland': northern, overseas } = firstCalendar.nations
  return {
    version: String(version),
    nations: { england, wales, scotland, 'northern-ireland': northern, overseas, ...Object.fromEntries(all) },
  }
}

function editCalendar(command: CalendarCommand, edited: EditedCalendar): Decision<CalendarFact> {
  const { nation, reason } = command
  const wrong = wrongClosure(command.closures ?? []) ?? wrongTerms(command.terms, nation)
  if (wrong) return wrong
  const parts = inOrder(command)
  const standing = nationCalendarOf(nation, edited)
  const changed: EditedCalendar = {
    ...(parts.bankHolidays &&
      differs(parts.bankHolidays, standing.bankHolidays) && { bankHolidays: parts.bankHolidays }),
    ...(parts.closures && differs(parts.closures, standing.closures) && { closures: parts.closures }),
    ...(parts.terms && differs(parts.terms, standing.terms) && { terms: parts.terms }),
  }
  if (Object.keys(changed).length === 0) return []
  return [{ type: 'NationCalendarEdited', data: { ...changed, ...(reason && { reason }) } }]
}

function differs(given: readonly unknown[], standing: readonly unknown[]): boolean {
  return JSON.stringify(given) !== JSON.stringify(standing)
}

/** Days and spans in their order, each once, with their fields in the order they are kept in. */
function inOrder({ bankHolidays, closures, terms }: CalendarParts): EditedCalendar {
  const byDay = (a: { readonly from: Day }, b: { readonly from: Day }) =>
    a.from < b.from ? -1 : a.from > b.from ? 1 : 0
  return {
    ...(bankHolidays && { bankHolidays: [...new Set(bankHolidays)].toSorted() }),
    ...(closures && {
      closures: closures.map(({ from, to, name }) => ({ from, to, ...(name && { name }) })).toSorted(byDay),
    }),
    ...(terms && { terms: terms.map(({ key, from, to }) => ({ key, from, to })).toSorted(byDay) }),
  }
}

function wrongClosure(closures: readonly Span[]): Refusal | undefined {
  const at = closures.findIndex(({ from, to }) => to < from)
  const wrong = closures[at]
  return (
    wrong &&
    refuse(
      'closure-ends-before-it-begins',
      `The closure that begins on ${wrong.from} ends on ${wrong.to}. Give a last day that is no earlier than the first.`,
      { field: `closures.${at}.to`, from: wrong.from, to: wrong.to },
    )
  )
}

function wrongTerms(terms: readonly Term[] | undefined, nation: Nation): Refusal | undefined {
  if (!terms) return undefined
  if (terms.length === 0)
    return refuse('terms-missing', `${nationWords[nation]} must have at least one term. Give its first and last day.`, {
      field: 'terms',
    })
  return terms.map((_, at) => wrongTerm(terms, at)).find((wrong) => wrong !== undefined)
}

/** What is wrong with one of these terms, in the order they were given: the field names the one to mend. */
function wrongTerm(terms: readonly Term[], at: number): Refusal | undefined {
  const term = terms[at]
  if (!term) return undefined
  const { key, from, to } = term
  if (to < from)
    return refuse(
      'term-ends-before-it-begins',
      `The term ${key} begins on ${from} and ends on ${to}. Give a last day that is no earlier than the first.`,
      { field: `terms.${at}.to`, term: key },
    )
  if (terms.findIndex((other) => other.key === key) !== at)
    return refuse('term-given-twice', `The term ${key} is given twice. Give each term once.`, {
      field: `terms.${at}.key`,
      term: key,
    })
  const before = terms
    .filter((other) => other.from < from)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)
  const sameStart = terms.findIndex((other) => other.from === from) !== at
  if (sameStart || (before && addDays(before.to, 1) !== from))
    return refuse(
      'terms-leave-a-gap',
      `The term ${key} must begin on the day after ${before?.key ?? 'the term before'} ends${before ? `, ${addDays(before.to, 1)}` : ''}: terms follow each other without a gap and without overlapping.`,
      { field: `terms.${at}.from`, term: key },
    )
  return undefined
}
