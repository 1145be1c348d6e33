/**
 * Takes one stored mail in: filed before it is opened, read once, acted upon. Told of twice, or broken off anywhere, it
 * is done once and done to the end. Whatever the mail holds, it is filed, and a person finds it.
 */
import type { Instant } from '../../events/kernel/day.ts'
import { mailDecider } from '../../events/mail/decide.ts'
import type { Finding } from '../../events/mail/events.ts'
import { actOnMail } from '../../shared/deeds/mail.ts'
import { mailStreamOf } from '../../shared/deeds/mail-places.ts'
import { act, type Doing } from '../../shared/log/act.ts'
import { readMail } from './read.ts'
import type { ReceiveTools } from './tools.ts'

/** What is told of a stored mail. */
export interface MailTold {
  /** The stored mail's name. */
  readonly kept: string
  readonly received: Instant
  readonly findings: Readonly<Record<'dmarc' | 'spf' | 'dkim' | 'spam' | 'virus', Finding>>
  /** Nobody told of it: it was found among the stored mail. */
  readonly found?: true
  /** It could not be opened in several tries: it is filed for a person as it is. */
  readonly cannotBeOpened?: boolean
}

/** Nobody told what the provider found. */
export const noFindings = { dmarc: 'none', spf: 'none', dkim: 'none', spam: 'none', virus: 'none' } as const

/** Takes a mail in. Throws a Fault when something outside does not answer; done again, it is finished. */
export async function receiveMail(tools: ReceiveTools, told: MailTold): Promise<void> {
  const { kept, received, findings, found, cannotBeOpened = false } = told
  const stream = mailStreamOf(kept)
  const doing: Doing = { by: 'system', because: found ? 'quarter-hour' : 'mail', trace: tools.newId() }
  // SPF and DKIM alone prove nothing of who stands in From (C5).
  const verdict = findings.dmarc === 'pass' ? 'passed' : 'not-passed'
  const filed = { kept, received, verdict, ...findings, ...(found && { found }) } as const
  await act(tools, mailDecider, stream, { do: 'file-mail', filed }, doing)
  await readMail(tools, stream, cannotBeOpened, doing)
  await actOnMail(tools, stream, doing)
}
