/** Bulletins: written, corrected, looked at, tried on oneself, sent to those who agreed to news; and how far each got. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Bulletin, bulletinDecider, bulletinStream } from '../../../events/bulletin/decide.ts'
import { commands } from '../../../events/commands.ts'
import { addMinutes } from '../../../events/kernel/day.ts'
import { readBulletins, readLetters } from '../../../shared/board/reads/lists.ts'
import {
  countNews,
  type NewsCount,
  newsRecipients,
  sendBulletin,
  writeBulletin,
} from '../../../shared/deeds/bulletins.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { sendTestLetter } from '../../../shared/deeds/test-letters.ts'
import { vaultWaits } from '../../../shared/deeds/tools.ts'
import { bulletinTexts, wordsFor } from '../../../shared/deeds/words-for.ts'
import { loadStream } from '../../../shared/log/act.ts'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Form, Problems } from '../../../shared/pages/form.tsx'
import {
  addressOf,
  Breadcrumbs,
  ButtonLink,
  Empty,
  Facts,
  Heading,
  Link,
  Paging,
  Paragraph,
  Section,
  Tag,
  type Tone,
} from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { type Texts, writeWords } from '../../../shared/post/write.ts'
import { openedAnew, versionField } from '../do/two-people.ts'
import type { Answer, Asked, Page, Sent } from '../page.ts'
import { whyNotSent } from '../words.ts'
import { bulletinPath, LetterWays, MailFrames, may, perform, whyMayNot } from './letters-of-the-body.tsx'
import { notFound } from './stop.tsx'

const path = '/letters/bulletins'
const perPage = 50

const stateNames: Readonly<Record<Bulletin['state'], { readonly words: string; readonly tone: Tone }>> = {
  none: { words: 'Not written', tone: 'grey' },
  draft: { words: 'Draft', tone: 'yellow' },
  sending: { words: 'Being sent', tone: 'blue' },
  sent: { words: 'Sent', tone: 'green' },
}

export const bulletinsPage: Page = async (asked) => {
  const { tools, query } = asked
  const { items, next } = await readBulletins(tools.board, { limit: perPage, after: query('cursor') })
  const rows = await Promise.all(
    items.map(async (card) => ({
      ...card,
      subject: isOffice(asked.caller) ? (await bulletinTexts(tools, card.id))?.subject : undefined,
    })),
  )
  return {
    title: 'Bulletins',
    part: '/letters',
    content: (
      <>
        <Heading>Bulletins</Heading>
        <LetterWays here={path} />
        {may(asked, 'write-bulletin') ? (
          <div class="app-actions">
            <ButtonLink href={`${path}/new`}>Write a bulletin</ButtonLink>
          </div>
        ) : null}
        {rows.length === 0 ? (
          <Empty>None was written yet.</Empty>
        ) : (
          <Table
            caption="Bulletins"
            quietCaption
            rows={rows}
            columns={[
              {
                head: 'Bulletin',
                names: true,
                cell: ({ id, subject }) => <Link href={bulletinPath(id)}>{subject ?? id}</Link>,
              },
              { head: 'Name', cell: ({ id }) => id },
              { head: 'State', cell: ({ state }) => <State state={state} /> },
              { head: 'Letters', cell: ({ state, asked: letters }) => (state === 'draft' ? null : String(letters)) },
            ]}
          />
        )}
        <Paging next={next && addressOf(path, { cursor: next })} first={query('cursor') && path} />
      </>
    ),
  }
}

function State({ state }: { readonly state: Bulletin['state'] }): JSX.Element {
  const { words, tone } = stateNames[state]
  return <Tag tone={tone}>{words}</Tag>
}

interface Said {
  readonly values?: Sent
  readonly problems?: Readonly<Record<string, string>>
  readonly sentence?: string
  readonly status?: 409 | 422
}

/** The form for a new one. */
export function newBulletinPage(asked: Asked, said: Said = {}): Answer {
  if (!may(asked, 'write-bulletin')) return whyMayNot('write-bulletin')
  const fields: Field[] = [
    {
      is: 'text',
      name: 'bulletin',
      label: 'Short name',
      hint: 'For lists, such as autumn-2026: letters, digits, dots and dashes. It cannot be changed later',
      value: said.values?.bulletin,
      problem: said.problems?.bulletin,
    },
    ...textFields(said),
  ]
  return {
    title: 'Write a bulletin',
    part: '/letters',
    status: hasProblem(said) ? 400 : 200,
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Bulletins', href: path }]} />
        <Problems fields={fields} sentence={said.sentence} />
        <Heading>Write a bulletin</Heading>
        <Paragraph>Nothing is sent yet: next you see who would get it, and can try it on yourself.</Paragraph>
        <Form action={`${path}/new`} token={asked.token} fields={fields} button="Keep as a draft" back={path} />
      </>
    ),
  }
}

function hasProblem({ sentence, problems = {} }: Said): boolean {
  return sentence !== undefined || Object.keys(problems).length > 0
}

