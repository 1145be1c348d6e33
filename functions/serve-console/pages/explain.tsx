/**
 * Why a letter went to a school, or why none did: of any day, what fell due and what did not, who was considered and who
 * was passed over, each with the rule's reason and the consent as it stood at that moment.
 */

import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Contact } from '../../../events/contact/state.ts'
import { addDays, type Day, londonInstant } from '../../../events/kernel/day.ts'
import type { ContactRole } from '../../../events/kernel/words.ts'
import { letterKindNames } from '../../../events/letter/names.ts'
import type { ExplainedStage } from '../../../events/school/explain.ts'
import { titleOf } from '../../../events/school/levels.ts'
import { type Candidate, type Choice, chooseRecipients } from '../../../events/school/recipients.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import type { ContactCard } from '../../../shared/board/rows/contact.ts'
import type { LetterCard } from '../../../shared/board/rows/letter.ts'
import { maySeePeople } from '../../../shared/deeds/callers.ts'
import { type Chosen, type Explained, explainDay } from '../../../shared/deeds/explain.ts'
import type { FoundSchool } from '../../../shared/deeds/schools.ts'
import { contactsThen, judgedAt, type Then } from '../../../shared/deeds/then.ts'
import { OnDay, readDay, sayShortDay } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Filters, Problems } from '../../../shared/pages/form.tsx'
import {
  addressOf,
  Breadcrumbs,
  Empty,
  Heading,
  Link,
  Paragraph,
  Section,
  Tag,
  type Tone,
} from '../../../shared/pages/parts.tsx'
import { Sentence } from '../../../shared/pages/sentence.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { Consent } from '../contact-parts.tsx'
import { contactPath, explainPath, letterPath, notesOf, schoolPath, Timeline } from '../entries.tsx'
import { sayHeldBy } from '../held.ts'
import { AboutNoSchool, LeftOut, LetterState, Reasons, sayAddressee } from '../letter-table.tsx'
import { lettersToPeople, newestFirst } from '../letters-to-people.ts'
import { addresseesNamed, cardOf, schoolsNamed, whoDid } from '../names.ts'
import type { Answer, Asked, Page } from '../page.ts'
import { named } from '../said.ts'
import { findCalled, SchoolChoices, whyUnclear } from '../school-chooser.tsx'
import { isLetterMissing, undoneOf } from '../undone.ts'
import { UndoneList } from '../undone-list.tsx'
import { contactRoleNames, reviewNames, sayStage, whyNotSent } from '../words.ts'

/** Entries of the day that are shown; the log has all of them. */
const mostEntries = 100
/** Letters of the day to one contact that are about no school. */
const mostToOne = 50

/** Leads from a school's name and a day to what was considered then. */
export const findExplainPage: Page = async ({ tools, query }) => {
  const [called, day] = [query('school'), query('day')]
  const found = await findCalled(tools, called)
  const { school, offered } = found
  if (school) return { to: explainPath(school.id, day) }
  const problem = offered.length > 0 ? undefined : whyUnclear(found)
  const fields = fieldsOf(called, problem, day, undefined)
  return {
    title: 'Why a letter went, or none',
    part: '/schools',
    content: (
      <>
        <Problems fields={fields} />
        <Heading>Why a letter went, or none</Heading>
        <Paragraph>Choose a school and a day to see what was considered then, and what came of it.</Paragraph>
        <Filters action="/explain" fields={fields} />
        {offered.length === 0 ? null : <Paragraph>Several schools fit. Which one is it?</Paragraph>}
        <SchoolChoices found={found} hrefOf={({ id }) => explainPath(id, day)} />
      </>
    ),
  }
}

/** The two questions, for the first page as well. */
export function fieldsOf(
  school: string | undefined,
  noSchool: string | undefined,
  day: string | undefined,
  noDay: string | undefined,
): Field[] {
  return [
    { is: 'text', name: 'school', label: 'School (name or reference)', value: school, problem: noSchool },
    { is: 'day', name: 'day', label: 'Day', value: day, problem: noDay },
  ]
}

