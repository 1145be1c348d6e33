/** What every letter has, whatever its kind, and what can never get into one. */
import type { Child } from 'hono/jsx'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { contrast } from '../../../shared/post/contrast.ts'
import { defineLetter } from '../../../shared/post/definition.ts'
import { palette } from '../../../shared/post/html.tsx'
import { defaultLetterhead, letterheadValues } from '../../../shared/post/letterhead.ts'
import { Heading, Letter, Link, Note, Paragraph, Step, Steps, Strong } from '../../../shared/post/parts.tsx'
import { renderLetter } from '../../../shared/post/render.tsx'
import { whyYouGetThis } from '../../../shared/post/why.ts'
import { aRequest, links } from './letters/a-request.ts'
import { saidIn, seenIn } from './letters/read-back.ts'

const words = defineLetter({
  kind: 'words',
  version: 1,
  purpose: 'service',
  about: 'a letter for tests',
  facts: () => z.strictObject({ word: z.string() }),
  examples: {},
  write: ({ word }) => (
    <Letter subject={`About ${word}`} title="Words" preview="A few words">
      <Paragraph>
        One <Strong>{word}</Strong>, and a <Link href="https://iqm.example/page?a=1&b=2">page</Link>.
      </Paragraph>
      <Paragraph>{null}</Paragraph>
      <Heading>More</Heading>
      <Steps>
        {['first', 'second'].map((step) => (
          <Step>{step}</Step>
        ))}
      </Steps>
      <Note>Take note.</Note>
    </Letter>
  ),
})

const news = { ...words, purpose: 'news' } as const
const render = (besides: Parameters<typeof aRequest>[1] = {}) =>
  renderLetter(words, aRequest({ word: 'care' }, { ...besides, facts: { word: 'care' } }))

describe('the fixed parts of a letter', () => {
  test('a person is greeted by name, an office mailbox as a colleague who is asked to pass the letter on', () => {
    expect(saidIn(render().text)).toContain('Dear Rhona Green, One care')
    const office = saidIn(render({ recipient: { name: 'School office', role: 'office' } }).text)
    expect(office).toContain('Dear colleague, Please pass this letter to your head or inclusion lead. One care')
    expect(saidIn(render({ recipient: { name: ' \u0000 ' } }).text)).toContain('Dear colleague, One care')
  })

  test('each letter ends with why it came, how to stop it, and the body’s postal address', () => {
    const { text, html } = render()
    for (const said of [saidIn(text), seenIn(html)]) {
      expect(said).toMatch(
        /Why you get this\. You are the head of this school .* How to stop\. If you no longer want letters about your school’s award, .* in any words\..* Inclusion Quality Mark, Awards Office, 1 Sample Street, Sampleton, SA1 1AA$/,
      )
    }
  })

  test('the links to stop and to choose stand whole in text and HTML when there are any, and are not missed when not', () => {
    const { text, html } = render()
    for (const link of Object.values(links)) {
      expect(text.split('\n')).toContain(`<${link}>`)
      expect(html).toContain(`href="${link}"`)
    }
    expect(render({ links: undefined }).text).not.toContain('Stop these letters')
    expect(saidIn(render({ links: undefined }).text)).toContain('How to stop.')
  })

  test('stopping news is not stopping service letters, and says so', () => {
    expect(saidIn(renderLetter(news, aRequest({ word: 'care' })).text)).toContain(
      'If you no longer want our newsletters',
    )
  })

  test('the foot stands below the mark at which mail programs cut an answer', () => {
    const [, foot = ''] = render().text.split('\n-- \n')
    expect(foot).toMatch(/^Why you get this\./)
  })

  test('the body’s own paragraph keeps its lines and paragraphs, and is text whatever it holds', () => {
    const { text, html } = render({ paragraph: 'Closed at Easter.\nRing later.\r\n\r\n\r\n<b>Thank you</b> & goodbye' })
    expect(text).toContain('\nClosed at Easter.\nRing later.\n\n<b>Thank you</b> & goodbye\n')
    expect(html).toContain('Closed at Easter.<br/>Ring later.</p>')
    expect(html).toContain('&lt;b&gt;Thank you&lt;/b&gt; &amp; goodbye')
  })

  test('the letterhead of a body that changed nothing is what the schema gives, with a telephone', () =>
    expect(defaultLetterhead).toEqual(letterheadValues().parse({ phone: defaultLetterhead.phone })))

  test('a body without a telephone is not rung', () => {
    const letterhead = letterheadValues().parse({})
    expect(render({ letterhead }).text).not.toMatch(/ring|01632/)
  })

  test('why an address gets a letter goes by its role and consent', () => {
    expect(whyYouGetThis({ school: 'Ashfield School', role: 'inclusion-lead', agreedOn: '2022-01-01' })).toBe(
      'You are the inclusion lead of Ashfield School in our records, and you agreed on Saturday 1 January 2022 that we may contact you.',
    )
    expect(whyYouGetThis({ school: 'Ashfield School', role: 'other' })).toContain('and you agreed that we may')
    expect(whyYouGetThis({ school: 'Ashfield School', role: 'office' })).not.toContain('agreed')
  })
})

describe('the set of parts is closed:', () => {
  const strange = (content: Child) =>
    renderLetter(
      defineLetter({
        ...words,
        write: () => (
          <Letter subject="s" title="t" preview="p">
            {content}
          </Letter>
        ),
      }),
      aRequest({ word: 'care' }),
    )

  test('an element of HTML, or loose text, is a fault and never drawn', () => {
    expect(() => strange(<img src="https://iqm.example/seen.png" alt="" />)).toThrow('something that is none')
    expect(() => strange('loose')).toThrow('something that is none')
    expect(() =>
      strange(
        <Paragraph>
          <div>x</div>
        </Paragraph>,
      ),
    ).toThrow('no text')
    expect(() =>
      strange(
        <Heading>
          <Strong>x</Strong>
        </Heading>,
      ),
    ).toThrow('only text')
  })

  const running = ['javascript', 'alert(1)'].join(':')

  test('a link that could run something is a fault that does not repeat it', () => {
    expect(() =>
      strange(
        <Paragraph>
          <Link href={running}>x</Link>
        </Paragraph>,
      ),
    ).toThrow(/^a link in a letter is no web/)
    expect(() => render({ links: { unsubscribe: 'mailto:x@iqm.example' } })).toThrow('must be a web link')
  })
})

describe('everybody can read it:', () => {
  test('every pair of colours has a contrast of at least 4.5', () => {
    const { colour } = defaultLetterhead
    const pairs = [
      [palette.ink, palette.paper],
      [palette.quiet, palette.paper],
      [palette.ink, palette.desk],
      [palette.quiet, palette.desk],
      [colour, palette.paper],
    ] as const
    for (const [one, other] of pairs) expect(contrast(one, other), `${one} on ${other}`).toBeGreaterThanOrEqual(4.5)
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  test('a letterhead’s colour that is too light to read is refused', () => {
    expect(letterheadValues().safeParse({ colour: '#ffcc00' }).success).toBe(false)
    expect(letterheadValues().safeParse({ colour: '#8a1538' }).success).toBe(true)
    expect(letterheadValues().safeParse({ colour: 'red' }).success).toBe(false)
  })

  test('one main heading, a language, layout tables that say they are no data, and text for the mailbox’s preview', () => {
    const { html } = render()
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html.match(/lang="en-GB"/g)).toHaveLength(2)
    for (const [table] of html.matchAll(/<table[^>]*>/g)) expect(table).toContain('role="presentation"')
    expect(html).toContain('mso-hide:all">A few words</div>')
  })
})
