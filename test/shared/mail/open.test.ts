// A mail is opened within bounds, whatever it holds; what a person would not see does not count.
import { describe, expect, test } from 'vitest'
import { openMail } from '../../../shared/mail/open.ts'

const bytes = (text: string) => new TextEncoder().encode(text.replace(/\r?\n/g, '\r\n'))
const head = 'From: Amira Hughes <amira@ashfield.example>\nTo: info@iqm.example\nSubject: Hello\n'
const open = (text: string) => openMail(bytes(text))
const page = (html: string) => open(`${head}Content-Type: text/html; charset=utf-8\n\n${html}`)

describe('the visible text of a page', () => {
  test.each([
    ['what is not displayed', '<p>Hello</p><div style="display:none">unsubscribe</div>'],
    ['what is not visible', '<p>Hello</p><span style="visibility: hidden">unsubscribe</span>'],
    ['letters of no size', '<p>Hello</p><font style="font-size:0px">unsubscribe</font>'],
    ['white on white', '<p>Hello</p><span style="color:#FFFFFF;background-color:white">unsubscribe</span>'],
    ['white on nothing', '<p>Hello</p><font color="white">unsubscribe</font>'],
    ['what has the attribute', '<p>Hello</p><div hidden>unsubscribe</div>'],
    ['what the page’s own sheet hides', '<style>.x{display:none}</style><p>Hello</p><p class="a x">unsubscribe</p>'],
    ['comments', '<p>Hello</p><!-- unsubscribe -->'],
    ['a comment that never ends', '<p>Hello</p><!-- unsubscribe'],
    ['scripts and the head', '<head><title>unsubscribe</title></head><p>Hello</p><script>unsubscribe</script>'],
    ['the words of a picture', '<p>Hello</p><img alt="unsubscribe">'],
    ['what is hidden within', '<p>Hello</p><div style="display:none"><p>a<p>b<b>unsubscribe</b></div>'],
    ['what stands far outside', '<p>Hello</p><div style="position:absolute;left:-9999px">unsubscribe</div>'],
  ])('leaves out %s', async (_, html) => {
    expect((await page(html)).text).toBe('Hello')
  })

  test.each([
    ['white on a dark ground', '<td bgcolor="#003366"><font color="white">unsubscribe</font></td>'],
    ['a paragraph after a hidden one', '<p style="display:none">x<p>unsubscribe'],
    ['characters by name and number', '<p>&#117;nsubscribe&nbsp;</p>'],
    ['an element that only seems to end', '<div style="color:red"/>unsubscribe'],
  ])('shows %s', async (_, html) => {
    expect((await page(html)).text).toBe('unsubscribe')
  })

  test('marks what it quotes', async () => {
    expect((await page('<div>Thanks</div><blockquote><p>one</p><p>two</p></blockquote><p>end</p>')).text).toBe(
      'Thanks\n> one\n> two\nend',
    )
  })

  test('takes a mail within the mail for no words of its sender', async () => {
    const mail = await open(
      `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n--b\nContent-Type: message/rfc822\n\nFrom: x@y.example\n\nunsubscribe\n--b--`,
    )
    expect(mail).toMatchObject({ text: 'See below.', attachments: 1 })
  })

  test('says when the plain text and the page differ', async () => {
    const parts = `--b\n\nPlease unsubscribe me at once\n--b\nContent-Type: text/html\n\n<p>Lovely weather</p>\n--b--`
    expect(await open(`${head}Content-Type: multipart/alternative; boundary=b\n\n${parts}`)).toMatchObject({
      broken: ['parts-differ'],
    })
  })
})

describe('the sender', () => {
  test.each([
    ['two addresses', 'From: a@ashfield.example, b@x.example'],
    ['two headers', 'From: a@ashfield.example\nFrom: b@x.example'],
    ['a group', 'From: us: a@ashfield.example;'],
    ['two in brackets', 'From: <a@ashfield.example> <b@x.example>'],
    ['an address that is written in code', 'From: =?utf-8?Q?a=40ashfield.example?='],
    ['nobody', 'From: Amira'],
    ['an unseen character in it', 'From: a\u200Bb@ashfield.example'],
  ])('is nobody when there is %s', async (_, from) => {
    expect(await open(`${from}\nSubject: x\n\ny`)).toMatchObject({ from: undefined, broken: ['no-single-sender'] })
  })

  test('is the address, whatever the name says', async () => {
    const { from } = await open('From: "head@ashfield.example" <evil@x.example>\n\ny')
    expect(from).toEqual({ address: 'evil@x.example', name: 'head@ashfield.example' })
  })

  test('writes no header of its own into a name or subject', async () => {
    const mail = await open('From: =?utf-8?Q?A=0D=0ABcc_x?= <a@x.example>\nSubject: =?utf-8?Q?Hi=0D=0AX:_y?=\n\ny')
    expect([mail.from?.name, mail.subject]).toEqual(['A Bcc x', 'Hi X: y'])
  })
})

