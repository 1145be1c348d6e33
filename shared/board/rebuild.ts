/** Makes the board anew from the log, equal to what stood; or says in what it differs. */
import { addMinutes, laterOf } from '../../events/kernel/day.ts'
import type { Board, Row } from './board.ts'
import { markRow, rowOfMark } from './lists.ts'
import { type Changes, changesOf, isSameRow, rowsOf } from './rows/all.ts'
import { type Recorded, trailDayRow, trailRows } from './rows/trail.ts'

/** A commit with its state in the present form. */
export interface ToFollow extends Recorded {
  readonly wakeAt?: string | undefined
}

/** Commits that are to be published again, all of them recorded at an instant or later. */
export interface Unfollowed {
  readonly from: string
  has(commit: Pick<ToFollow, 'stream' | 'version' | 'at'>): boolean
}

/** Rows written at a time. */
const portion = 200

/** What is younger than this when the log is read may have been written with another at the same moment. */
const marginMinutes = 5

/**
 * Empties the board and writes every row of every commit, tombstones too: without them a commit followed late would
 * bring back what a later one took away. `commits` come in the order of their streams. The board is then marked as
 * lacking nothing up to a little before the youngest of them. Answers how many there were.
 * What `unfollowed` names is left without its rows of the trail, and the mark is set before it: the repair finds it and
 * publishes it again.
 */
export async function rebuildBoard(
  board: Board,
  commits: AsyncIterable<ToFollow>,
  wakeShards: number,
  unfollowed?: Unfollowed,
): Promise<number> {
  await board.clear()
  const last = new Map<string, readonly Row[]>()
  const days = new Set<string>()
  let [count, youngest] = [0, '']
  for await (const some of inPortions(commits)) {
    const changes = some.map((commit) => changesIn(commit, last, wakeShards))
    const newDays = some.map(({ at }) => trailDayRow(at)).filter(({ stream }) => !days.has(stream))
    for (const { stream } of newDays) days.add(stream)
    await board.put(
      [...changes.flatMap(({ put }) => put), ...newDays],
      changes.flatMap(({ gone }) => gone),
    )
    await board.trail(some.filter((commit) => !unfollowed?.has(commit)).flatMap(trailRows))
    count += some.length
    youngest = [youngest, ...some.map(({ at }) => at)].reduce(laterOf)
  }
  if (youngest !== '') await board.put([rowOfMark(unfollowed?.from ?? addMinutes(youngest, -marginMinutes))], [])
  return count
}

function changesIn(commit: ToFollow, last: Map<string, readonly Row[]>, wakeShards: number): Changes {
  const after = rowsOf(commit, wakeShards)
  const changes = changesOf(last.get(commit.stream) ?? [], after, commit.version)
  last.set(commit.stream, after)
  return changes
}

/** How a board differs from what the log says it must be: rows by stream and name. */
export interface Difference {
  readonly missing: readonly string[]
  readonly extra: readonly string[]
  readonly other: readonly string[]
}

/** How rows kept elsewhere stand to those of a board. */
export interface RowsCompared {
  /** The same row stands. */
  readonly same: number
  /** A newer row stands, or a later commit took it away. */
  readonly behind: number
  /** What neither explains, by stream and name. */
  readonly differ: readonly string[]
}

/**
 * Compares rows that were kept elsewhere with a board, some at a time. `isLeftOut` names rows that are not looked for;
 * `newest` says the newest version of a stream, and so whether a row may have been taken away since.
 */
export async function compareRows(
  board: Pick<Board, 'getMany'>,
  rows: AsyncIterable<Row>,
  isLeftOut: (row: Row) => boolean,
  newest: (stream: string) => Promise<number>,
): Promise<RowsCompared> {
  const judge = async (row: Row, now: Row | undefined): Promise<'same' | 'behind' | 'differ'> => {
    if (now ? isSameAndAsNew(now, row) : isLeftOut(row)) return 'same'
    return (now?.version ?? (await newest(row.stream))) > row.version ? 'behind' : 'differ'
  }
  const count = { same: 0, behind: 0, differ: 0 }
  const differ: string[] = []
  for await (const some of inPortions(rows)) {
    const standing = new Map((await board.getMany(some)).map((row) => [identityOf(row), row]))
    for (const row of some) {
      const judged = await judge(row, standing.get(identityOf(row)))
      count[judged] += 1
      if (judged === 'differ') differ.push(identityOf(row))
    }
  }
  return { same: count.same, behind: count.behind, differ }
}

/** Compares the board with what the log says, writing nothing. `commits` come in the order of their streams. */
export async function compareBoard(
  board: Pick<Board, 'all'>,
  commits: AsyncIterable<ToFollow>,
  wakeShards: number,
): Promise<Difference> {
  const expected = await expectedRows(commits, wakeShards)
  const [extra, other]: [string[], string[]] = [[], []]
  for await (const row of board.all()) {
    if (row.stream === markRow.stream) continue
    const identity = identityOf(row)
    const wanted = expected.get(identity)
    expected.delete(identity)
    if (!wanted) extra.push(identity)
    else if (!isSameAndAsNew(wanted, row)) other.push(identity)
  }
  return { missing: [...expected.keys()], extra, other }
}

async function expectedRows(commits: AsyncIterable<ToFollow>, wakeShards: number): Promise<Map<string, Row>> {
  const expected = new Map<string, Row>()
  const last = new Map<string, readonly Row[]>()
  for await (const commit of commits) {
    const { put, gone } = changesIn(commit, last, wakeShards)
    for (const row of gone) expected.delete(identityOf(row))
    for (const row of [...put, trailDayRow(commit.at), ...trailRows(commit)]) expected.set(identityOf(row), row)
  }
  return expected
}

function identityOf({ stream, name }: { readonly stream: string; readonly name: string }): string {
  return `${stream} ${name}`
}

function isSameAndAsNew(a: Row, b: Row): boolean {
  return a.version === b.version && isSameRow(a, b)
}

async function* inPortions<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let some: T[] = []
  for await (const one of all) {
    some.push(one)
    if (some.length === portion) {
      yield some
      some = []
    }
  }
  if (some.length > 0) yield some
}
