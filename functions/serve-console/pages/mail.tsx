/**
 * Mail that came in: what was read in it and why, what was done, and how sure it is who wrote it. What it says is shown as
 * plain text, to those alone who may see who wrote it; its HTML is never shown as HTML.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import { type Mail, mailDecider } from '../../../events/mail/decide.ts'
import { type Finding, sayAsk, sayDeed } from '../../../events/mail/events.ts'
import { readMails } from '../../../shared/board/reads/lists.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import { type MailCard, mailCard, mailRows, mailStates } from '../../../shared/board/rows/mail.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { type SeenMail, seeMail } from '../../../shared/deeds/mail.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { AtTime, OnDay } from '../../../shared/pages/day.tsx'
import { Filters } from '../../../shared/pages/form.tsx'
import {
  addressOf,
  Breadcrumbs,
  ButtonLink,
  Empty,
  Facts,
  Heading,
  Inset,
  Link,
  Paging,
  Paragraph,
  Section,
  Tag,
  type Tone,
} from '../../../shared/pages/parts.tsx'
import { Sentence } from '../../../shared/pages/sentence.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { contactPath, letterPath, mailPath, notesOf, Timeline } from '../entries.tsx'
import { addresseesNamed, idOf, whoDid } from '../names.ts'
import { type Answer, type Asked, oneOf, type Page } from '../page.ts'
import { requestPath } from './requests.tsx'
import { notFound } from './stop.tsx'

const perPage = 30

const stateNames: Readonly<Record<MailCard['state'], { readonly words: string; readonly tone: Tone }>> = {
  filed: { words: 'On its way', tone: 'grey' },
  acted: { words: 'Done', tone: 'green' },
  'asked-back': { words: 'Asked back', tone: 'yellow' },
  'to-person': { words: 'A person reads it', tone: 'blue' },
  forwarded: { words: 'Sent on to the office', tone: 'green' },
  'set-aside': { words: 'Spam or virus', tone: 'red' },
  automatic: { words: 'Written by a machine', tone: 'grey' },
  copy: { words: 'Came before', tone: 'grey' },
}

export const mailsPage: Page = async (asked) => {
  const { tools, caller, query } = asked
  const state = oneOf(mailStates, query('state'))
  const { items, next } = await readMails(tools.board, { state }, { limit: perPage, after: query('cursor') })
  const seen = isOffice(caller)
    ? new Map(await Promise.all(items.map(async ({ id }) => [id, await seeMail(tools, `mail#${id}`)] as const)))
    : new Map<string, SeenMail | undefined>()
  return {
    title: 'Mail',
    part: '/mail',
    content: (
      <>
        <Heading>Mail</Heading>
        <Paragraph>
          Mail to the body, and what the system did with it. What is certain and can be undone it does at once; all else
          waits for the person on file, or for you.
        </Paragraph>
        <Filters
          action="/mail"
          fields={[
            {
              is: 'select',
              name: 'state',
              label: 'State',
              value: state,
              options: [
                { value: '', label: 'Any' },
                ...mailStates.map((value) => ({ value, label: stateNames[value].words })),
              ],
            },
          ]}
        />
        {items.length === 0 ? <Empty>There is no mail here.</Empty> : <MailTable items={items} seen={seen} />}
        <Paging
          next={next && addressOf('/mail', { state, cursor: next })}
          first={query('cursor') && addressOf('/mail', { state })}
        />
      </>
    ),
  }
}

interface TableProps {
  readonly items: readonly MailCard[]
  readonly seen: ReadonlyMap<string, SeenMail | undefined>
}

function MailTable({ items, seen }: TableProps): JSX.Element {
  return (
    <Table
      caption="The latest first"
      rows={items}
      columns={[
        {
          head: 'Subject',
          names: true,
          cell: ({ id }) => <Link href={mailPath(id)}>{seen.get(id)?.subject.trim() || 'No subject shown'}</Link>,
        },
        { head: 'From', cell: ({ id, sender }) => seen.get(id)?.from?.address ?? senderNames[sender ?? 'nobody'] },
        {
          head: 'Came in',
          cell: ({ received, day }) => (
            <>
              <OnDay day={day} />, <AtTime at={received} />
            </>
          ),
        },
        {
          head: 'Asks for',
          cell: ({ asks }) => <Sentence text={asks.map(sayAsk).join('; ') || 'nothing of that kind'} />,
        },
        { head: 'State', cell: ({ state }) => <StateTag state={state} /> },
      ]}
    />
  )
}

const senderNames: Readonly<Record<NonNullable<MailCard['sender']>, string>> = {
  contact: 'A contact',
  stranger: 'Somebody we do not hold',
  own: 'An address of our own',
  nobody: 'Cannot be read',
}

function StateTag({ state }: Pick<MailCard, 'state'>): JSX.Element {
  const { words, tone } = stateNames[state]
  return <Tag tone={tone}>{words}</Tag>
}

function listOf<W extends string>(words: readonly W[], say: (word: W) => string): JSX.Element {
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {words.map((word) => (
        <li>
          <Sentence text={say(word)} />
        </li>
      ))}
    </ul>
  )
}

export async function mailPage(asked: Asked, id: string): Promise<Answer> {
  const { tools, caller } = asked
  const stream = `mail#${idOf(id)}`
  const { version, state } = await loadStream(tools.log, mailDecider, stream)
  const [row] = mailRows({ stream, version, state })
  if (!row) return notFound('mail')
  const mail = mailCard().parse(row.data)
  const { items: life } = await readTrail(tools, { stream }, { limit: 30 })
  const [who, notes, seen, decided, names] = await Promise.all([
    whoDid(
      tools,
      life.map(({ by }) => by),
    ),
    notesOf(tools, caller, life),
    isOffice(caller) ? seeMail(tools, stream) : undefined,
    isOffice(caller) ? sentencesOf(asked, state) : [],
    addresseesNamed(tools, caller, mail.contact === undefined ? [] : [{ to: mail.contact }], new Map()),
  ])
  return {
    title: 'Mail',
    part: '/mail',
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Mail', href: '/mail' }]} />
        <Heading above="Mail">{seen?.subject.trim() || 'No subject shown'}</Heading>
        <Facts
          facts={[
            { key: 'State', value: <StateTag state={mail.state} /> },
            {
              key: 'Came in',
              value: (
                <>
                  <OnDay day={mail.day} />, <AtTime at={mail.received} />
                </>
              ),
            },
            { key: 'From', value: sayFrom(mail, seen) },
            { key: 'Contact', value: contactOf(mail, names) },
            {
              key: 'Its sender',
              value: (
                <>
                  {sayVerdict(mail)}
                  <Checks mail={mail} />
                </>
              ),
            },
            { key: 'Answers', value: answeredBy(mail) },
            { key: 'Spam and viruses', value: sayWarnings(mail) },
            { key: 'Asks for', value: mail.asks.length === 0 ? 'Nothing of that kind' : listOf(mail.asks, sayAsk) },
            { key: 'What followed', value: sayDeeds(mail) },
            { key: 'Requests', value: requestsOf(mail, isOffice(caller)) },
            { key: 'Attachments', value: mail.attachments === 0 ? undefined : mail.attachments },
            { key: 'Not read', value: mail.broken.length === 0 ? undefined : mail.broken.map(sayBroken).join(', ') },
          ]}
        />
        <Because decided={decided} refiled={mail.refiled} />
        <Doing asked={asked} mail={mail} />
        <Words seen={seen} office={isOffice(caller)} isRead={state.read !== undefined} />
        <Section title="What happened">
          <Timeline entries={life.toReversed()} who={who} notes={notes} about="mail" />
        </Section>
      </>
    ),
  }
}

/** The sentences that decided what the mail asks, as they were written. */
async function sentencesOf({ tools }: Asked, { read }: Mail) {
  const { now } = tools.world()
  const asks = read?.asks ?? []
  return Promise.all(asks.map(async ({ ask, sentence }) => ({ ask, sentence: await tools.vault.note(sentence, now) })))
}

