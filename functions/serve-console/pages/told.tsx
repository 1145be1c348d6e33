/**
 * Who at a school has been told what: each matter a letter was called for, by each contact, with what came of it and how
 * the consent stood at that moment; those who were passed over as well.
 */

import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Contact } from '../../../events/contact/state.ts'
import { addDays } from '../../../events/kernel/day.ts'
import { letterKindNames } from '../../../events/letter/names.ts'
import { schoolFacts } from '../../../events/school/events.ts'
import { readLetters } from '../../../shared/board/reads/lists.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import type { LetterCard } from '../../../shared/board/rows/letter.ts'
import { maySeePeople } from '../../../shared/deeds/callers.ts'
import type { FoundSchool } from '../../../shared/deeds/schools.ts'
import { contactsThen, judgedAt } from '../../../shared/deeds/then.ts'
import { OnDay, readDay, sayShortDay } from '../../../shared/pages/day.tsx'
import {
  addressOf,
  Breadcrumbs,
  Empty,
  Heading,
  Link,
  Paging,
  Paragraph,
  Section,
  Tag,
} from '../../../shared/pages/parts.tsx'
import { Sentence } from '../../../shared/pages/sentence.tsx'
import { type Column, Table } from '../../../shared/pages/table.tsx'
import { contactPath, explainPath, letterPath, schoolPath, toldPath } from '../entries.tsx'
import { type SayHeld, sayHeldBy } from '../held.ts'
import { aboutNoSchool, LeftOut, LetterState, stoodOf } from '../letter-table.tsx'
import { lettersToPeople } from '../letters-to-people.ts'
import { addresseesNamed, cardOf, schoolsNamed } from '../names.ts'
import type { Answer, Asked } from '../page.ts'
import { undoneOf } from '../undone.ts'
import { UndoneList } from '../undone-list.tsx'
import { contactRoleNames, whyAsked, whyLetterNotSent, whyNotSent } from '../words.ts'
import { servedThen } from './explain.tsx'

/** Letters looked at for one page. */
const perPage = 60
/** Choices of recipients looked at: a school has some ten a year. */
const mostChoices = 200
/** Before anything was recorded. */
const firstDay = '2000-01-01'

/** One matter and what became of it for each contact, by the contact's stream. */
interface Matter {
  readonly matter: string
  readonly day: string
  readonly words: string
  readonly more: string
  readonly cells: Map<string, Cell>
}

interface Cell {
  readonly letter?: LetterCard
  /** Why the contact was passed over. */
  readonly over?: string
  /** When it was judged. */
  readonly at: string
  readonly office: boolean
  readonly purpose: LetterCard['purpose']
}

export async function toldPage(asked: Asked, found: FoundSchool): Promise<Answer> {
  const { tools, query } = asked
  const { name } = found.school
  const [{ items: all, next }, choices] = await Promise.all([
    readLetters(tools.board, { school: found.id }, { limit: perPage, after: query('cursor') }),
    choicesAt(asked, found.id),
  ])
  const isFirst = query('cursor') === undefined
  const from = next === undefined ? '' : (all.at(-1)?.day ?? '')
  const ofSchool = all.filter(({ to }) => to.startsWith('contact#'))
  const [toPeople, undone] = await besideThem(asked, found, ofSchool, from)
  const letters = [...ofSchool, ...toPeople]
  const passed = choices.filter(
    ({ matter, day }) => letters.some((one) => one.matter === matter) || (isFirst && day >= from),
  )
  const matters = await mattersOf(asked, letters, passed)
  const table =
    matters.length === 0 ? <Empty>Nothing was told to anybody yet.</Empty> : await matrix(asked, found, matters)
  const here = toldPath(found.id)
  return {
    title: `Who was told what: ${name}`,
    part: '/schools',
    content: (
      <>
        <Breadcrumbs
          crumbs={[
            { name: 'Schools', href: '/schools' },
            { name, href: schoolPath(found.id) },
          ]}
        />
        <Heading above={name}>Who was told what</Heading>
        <Paragraph>
          Each matter this school was to be written to about, newest first, with what came of it for each contact, and
          the consent as it stood at that moment.
        </Paragraph>
        {undone.items.length === 0 && !undone.more ? null : (
          <Section title="What could not be done">
            <UndoneList {...undone} />
          </Section>
        )}
        {table}
        <LeftOut caller={asked.caller} />
        <Paging next={next && addressOf(here, { cursor: next, before: from })} first={query('cursor') && here} />
      </>
    ),
  }
}

