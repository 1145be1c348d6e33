/** A nation's calendar: its bank holidays, school closures and terms. Public facts; nothing in them is about a person. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { day, note, publicText, termKey } from '../kernel/words.ts'

const closure = () => z.strictObject({ from: day(), to: day(), name: publicText(80).optional() })
const term = () => z.strictObject({ key: termKey(), from: day(), to: day() })

const partNames = { bankHolidays: 'bank holidays', closures: 'closures', terms: 'terms' } as const

export const calendarFacts = {
  /** Only the parts that were given; each is what stands from then on, whole. */
  NationCalendarEdited: fact(
    1,
    () =>
      z.strictObject({
        bankHolidays: z.array(day()).optional(),
        closures: z.array(closure()).optional(),
        terms: z.array(term()).optional(),
        reason: note().optional(),
      }),
    (d) => {
      const parts = [
        d.bankHolidays && `${d.bankHolidays.length} ${partNames.bankHolidays}`,
        d.closures && `${d.closures.length} ${partNames.closures}`,
        d.terms && `${d.terms.length} ${partNames.terms}`,
      ].filter((part) => part !== undefined)
      return `the calendar was edited: it has ${parts.join(', ') || 'what it had'}`
    },
  ),
} as const

export type CalendarFact = FactOf<typeof calendarFacts>
