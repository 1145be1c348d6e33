/**
 * `npm run make-demo`: an office works through the first weeks of the sample year with part of its schools, and what came
 * of it is kept. Every name in it is invented; every address ends in `.example`.
 */
import { addDays, morningRun } from '../../../events/kernel/day.ts'
import type { Files } from '../../../shared/files/files.ts'
import { startBody } from '../body.ts'
import { bringUp } from '../local.ts'
import { openOffice } from './asks.ts'
import { type Demo, writeDemo } from './demo.ts'
import { startRoutine } from './routine.ts'
import { addressOf, clusters, csvOf, meetingsOf } from './schools.ts'
import { story } from './story.ts'

const firstDay = '2026-09-01'
const lastDay = '2026-11-20'

const body = await startBody({ port: 0, dataDir: ':memory:', clockAt: morningRun(firstDay) })
await bringUp(body)
const office = await openOffice(body.url)
const { robin } = office

for (const kind of ['gias', 'schools', 'awards', 'contacts'] as const)
  await robin.post(`/api/imports/${kind}`, csvOf(kind))
for (const { id, name, nation, ambassador } of Object.values(clusters)) {
  await office.ambassador(ambassador)
  await robin.do('form-cluster', { cluster: id, name, nation, ambassador: addressOf(ambassador) })
}
await robin.post('/api/imports/clusters', csvOf('clusters'))

const routine = startRoutine(office)
for (let day = addDays(firstDay, 1); day <= lastDay; day = addDays(day, 1)) {
  await robin.post('/local/clock', { to: day })
  for (const one of meetingsOf(day)) await robin.do(one.do, one.with)
  await routine.work(day)
  await story[day]?.(office, day)
}
await robin.post('/local/settle', {})

// Loaded now, because they read the environment that the body has set.
const { dumpTable } = await import('../../../shared/edge/dump-dynamodb.ts')
const { filesHere, mailHere, sealsHere } = await import('../../../shared/edge/files-s3.ts')
const [log, board, vault] = await Promise.all(
  ['log', 'board', 'vault'].map((table) => Array.fromAsync(dumpTable(table))),
)
const files = [
  ...(await filesOf('files', filesHere(), 'register/')),
  ...(await filesOf('files', filesHere(), 'imports/')),
  ...(await filesOf('seals', sealsHere(), '')),
  ...(await filesOf('mail', mailHere(), '')),
]
const bytes = writeDemo({ day: lastDay, tables: { log: log ?? [], board: board ?? [], vault: vault ?? [] }, files })
console.log(
  `kept ${log?.length} entries of the log, ${board?.length} rows, ${vault?.length} entries of the vault: ${Math.round(bytes / 1024)} KB`,
)
await body.stop()
process.exit(0)

/** What one room keeps: the register's look-up, what imports told, the lists of sealed days, mail. */
async function filesOf(room: Demo['files'][number]['room'], files: Files, prefix: string): Promise<Demo['files']> {
  const found: Demo['files'] = []
  for await (const { key } of files.list(prefix)) {
    const bytes = await files.get(key)
    if (bytes) found.push({ room, key, text: Buffer.from(bytes).toString() })
  }
  return found
}
