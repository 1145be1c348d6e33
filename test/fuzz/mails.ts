/** Mails as nobody sends them, by structure and by bytes, from a seed: the same seed brings the same mails. */
import fc from 'fast-check'

const charsets = ['utf-8', 'us-ascii', 'windows-1252', 'utf-7', 'iso-2022-jp', 'gbk', 'nonsense-9', '', 'utf-16le']
const encodings = ['7bit', '8bit', 'base64', 'quoted-printable', 'x-uuencode', 'BASE64 ', '']
const types = [
  'text/plain',
  'text/html',
  'message/rfc822',
  'image/png',
  'text/calendar',
  'application/pdf',
  'message/delivery-status',
  '',
  'TEXT/HTML',
  'multipart/mixed',
]
const multiparts = ['mixed', 'alternative', 'related', 'digest', 'report', 'signed', 'encrypted', 'x-none']
const names = [
  'From',
  'To',
  'Cc',
  'Subject',
  'Message-ID',
  'Date',
  'Auto-Submitted',
  'Precedence',
  'List-Id',
  'Return-Path',
  'Delivered-To',
  'Received',
  'X-Long',
  'Content-Type',
  ' Folded',
  'No colon',
  '',
]

const words = fc.constantFrom(
  'please',
  'unsubscribe',
  'me',
  'do not',
  'stop',
  'emailing',
  'remove',
  'from',
  'your',
  'mailing list',
  'if',
  'I',
  'withdraw',
  'my consent',
  'delete',
  'all',
  'my data',
  'copy of',
  'you hold',
  'about me',
  'newsletter',
  'reminders',
  '?',
  '.',
  '\n',
  '\n\n',
  '> ',
  'On 2 Oct 2026, IQM wrote:',
  'From: x',
  'Sent: y',
  'To: z',
  '-- ',
  'Kind regards',
  'tynnwch',
  'fy nghaniatâd',
  'yn ôl',
  'peidiwch',
  'â',
  'usunąć',
  'données',
  'حذف',
  'بياناتي',
  '删除',
  '\u202E',
  '\u0000',
  '\uFFFD',
  '😀',
  '"',
  "'",
  '(',
  ',',
  ':',
  ' - ',
  '1.',
  'and',
  'but',
)
const prose = fc.array(words, { maxLength: 40 }).map((some) => some.join(' '))

const tags = fc.constantFrom(
  '<p>',
  '</p>',
  '<div style="display:none">',
  '</div>',
  '<!--',
  '-->',
  '<style>.a{display:none}',
  '</style>',
  '<b',
  '<a href="',
  '">',
  '<blockquote>',
  '</blockquote>',
  '<span hidden>',
  '<font color=white>',
  '<br>',
  '<td>',
  '<![CDATA[',
  '&amp;',
  '&#x1F600;',
  '&#0;',
  '&bogus;',
  '<script>',
  '<head>',
  '</x>',
  '<pre>',
  '<li>',
  "<i title='",
  '<svg/>',
)
const page = fc.array(fc.oneof(tags, words), { maxLength: 60 }).map((some) => some.join(''))
const repeated = fc.tuple(fc.oneof(words, tags, prose), fc.nat(300)).map(([piece, times]) => piece.repeat(times))
const content = fc.oneof(
  { weight: 4, arbitrary: prose },
  { weight: 3, arbitrary: page },
  repeated,
  fc.string({ unit: 'binary', maxLength: 200 }),
)

const encode: Readonly<Record<string, (text: string) => string>> = {
  base64: (text) => Buffer.from(text).toString('base64'),
  'quoted-printable': (text) =>
    [...Buffer.from(text)]
      .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join('')
      .replace(/.{72}/g, '$&=\r\n'),
}

const headerValue = fc.oneof(
  prose,
  fc.constantFrom(
    'Amira <amira@ashfield.example>',
    'a@b.example, c@d.example',
    '"x" <x@y',
    '=?utf-8?B?4pyU?=',
    '=?x?Q?=ZZ?=',
    '<>',
    'auto-replied',
    'bulk',
    'info+token@iqm.example',
    'group: a@b.example;',
    '(((((((',
    '"'.repeat(50),
    '<'.repeat(50),
  ),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.tuple(words, fc.nat(400)).map(([word, times]) => word.repeat(times)),
)
const header = fc.tuple(fc.constantFrom(...names), headerValue).map(([name, value]) => `${name}: ${value}`)
const line = fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r')

const leaf = fc
  .tuple(
    fc.constantFrom(...types),
    fc.constantFrom(...charsets),
    fc.constantFrom(...encodings),
    content,
    fc.boolean(),
    fc.boolean(),
  )
  .map(([type, charset, encoding, text, honest, flowed]) => {
    const body = honest ? (encode[encoding]?.(text) ?? text) : text
    return `Content-Type: ${type}; charset="${charset}"${flowed ? '; format=flowed' : ''}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`
  })

const { part } = fc.letrec<{ part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 6, depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(
        fc.constantFrom(...multiparts),
        fc.stringMatching(/^[a-z]{1,4}$/),
        fc.array(tie('part'), { maxLength: 4 }),
        fc.boolean(),
      )
      .map(([kind, boundary, parts, closed]) =>
        [
          `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n`,
          ...parts.map((one) => `--${boundary}\r\n${one}\r\n`),
          closed ? `--${boundary}--\r\n` : '',
        ].join(''),
      ),
  ),
}))

const whole = fc
  .tuple(fc.array(header, { maxLength: 12 }), part, line)
  .map(([headers, body, ending]) =>
    new TextEncoder().encode([...headers, body].join('\r\n').replaceAll('\r\n', ending)),
  )

/** A mail with some of its bytes changed, cut out or doubled. */
const damaged = fc
  .tuple(whole, fc.array(fc.tuple(fc.nat(4_000), fc.nat(255), fc.nat(2)), { maxLength: 12 }))
  .map(([bytes, wounds]) => {
    let some = [...bytes.subarray(0, 20_000)]
    for (const [at, byte, how] of wounds) {
      const place = some.length === 0 ? 0 : at % some.length
      if (how === 0) some[place] = byte
      else if (how === 1) some = [...some.slice(0, place), ...some.slice(place + (byte % 40))]
      else some.splice(place, 0, ...some.slice(place, place + (byte % 40)))
    }
    return Uint8Array.from(some)
  })

/** Any mail at all. */
export const anyMail: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 5, arbitrary: whole },
  { weight: 3, arbitrary: damaged },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2_000 }) },
)
