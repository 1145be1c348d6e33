/**
 * What follows from a mail, done: each thing with a natural key, so that whatever broke off is finished by doing it all
 * again. What stops letters is done first.
 */
import * as z from 'zod'
import { addDays, londonDay } from '../../events/kernel/day.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { once } from '../../events/kernel/once.ts'
import { type ConsentPurpose, purposes as everyPurpose, type RequestKind } from '../../events/kernel/words.ts'
import { type Mail, type MailFiling, mailDecider } from '../../events/mail/decide.ts'
import type { MailAsk, MailDeed } from '../../events/mail/events.ts'
import { requestDecider } from '../../events/request/decide.ts'
import type { Files } from '../files/files.ts'
import { act, type Doing, loadStream, type Outcome } from '../log/act.ts'
import { eventIdOf } from '../log/log.ts'
import { inPlaceOf } from './addresses.ts'
import { readKeyOf } from './mail-places.ts'
import { askWasThisYou, openRequestFor, suppressStranger, withdrawFor } from './rights.ts'
import { raiseTask, settleTask } from './tasks.ts'
import { type DeedTools, furtherStep, taskStream } from './tools.ts'
import { openWithdrawal, requestStreamOf } from './withdrawals-by-mail.ts'

export interface MailTools extends DeedTools {
  /** Where mail that came in is kept. */
  readonly mail: Pick<Files, 'get' | 'put'>
}

/** What a person would see of a mail. */
export const seenMail = once(() =>
  z.object({
    from: z.object({ address: z.string(), name: z.string() }).optional(),
    subject: z.string(),
    text: z.string(),
  }),
)
export type SeenMail = z.infer<ReturnType<typeof seenMail>>

/** What a person would see of a mail; undefined when it was not read yet, or is not kept any more. */
export async function seeMail(
  { mail }: { readonly mail: Pick<Files, 'get'> },
  stream: string,
): Promise<SeenMail | undefined> {
  const bytes = await mail.get(readKeyOf(stream))
  return bytes && seenMail().parse(JSON.parse(new TextDecoder().decode(bytes)))
}

/** Keeps what a person would see of a mail. */
export async function keepSeen({ mail }: Pick<MailTools, 'mail'>, stream: string, seen: SeenMail): Promise<void> {
  await mail.put(readKeyOf(stream), JSON.stringify(seen), 'application/json')
}

/** Whom a mail concerns, and what follows from it: as a person filed it, or as it was read. */
function standing({ read, refiled }: Mail): {
  readonly contact: string | undefined
  readonly deeds: readonly MailDeed[]
} {
  return refiled
    ? { contact: refiled.contact, deeds: refiled.deeds }
    : { contact: read?.contact, deeds: read?.deeds ?? [] }
}

interface Acting {
  readonly stream: string
  readonly version: number
  readonly mail: Mail
  readonly filed: MailFiling
  readonly contact: string | undefined
  readonly deeds: readonly MailDeed[]
  /** Somebody is sure of who asks: the provider, or a person who looked. */
  readonly passed: boolean
  readonly doing: Doing
}

/** Does what follows from a mail that was read and not acted upon yet. */
export async function actOnMail(tools: MailTools, stream: string, doing: Doing): Promise<void> {
  const { version, state: mail } = await loadStream(tools.log, mailDecider, stream)
  if (!mail.filed || !mail.read || mail.acted) return
  const isSure = mail.filed.verdict === 'passed' || mail.read.bySign === true
  const passed = mail.refiled !== undefined || isSure
  const acting: Acting = {
    stream,
    version,
    mail,
    filed: mail.filed,
    ...standing(mail),
    passed,
    doing: { ...furtherStep(doing), because: eventIdOf(stream, version, 0) },
  }
  await stopLetters(tools, acting)
  const requests = await openRequests(tools, acting)
  await closeUnasked(tools, acting, requests)
  if (acting.deeds.includes('forward')) await sendOn(tools, acting)
  if (acting.deeds.includes('ask-person')) await askPerson(tools, acting)
  await act(tools, mailDecider, stream, { do: 'note-acted', requests }, acting.doing)
}

function purposesOf(deeds: readonly MailDeed[], verb: 'withdraw' | 'suppress'): ConsentPurpose[] {
  return (['service', 'news'] as const).filter((purpose) => deeds.includes(`${verb}-${purpose}`))
}

async function stopLetters(tools: MailTools, acting: Acting): Promise<void> {
  const { stream, contact, deeds, filed, doing } = acting
  const withdrawn = purposesOf(deeds, 'withdraw')
  if (withdrawn.length > 0 && contact !== undefined)
    await withdrawFor(tools, { contact, purposes: withdrawn, how: 'e-mail', mail: stream }, doing)
  const suppressed = purposesOf(deeds, 'suppress')
  if (suppressed.length > 0)
    await suppressStranger(tools, {
      email: await addressOf(tools, stream),
      purposes: suppressed,
      on: londonDay(filed.received),
    })
  if (deeds.includes('ask-was-this-you') && contact !== undefined)
    await askWasThisYou(tools, { contact, purposes: askedPurposes(acting), mail: stream }, doing)
}

async function addressOf(tools: MailTools, stream: string): Promise<string> {
  const seen = await seeMail(tools, stream)
  if (!seen?.from) throw new Fault('deeds.mail', 'NoSender')
  return seen.from.address
}

