// What readers are given: every row once and in order, however it is spread, filtered and cut into pages.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, addMinutes } from '../../../events/kernel/day.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import type { Board, Row } from '../../../shared/board/board.ts'
import { openBoard } from '../../../shared/board/board-dynamodb.ts'
import { inList, listOf } from '../../../shared/board/lists.ts'
import { readContacts, readLetters, readReviews, readSchools, readTasks } from '../../../shared/board/reads/lists.ts'
import { type Ask, type Page, readPage } from '../../../shared/board/reads/page.ts'
import { searchSchools } from '../../../shared/board/reads/search.ts'
import {
  isFollowed,
  readEffects,
  readTrail,
  type TrailFilters,
  untilFollowed,
} from '../../../shared/board/reads/trail.ts'
import { entriesOf, type TrailEntry } from '../../../shared/board/rows/trail.ts'
import { act } from '../../../shared/log/act.ts'
import { aReminder } from '../../kit/builders/letter.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'
import {
  aContact,
  aLetter,
  aSchool,
  aSmallBody,
  aTask,
  bySystem,
  onSchool,
  type SmallBody,
} from '../../kit/small-body.ts'
import { standInBoard } from '../../kit/stand-ins/board.ts'

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.close())

const keepers: readonly (readonly [string, () => Promise<Board>])[] = [
  ['in memory', async () => standInBoard()],
  ['on dynalite', async () => openBoard(tables.client, (await tables.fresh()).board)],
]

/** All pages of a list, each of so many items at most. */
async function allPages<T>(read: (ask: Ask) => Promise<Page<T>>, limit: number): Promise<T[][]> {
  const pages: T[][] = []
  let after: string | undefined
  do {
    const page: Page<T> = await read({ limit, after })
    expect(page.items.length).toBeLessThanOrEqual(limit)
    pages.push(page.items)
    after = page.next
    expect(pages.length, 'pages without end').toBeLessThan(500)
  } while (after !== undefined)
  return pages
}

const rowOf = (n: number, sort: string): Row => {
  const stream = `school#${n}`
  return { stream, name: 'card', version: 1, places: inList('schools', stream, sort), data: { n } }
}

describe.each(keepers)('a list spread over shards, on a board %s,', (_, open) => {
  const count = 57
  const sorts = Array.from({ length: count }, (_, n) => `name ${String((n * 37) % 19).padStart(2, '0')}`)
  let board: Board
  beforeAll(async () => {
    board = await open()
    await board.put(
      sorts.map((sort, n) => rowOf(n, sort)),
      [],
    )
  })

  test.each([1, 7, 56, 57, 58, 200])('gives every row once and in order in pages of %d', async (limit) => {
    const pages = await allPages((ask) => readPage(board, listOf('schools'), {}, ask), limit)
    const rows = pages.flat()
    expect(new Set(rows.map(({ stream }) => stream)).size).toBe(count)
    expect(rows.map(({ places }) => places.list?.sort)).toEqual(sorts.toSorted())
    const backwards = await allPages((ask) => readPage(board, listOf('schools'), { newestFirst: true }, ask), limit)
    expect(backwards.flat().map(({ stream }) => stream)).toEqual(rows.map(({ stream }) => stream).toReversed())
  })

  test('is bounded on both sides, and by the beginning of the sort value', async () => {
    const between = await readPage(board, listOf('schools'), { from: 'name 03', until: 'name 05' }, { limit: 200 })
    expect(between.items.map(({ places }) => places.list?.sort)).toEqual(
      sorts.filter((s) => s >= 'name 03' && s <= 'name 05').toSorted(),
    )
    const ones = await readPage(board, listOf('schools'), { prefix: 'name 1' }, { limit: 200 })
    expect(ones.items).toHaveLength(sorts.filter((s) => s.startsWith('name 1')).length)
  })

  test('examines no more rows for a page than it may, and goes on from there', async () => {
    const keep = ({ data }: Row) => data.n === 56
    const pages = await allPages((ask) => readPage(board, listOf('schools'), {}, { ...ask, budget: 10 }, keep), 5)
    expect(pages.length).toBeGreaterThan(5)
    expect(pages.flat()).toHaveLength(1)
  })

  test('gives nothing for a cursor that is none', async () => {
    expect(await readPage(board, listOf('schools'), {}, { limit: 5, after: 'nonsense' })).toEqual({
      items: [],
      examined: 0,
    })
  })
})

