// Days as people read and write them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../events/kernel/day.ts'
import { readDay, sayMoment, sayShortDay } from '../../../shared/pages/day.tsx'
import { Sentence, saySentence } from '../../../shared/pages/sentence.tsx'

describe('a day', () => {
  test.each([
    ['2026-12-01', '1 Dec 2026'],
    ['2026-09-30', '30 Sept 2026'],
    ['2027-05-09', '9 May 2027'],
  ])('%s is shown as %s', (day, shown) => expect(sayShortDay(day)).toBe(shown))

  test.each([
    '1 Dec 2026',
    '1 December 2026',
    '01 dec. 2026',
    '1/12/2026',
    '01.12.2026',
    '1-12-2026',
    '1 12 2026',
    '2026-12-01',
    ' 2026-12-1 ',
  ])('is read from %j, the day before the month', (text) => expect(readDay(text)).toBe('2026-12-01'))

  test.each([
    '',
    'tomorrow',
    '31 Feb 2027',
    '29 Feb 2027',
    '13/13/2026',
    '0 Dec 2026',
    '1 Dec 26',
    '1 Dez 2026',
    '1 De 2026',
    '12/1',
    '2026-12-01T06:30:00Z',
    '1 Dec 2026 at noon',
  ])('%j is none', (text) => expect(readDay(text)).toBeUndefined())

  test('is read back from whatever it is shown as', () => {
    const days = fc.integer({ min: -20_000, max: 20_000 }).map((n) => addDays('2026-09-01', n))
    fc.assert(
      fc.property(days, (day) => readDay(sayShortDay(day)) === day),
      { numRuns: 1000 },
    )
  })
})

test('a moment is shown by London’s clock, in winter and in summer', () => {
  expect(sayMoment('2026-12-01T07:30:00.000Z')).toBe('1 Dec 2026, 07:30')
  expect(sayMoment('2026-06-30T23:30:00.000Z')).toBe('1 Jul 2026, 00:30')
})

describe('a sentence', () => {
  test('begins with a large letter and has its days written out', () => {
    const shown = (<Sentence text="its next renewal is due on 2028-12-01" />).toString()
    expect(shown).toBe('Its next renewal is due on <time class="app-whole" datetime="2028-12-01">1 Dec 2028</time>')
    expect(saySentence('a visit was booked for 2026-11-10')).toBe('A visit was booked for 10\u00a0Nov\u00a02026')
  })

  test('goes on small after other words', () => {
    expect((<Sentence text="the letter left" begins={false} />).toString()).toBe('the letter left')
  })

  test('leaves numbers that are no days alone', () => {
    expect(saySentence('ref:2026-13-45 and 12026-01-011')).toBe('Ref:2026-13-45 and 12026-01-011')
  })

  test('is text, whatever it holds', () => {
    expect((<Sentence text="<b>2026-01-01</b>" />).toString()).toBe(
      '&lt;b&gt;<time class="app-whole" datetime="2026-01-01">1 Jan 2026</time>&lt;/b&gt;',
    )
  })
})
