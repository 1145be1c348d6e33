/** What every keeper of the board promises. */
import assert from 'node:assert/strict'
import { type Board, type Place, type Query, type Row, trailName } from '../../../shared/board/board.ts'
import { type Contract, eventually, listOf } from '../contract.ts'

/** A row of a list, in the index `list` at a place. */
function aRow(stream: string, version: number, place?: Place, more: Partial<Row> = {}): Row {
  return { stream, name: 'card', version, places: place ? { list: place } : {}, data: { stream, version }, ...more }
}

const at = (sort: string, key = 'list#schools#0'): Place => ({ key, sort })
const inList = (more: Partial<Query> = {}): Query => ({ index: 'list', key: 'list#schools#0', limit: 100, ...more })

async function streamsIn(board: Board, query: Query): Promise<string[]> {
  return (await board.query(query)).rows.map(({ stream }) => stream)
}

/** All rows of a query, page by page, and how many pages it took. */
async function leafThrough(board: Board, query: Query): Promise<{ streams: string[]; pages: number }> {
  const streams: string[] = []
  let after: string | undefined
  for (let pages = 1; ; pages++) {
    const page = await board.query({ ...query, ...(after === undefined ? {} : { after }) })
    streams.push(...page.rows.map(({ stream }) => stream))
    if (page.next === undefined) return { streams, pages }
    after = page.next
  }
}

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

async function putLetters(board: Board): Promise<void> {
  await board.put(
    letters.map((letter) => aRow(`school#${letter}`, 1, at(letter))),
    [],
  )
  await eventually(async () => {
    assert.equal((await board.query(inList())).rows.length, letters.length)
  })
}

