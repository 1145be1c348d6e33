/**
 * The clocks of data rights: UK GDPR articles 12 and 12A as amended by the Data (Use and Access) Act 2025, and section
 * 164A of the Data Protection Act 2018 for complaints (DOMAIN C7). Days are London's; working days are those of England.
 */
import { type Calendar, isOfficeDay } from '../kernel/calendar.ts'
import { addDays, addMonths, type Day } from '../kernel/day.ts'
import type { RequestKind } from '../kernel/words.ts'

/** Rights with one month, which may be lengthened by two. */
const withMonths: ReadonlySet<RequestKind> = new Set(['access', 'erasure', 'rectification', 'withdrawal'])

export function mayBeExtended(kind: RequestKind): boolean {
  return withMonths.has(kind)
}

/** Proof of identity moves the clock only when it was asked for so many working days after receipt at the latest. */
const proofWithinDays = 3

/** A complaint is acknowledged within so many days; no weekend lengthens them. */
const complaintDays = 30

const furtherMonths = 2

export interface Clocked {
  readonly kind: RequestKind
  readonly received: Day
  readonly proofAskedOn?: Day | undefined
  readonly provedOn?: Day | undefined
  readonly extended?: boolean | undefined
}

/** The statutory day of a request as it stands. */
export function dueOf(request: Clocked, calendar: Calendar): Day {
  if (!mayBeExtended(request.kind)) return addDays(request.received, complaintDays)
  return monthsAfter(startOf(request, calendar), request.extended ? 1 + furtherMonths : 1, calendar)
}

/** The last day on which a person may be told that it takes longer: within the first month. */
export function toldBy(request: Clocked, calendar: Calendar): Day {
  return monthsAfter(startOf(request, calendar), 1, calendar)
}

/** From which day the clock counts: receipt, or the day identity was proved where proof was asked for in time. */
function startOf({ received, proofAskedOn, provedOn }: Clocked, calendar: Calendar): Day {
  if (proofAskedOn === undefined || provedOn === undefined) return received
  return proofAskedOn <= workingDaysAfter(received, proofWithinDays, calendar) ? provedOn : received
}

/** The same calendar day so many months on, or that month's last; a day nobody works moves to the next working day. */
function monthsAfter(day: Day, months: number, calendar: Calendar): Day {
  let due = addMonths(day, months)
  while (!isOfficeDay(calendar, 'england', due)) due = addDays(due, 1)
  return due
}

function workingDaysAfter(day: Day, count: number, calendar: Calendar): Day {
  let at = day
  for (let left = count; left > 0; ) {
    at = addDays(at, 1)
    if (isOfficeDay(calendar, 'england', at)) left -= 1
  }
  return at
}

/** Staff are warned so many days before the statutory day, and on it. */
export const warnings = [14, 7, 2, 0] as const

/** The next day after `after` on which staff are warned of a due day; undefined when there is none. */
export function nextWarning(due: Day, after: Day): Day | undefined {
  return warnings.map((before) => addDays(due, -before)).find((day) => day > after)
}

/** The most urgent warning whose day has come by `today`, and came after `after`; undefined for none. */
export function warningReached(due: Day, after: Day, today: Day): number | undefined {
  return warnings.findLast((before) => {
    const day = addDays(due, -before)
    return day > after && day <= today
  })
}
