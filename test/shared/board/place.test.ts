/** Places in an index, and cursors. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  boundsOf,
  cursorOf,
  inOrder,
  isWithin,
  plainSort,
  readCursor,
  uniqueSort,
} from '../../../shared/board/place.ts'

// Sort values hold no control characters: they are folded words, instants and ids.
const sort = fc.string({ unit: 'grapheme', minLength: 1 })
const id = fc.string({ unit: 'grapheme', minLength: 1 })
const list = { index: 'list', key: 'list#schools#0', limit: 1 } as const

test('sort values keep their order when they are made unique, and come back as they were', async () => {
  await fc.assert(
    fc.property(sort, sort, id, id, id, id, (a, b, streamA, nameA, streamB, nameB) => {
      const [uniqueA, uniqueB] = [uniqueSort(a, streamA, nameA), uniqueSort(b, streamB, nameB)]
      if (a !== b) expect(Math.sign(inOrder(uniqueA, uniqueB))).toBe(Math.sign(inOrder(a, b)))
      expect(plainSort(uniqueA)).toBe(a)
    }),
  )
})

test('two rows never share a place, so none hides the other in an index', async () => {
  await fc.assert(
    fc.property(sort, fc.tuple(id, id), fc.tuple(id, id), (at, [streamA, nameA], [streamB, nameB]) => {
      const same = uniqueSort(at, streamA, nameA) === uniqueSort(at, streamB, nameB)
      expect(same).toBe(streamA === streamB && nameA === nameB)
    }),
  )
})

test('a query’s bounds hold exactly what lies between them, both ends with it', async () => {
  const query = fc.record({ from: sort, until: sort, prefix: sort }, { requiredKeys: [] })
  await fc.assert(
    fc.property(sort, id, id, query, (at, stream, name, { from, until, prefix }) => {
      const wanted =
        (from === undefined || inOrder(at, from) >= 0) &&
        (until === undefined || inOrder(at, until) <= 0) &&
        (prefix === undefined || at.startsWith(prefix))
      const asked = { ...list, ...(from ? { from } : {}), ...(until ? { until } : {}), ...(prefix ? { prefix } : {}) }
      expect(isWithin(asked, uniqueSort(at, stream, name))).toBe(wanted)
    }),
    { numRuns: 2000 },
  )
})

test('a query without bounds sets none, and empty ones count as none', () => {
  expect(boundsOf(list)).toEqual({ from: undefined, until: undefined })
  expect(boundsOf({ ...list, from: '', until: '', prefix: '' })).toEqual({ from: undefined, until: undefined })
})

test('a cursor comes back as the place it was made of, whatever the names', async () => {
  await fc.assert(
    fc.property(sort, id, id, (at, stream, name) => {
      const end = { stream, name, sort: uniqueSort(at, stream, name) }
      expect(cursorOf(end)).toMatch(/^[\w-]+$/)
      expect(readCursor(cursorOf(end))).toEqual(end)
    }),
  )
})

test('a text that is no cursor is none, and never an error', async () => {
  await fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readCursor(text)).toBeUndefined()
    }),
  )
  const forged = Buffer.from(JSON.stringify(['school#a', 'card', 'zzz'])).toString('base64url')
  expect(readCursor(forged)).toBeUndefined()
})
