/** The sample body's files as rows and lines: an invented body of 400 schools, a year of happenings, what must come of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import * as z from 'zod'
import {
  award,
  consentWays,
  contactRoles,
  marks,
  meetingKinds,
  type Nation,
  nation,
  purposes,
} from '../../events/kernel/words.ts'
import { decisions } from '../../events/school/events.ts'

const folder = join(import.meta.dirname, '../sample')

function rowsOf<T extends z.ZodType>(file: string, row: T, encoding: 'utf8' | 'latin1' = 'utf8'): z.output<T>[] {
  return z.array(row).parse(parse(readFileSync(join(folder, file), encoding), { columns: true, bom: true }))
}

const blank = <T extends z.ZodType>(schema: T) => z.union([z.literal(''), schema])
const day = () => z.iso.date()

const giasRow = z
  .object({ URN: z.string(), EstablishmentName: z.string(), 'TypeOfEstablishment (name)': z.string() })
  .transform((row) => ({
    ref: `urn:${row.URN}`,
    name: row.EstablishmentName,
    nation: nationOf(row.URN, row['TypeOfEstablishment (name)']),
  }))

function nationOf(urn: string, type: string): Nation {
  if (type === 'British schools overseas') return 'overseas'
  return type === 'Welsh establishment' || urn.startsWith('4') ? 'wales' : 'england'
}

const consent = blank(z.enum(['yes', 'withdrawn']))
const contactRow = z.object({
  school: z.string(),
  role: z.enum(contactRoles),
  email: z.string().transform((email) => email.trim().normalize('NFC').toLowerCase()),
  service: consent,
  service_on: blank(day()),
  news: consent,
  news_on: blank(day()),
  wording: z.string(),
  how: blank(z.enum(consentWays)),
})
export type ContactRow = z.output<typeof contactRow>

/** The files of an import, in its order. The register names more schools than hold awards; here all of them go in. */
export function importFiles() {
  const awardRow = z.object({
    school: z.string(),
    award: award(),
    action: z.enum(['granted', 're-accredited']),
    on: day(),
  })
  return {
    schools: [
      ...rowsOf('gias.csv', giasRow, 'latin1'),
      ...rowsOf('schools.csv', z.object({ ref: z.string(), name: z.string(), nation: nation() })),
    ],
    awards: rowsOf('awards.csv', awardRow),
    contacts: rowsOf('contacts.csv', contactRow),
    clusters: rowsOf(
      'clusters.csv',
      z.object({ cluster: z.string(), nation: nation(), ambassador: z.string(), school: z.string(), joined_on: day() }),
    ),
  }
}

const school = z.string()
const schoolLine = z.discriminatedUnion('do', [
  z.object({ do: z.literal('book-visit'), school, on: day() }),
  z.object({ do: z.literal('cancel-visit'), school }),
  z.object({ do: z.literal('extend-review'), school, to: day(), reason: z.string() }),
  z.object({ do: z.literal('decide-review'), school, decision: z.enum(decisions), on: day().optional() }),
  z.object({ do: z.literal('grant-award'), school, award: award(), on: day() }),
])
const consentLine = z.object({ do: z.literal('withdraw-consent'), email: z.string(), purpose: z.enum(purposes) })
const clusterLine = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('record-meeting'),
    cluster: z.string(),
    meeting: z.string(),
    on: day(),
    kind: z.enum(meetingKinds),
    place: z.string(),
    topics: z.string(),
    attendance: z.record(z.string(), z.enum(marks)),
  }),
  z.object({
    do: z.literal('cancel-meeting'),
    cluster: z.string(),
    meeting: z.string(),
    on: day().optional(),
    reason: z.string().optional(),
  }),
  z.object({ do: z.literal('excuse-absence'), school, meeting: z.string(), reason: z.string() }),
  z.object({ do: z.literal('leave-cluster'), cluster: z.string(), school, on: day() }),
])
const line = z.object({ on: day(), do: z.string(), with: z.looseObject({}) }).transform((said) => ({
  day: said.on,
  command: z.union([schoolLine, consentLine, clusterLine]).parse({ ...said.with, do: said.do }),
}))

/** What happens in the year, in order: each line's day and command. */
export function yearLines(): z.output<typeof line>[] {
  const text = readFileSync(join(folder, 'year.jsonl'), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((one) => line.parse(JSON.parse(one)))
}

/** What must come of the year: reminders with their recipients, due days and ends of grace, one line of text each. */
export function expectedOfTheYear(): { reminders: string[]; events: string[]; missed: string[]; risk: string[] } {
  const reminder = z.object({ on: day(), school, kind: z.string(), stage: z.string(), due: day(), to: z.string() })
  const event = z.object({ on: day(), school, event: z.string(), about: z.string() })
  return {
    reminders: rowsOf('expected-reminders.csv', reminder).map((row) =>
      [row.on, row.school, row.kind, row.stage, row.due, row.to.split(' ').toSorted().join(' ')].join(),
    ),
    events: rowsOf('expected-events.csv', event)
      .filter((row) => row.event === 'ReviewDue' || row.event === 'ReviewGraceEnded')
      .map((row) => [row.on, row.school, row.event, row.about].join()),
    missed: rowsOf('expected-events.csv', event)
      .filter((row) => row.event === 'ClusterMeetingMissed')
      .map((row) => [row.on, row.school, row.about].join()),
    risk: rowsOf('expected-risk.csv', z.object({ on: day(), school, event: z.string(), because: z.string() })).map(
      (row) => [row.on, row.school, row.event, row.because].join(),
    ),
  }
}