describe('a machine’s mail', () => {
  test.each([
    ['Auto-Submitted: auto-replied', true],
    ['Auto-Submitted: no', false],
    ['Precedence: bulk', true],
    ['Precedence: first-class', false],
    ['List-Id: <x.example>', true],
    ['Return-Path: <>', true],
    ['Return-Path: <a@x.example>', false],
    ['Content-Type: multipart/report; boundary=b', true],
  ])('is known by %s: %s', async (header, loop) => {
    expect(await open(`${head}${header}\n\nHello`)).toMatchObject({ loop })
  })

  test('is known by its sender', async () => {
    expect(await open('From: MAILER-DAEMON@mx.example\n\nHello')).toMatchObject({ loop: true })
  })
})

test('what stands after + in the addressees is found, once each', async () => {
  const mail = await open(
    'From: a@x.example\nTo: Us <info+AbC-1@iqm.example>, b@x.example\nCc: info+AbC-1@iqm.example\nDelivered-To: info+d.2@iqm.example\n\ny',
  )
  expect(mail.toTokens).toEqual(['AbC-1', 'd.2'])
})

const nested = (depth: number) => {
  const opening = Array.from({ length: depth }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`)
  return `${head}${opening.join('')}\nend`
}

/** Mails that would keep a careless reader busy, and what is said of each. */
const hostile: readonly (readonly [name: string, make: () => Uint8Array, broken: readonly string[]])[] = [
  ['parts within parts', () => bytes(nested(500)), ['too-deep', 'no-parts-found']],
  [
    'thousands of parts',
    () => bytes(`${head}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(20_000)}`),
    ['too-many-parts'],
  ],
  ['headers without end', () => bytes(`${head}${'X-A: b\n'.repeat(60_000)}\ny`), ['headers-too-large']],
  ['one header without end', () => bytes(`${head}X-A: ${'b '.repeat(400_000)}\n\ny`), ['headers-too-large']],
  ['many short headers', () => bytes(`${head}${'A:\n'.repeat(5_000)}\ny`), ['headers-too-large']],
  ['addressees without end', () => bytes(`From: a@x.example\nTo: ${'<a@b.example>, '.repeat(12_000)}\n\ny`), []],
  ['quotes that never close', () => bytes(`From: ${'"<('.repeat(30_000)}\n\ny`), ['no-single-sender']],
  [
    'broken base64',
    () => bytes(`${head}Content-Transfer-Encoding: base64\n\n${'=A=?'.repeat(500_000)}`),
    ['too-large'],
  ],
  [
    'a long text in one code',
    () => bytes(`${head}Content-Transfer-Encoding: quoted-printable\n\n${'=3D'.repeat(390_000)}`),
    ['too-large'],
  ],
  [
    'bytes of another alphabet',
    () =>
      Uint8Array.from([
        ...bytes(`${head}Content-Type: text/plain; charset=utf-8\n\n`),
        ...Array.from({ length: 5_000 }, () => 0xe2),
      ]),
    ['unreadable-characters'],
  ],
  ['an alphabet that is none', () => bytes(`${head}Content-Type: text/plain; charset=x-none\n\nHello`), []],
  ['nothing but NUL', () => new Uint8Array(1_000_000), ['headers-too-large', 'not-mail', 'no-single-sender']],
  ['no bytes', () => new Uint8Array(0), ['not-mail', 'no-single-sender']],
  ['elements without end', () => bytes(`${head}Content-Type: text/html\n\n${'<div style="a">'.repeat(120_000)}x`), []],
  ['tags that never close', () => bytes(`${head}Content-Type: text/html\n\n${'<a "'.repeat(400_000)}`), []],
  ['comments that never end', () => bytes(`${head}Content-Type: text/html\n\n${'<!--'.repeat(400_000)}`), []],
  ['style sheets that never end', () => bytes(`${head}Content-Type: text/html\n\n${'<style>/*{'.repeat(150_000)}`), []],
  [
    'ends of nothing',
    () => bytes(`${head}Content-Type: text/html\n\n${'<b><i>'.repeat(200)}${'</u>'.repeat(300_000)}`),
    [],
  ],
  [
    'forty megabytes',
    () => {
      const lines = new Uint8Array(40_000_000).fill(0x0a)
      lines.set(bytes(`${head}\nHello`))
      return lines
    },
    ['too-large'],
  ],
  ['turned text', () => bytes(`${head}\n\u202Eem ebircsbusnu`), ['turned-text']],
]

/** Of processor time, which a busy machine does not lengthen much. */
const longest = 6_000

test.each(hostile)('opening %s ends in time, and says what is wrong', async (_, make, broken) => {
  const mail = make()
  const began = process.cpuUsage()
  const opened = await openMail(mail)
  const { user, system } = process.cpuUsage(began)
  expect((user + system) / 1000).toBeLessThan(longest)
  expect(opened.broken).toEqual(broken)
  expect(opened.text.length).toBeLessThanOrEqual(250_000)
})
