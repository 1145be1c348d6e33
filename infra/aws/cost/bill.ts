/**
 * The bill of a month at a number of schools: what stands, what passes without a school, and what the schools bring. All
 * of it is linear in the schools, since what one school uses was measured not to depend on how many there are.
 */
import * as assumed from './assumed.ts'
import type { Kept, Measured, Use, Year } from './measured.ts'
import { type Price, type PriceName, prices } from './prices.ts'
import type { Standing } from './standing.ts'
import { noUse, plus, plusKept, times } from './use.ts'

export interface Line {
  readonly name: PriceName
  /** Units a month: those there are without a school, and those the schools bring. */
  readonly fixed: number
  readonly perUse: number
  /** US dollars a month. */
  readonly dollarsFixed: number
  readonly dollarsPerUse: number
}

export interface Bill {
  readonly schools: number
  readonly lines: readonly Line[]
  readonly fixed: number
  readonly perUse: number
  readonly total: number
}

/** Units by what they are billed as; what is not named is none. */
type Quantities = Partial<Readonly<Record<PriceName, number>>>

/** Every price with its name, in the order of the list. */
export function everyPrice(): readonly (readonly [PriceName, Price])[] {
  return priceNames.map((name) => [name, prices[name]])
}

const isPriceName = (name: string): name is PriceName => name in prices
const priceNames = Object.keys(prices).filter(isPriceName)

/** The bill of a month at the end of a year of the body: of the tenth, if no other is said. */
export function billOf(schools: number, measured: Measured, standing: Standing, year = assumed.yearOfBill): Bill {
  const fixed = fixedQuantities(measured, standing, year)
  const perUse = schoolQuantities(schools, measured, standing, year)
  const lines = everyPrice().map(([name, { dollars, per }]) => {
    const [some, more] = [fixed[name] ?? 0, perUse[name] ?? 0]
    return {
      name,
      fixed: some,
      perUse: more,
      dollarsFixed: (some / per) * dollars,
      dollarsPerUse: (more / per) * dollars,
    }
  })
  const [allFixed, allPerUse] = [sum(lines, 'dollarsFixed'), sum(lines, 'dollarsPerUse')]
  return { schools, lines, fixed: allFixed, perUse: allPerUse, total: allFixed + allPerUse }
}

function sum(lines: readonly Line[], of: 'dollarsFixed' | 'dollarsPerUse'): number {
  return lines.reduce((all, line) => all + line[of], 0)
}

/** What there is without a school: what stands, the quarters of an hour, the mornings, and the first members of staff. */
function fixedQuantities(measured: Measured, standing: Standing, year: number): Quantities {
  const passing = [
    times(measured.quarterHour, assumed.quarterHoursOfMonth),
    times(measured.morning, assumed.daysOfMonth),
    pagesOf(assumed.fewestStaff, measured),
  ].reduce((all, use) => plus(all, use), noUse)
  const functions = Object.entries(standing.memory)
  const starts = assumed.startsADay * assumed.daysOfMonth
  const startSeconds = (starts * assumed.startMilliseconds) / 1000
  const startGigabytes = functions.reduce((all, [, megabytes]) => all + megabytes / 1024, 0)
  return addAll(
    quantitiesOf(passing, standing),
    keptQuantities(plusKept(measured.empty.before, measured.empty.came, year), passing, year),
    {
      queueRequests: standing.queuesRead * assumed.askers * (assumed.secondsOfMonth / assumed.asksSeconds),
      alarms: standing.alarms,
      metrics: standing.metrics,
      keyVersions: standing.keys * assumed.versionsOfKey,
      keyRequests: standing.keys * functions.length * (assumed.secondsOfMonth / assumed.keyAskedSeconds),
      functionSeconds: startSeconds * startGigabytes,
      reads: starts * functions.length * assumed.unitsOfStart,
      staff: assumed.fewestStaff,
    },
  )
}