/** What the address on file may stop with one click: what the mail asks to stop, or all, where it asks for more or else. */
function askedPurposes({ mail }: Acting): readonly ConsentPurpose[] {
  const asks = mail.read?.asks.map(({ ask }) => ask) ?? []
  const asked = everyPurpose.filter((purpose) => asks.includes(`withdraw-${purpose}`))
  return asked.length === asks.length ? asked : everyPurpose
}

const kinds = ['withdrawal', 'access', 'erasure', 'rectification', 'complaint'] as const satisfies RequestKind[]

/** One request for each thing asked; each names the others of the same mail. */
async function openRequests(tools: MailTools, acting: Acting): Promise<string[]> {
  const asks = kinds.filter((kind) => acting.deeds.includes(`open-${kind}`))
  const requests: string[] = []
  for (const kind of asks) requests.push(await openOne(tools, acting, kind, asks))
  return requests
}

async function openOne(
  tools: MailTools,
  { stream, contact, filed, passed, doing }: Acting,
  kind: RequestKind,
  asks: readonly RequestKind[],
): Promise<string> {
  const asked = { kind, contact, received: londonDay(filed.received), mail: stream, asks }
  return kind === 'withdrawal' && contact !== undefined
    ? openWithdrawal(tools, { ...asked, contact, isDone: passed }, doing)
    : openRequestFor(tools, { ...asked, passed }, doing)
}

/**
 * What the same mail opened as it was filed before, and does not ask for as it is filed now, is closed. What it was first
 * read as may have broken off before it was noted what that had opened: its requests are known by their natural keys.
 */
async function closeUnasked(
  tools: MailTools,
  { stream, mail, filed, doing }: Acting,
  requests: readonly string[],
): Promise<void> {
  if (!mail.refiled) return
  const { contact, deeds = [] } = mail.read ?? {}
  const who = contact === undefined ? stream : await inPlaceOf(tools, contact)
  const read = kinds.filter((kind) => deeds.includes(`open-${kind}`))
  const opened = read.map((kind) => requestStreamOf(who, kind, londonDay(filed.received)))
  for (const request of new Set([...(mail.before ?? []), ...opened]))
    if (!requests.includes(request))
      await act(tools, requestDecider, request, { do: 'note-not-asked', mail: stream }, doing)
}

async function sendOn(tools: MailTools, acting: Acting): Promise<void> {
  if (!tools.world().settings.forwardsOrdinaryMail) return askPerson(tools, acting)
  await act(tools, mailDecider, acting.stream, { do: 'forward-mail' }, acting.doing)
}

/** A person is to read it within this many days. */
const within = 2

function askPerson(tools: DeedTools, { stream, version, mail, contact, doing }: Acting): Promise<void> {
  return raiseMailTask(tools, { stream, version, mail, contact }, doing)
}

/**
 * Asks a person to read a mail, once; of what machines write in somebody's name once a day, or a machine that answers
 * every letter would raise a task for each.
 */
export function raiseMailTask(
  tools: DeedTools,
  { stream, version, mail, contact }: Pick<Acting, 'stream' | 'version' | 'mail' | 'contact'>,
  doing: Doing,
): Promise<void> {
  const { today } = tools.world()
  const raised = {
    about: 'mail-to-read',
    cause: eventIdOf(stream, version, 0),
    mail: stream,
    due: addDays(today, within),
    ...(contact !== undefined && { contact }),
  } as const
  return raiseTask(tools, raised, doing, taskKeyOf(stream, mail, contact))
}

function taskKeyOf(stream: string, { filed, read }: Mail, contact: string | undefined): string {
  const ofMachine = read?.loop === true && contact !== undefined && filed !== undefined
  return ofMachine ? `mail-to-read|${contact}|${londonDay(filed.received)}` : `mail-to-read|${stream}`
}

/** Files a mail anew, as a person reads it, and does what follows; what they were asked to look at is done with. */
export async function refileMail(
  tools: MailTools,
  stream: string,
  refiled: Omit<NonNullable<Mail['refiled']>, 'deeds'>,
  doing: Doing,
): Promise<Outcome<Mail>> {
  const { state } = await loadStream(tools.log, mailDecider, stream)
  const contact = refiled.contact ?? standing(state).contact
  const filedAnew = { ...refiled, ...(contact !== undefined && { contact }) }
  const outcome = await act(tools, mailDecider, stream, { do: 'refile-mail', refiled: filedAnew }, doing)
  if ('refused' in outcome) return outcome
  await actOnMail(tools, stream, furtherStep(doing))
  await settleMailTask(tools, stream, outcome.state, furtherStep(doing))
  return outcome
}

/** What a person was asked to read is settled: it was filed anew, or went on to the office. */
export async function settleMailTask(tools: DeedTools, stream: string, mail: Mail, doing: Doing): Promise<void> {
  const { contact } = standing({ ...mail, refiled: undefined })
  await settleTask(tools, taskStream(taskKeyOf(stream, mail, contact)), 'mail-settled', doing)
}

/** What a person read in a mail, in the rule's words: a withdrawal is of both consents. */
export function asksOf(refiled: readonly (MailAsk | 'withdrawal')[]): MailAsk[] {
  return [...new Set(refiled.flatMap((ask) => (ask === 'withdrawal' ? bothWithdrawn : [ask])))]
}

const bothWithdrawn: readonly MailAsk[] = ['withdraw-service', 'withdraw-news']
