/**
 * `npm run make-demo`: plays the first weeks of the sample year with part of its schools and keeps what came of it. Every
 * name in it is invented; every address ends in `.example`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import * as z from 'zod'
import { addDays, morningRun } from '../../../events/kernel/day.ts'
import type { Files } from '../../../shared/files/files.ts'
import { startBody } from '../body.ts'
import { bringUp } from '../local.ts'
import { type Demo, writeDemo } from './demo.ts'
import { type Asks, story } from './story.ts'

const firstDay = '2026-09-01'
const lastDay = '2026-11-20'
const folder = fileURLToPath(new URL('../../../test/sample/', import.meta.url))

/** Whole clusters, since a meeting marks all its members. */
const clusters = ['named-1', 'scotland-2']

/** Every fifth school of the sample, those that each turn on one rule, and those of the clusters. */
const isShown = (ref: string) =>
  /^urn:(1991|4991)|^ref:SEED-(5999|5004914|5005096|5005148)/.test(ref) ||
  Number(ref.replace(/\D/g, '').slice(-3)) % 5 === 0

const row = z.record(z.string(), z.string())

function csvOf(kind: string): string {
  const text = readFileSync(join(folder, `${kind}.csv`), kind === 'gias' ? 'latin1' : 'utf8')
  const rows = z.array(row).parse(parse(text, { columns: true, bom: true }))
  return stringify(
    rows.filter(
      (one) =>
        (!one.cluster || clusters.includes(one.cluster)) &&
        isShown(one.URN ? `urn:${one.URN}` : (one.school ?? one.ref ?? '')),
    ),
    { header: true },
  )
}

const line = z.object({
  on: z.string(),
  do: z.string(),
  with: z.object({ school: z.string().optional(), cluster: z.string().optional() }).loose(),
})

/** What is done in the demo's weeks: what concerns its schools and has been built. */
const played = new Set([
  'book-visit',
  'cancel-visit',
  'extend-review',
  'decide-review',
  'grant-award',
  'record-meeting',
  'cancel-meeting',
])
const lines = readFileSync(join(folder, 'year.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((text) => line.parse(JSON.parse(text)))
  .filter(({ do: command, with: { school, cluster } }) => {
    if (!played.has(command)) return false
    return cluster === undefined ? school !== undefined && isShown(school) : clusters.includes(cluster)
  })

let token = ''
const body = await startBody({ port: 0, dataDir: ':memory:', clockAt: morningRun(firstDay) })
await bringUp(body)
const signedIn = await post('/local/sign-in', { role: 'admin', name: 'Robin Ashdown' })
token = z.object({ token: z.string() }).parse(signedIn).token

for (const kind of ['gias', 'schools', 'awards', 'contacts', 'clusters'])
  await post(`/api/imports/${kind}`, csvOf(kind))
const asks: Asks = {
  do: async (command, what) => void (await post(`/api/do/${command}`, what)),
  get: async (path) => (await fetch(body.url + path, { headers: { authorization: `Bearer ${token}` } })).json(),
  post,
}
for (let day = addDays(firstDay, 1); day <= lastDay; day = addDays(day, 1)) {
  await post('/local/clock', { to: day })
  for (const one of lines) if (one.on === day) await post(`/api/do/${one.do}`, one.with)
  await story[day]?.(asks)
}
await post('/local/settle', {})

// Loaded now, because they read the environment that the body has set.
const { dumpTable } = await import('../../../shared/edge/dump-dynamodb.ts')
const { filesHere, sealsHere } = await import('../../../shared/edge/files-s3.ts')
const [log, board, vault] = await Promise.all(
  ['log', 'board', 'vault'].map((table) => Array.fromAsync(dumpTable(table))),
)
const files = [...(await filesOf('files', filesHere())), ...(await filesOf('seals', sealsHere()))]
const bytes = writeDemo({ day: lastDay, tables: { log: log ?? [], board: board ?? [], vault: vault ?? [] }, files })
console.log(
  `kept ${log?.length} entries of the log, ${board?.length} rows, ${vault?.length} entries of the vault: ${Math.round(bytes / 1024)} KB`,
)
await body.stop()
process.exit(0)

/** The register's look-up and the lists of sealed days; reports of imports are left out. */
async function filesOf(room: 'files' | 'seals', files: Files): Promise<Demo['files']> {
  const found: Demo['files'] = []
  for await (const { key } of files.list(room === 'files' ? 'register/' : '')) {
    const bytes = await files.get(key)
    if (bytes) found.push({ room, key, text: Buffer.from(bytes).toString() })
  }
  return found
}

async function post(path: string, what: unknown): Promise<unknown> {
  const csv = typeof what === 'string'
  const response = await fetch(body.url + path, {
    method: 'POST',
    headers: { 'content-type': csv ? 'text/csv' : 'application/json', authorization: `Bearer ${token}` },
    body: csv ? what : JSON.stringify(what),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}
