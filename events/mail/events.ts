/** A mail that came in: filed, read, answered or handed on. What it says stays in the files and the vault. */
import * as z from 'zod'
import { factNotYet } from '../kernel/facts.ts'
import { id, instant, note } from '../kernel/words.ts'

const ask = () => z.enum(['withdrawal', 'erasure', 'access', 'rectification', 'complaint'])

export const mailFacts = {
  MailFiled: factNotYet(
    1,
    () => z.strictObject({ received: instant(), verdict: z.enum(['passed', 'not-passed']), contact: id().optional() }),
    (d) => `a mail came in (sender ${d.verdict})`,
  ),
  MailRead: factNotYet(
    1,
    () => z.strictObject({ asks: z.array(ask()), sentence: note().optional() }),
    (d) => `the mail was read: ${d.asks.join(', ') || 'nothing asked'}`,
  ),
  MailRefiled: factNotYet(
    1,
    () => z.strictObject({ asks: z.array(ask()), reason: note() }),
    () => 'a person filed the mail anew',
  ),
  MailForwarded: factNotYet(
    1,
    () => z.strictObject({}),
    () => 'the mail was forwarded to the office',
  ),
} as const
