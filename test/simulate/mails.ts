/**
 * Mails as people, machines and forgers write them: what each says, who vouches for it, and what may never come of it.
 * All that is theirs carries the one word by which everything personal is known.
 */
import type { MailDeed } from '../../events/mail/events.ts'
import type { Random } from './random.ts'

interface Kind {
  readonly text: string
  /** Whether the mail provider vouches for its sender. */
  readonly dmarc: 'pass' | 'fail'
  /** From an address that is nobody's. */
  readonly stranger?: true
  readonly headers?: string
  /** To the address of the latest letter that left for this person. */
  readonly answers?: true
  /** All that may come of it. */
  readonly brings: readonly MailDeed[]
}

const stop = 'I withdraw my consent. canary'
const fromMachine = 'Auto-Submitted: auto-replied\r\nPrecedence: bulk\r\n'
const stops: readonly MailDeed[] = ['withdraw-service', 'withdraw-news', 'suppress-service', 'suppress-news']
/** Whoever wrote may be no contact any more, or not yet; then a person looks. */
const asks: readonly MailDeed[] = ['open-access', 'open-erasure', 'ask-person']
/** What comes of a mail whose sender nobody vouches for: also of one that nobody told of. */
export const unsureBrings: readonly MailDeed[] = ['ask-was-this-you', 'open-withdrawal', ...asks]

export const mailKinds = {
  withdrawal: { text: stop, dmarc: 'pass', brings: [...stops, 'open-withdrawal', 'ask-person'] },
  'no more news': {
    text: 'Please stop sending me the newsletter. canary',
    dmarc: 'pass',
    brings: ['withdraw-news', 'suppress-news', 'open-withdrawal', 'ask-person'],
  },
  'forged withdrawal': { text: stop, dmarc: 'fail', brings: unsureBrings },
  'own data': {
    text: 'Please send me a copy of all the information you hold on me. canary',
    dmarc: 'pass',
    brings: asks,
  },
  'forged erasure': {
    text: 'Please delete all the data you hold about me. canary',
    dmarc: 'fail',
    brings: unsureBrings,
  },
  'out of office': {
    text: 'I am away until Monday and will answer then. canary',
    dmarc: 'pass',
    headers: fromMachine,
    brings: [],
  },
  'a machine that withdraws': { text: stop, dmarc: 'pass', headers: fromMachine, brings: ['ask-person'] },
  ordinary: { text: 'Our visit went very well, thank you. canary', dmarc: 'pass', brings: ['forward'] },
  'a stranger': {
    text: stop,
    dmarc: 'pass',
    stranger: true,
    brings: ['suppress-service', 'suppress-news', 'ask-person'],
  },
  'a stranger nobody vouches for': { text: stop, dmarc: 'fail', stranger: true, brings: ['ask-person'] },
  'from another address': {
    text: stop,
    dmarc: 'fail',
    stranger: true,
    answers: true,
    brings: ['withdraw-service', 'withdraw-news', 'open-withdrawal', 'ask-person'],
  },
} as const satisfies Readonly<Record<string, Kind>>
export type MailKind = keyof typeof mailKinds

const shares: readonly (readonly [number, MailKind])[] = [
  [5, 'withdrawal'],
  [2, 'no more news'],
  [3, 'forged withdrawal'],
  [2, 'own data'],
  [2, 'forged erasure'],
  [2, 'out of office'],
  [2, 'a machine that withdraws'],
  [1, 'ordinary'],
  [2, 'a stranger'],
  [1, 'a stranger nobody vouches for'],
  [3, 'from another address'],
]

export function someMail(random: Random): MailKind {
  return random.weighed(shares)
}

/** What one is, whichever it is. */
export function kindOf(kind: MailKind): Kind {
  return mailKinds[kind]
}

/** The mail as it is stored; its number is the sender's own, so that one sent again is known. */
export function writeMail(kind: MailKind, from: string, to: string, number: number): string {
  const { text, headers = '' } = kindOf(kind)
  const head = `From: ${from}\r\nTo: ${to}\r\nSubject: canary writes\r\nMessage-ID: <${number}@canary.example>\r\n`
  return `${head}${headers}\r\n${text}\r\n`
}

/** A mail that came in, as whoever sent it knows it. */
export interface SimulatedMail {
  /** Its stream. */
  readonly stream: string
  readonly kind: MailKind
  readonly from: string
}