function textFields({ values = {}, problems = {} }: Said): Field[] {
  return [
    { is: 'text', name: 'subject', label: 'Subject', value: values.subject, problem: problems.subject },
    {
      is: 'long-text',
      rows: 14,
      name: 'paragraphs',
      label: 'Words',
      hint: 'Plain text; a blank line begins a new paragraph. The greeting, the signature and how to stop are added',
      value: values.paragraphs,
      problem: problems.paragraphs,
    },
  ]
}

/** One bulletin. */
export async function bulletinPage(asked: Asked, id: string, said: Said = {}): Promise<Answer> {
  const { tools } = asked
  const { state: bulletin, version } = await loadStream(tools.log, bulletinDecider, bulletinStream(id))
  if (bulletin.state === 'none') return notFound('bulletin')
  const texts = isOffice(asked.caller) ? await bulletinTexts(tools, id) : undefined
  const subject = texts?.subject ?? id
  return {
    title: subject,
    part: '/letters',
    frames: true,
    status: said.status ?? (hasProblem(said) ? 400 : 200),
    content: (
      <>
        <Breadcrumbs
          crumbs={[
            { name: 'Letters', href: '/letters' },
            { name: 'Bulletins', href: path },
          ]}
        />
        <Problems fields={textFields(said)} sentence={said.sentence} meanwhile={said.status === 409} />
        <Heading above="Bulletin">{subject}</Heading>
        <Facts facts={factsOf(id, bulletin)} />
        {bulletin.state === 'draft' ? null : await sentLetters(asked, id)}
        {texts === undefined ? null : (
          <Section title="What it looks like">
            <MailFrames src={`${bulletinPath(id)}/as-mail`} title={subject} />
          </Section>
        )}
        {bulletin.state === 'draft' && texts !== undefined
          ? await draftParts(asked, id, texts, { said, version })
          : null}
      </>
    ),
  }
}

function factsOf(id: string, { state, version, asked, passedOver }: Bulletin) {
  return [
    { key: 'State', value: <State state={state} /> },
    { key: 'Short name', value: id },
    { key: 'Version', value: String(version) },
    ...(state === 'draft'
      ? []
      : [
          {
            key: state === 'sending' ? 'So far' : 'In all',
            value: `${asked} ${asked === 1 ? 'letter' : 'letters'}; ${passedOver} ${passedOver === 1 ? 'contact' : 'contacts'} passed over`,
          },
        ]),
  ]
}

/** How many of its letters are looked at for a first count. */
const mostCounted = 1000

async function sentLetters({ tools }: Asked, id: string): Promise<JSX.Element> {
  const found = await readLetters(tools.board, {}, { limit: mostCounted })
  const own = found.items.filter(({ facts, kind }) => kind === 'bulletin' && facts.bulletin === id)
  const count = (...states: string[]) => own.filter(({ state }) => states.includes(state)).length
  return (
    <Paragraph>
      Of its letters among the latest {mostCounted}: {count('sent', 'delivered')} left, {count('asked', 'sending')} on
      their way, {count('held')} held, {count('withheld')} not sent, {count('bounced', 'complained', 'uncertain')} came
      back or are in doubt. <Link href="/letters">See all letters</Link>
    </Paragraph>
  )
}

/** What can be done with a draft: correct it, see who gets it, try it, send it. */
async function draftParts(
  asked: Asked,
  id: string,
  texts: Texts,
  { said, version }: { readonly said: Said; readonly version: number },
): Promise<JSX.Element> {
  const values = said.values ?? { subject: texts.subject, paragraphs: texts.paragraphs.join('\n\n') }
  return (
    <>
      <Section title="Correct it">
        <Form
          action={bulletinPath(id)}
          token={asked.token}
          fields={[...textFields({ ...said, values }), ...versionField(version, said.values)]}
          button="Keep these words"
        />
      </Section>
      <Section title="Try it on yourself">
        <Form action={`${bulletinPath(id)}/test`} token={asked.token} fields={[]} button="Send a test to me" />
      </Section>
      <Section title="Send it">
        {counted(await countNews(asked.tools))}
        <Paragraph>
          Each letter is judged again the moment it leaves. What has left cannot be called back or corrected.
        </Paragraph>
        <Form
          action={`${bulletinPath(id)}/send`}
          token={asked.token}
          fields={versionField(version)}
          button="Send it to all of them"
        />
      </Section>
      <Section title="Who gets it, and who not">{await recipients(asked, id)}</Section>
    </>
  )
}

