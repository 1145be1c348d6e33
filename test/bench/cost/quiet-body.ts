/**
 * Quiet schools: an Inclusive School Award each, granted on days spread over three years, so that a third of them have
 * their renewal in any year; a head, an inclusion lead and an office, who agreed to letters. Nothing happens to them but
 * what the calendar brings, and the decision on a renewal six weeks after its day. Invented, by number.
 */
import { addDays, type Day } from '../../../events/kernel/day.ts'
import { importFile } from '../../journeys/play.ts'
import type { MeteredBody } from './body.ts'

const cycleDays = 3 * 365
const decidedAfterDays = 42

interface Renewal {
  readonly school: string
  readonly on: Day
}

const refOf = (n: number) => `ref:QUIET-${n}`

/** Enters so many; answers what is decided on a day of the year that begins on `firstDay`. */
export async function quietBody(metered: MeteredBody, schools: number, firstDay: Day) {
  const numbers = Array.from({ length: schools }, (_, n) => n)
  const sinceOf = (n: number) => addDays(firstDay, -1 - Math.floor((n * cycleDays) / schools))
  const take = async (kind: 'schools' | 'awards' | 'contacts', file: Uint8Array) => {
    const { refused } = await importFile(metered, kind, file)
    if (refused.length > 0) throw new Error(`${refused.length} ${kind} were refused: ${JSON.stringify(refused[0])}`)
  }
  const csv = (columns: string, rows: readonly string[]) => new TextEncoder().encode([columns, ...rows, ''].join('\n'))
  await take(
    'schools',
    csv(
      'ref,name,nation,pupils,town,phone,website',
      numbers.map((n) => {
        const name = `Holy Trinity ${n} Church of England Primary School`
        return `${refOf(n)},${name},wales,${150 + (n % 900)},Ottermead,01632 960123,https://www.holy-trinity-${n}.example`
      }),
    ),
  )
  await take(
    'awards',
    csv(
      'school,award,action,on',
      numbers.map((n) => `${refOf(n)},inclusive-school,granted,${sinceOf(n)}`),
    ),
  )
  await take(
    'contacts',
    csv(
      'school,role,name,email,phone,service,service_on,news,news_on,wording,how',
      numbers.flatMap((n) => {
        const agreed = `yes,${sinceOf(n)},yes,${sinceOf(n)},2018-05,paper`
        return [
          `${refOf(n)},head,Morag Evans,head@holy-trinity-${n}.example,01632 960123,${agreed}`,
          `${refOf(n)},inclusion-lead,Wendy Davies,lead@holy-trinity-${n}.example,,${agreed}`,
          `${refOf(n)},office,School office,office@holy-trinity-${n}.example,,,,,,,`,
        ]
      }),
    ),
  )
  const renewals: readonly Renewal[] = numbers.map((n) => ({
    school: refOf(n),
    on: addDays(sinceOf(n), cycleDays + 1 + decidedAfterDays),
  }))
  return {
    decisions: (day: Day) =>
      renewals.filter(({ on }) => on === day).map(({ school }) => ({ school, decision: 're-accredited', on: day })),
  }
}
