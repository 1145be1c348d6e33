/** A data right exercised by someone, with its statutory day (DOMAIN C7). What they wrote is in the vault and the stored mail. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { day, id, note, requestKinds } from '../kernel/words.ts'

const kind = () => z.enum(requestKinds)

/** Whose request it is, for what follows from it. */
const whose = () => ({ kind: kind(), contact: id().optional() })

export const requestFacts = {
  RequestOpened: fact(
    1,
    () =>
      z.strictObject({
        ...whose(),
        received: day(),
        /** The day it was entered here. */
        on: day(),
        due: day(),
        mail: id().optional(),
        /** Who asks, where no contact is known: an address, in the vault. */
        from: note().optional(),
        /** What else the same mail asked for. */
        asks: z.array(kind()).optional(),
        /** Nobody knows yet whether it is theirs: the mail did not pass. */
        waiting: z.literal(true).optional(),
        /** Proof of identity is asked for at once; what was received is acknowledged when it came. */
        proof: z.literal(true).optional(),
      }),
    (d) => `a request (${d.kind}) was opened; it is due on ${d.due}${d.waiting ? ', and waits to be confirmed' : ''}`,
  ),
  RequestProofAsked: fact(
    1,
    () => z.strictObject({ ...whose(), on: day(), received: day(), due: day(), waiting: z.literal(true).optional() }),
    () => 'proof of identity was asked for, at the address on file',
  ),
  RequestProved: fact(
    1,
    () => z.strictObject({ ...whose(), on: day(), received: day(), due: day() }),
    (d) => `identity was proved; the request is due on ${d.due}`,
  ),
  RequestAskedAgain: fact(
    1,
    () => z.strictObject({ ...whose(), mail: id() }),
    () => 'another mail asked for the same',
  ),
  RequestNotAsked: fact(
    1,
    () =>
      z.strictObject({
        ...whose(),
        mail: id(),
        /** Nobody else asked for it. */
        closed: z.literal(true).optional(),
      }),
    (d) =>
      d.closed
        ? 'the mail that opened it was filed anew and does not ask for it, so the request was closed; nobody was written to'
        : 'a mail that asked for it was filed anew and does not ask for it; the request stands, as it was asked for otherwise too',
  ),
  RequestExtended: fact(
    1,
    () => z.strictObject({ ...whose(), received: day().optional(), on: day(), due: day(), reason: note() }),
    (d) => `the time was extended to ${d.due}`,
  ),
  RequestDueSoon: fact(
    1,
    () => z.strictObject({ on: day(), due: day(), before: z.int().min(0) }),
    (d) => (d.before === 0 ? 'the request is due today' : `the request is due within ${d.before} days, on ${d.due}`),
  ),
  RequestDecided: fact(
    1,
    () =>
      z.strictObject({
        ...whose(),
        received: day(),
        outcome: z.enum(['answered', 'refused']),
        reason: note().optional(),
      }),
    (d) => `the request was ${d.outcome}`,
  ),
} as const

export type RequestFact = FactOf<typeof requestFacts>