function counted({ gets, not, all }: NewsCount): JSX.Element {
  return (
    <>
      <Paragraph>
        {all ? '' : 'More than '}
        {gets} {gets === 1 ? 'contact gets' : 'contacts get'} it.
      </Paragraph>
      <ul class="govuk-list govuk-list--bullet">
        {[...not].map(([why, number]) => (
          <li>
            {number} not: {lower(whyNotSent(why))}
          </li>
        ))}
      </ul>
    </>
  )
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

async function recipients(asked: Asked, id: string): Promise<JSX.Element> {
  const { tools, query } = asked
  const cursor = query('cursor')
  const { items, next } = await newsRecipients(tools, { limit: perPage, after: cursor })
  const people = await tools.vault.people(
    items.map(({ card }) => `contact#${card.id}`),
    tools.world().now,
  )
  const rows = items.map(({ card, why }) => ({
    ...people.get(`contact#${card.id}`),
    why,
    since: card.consents.news.since,
  }))
  return (
    <>
      {rows.length === 0 ? (
        <Empty>No contacts here.</Empty>
      ) : (
        <Table
          caption="Contacts"
          quietCaption
          rows={rows}
          columns={[
            { head: 'Name', names: true, cell: ({ name }) => name ?? 'A contact' },
            { head: 'Address', cell: ({ email }) => email ?? null },
            { head: 'Gets it', cell: ({ why }) => (why === undefined ? 'Yes' : 'No') },
            { head: 'Why not', cell: ({ why, since }) => (why === undefined ? null : whyNotSent(why, since)) },
          ]}
        />
      )}
      <Paging
        next={next === undefined ? undefined : addressOf(bulletinPath(id), { cursor: next })}
        first={cursor === undefined ? undefined : bulletinPath(id)}
      />
    </>
  )
}

/** The bulletin by itself, as it would be in the mail; for those who may write it. */
export async function bulletinAsMail({ tools, caller }: Asked, id: string): Promise<string | undefined> {
  if (!isOffice(caller)) return undefined
  const letter = { kind: 'bulletin', purpose: 'news', facts: { bulletin: id } } as const
  const words = await wordsFor(tools, letter)
  if (!words.texts) return undefined
  return writeWords(letter, { ...words, name: caller.name, school: undefined })?.html
}

/** Keeps a new one as a draft, or corrects one; `id` is undefined for a new one. */
export async function sendText(asked: Asked, id: string | undefined, sent: Sent): Promise<Answer> {
  const bulletin = id ?? sent.bulletin ?? ''
  const again = (said: Said) =>
    id === undefined
      ? newBulletinPage(asked, { values: sent, ...said })
      : bulletinPage(asked, id, { values: sent, ...said })
  const paragraphs = (sent.paragraphs ?? '')
    .split(/(?:\r?\n[ \t]*){2,}/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
  const read = commands['write-bulletin'].body.safeParse({ bulletin, subject: sent.subject ?? '', paragraphs })
  if (!read.success) return again({ problems: problemsIn(read.error.issues) })
  const { state } = await loadStream(asked.tools.log, bulletinDecider, bulletinStream(bulletin))
  if (id === undefined && state.state !== 'none')
    return again({ problems: { bulletin: 'There is a bulletin of this name already: choose another' } })
  const refusedAgain = (sentence: string, status: 409 | 422) =>
    again({ sentence, status, ...(status === 409 && { values: openedAnew(sent) }) })
  const deed = { command: 'write-bulletin', back: bulletinPath(bulletin), sent, again: refusedAgain } as const
  return perform(asked, deed, async (doing) => {
    const { vault, world } = asked.tools
    const until = addMinutes(world().now, vaultWaits)
    const keep = (text: string) => vault.putNote(text, bulletinStream(bulletin), until)
    const [subject = '', ...notes] = await Promise.all([read.data.subject, ...read.data.paragraphs].map(keep))
    return writeBulletin(asked.tools, bulletin, { subject, paragraphs: notes }, doing)
  })
}

const problemWords: Readonly<Record<string, string>> = {
  bulletin: 'Give a short name of letters, digits, dots and dashes',
  subject: 'Give a subject of at most 200 characters',
  paragraphs: 'Give 1 to 40 paragraphs of at most 4000 characters each',
}

function problemsIn(issues: readonly { readonly path: readonly PropertyKey[] }[]): Record<string, string> {
  return Object.fromEntries(
    issues.map(({ path: [name] }) => [String(name), problemWords[String(name)] ?? 'Does not fit']),
  )
}

/** Orders it: the words that were looked at, and no others. */
export function orderBulletin(asked: Asked, id: string, sent: Sent): Promise<Answer> {
  const again = (sentence: string, status: 409 | 422) => bulletinPage(asked, id, { sentence, status })
  return perform(asked, { command: 'send-bulletin', back: bulletinPath(id), sent, again }, (doing) =>
    sendBulletin(asked.tools, id, doing),
  )
}

/** Sends it as it stands to whoever asks. */
export function testBulletin(asked: Asked, id: string): Promise<Answer> {
  const again = (sentence: string, status: 409 | 422) => bulletinPage(asked, id, { sentence, status })
  return perform(asked, { command: 'test-letter', back: bulletinPath(id), again }, (doing) =>
    sendTestLetter(asked.tools, asked.caller.id, 'bulletin', { bulletin: id }, doing),
  )
}
