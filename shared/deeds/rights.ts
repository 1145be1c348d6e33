/**
 * What is done with a person's wish about their own data (DOMAIN C4, C5), whichever way it came. Each may be done again:
 * it meets what it did before, and finishes what broke off. Letters and tasks follow from the facts.
 */
import { type ContactCommand, contactDecider } from '../../events/contact/decide.ts'
import type { Contact } from '../../events/contact/state.ts'
import type { Day } from '../../events/kernel/day.ts'
import type { Refusal } from '../../events/kernel/decider.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { type ConsentPurpose, purposes as everyPurpose, type RequestKind } from '../../events/kernel/words.ts'
import { requestDecider } from '../../events/request/decide.ts'
import type { PersonsRequest } from '../../events/request/state.ts'
import { act, type Doing, loadStream, type Outcome } from '../log/act.ts'
import type { Suppression } from '../vault/vault.ts'
import { isGone } from './addressee.ts'
import { inPlaceOf } from './addresses.ts'
import { tellSuppression } from './agree.ts'
import { personOf } from './people.ts'
import { type DeedTools, freshId, furtherStep, isRefused } from './tools.ts'
import { uuid5 } from './uuid5.ts'
import { decideQuestioned, requestStreamOf } from './withdrawals-by-mail.ts'

export interface Withdrawal {
  /** `contact#…` */
  readonly contact: string
  readonly purposes: readonly ConsentPurpose[]
  readonly how: 'e-mail' | 'one-click' | 'preference-page'
  /** The mail that asked for it (`mail#…`): told again of it, nothing is done twice. */
  readonly mail?: string | undefined
}

/**
 * Withdraws at once: the suppression list first, the contact second. It is confirmed to the address on file, once, with a
 * link that undoes it. Of a contact that is no longer kept, or gave its mailbox to a successor, there is nothing left to
 * withdraw.
 */
export async function withdrawFor(
  tools: DeedTools,
  { contact, purposes, how, mail }: Withdrawal,
  doing: Doing,
): Promise<void> {
  const who = await ownEntry(tools, contact)
  // The mailbox is a successor's by now: what they agreed to is not this person's to withdraw.
  if (who === undefined) return
  const withdrawal = mail === undefined ? freshId(tools, 'w') : `w-${uuid5(`withdrawal|${mail}|${who}`)}`
  orGone(await withdrawAtOnce(tools, who, { purposes, how, withdrawal }, doing))
}

interface AtOnce {
  readonly purposes: readonly ConsentPurpose[]
  readonly how: Withdrawal['how'] | 'staff'
  readonly withdrawal?: string
}

/** The same for a contact itself (`contact#…`), with what came of it; a refusal leaves everything as it was. */
export async function withdrawAtOnce(
  tools: DeedTools,
  who: string,
  { purposes, how, withdrawal = freshId(tools, 'w') }: AtOnce,
  doing: Doing,
): Promise<Outcome<Contact>> {
  const person = await personOf(tools, who)
  const stood: Suppression = person ? await tools.vault.suppressionOf(person.email) : {}
  const on = tools.world().today
  const command: ContactCommand = { do: 'withdraw-at-once', purposes, how, on, withdrawal, stood }
  const refused = await whyNot(tools, who, command)
  if (refused) return refused
  if (person) for (const purpose of purposes) await tools.vault.suppress(person.email, purpose, on)
  const outcome = await act(tools, contactDecider, who, command, doing)
  if (person && !isRefused(outcome))
    for (const purpose of purposes) await tellSuppression(tools, who, person.email, purpose)
  return outcome
}

/** Looked at before anything is written down: nobody is put on a list for a command that is refused. */
async function whyNot(tools: DeedTools, who: string, command: ContactCommand): Promise<Refusal | undefined> {
  const { state } = await loadStream(tools.log, contactDecider, who)
  const decision = contactDecider.decide(command, state, tools.world())
  return 'refused' in decision ? decision : undefined
}

export interface ByLink {
  readonly contact: string
  readonly purpose: ConsentPurpose
  /** The mark of the address the letter went to; letters of long ago have none. */
  readonly sentTo?: string | undefined
}

/**
 * Withdraws by the link of a letter, however old: for the person it was written to, where they are kept now, and for the
 * address it went to, where that is nobody else's. `no-longer-theirs`: the mailbox is a successor's; nothing is changed.
 */