export async function explainPage(asked: Asked, found: FoundSchool): Promise<Answer> {
  const { tools, query } = asked
  const said = query('day')
  const { today } = tools.world()
  const day = said === undefined ? today : readDay(said)
  const problem = day === undefined ? 'Give a day, such as 27 Mar 2027' : undefined
  const field = { is: 'day', name: 'day', label: 'Day', value: said ?? day, problem } as const
  const { name } = found.school
  return {
    title: `Why a letter went, or none: ${name}`,
    part: '/schools',
    ...(problem !== undefined && { status: 400 as const }),
    content: (
      <>
        <Breadcrumbs
          crumbs={[
            { name: 'Schools', href: '/schools' },
            { name, href: schoolPath(found.id) },
          ]}
        />
        <Problems fields={[field]} />
        <Heading above={name}>Why a letter went, or none</Heading>
        <Filters action={explainPath(found.id)} fields={[field]}>
          {day === undefined ? null : (
            <>
              <p class="govuk-body">
                <Link href={explainPath(found.id, addDays(day, -1))}>The day before</Link>
              </p>
              <p class="govuk-body">
                <Link href={explainPath(found.id, addDays(day, 1))}>The day after</Link>
              </p>
            </>
          )}
        </Filters>
        {day === undefined ? null : await explained(asked, found, day)}
      </>
    ),
  }
}

async function explained(asked: Asked, found: FoundSchool, day: Day): Promise<JSX.Element> {
  const { tools, caller } = asked
  const considered = await explainDay(tools, found.id, day)
  const { contacts } = considered.after
  const [toPeople, undone] = await Promise.all([
    lettersToPeople(tools, caller, {
      contacts: contacts.map(({ contact }) => contact),
      since: day,
      until: day,
      most: mostToOne,
    }),
    undoneOf(tools, { id: found.id, school: considered.after, since: day, until: day }),
  ])
  const what = { ...considered, letters: newestFirst([...considered.letters, ...toPeople]) }
  const people = await peopleOf(asked, found, what)
  return (
    <>
      <Section title="In short">
        {day > tools.world().today ? (
          <Paragraph>
            This day is still to come: what stands here is as things are now.{' '}
            <Link href={addressOf('/letters/next', { day })}>What would leave on it</Link>
          </Paragraph>
        ) : null}
        {verdict(what, day, undone.items.filter(isLetterMissing).length).map((sentence) => (
          <Paragraph>
            <Sentence text={sentence} />
          </Paragraph>
        ))}
      </Section>
      {undone.items.length === 0 && !undone.more ? null : (
        <Section title="What could not be done">
          <UndoneList {...undone} />
        </Section>
      )}
      <Section title="Letters asked for on this day">
        {await lettersOf(asked, what, people)}
        <LeftOut caller={caller} />
      </Section>
      <Section title="Who was considered">
        <People what={what} people={people} day={day} />
      </Section>
      <Section title="Reminders of the open review">
        <Stages what={what} />
      </Section>
      <Section title="What was recorded on this day">{await recordedOn(asked, found, day)}</Section>
    </>
  )
}

/** The answer, in sentences without days spelled out; `missing` letters were called for and could not be asked for. */
export function verdict(what: Explained, day: Day, missing: number): string[] {
  const { about, stages, workingDay } = what
  const letters = [...sayLetters(what.letters, missing), ...sayMissing(missing)]
  if (!about) return ['no review was open at this school on this day, so no reminder could fall due.', ...letters]
  const sent = stages.find(({ fate, on }) => fate === 'sent' && on === day)
  const lines = sent
    ? [`the reminder for ${sayStage(sent.stage)} the due day fell due: ${sent.because}.`, ...what.chosen.map(sayChosen)]
    : [sayNone(stages, day)]
  const dayOff = `${day} was no working day: reminders leave on working days only.`
  return [...lines, ...(workingDay || sent ? [] : [dayOff]), ...letters]
}