function sayFrom({ sender }: MailCard, seen: SeenMail | undefined): string {
  if (seen?.from) return `${seen.from.name} <${seen.from.address}>`.trim()
  return senderNames[sender ?? 'nobody']
}

function contactOf({ contact }: MailCard, names: ReadonlyMap<string, string>): JSX.Element | undefined {
  return contact === undefined ? undefined : (
    <Link href={contactPath(contact)}>{names.get(contact) ?? 'A contact'}</Link>
  )
}

/** The cases it opened, as it is filed now; what only an earlier reading had opened is closed. The office opens them. */
function requestsOf({ requests }: MailCard, office: boolean): JSX.Element | string | undefined {
  if (requests.length === 0) return undefined
  if (!office) return 'Admins and coordinators see them'
  return (
    <>
      {requests.map((request, n) => (
        <>
          {n > 0 ? ', ' : null}
          <Link href={requestPath(request)}>{requests.length === 1 ? 'The request' : `Request ${n + 1}`}</Link>
        </>
      ))}
    </>
  )
}

function answeredBy({ answers }: MailCard): JSX.Element | undefined {
  return answers === undefined ? undefined : <Link href={letterPath(answers)}>One of our letters</Link>
}

function sayVerdict({ verdict, found, bySign }: MailCard): string {
  if (bySign)
    return 'The sender could be proved: it came to the address of a letter to this contact, which nobody else was given'
  if (verdict === 'passed')
    return 'The sender’s address could be proved: the mail provider vouches for the domain it says it is from'
  return found
    ? 'The sender’s address could not be proved: nobody told of this mail, so nobody vouches for it'
    : 'The sender’s address could not be proved: nobody vouches for it, so somebody else may have written it'
}

