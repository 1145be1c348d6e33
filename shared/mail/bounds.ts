/**
 * How much of a mail is looked at. What came in may be anything: a mail beyond a bound is cut there and the bound named,
 * so that the work is bounded by these numbers and what stands before the cut is read all the same.
 */

/** What did not fit or could not be read, for the person who looks. */
export type Broken =
  /** Longer than `mostBytes`: the rest was not looked at. */
  | 'too-large'
  /** Parts within parts beyond `mostDepth`. */
  | 'too-deep'
  /** More lines that may begin a part than `mostMarks`: the rest was not looked at. */
  | 'too-many-parts'
  /** More bytes of headers than `mostHeaderBytes`, or more headers than `mostHeaders`. */
  | 'headers-too-large'
  /** More text than `mostText`: the rest was cut. */
  | 'text-too-long'
  /** No header that a mail has. */
  | 'not-mail'
  /** None or several senders, or one that is no plain address. */
  | 'no-single-sender'
  /** Its parts could not be told apart. */
  | 'no-parts-found'
  /** Encrypted: nobody without the key can read it. */
  | 'encrypted'
  /** Characters that could not be read in the alphabet the mail names. */
  | 'unreadable-characters'
  /** Characters that turn the direction of the text: what stands there is not what is seen. */
  | 'turned-text'
  /** The plain text and the page of the same mail say different things. */
  | 'parts-differ'

/** SES takes mails of 40 MB; what a person wrote stands before the pictures. */
export const mostBytes = 10_000_000

/** Lines that begin with two hyphens, as the mark before each part does. Real mails have some ten. */
export const mostMarks = 1_000

export const mostDepth = 20

/** Over all parts together. A long way through many servers comes to some 30 KB. */
export const mostHeaderBytes = 256_000

/** Of the mail itself. */
export const mostHeaders = 1_000

/** Characters. A long exchange quoted in full comes to some 100,000. */
export const mostText = 250_000

/** Characters of a page before it is read. Mail programs write some twenty for one that is seen. */
export const mostPage = 2_000_000

/** The bytes up to the first bound that is met. */
export function cut(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly broken: readonly Broken[] } {
  const fitting = bytes.subarray(0, mostBytes)
  const end = endOfMarks(fitting)
  return {
    bytes: fitting.subarray(0, end),
    broken: [
      ...(fitting.length < bytes.length ? ['too-large' as const] : []),
      ...(end < fitting.length ? ['too-many-parts' as const] : []),
    ],
  }
}

const lineFeed = 0x0a
const hyphen = 0x2d

/** Where the line after the last mark that is looked at begins, or the end. */
function endOfMarks(bytes: Uint8Array): number {
  let marks = 0
  for (let at = 0; at >= 0 && at < bytes.length; at = after(bytes, at)) {
    if (bytes[at] !== hyphen || bytes[at + 1] !== hyphen) continue
    marks += 1
    if (marks > mostMarks) return at
  }
  return bytes.length
}

/** Where the next line begins; `bytes.length` when there is none. */
function after(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(lineFeed, at)
  return end < 0 ? bytes.length : end + 1
}

/** The headers of the mail itself, for when the whole cannot be read: up to the first blank line or some 100 KB. */
export function headOf(bytes: Uint8Array): Uint8Array {
  const most = Math.min(bytes.length, mostHeaderBytes / 2)
  for (let at = 0; at < most; at = after(bytes, at)) {
    const first = bytes[at] === 0x0d ? bytes[at + 1] : bytes[at]
    if (first === lineFeed) return bytes.subarray(0, at)
  }
  const end = bytes.subarray(0, most).lastIndexOf(lineFeed)
  return bytes.subarray(0, end < 0 ? most : end)
}