/** A letter that failed before it was asked for is in no list of letters. */
function sayMissing(missing: number): string[] {
  if (missing === 0) return []
  const what = missing === 1 ? 'one letter was called for' : `letters were called for by ${missing} entries`
  return [`${what} and not asked for, because something failed: see what could not be done below.`]
}

function sayNone(stages: readonly ExplainedStage[], day: Day): string {
  const stopped = stages.find(({ fate }) => fate === 'stopped')
  if (stopped) return `no reminder fell due, and none is to come: ${stopped.because}.`
  const next = stages.find(({ fate }) => fate === 'not-yet')
  if (!next) return 'no reminder fell due: all reminders of this review are over.'
  return next.sendDay > day
    ? `no reminder fell due. The next one, ${sayStage(next.stage)} the due day, is planned for ${next.sendDay}.`
    : `no reminder fell due yet: the one for ${sayStage(next.stage)} the due day waits, because ${next.because}.`
}

function sayChosen({ via, to }: Chosen): string {
  if (via === 'nobody') return 'nobody could be written to: see below why each was passed over.'
  if (via === 'office') return 'no named contact could be written to, so the office was chosen.'
  return to.length === 1 ? 'one named contact was chosen.' : `${to.length} named contacts were chosen.`
}

/** States of a letter that has left. */
const left: ReadonlySet<LetterCard['state']> = new Set(['sent', 'delivered', 'bounced', 'complained'])

function sayLetters(letters: readonly LetterCard[], missing: number): string[] {
  if (letters.length === 0) return missing > 0 ? [] : ['no letter was asked for on this day.']
  const count = (fits: (letter: LetterCard) => boolean) => letters.filter(fits).length
  const parts = [
    [count(({ state }) => left.has(state)), 'left'],
    [count(({ state }) => state === 'withheld'), 'not sent'],
    [count(({ state }) => state === 'held'), 'held'],
    [count(({ state }) => !(left.has(state) || state === 'withheld' || state === 'held')), 'on the way or not certain'],
  ] as const
  const told = parts.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`)
  const asked = letters.length === 1 ? 'one letter was' : `${letters.length} letters were`
  return [`${asked} asked for on this day: ${told.join(', ')}.`]
}

interface People {
  readonly then: ReadonlyMap<string, Then>
  /** By stream, those the caller may see. */
  readonly names: ReadonlyMap<string, string>
  /** Right after the last thing that was recorded of the day, or its end. */
  readonly atEnd: string
}

async function peopleOf({ tools, caller }: Asked, found: FoundSchool, what: Explained): Promise<People> {
  const streams = [
    ...what.after.contacts.map(({ contact }) => contact),
    ...what.letters.map(({ to }) => to),
    ...what.chosen.flatMap(({ to, passedOver }) => [...to, ...passedOver.map(({ contact }) => contact)]),
  ]
  const maySee = maySeePeople(caller, cardOf(found), tools.world().today)
  const schools = await schoolsNamed(tools, [found.id])
  const [then, names] = await Promise.all([
    contactsThen(tools.log, streams),
    maySee
      ? addresseesNamed(
          tools,
          caller,
          [...new Set(streams)].map((to) => ({ to, school: found.id })),
          schools,
        )
      : new Map<string, string>(),
  ])
  return { then, names, atEnd: what.chosen.at(-1)?.at ?? '' }
}

async function lettersOf({ tools }: Asked, { letters }: Explained, { then, names }: People): Promise<JSX.Element> {
  if (letters.length === 0) return <Empty>None.</Empty>
  const moments = new Map(
    await Promise.all(letters.map(async ({ id }) => [id, await judgedAt(tools.log, `letter#${id}`)] as const)),
  )
  const held = await sayHeldBy(tools, letters)
  const standing = (letter: LetterCard) => then.get(letter.to)?.(moments.get(letter.id) ?? letter.causedAt)
  return (
    <Table
      caption="Letters asked for on this day"
      quietCaption
      rows={letters}
      columns={[
        {
          head: 'Letter',
          names: true,
          cell: (letter) => (
            <>
              <Link href={letterPath(letter.id)}>{letterKindNames[letter.kind]}</Link>
              <AboutNoSchool letter={letter} />
            </>
          ),
        },
        { head: 'To', cell: (letter) => sayAddressee(letter, names.get(letter.to)) },
        { head: 'State', cell: (letter) => <LetterState letter={letter} /> },
        {
          head: 'Why, and why not',
          cell: (letter) => <Reasons letter={letter} contact={servedThen(standing(letter))} held={held} />,
        },
        {
          head: 'Consent at that moment',
          cell: (letter) => <ConsentThen of={standing(letter)} letter={letter} />,
        },
      ]}
    />
  )
}

