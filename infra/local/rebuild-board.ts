/**
 * `npm run rebuild-board`: empties the board and makes it anew from the log. With `--check` it writes nothing and says in
 * what the board differs from what the log makes; it ends with 1 when it does.
 */
import { compareBoard, rebuildBoard } from '../../shared/board/rebuild.ts'
import { allInPresentForm } from '../../shared/log/fold.ts'
import type { CommitBody, Log } from '../../shared/log/log.ts'
import { inStreamOrder } from '../../shared/log/order.ts'
import { readStanding } from '../../shared/log/standing.ts'
import { openKept } from './kept.ts'

async function* bodiesOf(log: Log): AsyncGenerator<CommitBody> {
  for await (const { body } of log.all()) yield body
}

function say(what: string, rows: readonly string[]): void {
  for (const row of rows.slice(0, 20)) console.log(`${what}: ${row}`)
  if (rows.length > 20) console.log(`${what}: and ${rows.length - 20} more`)
}

const { log, board, close } = await openKept(process.env)
try {
  const { wakeShards } = (await readStanding(log)).settings
  const commits = allInPresentForm(inStreamOrder(bodiesOf(log)))
  if (process.argv.includes('--check')) {
    const { missing, extra, other } = await compareBoard(board, commits, wakeShards)
    say('missing', missing)
    say('extra', extra)
    say('other', other)
    const differences = missing.length + extra.length + other.length
    console.log(differences === 0 ? 'the board is what the log makes' : `the board differs in ${differences} rows`)
    if (differences > 0) process.exitCode = 1
  } else {
    const count = await rebuildBoard(board, commits, wakeShards)
    console.log(`the board was made anew from ${count} commits`)
  }
} finally {
  await close()
}
