/** A mail that came in: filed, read, acted upon, handed on. What it says stays with the stored mail and in the vault. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { id, instant, note } from '../kernel/words.ts'

/** What somebody may ask for in a mail. */
export const mailAsks = [
  'withdraw-service',
  'withdraw-news',
  'access',
  'erasure',
  'rectification',
  'complaint',
  'successor',
] as const
export type MailAsk = (typeof mailAsks)[number]

/** What the mail provider found; `none` where it did not tell. */
export const findings = ['pass', 'fail', 'gray', 'processing-failed', 'none'] as const
export type Finding = (typeof findings)[number]

/** Whose address the mail says it is from: one we hold, one we do not, one of our own, or none that can be read. */
export const mailSenders = ['contact', 'stranger', 'own', 'nobody'] as const
export type MailSender = (typeof mailSenders)[number]

/** What follows from a mail, one word for each thing that is done. */
export const mailDeeds = [
  'withdraw-service',
  'withdraw-news',
  'suppress-service',
  'suppress-news',
  'ask-was-this-you',
  'open-withdrawal',
  'open-access',
  'open-erasure',
  'open-rectification',
  'open-complaint',
  'ask-person',
  'forward',
] as const
export type MailDeed = (typeof mailDeeds)[number]

const deedWords: Readonly<Record<MailDeed, string>> = {
  'withdraw-service': 'service e-mail stops',
  'withdraw-news': 'news stops',
  'suppress-service': 'the address is never written to with service e-mail',
  'suppress-news': 'the address is never written to with news',
  'ask-was-this-you': 'the address on file is asked whether it was them, and letters to it pause',
  'open-withdrawal': 'a withdrawal is put on file',
  'open-access': 'a request for access opens',
  'open-erasure': 'a request for erasure opens',
  'open-rectification': 'a request for correction opens',
  'open-complaint': 'a complaint opens',
  'ask-person': 'a person looks',
  forward: 'the office gets it',
}

const askWords: Readonly<Record<MailAsk, string>> = {
  'withdraw-service': 'no more service e-mail',
  'withdraw-news': 'no more news',
  access: 'a copy of what is held',
  erasure: 'deletion of what is held',
  rectification: 'a correction',
  complaint: 'an answer to a complaint',
  successor: 'somebody else to be written to',
}

/** What a mail asks for, as words after a colon. */
export function sayAsk(ask: MailAsk): string {
  return askWords[ask]
}

/** What follows from a mail, as words after a colon. */
export function sayDeed(deed: MailDeed): string {
  return deedWords[deed]
}

function sayAll(words: readonly string[], none: string): string {
  return words.length === 0 ? none : words.join('; ')
}

function sayAnswers({
  answers,
  bySign,
}: {
  readonly answers?: string | undefined
  readonly bySign?: true | undefined
}) {
  if (answers === undefined) return ''
  return bySign ? ', and is known by its sign as an answer to a letter' : ', and answers a letter'
}

const finding = () => z.enum(findings)

export const mailFacts = {
  /** Recorded before anybody opens it, so that whatever the mail holds it is filed. */
  MailFiled: fact(
    1,
    () =>
      z.strictObject({
        /** The stored mail's name. */
        kept: id(),
        received: instant(),
        /** Whether the provider vouches for the sender's domain; without its word it does not. */
        verdict: z.enum(['passed', 'not-passed']),
        dmarc: finding(),
        spf: finding(),
        dkim: finding(),
        spam: finding(),
        virus: finding(),
        /** Nobody told of it: it was found among the stored mail. */
        found: z.literal(true).optional(),
      }),
    (d) =>
      `a mail came in${d.found ? ', of which nobody told' : ''}: its sender ${d.verdict === 'passed' ? 'is vouched for' : 'is not vouched for'}${d.spam === 'fail' ? '; it is spam' : ''}${d.virus === 'fail' ? '; it carries a virus' : ''}`,
  ),
  /** Of another mail's stream: what the two have in common is known by its name. */
  MailNumbered: fact(
    1,
    () => z.strictObject({ mail: id() }),
    () => 'a mail is known from now on by its number and words',
  ),
  MailRead: fact(
    1,
    () =>
      z.strictObject({
        sender: z.enum(mailSenders),
        contact: id().optional(),
        /** The letter of ours it answers, by the sign in the address it was sent to. */
        answers: id().optional(),
        /** That sign vouches for the contact, whatever address the mail came from. */
        bySign: z.literal(true).optional(),
        /** The same mail came before. */
        copyOf: id().optional(),
        /** A machine wrote it, or it would be answered by one. */
        loop: z.literal(true).optional(),
        asks: z.array(z.strictObject({ ask: z.enum(mailAsks), sentence: note() })),
        forAnother: z.literal(true).optional(),
        unsure: z.literal(true).optional(),
        language: z.enum(['en', 'cy', 'other']),
        /** What of it did not fit or could not be read. */
        broken: z.array(id()),
        attachments: z.int().min(0),
        deeds: z.array(z.enum(mailDeeds)),
      }),
    (d) =>
      d.copyOf === undefined
        ? `the mail was read${d.loop ? ' (a machine wrote it)' : ''}${sayAnswers(d)}: it asks for ${sayAll(
            d.asks.map(({ ask }) => sayAsk(ask)),
            'nothing of that kind',
          )}; what follows: ${sayAll(d.deeds.map(sayDeed), 'it is filed, and nothing else')}`
        : 'the mail was read: it is a copy of one that came before',
  ),
  MailActedUpon: fact(
    1,
    () => z.strictObject({ requests: z.array(id()) }),
    () => 'all that follows from the mail was done',
  ),
  MailRefiled: fact(
    1,
    () =>
      z.strictObject({
        asks: z.array(z.enum(mailAsks)),
        contact: id().optional(),
        deeds: z.array(z.enum(mailDeeds)),
        reason: note(),
      }),
    (d) => `a person filed the mail anew: it asks for ${sayAll(d.asks.map(sayAsk), 'nothing of that kind')}`,
  ),
  MailForwardAsked: fact(
    1,
    () => z.strictObject({}),
    () => 'the mail is to go to the office',
  ),
  MailForwarded: fact(
    1,
    () => z.strictObject({ provider: id().optional() }),
    () => 'the mail went to the office, untouched',
  ),
  MailNotForwarded: fact(
    1,
    () => z.strictObject({ why: z.enum(['not-sending', 'not-kept', 'too-large', 'refused', 'would-come-back']) }),
    (d) => `the mail did not go to the office: ${d.why.replaceAll('-', ' ')}`,
  ),
} as const

export type MailFact = FactOf<typeof mailFacts>