/** Whom a contact served and what they had agreed to, as it stood. */
export function servedThen(state: Contact | undefined): Pick<ContactCard, 'schools' | 'consents'> | undefined {
  if (!state) return undefined
  const { service, news } = state.consents
  return { schools: [...state.schools], consents: { service: stoodOn(service), news: stoodOn(news) } }
}

function stoodOn(consent: Contact['consents']['service']): ContactCard['consents']['service'] {
  return consent ? { state: consent.state, since: consent.since } : { state: 'none' }
}

/** The consent a letter needs, as it stood. */
export function ConsentThen({
  of,
  letter,
}: {
  readonly of: Contact | undefined
  readonly letter: Pick<LetterCard, 'purpose' | 'role'>
}): JSX.Element {
  const { purpose, role } = letter
  if (purpose === 'staff' || purpose === 'rights') return <>None is needed</>
  return <Consent of={of?.consents[purpose]} office={role === 'office' && purpose === 'service'} />
}

interface Considered {
  readonly contact: string
  readonly roles: readonly ContactRole[]
  readonly state: Contact | undefined
  readonly came: { readonly tone: Tone; readonly words: string; readonly because?: string }
}

function considered({ after, chosen }: Explained, { then, atEnd }: People, day: Day): Considered[] {
  const end = atEnd === '' ? londonInstant(addDays(day, 1), '00:00') : atEnd
  const listed = after.contacts.map(({ contact }) => contact)
  const named = chosen.flatMap(({ to, passedOver }) => [...to, ...passedOver.map(({ contact }) => contact)])
  const all = [...new Set([...listed, ...named])].map((contact) => ({
    contact,
    roles: after.contacts.filter((one) => one.contact === contact).map(({ role }) => role),
    state: then.get(contact)?.(end),
  }))
  const choice = chosen.at(-1) ?? chooseRecipients(all.map(candidateOf))
  return all.map((one) => ({ ...one, came: cameOf(one.contact, one.roles, choice, chosen.length > 0) }))
}

function candidateOf({ contact, roles, state }: Omit<Considered, 'came'>): Candidate {
  return {
    contact,
    roles,
    service: state?.consents.service?.state ?? 'none',
    address: state?.address ?? 'ok',
    paused: state?.paused ?? false,
    gone: state === undefined || state.erased || state.forgotten === true || state.passedOn !== undefined,
  }
}

function cameOf(
  contact: string,
  roles: readonly ContactRole[],
  choice: Choice,
  isRecorded: boolean,
): Considered['came'] {
  if (choice.to.includes(contact)) return { tone: 'green', words: isRecorded ? 'Chosen' : 'Would be chosen' }
  const over = choice.passedOver.find((one) => one.contact === contact)
  if (over)
    return { tone: 'orange', words: isRecorded ? 'Passed over' : 'Would be passed over', because: whyNotSent(over.why) }
  const because =
    roles.includes('office') && choice.via === 'named'
      ? 'The office is written to only when no named contact can be'
      : 'Reminders go to the head and the inclusion lead, else to the office'
  return { tone: 'grey', words: 'Not asked', because }
}

