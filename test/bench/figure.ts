/** What a figure is, and how it is told: one line with what was measured, its limit, and whether it holds. */

export interface Figure {
  /** What is measured, as a sentence's beginning: `ready with the demo body`. */
  readonly name: string
  readonly measured: number
  /** The limit and on which side of it the figure must lie; none for what is only told. */
  readonly limit?: { readonly atMost: number } | { readonly atLeast: number }
  /** Stands behind the number: `ms`, `commands/s`, `KB`; empty for a plain ratio. */
  readonly unit: string
  /** How it was measured, with the samples behind a median. */
  readonly how: string
}

/** Whether a figure keeps its limit; one without a limit always does. */
export function holds({ measured, limit }: Figure): boolean {
  if (!limit) return true
  if (Number.isNaN(measured)) return false
  return 'atMost' in limit ? measured <= limit.atMost : measured >= limit.atLeast
}

/** `passed  ready with the demo body: 2,310 ms (at most 5,000 ms): median of …` */
export function sayFigure(figure: Figure): string {
  const { name, limit, how } = figure
  const word = limit ? (holds(figure) ? 'passed' : 'FAILED') : 'told  '
  const bound = limit ? ` (${sayLimit(figure)})` : ''
  return `${word}  ${name}: ${amount(figure, figure.measured)}${bound}: ${how}`
}

/** `at most 5,000 ms`, `none`. */
export function sayLimit(figure: Figure): string {
  const { limit } = figure
  if (!limit) return 'none'
  return 'atMost' in limit ? `at most ${amount(figure, limit.atMost)}` : `at least ${amount(figure, limit.atLeast)}`
}

/** A number with the figure's unit: ratios to the hundredth, all else to three digits or whole. */
export function amount({ unit }: Pick<Figure, 'unit'>, value: number): string {
  if (Number.isNaN(value)) return 'not measured'
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  const text = value.toLocaleString('en-GB', { maximumFractionDigits: digits })
  return unit === '' ? text : `${text} ${unit}`
}

/** The middle of some samples; of an even number the mean of the two in the middle. NaN of none. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2
}

/** Samples as text, in the order they were taken. */
export function saySamples(samples: readonly number[]): string {
  return samples.map((sample) => amount({ unit: '' }, sample)).join(', ')
}
