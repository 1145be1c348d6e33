/** What a command costs, from its bytes. */
import { expect, test } from 'vitest'
import { itemBytes, readUnits, unitsOfCommand, writeUnits } from '../../../shared/log/units.ts'
import { aCommit } from '../../kit/commits.ts'

test('a strongly consistent read costs a unit for every 4 KB begun, and one for nothing', () => {
  expect([0, 1, 4096, 4097, 8192, 8193].map(readUnits)).toEqual([1, 1, 1, 2, 2, 3])
})

test('a write costs a unit for every KB begun, and the same again for its rows in indexes', () => {
  expect([0, 1, 1024, 1025, 3000].map((bytes) => writeUnits(bytes))).toEqual([1, 1, 1, 2, 3])
  expect(writeUnits(1025, [120])).toBe(3)
  expect(writeUnits(10, [120, 1030])).toBe(4)
})

test('an item counts the UTF-8 bytes of its names and values, and a number a byte for two digits and one more', () => {
  expect(itemBytes({ ab: 'cd' })).toBe(4)
  expect(itemBytes({ a: 'ŷ' })).toBe(3)
  expect(itemBytes({ n: 12 })).toBe(3)
  expect(itemBytes({ n: 123 })).toBe(4)
})

test('a typical command costs one unit to load and at most three to write', () => {
  const state = { text: 'x'.repeat(1024) }
  const prev = 'f'.repeat(64)
  const units = unitsOfCommand(
    aCommit('school#0b9d4f1e-7a8c-5d3e-9f21-6c0b8a7d4e35', 7, { state, prev }),
    aCommit('school#0b9d4f1e-7a8c-5d3e-9f21-6c0b8a7d4e35', 8, { state, prev }),
  )
  expect(units).toEqual({ read: 1, write: 3 })
})

test('the first command of a stream still pays for looking', () => {
  expect(unitsOfCommand(undefined, aCommit('school#a', 1))).toEqual({ read: 1, write: 2 })
})

test('a state that grew shows in what a command costs', () => {
  const state = { text: 'x'.repeat(9000) }
  expect(unitsOfCommand(aCommit('school#a', 1, { state }), aCommit('school#a', 2, { state }))).toEqual({
    read: 3,
    write: 11,
  })
})
