// A figure says whether it keeps its limit, and a middle is a middle.
import { describe, expect, test } from 'vitest'
import { type Figure, holds, median, sayFigure } from '../bench/figure.ts'

const aFigure = (measured: number, limit?: Figure['limit']): Figure => ({
  name: 'ready',
  measured,
  ...(limit && { limit }),
  unit: 'ms',
  how: 'median of 3',
})

describe('a figure', () => {
  test.each([
    [5000, { atMost: 5000 }, true],
    [5000.1, { atMost: 5000 }, false],
    [150, { atLeast: 150 }, true],
    [149.9, { atLeast: 150 }, false],
  ])('of %d with the limit %o holds: %s', (measured, limit, kept) => expect(holds(aFigure(measured, limit))).toBe(kept))

  test('that could not be measured is missed', () => expect(holds(aFigure(Number.NaN, { atLeast: 1 }))).toBe(false))

  test('without a limit is only told', () => {
    expect(holds(aFigure(7))).toBe(true)
    expect(sayFigure(aFigure(7))).toBe('told    ready: 7 ms: median of 3')
  })

  test('says what was measured, its limit and whether it was kept', () => {
    expect(sayFigure(aFigure(1234, { atMost: 1000 }))).toBe('FAILED  ready: 1,234 ms (at most 1,000 ms): median of 3')
    expect(sayFigure(aFigure(0.876, { atMost: 1 }))).toBe('passed  ready: 0.88 ms (at most 1 ms): median of 3')
  })
})

test('the middle of an odd number of samples is one of them, of an even number the mean of two', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([9, 1, 5, 6])).toBe(5.5)
  expect(median([])).toBeNaN()
})
