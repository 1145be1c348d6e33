/** The bill as a terminal shows it, and as another program reads it. */
import { type Bill, everyPrice, lineOf } from './bill.ts'
import type { Measured } from './measured.ts'
import { dollars, lineNames, whole } from './words.ts'

const nameWidth = 36
const width = 13

/** A line for each kind of charge, a column for each number of schools, in US dollars a month. */
export function sayBills(bills: readonly Bill[], measured: Measured): string {
  const row = (name: string, cells: readonly string[]) =>
    `${name.padEnd(nameWidth)}${cells.map((cell) => cell.padStart(width)).join('')}`
  const amounts = (of: (bill: Bill) => number) => bills.map((bill) => dollars(of(bill)))
  return [
    'US dollars a month in London (eu-west-2), in the tenth year, without tax; no free allowance is taken off.',
    `From what was measured on ${measured.on} (infra/aws/cost/measured.json); how, and each price’s source: docs/cost.md`,
    '',
    row(
      'schools',
      bills.map(({ schools }) => whole(schools)),
    ),
    ...everyPrice().map(([name]) =>
      row(
        lineNames[name],
        amounts((bill) => lineOf(bill, name)),
      ),
    ),
    '',
    row(
      'fixed',
      amounts(({ fixed }) => fixed),
    ),
    row(
      'per use',
      amounts(({ perUse }) => perUse),
    ),
    row(
      'total',
      amounts(({ total }) => total),
    ),
    row(
      'a school',
      bills.map(({ total, schools }) => (total / schools).toFixed(4)),
    ),
  ].join('\n')
}
