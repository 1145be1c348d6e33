/** Days and moments as the pages write them: `1 Dec 2026`, and `1 Dec 2026, 07:30` by London's clock. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Day, type Instant, londonDay, londonTime } from '../../events/kernel/day.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec']

/** `2026-12-01` as `1 Dec 2026`; own words and no locale data, so that every machine writes the same. */
export function sayShortDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${date} ${months[(month ?? 1) - 1]} ${year}`
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
