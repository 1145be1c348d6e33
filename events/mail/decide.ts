/** A mail is filed before it is opened, read once, acted upon once; a person may file it anew or have it handed on. */
import { type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { MailDeed, MailFact } from './events.ts'
import { judgeMail, type Weighed } from './judge.ts'

export type MailFiling = Extract<MailFact, { type: 'MailFiled' }>['data']
export type MailReading = Extract<MailFact, { type: 'MailRead' }>['data']
export type MailRefiling = Extract<MailFact, { type: 'MailRefiled' }>['data']

export interface Mail {
  /** The mail this stream knows by a name of its own (its number and words); no mail itself. */
  readonly known?: string
  readonly filed?: MailFiling
  readonly read?: MailReading
  readonly refiled?: MailRefiling
  /** The requests it opened; missing until all that follows from it was done. */
  readonly acted?: readonly string[]
  /** The requests it opened as it was filed before. */
  readonly before?: readonly string[]
  readonly forward?: 'asked' | 'done' | 'not'
}

/** What was read, without what follows from it: that is the rule's to say. */
export type MailAsRead = Omit<MailReading, 'deeds'>

export type MailCommand =
  | { readonly do: 'file-mail'; readonly filed: MailFiling }
  | { readonly do: 'know-mail'; readonly mail: string }
  | { readonly do: 'read-mail'; readonly read: MailAsRead }
  | { readonly do: 'note-acted'; readonly requests: readonly string[] }
  | { readonly do: 'refile-mail'; readonly refiled: Omit<MailRefiling, 'deeds'> }
  | { readonly do: 'forward-mail' }
  | { readonly do: 'note-forwarded'; readonly provider?: string | undefined }
  | {
      readonly do: 'note-not-forwarded'
      readonly why: Extract<MailFact, { type: 'MailNotForwarded' }>['data']['why']
    }

export const mailDecider: Decider<MailCommand, Mail, MailFact> = {
  shape: 2,
  initial: {},
  decide: decideMail,
  evolve: evolveMail,
  wakeAt: () => undefined,
}

function decideMail(command: MailCommand, mail: Mail): Decision<MailFact> {
  switch (command.do) {
    case 'know-mail':
      return mail.known === undefined ? [{ type: 'MailNumbered', data: { mail: command.mail } }] : []
    case 'file-mail':
      return mail.filed ? [] : [{ type: 'MailFiled', data: command.filed }]
    case 'read-mail':
      return read(command.read, mail)
    case 'note-acted':
      return mail.read && !mail.acted ? [{ type: 'MailActedUpon', data: { requests: [...command.requests] } }] : []
    case 'refile-mail':
      return refile(command.refiled, mail)
    default:
      return passOn(command, mail)
  }
}

function read(asRead: MailAsRead, { filed, read: known }: Mail): Decision<MailFact> {
  if (!filed) return refuse('mail-not-known', 'There is no such mail.')
  if (known) return []
  const deeds = asRead.copyOf === undefined ? judgeMail(weigh(filed, asRead)) : []
  return [{ type: 'MailRead', data: { ...asRead, deeds: [...deeds] } }]
}

/** A mail as the rule weighs it. */
export function weigh(filed: MailFiling, asRead: MailAsRead): Weighed {
  const { sender, bySign, loop, asks, forAnother, unsure } = asRead
  return {
    sender,
    passed: filed.verdict === 'passed',
    bySign: bySign === true,
    harmful: isHarmful(filed),
    loop: loop === true,
    asks: asks.map(({ ask }) => ask),
    forAnother: forAnother === true,
    unsure: unsure === true,
  }
}

/** Whether the provider warns of it. */
export function isHarmful({ spam, virus }: Pick<MailFiling, 'spam' | 'virus'>): boolean {
  return spam === 'fail' || virus === 'fail'
}

function refile(refiled: Omit<MailRefiling, 'deeds'>, mail: Mail): Decision<MailFact> {
  const { asks, contact } = refiled
  if (!mail.filed || !mail.read) return notYet
  if (mail.refiled?.asks.join() === asks.join() && mail.refiled.contact === contact) return []
  if (asks.length > 0 && contact === undefined && mail.read.sender !== 'stranger')
    return refuse(
      'mail-has-no-contact',
      'Nobody we hold wrote this mail. Say which contact it concerns, or file it as asking for nothing.',
    )
  // A person has looked: what they say it asks is done, by the same rule and without doubt of who asks.
  const judged = judgeMail({
    sender: contact === undefined ? 'stranger' : 'contact',
    passed: true,
    bySign: false,
    harmful: false,
    loop: false,
    asks,
    forAnother: false,
    unsure: false,
  })
  const deeds: MailDeed[] = judged.filter((deed) => deed !== 'ask-person' && deed !== 'forward')
  return [{ type: 'MailRefiled', data: { ...refiled, deeds } }]
}

const notYet = refuse('mail-not-read', 'This mail has not been read yet. Try again in a quarter of an hour.')

type Passing = Extract<MailCommand, { do: 'forward-mail' | 'note-forwarded' | 'note-not-forwarded' }>

function passOn(command: Passing, { filed, forward }: Mail): Decision<MailFact> {
  if (!filed) return refuse('mail-not-known', 'There is no such mail.')
  if (command.do === 'forward-mail') {
    if (filed.virus === 'fail')
      return refuse('mail-carries-virus', 'The mail provider found a virus in this mail: it is not sent on.')
    return forward === 'asked' || forward === 'done' ? [] : [{ type: 'MailForwardAsked', data: {} }]
  }
  if (forward !== 'asked') return []
  return command.do === 'note-forwarded'
    ? [{ type: 'MailForwarded', data: { ...(command.provider !== undefined && { provider: command.provider }) } }]
    : [{ type: 'MailNotForwarded', data: { why: command.why } }]
}

function evolveMail(mail: Mail, fact: MailFact): Mail {
  switch (fact.type) {
    case 'MailNumbered':
      return { ...mail, known: fact.data.mail }
    case 'MailFiled':
      return { ...mail, filed: fact.data }
    case 'MailRead':
      return { ...mail, read: fact.data }
    case 'MailActedUpon':
      return { ...mail, acted: fact.data.requests }
    case 'MailRefiled':
      return anew(mail, fact.data)
    case 'MailForwardAsked':
      return { ...mail, forward: 'asked' }
    case 'MailForwarded':
      return { ...mail, forward: 'done' }
    case 'MailNotForwarded':
      return { ...mail, forward: 'not' }
  }
}

/** What follows from a mail filed anew is still to be done. */
function anew({ acted = [], ...mail }: Mail, refiled: MailRefiling): Mail {
  return { ...mail, refiled, before: [...new Set([...(mail.before ?? []), ...acted])] }
}
