/**
 * Days counted another way than the rules count them: by the Julian day number (Fliegel and Van Flandern 1968), in whole
 * numbers. An oracle for property tests: what both agree on for a thousand days was not got wrong twice the same way.
 */
import * as fc from 'fast-check'

/** The Julian day number of a calendar day. */
export function julian(day: string): number {
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number)
  const a = Math.trunc((m - 14) / 12)
  return (
    Math.trunc((1461 * (y + 4800 + a)) / 4) +
    Math.trunc((367 * (m - 2 - 12 * a)) / 12) -
    Math.trunc((3 * Math.trunc((y + 4900 + a) / 100)) / 4) +
    d -
    32075
  )
}

/** The calendar day of a Julian day number. */
export function ofJulian(number: number): string {
  let l = number + 68569
  const n = Math.trunc((4 * l) / 146097)
  l -= Math.trunc((146097 * n + 3) / 4)
  const i = Math.trunc((4000 * (l + 1)) / 1461001)
  l = l - Math.trunc((1461 * i) / 4) + 31
  const j = Math.trunc((80 * l) / 2447)
  const d = l - Math.trunc((2447 * j) / 80)
  l = Math.trunc(j / 11)
  return said(100 * (n - 49) + i + l, j + 2 - 12 * l, d)
}

function said(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  return (julian(day) % 7) + 1
}

/** The same day `n` years on; 29 February is the 28th in common years. */
export function anniversary(day: string, n: number): string {
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number)
  const year = y + n
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return said(year, m, m === 2 && d === 29 && !leap ? 28 : d)
}

/** Any day between two. */
export function anyDay(from: string, to: string): fc.Arbitrary<string> {
  return fc.integer({ min: julian(from), max: julian(to) }).map(ofJulian)
}
