/** A data right exercised by someone, with its statutory day (DOMAIN C7). */
import * as z from 'zod'
import { factNotYet } from '../kernel/facts.ts'
import { day, id, note } from '../kernel/words.ts'

export const requestFacts = {
  RequestOpened: factNotYet(
    1,
    () =>
      z.strictObject({
        kind: z.enum(['access', 'erasure', 'rectification', 'complaint', 'withdrawal']),
        contact: id().optional(),
        received: day(),
        due: day(),
        mail: id().optional(),
      }),
    (d) => `a request (${d.kind}) was opened; it is due on ${d.due}`,
  ),
  RequestProofAsked: factNotYet(
    1,
    () => z.strictObject({ on: day() }),
    () => 'proof of identity was asked for',
  ),
  RequestProved: factNotYet(
    1,
    () => z.strictObject({ on: day(), due: day() }),
    (d) => `identity was proved; the request is due on ${d.due}`,
  ),
  RequestExtended: factNotYet(
    1,
    () => z.strictObject({ due: day(), reason: note() }),
    (d) => `the time was extended to ${d.due}`,
  ),
  RequestDecided: factNotYet(
    1,
    () => z.strictObject({ outcome: z.enum(['answered', 'refused']), reason: note().optional() }),
    (d) => `the request was ${d.outcome}`,
  ),
} as const
