// Commits may be followed in any order and any number of times: the board ends the same, and equal to one made anew.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { addDays, addMinutes } from '../../../events/kernel/day.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import type { SchoolCommand } from '../../../events/school/commands.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { followerOf } from '../../../functions/follow-log/follow.ts'
import type { Board, Row } from '../../../shared/board/board.ts'
import { openBoard } from '../../../shared/board/board-dynamodb.ts'
import { markRow } from '../../../shared/board/lists.ts'
import { compareBoard, rebuildBoard } from '../../../shared/board/rebuild.ts'
import { act } from '../../../shared/log/act.ts'
import { allInPresentForm } from '../../../shared/log/fold.ts'
import type { CommitBody } from '../../../shared/log/log.ts'
import { inStreamOrder } from '../../../shared/log/order.ts'
import { listOf } from '../../kit/contract.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'
import { aSmallBody, bySystem, type SmallBody } from '../../kit/small-body.ts'
import { standInBoard } from '../../kit/stand-ins/board.ts'
import { standInBus } from '../../kit/stand-ins/bus.ts'

const { wakeShards } = defaultSettings
const note = 'note-00000000-0000-4000-8000-000000000000'
const days = (n: number) => addDays('2026-09-07', n)

/** What may happen: each is tried on a stream, and refused or not as the rules say. */
type Happening = (body: SmallBody, n: string) => Promise<unknown>

const onSchool =
  (command: SchoolCommand): Happening =>
  (body, n) =>
    act(body, schoolDecider, `school#${n}`, command, bySystem)

const register: Happening = (body, n) => {
  const entry = { ref: `ref:${n}`, name: `St Mary's Primary ${n}`, nation: 'england', town: 'Yarm' } as const
  return act(body, schoolDecider, `school#${n}`, { do: 'register-school', ...entry }, bySystem)
}

const aLetterOf = (n: string) => ({
  kind: 'review-reminder' as const,
  purpose: 'service' as const,
  to: `contact#${n}`,
  school: `school#${n}`,
  matter: `review|${n}`,
  cause: `school#${n}@1.0`,
  causedAt: '2026-09-07T06:30:00.000Z',
  facts: {},
})

const onLetter =
  (command: Parameters<typeof letterDecider.decide>[0]): Happening =>
  (body, n) =>
    act(body, letterDecider, `letter#${n}`, command, bySystem)

const onContact =
  (command: Parameters<typeof contactDecider.decide>[0]): Happening =>
  (body, n) =>
    act(body, contactDecider, `contact#${n}`, command, bySystem)

const happenings: readonly Happening[] = [
  onSchool({ do: 'change-school', name: 'High Leven School' }),
  onSchool({ do: 'change-school', name: "St Mary's Primary", town: 'Leven' }),
  onSchool({ do: 'change-school', ref: 'ref:new' }),
  onSchool({ do: 'grant-award', award: 'inclusive-school', on: days(-400) }),
  onSchool({ do: 'grant-award', award: 'centre-of-excellence', on: days(-300) }),
  onSchool({ do: 'book-visit', on: days(30) }),
  onSchool({ do: 'cancel-visit' }),
  onSchool({ do: 'extend-review', to: days(120), reason: note }),
  onSchool({ do: 'decide-review', decision: 'retained' }),
  onSchool({ do: 'lapse-award', award: 'inclusive-school', reason: note }),
  onSchool({ do: 'link-contact', contact: 'contact#a', role: 'head' }),
  onSchool({ do: 'wake' }),
  onContact({ do: 'add-contact', school: 'a', role: 'head' }),
  onContact({ do: 'add-contact', school: 'b', role: 'office' }),
  onContact({ do: 'remove-contact', school: 'a', role: 'head' }),
  onContact({ do: 'pause-letters', because: 'staff' }),
  (body, n) => onLetter({ do: 'ask-letter', asked: aLetterOf(n) })(body, n),
  onLetter({ do: 'claim-letter' }),
  onLetter({ do: 'note-verdict', verdict: { verdict: 'hold', by: 'sending-off' } }),
  onLetter({ do: 'release-letter' }),
  onLetter({ do: 'note-uncertain' }),
  (body, n) =>
    act(
      body,
      taskDecider,
      `task#${n}`,
      {
        do: 'raise-task',
        raised: { about: 'grace-ended', cause: `school#${n}@1.0`, school: `school#${n}`, due: days(3) },
      },
      bySystem,
    ),
  (body, n) =>
    act(
      body,
      taskDecider,
      `task#${n}`,
      { do: 'finish-task', outcome: 'note-00000000-0000-4000-8000-000000000009' },
      bySystem,
    ),
  async (body) => body.clock.moveTo(addMinutes(body.clock.now(), 24 * 60)),
]

const history = fc.array(fc.record({ what: fc.nat(happenings.length - 1), to: fc.constantFrom('a', 'b') }), {
  maxLength: 40,
})

async function played(steps: readonly { what: number; to: string }[]): Promise<SmallBody> {
  const body = aSmallBody()
  for (const n of ['a', 'b']) await register(body, n)
  for (const { what, to } of steps) {
    body.clock.pass(1000)
    await happenings[what]?.(body, to)
  }
  return body
}

