/** One letter: why it was asked for, what became of it, and its words. */

import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import { type Letter, letterDecider } from '../../../events/letter/decide.ts'
import { letterKindNames } from '../../../events/letter/names.ts'
import { contactCards } from '../../../shared/board/reads/lists.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import { type LetterCard, letterCard, letterRows } from '../../../shared/board/rows/letter.ts'
import { contactThen, judgedAt } from '../../../shared/deeds/then.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import {
  Breadcrumbs,
  ButtonLink,
  Facts,
  Heading,
  Inset,
  Link,
  Paragraph,
  Section,
} from '../../../shared/pages/parts.tsx'
import type { Attachment } from '../../../shared/post/post.ts'
import { type WrittenAgain, writeAgain } from '../as-it-left.ts'
import { contactPath, entryPath, explainPath, letterPath, notesOf, schoolPath, Timeline } from '../entries.tsx'
import { sayHeldBy } from '../held.ts'
import { LetterState, Reasons, sayAddressee } from '../letter-table.tsx'
import { addresseesNamed, idOf, schoolsNamed, whoDid } from '../names.ts'
import type { Answer, Asked } from '../page.ts'
import type { ConsoleTools } from '../tools.ts'
import { ConsentThen } from './explain.tsx'
import { notFound } from './stop.tsx'

/** Steps of a letter's life that are shown at most; five tries and what the provider tells are some twenty. */
const mostSteps = 100

/** What stands for a name that the caller may not see. */
const nameKept = '(name not shown to your role)'

export async function letterPage(asked: Asked, id: string): Promise<Answer> {
  const { tools, caller } = asked
  const stream = `letter#${idOf(id)}`
  const kept = await readLetter(tools, stream)
  if (!kept) return notFound('letter')
  const { letter, state } = kept
  const schools = await schoolsNamed(tools, [letter.school])
  const school = letter.school === undefined ? undefined : schools.get(idOf(letter.school))
  const [names, contacts, { items: life }] = await Promise.all([
    addresseesNamed(tools, caller, [letter], schools),
    contactCards(tools.board, [letter.to]),
    readTrail(tools, { stream }, { limit: mostSteps }),
  ])
  const [who, notes] = await Promise.all([
    whoDid(
      tools,
      life.map(({ by }) => by),
    ),
    notesOf(tools, caller, life),
  ])
  const held = await sayHeldBy(tools, [letter])
  const again = await writeAgain(tools, state, names.get(letter.to) ?? nameKept)
  const title = `${letterKindNames[letter.kind]}${school ? ` to ${school.name}` : ''}`
  return {
    title,
    part: '/letters',
    content: (
      <>
        <Breadcrumbs
          crumbs={[
            { name: 'Letters', href: '/letters' },
            ...(school ? [{ name: school.name, href: schoolPath(school.id) }] : []),
          ]}
        />
        <Heading above="Letter">{title}</Heading>
        <Facts
          facts={[
            { key: 'State', value: <LetterState letter={letter} /> },
            {
              key: 'Why, and why not',
              value: <Reasons letter={letter} contact={contacts.get(letter.to)} held={held} />,
            },
            { key: 'To', value: toWhom(letter, names.get(letter.to)) },
            { key: 'School', value: school && <Link href={schoolPath(school.id)}>{school.name}</Link> },
            { key: 'Asked for', value: <OnDay day={letter.day} /> },
            { key: 'Because of', value: <Link href={entryPath(letter.cause)}>this entry of the log</Link> },
            {
              key: 'Consent at that moment',
              value: letter.to.startsWith('contact#') ? await consentThen(tools, letter) : undefined,
            },
            {
              key: 'What else was considered',
              value: school && <Link href={explainPath(school.id, letter.day)}>that day at this school</Link>,
            },
          ]}
        />
        {mayResolve(asked, letter) ? (
          <div class="app-actions">
            <ButtonLink href={`${letterPath(id)}/do/resolve-letter`}>Say what became of it</ButtonLink>
          </div>
        ) : null}
        <Section title="What became of it">
          <Timeline entries={life.toReversed()} who={who} notes={notes} about="letter" />
        </Section>
        <Section title={hasLeft(letter) ? 'What it says' : 'What it would say'}>
          <Words letter={letter} again={again} />
        </Section>
      </>
    ),
  }
}

