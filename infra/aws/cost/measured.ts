/**
 * What was measured of a running body, in the units that are billed: read from the kept file, and parsed before anything
 * is computed from it. `test/bench/cost/measure.ts` writes it.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

const amount = z.number().min(0)

export const use = z.strictObject({
  /** Of each function: how often it was called, and for how many milliseconds in all on the machine that measured. */
  functions: z.record(z.string(), z.strictObject({ calls: amount, milliseconds: amount })),
  /** Units of DynamoDB: reading 4 KB strongly, writing 1 KB; rows of indexes included. */
  readUnits: amount,
  writeUnits: amount,
  /** Messages that queues handed to functions. */
  messages: amount,
  /** Calls of queues by functions, but for those that send. */
  queueCalls: amount,
  /** Events put on the bus, in parts of 64 KB. */
  busEvents: amount,
  letters: amount,
  letterBytes: amount,
  filePuts: amount,
  fileGets: amount,
  fileBytes: amount,
  /** Bytes of the functions' own log lines. */
  logBytes: amount,
  /** Requests through the door, and the bytes of their answers. */
  requests: amount,
  answerBytes: amount,
})

/** What something used of all that is billed by use. */
export type Use = z.infer<typeof use>

export const kept = z.strictObject({ log: amount, board: amount, vault: amount })

/** Bytes in each table, with the rows of its indexes and what is billed beside each. */
export type Kept = z.infer<typeof kept>

const year = z.strictObject({
  schools: z.number().int().positive(),
  /** Of one school in the year. */
  use,
  /** Of one school: what stood in the tables at the year's beginning, and what came in the year. */
  before: kept,
  came: kept,
})

/** A year of one school, measured in a body of `schools` of them. */
export type Year = z.infer<typeof year>

const measured = z.strictObject({
  on: z.iso.date(),
  machine: z.string(),
  /** One quarter of an hour in which nothing is due. */
  quarterHour: use,
  /** One morning, over and above a quarter of an hour, of a body without schools. */
  morning: use,
  /** What a body without schools keeps: at a year's beginning, and what comes in a year. */
  empty: z.strictObject({ before: kept, came: kept }),
  /** Schools with nothing but what the calendar brings, in a small body and in a larger one. */
  quiet: z.strictObject({ few: year, many: year }),
  /** Centres of Excellence and Flagships in the sample year. */
  busy: year,
  /** One page of the console, the mean of those named. */
  page: z.strictObject({ of: z.array(z.string()), use }),
  /** One mail that came in, the mean of `of`. */
  mail: z.strictObject({ of: z.number().int().positive(), use }),
})

export type Measured = z.infer<typeof measured>

/** Where it is kept. */
export const measuredPath = fileURLToPath(new URL('measured.json', import.meta.url))

/** Reads what is kept; throws when it does not fit. */
export function readMeasured(text: string = readFileSync(measuredPath, 'utf8')): Measured {
  return measured.parse(JSON.parse(text))
}
