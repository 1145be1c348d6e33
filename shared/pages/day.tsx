/** Days and moments as the pages write them: `1 Dec 2026`, and `1 Dec 2026, 07:30` by London's clock. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { type Day, type Instant, londonDay, londonTime } from '../../events/kernel/day.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec']

/** `2026-12-01` as `1 Dec 2026`; own words and no locale data, so that every machine writes the same. */
export function sayShortDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${date} ${months[(month ?? 1) - 1]} ${year}`
}

/** `1 12 2026`, with anything usual between, a month by its number or its name; `2026-12-01` is taken too. */
const written = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[\s./-]+(\d{1,2}|[a-z]{3,9})\.?[\s./-]+(\d{4}))$/i

/** The day somebody wrote, the day before the month; undefined for anything that is no day there is. */
export function readDay(text: string): Day | undefined {
  const [, isoYear, isoMonth, isoDate, date = isoDate, month = isoMonth, year = isoYear] =
    written.exec(text.trim()) ?? []
  if (date === undefined || month === undefined || year === undefined) return undefined
  const byName = months.findIndex((name) => name.slice(0, 3).toLowerCase() === month.slice(0, 3).toLowerCase()) + 1
  const number = /^\d/.test(month) ? month : byName
  const day = `${year}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`
  return z.iso.date().safeParse(day).data
}

/** An instant as `1 Dec 2026, 07:30`. */
export function sayMoment(at: Instant): string {
  return `${sayShortDay(londonDay(at))}, ${londonTime(at)}`
}

export function OnDay({ day }: { readonly day: Day }): JSX.Element {
  return (
    <time class="app-whole" datetime={day}>
      {sayShortDay(day)}
    </time>
  )
}

/** The time of day alone, where the day stands above it. */
export function AtTime({ at }: { readonly at: Instant }): JSX.Element {
  return <time datetime={at}>{londonTime(at)}</time>
}

export function AtMoment({ at }: { readonly at: Instant }): JSX.Element {
  return (
    <time class="app-whole" datetime={at}>
      {sayMoment(at)}
    </time>
  )
}