function People({
  what,
  people,
  day,
}: {
  readonly what: Explained
  readonly people: People
  readonly day: Day
}): JSX.Element {
  const rows = considered(what, people, day)
  if (rows.length === 0)
    return <Empty>Nobody was known at this school on this day: a reminder could reach no one.</Empty>
  return (
    <>
      {what.chosen.length > 0 ? null : (
        <Paragraph>Nobody had to be chosen on this day. Had a reminder fallen due, it would have been so:</Paragraph>
      )}
      <Table
        caption="Contacts of the school, as they stood"
        quietCaption
        rows={rows}
        columns={[
          {
            head: 'Contact',
            names: true,
            cell: ({ contact, roles }) => (
              <Link href={contactPath(contact)}>{people.names.get(contact) ?? sayRoles(roles)}</Link>
            ),
          },
          { head: 'Role', cell: ({ roles }) => sayRoles(roles) },
          {
            head: 'Consent at that moment',
            cell: ({ state, roles }) => <Consent of={state?.consents.service} office={roles.includes('office')} />,
          },
          {
            head: 'What came of it',
            cell: ({ came }) => (
              <>
                <Tag tone={came.tone}>{came.words}</Tag>
                {came.because === undefined ? null : <p class="govuk-body-s govuk-!-margin-top-1">{came.because}</p>}
              </>
            ),
          },
        ]}
      />
    </>
  )
}

function sayRoles(roles: readonly ContactRole[]): string {
  return roles.length === 0 ? 'No longer at this school' : roles.map((role) => contactRoleNames[role]).join(', ')
}

const fates: Readonly<Record<ExplainedStage['fate'], { readonly tone: Tone; readonly words: string }>> = {
  sent: { tone: 'green', words: 'Fell due' },
  superseded: { tone: 'grey', words: 'Left out' },
  stopped: { tone: 'yellow', words: 'Stopped' },
  'not-yet': { tone: 'blue', words: 'Not yet' },
}

function Stages({ what: { about, stages } }: { readonly what: Explained }): JSX.Element {
  if (!about) return <Empty>No review was open.</Empty>
  const { kind, award, due, visit } = about.review
  return (
    <>
      <Paragraph>
        {reviewNames[kind]} ({titleOf(award)}), due on <OnDay day={due} />.{' '}
        {visit ? (
          <>
            A visit was booked for <OnDay day={visit.on} />.
          </>
        ) : (
          'No visit was booked.'
        )}
      </Paragraph>
      <Table
        caption="Reminders, as they stood at the end of this day"
        quietCaption
        rows={stages}
        columns={[
          { head: 'Reminder', names: true, cell: ({ stage }) => capital(sayStage(stage)) },
          { head: 'Planned for', cell: ({ sendDay }) => <OnDay day={sendDay} /> },
          { head: 'State', cell: ({ fate }) => <Tag tone={fates[fate].tone}>{fates[fate].words}</Tag> },
          { head: 'Because', cell: ({ because }) => <Sentence text={because} /> },
        ]}
      />
    </>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

async function recordedOn({ tools, caller }: Asked, found: FoundSchool, day: Day): Promise<JSX.Element> {
  const filters = { school: found.id, since: day, until: day }
  const { items: kept } = await readTrail(tools, filters, { limit: mostEntries })
  const items = await named(tools, kept)
  if (items.length === 0) return <Empty>Nothing was recorded of this school on {sayShortDay(day)}.</Empty>
  const [who, notes] = await Promise.all([
    whoDid(
      tools,
      items.map(({ by }) => by),
    ),
    notesOf(tools, caller, items),
  ])
  return (
    <>
      <Timeline entries={items} who={who} notes={notes} about="school" />
      <Paragraph>
        <Link href={addressOf('/log', { school: found.school.ref, since: day, until: day })}>The same in the log</Link>
      </Paragraph>
    </>
  )
}
