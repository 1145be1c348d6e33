/**
 * Letters we write: every kind with its purpose, its versions and when it is sent; the body's own paragraph in it, with
 * its history; and what each looks like, here and in one's own mailbox.
 */

import type { JSX } from 'hono/jsx/jsx-runtime'
import { addMinutes } from '../../../events/kernel/day.ts'
import { type Asked as AskedLetter, type LetterKind, letterKinds } from '../../../events/letter/events.ts'
import { letterKindNames } from '../../../events/letter/names.ts'
import { sendTestLetter } from '../../../shared/deeds/test-letters.ts'
import { vaultWaits } from '../../../shared/deeds/tools.ts'
import { changeParagraph, wordingHistory, wordsAround } from '../../../shared/deeds/wording.ts'
import { wordsFor } from '../../../shared/deeds/words-for.ts'
import { AtMoment } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Form, Problems } from '../../../shared/pages/form.tsx'
import {
  addressOf,
  Breadcrumbs,
  Empty,
  Facts,
  Heading,
  Inset,
  Link,
  Paragraph,
  Section,
} from '../../../shared/pages/parts.tsx'
import { Sentence } from '../../../shared/pages/sentence.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import type { LetterDefinition } from '../../../shared/post/definition.ts'
import { letterOf } from '../../../shared/post/letters/all.ts'
import { type WrittenLetter, writeWords } from '../../../shared/post/write.ts'
import { openedAnew, versionField } from '../do/two-people.ts'
import { whoDid } from '../names.ts'
import { type Answer, type Asked, oneOf, type Page, type Sent } from '../page.ts'
import { purposeNames } from '../words.ts'
import { kindPath, LetterWays, MailFrames, may, perform } from './letters-of-the-body.tsx'
import { notFound } from './stop.tsx'

/** Kinds that have words, in the order of the list. */
const written = letterKinds.flatMap((kind) => {
  const definition = letterOf(kind)
  return definition ? [{ kind, definition }] : []
})

/** Staff write a bulletin's paragraphs themselves, each time. */
const hasNoParagraph: ReadonlySet<LetterKind> = new Set(['bulletin'])

export const letterWordsPage: Page = async ({ tools }) => {
  const rows = await Promise.all(
    written.map(async (one) => ({ ...one, paragraph: (await wordsAround(tools, one.kind)).paragraph })),
  )
  return {
    title: 'Letters we write',
    part: '/letters',
    content: (
      <>
        <Heading>Letters we write</Heading>
        <LetterWays here="/letters/words" />
        <Table
          caption="Every kind of letter"
          quietCaption
          rows={rows}
          columns={[
            {
              head: 'Letter',
              names: true,
              cell: ({ kind }) => <Link href={kindPath(kind)}>{letterKindNames[kind]}</Link>,
            },
            { head: 'About', cell: ({ definition }) => <Sentence text={definition.about} /> },
            { head: 'Purpose', cell: ({ definition }) => purposeNames[definition.purpose].name },
            { head: 'When it is sent', cell: ({ definition }) => definition.when ?? null },
            { head: 'Your paragraph', cell: ({ kind, paragraph }) => summary(kind, paragraph) },
          ]}
        />
      </>
    ),
  }
}

/** The beginning of a paragraph, for a table. */
const summaryLength = 80

function summary(kind: LetterKind, paragraph: string | undefined): string {
  if (hasNoParagraph.has(kind)) return 'Written anew each time'
  if (paragraph === undefined) return 'None'
  return paragraph.length > summaryLength ? `${paragraph.slice(0, summaryLength).trimEnd()}…` : paragraph
}

interface Said {
  readonly values?: Sent
  readonly sentence?: string
  readonly status?: 400 | 409 | 422
}

