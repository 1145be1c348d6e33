/**
 * Makes one finished letter: the definition's words between the greeting and the signature, and the fixed parts every
 * letter ends with (why you get this, how to stop it, the body's postal address). Subject, text and HTML say the same,
 * because all three are written from one tree.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { cleanLine, cleanParagraphs } from './clean.ts'
import type { LetterDefinition, LetterPurpose } from './definition.ts'
import { toHtml } from './html.tsx'
import type { Letterhead } from './letterhead.ts'
import { mailLink, safeWebLink } from './links.ts'
import { Link, NewLine, Paragraph, Strong, Whole } from './parts.tsx'
import { readBlocks, readLetter } from './read.ts'
import { toText } from './text.ts'
import type { Block, LetterTree } from './tree.ts'

export interface LetterRequest<F> {
  readonly facts: F
  /** Read from the vault at the moment of sending. `office` is a mailbox that many read, and is greeted as such. */
  readonly recipient: { readonly name?: string | undefined; readonly role?: string | undefined }
  readonly letterhead: Letterhead
  /** A whole sentence: why this address gets this letter. */
  readonly why: string
  /** Web links of this recipient, scoped to the letter's purpose. */
  readonly links?: { readonly preferences?: string | undefined; readonly unsubscribe?: string | undefined } | undefined
  /** The definition's own when it is not said: a consent to news is confirmed as news. */
  readonly purpose?: LetterPurpose | undefined
  /** A letter to look at: its subject says so. */
  readonly test?: boolean | undefined
  /** The body's own paragraph for this kind of letter: plain text; blank lines part paragraphs. */
  readonly paragraph?: string | undefined
}

export interface RenderedLetter {
  /** One line. */
  readonly subject: string
  /** Lines of at most 72 columns, except links. */
  readonly text: string
  /** A whole document that loads nothing. */
  readonly html: string
}

/** Renders a letter. Throws when the facts do not fit the definition or a link is none: faults, not refusals. */
export function renderLetter<F>(definition: LetterDefinition<F>, request: LetterRequest<NoInfer<F>>): RenderedLetter {
  const tree = composeTree(definition, request)
  return { subject: tree.subject, text: toText(tree), html: toHtml(tree, request.letterhead) }
}

function composeTree<F>(definition: LetterDefinition<F>, request: LetterRequest<NoInfer<F>>): LetterTree {
  const letter = readLetter(definition.compose(request.facts, request.letterhead))
  return {
    subject: request.test ? `Test: ${letter.subject}` : letter.subject,
    preview: letter.preview,
    body: [
      { is: 'title', text: letter.title },
      ...greeting(request.recipient),
      ...letter.blocks,
      ...ownParagraph(request.paragraph),
      ...signature(request.letterhead),
    ],
    foot: foot(request.purpose ?? definition.purpose, letter.occasion, request),
  }
}

/** By name to a person; an office mailbox is read by whoever is at the desk, who is asked to pass the letter on. */
function greeting(recipient: LetterRequest<unknown>['recipient']): readonly Block[] {
  const name = cleanLine(recipient.name ?? '')
  const office = recipient.role === 'office'
  return readBlocks([
    <Paragraph>Dear {office || name === '' ? 'colleague' : name},</Paragraph>,
    office && <Paragraph>Please pass this letter to your head or inclusion lead.</Paragraph>,
  ])
}

function ownParagraph(paragraph = ''): readonly Block[] {
  return readBlocks(
    cleanParagraphs(paragraph).map((lines) => (
      <Paragraph>{lines.map((line, index) => (index === 0 ? line : [<NewLine />, line]))}</Paragraph>
    )),
  )
}

function signature({ signatory, replyTo, phone }: Letterhead): readonly Block[] {
  return readBlocks([
    <Paragraph>
      With kind regards,
      <NewLine />
      <Strong>{signatory.name}</Strong>
      {signatory.title === undefined ? null : [<NewLine />, signatory.title]}
      <NewLine />
      <Link href={mailLink(replyTo)}>{replyTo}</Link>
      {phone === undefined ? null : [<NewLine />, <Whole>{phone}</Whole>]}
    </Paragraph>,
  ])
}

const whatStops = {
  service: 'letters about your school’s award',
  news: 'our newsletters',
} as const

/** How to stop, by purpose: letters by consent in any words, letters to staff in the console; an answer to a request ends with it. */
function howToStop(purpose: LetterPurpose, { replyTo }: Letterhead): JSX.Element | null {
  switch (purpose) {
    case 'service':
    case 'news':
      return (
        <Paragraph>
          <Strong>How to stop.</Strong> If you no longer want {whatStops[purpose]}, reply to this letter or write to{' '}
          <Link href={mailLink(replyTo)}>{replyTo}</Link>, in any words. You do not have to give a reason.
        </Paragraph>
      )
    case 'staff':
      return (
        <Paragraph>
          <Strong>How to stop.</Strong> An administrator sets which alerts you get, on the page of staff in the console.
        </Paragraph>
      )
    case 'rights':
      return null
  }
}

function foot(
  purpose: LetterPurpose,
  occasion: string,
  { why, links, letterhead }: LetterRequest<unknown>,
): readonly Block[] {
  const { unsubscribe, preferences } = links ?? {}
  return readBlocks([
    <Paragraph>
      <Strong>Why you get this.</Strong> {why} {occasion}
    </Paragraph>,
    howToStop(purpose, letterhead),
    unsubscribe === undefined ? null : (
      <Paragraph>
        <Link href={safeWebLink(unsubscribe)}>Stop these letters</Link>
      </Paragraph>
    ),
    preferences === undefined ? null : (
      <Paragraph>
        <Link href={safeWebLink(preferences)}>Choose which letters you get</Link>
      </Paragraph>
    ),
    <Paragraph>
      {letterhead.name}
      {letterhead.address.map((line) => [', ', <Whole>{line}</Whole>])}
    </Paragraph>,
  ])
}
