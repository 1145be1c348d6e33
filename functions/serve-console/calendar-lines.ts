/** A part of a calendar as lines a person types, one thing a line, days as they are written everywhere; and back. */
import type { CalendarParts, Span, Term } from '../../events/calendar/decide.ts'
import { termKey } from '../../events/kernel/words.ts'
import { readDay, sayShortDay } from '../../shared/pages/day.tsx'

export const calendarParts = ['closures', 'bankHolidays', 'terms'] as const
export type CalendarPart = (typeof calendarParts)[number]

/** What the lines say; or the first line that cannot be read, with what is wrong. */
export type ReadLines = { readonly parts: CalendarParts } | { readonly wrong: string }

export function linesOf(part: CalendarPart, calendar: Required<CalendarParts>): string {
  const { closures = [], bankHolidays = [], terms = [] } = calendar
  const days = ({ from, to }: Span | Term) =>
    from === to ? sayShortDay(from) : `${sayShortDay(from)} to ${sayShortDay(to)}`
  switch (part) {
    case 'bankHolidays':
      return bankHolidays.map(sayShortDay).join('\n')
    case 'closures':
      return closures.map((one) => [days(one), one.name].filter((word) => word !== undefined).join(', ')).join('\n')
    case 'terms':
      return terms.map((one) => `${days(one)}, ${one.key}`).join('\n')
  }
}

export function readLines(part: CalendarPart, text: string): ReadLines {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const read = lines.map((line, n) => readLine(part, line, n + 1))
  const wrong = read.find((one) => 'wrong' in one)
  if (wrong) return wrong
  const spans = read.flatMap((one) => ('wrong' in one ? [] : one))
  switch (part) {
    case 'bankHolidays':
      return { parts: { bankHolidays: spans.map(({ from }) => from) } }
    case 'closures':
      return { parts: { closures: spans } }
    case 'terms':
      return { parts: { terms: spans.map(({ from, to, name = '' }) => ({ key: name, from, to })) } }
  }
}

function readLine(part: CalendarPart, line: string, n: number): Span | { readonly wrong: string } {
  const [days = '', ...words] = line.split(',')
  const [first = '', last = first] = days.split(/\s+(?:to|until|–|-)\s+/)
  const [from, to] = [readDay(first), readDay(last)]
  const name = words.join(',').trim()
  if (from === undefined || to === undefined) return { wrong: `Line ${n} has no day such as 27 Mar 2027` }
  if (part === 'bankHolidays' && from !== to) return { wrong: `Line ${n}: give each bank holiday a line of its own` }
  if (part === 'terms' && !termKey().safeParse(name).success)
    return { wrong: `Line ${n}: after the days and a comma give the term, such as 2026/27 autumn` }
  if (name.length > 80) return { wrong: `Line ${n}: give a name of at most 80 characters` }
  return { from, to, ...(name !== '' && { name }) }
}