const names = [
  'St Mary’s Primary School',
  "St Stephen's CofE School",
  'Ysgol Gŵyr',
  'Primrose Hill School',
  'Marygate Academy',
  'The Marys',
]

async function bodyOfSchools(board: Board): Promise<SmallBody> {
  const body = aSmallBody({ board })
  for (const [n, says] of names.entries()) {
    await aSchool(body, String(n), {
      says,
      ...(n === 2 && { town: 'Swansea' }),
      ...(n < 2 && { grantedOn: '2026-03-02' }),
    })
  }
  await onSchool(body, '1', { do: 'book-visit', on: '2026-12-01' })
  await body.followAll()
  return body
}

describe.each(keepers)('schools, on a board %s,', (_, open) => {
  let body: SmallBody
  beforeAll(async () => {
    body = await bodyOfSchools(await open())
  })
  const found = async (q: string, limit = 50) =>
    (await allPages((ask) => searchSchools(body.board, q, {}, ask), limit)).flat().map(({ name }) => name)

  test.each([
    ['mary', ['Marygate Academy', 'St Mary’s Primary School', 'The Marys']],
    ['PRIM', ['St Mary’s Primary School', 'Primrose Hill School']],
    ['st s', ["St Stephen's CofE School", 'St Mary’s Primary School']],
    ['stephens', ["St Stephen's CofE School"]],
    ["stephen's", ["St Stephen's CofE School"]],
    ['gwyr', ['Ysgol Gŵyr']],
    ['GŴYR', ['Ysgol Gŵyr']],
    ['swan', ['Ysgol Gŵyr']],
    ['ref:2', ['Ysgol Gŵyr']],
    ['school mary', ['St Mary’s Primary School']],
    ['nowhere', []],
    ['  ', []],
    ['', []],
  ])('are found by %j', async (q, expected) => {
    expect((await found(q)).toSorted()).toEqual(expected.toSorted())
    expect((await found(q, 1)).toSorted()).toEqual(expected.toSorted())
  })

  test('are shown once, however many of their words begin alike', async () => {
    expect(await found('s')).toHaveLength(new Set(await found('s')).size)
  })

  test('are listed by name, and by level and nation together', async () => {
    const all = await allPages((ask) => readSchools(body.board, {}, ask), 2)
    expect(all.flat().map(({ name }) => name)).toEqual([
      'Marygate Academy',
      'Primrose Hill School',
      'St Mary’s Primary School',
      "St Stephen's CofE School",
      'The Marys',
      'Ysgol Gŵyr',
    ])
    const centres = await readSchools(body.board, { level: 'centre-of-excellence', nation: 'england' }, { limit: 9 })
    expect(centres.items.map(({ id }) => id)).toEqual(['0', '1'])
    expect(
      (await readSchools(body.board, { level: 'centre-of-excellence', nation: 'wales' }, { limit: 9 })).items,
    ).toEqual([])
    expect((await readSchools(body.board, { level: null }, { limit: 9 })).items).toHaveLength(4)
    expect((await searchSchools(body.board, 'st', { level: null }, { limit: 9 })).items).toEqual([])
  })

  test('have their open reviews listed soonest first, as they stand on a day and within so many', async () => {
    const today = '2027-02-01'
    const states = async (filters: Omit<Parameters<typeof readReviews>[1], 'today'>) =>
      (await readReviews(body.board, { ...filters, today }, { limit: 9 })).items.map(
        ({ school, state }) => `${school.id} ${state}`,
      )
    expect((await states({})).toSorted()).toEqual(['0 open', '1 booked'])
    expect(await states({ state: 'booked' })).toEqual(['1 booked'])
    expect(await states({ within: 28 })).toEqual([])
    expect(await states({ within: 29, state: 'open' })).toEqual(['0 open'])
  })
})