export const boardContract: Contract<Board> = [
  {
    says: 'a row comes back as it was put, with its places',
    async proof(board) {
      const row = aRow('school#a', 3, at('a'), {
        places: { list: at('a'), wake: { key: 'wake#1', sort: '2026-09-01T06:30:00.000Z' } },
        data: { ref: 'urn:199101', levels: ['flagship'], due: null, count: 2 },
      })
      await board.put([row], [])
      assert.deepEqual(await board.get('school#a', 'card'), row)
      await eventually(async () => assert.deepEqual((await board.query(inList())).rows, [row]))
    },
  },
  {
    says: 'a row nobody put is not there',
    async proof(board) {
      assert.equal(await board.get('school#a', 'card'), undefined)
      assert.deepEqual(await board.query(inList()), { rows: [] })
    },
  },
  {
    says: 'an older row never replaces a newer one, in whatever order they come',
    async proof(board) {
      await board.put([aRow('school#a', 2, at('new'))], [])
      await board.put([aRow('school#a', 1, at('old'))], [])
      assert.equal((await board.get('school#a', 'card'))?.version, 2)
      await board.put([aRow('school#b', 1, at('x')), aRow('school#b', 3, at('x')), aRow('school#b', 2, at('x'))], [])
      assert.equal((await board.get('school#b', 'card'))?.version, 3)
    },
  },
  {
    says: 'a newer row leaves its old place in an index',
    async proof(board) {
      await board.put([aRow('school#a', 1, at('a'))], [])
      await board.put([aRow('school#a', 2, at('b', 'list#schools#1'))], [])
      await board.put([aRow('school#b', 1, at('b'))], [])
      await eventually(async () => {
        assert.deepEqual(await streamsIn(board, inList()), ['school#b'])
        assert.deepEqual(await streamsIn(board, inList({ key: 'list#schools#1' })), ['school#a'])
      })
    },
  },
  {
    says: 'a row that is gone stays gone when an older one comes late',
    async proof(board) {
      await board.put([aRow('school#a', 1, at('a')), aRow('school#z', 1, at('z'))], [])
      await board.put([], [{ stream: 'school#a', name: 'card', version: 3 }])
      await board.put([aRow('school#a', 2, at('a'))], [])
      assert.equal(await board.get('school#a', 'card'), undefined)
      assert.deepEqual(await board.getMany([{ stream: 'school#a', name: 'card' }]), [])
      await eventually(async () => assert.deepEqual(await streamsIn(board, inList()), ['school#z']))
      assert.deepEqual(
        (await listOf(board.all())).map(({ stream }) => stream),
        ['school#z'],
      )
    },
  },
  {
    says: 'a row that is gone comes back when a newer one is put',
    async proof(board) {
      await board.put([], [{ stream: 'school#a', name: 'card', version: 1 }])
      await board.put([aRow('school#a', 2, at('a'))], [])
      assert.equal((await board.get('school#a', 'card'))?.version, 2)
    },
  },
  {
    says: 'a removal that is older than what stands takes nothing away',
    async proof(board) {
      await board.put([aRow('school#a', 2, at('a'))], [])
      await board.put([], [{ stream: 'school#a', name: 'card', version: 1 }])
      assert.equal((await board.get('school#a', 'card'))?.version, 2)
    },
  },
  {
    says: 'a list comes in the order of its sort values, either way',
    async proof(board) {
      await putLetters(board)
      const streams = letters.map((letter) => `school#${letter}`)
      assert.deepEqual(await streamsIn(board, inList()), streams)
      assert.deepEqual(await streamsIn(board, inList({ newestFirst: true })), streams.toReversed())
    },
  },
  {
    says: 'both bounds of a query are in it, and a prefix means what begins with it',
    async proof(board) {
      const words = ['oak', 'oak lea', 'oakfield', 'oaks', 'poplar']
      await board.put(
        words.map((word) => aRow(`school#${word}`, 1, at(word))),
        [],
      )
      await eventually(async () => assert.equal((await board.query(inList())).rows.length, words.length))
      const found = async (more: Partial<Query>) =>
        (await streamsIn(board, inList(more))).map((stream) => stream.slice(7))
      assert.deepEqual(await found({ prefix: 'oak' }), ['oak', 'oak lea', 'oakfield', 'oaks'])
      assert.deepEqual(await found({ prefix: 'oakf' }), ['oakfield'])
      assert.deepEqual(await found({ from: 'oakfield' }), ['oakfield', 'oaks', 'poplar'])
      assert.deepEqual(await found({ until: 'oak' }), ['oak'])
      assert.deepEqual(await found({ from: 'oak lea', until: 'oaks' }), ['oak lea', 'oakfield', 'oaks'])
      assert.deepEqual(await found({ prefix: 'oak', from: 'oakg' }), ['oaks'])
      assert.deepEqual(await found({ prefix: 'oak', until: 'oakg' }), ['oak', 'oak lea', 'oakfield'])
      assert.deepEqual(await found({ from: 'p', until: 'o' }), [])
    },
  },
  {
    says: 'pages follow one another without a gap or a double, whatever their size and direction',
    async proof(board) {
      await putLetters(board)
      const streams = letters.map((letter) => `school#${letter}`)
      for (const limit of [1, 2, 3, 7, 8]) {
        assert.deepEqual((await leafThrough(board, inList({ limit }))).streams, streams)
        assert.deepEqual((await leafThrough(board, inList({ limit, newestFirst: true }))).streams, streams.toReversed())
        const bounded = await leafThrough(board, inList({ limit, from: 'b', until: 'e' }))
        assert.deepEqual(bounded.streams, ['school#b', 'school#c', 'school#d', 'school#e'])
      }
    },
  },
  {
    says: 'rows of one sort value are all there and keep their order from page to page',
    async proof(board) {
      const instant = '2026-09-01T06:30:00.000Z'
      const streams = Array.from({ length: 30 }, (_, n) => `school#${String(n).padStart(2, '0')}`)
      await board.put(
        streams.toReversed().map((stream) => aRow(stream, 1, at(instant))),
        [],
      )
      await eventually(async () => assert.equal((await board.query(inList())).rows.length, 30))
      assert.deepEqual((await leafThrough(board, inList({ limit: 7 }))).streams, streams)
      assert.deepEqual((await leafThrough(board, inList({ limit: 7, until: instant }))).streams, streams)
      assert.deepEqual((await leafThrough(board, inList({ limit: 7, from: instant }))).streams, streams)
    },
  },
  {
    says: 'one stream may have many rows, each in several indexes',
    async proof(board) {
      const rows = ['a', 'b', 'c'].map((name, n) =>
        aRow('school#a', 1, undefined, {
          name: `word#${name}`,
          places: { list: at(name, 'word#oa'), type: { key: 'type#x', sort: String(n) } },
        }),
      )
      await board.put(rows, [])
      await eventually(async () => {
        assert.deepEqual((await board.query(inList({ key: 'word#oa' }))).rows, rows)
        assert.deepEqual(
          (await board.query({ index: 'type', key: 'type#x', limit: 9, newestFirst: true })).rows,
          rows.toReversed(),
        )
      })
    },
  },
  {
    says: 'a cursor that is none, or is of a query with other bounds, gives an empty page',
    async proof(board) {
      await putLetters(board)
      const { next = '' } = await board.query(inList({ limit: 2 }))
      const empty = { rows: [] }
      for (const after of [
        '',
        'nonsense',
        Buffer.from('["a"]').toString('base64url'),
        Buffer.from('["a","b","c"]').toString('base64url'),
      ])
        assert.deepEqual(await board.query(inList({ after })), empty)
      assert.deepEqual(await board.query(inList({ after: next, from: 'd' })), empty)
      assert.deepEqual(await streamsIn(board, inList({ after: next })), [
        'school#c',
        'school#d',
        'school#e',
        'school#f',
        'school#g',
      ])
    },
  },
  {
    says: 'many rows are found by identity, each once, missing ones left out',
    async proof(board) {
      const streams = Array.from({ length: 130 }, (_, n) => `school#${n}`)
      await board.put(
        streams.map((stream) => aRow(stream, 1)),
        [],
      )
      const keys = [...streams, ...streams, 'school#none'].map((stream) => ({ stream, name: 'card' }))
      const found = await board.getMany(keys)
      assert.deepEqual(found.map(({ stream }) => stream).toSorted(), streams.toSorted())
      assert.deepEqual(await board.getMany([]), [])
    },
  },
  {
    says: 'trail rows are put by the hundred, and again without harm',
    async proof(board) {
      const rows = Array.from({ length: 60 }, (_, n) =>
        aRow('school#a', n + 1, undefined, {
          name: trailName(n + 1, 0),
          places: { about: { key: 'about#school#a', sort: trailName(n + 1, 0) } },
        }),
      )
      await board.trail(rows)
      await board.trail([...rows.slice(0, 30), ...rows.slice(0, 3)])
      await eventually(async () => {
        assert.deepEqual((await board.query({ index: 'about', key: 'about#school#a', limit: 100 })).rows, rows)
      })
    },
  },
  {
    says: 'after clearing there is nothing, and the board takes rows anew, older ones too',
    async proof(board) {
      await board.put(
        Array.from({ length: 60 }, (_, n) => aRow(`school#${n}`, 5, at(String(n)))),
        [{ stream: 'school#gone', name: 'card', version: 9 }],
      )
      await board.clear()
      assert.deepEqual(await listOf(board.all()), [])
      assert.deepEqual(await board.query(inList()), { rows: [] })
      await board.put([aRow('school#1', 1, at('a')), aRow('school#gone', 1, at('b'))], [])
      assert.deepEqual((await listOf(board.all())).map(({ stream }) => stream).toSorted(), ['school#1', 'school#gone'])
    },
  },
]