/** What so many schools bring: their year, their mails, and the members of staff who look after them. */
function schoolQuantities(schools: number, measured: Measured, standing: Standing, year: number): Quantities {
  const busy = schools * assumed.busyShare
  const quiet = schools - busy
  const staff = schools / assumed.schoolsForOneStaff
  const mails = (quiet * assumed.mailsOfQuiet + busy * assumed.mailsOfBusy) / 12
  const use = [
    times(measured.quiet.many.use, quiet / 12),
    times(measured.busy.use, busy / 12),
    times(measured.mail.use, mails),
    pagesOf(staff, measured),
  ].reduce((all, one) => plus(all, one), noUse)
  const kept = plusKept(keptAfter(year, measured.quiet.many, quiet), keptAfter(year, measured.busy, busy))
  const parts = Math.max(1, Math.ceil(measured.mail.use.fileBytes / assumed.mailPart))
  return addAll(quantitiesOf(use, standing), keptQuantities(kept, use, year), {
    mailsIn: mails,
    mailParts: mails * parts,
    staff,
  })
}

const none: Kept = { log: 0, board: 0, vault: 0 }

/** What schools have kept after so many years. */
function keptAfter(year: number, { before, came }: Year, schools: number): Kept {
  return plusKept(none, plusKept(before, came, year), schools)
}

function pagesOf(staff: number, { page }: Measured): Use {
  return times(page.use, staff * assumed.pagesADay * assumed.officeDays)
}

/** What use comes to in what is billed. */
function quantitiesOf(use: Use, { memory }: Standing): Quantities {
  const functions = Object.entries(use.functions)
  const calls = functions.reduce((all, [, one]) => all + one.calls, 0)
  const seconds = functions.reduce((all, [name, one]) => all + gigabyteSeconds(one, memoryOf(memory, name)), 0)
  const lines = (use.logBytes + calls * assumed.linesOfCall + use.requests * assumed.lineOfRequest) / assumed.gigabyte
  return {
    functionCalls: calls,
    functionSeconds: seconds,
    queueRequests: use.messages * assumed.requestsOfMessage + use.queueCalls,
    reads: use.readUnits + calls * assumed.unitsOfLook,
    writes: use.writeUnits,
    busEvents: use.busEvents,
    letters: use.letters,
    letterBytes: use.letterBytes / assumed.gigabyte,
    filePuts: use.filePuts,
    fileGets: use.fileGets,
    logLines: lines,
    logKept: lines * assumed.monthsOfLines,
    requests: use.requests,
    bytesOut: use.answerBytes / assumed.gigabyte,
  }
}

function gigabyteSeconds({ calls, milliseconds }: Use['functions'][string], megabytes: number): number {
  const billed = Math.max(milliseconds * assumed.slower, calls * assumed.leastMilliseconds)
  return (billed / 1000) * (megabytes / 1024)
}

function memoryOf(memory: Standing['memory'], name: string): number {
  const megabytes = memory[name]
  if (megabytes === undefined) throw new Error(`${name} was measured, and the template has no such function`)
  return megabytes
}

/** What is kept in tables, with the means to go back in time, and in files: so many years of what a month brings. */
function keptQuantities({ log, board, vault }: Kept, { fileBytes }: Use, year: number): Quantities {
  const gigabytes = (log + board + vault) / assumed.gigabyte
  const files = (fileBytes * 12 * year) / assumed.gigabyte
  return { tableKept: gigabytes, tableRecovery: gigabytes, filesKept: files }
}

function addAll(...all: readonly Quantities[]): Quantities {
  return Object.fromEntries(priceNames.map((name) => [name, all.reduce((units, one) => units + (one[name] ?? 0), 0)]))
}

/** US dollars of one line. */
export function lineOf({ lines }: Bill, name: PriceName): number {
  const line = lines.find((one) => one.name === name)
  return line ? line.dollarsFixed + line.dollarsPerUse : 0
}
