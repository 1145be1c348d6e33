/** A row for each invoice of a school that fell due, and one for the contract year that is invoiced next. */
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { awards } from '../../../events/kernel/words.ts'
import { feeBand } from '../../../events/school/events.ts'
import { nextContractYear } from '../../../events/school/invoices.ts'
import type { School } from '../../../events/school/state.ts'
import type { Row } from '../board.ts'
import { inList } from '../lists.ts'
import { idOf, type Standing } from './row.ts'

/** What is shown of an invoice. The day and band of one to come are for the settings to say: it has the pupils instead. */
export const invoiceRow = once(() =>
  z.object({
    school: z.string(),
    ref: z.string(),
    name: z.string(),
    award: z.enum(awards),
    year: z.int(),
    /** The first day of the contract year. */
    from: z.string(),
    due: z.string().optional(),
    band: feeBand().optional(),
    pupils: z.int().optional(),
  }),
)

export type InvoiceRow = z.infer<ReturnType<typeof invoiceRow>>

/** By the day each fell due; that of the next year by the day on which that year begins. */
export function invoiceRows({ stream, version, state: school }: Standing<School>): Row[] {
  const { ref, name, entry, invoices = [] } = school
  const of = { school: idOf(stream), ref, name }
  const row = (key: string, sort: string, data: InvoiceRow): Row => ({
    stream,
    name: `invoice#${key}`,
    version,
    places: inList('invoices', stream, sort),
    data,
  })
  const next = nextContractYear(school)
  const pupils = entry.pupils === undefined ? {} : { pupils: entry.pupils }
  return [
    ...invoices.map((one) => row(`${one.award}#${one.from}`, one.due, { ...of, ...one })),
    ...(next ? [row('next', next.from, { ...of, ...next, ...pupils })] : []),
  ]
}
