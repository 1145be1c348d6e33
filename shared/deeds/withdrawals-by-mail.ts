/**
 * A withdrawal that came by mail is put on file as a request like any other, under the same natural key. One that was done
 * is answered with it: its confirmation is the answer. One that nobody vouches for waits until the address on file says
 * whether it was them.
 */
import { type Day, londonDay } from '../../events/kernel/day.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { several } from '../../events/kernel/several.ts'
import type { RequestKind } from '../../events/kernel/words.ts'
import { mailDecider } from '../../events/mail/decide.ts'
import { requestDecider } from '../../events/request/decide.ts'
import { act, type Doing, loadStream } from '../log/act.ts'
import { inPlaceOf, waitsUntil } from './addresses.ts'
import { type DeedTools, isRefused } from './tools.ts'
import { uuid5 } from './uuid5.ts'

interface ByMail {
  readonly contact: string
  readonly received: Day
  readonly mail: string
  /** What else the same mail asks for. */
  readonly asks: readonly RequestKind[]
  /** It acted at once: nothing is left to do. */
  readonly isDone: boolean
}

/** The stream of a request by its natural key: who asks for what since when. */
export function requestStreamOf(who: string, kind: RequestKind, received: Day): string {
  return `request#${uuid5(`request|${who}|${kind}|${received}`)}`
}

/** Puts it on file; answers its stream. */
export async function openWithdrawal(tools: DeedTools, wanted: ByMail, doing: Doing): Promise<string> {
  const { received, mail, asks, isDone } = wanted
  const contact = await inPlaceOf(tools, wanted.contact)
  const stream = requestStreamOf(contact, 'withdrawal', received)
  const others = asks.filter((one) => one !== 'withdrawal')
  const given = { kind: 'withdrawal', contact, received, mail, asks: others } as const
  const open = { do: 'open-request', ...given, waiting: !isDone, askProof: false } as const
  const commands = isDone ? [open, { do: 'decide-request', outcome: 'answered' } as const] : [open]
  const opened = await act(tools, several(requestDecider), stream, commands, doing)
  // One that was decided otherwise on the same day stays so.
  if (isRefused(opened) && opened.refused !== 'request-already-decided')
    throw new Fault('withdrawals', `Refused ${opened.refused}`)
  return stream
}

/** What waits for the answer to a question is decided by it: the withdrawals of the mails that were asked about. */
export async function decideQuestioned(
  tools: DeedTools,
  {
    contact,
    mails,
    answer,
  }: { readonly contact: string; readonly mails: readonly string[]; readonly answer: 'withdraw' | 'keep' },
  doing: Doing,
): Promise<void> {
  for (const mail of mails) {
    const { filed } = (await loadStream(tools.log, mailDecider, mail)).state
    const stream = filed && requestStreamOf(contact, 'withdrawal', londonDay(filed.received))
    if (stream !== undefined) await decideWaiting(tools, stream, answer, doing)
  }
}

async function decideWaiting(
  tools: DeedTools,
  stream: string,
  answer: 'withdraw' | 'keep',
  doing: Doing,
): Promise<void> {
  const { state } = await loadStream(tools.log, requestDecider, stream)
  if (state.state !== 'waiting') return
  const reason = answer === 'keep' ? await tools.vault.putNote(notTheirs, stream, waitsUntil(tools)) : undefined
  const outcome = answer === 'withdraw' ? 'answered' : 'refused'
  await act(tools, requestDecider, stream, { do: 'decide-request', outcome, reason }, doing)
}

const notTheirs = 'The person at the address on file says that the mail was not theirs.'
