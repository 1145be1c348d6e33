/** Invoices of a stretch of days: those that fell due, and the next one of each contract. */
import { addDays, type Day } from '../../../events/kernel/day.ts'
import type { Settings } from '../../../events/kernel/settings.ts'
import type { FeeBand } from '../../../events/school/events.ts'
import { bandOf, invoiceDay } from '../../../events/school/invoices.ts'
import type { Board, Row } from '../board.ts'
import { listOf } from '../lists.ts'
import { type InvoiceRow, invoiceRow } from '../rows/invoice.ts'
import { type Ask, type Page, readPage } from './page.ts'

export interface Invoice extends Pick<InvoiceRow, 'school' | 'ref' | 'name' | 'award' | 'year' | 'from'> {
  readonly due: Day
  readonly band: FeeBand
  /** `due`: it fell due; `to-come`: its day and band are what the settings and the school's entry say now. */
  readonly state: 'due' | 'to-come'
}

/** By day; both ends included. */
export async function readInvoices(
  board: Pick<Board, 'query'>,
  {
    from,
    until,
    settings,
  }: { readonly from?: Day | undefined; readonly until?: Day | undefined; readonly settings: Settings },
  ask: Ask,
): Promise<Page<Invoice>> {
  // One to come stands at the first day of its year; its invoice may be due some days later.
  const begins = from === undefined ? undefined : addDays(from, -settings.invoiceDaysAfter)
  const invoices: Invoice[] = []
  const keep = (row: Row) => {
    const one = invoiceOf(invoiceRow().parse(row.data), settings)
    const fits = (from === undefined || one.due >= from) && (until === undefined || one.due <= until)
    if (fits) invoices.push(one)
    return fits
  }
  const { next } = await readPage(board, listOf('invoices'), { from: begins, until }, ask, keep)
  return { items: invoices, ...(next !== undefined && { next }) }
}

function invoiceOf({ due, band, pupils, ...one }: InvoiceRow, settings: Settings): Invoice {
  if (due !== undefined && band !== undefined) return { ...one, due, band, state: 'due' }
  return { ...one, due: invoiceDay(one, settings), band: bandOf(pupils, settings.feeBandTops), state: 'to-come' }
}