/** Each commit once to three times, in an order and in batches drawn at random. */
function drawnOrder(commits: readonly CommitBody[]): fc.Arbitrary<CommitBody[][]> {
  const twice = commits.flatMap((commit) => [commit, commit])
  const shuffled = fc.shuffledSubarray(twice, { minLength: commits.length })
  return fc
    .tuple(shuffled, fc.shuffledSubarray([...commits], { minLength: commits.length }), fc.integer({ min: 1, max: 7 }))
    .map(([some, all, size]) => {
      const order = [...some, ...all]
      return Array.from({ length: Math.ceil(order.length / size) }, (_, n) => order.slice(n * size, (n + 1) * size))
    })
}

async function rowsOn(board: Board): Promise<Row[]> {
  const rows = (await listOf(board.all())).filter(({ stream }) => stream !== markRow.stream)
  const key = ({ stream, name }: Row) => `${stream} ${name}`
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all
}

async function followedInOrder(body: SmallBody): Promise<Row[]> {
  await body.followAll()
  return rowsOn(body.board)
}

async function followInto(board: Board, body: SmallBody, batches: readonly CommitBody[][]): Promise<void> {
  // Now and then another process follows, which remembers nothing.
  let follow = followerOf({ log: body.log, bus: standInBus(), board, wakeShards: () => wakeShards })
  for (const [n, batch] of batches.entries()) {
    if (n % 5 === 4) follow = followerOf({ log: body.log, bus: standInBus(), board, wakeShards: () => wakeShards })
    await follow(batch)
  }
}

describe('whatever happened', () => {
  test('the board ends the same, in whatever order and however often its commits are followed', async () => {
    const property = fc.asyncProperty(history, fc.gen(), async (steps, draw) => {
      const body = await played(steps)
      const expected = await followedInOrder(body)
      const board = standInBoard()
      await followInto(
        board,
        body,
        draw(() => drawnOrder(body.commits)),
      )
      expect(await rowsOn(board)).toEqual(expected)
    })
    await fc.assert(property, { numRuns: 300 })
  })

  test('a board made anew from the log, read in any order, is equal to the one that stood', async () => {
    const property = fc.asyncProperty(history, fc.gen(), async (steps, draw) => {
      const body = await played(steps)
      const expected = await followedInOrder(body)
      const read = () =>
        allInPresentForm(
          inStreamOrder(each(draw(() => fc.shuffledSubarray(body.commits, { minLength: body.commits.length })))),
        )
      expect(await compareBoard(body.board, read(), wakeShards)).toEqual({ missing: [], extra: [], other: [] })
      const board = standInBoard()
      await rebuildBoard(board, read(), wakeShards)
      expect(await rowsOn(board)).toEqual(expected)
    })
    await fc.assert(property, { numRuns: 200 })
  })

  test('a commit followed late brings nothing back that a later one took away, on a board made anew as well', async () => {
    const body = await played([])
    await onSchool({ do: 'change-school', name: 'Leven School' })(body, 'a')
    const expected = await followedInOrder(body)
    const wordsOf = (rows: readonly Row[]) => rows.filter(({ stream }) => stream === 'school#a').map(({ name }) => name)
    expect(wordsOf(expected)).not.toContain('word#marys')
    await rebuildBoard(body.board, allInPresentForm(inStreamOrder(each(body.commits))), wakeShards)
    await followInto(body.board, body, [body.commits.slice(0, 1)])
    expect(await rowsOn(body.board)).toEqual(expected)
  })

  test('a row that differs, is missing, or does not belong is named', async () => {
    const body = await played([])
    await body.followAll()
    const read = () => allInPresentForm(inStreamOrder(each(body.commits)))
    const stray: Row = { stream: 'school#gone', name: 'card', version: 1, places: {}, data: {} }
    await body.board.put([stray], [{ stream: 'school#a', name: 'card', version: 9 }])
    const card = await body.board.get('school#b', 'card')
    if (card) await body.board.put([{ ...card, version: 9 }], [])
    expect(await compareBoard(body.board, read(), wakeShards)).toEqual({
      missing: ['school#a card'],
      extra: ['school#gone card'],
      other: ['school#b card'],
    })
  })
})

describe('on dynalite', () => {
  let tables: Tables
  beforeAll(async () => {
    tables = await startTables()
  })
  afterAll(() => tables.close())

  test('the board ends the same, in whatever order its commits are followed', async () => {
    const property = fc.asyncProperty(history, fc.gen(), async (steps, draw) => {
      const body = await played(steps)
      const expected = await followedInOrder(body)
      const board = openBoard(tables.client, (await tables.fresh()).board)
      await followInto(
        board,
        body,
        draw(() => drawnOrder(body.commits)),
      )
      expect(await rowsOn(board)).toEqual(expected)
      await rebuildBoard(board, allInPresentForm(inStreamOrder(each(body.commits))), wakeShards)
      expect(await rowsOn(board)).toEqual(expected)
    })
    await fc.assert(property, { numRuns: 8 })
  })
})
