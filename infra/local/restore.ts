/**
 * `npm run restore -- --from <folder> [--data-dir <dir>] [--erasures <folder>] [--hold-letters] [--even-altered]`: fills an
 * empty system from an export, on one machine or, by the environment, on AWS, and proves that it equals what stood. A restore that was killed
 * is finished by running it again.
 */
import { parseArgs } from 'node:util'
import { defaultSettings } from '../../events/kernel/settings.ts'
import { settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import { type BroughtBack, bringBack, refuseOther } from './exported/bring-back.ts'
import { openExport } from './exported/check.ts'
import { erasuresIn } from './exported/erasures.ts'
import { type Filling, openToFill } from './kept.ts'
import { startTestClock } from './test-clock.ts'

const usage =
  'npm run restore -- --from <folder> [--data-dir <dir>] [--erasures <folder>] [--hold-letters] [--even-altered]'

function flags() {
  return parseArgs({
    options: {
      from: { type: 'string' },
      'data-dir': { type: 'string' },
      erasures: { type: 'string' },
      'hold-letters': { type: 'boolean', default: false },
      'even-altered': { type: 'boolean', default: false },
    },
  }).values
}

async function main(): Promise<boolean> {
  const given = flags()
  if (given.from === undefined) throw new Error(`say where from: ${usage}`)
  if (given['data-dir'] !== undefined) process.env.DATA_DIR = given['data-dir']
  // Nothing is made or opened before the export is found whole.
  const found = await openExport(given.from, { evenAltered: given['even-altered'] })
  const others = given.erasures === undefined ? [] : await erasuresIn(given.erasures)
  const kept = await openToFill(process.env)
  try {
    const target = { ...kept, ...(await kept.whole()) }
    await refuseOther(found, target, others)
    kept.begin()
    const done = await bringBack(found, target, defaultSettings.wakeShards, others)
    standWhere(found.manifest.clock, kept)
    if (given['hold-letters']) await holdLetters()
    kept.finish()
    return say(done)
  } finally {
    await kept.close()
  }
}

/** The body goes on on the day it stood on. */
function standWhere(clock: string | undefined, { folder }: Filling): void {
  if (clock === undefined) return
  if (folder === undefined) console.log(`this body stood on a test clock (${clock}): its days are not the real ones`)
  else startTestClock(clock, folder).stop()
}

/** Nothing leaves until an admin says so: what left after the export was taken is not known to this log. */
async function holdLetters(): Promise<void> {
  const [{ actToolsHere }, { act }] = await Promise.all([
    import('../../shared/edge/acting.ts'),
    import('../../shared/log/act.ts'),
  ])
  const off = { do: 'set-sending', position: 'off', mayBeOn: false } as const
  await act(actToolsHere(), settingsDecider, settingsStream, off, {
    by: 'system',
    because: 'restore',
    trace: 'restore',
  })
  console.log('letters are held: set sending to `on` when you have looked at what would leave')
}

/** Says what came of it; answers whether all is as it was. */
function say(done: BroughtBack): boolean {
  const { commits, entries, files, rows, verified } = done
  for (const { kind, at, says } of verified.findings) console.log(`${kind}: ${at} ${says}`)
  for (const row of rows.differ.slice(0, 20)) console.log(`other than exported: ${row}`)
  console.log(`${commits} commits, ${entries} entries of the vault and ${files} files are back`)
  sayErased(done)
  if (rows.behind > 0) console.log(`${rows.behind} rows of the lists were exported before their commit was followed`)
  const differ = `${rows.differ.length} rows of the lists are not what was exported (made by another release?)`
  console.log(rows.differ.length === 0 ? 'the lists are what was exported' : differ)
  const { findings } = verified
  console.log(findings.length === 0 ? 'the log is whole' : `${findings.length} findings in the log`)
  return findings.length === 0 && rows.differ.length === 0
}

function sayErased({ erasures, erased, erasedMail, withheldNotes, marked }: BroughtBack): void {
  if (erasures > 0) console.log(`${erasures} erasures of the ledger were gone by`)
  if (erased > 0) console.log(`${erased} entries stayed out: whom they were about was erased`)
  if (erasedMail > 0) console.log(`${erasedMail} files of mails stayed out, for the same reason`)
  if (withheldNotes > 0)
    console.log(`${withheldNotes} texts stayed out: somebody who was erased stood in them, and nobody can tell where`)
  if (marked > 0) console.log(`${marked} contacts are erased now of whom the export did not know it`)
}

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : 'it failed')
  process.exitCode = 1
}
