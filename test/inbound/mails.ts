/** Kept mails with what is expected of each: a folder of `.eml` files and its `expected.csv`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import * as z from 'zod'
import { type Reading, readWish } from '../../events/request/reading.ts'
import { type OpenedMail, openMail } from '../../shared/mail/open.ts'

const row = z.object({
  file: z.string().regex(/^[\w-]+\.eml$/),
  /** What the mail asks, apart by spaces; both withdrawals are one word. */
  asks: z.string().transform((asks) => asks.split(' ').filter((ask) => ask !== '')),
  does: z.string(),
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

/** The asks of a reading in the words of `expected.csv`. */
export function asksOf({ asks }: Reading): string[] {
  return [...new Set(asks.map(({ ask }) => (ask.startsWith('withdraw-') ? 'withdrawal' : ask)))].toSorted()
}