/**
 * What no letter of the school's own says, of the days of this page: letters to its contacts about no school, and what
 * could not be done. A day on which two pages meet belongs to the newer one.
 */
async function besideThem(
  { tools, caller, query }: Asked,
  { id, school }: FoundSchool,
  letters: readonly LetterCard[],
  from: string,
): Promise<[LetterCard[], Awaited<ReturnType<typeof undoneOf>>]> {
  const before = readDay(query('before') ?? '')
  const until = before && addDays(before, -1)
  const since = from === '' ? undefined : from
  const contacts = [...school.contacts.map(({ contact }) => contact), ...letters.map(({ to }) => to)]
  const [toPeople, undone] = await Promise.all([
    lettersToPeople(tools, caller, { contacts, since, until, most: perPage }),
    undoneOf(tools, { id, school, since: since ?? firstDay, until }),
  ])
  return [toPeople, { ...undone, items: undone.items.filter(({ dead: { state } }) => state !== 'retried') }]
}

type Choice = Awaited<ReturnType<typeof choicesAt>>[number]

async function choicesAt({ tools }: Asked, school: string) {
  const { items } = await readTrail(
    tools,
    { stream: `school#${school}`, type: 'RecipientsChosen' },
    { limit: mostChoices },
  )
  return items.map(({ data, at, day }) => ({ ...schoolFacts.RecipientsChosen.data.parse(data), at, day }))
}

type Matters = Map<string, Matter>

async function mattersOf(
  { tools }: Asked,
  letters: readonly LetterCard[],
  choices: readonly Choice[],
): Promise<Matter[]> {
  const matters: Matters = new Map()
  const moments = await Promise.all(letters.map(({ id }) => judgedAt(tools.log, `letter#${id}`)))
  for (const [n, letter] of letters.entries()) addLetter(matters, letter, moments[n] ?? letter.causedAt)
  for (const choice of choices) addPassedOver(matters, choice)
  return [...matters.values()].toSorted((a, b) => (a.day < b.day ? 1 : -1))
}

function addLetter(matters: Matters, letter: LetterCard, at: string): void {
  const { matter, day, kind, to, role, purpose } = letter
  const why = whyAsked(letter)
  const more = letter.school === undefined ? `${why}. ${aboutNoSchool}` : why
  const begun: Matter = { matter, day, words: letterKindNames[kind], more, cells: new Map() }
  const known = matters.get(matter) ?? begun
  known.cells.set(to, { letter, at, office: role === 'office', purpose })
  matters.set(matter, known)
}

function addPassedOver(matters: Matters, { matter, topic, day, at, passedOver }: Choice): void {
  if (passedOver.length === 0) return
  const words = topicNames[topic] ?? 'A letter'
  const known = matters.get(matter) ?? { matter, day, words, more: 'no letter was asked for', cells: new Map() }
  for (const { contact, why } of passedOver)
    if (!known.cells.has(contact))
      known.cells.set(contact, { over: whyNotSent(why), at, office: false, purpose: 'service' })
  matters.set(matter, known)
}

const topicNames: Readonly<Record<string, string>> = {
  review: 'Review reminder',
  visit: 'Visit',
  decision: 'Review decided',
  'inclusive-school': 'Award granted',
  'centre-of-excellence': 'Award granted',
  flagship: 'Award granted',
  risk: 'Flagship at risk',
  meeting: 'Missed meeting',
}

/** More columns than this scroll by themselves. */
const mostColumns = 5

