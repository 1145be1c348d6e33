/** A part of a sample body: every seventh school, and all that are named for turning on one rule. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import * as z from 'zod'
import type { Sample } from './sample.ts'

const row = z.record(z.string(), z.string())

/** Every seventh school, and all the named ones. */
const isChosen = (ref: string) =>
  /^urn:(1991|4991)|^ref:SEED-5999/.test(ref) || Number(ref.replace(/\D/g, '')) % 7 === 3

const refOf = (one: z.infer<typeof row>) => (one.URN ? `urn:${one.URN}` : (one.school ?? one.ref ?? ''))

/** The chosen schools with their contacts, awards, happenings and what must come of them. */
export function partOf(sample: Sample): Sample & { schools: number } {
  const rowsOf = (name: string) => {
    const bytes = Buffer.from(sample.file(name))
    return z
      .array(row)
      .parse(parse(bytes.toString(name === 'gias.csv' ? 'latin1' : 'utf8'), { columns: true, bom: true }))
      .filter((one) => isChosen(refOf(one)))
  }
  const chosen = (keys: ReadonlySet<string>) => new Set([...keys].filter((key) => isChosen(key.split(' ')[1] ?? '')))
  const addresses = new Set(rowsOf('contacts.csv').map((one) => one.email))
  const concerns = z.object({ school: z.string().optional(), email: z.string().optional() })
  return {
    schools: rowsOf('gias.csv').length + rowsOf('schools.csv').length,
    file: (name) => new Uint8Array(Buffer.from(stringify(rowsOf(name), { header: true }))),
    year: sample.year.filter((line) => {
      const { school, email } = concerns.parse(line.with)
      return school === undefined ? email !== undefined && addresses.has(email) : isChosen(school)
    }),
    expected: { reminders: chosen(sample.expected.reminders), events: chosen(sample.expected.events) },
  }
}
