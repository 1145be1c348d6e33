/**
 * A part of a sample body: every eleventh school, those named for turning on one rule, some whole clusters, and whoever
 * shares a contact. Other clusters are left out, and what comes of their meetings with them.
 */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import * as z from 'zod'
import type { Sample } from './sample.ts'

const row = z.record(z.string(), z.string())
type Row = z.infer<typeof row>

const isPicked = (ref: string) =>
  /^urn:(1991|4991)|^ref:SEED-5999/.test(ref) || Number(ref.replace(/\D/g, '')) % 11 === 3

const refOf = (one: Row) => (one.URN ? `urn:${one.URN}` : (one.school ?? one.ref ?? ''))

function rowsOf(sample: Sample, name: string): Row[] {
  const text = Buffer.from(sample.file(name)).toString(name === 'gias.csv' ? 'latin1' : 'utf8')
  return z.array(row).parse(parse(text, { columns: true, bom: true }))
}

/** A person's consent may stand in the row of another school of theirs, so schools that share an address stay together. */
function chosenSchools(sample: Sample): ReadonlySet<string> {
  const contacts = rowsOf(sample, 'contacts.csv')
  const all = [...rowsOf(sample, 'gias.csv'), ...rowsOf(sample, 'schools.csv')].map(refOf)
  const members = rowsOf(sample, 'clusters.csv').filter(({ cluster = '' }) => clusters.has(cluster))
  let chosen = new Set([...all.filter(isPicked), ...members.map(refOf)])
  for (let before = 0; before < chosen.size; ) {
    before = chosen.size
    const addresses = new Set(contacts.filter((one) => chosen.has(refOf(one))).map((one) => one.email))
    chosen = new Set([...chosen, ...contacts.filter((one) => addresses.has(one.email)).map(refOf)])
  }
  return chosen
}

/** A cluster is taken whole, since a meeting marks all its members. Schools are at risk, and terms go without. */
const clusters: ReadonlySet<string> = new Set(['named-1', 'scotland-2', 'wales-2', 'overseas-1'])

const concerns = z.object({
  school: z.string().optional(),
  email: z.string().optional(),
  cluster: z.string().optional(),
  meeting: z.string().optional(),
})

/** The cluster of a meeting's id: `england-16-2026-10-01`. */
const clusterOf = (meeting: string) => meeting.replace(/-\d{4}-\d{2}-\d{2}.*$/, '')

function isOfChosenMeeting(key: string): boolean {
  const [, , type, about = ''] = key.split(' ')
  return type !== 'ClusterMeetingMissed' || clusters.has(clusterOf(about))
}

function isAmong(whose: string, members: ReadonlySet<string>): boolean {
  return members.has(whose) || clusters.has(whose)
}

/** The chosen schools with their contacts, awards, happenings and what must come of them. */
export function partOf(sample: Sample): Sample & { schools: number } {
  const schools = chosenSchools(sample)
  const chosenRows = (name: string) =>
    rowsOf(sample, name).filter((one) => schools.has(refOf(one)) && (!one.cluster || clusters.has(one.cluster)))
  const members = new Set(chosenRows('clusters.csv').map(refOf))
  const chosenKeys = (keys: ReadonlySet<string>) =>
    new Set([...keys].filter((key) => schools.has(key.split(' ')[1] ?? '')))
  const addresses = new Set(chosenRows('contacts.csv').map((one) => one.email))
  return {
    schools: schools.size,
    file: (name) => new Uint8Array(Buffer.from(stringify(chosenRows(name), { header: true }))),
    year: sample.year.filter((line) => {
      const { school, email, cluster, meeting } = concerns.parse(line.with)
      if (cluster ?? meeting) return clusters.has(cluster ?? clusterOf(meeting ?? ''))
      return school === undefined ? email !== undefined && addresses.has(email) : schools.has(school)
    }),
    expected: {
      reminders: chosenKeys(sample.expected.reminders),
      events: new Set([...chosenKeys(sample.expected.events)].filter(isOfChosenMeeting)),
      risk: new Set([...sample.expected.risk].filter((key) => isAmong(key.split(' ')[1] ?? '', members))),
    },
  }
}