export async function stopByLink(
  tools: DeedTools,
  { contact, purpose, sentTo }: ByLink,
  doing: Doing,
): Promise<'stopped' | 'no-longer-theirs'> {
  const own = await ownEntry(tools, contact)
  const holder = sentTo === undefined ? own : await tools.vault.holderOfMark(sentTo)
  if (sentTo !== undefined && holder === undefined) await tools.vault.suppressMark(sentTo, purpose, tools.world().today)
  if (own === undefined) return 'no-longer-theirs'
  await withdrawFor(tools, { contact: own, purposes: [purpose], how: 'one-click' }, doing)
  return 'stopped'
}

/** Reasons for which there is nothing left to do for a person. */
const gone: ReadonlySet<string> = new Set(['contact-erased', 'contact-forgotten', 'contact-not-known'])

/** Of a person who is no longer kept nothing is done; any other refusal is a fault of whoever asked. */
function orGone(outcome: Outcome<Contact>): void {
  if (isRefused(outcome) && !gone.has(outcome.refused)) throw new Fault('rights', `Refused ${outcome.refused}`)
}

/** An address that is no contact's asks for no letters: it goes on the suppression list, and an import finds it there. */
export async function suppressStranger(
  tools: DeedTools,
  { email, purposes, on }: { readonly email: string; readonly purposes: readonly ConsentPurpose[]; readonly on: Day },
): Promise<void> {
  for (const purpose of purposes) await tools.vault.suppress(email, purpose, on)
}

/**
 * Undoes a withdrawal by the link in its confirmation: what it took is given again, and the address leaves the
 * suppression list where the withdrawal had put it there. `over`: it was undone already, or a later word stands.
 */
export async function undoWithdrawal(
  tools: DeedTools,
  { contact, withdrawal }: { readonly contact: string; readonly withdrawal: string },
  doing: Doing,
): Promise<'undone' | 'over'> {
  const outcome = await act(tools, contactDecider, contact, { do: 'undo-withdrawal', withdrawal }, doing)
  const { undone } = (await loadStream(tools.log, contactDecider, contact)).state
  // Also where it was undone before: what broke off after the fact is finished.
  if (undone?.id === withdrawal) await liftSuppression(tools, contact, undone.lifted)
  return isRefused(outcome) ? 'over' : 'undone'
}

async function liftSuppression(tools: DeedTools, who: string, purposes: readonly ConsentPurpose[]): Promise<void> {
  const person = await personOf(tools, who)
  if (!person) return
  for (const purpose of purposes) {
    const { state } = await loadStream(tools.log, contactDecider, who)
    if (state.consents[purpose] === undefined) await tools.vault.unsuppress(person.email, purpose)
    // Whoever withdrew meanwhile is put back: the list says what the contact's own stream says.
    await tellSuppression(tools, who, person.email, purpose)
  }
}

/**
 * A mail whose sender is not sure asks to stop: the address on file is asked whether it was them, at most once a day;
 * letters to them pause until they say, for a few working days at most; a person looks at it.
 */
export async function askWasThisYou(
  tools: DeedTools,
  { contact, purposes, mail }: Pick<Withdrawal, 'contact' | 'purposes'> & { readonly mail: string },
  doing: Doing,
): Promise<void> {
  const who = await inPlaceOf(tools, contact)
  const question = `q-${uuid5(`was-this-you|${mail}|${who}`)}`
  orGone(await act(tools, contactDecider, who, { do: 'ask-was-this-you', question, purposes, mail }, doing))
}

export interface Answer {
  readonly contact: string
  readonly question: string
  readonly purposes: readonly ConsentPurpose[]
  readonly answer: 'withdraw' | 'keep'
}

/** The address on file says whether it was them. That it was always acts; `over`: the question was closed already. */
export async function answerWasThisYou(
  tools: DeedTools,
  { contact, question, purposes, answer }: Answer,
  doing: Doing,
): Promise<'answered' | 'over'> {
  const own = answer === 'withdraw' && (await ownEntry(tools, contact))
  if (own) orGone(await withdrawAtOnce(tools, own, { purposes, how: 'e-mail', withdrawal: question }, doing))
  const { question: asked } = (await loadStream(tools.log, contactDecider, contact)).state
  const command: ContactCommand = { do: 'answer-was-this-you', question, answer }
  const outcome = await act(tools, contactDecider, contact, command, furtherStep(doing))
  if (!isRefused(outcome) && asked?.id === question)
    await decideQuestioned(tools, { contact, mails: asked.mails, answer }, furtherStep(doing))
  return isRefused(outcome) ? 'over' : 'answered'
}

