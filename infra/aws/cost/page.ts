/** docs/cost.md: the bill, how it was measured, what was assumed, where each price stands, and what is not in it. */
import * as assumed from './assumed.ts'
import { type Bill, billOf, everyPrice, lineOf } from './bill.ts'
import type { Measured, Use, Year } from './measured.ts'
import { notBilled, type Standing } from './standing.ts'
import { dollars, lineNames, units, usualSizes, whole } from './words.ts'

/** Largest lines told in a sentence. */
const largestTold = 4

/** The size the bill is meant for. */
const designedFor = 10_000

/** The page, as it must stand. */
export function costPage(measured: Measured, standing: Standing): string {
  const bills = usualSizes.map((schools) => billOf(schools, measured, standing))
  return [
    '# What a month costs',
    '',
    'Written by `npm run cost -- --write` from what was measured, the prices and the template; a test fails when it is stale.',
    'US dollars a month in London (eu-west-2), in the tenth year of a body, without tax. No free allowance is taken off: it',
    'is an upper bound of its kind.',
    '',
    ...totals(bills),
    '',
    ...inWords(billOf(designedFor, measured, standing), billOf(designedFor, measured, standing, 1)),
    '',
    ...byLine(bills),
    '',
    ...curve(measured),
    '',
    ...how(measured),
    '',
    ...assumptions(standing),
    '',
    ...sources(),
    '',
    ...notCounted(),
    '',
  ].join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, n) => (n === 0 ? '---' : '---:'))), ...rows.map(line)]
}

function totals(bills: readonly Bill[]): string[] {
  return table(
    ['Schools', 'Fixed', 'Per use', 'Total', 'A school'],
    bills.map(({ schools, fixed, perUse, total }) => [
      whole(schools),
      dollars(fixed),
      dollars(perUse),
      `**${dollars(total)}**`,
      (total / schools).toFixed(4),
    ]),
  )
}

function inWords(bill: Bill, first: Bill): string[] {
  const largest = bill.lines
    .map(({ name }) => ({ name, amount: lineOf(bill, name) }))
    .toSorted((x, y) => y.amount - x.amount)
    .slice(0, largestTold)
    .map(({ name, amount }) => `${lineNames[name]} (${dollars(amount)}, ${whole((100 * amount) / bill.total)} %)`)
  return [
    `**${whole(bill.schools)} schools cost ${dollars(bill.total)} dollars a month.** Most of it: ${largest.join('; ')}.`,
    `In the first year, while little is stored yet, they cost ${dollars(first.total)}.`,
  ]
}

function byLine(bills: readonly Bill[]): string[] {
  return [
    '## By line',
    '',
    ...table(
      ['', 'fixed', ...bills.map(({ schools }) => whole(schools))],
      everyPrice().map(([name]) => [
        lineNames[name],
        dollars(bills[0]?.lines.find((line) => line.name === name)?.dollarsFixed ?? 0),
        ...bills.map((bill) => dollars(lineOf(bill, name))),
      ]),
    ),
  ]
}

const compared = [
  ['units of reading', ({ use }: Year) => use.readUnits],
  ['units of writing', ({ use }: Year) => use.writeUnits],
  ['messages', ({ use }: Year) => use.messages],
  ['events on the bus', ({ use }: Year) => use.busEvents],
  ['letters', ({ use }: Year) => use.letters],
  ['calls of functions', ({ use }: Year) => callsOf(use)],
  ['units of reading, for each letter', ({ use }: Year) => use.readUnits / use.letters],
  ['units of writing, for each letter', ({ use }: Year) => use.writeUnits / use.letters],
  ['KB that came into the log', ({ came }: Year) => came.log / 1000],
  ['KB that came into the board, with its indexes', ({ came }: Year) => came.board / 1000],
] as const

function callsOf({ functions }: Use): number {
  return Object.values(functions).reduce((sum, { calls }) => sum + calls, 0)
}

function curve({ quiet: { few, many }, busy }: Measured): string[] {
  return [
    '## The curve',
    '',
    `What one quiet school uses in a year, in a body of ${few.schools} and in one of ${many.schools}, and what a busy one`,
    `does (${busy.schools} Centres of Excellence and Flagships in the sample year). A ratio of 1 says that a school does not use`,
    'more because there are more of them, so that the bill is a straight line. Not quite the same share of both bodies has its',
    'renewal in the year, which the ratio of letters shows; for each letter nothing grows. Calls that take many messages at',
    'once are fewer where there is more to do.',
    '',
    ...table(
      ['A school’s year', `of ${few.schools}`, `of ${many.schools}`, 'ratio', 'busy'],
      compared.map(([name, of]) => [
        name,
        units(of(few)),
        units(of(many)),
        (of(many) / of(few)).toFixed(2),
        units(of(busy)),
      ]),
    ),
  ]
}