const findingNames: Readonly<Record<Finding, string>> = {
  pass: 'passed',
  fail: 'failed',
  gray: 'not certain',
  'processing-failed': 'could not be checked',
  none: 'not told',
}

/** Of what the provider warns of, having passed is having none. */
const warningNames: Readonly<Record<Finding, string>> = { ...findingNames, pass: 'none found', fail: 'found' }

/** What the mail provider found, by the names an engineer knows; nothing the mail says of itself. */
function Checks({ mail }: { readonly mail: MailCard }): JSX.Element {
  const proofs = (
    [
      ['DMARC', mail.dmarc],
      ['SPF', mail.spf],
      ['DKIM', mail.dkim],
    ] as const
  ).map(([name, finding]) => `${name} ${findingNames[finding]}`)
  return (
    <details class="govuk-details app-screen-only govuk-!-margin-top-2 govuk-!-margin-bottom-0">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">What the mail provider checked, for an engineer</span>
      </summary>
      <div class="govuk-details__text">{proofs.join(', ')}</div>
    </details>
  )
}

function sayWarnings({ spam, virus }: MailCard): string {
  return `Spam: ${warningNames[spam]}; viruses: ${warningNames[virus]}`
}

function sayDeeds({ does, copyOf, state }: MailCard): JSX.Element | string {
  if (copyOf !== undefined)
    return (
      <>
        Nothing: it is a copy of <Link href={mailPath(copyOf)}>a mail that came before</Link>
      </>
    )
  if (does.length > 0) return listOf(does, sayDeed)
  return state === 'filed' ? 'Nothing yet' : 'It was filed, and nothing else'
}

const brokenNames: Readonly<Record<string, string>> = {
  'not-kept': 'the mail itself, which is not kept any more',
  'cannot-be-opened': 'the mail itself, which could not be opened',
}

function sayBroken(broken: string): string {
  return brokenNames[broken] ?? broken.replaceAll('-', ' ')
}

interface BecauseProps {
  readonly decided: readonly { readonly ask: MailCard['asks'][number]; readonly sentence: string | undefined }[]
  readonly refiled: boolean
}

function Because({ decided, refiled }: BecauseProps): JSX.Element | null {
  if (decided.length === 0) return null
  return (
    <Section title={refiled ? 'What was read first, and why' : 'Why it was read so'}>
      {[...Map.groupBy(decided, ({ sentence }) => sentence)].map(([sentence, of]) => (
        <>
          <p class="govuk-body govuk-!-margin-bottom-1">
            <Sentence text={of.map(({ ask }) => sayAsk(ask)).join('; ')} begins />, because it says:
          </p>
          <Inset>{sentence === undefined ? 'This sentence is not kept any more.' : `“${sentence}”`}</Inset>
        </>
      ))}
    </Section>
  )
}

function Doing({ asked: { caller }, mail }: { readonly asked: Asked; readonly mail: MailCard }): JSX.Element | null {
  if (!commands['refile-mail'].roles.includes(caller.role)) return null
  const path = mailPath(mail.id)
  return (
    <div class="app-actions">
      <ButtonLink href={`${path}/do/refile-mail`}>File it anew</ButtonLink>
      {mail.state === 'forwarded' || mail.virus === 'fail' ? null : (
        <ButtonLink href={`${path}/do/forward-mail`}>Send it on to the office</ButtonLink>
      )}
    </div>
  )
}

interface WordsProps {
  readonly seen: SeenMail | undefined
  readonly office: boolean
  readonly isRead: boolean
}

/** The text as it stands, every sign of it a sign. */
function Words({ seen, office, isRead }: WordsProps): JSX.Element {
  return (
    <Section title="What it says">
      {seen === undefined ? (
        <Empty>{whyNoWords(office, isRead)}</Empty>
      ) : seen.text.trim() === '' ? (
        <Empty>The mail holds no text.</Empty>
      ) : (
        <section class="app-mail" aria-label="The mail’s text" tabindex={0}>
          {seen.text}
        </section>
      )}
    </Section>
  )
}

function whyNoWords(office: boolean, isRead: boolean): string {
  if (!office) return 'Admins and coordinators see what a mail says.'
  return isRead ? 'The mail is not kept any more.' : 'The mail has not been read yet.'
}
