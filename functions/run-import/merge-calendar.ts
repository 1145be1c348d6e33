/**
 * What rows of a file say of a nation's calendar, put to what stands: a file adds and moves, and takes nothing away. A term
 * is known by its key; a closure of the same name that overlaps is the same one, moved. A file that says two things of
 * one is taken at its first word.
 */
import type { CalendarParts, Span, Term } from '../../events/calendar/decide.ts'
import type { NationCalendar } from '../../events/kernel/calendar.ts'
import { type RowResult, refused } from './tools.ts'

export interface CalendarRow {
  readonly row: number
  readonly what: 'bank-holiday' | 'closure' | 'term'
  readonly key?: string | undefined
  readonly from: string
  readonly to: string
}

export interface Merged {
  readonly parts: CalendarParts
  readonly results: readonly RowResult[]
}

interface Working {
  readonly bankHolidays: Set<string>
  closures: readonly Span[]
  terms: readonly Term[]
  /** Closures and terms that rows of this file spoke of, with the row. */
  readonly said: Map<Span | Term, number>
}

/** The rows taken one after the other; what became of each, and the parts as they would stand. */
export function mergeRows(standing: NationCalendar, rows: readonly CalendarRow[]): Merged {
  const working: Working = {
    bankHolidays: new Set(standing.bankHolidays),
    closures: standing.closures,
    terms: standing.terms,
    said: new Map(),
  }
  const results = rows.map((row) => mergers[row.what](working, row))
  const { bankHolidays, closures, terms } = working
  return { parts: { bankHolidays: [...bankHolidays], closures, terms }, results }
}

const mergers: Readonly<Record<CalendarRow['what'], (working: Working, row: CalendarRow) => RowResult>> = {
  'bank-holiday': ({ bankHolidays }, { row, from }) => {
    if (bankHolidays.has(from)) return { row, became: 'unchanged' }
    bankHolidays.add(from)
    return { row, became: 'changed' }
  },
  closure(working, row) {
    const { from, to, key: name } = row
    const isSame = (one: Span) => one.name === name && one.from <= to && from <= one.to
    const before = working.closures.filter(isSame)
    const next = { from, to, ...(name !== undefined && { name }) }
    return takeIn(working, row, before, next, () => {
      working.closures = [...working.closures.filter((one) => !isSame(one)), next]
    })
  },
  term(working, row) {
    const { from, to, key = '' } = row
    const before = working.terms.filter((one) => one.key === key)
    const next = { key, from, to }
    return takeIn(working, row, before, next, () => {
      working.terms = [...working.terms.filter((one) => one.key !== key), next]
    })
  },
}

function takeIn<T extends Span | Term>(
  { said }: Working,
  { row, from, to }: CalendarRow,
  before: readonly T[],
  next: T,
  take: () => void,
): RowResult {
  const [same, ...more] = before
  if (same && more.length === 0 && same.from === from && same.to === to) {
    if (!said.has(same)) said.set(same, row)
    return { row, became: 'unchanged' }
  }
  const at = before.map((one) => said.get(one)).find((one) => one !== undefined)
  if (at !== undefined) return refused(row, 'from', `row ${at} says other days for the same; only that row was taken`)
  take()
  said.set(next, row)
  return { row, became: 'changed' }
}