function how({ on, machine, quarterHour, morning, page, mail }: Measured): string[] {
  const said = (use: Use) =>
    `reading ${units(use.readUnits)} units, writing ${units(use.writeUnits)}, calls of functions ${units(callsOf(use))}`
  return [
    '## How it was measured',
    '',
    `On ${on} with ${machine}, by \`npm run measure-cost\`:`,
    'whole bodies, each in a process of its own, the real functions against the local cloud, with a meter between the two that',
    'passes every request on. Only what functions ask for counts.',
    '',
    '- Reading: the units the table tells. Writing: from the bytes of each item and of what stood there before, with the rows',
    '  of indexes, which the local table does not tell (test/bench/cost/items.ts).',
    `- A quarter of an hour in which nothing is due: ${said(quarterHour)}.`,
    `- A morning of a body without schools, over and above: ${said(morning)}.`,
    '- A quiet school holds an Inclusive School Award, has a head, an inclusion lead and an office, and lives through what the',
    '  calendar brings: a renewal every third year with all its reminders, and the decision six weeks after.',
    '- A busy school is one of the sample year, with its visits, decisions, meetings, misses, withdrawals and letters.',
    '- After each day’s work five more quarters of an hour are run, since the repair looks at each entry for 70 minutes.',
    `- A page, the mean of ${page.of.join(', ')}: ${said(page.use)}.`,
    `- A mail that comes in, the mean of ${mail.of} kept ones: ${said(mail.use)}.`,
    '- Tables: the bytes of all items and index rows, and the 100 bytes that are billed beside each.',
  ]
}

function assumptions({ queuesRead, alarms, metrics }: Standing): string[] {
  return [
    '## What was assumed',
    '',
    'Each stands once, by name, in `infra/aws/cost/assumed.ts`.',
    '',
    '- Of 6,500 schools 240 are Centres of Excellence and 100 Flagships, all of them busy; the rest are quiet.',
    `- Members of staff: ${assumed.fewestStaff}, and one for every ${assumed.schoolsForOneStaff} schools; each opens ${assumed.pagesADay} pages on ${assumed.officeDays} days a month.`,
    `- Mails that come in: ${assumed.mailsOfQuiet} a year from a quiet school, ${assumed.mailsOfBusy} from a busy one.`,
    `- Time of functions: ${assumed.slower} times what was measured here, where calls wait for each other, and at least ${assumed.leastMilliseconds} ms a call, at the function’s memory on arm64.`,
    `- Each function starts anew ${assumed.startsADay} times a day, for ${assumed.startMilliseconds} ms.`,
    `- Each call reads ${assumed.unitsOfLook} unit to see whether settings changed, beside what was measured, and each start ${assumed.unitsOfStart}.`,
    `- Log lines: the bytes of our own, ${assumed.linesOfCall} bytes of Lambda’s for each call, ${assumed.lineOfRequest} for each request; kept ${assumed.monthsOfLines} months.`,
    `- Each of the ${queuesRead} queues that functions read is asked by ${assumed.askers} calls at a time, ${assumed.asksSeconds} s each, day and night. Lambda would come`,
    '  down to two, but not where a most concurrency is set',
    '  ([Lambda developer guide](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html)), as it is here.',
    `- A message is ${assumed.requestsOfMessage} requests: none is sent, received or deleted with others.`,
    `- Each function asks for the vault’s key every ${assumed.keyAskedSeconds / 60} minutes, all month; the key has ${assumed.versionsOfKey} versions that are billed.`,
    `- ${alarms} alarms and ${metrics} metrics stand in the template, and every metric speaks every hour.`,
    `- The bill is of year ${assumed.yearOfBill}: nothing is taken from the tables, and each year brings what the measured one did.`,
    '- The board is billed for its point-in-time recovery like the log, though it can be made anew from the log.',
    '- Only the first tier of each price: what grows cheaper with more is not.',
  ]
}

function sources(): string[] {
  return [
    '## Prices',
    '',
    '| Line | Dollars | For | Price-list line | Region | Of | Source |',
    '|---|---:|---|---|---|---|---|',
    ...everyPrice().map(([name, price]) => {
      const note = price.note === undefined ? '' : ` (${price.note})`
      return `| ${lineNames[name]} | ${price.dollars} | ${whole(price.per)} ${price.unit} | \`${price.line}\`${note} | ${price.region} | ${price.of} | <${price.source}> |`
    }),
  ]
}

function notCounted(): string[] {
  return [
    '## What is not counted',
    '',
    'Of what stands in the template:',
    '',
    ...Object.entries(notBilled).map(([kind, why]) => `- \`${kind}\`: ${why}.`),
    '',
    'Beside it: the first import of schools, further imports, exports and restores; bulletins (each letter of one costs what a',
    'letter costs); pages that people open from letters; changes of settings and calendars that touch every school; lines of',
    'who read which bucket (kept 90 days); replies, which are swept after a day; reading the stream of the log, which is free',
    'for Lambda; the bundles a deploy leaves; the domain; tax and support.',
    '',
    'There are allowances that are free for ever, for a whole account: a million calls of functions and 400,000 GB-seconds,',
    '25 GB in tables, a million requests of queues, 5 GB of log lines, ten alarms and ten metrics. They are not taken off.',
  ]
}
