/** What must hold of every mail, whatever it is: it is opened and read, within its time, and the result fits its type. */
import fc from 'fast-check'
import * as z from 'zod'
import { readWish } from '../../events/request/reading.ts'
import { openMail } from '../../shared/mail/open.ts'
import { anyMail } from './mails.ts'

const opened = z.strictObject({
  from: z.strictObject({ address: z.string().regex(/^[^\s@<>]+@[^\s@<>]+$/), name: z.string().max(200) }).optional(),
  subject: z
    .string()
    .max(500)
    .regex(/^[^\r\n]*$/),
  messageId: z.string().max(500).optional(),
  text: z.string().max(250_000),
  loop: z.boolean(),
  attachments: z.number().int().nonnegative(),
  broken: z.array(z.string().regex(/^[a-z]+(-[a-z]+)*$/)),
  toTokens: z.array(z.string().regex(/^[\w.=-]+$/)).max(20),
})

const read = z.strictObject({
  asks: z.array(z.strictObject({ ask: z.string(), sentence: z.string().min(1).max(500) })).max(7),
  forAnother: z.boolean(),
  unsure: z.boolean(),
  language: z.enum(['en', 'cy', 'other']),
})

/** Milliseconds for a mail of a few kilobytes, on a busy machine too. */
const longest = 2_000

export interface Outcome {
  readonly mails: number
  readonly slowest: number
  readonly withAsks: number
  readonly broken: number
}

/** Opens and reads so many mails from a seed; throws with the smallest mail that does not hold. */
export async function holdMails(seed: number, mails: number): Promise<Outcome> {
  let [slowest, withAsks, broken] = [0, 0, 0]
  await fc.assert(
    fc.asyncProperty(anyMail, async (bytes) => {
      const began = performance.now()
      const mail = opened.parse(await openMail(bytes))
      const reading = read.parse(readWish(mail))
      const took = performance.now() - began
      slowest = Math.max(slowest, took)
      withAsks += reading.asks.length > 0 ? 1 : 0
      broken += mail.broken.length > 0 ? 1 : 0
      if (took > longest) throw new Error(`${bytes.length} bytes took ${took.toFixed(0)} ms`)
    }),
    { seed, numRuns: mails },
  )
  return { mails, slowest, withAsks, broken }
}
