/** A data right exercised by someone, with its statutory day (DOMAIN C7). What they wrote is in the vault and the stored mail. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { day, id, note, requestKinds } from '../kernel/words.ts'

const kind = () => z.enum(requestKinds)

/** Whose request it is, for what follows from it. */
const whose = () => ({ kind: kind(), contact: id().optional() })

/** Why there is no more waiting: the person was told or cannot be, nobody is known to be told, or it takes too long. */
export const erasureBecauses = ['answer-left', 'answer-withheld', 'nobody-to-answer', 'time-over'] as const
export type ErasureBecause = (typeof erasureBecauses)[number]

const becauseWords: Readonly<Record<ErasureBecause, string>> = {
  'answer-left': 'the answer to them left',
  'answer-withheld': 'the answer to them could not leave',
  'nobody-to-answer': 'no address is known to answer to',
  'time-over': 'the answer to them has waited long enough',
}

const count = () => z.int().min(0)

/** What was removed, how many of each; and what stays, and why it does (DOMAIN C8). Numbers, for nobody is named. */
const erasureReport = () => ({
  removed: z.strictObject({
    /** Entries with name, address and telephone number, each with the claim on its address. */
    entries: count(),
    /** Free texts about them. */
    notes: count(),
    /** Mails of theirs, as they came and as they were read. */
    mails: count(),
    /** Texts about something else in which their name, address or telephone number was blacked out. */
    passages: count(),
  }),
  /** The provider's own list of addresses it does not write to was asked to forget theirs. */
  provider: z.literal(true).optional(),
  kept: z.strictObject({
    /** Addresses that stay on the list of those not to be written to, as keyed hashes. */
    suppressed: count(),
    /** Texts that hold a name like theirs, which is also somebody else’s: a person is to look at them. */
    doubtful: z.array(note()).max(20),
    /** A member of staff has the same address: that entry is kept for their work here. */
    staff: z.literal(true).optional(),
  }),
  /** The day by which the last copy made for recovery has aged out; until then it is beyond use. */
  copiesUntil: day(),
})

const several = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

type Removed = z.infer<ReturnType<typeof erasureReport>['removed']>

function sayRemoved({ entries, notes, mails, passages }: Removed): string {
  return [
    several(entries, 'entry', 'entries'),
    several(notes, 'note', 'notes'),
    several(mails, 'mail', 'mails'),
    several(passages, 'passage of other texts', 'passages of other texts'),
  ].join(', ')
}

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
        /** Missing in what was decided before anything followed from it. */
        on: day().optional(),
        outcome: z.enum(['answered', 'refused']),
        reason: note().optional(),
      }),
    (d) => `the request was ${d.outcome}`,
  ),
  /** Of a request for erasure: nothing is needed of the person any more. */
  ErasureDue: fact(
    1,
    () => z.strictObject({ ...whose(), on: day(), because: z.enum(erasureBecauses) }),
    (d) => `what is kept of the person is removed now: ${becauseWords[d.because]}`,
  ),
  ErasureFinished: fact(
    1,
    () => z.strictObject({ ...whose(), on: day(), ...erasureReport() }),
    (d) =>
      `what was kept of the person was removed: ${sayRemoved(d.removed)}; copies made for recovery hold it until ${d.copiesUntil} at the latest`,
  ),
  /** Of a request for access: the link of the answer was followed, which can be done once. */
  AccessCopyOpened: fact(
    1,
    () => z.strictObject({ ...whose(), on: day() }),
    () => 'the copy of what is kept of the person was opened by its link',
  ),
} as const

export type ErasureReport = Omit<z.infer<typeof requestFacts.ErasureFinished.data>, 'kind' | 'contact' | 'on'>
export type RequestFact = FactOf<typeof requestFacts>