/** How the consent stood when the letter was judged. */
async function consentThen({ log }: ConsoleTools, letter: LetterCard): Promise<JSX.Element> {
  const [then, at] = await Promise.all([contactThen(log, letter.to), judgedAt(log, `letter#${letter.id}`)])
  return <ConsentThen of={then(at ?? letter.causedAt)} letter={letter} />
}

function toWhom(letter: LetterCard, name: string | undefined): JSX.Element | string {
  const words = sayAddressee(letter, name)
  return letter.to.startsWith('contact#') ? <Link href={contactPath(letter.to)}>{words}</Link> : words
}

/** The letter as it stands in its own stream, never late. */
async function readLetter(
  tools: ConsoleTools,
  stream: string,
): Promise<{ readonly letter: LetterCard; readonly state: Letter } | undefined> {
  const { version, state } = await loadStream(tools.log, letterDecider, stream)
  const [row] = letterRows({ stream, version, state })
  return row && { letter: letterCard().parse(row.data), state }
}

function mayResolve({ caller }: Asked, { state, unresolved }: LetterCard): boolean {
  return commands['resolve-letter'].roles.includes(caller.role) && (state === 'uncertain' || unresolved)
}

function hasLeft({ state }: LetterCard): boolean {
  return state === 'sent' || state === 'delivered' || state === 'bounced' || state === 'complained'
}

function Words({ letter, again }: { readonly letter: LetterCard; readonly again: WrittenAgain }): JSX.Element {
  const { written, remark, files } = again
  if (!written) return <Paragraph>There are no words for letters of this kind yet.</Paragraph>
  return (
    <>
      {remark === undefined ? null : <Inset>{remark}</Inset>}
      <p class="govuk-body">
        <strong>Subject:</strong> {written.subject}
      </p>
      <PlainLetter text={written.text} />
      <p class="govuk-body app-screen-only">
        <Link href={`${letterPath(letter.id)}/as-mail`}>See it as a mail program shows it</Link>
      </p>
      {files.map(({ name }) => (
        <p class="govuk-body app-screen-only">
          <Link href={`${letterPath(letter.id)}/files/${encodeURIComponent(name)}`}>Calendar entry ({name})</Link>
        </p>
      ))}
    </>
  )
}

/** A file that went with a letter; undefined for a letter or a file that is not there. */
export async function fileOfLetter(
  { tools, caller }: Asked,
  id: string,
  name: string,
): Promise<Attachment | undefined> {
  const kept = await readLetter(tools, `letter#${idOf(id)}`)
  if (!kept) return undefined
  const { letter, state } = kept
  const schools = await schoolsNamed(tools, [letter.school])
  const names = await addresseesNamed(tools, caller, [letter], schools)
  const { files } = await writeAgain(tools, state, names.get(letter.to) ?? nameKept)
  return files.find((file) => file.name === name)
}

/** The letter's HTML by itself, as it is in the mail; undefined for a letter or a kind that is not there. */
export async function letterAsMail({ tools, caller }: Asked, id: string): Promise<string | undefined> {
  const kept = await readLetter(tools, `letter#${idOf(id)}`)
  if (!kept) return undefined
  const { letter, state } = kept
  const schools = await schoolsNamed(tools, [letter.school])
  const names = await addresseesNamed(tools, caller, [letter], schools)
  return (await writeAgain(tools, state, names.get(letter.to) ?? nameKept)).written?.html
}

/** A line of one of these below another makes it a heading in plain text; here it is one. */
const underline = /^(={3,}|-{3,})$/

/** The letter's plain text, paragraph by paragraph. */
function PlainLetter({ text }: { readonly text: string }): JSX.Element {
  return (
    <div class="app-letter">
      {text
        .trim()
        .split(/\n{2,}/)
        .map((paragraph) => {
          const [first = '', second = '', ...rest] = paragraph.split('\n')
          const isHeading = underline.test(second.trim())
          return (
            <p class="govuk-body">
              {isHeading ? <strong>{first}</strong> : paragraph}
              {isHeading && rest.length > 0 ? `\n${rest.join('\n')}` : ''}
            </p>
          )
        })}
    </div>
  )
}