async function matrix(asked: Asked, found: FoundSchool, matters: readonly Matter[]): Promise<JSX.Element> {
  const { tools, caller } = asked
  const listed = found.school.contacts.map(({ contact }) => contact)
  const cellsOf = matters.flatMap(({ cells }) => [...cells.keys()])
  const contacts = [...new Set([...listed, ...cellsOf])].filter((one) => cellsOf.includes(one))
  const maySee = maySeePeople(caller, cardOf(found), tools.world().today)
  const addressed = contacts.map((to) => ({ to, school: found.id }))
  const [then, names] = await Promise.all([
    contactsThen(tools.log, contacts),
    maySee ? addresseesNamed(tools, caller, addressed, await schoolsNamed(tools, [found.id])) : undefined,
  ])
  const rolesOf = (contact: string) => {
    const roles = found.school.contacts.filter((one) => one.contact === contact)
    return roles.length === 0 ? 'No longer here' : roles.map(({ role }) => contactRoleNames[role]).join(', ')
  }
  const held = await sayHeldBy(
    tools,
    matters.flatMap(({ cells }) => [...cells.values()].flatMap(({ letter }) => letter ?? [])),
  )
  const heads = headsOf(contacts, (contact) => names?.get(contact), rolesOf)
  const columns = contacts.map(
    (contact, n): Column<Matter> => ({
      head: heads[n] ?? '',
      cell: ({ cells }) => <CellOf cell={cells.get(contact)} then={then.get(contact)} held={held} />,
    }),
  )
  const table = (
    <Table
      caption="Matters, newest first"
      quietCaption
      rows={matters}
      columns={[
        { head: 'About', names: true, cell: (matter) => <About matter={matter} school={found.id} /> },
        ...columns,
      ]}
    />
  )
  return (
    <>
      <ul class="app-list-inline govuk-body app-screen-only">
        {contacts.map((contact, n) => (
          <li>
            <Link href={contactPath(contact)}>{heads[n]}</Link>
          </li>
        ))}
      </ul>
      {contacts.length <= mostColumns ? (
        table
      ) : (
        <section class="app-wide" tabindex={0} aria-label="Who was told what">
          {table}
        </section>
      )}
    </>
  )
}

/** What each column is called; where two would be called alike, they are numbered. */
function headsOf(
  contacts: readonly string[],
  nameOf: (contact: string) => string | undefined,
  rolesOf: (contact: string) => string,
): string[] {
  const heads = contacts.map((contact) => {
    const name = nameOf(contact)
    return name === undefined ? rolesOf(contact) : `${name} (${rolesOf(contact).toLowerCase()})`
  })
  return heads.map((head, n) => {
    const before = heads.slice(0, n).filter((one) => one === head).length
    return before === 0 ? head : `${head}, ${before + 1}`
  })
}

function About({
  matter: { day, words, more },
  school,
}: {
  readonly matter: Matter
  readonly school: string
}): JSX.Element {
  return (
    <>
      <Link href={explainPath(school, day)} hidden="– what was considered that day">
        <OnDay day={day} />
      </Link>
      <br />
      {words}
      <p class="govuk-body-s app-quiet govuk-!-margin-bottom-0">
        <Sentence text={more} />
      </p>
    </>
  )
}

function CellOf({
  cell,
  then,
  held,
}: {
  readonly held: SayHeld
  readonly cell: Cell | undefined
  readonly then: ((at: string) => Contact) | undefined
}): JSX.Element {
  if (!cell) return <span class="app-quiet">Not written to</span>
  const { letter, over, at, office, purpose } = cell
  return (
    <>
      {letter ? (
        <a class="govuk-link" href={letterPath(letter.id)}>
          <LetterState letter={letter} />
        </a>
      ) : (
        <Tag tone="orange">Passed over</Tag>
      )}
      <span class="app-small">{over ?? (letter && whyNot(letter, then?.(at), held))}</span>
      <span class="app-small app-quiet">{sayConsent(then?.(at), purpose, office)}</span>
    </>
  )
}

function whyNot(letter: LetterCard, state: Contact | undefined, held: SayHeld): string | undefined {
  const { whyNot: why } = letter
  const served = servedThen(state)
  return why === undefined ? held(letter) : whyLetterNotSent(why, undefined, served && stoodOf(letter, served))
}

function sayConsent(state: Contact | undefined, purpose: Cell['purpose'], office: boolean): string {
  if (purpose === 'staff' || purpose === 'rights') return 'No consent is needed'
  const consent = state?.consents[purpose]
  if (!consent) return office && purpose === 'service' ? 'Consent: not needed for the office' : 'Consent: not given'
  return `Consent: ${consent.state} ${sayShortDay(consent.since)}`
}