export interface RequestFor {
  readonly kind: RequestKind
  readonly contact?: string | undefined
  readonly received: Day
  readonly mail?: string | undefined
  /** Whether the mail's sender is sure (C5); one that is not waits to be confirmed. */
  readonly passed: boolean
  /** What else the same mail asks for. */
  readonly asks?: readonly RequestKind[] | undefined
}

/** These never act on one mail: identity is proved by a link that goes to the address on file (C5). */
const needProof: ReadonlySet<RequestKind> = new Set(['access', 'erasure', 'rectification'])

/**
 * Opens a case with its statutory day, and answers its stream (`request#…`). The address on file gets a link to confirm
 * that it is them, or word that it came in; whoever is no contact gets neither.
 */
export async function openRequestFor(tools: DeedTools, wanted: RequestFor, doing: Doing): Promise<string> {
  const { kind, received, mail, passed, asks } = wanted
  // A successor at the mailbox is somebody else: nobody's data is asked for by another's word.
  const contact = wanted.contact && ((await ownEntry(tools, wanted.contact)) ?? wanted.contact)
  const askProof = contact !== undefined && (needProof.has(kind) || !passed)
  const given = { kind, contact, received, mail, asks: asks?.filter((one) => one !== kind) }
  const opened = await openRequest(tools, { ...given, waiting: !passed, askProof }, doing)
  if (isRefused(opened)) throw new Fault('rights', `Refused ${opened.refused}`)
  return opened.stream
}

type Opened = Omit<Parameters<typeof requestDecider.decide>[0] & { readonly do: 'open-request' }, 'do'>

/** Opens a case as it is given. The same person asking the same on the same day is the same case. */
export function openRequest(
  tools: DeedTools,
  given: Opened,
  doing: Doing,
  /** Who asks, where neither a contact nor a mail says it. */
  who = given.contact ?? given.mail ?? tools.newId(),
): Promise<Outcome<PersonsRequest>> {
  const stream = requestStreamOf(who, given.kind, given.received)
  return act(tools, requestDecider, stream, { do: 'open-request', ...given }, doing)
}

/** The link that went to the address on file was followed. `over`: it was before, or the case is closed. */
export async function proveRequest(tools: DeedTools, request: string, doing: Doing): Promise<'proved' | 'over'> {
  const outcome = await act(tools, requestDecider, request, { do: 'note-proof' }, doing)
  return isRefused(outcome) || outcome.events.length === 0 ? 'over' : 'proved'
}

/** The contact whose request it is; undefined for a stranger's, and for none. */
export async function whoAsks(tools: DeedTools, request: string): Promise<string | undefined> {
  return (await loadStream(tools.log, requestDecider, request)).state.contact
}

/** What is held of a person's consents, for themselves. */
export interface Held {
  readonly consents: readonly {
    readonly purpose: ConsentPurpose
    readonly consent: Contact['consents'][ConsentPurpose]
  }[]
  /** The mailbox is an office's, which needs no consent for letters about the award. */
  readonly isOffice: boolean
}

/** Undefined where nobody is kept under it any more. */
export async function consentsHeld(tools: DeedTools, contact: string): Promise<Held | undefined> {
  const { state } = await loadStream(tools.log, contactDecider, contact)
  if (!state.known || state.passedOn || isGone(state) || !(await personOf(tools, contact))) return undefined
  const consents = everyPurpose.map((purpose) => ({ purpose, consent: state.consents[purpose] }))
  return { consents, isOffice: state.schools.some(({ role }) => role === 'office') }
}

/**
 * The entry in which a person is kept now, where theirs was merged into another one of them. A successor at the mailbox is
 * somebody else, who is shown to nobody but themselves: undefined.
 */
export async function ownEntry(tools: DeedTools, contact: string): Promise<string | undefined> {
  let own = contact
  for (let steps = 0; steps < mostMerges; steps++) {
    const { passedOn } = (await loadStream(tools.log, contactDecider, own)).state
    if (!passedOn) return own
    if (passedOn.because !== 'merged') return undefined
    own = passedOn.to
  }
  throw new Fault('rights', 'GoesInCircles')
}

/**
 * The same, where the address a letter went to still finds them: what its links show, give and prove is for nobody else who
 * may read that mailbox by now (C4, C5). Letters of long ago do not say where they went.
 */
export async function stillTheirs(
  tools: DeedTools,
  contact: string,
  sentTo: string | undefined,
): Promise<string | undefined> {
  const own = await ownEntry(tools, contact)
  if (own === undefined || sentTo === undefined) return own
  return (await tools.vault.holderOfMark(sentTo)) === own ? own : undefined
}

/** Entries of one person merged one after the other: more than anybody does. */
const mostMerges = 20
