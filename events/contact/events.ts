/** What can happen to a contact: roles at schools, consents with their evidence, and what became of the address. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { consentWays, contactRoles, day, eventId, id, note, purposes, wording } from '../kernel/words.ts'

const role = () => ({ school: id(), role: z.enum(contactRoles) })
const words = (kebab: string) => kebab.replaceAll('-', ' ')

export const contactFacts = {
  ContactAdded: fact(
    1,
    // `mailboxSince`: the day the address was handed over to this person; what was said at it before was another's word.
    () => z.strictObject({ ...role(), mailboxSince: day().optional() }),
    (d) => `a contact was added as ${words(d.role)}`,
  ),
  ContactRoleAdded: fact(
    1,
    () => z.strictObject(role()),
    (d) => `the contact became ${words(d.role)} of a further school or in a further role`,
  ),
  ContactRemoved: fact(
    1,
    // `undone`: an import that had brought the role was taken back, so that its file may bring it again.
    () => z.strictObject({ ...role(), undone: z.literal(true).optional() }),
    (d) => `the contact is no longer ${words(d.role)}`,
  ),
  ContactChanged: fact(
    1,
    () => z.strictObject({ changed: z.array(z.enum(['name', 'email', 'phone'])) }),
    (d) => `the contact's ${d.changed.join(' and ')} changed`,
  ),
  ConsentGiven: fact(
    1,
    () =>
      z.strictObject({
        purpose: z.enum(purposes),
        wording: wording(),
        how: z.enum(consentWays),
        on: day(),
        imported: z.literal(true).optional(),
      }),
    (d) => `consent to ${d.purpose} e-mail was given on ${d.on} (${words(d.how)}, wording ${d.wording})`,
  ),
  ConsentWithdrawn: fact(
    1,
    () =>
      z.strictObject({
        purpose: z.enum(purposes),
        how: z.enum([...consentWays, 'staff', 'one-click', 'complaint']),
        on: day(),
        /** One withdrawal by its id, with all that was asked for at once; it is confirmed, and may be undone. */
        withdrawal: id().optional(),
        together: z.array(z.enum(purposes)).optional(),
        /** Something of it was given before, so that there is something to undo. */
        undo: z.literal(true).optional(),
        /** The address stood on the suppression list before, from this day on. */
        stood: day().optional(),
      }),
    (d) => `consent to ${d.purpose} e-mail was withdrawn on ${d.on} (${words(d.how)})`,
  ),
  WithdrawalUndone: fact(
    1,
    () =>
      z.strictObject({
        withdrawal: id(),
        purposes: z.array(z.enum(purposes)).min(1),
        /** Of these the address leaves the suppression list; for others it stood there before. */
        lifted: z.array(z.enum(purposes)),
      }),
    (d) => `the withdrawal of consent to ${d.purposes.join(' and ')} e-mail was undone by its link`,
  ),
  ConsentClaimedLater: fact(
    1,
    () => z.strictObject({ purpose: z.enum(purposes), on: day() }),
    (d) =>
      `an import says consent to ${d.purpose} e-mail was given on ${d.on}, after it was withdrawn: a person must look`,
  ),
  ConsentCorrected: fact(
    1,
    () =>
      z.strictObject({
        /** The giving of consent that is taken back: it was noted by mistake. */
        event: eventId(),
        reason: note(),
        purpose: z.enum(purposes),
        /** How the consent stands without it; left out where there is none. */
        stands: z
          .strictObject({
            state: z.enum(['given', 'withdrawn']),
            since: day(),
            wording: wording().optional(),
            how: z.enum([...consentWays, 'staff', 'one-click', 'complaint']),
            own: day().optional(),
            claimed: day().optional(),
          })
          .optional(),
      }),
    (d) =>
      `the entry ${d.event} was taken back: consent to ${d.purpose} e-mail ${d.stands ? `stands as ${d.stands.state} on ${d.stands.since}` : 'was never given'}`,
  ),
  AddressBounced: fact(
    1,
    () =>
      z.strictObject({
        kind: z.enum(['permanent', 'transient']),
        /** The letter that came back, and the day, for what may pass by itself. */
        letter: id().optional(),
        on: day().optional(),
      }),
    (d) => `mail to the contact's address bounced (${d.kind})`,
  ),
  AddressBouncedOften: fact(
    1,
    () => z.strictObject({ times: z.int().min(2) }),
    (d) => `mail to the contact's address came back ${d.times} times within a month`,
  ),
  AddressSuppressed: fact(
    1,
    () => z.strictObject({}),
    () => "the mail provider no longer writes to the contact's address",
  ),
  AddressComplained: fact(
    1,
    () => z.strictObject({}),
    () => 'the contact marked a letter as unwanted',
  ),
  LettersPaused: fact(
    1,
    () =>
      z.strictObject({
        because: z.enum(['staff', 'was-this-you']),
        until: day().optional(),
        reason: note().optional(),
      }),
    (d) =>
      d.because === 'staff'
        ? 'letters to the contact pause'
        : `letters to the contact pause until it is known whether a mail was theirs${d.until ? `, at most until ${d.until}` : ''}`,
  ),
  LettersResumed: fact(
    1,
    () => z.strictObject({ reason: note().optional(), because: z.enum(['answered', 'time-over']).optional() }),
    (d) =>
      d.because === undefined
        ? 'letters to the contact go on'
        : `letters to the contact go on: the question whether a mail was theirs ${d.because === 'answered' ? 'was answered' : 'was not answered in time'}`,
  ),
  WasThisYouAsked: fact(
    1,
    () =>
      z.strictObject({
        question: id(),
        purposes: z.array(z.enum(purposes)).min(1),
        mail: id(),
        until: day(),
      }),
    (d) =>
      `a mail whose sender is not sure asked to stop ${d.purposes.join(' and ')} e-mail: the contact is asked whether it was them`,
  ),
  WasThisYouAnswered: fact(
    1,
    () => z.strictObject({ question: id(), answer: z.enum(['withdraw', 'keep']) }),
    (d) =>
      d.answer === 'withdraw'
        ? 'the contact says the mail was theirs: it acts now'
        : 'the contact says letters are to go on, whoever wrote the mail',
  ),
  PersonErased: fact(
    1,
    () => z.strictObject({ request: id() }),
    () => 'the person asked to be erased: nothing is recorded of them or written to them any more',
  ),
  ContactHandedOver: fact(
    1,
    // `mailbox`: the address went with the role, and with it everything the address was for.
    () => z.strictObject({ ...role(), to: id(), mailbox: z.literal(true).optional() }),
    (d) => `the role of ${words(d.role)} was handed over to a successor${d.mailbox ? ', and the mailbox with it' : ''}`,
  ),
  ConsentEnded: fact(
    1,
    () => z.strictObject({ purpose: z.enum(purposes), because: z.enum(['handed-over']) }),
    (d) => `consent to ${d.purpose} e-mail ended: the mailbox was ${words(d.because)}`,
  ),
  ContactsMerged: fact(
    1,
    () => z.strictObject({ kept: id(), dropped: id(), reason: note() }),
    () => 'the contact was merged into another entry of the same person',
  ),
  ContactAbsorbed: fact(
    1,
    () => z.strictObject({ dropped: id(), reason: note() }),
    () => 'another entry of the same person was merged into this contact',
  ),
  ContactLeft: fact(
    1,
    () => z.strictObject({ on: day(), until: day() }),
    (d) => `the contact serves no school any more; name and address are kept until ${d.until}`,
  ),
  ContactForgotten: fact(
    1,
    () => z.strictObject({ because: z.enum(['left']) }),
    () => 'the contact left long ago: name and address are no longer kept',
  ),
} as const

export type ContactFact = FactOf<typeof contactFacts>
