/** What one measured body tells: the last line its process prints. */
import * as z from 'zod'
import { kept, use } from '../../../infra/aws/cost/measured.ts'

export const taken = z.strictObject({
  schools: z.number(),
  days: z.number(),
  /** Quarters of an hour that were run in the year, mornings among them. */
  quarters: z.number(),
  inYear: use,
  /** One quarter of an hour in which nothing is due, after the year. */
  quarterHour: use,
  /** Looking through the dead letters, which AWS does every quarter of an hour and one machine when there are any. */
  filing: use,
  before: kept,
  came: kept,
  /** Where the units of the tables went, for whoever looks. */
  largest: z.array(z.strictObject({ what: z.string(), units: z.number() })),
  page: z.strictObject({ of: z.array(z.string()), use }).optional(),
  mail: z.strictObject({ of: z.number(), use }).optional(),
})
export type Taken = z.infer<typeof taken>
