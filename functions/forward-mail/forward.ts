/**
 * Sends a mail on to the office, untouched. Sent twice it is read twice, which hurts nobody; so it is noted as sent only
 * when the provider has taken it. What cannot be sent on waits as a task: nothing is dropped.
 */
import { Fault } from '../../events/kernel/fault.ts'
import { type MailCommand, mailDecider } from '../../events/mail/decide.ts'
import { settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { type MailTools, raiseMailTask, seeMail, settleMailTask } from '../../shared/deeds/mail.ts'
import { letterheadNow } from '../../shared/deeds/wording.ts'
import { act, type Doing, loadStream } from '../../shared/log/act.ts'
import { wrapMail } from '../../shared/post/forward.ts'
import type { MailPost } from '../../shared/post/post.ts'

export interface ForwardTools extends MailTools {
  readonly post: MailPost
  /** The address letters come from. */
  readonly sender: string
  /** The domain whose mail comes in here: what is sent there would come back. */
  readonly inboundDomain: string | undefined
}

/** As much as the provider takes when it is written out for its way: 40 MB. */
const mostBytes = 28 * 1024 * 1024

/** Follows `MailForwardAsked`; others change nothing. Throws a Fault when the provider does not take it now. */
export async function forwardMail(tools: ForwardTools, event: Published): Promise<void> {
  const { stream } = event
  const { state } = await loadStream(tools.log, mailDecider, stream)
  if (event.type !== 'MailForwardAsked' || state.forward !== 'asked' || !state.filed) return
  const doing: Doing = { by: 'system', because: event.id, trace: event.trace }
  const outcome = await send(tools, stream, state.filed.kept)
  const noted = await act(tools, mailDecider, stream, outcome, doing)
  if ('refused' in noted) return
  if (outcome.do === 'note-forwarded') return settleMailTask(tools, stream, state, doing)
  const { version, state: mail } = await loadStream(tools.log, mailDecider, stream)
  await raiseMailTask(tools, { stream, version, mail, contact: mail.read?.contact }, doing)
}

type Noted = Extract<MailCommand, { do: 'note-forwarded' | 'note-not-forwarded' }>

async function send(tools: ForwardTools, stream: string, kept: string): Promise<Noted> {
  if (!(await mayLeave(tools))) return { do: 'note-not-forwarded', why: 'not-sending' }
  const { replyTo: to } = await letterheadNow(tools)
  const domain = to.slice(to.lastIndexOf('@') + 1).toLowerCase()
  if (domain === tools.inboundDomain) return { do: 'note-not-forwarded', why: 'would-come-back' }
  return post(tools, stream, kept, to)
}

async function mayLeave({ log }: ForwardTools): Promise<boolean> {
  const { state } = await loadStream(log, settingsDecider, settingsStream)
  return state.sending === 'on' && !state.allPaused
}

async function post(tools: ForwardTools, stream: string, kept: string, to: string): Promise<Noted> {
  const bytes = await tools.mail.get(kept)
  if (!bytes) return { do: 'note-not-forwarded', why: 'not-kept' }
  if (bytes.length > mostBytes) return { do: 'note-not-forwarded', why: 'too-large' }
  const seen = await seeMail(tools, stream)
  const posted = await tools.post.sendOn({
    from: tools.sender,
    to,
    bytes: wrapMail({ from: tools.sender, to, seen, bytes }),
  })
  if (posted.outcome === 'sent') return { do: 'note-forwarded', provider: posted.providerId }
  if (posted.outcome === 'refused') return { do: 'note-not-forwarded', why: 'refused' }
  throw new Fault('forward-mail', posted.why)
}