/** One kind of letter. */
export async function letterKindPage(asked: Asked, name: string, said: Said = {}): Promise<Answer> {
  const found = kindNamed(name)
  if (!found) return notFound('letter')
  const { kind, definition } = found
  const { tools } = asked
  const example = exampleIn(definition, asked.query('example'))
  const { paragraph, version } = await wordsAround(tools, kind)
  const shown = await writeExample(asked, kind, example)
  const title = letterKindNames[kind]
  return {
    title,
    part: '/letters',
    frames: true,
    status: said.status ?? 200,
    content: (
      <>
        <Breadcrumbs
          crumbs={[
            { name: 'Letters', href: '/letters' },
            { name: 'Letters we write', href: '/letters/words' },
          ]}
        />
        <Problems fields={[]} sentence={said.sentence} meanwhile={said.status === 409} />
        <Heading above="Letters we write">{title}</Heading>
        <Facts
          facts={[
            { key: 'About', value: <Sentence text={definition.about} /> },
            { key: 'Purpose', value: purposeNames[definition.purpose].rule },
            { key: 'When it is sent', value: definition.when },
            { key: 'Fixed words', value: `Version ${definition.version}` },
          ]}
        />
        {hasNoParagraph.has(kind) ? null : (
          <Section title="Your own paragraph">
            <Paragraphs
              asked={asked}
              kind={kind}
              paragraph={said.values ? said.values.paragraph : paragraph}
              opened={versionField(version, said.values)}
            />
            {await history(asked, kind)}
          </Section>
        )}
        <Section title="What it looks like">
          <Examples kind={kind} definition={definition} example={example} />
          <p class="govuk-body">
            <strong>Subject:</strong> {shown.subject.replace(/^Test: /, '')}
          </p>
          <MailFrames src={addressOf(`${kindPath(kind)}/as-mail`, { example })} title={title} />
          {may(asked, 'test-letter') ? (
            <>
              <Paragraph>
                A test goes through the same checks and the same provider as every letter, to your own address alone.
                Its subject begins with “Test:”.
              </Paragraph>
              <Form
                action={`${kindPath(kind)}/test`}
                token={asked.token}
                fields={[{ is: 'hidden', name: 'example', label: '', value: example }]}
                button="Send this letter to me"
              />
            </>
          ) : null}
        </Section>
      </>
    ),
  }
}

function kindNamed(name: string): (typeof written)[number] | undefined {
  return written.find(({ kind }) => kind === name)
}

function exampleIn(definition: LetterDefinition, asked: string | undefined): string {
  const names = Object.keys(definition.examples)
  return oneOf(names, asked) ?? names[0] ?? ''
}

function Paragraphs({
  asked,
  kind,
  paragraph,
  opened,
}: {
  readonly asked: Asked
  readonly kind: LetterKind
  readonly paragraph: string | undefined
  readonly opened: readonly Field[]
}): JSX.Element {
  if (!may(asked, 'change-letter'))
    return paragraph === undefined ? <Empty>There is none.</Empty> : <Inset>{paragraph}</Inset>
  return (
    <>
      <Paragraph>
        It stands in every letter of this kind from now on, before the signature. Plain text; a blank line begins a new
        paragraph; left empty, it is taken away.
      </Paragraph>
      <div class="govuk-warning-text">
        <span class="govuk-warning-text__icon" aria-hidden="true">
          !
        </span>
        <strong class="govuk-warning-text__text">
          <span class="govuk-visually-hidden">Warning</span>
          Nothing that promotes: these letters go to people who agreed to letters about their award, not to news. What
          invites or recommends belongs in a <Link href="/letters/bulletins">bulletin</Link>.
        </strong>
      </div>
      <Form
        action={`${kindPath(kind)}/paragraph`}
        token={asked.token}
        fields={[{ is: 'long-text', name: 'paragraph', label: 'Your paragraph', value: paragraph }, ...opened]}
        button="Keep this paragraph"
      />
    </>
  )
}

