/**
 * Seals the days that are over: the hash of every commit recorded on each, as a list among the files and as one hash in
 * the log. The day's commits are found in an index; since an index shows what was written in the order it was, it is
 * waited for until it shows the beginning of the day that asks. What it does not show by then is left to tomorrow.
 */
import * as z from 'zod'
import { daysDecider, daysStream } from '../../events/days/decide.ts'
import { addDays, londonDay } from '../../events/kernel/day.ts'
import { once } from '../../events/kernel/once.ts'
import type { Board } from '../../shared/board/board.ts'
import { listOf } from '../../shared/board/lists.ts'
import { readPage } from '../../shared/board/reads/page.ts'
import type { Published } from '../../shared/bus/bus.ts'
import type { Files } from '../../shared/files/files.ts'
import { type ActTools, act, type Doing, hashOf, loadStream } from '../../shared/log/act.ts'
import type { FeedKey, Log } from '../../shared/log/log.ts'
import { type SealedCommit, sealFile, sealOf, writeSeal } from '../../shared/log/seal.ts'

export interface SealTools extends ActTools {
  readonly board: Pick<Board, 'query'>
  /** Where seals are kept and not changed. */
  readonly files: Pick<Files, 'put'>
  /** Waits so many milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>
}

/** What became of it: the days sealed; `late` when the index did not show in time what was recorded. */
export interface Sealing {
  readonly days: readonly string[]
  readonly late: boolean
}

const polls = 10
const pollMs = 500
const sideBySide = 16

const dayBegan = once(() => z.object({ day: z.iso.date() }))

/** Follows the beginning of a day: seals each day since the last sealed one, up to the day before. */
export async function sealDays(tools: SealTools, event: Published): Promise<Sealing> {
  const { day: today } = dayBegan().parse(event.data)
  const { state } = await loadStream(tools.log, daysDecider, daysStream)
  const first = state.sealed === undefined ? await firstDay(tools.board) : addDays(state.sealed, 1)
  if (first === undefined || first >= today) return { days: [], late: false }
  if (!(await isShown(tools, event))) return { days: [], late: true }
  const doing: Doing = { by: 'system', because: event.id, trace: event.trace }
  const sealed: string[] = []
  for (let day = first; day < today; day = addDays(day, 1)) {
    await sealDay(tools, day, doing)
    sealed.push(day)
  }
  return { days: sealed, late: false }
}

async function sealDay(tools: SealTools, day: string, doing: Doing): Promise<void> {
  const keys = await Array.fromAsync(tools.log.feed(day))
  const seal = sealOf(day, await hashesOf(tools.log, keys))
  await tools.files.put(sealFile(day), writeSeal(seal), 'application/json')
  await act(
    tools,
    daysDecider,
    daysStream,
    { do: 'seal-day', day, commits: seal.commits.length, hash: seal.hash },
    doing,
  )
}

/** The first day on which anything was recorded. */
async function firstDay(board: Pick<Board, 'query'>): Promise<string | undefined> {
  const { items } = await readPage(board, listOf('trailDays'), {}, { limit: 1 })
  return items[0]?.places.list?.sort
}

async function isShown({ log, wait }: SealTools, { stream, version, at }: Published): Promise<boolean> {
  for (let poll = 0; poll < polls; poll++) {
    for await (const key of log.feed(londonDay(at), { from: at }))
      if (key.stream === stream && key.version === version) return true
    await wait(pollMs)
  }
  return false
}

/** The hashes of the commits as they stand in the table; a key the index only seemed to hold is left out. */
async function hashesOf(log: Log, keys: readonly FeedKey[]): Promise<SealedCommit[]> {
  const waiting = keys.values()
  const hashes: SealedCommit[] = []
  const work = async () => {
    for (const { stream, version } of waiting) {
      const commit = await log.read(stream, version)
      if (commit) hashes.push({ stream, version, hash: hashOf(commit.bytes) })
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, work))
  return hashes
}
