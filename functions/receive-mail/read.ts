/**
 * Reads a filed mail: who writes, what for, and whether it came before. What a person would see of it is kept beside the
 * mail, the sentence that decided in the vault; the log holds neither.
 */
import { createHash } from 'node:crypto'
import { contactDecider } from '../../events/contact/decide.ts'
import { addMinutes, londonDay } from '../../events/kernel/day.ts'
import { type Mail, type MailAsRead, mailDecider } from '../../events/mail/decide.ts'
import type { MailSender } from '../../events/mail/events.ts'
import { type Reading, readWish } from '../../events/request/reading.ts'
import { whoseAddress } from '../../shared/deeds/addresses.ts'
import { letterAnswered } from '../../shared/deeds/letter-answered.ts'
import { keepSeen } from '../../shared/deeds/mail.ts'
import { vaultWaits } from '../../shared/deeds/tools.ts'
import { letterheadNow } from '../../shared/deeds/wording.ts'
import { act, type Doing, loadStream } from '../../shared/log/act.ts'
import { type OpenedMail, openMail } from '../../shared/mail/open.ts'
import type { ReceiveTools } from './tools.ts'

/** Reads a mail that is filed and not read yet. */
export async function readMail(
  tools: ReceiveTools,
  stream: string,
  cannotBeOpened: boolean,
  doing: Doing,
): Promise<void> {
  const { state } = await loadStream(tools.log, mailDecider, stream)
  if (!state.filed || state.read) return
  const bytes = cannotBeOpened ? undefined : await tools.mail.get(state.filed.kept)
  const read = bytes ? await readBytes(tools, stream, state, bytes) : unread(cannotBeOpened)
  await act(tools, mailDecider, stream, { do: 'read-mail', read }, doing)
}

/** Of what cannot be read nobody can say what it asks. */
function unread(cannotBeOpened: boolean): MailAsRead {
  const broken = [cannotBeOpened ? 'cannot-be-opened' : 'not-kept']
  return { sender: 'nobody', asks: [], unsure: true, language: 'other', broken, attachments: 0 }
}

async function readBytes(tools: ReceiveTools, stream: string, mail: Mail, bytes: Uint8Array): Promise<MailAsRead> {
  const opened = await openMail(bytes)
  const { from, subject, text } = opened
  await keepSeen(tools, stream, { from, subject, text })
  const who = await whoWrites(tools, opened)
  const { loop, broken, attachments } = opened
  const common = { ...who, ...(loop && { loop: true as const }), broken: [...broken], attachments }
  const copyOf = await knownBefore(tools, stream, { mail, opened, bytes, bySign: who.bySign === true })
  if (copyOf !== undefined) return { ...common, copyOf, asks: [], language: 'other' }
  const wish = readWish({ subject, text, from })
  return { ...common, ...(await kept(tools, stream, wish)) }
}

async function kept(tools: ReceiveTools, stream: string, { asks, forAnother, unsure, language }: Reading) {
  const until = addMinutes(tools.world().now, vaultWaits)
  const notes: MailAsRead['asks'] = []
  for (const { ask, sentence } of asks)
    notes.push({ ask, sentence: await tools.vault.putNote(sentence.slice(0, longestSentence), stream, until) })
  return {
    asks: notes,
    ...(forAnother && { forAnother: true as const }),
    ...(unsure && { unsure: true as const }),
    language,
  }
}

/** A sentence longer than this is read in the mail itself. */
const longestSentence = 1000

type Writer = Pick<MailAsRead, 'sender' | 'contact' | 'answers' | 'bySign'>

/**
 * Whose mail it is: theirs whose address it says it is from, and of an address nobody has theirs whose letter it answers.
 * Where the two differ, the address stands: somebody who was handed on another's letter speaks for themselves.
 */
async function whoWrites(tools: ReceiveTools, opened: OpenedMail): Promise<Writer> {
  const said = await whoSays(tools, opened)
  const answered = said.sender === 'own' ? undefined : await letterAnswered(tools, opened.toTokens)
  if (!answered) return said
  const { letter: answers, contact = '' } = answered
  const isTheirs = contact !== '' && (said.contact ?? contact) === contact
  return isTheirs ? { ...said, contact, answers, bySign: true } : { ...said, answers }
}

async function whoSays(
  tools: ReceiveTools,
  { from }: OpenedMail,
): Promise<{ readonly sender: MailSender; readonly contact?: string }> {
  if (!from) return { sender: 'nobody' }
  if (await isOurs(tools, from.address)) return { sender: 'own' }
  const contact = await whoseAddress(tools, from.address)
  return contact === undefined ? { sender: 'stranger' } : { sender: 'contact', contact }
}

/** Mail of the system's own domain, or of the mailbox its letters name: one day somebody's rule sends ours back to us. */
async function isOurs(tools: ReceiveTools, address: string): Promise<boolean> {
  const folded = address.trim().toLowerCase()
  const domain = folded.slice(folded.lastIndexOf('@') + 1)
  if (tools.ownDomains.includes(domain)) return true
  return folded === (await letterheadNow(tools)).replyTo.toLowerCase()
}

interface Came {
  readonly mail: Mail
  readonly opened: OpenedMail
  readonly bytes: Uint8Array
  readonly bySign: boolean
}

/**
 * The mail this one is a copy of, if any. A mail is known by its Message-ID and its words; one without the first by its
 * bytes and the day. A mail that is vouched for, by the provider or its sign, is never a copy of one that is not, or whoever
 * forged the first would silence the second.
 */
async function knownBefore(
  tools: ReceiveTools,
  stream: string,
  { mail: { filed }, opened: { from, messageId, subject, text }, bytes, bySign }: Came,
): Promise<string | undefined> {
  const number = messageId ?? [digest(bytes), londonDay(filed?.received ?? tools.world().now)]
  const vouchedFor = bySign ? ['by-sign'] : []
  const name = digest(
    JSON.stringify([filed?.verdict, from?.address.toLowerCase(), number, subject, text, ...vouchedFor]),
  )
  const doing: Doing = { by: 'system', because: 'mail', trace: tools.newId() }
  const known = await act(tools, mailDecider, `mail#k-${name}`, { do: 'know-mail', mail: stream }, doing)
  const first = 'refused' in known ? undefined : known.state.known
  if (first === undefined || first === stream) return undefined
  // What a sign alone vouches for may be sent again by whoever saw that mail once.
  const isSignAlone = bySign && filed?.verdict !== 'passed'
  return !isSignAlone && (await isAskedAnew(tools, first)) ? undefined : first
}

function digest(of: string | Uint8Array): string {
  return createHash('sha256').update(of).digest('hex').slice(0, 32)
}

/**
 * Somebody who withdrew by the first mail and has consented again since means it again; whatever brings the same mail a
 * second time, to write to them goes on being wrong.
 */
async function isAskedAnew(tools: ReceiveTools, first: string): Promise<boolean> {
  const { state } = await loadStream(tools.log, mailDecider, first)
  const { contact, deeds = [] } = state.read ?? {}
  if (!state.acted || contact === undefined) return false
  const { state: now } = await loadStream(tools.log, contactDecider, contact)
  return (['service', 'news'] as const).some(
    (purpose) => deeds.includes(`withdraw-${purpose}`) && now.consents[purpose]?.state === 'given',
  )
}