async function history({ tools }: Asked, kind: LetterKind): Promise<JSX.Element | null> {
  const changes = await wordingHistory(tools, kind)
  if (changes.length === 0) return null
  const who = await whoDid(
    tools,
    changes.map(({ by }) => by),
  )
  return (
    <Table
      caption="Versions of it"
      rows={changes}
      columns={[
        { head: 'Version', names: true, cell: ({ version }) => String(version) },
        { head: 'From', cell: ({ at }) => <AtMoment at={at} /> },
        { head: 'By', cell: ({ by }) => who(by) },
        { head: 'Words', cell: ({ paragraph }) => paragraph ?? 'Taken away' },
      ]}
    />
  )
}

function Examples({
  kind,
  definition,
  example,
}: {
  readonly kind: LetterKind
  readonly definition: LetterDefinition
  readonly example: string
}): JSX.Element | null {
  const names = Object.keys(definition.examples)
  if (names.length < 2) return null
  return (
    <ul class="govuk-list app-list-inline" aria-label="Examples">
      {names.map((name) => (
        <li class="govuk-body">
          {name === example ? (
            <strong aria-current="true">{sayExample(name)}</strong>
          ) : (
            <Link href={addressOf(kindPath(kind), { example: name })}>{sayExample(name)}</Link>
          )}
        </li>
      ))}
    </ul>
  )
}

/** `before-90` as `90 days before`; others as they are written. */
function sayExample(name: string): string {
  const [, side, days] = /^(before|after)-(\d+)$/.exec(name) ?? []
  if (side !== undefined) return `${days} ${days === '1' ? 'day' : 'days'} ${side}`
  const words = name.replaceAll(/(?<!^re)-/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

async function writeExample({ tools, caller }: Asked, kind: LetterKind, example: string): Promise<WrittenLetter> {
  const test: Pick<AskedLetter, 'kind' | 'purpose' | 'facts'> = {
    kind: 'test-letter',
    purpose: 'staff',
    facts: { of: kind, example },
  }
  const words = await wordsFor(tools, test)
  const shown = writeWords(test, { ...words, name: caller.name, school: undefined })
  return shown ?? { subject: '', text: '', html: '', version: 0 }
}

/** An example by itself, as it is in the mail. */
export async function exampleAsMail(asked: Asked, name: string): Promise<string | undefined> {
  const found = kindNamed(name)
  return found && (await writeExample(asked, found.kind, exampleIn(found.definition, asked.query('example')))).html
}

/** Changes the paragraph, or takes it away. */
export async function sendParagraph(asked: Asked, name: string, sent: Sent): Promise<Answer> {
  const kind = kindNamed(name)?.kind
  if (kind === undefined || hasNoParagraph.has(kind)) return notFound('letter')
  const { paragraph } = sent
  const again = (sentence: string, status: 400 | 409 | 422) =>
    letterKindPage(asked, name, { values: status === 409 ? openedAnew(sent) : sent, sentence, status })
  if (paragraph !== undefined && paragraph.length > mostCharacters)
    return again(`A paragraph has at most ${mostCharacters} characters; this one has ${paragraph.length}.`, 400)
  return perform(asked, { command: 'change-letter', back: kindPath(kind), sent, again }, async (doing) => {
    const { vault, world } = asked.tools
    const until = addMinutes(world().now, vaultWaits)
    const note = paragraph === undefined ? undefined : await vault.putNote(paragraph, 'wording#letters', until)
    return changeParagraph(asked.tools, kind, note, doing)
  })
}

const mostCharacters = 4000

/** Sends the example to whoever asks. */
export function sendTest(asked: Asked, name: string, { example, bulletin }: Sent): Promise<Answer> | Answer {
  const kind = kindNamed(name)?.kind
  if (kind === undefined) return notFound('letter')
  const values = bulletin === undefined ? { example } : { bulletin }
  const again = (sentence: string, status: 409 | 422) => letterKindPage(asked, name, { sentence, status })
  return perform(asked, { command: 'test-letter', back: kindPath(kind), again }, (doing) =>
    sendTestLetter(asked.tools, asked.caller.id, kind, values, doing),
  )
}
