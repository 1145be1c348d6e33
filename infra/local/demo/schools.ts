/**
 * Whom the demo shows: the members of six clusters of the sample, schools that hold the first award, and three that still
 * look for a cluster. They keep what they hold; the clusters get names as clusters have, and Ambassadors with names.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import * as z from 'zod'

const folder = fileURLToPath(new URL('../../../test/sample/', import.meta.url))

/** A cluster of the sample, as the demo calls it. */
interface Shown {
  readonly id: string
  readonly name: string
  readonly nation: string
  readonly ambassador: string
  readonly topics: string
}

/** By what the sample calls it. */
export const clusters: Readonly<Record<string, Shown>> = {
  'england-9': {
    id: 'vale-of-trent',
    name: 'Vale of Trent',
    nation: 'england',
    ambassador: 'Gwen Parry',
    topics: 'Quiet corners, and who uses them',
  },
  'england-10': {
    id: 'mersey-and-dee',
    name: 'Mersey and Dee',
    nation: 'england',
    ambassador: 'Samuel Okafor',
    topics: 'From nursery to reception',
  },
  'england-21': {
    id: 'solent',
    name: 'Solent',
    nation: 'england',
    ambassador: 'Gwen Parry',
    topics: 'Working with parents and carers',
  },
  'wales-1': {
    id: 'cambrian',
    name: 'Cambrian',
    nation: 'wales',
    ambassador: 'Nia Bowen',
    topics: 'Inclusion in two languages',
  },
  'scotland-1': {
    id: 'forth-and-tay',
    name: 'Forth and Tay',
    nation: 'scotland',
    ambassador: 'Morven Reid',
    topics: 'Pupils who join mid-year',
  },
  'northern-ireland-1': {
    id: 'lagan',
    name: 'Lagan',
    nation: 'northern-ireland',
    ambassador: 'Samuel Okafor',
    topics: 'Reading for all',
  },
}

/** An invented colleague's address. */
export function addressOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@staff.example`
}

type Row = Readonly<Record<string, string>>
const rows = z.array(z.record(z.string(), z.string()))

function read(kind: string): Row[] {
  const text = readFileSync(join(folder, `${kind}.csv`), kind === 'gias' ? 'latin1' : 'utf8')
  return rows.parse(parse(text, { columns: true, bom: true }))
}

const ofCluster = new Map(
  read('clusters').flatMap(({ cluster = '', school = '' }): [string, string][] =>
    clusters[cluster] ? [[school, cluster]] : [],
  ),
)
const inAnyCluster = new Set(read('clusters').map(({ school }) => school))
const higher = new Set(read('awards').flatMap(({ school, award }) => (award === 'inclusive-school' ? [] : [school])))

/** Schools of the sample that each turn on one rule have names that say so: a body has none such. */
const isNamedAfterRule = (ref: string) => /^urn:(1991|4991)|^ref:SEED-5999/.test(ref)

const holdFirstOnly = [...new Set(read('awards').map(({ school = '' }) => school))].filter(
  (ref) => !(higher.has(ref) || isNamedAfterRule(ref)),
)
const withoutCluster = [...higher].flatMap((ref) =>
  ref === undefined || inAnyCluster.has(ref) || isNamedAfterRule(ref) ? [] : [ref],
)
const shown = new Set([...ofCluster.keys(), ...holdFirstOnly.slice(0, 30), ...withoutCluster.slice(0, 3)])

/** Whether the demo has the school. */
export function isShown(ref: string): boolean {
  return shown.has(ref)
}

/** A number at the end of an invented name tells namesakes apart where there are hundreds; here their town does. */
const withoutNumber = (name: string) => name.replace(/ \d+$/, '')

const refOf = (row: Row) => (row.URN ? `urn:${row.URN}` : (row.school ?? row.ref ?? ''))
const shownNames = [...read('gias'), ...read('schools')]
  .filter((row) => isShown(refOf(row)))
  .map((row) => withoutNumber(row.EstablishmentName ?? row.name ?? ''))

function nameOf(name: string, town: string | undefined): string {
  const bare = withoutNumber(name)
  const isShared = shownNames.filter((one) => one === bare).length > 1
  return isShared && town ? `${bare}, ${town}` : bare
}

/** A file of the sample with the demo's part of it. */
export function csvOf(kind: 'gias' | 'schools' | 'awards' | 'contacts' | 'clusters'): string {
  const part = read(kind).filter((row) => isShown(refOf(row)) && (!row.cluster || clusters[row.cluster]))
  return stringify(part.map(asShown), { header: true })
}

function asShown(row: Row): Row {
  const cluster = clusters[row.cluster ?? '']
  if (cluster) return { ...row, cluster: cluster.id, ambassador: addressOf(cluster.ambassador) }
  if (row.EstablishmentName) return { ...row, EstablishmentName: nameOf(row.EstablishmentName, row.Town) }
  return row.ref && row.name ? { ...row, name: nameOf(row.name, row.town) } : row
}

const line = z.object({
  on: z.string(),
  do: z.enum(['record-meeting', 'cancel-meeting']),
  with: z.object({ cluster: z.string(), meeting: z.string() }).loose(),
})
const anyLine = z.object({ do: z.string(), with: z.object({ cluster: z.string().optional() }) })

/** The meetings of the sample year, as the demo's clusters hold them. */
export function meetingsOf(day: string): { readonly do: string; readonly with: object }[] {
  return readFileSync(join(folder, 'year.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((text): unknown => JSON.parse(text))
    .filter((one) => {
      const known = anyLine.safeParse(one)
      return known.success && known.data.do.endsWith('-meeting') && clusters[known.data.with.cluster ?? '']
    })
    .map((one) => line.parse(one))
    .filter(({ on }) => on === day)
    .map((one) => {
      const cluster = clusters[one.with.cluster]
      const named = {
        ...one.with,
        cluster: cluster?.id,
        meeting: one.with.meeting.replace(one.with.cluster, cluster?.id ?? ''),
      }
      return { do: one.do, with: one.do === 'record-meeting' ? { ...named, topics: cluster?.topics } : named }
    })
}
