// A row is put again only when it says something else: neither the order of its properties nor a missing value is news.
import { expect, test } from 'vitest'
import { isSameRow } from '../../../shared/board/rows/all.ts'

const place = { list: { key: 'schools', sort: 'oakfield' } }
const shown = (data: Readonly<Record<string, unknown>>) => ({ places: place, data })

test('the order of properties and a property without a value make no other row', () => {
  const one = shown({ name: 'Oakfield', review: { due: '2026-09-01', state: 'open' }, refs: ['urn:1', 'urn:2'] })
  const other = { refs: ['urn:1', 'urn:2'], review: { state: 'open', due: '2026-09-01' }, name: 'Oakfield' }
  expect(isSameRow(one, shown({ ...other, closed: undefined }))).toBe(true)
  expect(isSameRow(shown({ ...other, closed: undefined }), one)).toBe(true)
})

test.each([
  ['another value', { name: 'Oakfields', refs: ['urn:1'] }],
  ['one property less', { name: 'Oakfield' }],
  ['one property more', { name: 'Oakfield', refs: ['urn:1'], closed: false }],
  ['a property of another name', { name: 'Oakfield', ref: ['urn:1'] }],
  ['a longer list', { name: 'Oakfield', refs: ['urn:1', 'urn:2'] }],
  ['a record instead of a list', { name: 'Oakfield', refs: { 0: 'urn:1' } }],
  ['nothing instead of a list', { name: 'Oakfield', refs: null }],
])('a row with %s is another row, whichever is compared with which', (_, data) => {
  const one = shown({ name: 'Oakfield', refs: ['urn:1'] })
  expect(isSameRow(one, shown(data))).toBe(false)
  expect(isSameRow(shown(data), one)).toBe(false)
})

test('a row that stands in another place is another row', () => {
  const one = shown({ name: 'Oakfield' })
  expect(isSameRow(one, { ...one, places: { list: { key: 'schools', sort: 'oak' } } })).toBe(false)
  expect(isSameRow(one, { ...one, places: {} })).toBe(false)
})