describe('letters, tasks and contacts', () => {
  let body: SmallBody
  beforeAll(async () => {
    body = aSmallBody({ now: '2026-09-07T09:00:00.000Z' })
    const asked = (to: string, school: string) =>
      aReminder({ to, school, matter: `m|${to}|${school}`, causedAt: body.clock.now() })
    await aLetter(body, 'l1', asked('contact#1', 'school#a'))
    body.clock.moveTo('2026-09-08T09:00:00.000Z')
    await aLetter(body, 'l2', asked('contact#1', 'school#b'))
    await aLetter(body, 'l3', asked('contact#2', 'school#a'))
    await act(body, letterDecider, 'letter#l3', { do: 'claim-letter' }, bySystem)
    await aTask(body, 'school#a@1.0', '2026-09-20')
    await aTask(body, 'school#b@1.0', '2026-09-10')
    const done = await aTask(body, 'school#c@1.0', '2026-09-15')
    await act(body, taskDecider, done, { do: 'assign-task', owner: 'staff#1' }, bySystem)
    await act(
      body,
      taskDecider,
      done,
      { do: 'finish-task', outcome: 'note-00000000-0000-4000-8000-000000000009' },
      bySystem,
    )
    await aContact(body, 'c1', 'a')
    await aContact(body, 'c2', 'b')
    await body.followAll()
  })

  test.each([
    [{}, ['l2', 'l3', 'l1']],
    [{ since: '2026-09-08' }, ['l2', 'l3']],
    [{ school: 'a' }, ['l3', 'l1']],
    [{ to: 'contact#1' }, ['l2', 'l1']],
    [{ to: 'contact#1', school: 'a' }, ['l1']],
    [{ state: 'asked' as const }, ['l2', 'l1']],
    [{ state: 'sending' as const, school: 'a', since: '2026-09-08' }, ['l3']],
    [{ state: 'sending' as const, to: 'contact#1' }, []],
  ])('letters of %j come newest first', async (filters, expected) => {
    const ids = (await allPages((ask) => readLetters(body.board, filters, ask), 1)).flat().map(({ id }) => id)
    expect(ids.toSorted()).toEqual(expected.toSorted())
    // Of one instant any order will do; a newer day comes first.
    if (ids.includes('l1')) expect(ids.at(-1)).toBe('l1')
  })

  test('tasks come soonest due first, by state and owner', async () => {
    const due = async (filters: Parameters<typeof readTasks>[1]) =>
      (await readTasks(body.board, filters, { limit: 9 })).items.map((task) => task.due)
    expect(await due({})).toEqual(['2026-09-10', '2026-09-15', '2026-09-20'])
    expect(await due({ state: 'open' })).toEqual(['2026-09-10', '2026-09-20'])
    expect(await due({ state: 'finished' })).toEqual(['2026-09-15'])
    expect(await due({ owner: 'staff#1' })).toEqual(['2026-09-15'])
    expect(await due({ owner: 'staff#1', state: 'open' })).toEqual([])
  })

  test('contacts are those of the school asked for', async () => {
    expect((await readContacts(body.board, { school: 'b' }, { limit: 9 })).items.map(({ id }) => id)).toEqual(['c2'])
    expect((await readContacts(body.board, {}, { limit: 9 })).items).toHaveLength(2)
  })
})

/** A body in which this and that happened over three months, some of it caused by other events. */
async function eventfulBody(): Promise<SmallBody> {
  const body = aSmallBody({ now: '2026-08-30T22:30:00.000Z' })
  for (const n of ['a', 'b']) await aSchool(body, n, { grantedOn: '2026-03-02' })
  for (let n = 0; n < 60; n++) {
    body.clock.moveTo(addMinutes(body.clock.now(), 29 * 60))
    await somethingHappens(body, n)
  }
  await aContact(body, 'c1', 'a')
  await body.followAll()
  return body
}

async function somethingHappens(body: SmallBody, n: number): Promise<void> {
  const school = n % 3 === 0 ? 'a' : 'b'
  const doing = { by: `staff#${n % 2}`, because: n % 4 === 0 ? `school#${school}@1.0` : 'api', trace: `trace-${n % 7}` }
  if (n % 5 === 0) await onSchool(body, school, { do: 'book-visit', on: addDays('2027-01-01', n) }, doing)
  else if (n % 5 === 1) await onSchool(body, school, { do: 'change-school', town: `Town ${n}` }, doing)
  else
    await aLetter(
      body,
      `l${n}`,
      aReminder({ school: `school#${school}`, matter: `m|${n}`, causedAt: body.clock.now() }),
    )
}

const eventIdsOf = (entries: readonly TrailEntry[]) => entries.map(({ id }) => id).toSorted()

