/** Where mail that came in is kept, below which names: as it came, and what was read of it. */
import { uuid5 } from './uuid5.ts'

/** The mail provider puts each mail here, under its own number. */
export const inboundPrefix = 'inbound/'
/** What a person would see of a mail, beside the mail itself. */
export const readPrefix = 'read/'

/** The provider puts this there to see whether it may; no mail. */
const provesRight = `${inboundPrefix}AMAZON_SES_SETUP_NOTIFICATION`

/** The stream of a stored mail, whoever tells of it and however often. */
export function mailStreamOf(kept: string): string {
  return `mail#${uuid5(`mail|${kept}`)}`
}

/** The name of what was read of a mail. */
export function readKeyOf(stream: string): string {
  return `${readPrefix}${stream.slice(stream.indexOf('#') + 1)}.json`
}

/** The mail a stored file belongs to, whether it is the mail itself or what was read of it. */
export function streamOfMail(key: string): string {
  const read = key.startsWith(readPrefix) && key.endsWith('.json')
  return read ? `mail#${key.slice(readPrefix.length, -'.json'.length)}` : mailStreamOf(key)
}

/** Whether a stored file is a mail. */
export function isMail(kept: string): boolean {
  return kept.startsWith(inboundPrefix) && kept !== provesRight
}
