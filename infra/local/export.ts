/**
 * `npm run export -- --to <folder> [--data-dir <dir>] [--without-people] [--anyway]`: takes the whole body out, from one
 * machine or, by the environment, from AWS. Nothing of it goes to the screen but counts: the folder holds people.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Manifest } from './exported/format.ts'
import { takeExport } from './exported/take.ts'
import { openKept } from './kept.ts'
import { keptInstant } from './test-clock.ts'

const usage = 'npm run export -- --to <folder> [--data-dir <dir>] [--without-people] [--anyway]'

function flags() {
  return parseArgs({
    options: {
      to: { type: 'string' },
      'data-dir': { type: 'string' },
      'without-people': { type: 'boolean', default: false },
      anyway: { type: 'boolean', default: false },
    },
  }).values
}

async function main(): Promise<void> {
  const given = flags()
  if (given.to === undefined) throw new Error(`say where to: ${usage}`)
  if (given['data-dir'] !== undefined) process.env.DATA_DIR = given['data-dir']
  const kept = await openKept(process.env)
  try {
    const { vault, files, mail } = await kept.whole()
    const manifest = await takeExport({ ...kept, vault, files, mail }, given.to, {
      takenAt: new Date().toISOString(),
      clock: keptInstant(kept.folder),
      people: !given['without-people'],
      anyway: given.anyway,
    })
    say(manifest, resolve(given.to))
  } finally {
    await kept.close()
  }
}

function say({ parts, log, people, lettersInDoubt }: Manifest, folder: string): void {
  console.log(`${parts.log.lines} commits of ${log.streams} streams, ${log.sealedDays} days sealed`)
  if (log.lastSeal) console.log(`the last seal, to be kept elsewhere: ${log.lastSeal.day} ${log.lastSeal.hash}`)
  console.log(`${parts.board.lines} rows of the lists, ${parts.files.lines} files`)
  if (lettersInDoubt > 0) console.log(`${lettersInDoubt} letters are in doubt: a restored body may send them again`)
  if (people) {
    console.log(`${parts.vault?.lines ?? 0} entries of the vault`)
    console.log(`THIS HOLDS PERSONAL DATA: every name, address and note of the body lies in ${folder}.`)
    console.log('Keep it under lock, carry it encrypted, and delete it when it has done its work.')
  } else console.log(`without people, so nothing can be restored from it: ${folder}`)
}

try {
  await main()
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : 'it failed')
  process.exitCode = 1
}
