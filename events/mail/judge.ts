/**
 * What follows from a mail, by harm and reversibility (DOMAIN C5, C6). Who is asking and how sure that is decide what is
 * done at once, what the address on file is asked about first, and what a person decides. Nothing the mail says of itself
 * counts as proof.
 */
import type { MailAsk, MailDeed, MailSender } from './events.ts'

/** A mail as it is weighed. */
export interface Weighed {
  readonly sender: MailSender
  /** The provider vouches for the sender's domain (DMARC). */
  readonly passed: boolean
  /** It was sent to the address of one letter to one contact, which nobody else was given: so it is theirs. */
  readonly bySign: boolean
  /** The provider calls it spam, or found a virus. */
  readonly harmful: boolean
  /** A machine wrote it, or a machine would answer it. */
  readonly loop: boolean
  readonly asks: readonly MailAsk[]
  /** Somebody writes for somebody else. */
  readonly forAnother: boolean
  /** Nothing is certain: what it asks is only what it may be about. */
  readonly unsure: boolean
}

/** What is done, each thing once; nothing for what is only filed. */
export function judgeMail(mail: Weighed): readonly MailDeed[] {
  if (mail.harmful) return []
  if (mail.loop || mail.sender === 'own') return ofMachine(mail)
  // What somebody asks in another's name is not theirs to ask, and what cannot be answered to is nobody's.
  if (mail.unsure || mail.forAnother || isNobodys(mail)) return ['ask-person']
  if (mail.asks.length === 0) return ['forward']
  return inOrder(mail.asks.flatMap((ask) => wishOf(ask, mail)))
}

function isNobodys({ sender, bySign }: Weighed): boolean {
  return sender === 'nobody' && !bySign
}

function wishOf(ask: MailAsk, mail: Weighed): readonly MailDeed[] {
  const { sender, bySign } = mail
  if (!bySign) return sender === 'contact' ? ofContact(ask, mail) : ofStranger(ask, mail)
  // From an address we do not hold: that one wants no mail either, where it is certain that it wrote.
  const ofAddress = sender === 'stranger' ? ofStranger(ask, mail).filter((deed) => stops.has(deed)) : []
  return [...ofContact(ask, mail), ...ofAddress]
}

const stops: ReadonlySet<MailDeed> = new Set(['suppress-service', 'suppress-news'])

/** Never answered and never sent on; but one that reads as a wish of somebody we hold is not passed over either. */
function ofMachine({ sender, bySign, asks, loop }: Weighed): readonly MailDeed[] {
  const mayBeAWish = asks.length > 0 && (sender === 'contact' || bySign || (sender === 'own' && !loop))
  return mayBeAWish ? ['ask-person'] : []
}

function ofContact(ask: MailAsk, { passed, bySign }: Weighed): readonly MailDeed[] {
  if (ask === 'successor') return ['ask-person']
  const opened = opens[ask]
  if (!passed && !bySign) return ['ask-was-this-you', opened]
  return ask === 'withdraw-service' || ask === 'withdraw-news' ? [ask, opened] : [opened]
}

/** Of an address nobody has, only its own owner can be the one who wants no mail. */
function ofStranger(ask: MailAsk, { passed }: Weighed): readonly MailDeed[] {
  if (ask === 'withdraw-service') return [passed ? 'suppress-service' : 'ask-person']
  if (ask === 'withdraw-news') return [passed ? 'suppress-news' : 'ask-person']
  return ask === 'successor' ? ['ask-person'] : [opens[ask], 'ask-person']
}

const opens = {
  'withdraw-service': 'open-withdrawal',
  'withdraw-news': 'open-withdrawal',
  access: 'open-access',
  erasure: 'open-erasure',
  rectification: 'open-rectification',
  complaint: 'open-complaint',
} as const satisfies Partial<Record<MailAsk, MailDeed>>

/** What stops letters comes first: it is done before anything else can break off. */
const order: readonly MailDeed[] = [
  'withdraw-service',
  'withdraw-news',
  'suppress-service',
  'suppress-news',
  'ask-was-this-you',
]

function inOrder(deeds: readonly MailDeed[]): MailDeed[] {
  const given = [...new Set(deeds)]
  return [...order.filter((deed) => given.includes(deed)), ...given.filter((deed) => !order.includes(deed))]
}