describe('the trail', () => {
  let body: SmallBody
  let all: TrailEntry[]
  beforeAll(async () => {
    body = await eventfulBody()
    all = body.commits.flatMap(entriesOf)
  })

  const trailFilters = fc.record(
    {
      stream: fc.constantFrom('school#a', 'letter#l3', 'contact#c1', 'school#none'),
      school: fc.constantFrom('a', 'b', 'none'),
      type: fc.constantFrom('VisitBooked', 'LetterAsked', 'SchoolChanged', 'Nothing'),
      by: fc.constantFrom('staff#0', 'staff#1', 'system'),
      trace: fc.constantFrom('trace-1', 'trace-3', 'trace-none'),
      since: fc.constantFrom('2026-08-31', '2026-09-20', '2026-10-05T10:00:00Z', '2027-01-01'),
      until: fc.constantFrom('2026-08-30', '2026-09-20', '2026-10-05T10:00:00.000Z', '2027-01-01'),
    },
    { requiredKeys: [] },
  )

  function expectedOf(f: TrailFilters): TrailEntry[] {
    const bound = (text: string | undefined, entry: TrailEntry) => (text?.includes('T') ? entry.at : entry.day)
    const instant = (text: string | undefined) => (text?.includes('T') ? text.replace(/:00Z$/, ':00.000Z') : text)
    return all.filter(
      (e) =>
        (f.stream ?? e.stream) === e.stream &&
        (f.school === undefined || e.schools.includes(f.school)) &&
        (f.type ?? e.type) === e.type &&
        (f.by ?? e.by) === e.by &&
        (f.trace ?? e.trace) === e.trace &&
        (f.since === undefined || bound(f.since, e) >= (instant(f.since) ?? '')) &&
        (f.until === undefined || bound(f.until, e) <= (instant(f.until) ?? '')),
    )
  }

  test('by any filters together gives exactly the events that fit, newest first, in pages of any size', async () => {
    const property = fc.asyncProperty(trailFilters, fc.constantFrom(1, 3, 10, 200), async (filters, limit) => {
      const pages = await allPages((ask) => readTrail(body, filters, ask), limit)
      const entries = pages.flat()
      expect(eventIdsOf(entries)).toEqual(eventIdsOf(expectedOf(filters)))
      const instants = entries.map(({ at }) => at)
      expect(instants).toEqual(instants.toSorted().toReversed())
    })
    await fc.assert(property, { numRuns: 300 })
  })

  test('looks into so many days for a page, and goes on with the next where nothing fits', async () => {
    const { items, next } = await readTrail(body, { by: 'nobody' }, { limit: 10 })
    expect(items).toEqual([])
    expect(next).toBeDefined()
    expect((await allPages((ask) => readTrail(body, { by: 'nobody' }, ask), 10)).flat()).toEqual([])
  })

  test('of one stream is read from the log: what was not followed yet is there', async () => {
    await onSchool(body, 'a', { do: 'change-school', town: 'Leven' })
    const { items } = await readTrail(body, { stream: 'school#a' }, { limit: 1 })
    expect(items).toMatchObject([{ type: 'SchoolChanged', data: { town: 'Leven' } }])
    await body.followAll()
  })

  test('gives nothing for a cursor that is none', async () => {
    expect(await readTrail(body, {}, { limit: 5, after: 'nonsense' })).toEqual({ items: [] })
    expect(await readTrail(body, { stream: 'school#a' }, { limit: 5, after: 'nonsense' })).toEqual({ items: [] })
  })

  test('says what an event caused, oldest first', async () => {
    const { items } = await readEffects(body.board, 'school#b@1.0', { limit: 100 })
    expect(eventIdsOf(items)).toEqual(eventIdsOf(all.filter(({ because }) => because === 'school#b@1.0')))
    expect(items.length).toBeGreaterThan(3)
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted())
  })

  test('proves that a commit was followed, and is waited for', async () => {
    const stream = await onSchool(body, 'b', { do: 'change-school', town: 'Yarm' })
    const { version = 0 } = body.commits.at(-1) ?? {}
    expect(await isFollowed(body.board, stream, version)).toBe(false)
    let waits = 0
    const followed = await untilFollowed(body.board, stream, version, async () => {
      waits += 1
      if (waits === 3) await body.followAll()
    })
    expect(followed).toBe(true)
    expect(await untilFollowed(body.board, stream, version + 1, async () => undefined)).toBe(false)
  })
})
