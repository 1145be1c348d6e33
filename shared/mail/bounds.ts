/**
 * How much of a mail is looked at. What came in may be anything: a mail beyond a bound is cut there and the bound named,
 * so that the work is bounded by these numbers and what stands before the cut is read all the same.
 */

/** What did not fit or could not be read, for the person who looks. */
export type Broken =
  /** More than `mostBytes`, `mostLines` or `mostEquals`: the rest was not looked at. */
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
export const mostBytes = 5_000_000

/** Each line costs some microseconds, and 10 MB may be 5,000,000 of them: measured, minutes. 5 MB of pictures have 65,000. */
export const mostLines = 80_000

/** Signs by which text is coded: in base64 each may begin a piece of its own, and costs some microseconds. */
export const mostEquals = 200_000

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
  const coded = fitting.subarray(0, endOfEquals(fitting))
  const { end, broken } = endOfLines(coded)
  const cutShort = coded.length < bytes.length && broken !== 'too-large'
  return {
    bytes: coded.subarray(0, end),
    broken: [...(cutShort ? ['too-large' as const] : []), ...(broken === undefined ? [] : [broken])],
  }
}

const equals = 0x3d

/** Where the sign after the last that is looked at stands, or the end. */
function endOfEquals(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(equals); at >= 0; at = bytes.indexOf(equals, at + 1)) {
    count += 1
    if (count > mostEquals) return at
  }
  return bytes.length
}

const lineFeed = 0x0a
const hyphen = 0x2d

/** Where the line after the last that is looked at begins, or the end; and which bound was met. */
function endOfLines(bytes: Uint8Array): { readonly end: number; readonly broken?: 'too-large' | 'too-many-parts' } {
  let [marks, lines] = [0, 0]
  for (let at = 0; at < bytes.length; at = after(bytes, at)) {
    lines += 1
    if (lines > mostLines) return { end: at, broken: 'too-large' }
    if (bytes[at] !== hyphen || bytes[at + 1] !== hyphen) continue
    marks += 1
    if (marks > mostMarks) return { end: at, broken: 'too-many-parts' }
  }
  return { end: bytes.length }
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
