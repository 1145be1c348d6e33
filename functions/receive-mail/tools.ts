/** What taking mail in needs beside the log and the vault. */
import type { MailTools } from '../../shared/deeds/mail.ts'
import type { Files } from '../../shared/files/files.ts'

export interface ReceiveTools extends MailTools {
  readonly mail: Pick<Files, 'get' | 'put' | 'list'>
  /** Domains mail of our own comes from: it is never answered and never sent on. */
  readonly ownDomains: readonly string[]
}
