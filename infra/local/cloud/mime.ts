// Reads a mail as senders make it (RFC 5322, MIME): headers, text and HTML. For letters that leave as `Raw`; it takes what
// is well made and does not guess at the rest.

export interface ReadMail {
  /** As written, unfolded and decoded; of a name that comes twice the last. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly html: string
}

interface Part {
  readonly headers: ReadonlyMap<string, { name: string; value: string }>
  readonly body: Buffer
}

export function readMail(raw: Buffer): ReadMail {
  const part = splitPart(raw)
  const headers = Object.fromEntries([...part.headers.values()].map(({ name, value }) => [name, decodeWords(value)]))
  return { headers, text: find(part, 'text/plain'), html: find(part, 'text/html') }
}

/** The addresses of a header, without names. */
export function addressesIn(header: string): string[] {
  return header
    .split(/,(?![^"]*"(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((one) => /<([^<>]+)>/.exec(one)?.[1] ?? one)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function splitPart(raw: Buffer): Part {
  // latin1 keeps every byte, so that positions in the text are positions in the buffer.
  const all = raw.toString('latin1')
  const gap = /\r?\n\r?\n/.exec(all)
  const head = raw.subarray(0, gap?.index ?? raw.length).toString('utf8')
  const headers = new Map<string, { name: string; value: string }>()
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon < 1) continue
    const name = line.slice(0, colon)
    headers.set(name.toLowerCase(), { name, value: line.slice(colon + 1).trim() })
  }
  return { headers, body: gap ? raw.subarray(gap.index + gap[0].length) : Buffer.alloc(0) }
}

/** The first part of that type, however deep. */
function find(part: Part, type: string): string {
  const header = part.headers.get('content-type')?.value ?? 'text/plain'
  const own = (header.split(';')[0] ?? '').trim().toLowerCase()
  if (own.startsWith('multipart/')) {
    const found = splitParts(part.body, parameter(header, 'boundary')).map((inner) => find(inner, type))
    return found.find((text) => text !== '') ?? ''
  }
  if (own !== type) return ''
  const bytes = decodeTransfer(part.body, part.headers.get('content-transfer-encoding')?.value ?? '7bit')
  return new TextDecoder(parameter(header, 'charset') || 'utf-8').decode(bytes)
}

function splitParts(body: Buffer, boundary: string): Part[] {
  const pieces = `\n${body.toString('latin1')}`.split(new RegExp(`\\r?\\n--${escapeRegExp(boundary)}`))
  return pieces
    .slice(1)
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => splitPart(Buffer.from(piece.replace(/^[ \t]*\r?\n/, ''), 'latin1')))
}

function parameter(header: string, name: string): string {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header)
  return match?.[1] ?? match?.[2] ?? ''
}

function decodeTransfer(body: Buffer, encoding: string): Buffer {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body.toString('latin1'), 'base64')
    case 'quoted-printable':
      return decodeQuoted(body.toString('latin1').replace(/[ \t]*=\r?\n/g, ''))
    default:
      return body
  }
}

function decodeQuoted(text: string): Buffer {
  const latin = text.replace(/=([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(latin, 'latin1')
}

/** RFC 2047: `=?utf-8?B?…?=`; the space between two of them is none. */
function decodeWords(value: string): string {
  return value
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi, (_all, charset: string, how: string, text: string) => {
      const bytes = how.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : decodeQuoted(text.replaceAll('_', ' '))
      return new TextDecoder(charset).decode(bytes)
    })
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
