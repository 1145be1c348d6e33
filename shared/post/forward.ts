/**
 * A mail sent on: our own mail around it, and in it the mail that came, byte for byte. What is written of its sender and
 * subject is made one clean line first, so that nothing it holds can begin a header of ours.
 */
import { cleanLine, clip } from './clean.ts'

export interface Wrapped {
  readonly from: string
  readonly to: string
  /** What a person would see of it; missing where it could not be read. */
  readonly seen:
    | {
        readonly from?: { readonly address: string; readonly name: string } | undefined
        readonly subject: string
        readonly text: string
      }
    | undefined
  readonly bytes: Uint8Array
}

const boundary = 'the-mail-as-it-came-7f3a1c'
/** Lines of what is written out are this long (RFC 2045). */
const lineLength = 76
/** Of a long mail the rest is read in the mail itself. */
const shownText = 20_000
const longestSubject = 150

/** The whole mail, written out; what is around the other one says that a machine sent it on (RFC 3834). */
export function wrapMail({ from, to, seen, bytes }: Wrapped): Uint8Array {
  const writer = seen?.from && replyAddress(seen.from.address)
  const name = seen?.from
    ? cleanLine(`${seen.from.name} <${seen.from.address}>`)
    : 'somebody whose address cannot be read'
  const subject = clip(cleanLine(seen?.subject ?? ''), longestSubject) || 'no subject'
  const text = [
    `This mail came in from ${name}.`,
    'It asks for nothing the system may do by itself, so it is sent on as it came: the mail is attached.',
    writer === undefined ? 'Answer it from the attached mail.' : 'Your answer goes to whoever wrote it.',
    '',
    clip(seen?.text ?? '', shownText),
  ].join('\n')
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    ...(writer === undefined ? [] : [`Reply-To: ${writer}`]),
    `Subject: ${encodedWords(`Sent on: ${subject}`)}`,
    'Auto-Submitted: auto-forwarded',
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...base64Lines(Buffer.from(text)),
    `--${boundary}`,
    'Content-Type: application/octet-stream; name="as-it-came.eml"',
    'Content-Disposition: attachment; filename="as-it-came.eml"',
    'Content-Transfer-Encoding: base64',
    '',
    ...base64Lines(bytes),
    `--${boundary}--`,
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

/** An address that can stand in a header as it is; others are read in the mail itself. */
function replyAddress(address: string): string | undefined {
  return /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}$/.test(address) ? address : undefined
}

function base64Lines(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('base64')
  return text.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []
}

/** Text in a header, as words of 45 bytes at most, none cut within a character (RFC 2047). */
function encodedWords(text: string): string {
  const words: string[] = ['']
  for (const character of text) {
    const longer = `${words.at(-1)}${character}`
    if (Buffer.byteLength(longer) <= 45) words[words.length - 1] = longer
    else words.push(character)
  }
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ')
}
