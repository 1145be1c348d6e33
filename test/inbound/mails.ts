/** Kept mails with what is expected of each: a folder of `.eml` files and its `expected.csv`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import * as z from 'zod'
import { type Reading, readWish } from '../../events/request/reading.ts'
import { type OpenedMail, openMail } from '../../shared/mail/open.ts'

const row = z.object({
  file: z.string().regex(/^[\w-]+\.eml$/),
  /** What the mail asks, apart by spaces; `withdrawal` in the sample is either of both. */
  asks: z.string().transform((asks) => asks.split(' ').filter((ask) => ask !== '')),
  language: z.enum(['en', 'cy', 'other']).optional(),
  /** A withdrawal and nothing else: it must act without a person. */
  plain: z.enum(['yes', 'no']).optional(),
  /** Whether a withdrawal acts at once, nothing is withdrawn, or a person looks and nothing acts. */
  acts: z.enum(['yes', 'no', 'person']).optional(),
})

export interface KeptMail {
  readonly file: string
  readonly expected: z.infer<typeof row>
  readonly mail: OpenedMail
  readonly reading: Reading
}

/** Opens and reads all mails of `test/inbound/<folder>`. */
export async function readKeptMails(folder: string): Promise<KeptMail[]> {
  const at = join(import.meta.dirname, folder)
  const rows = z.array(row).parse(parse(readFileSync(join(at, 'expected.csv')), { columns: true }))
  return Promise.all(
    rows.map(async (expected) => {
      const mail = await openMail(readFileSync(join(at, expected.file)))
      return { file: expected.file, expected, mail, reading: readWish(mail) }
    }),
  )
}

/** The asks of a reading in the words of the sample's table. */
export function asksOf({ asks }: Reading): string[] {
  return [...new Set(asks.map(({ ask }) => (ask.startsWith('withdraw-') ? 'withdrawal' : ask)))].toSorted()
}

/** What would be withdrawn without a person, by the reading alone. */
export function actsOf({ asks, unsure, forAnother }: Reading): string[] {
  if (unsure || forAnother) return []
  return asks.map(({ ask }) => ask).filter((ask) => ask.startsWith('withdraw-'))
}
