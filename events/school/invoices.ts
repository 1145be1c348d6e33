/**
 * Fees are due per contract year of a Centre of Excellence or Flagship (DOMAIN 2): on which day an invoice is due and for
 * which band of pupils. Nothing is paid here. A contract year begins on A + n years; those that began before the school's
 * contract was recorded here, or while the award was suspended, are nobody's to invoice by the system.
 */
import { addDays, addYears, type Day, daysBetween, laterOf } from '../kernel/day.ts'
import type { DayWorld } from '../kernel/decider.ts'
import type { Settings } from '../kernel/settings.ts'
import type { Award } from '../kernel/words.ts'
import type { FeeBand, SchoolFact } from './events.ts'
import { awardOf } from './levels.ts'
import type { Contract, School } from './state.ts'

/** A corrected day of grant moves the years by less than this, or it makes a further year of them; in days. */
const halfAYear = 183

/** The fee band of a number of pupils; `tops` are the most pupils of each band but the last. */
export function bandOf(pupils: number | undefined, tops: readonly number[]): FeeBand {
  if (!pupils) return 'unknown'
  const at = tops.findIndex((top) => pupils <= top)
  const from = (tops.at(at < 0 ? -1 : at - 1) ?? 0) + 1
  if (at === 0) return `1-${tops[0] ?? 0}`
  return at < 0 ? `${tops.length === 0 ? 1 : from}+` : `${from}-${tops[at] ?? 0}`
}

/** A contract year that is still to be invoiced. */
export interface ContractYear {
  readonly award: Award
  /** 1 begins on the day of the grant. */
  readonly year: number
  /** Its first day. */
  readonly from: Day
}

/** The next contract year to be invoiced; undefined for a school without such a contract, or whose award does not stand. */
export function nextContractYear(school: School): ContractYear | undefined {
  return contractYears(school).next().value
}

/** Contract years that are still to be invoiced, one after the other, for ever. */
function* contractYears(school: School): Generator<ContractYear, undefined> {
  const { contract } = school
  const held = contract && awardOf(school, contract.award)
  if (!contract || held?.state !== 'held' || school.closed || school.mergedInto !== undefined) return undefined
  for (let year = 1; ; year++) {
    const from = addYears(held.since, year - 1)
    if (from > contract.after && !isInvoiced(from, contract)) yield { award: contract.award, year, from }
  }
}

function isInvoiced(from: Day, { invoiced }: Contract): boolean {
  return invoiced !== undefined && daysBetween(invoiced, from) < halfAYear
}

/** The day an invoice of a contract year is due. */
export function invoiceDay({ from }: Pick<ContractYear, 'from'>, settings: Settings): Day {
  return addDays(from, settings.invoiceDaysAfter)
}

/** The invoices that fell due by today, each on its own day. */
export function invoicesDue(school: School, { today, settings }: DayWorld): SchoolFact[] {
  const band = bandOf(school.entry.pupils, settings.feeBandTops)
  const facts: SchoolFact[] = []
  for (const { award, year, from } of contractYears(school)) {
    const due = invoiceDay({ from }, settings)
    if (due > today) break
    facts.push({ type: 'InvoiceDue', data: { award, year, from, band, due } })
  }
  return facts
}

/** The next day on which an invoice falls due. */
export function nextInvoiceDay(school: School, { settings }: DayWorld): Day | undefined {
  const next = nextContractYear(school)
  return next && invoiceDay(next, settings)
}

type Opened = Extract<SchoolFact, { type: 'ReviewOpened' }>['data']

/** A new level begins a contract of its own; a further review of the same one goes on with it. */
export function withContract(school: School, { award, on }: Pick<Opened, 'award' | 'on'>): School {
  const { contract, ...others } = school
  if (award === 'inclusive-school') return others
  if (contract?.award === award) return school
  // Granted on the very day it is recorded: its first year begins now. Otherwise what began before was invoiced before.
  const after = awardOf(school, award)?.since === on ? addDays(on, -1) : on
  return { ...others, contract: { award, after } }
}

/** An award that ended takes its contract along: granted again, it begins anew. */
export function withoutContract(school: School, award: Award): School {
  const { contract, ...others } = school
  return contract?.award === award ? others : school
}

/** Years that began while it was suspended are not invoiced. */
export function resumedContract(school: School, award: Award, resumeAfter: Day): School {
  const { contract } = school
  return contract?.award === award
    ? { ...school, contract: { ...contract, after: laterOf(contract.after, resumeAfter) } }
    : school
}

export function withInvoice(school: School, data: Extract<SchoolFact, { type: 'InvoiceDue' }>['data']): School {
  const { award, from } = data
  const { contract } = school
  return {
    ...school,
    invoices: [...(school.invoices ?? []), data],
    ...(contract?.award === award && { contract: { ...contract, invoiced: from } }),
  }
}
