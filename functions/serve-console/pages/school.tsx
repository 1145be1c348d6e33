/** One school: its entry, awards, open review, people, letters, and all that happened to it. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { addDays } from '../../../events/kernel/day.ts'
import { sayBand } from '../../../events/school/events.ts'
import { bandOf, invoiceDay, nextContractYear } from '../../../events/school/invoices.ts'
import { titleOf } from '../../../events/school/levels.ts'
import { chooseRecipients } from '../../../events/school/recipients.ts'
import { settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { clusterCards, clusterOn, contactCards, readLetters } from '../../../shared/board/reads/lists.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import type { ContactCard } from '../../../shared/board/rows/contact.ts'
import type { LetterCard } from '../../../shared/board/rows/letter.ts'
import { reviewMarksOn, type SchoolCard } from '../../../shared/board/rows/school.ts'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import { maySeePeople } from '../../../shared/deeds/callers.ts'
import { candidatesOf } from '../../../shared/deeds/recipients.ts'
import type { FoundSchool } from '../../../shared/deeds/schools.ts'
import { noteViews } from '../../../shared/deeds/views.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import {
  addressOf,
  Breadcrumbs,
  ButtonLink,
  Empty,
  type Fact,
  Facts,
  Heading,
  Inset,
  Link,
  Paragraph,
  Section,
  Tag,
} from '../../../shared/pages/parts.tsx'
import { Sentence } from '../../../shared/pages/sentence.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import type { Person } from '../../../shared/vault/vault.ts'
import type { Caller } from '../caller.ts'
import { clusterPath, nameOfCluster, recordPath } from '../cluster-parts.tsx'
import { AddressState, Consent } from '../contact-parts.tsx'
import { forms } from '../do/names.ts'
import { actionsOf, contactActionsOf, formPath } from '../do/offers.ts'
import { contactPath, explainPath, notesOf, schoolPath, Timeline, toldPath } from '../entries.tsx'
import { LeftOut, letterTable } from '../letter-table.tsx'
import { lettersToPeople, newestFirst } from '../letters-to-people.ts'
import { cardOf, notKept, schoolsNamed, whoDid } from '../names.ts'
import type { Answer, Asked } from '../page.ts'
import { ReviewTags } from '../review-parts.tsx'
import { named, sayMeetings } from '../said.ts'
import { undoneOf } from '../undone.ts'
import { UndoneList } from '../undone-list.tsx'
import { contactRoleNames, nationNames, reviewNames, roleNames, sayStage } from '../words.ts'
import { riskWords } from '../words-clusters.ts'
import { mergePath } from './merge-schools.tsx'

/** Shown on the page itself; all of them are a link away. */
const mostLetters = 10
const mostEntries = 30
/** What could not be done is said for so many days; later it stands under the day it belongs to. */
const daysOfUndone = 90

export async function schoolPage(asked: Asked, found: FoundSchool): Promise<Answer> {
  const { tools, caller } = asked
  const card = cardOf(found)
  const [{ letters, moreLetters }, undone, { items: entries, next: more }, switches, candidates] = await Promise.all([
    lettersAt(asked, found),
    undoneLately(asked, found),
    readTrail(tools, { school: card.id }, { limit: mostEntries }),
    loadStream(tools.log, settingsDecider, settingsStream),
    candidatesOf(tools, found.school),
  ])
  // By how the contacts stand now: what was recorded says how they stood when a letter fell due.
  const unreachable = card.review !== null && chooseRecipients(candidates).via === 'nobody'
  const paused = switches.state.pausedSchools.includes(`school#${found.id}`)
  return {
    title: card.name,
    part: '/schools',
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Schools', href: '/schools' }]} />
        <Heading above={levelOf(card)}>{card.name}</Heading>
        {await standingOf(asked, card)}
        <Actions caller={caller} found={found} paused={paused} />
        {paused ? <Inset>Letters to this school are paused: they are held until they go on.</Inset> : null}
        {unreachable ? (
          <Paragraph>
            <span class="app-whole">
              <Tag tone="red">Nobody can be written to</Tag>
            </span>{' '}
            No head or inclusion lead who agreed to letters can be reached, and no office mailbox.
          </Paragraph>
        ) : null}
        <div class="app-columns">
          <div>
            <Section title="Open review">{await openReview(asked, card)}</Section>
          </div>
          <div>
            <Section title="Entry">
              <Facts facts={entryFacts(card)} />
            </Section>
          </div>
        </div>
        <Section title="Awards">
          <Awards card={card} missed={await missedMeetings(asked, card)} />
          <Invoices asked={asked} found={found} />
        </Section>
        <Section title="Cluster">{await inCluster(asked, card)}</Section>
        <Section title="Contacts">{await people(asked, found, card)}</Section>
        <Section title="Letters">
          <ul class="app-list-inline govuk-body app-screen-only">
            <li>
              <Link href={explainPath(card.id)}>Why a letter went, or none</Link>
            </li>
            <li>
              <Link href={toldPath(card.id)}>Who was told what</Link>
            </li>
          </ul>
          <UndoneList {...undone} />
          {letters.length === 0 ? (
            <Empty>No letter was asked for yet.</Empty>
          ) : (
            await letterTable(asked, letters, {
              caption: 'Letters, newest first',
              quietCaption: true,
              of: card.id,
            })
          )}
          <LeftOut caller={caller} />
          {moreLetters ? (
            <Paragraph>
              <Link href={addressOf('/letters', { school: card.ref })}>All letters of this school</Link>
              {letters.some(({ school }) => school === undefined) ? (
                <>
                  , and <Link href={toldPath(card.id)}>who was told what, with letters about no school</Link>
                </>
              ) : null}
            </Paragraph>
          ) : null}
        </Section>
        <Section title="What happened">
          {await timeline(asked, entries)}
          <p class="govuk-body app-screen-only">
            <Link href={addressOf('/log', { school: card.ref })}>
              {more === undefined ? 'The same in the log' : 'All of it, in the log'}
            </Link>
          </p>
        </Section>
      </>
    ),
  }
}

/** The newest letters: the school's own, and those to its contacts about no school. */
async function lettersAt(
  { tools, caller }: Asked,
  { id, school }: FoundSchool,
): Promise<{ readonly letters: readonly LetterCard[]; readonly moreLetters: boolean }> {
  const contacts = school.contacts.map(({ contact }) => contact)
  const [{ items, next }, toPeople] = await Promise.all([
    readLetters(tools.board, { school: id }, { limit: mostLetters }),
    lettersToPeople(tools, caller, { contacts, most: mostLetters }),
  ])
  const all = newestFirst([...items, ...toPeople])
  return { letters: all.slice(0, mostLetters), moreLetters: next !== undefined || all.length > mostLetters }
}

/** What failed of late and nobody had tried again. */
async function undoneLately({ tools }: Asked, { id, school }: FoundSchool): ReturnType<typeof undoneOf> {
  const since = addDays(tools.world().today, -daysOfUndone)
  const { items, more } = await undoneOf(tools, { id, school, since })
  return { items: items.filter(({ dead: { state } }) => state !== 'retried'), more }
}

/** Whether it closed, whose successor it is, or which entry it was merged into. */
async function standingOf({ tools }: Asked, card: SchoolCard): Promise<JSX.Element | null> {
  const { closed, predecessors = [], mergedInto } = card
  if (!closed && predecessors.length === 0 && mergedInto === undefined) return null
  const schools = await schoolsNamed(tools, [closed?.successor, mergedInto, ...predecessors])
  const named = (id: string) => <Link href={schoolPath(id)}>{schools.get(id)?.name ?? 'another school'}</Link>
  return (
    <>
      {mergedInto === undefined ? null : (
        <Inset>This entry was made one with another entry of the same school: {named(mergedInto)}.</Inset>
      )}
      {closed ? (
        <Inset>
          <Tag tone="grey">Closed</Tag> on <OnDay day={closed.on} />.{' '}
          {closed.successor === undefined ? null : <>Its successor is {named(closed.successor)}. </>}
          Its awards stand as history; no reminders leave.
        </Inset>
      ) : null}
      {predecessors.map((id) => (
        <Paragraph>It is the successor of {named(id)}.</Paragraph>
      ))}
    </>
  )
}

/** So many are at hand; the others are folded away. */
const atHand = 3

interface ActionsProps {
  readonly caller: Caller
  readonly found: FoundSchool
  readonly paused: boolean
}

function Actions({ caller, found, paused }: ActionsProps): JSX.Element | null {
  const actions = actionsOf(caller, found.school, paused)
  if (actions.length === 0) return null
  const more: { href: string; title: string }[] = actions
    .slice(atHand)
    .map((form) => ({ href: formPath(found.id, form), title: forms[form].title }))
  if (caller.role === 'admin') more.push({ href: mergePath(found.id), title: 'Merge with another entry' })
  return (
    <>
      <div class="app-actions">
        {actions.slice(0, atHand).map((form) => (
          <ButtonLink href={formPath(found.id, form)}>{forms[form].title}</ButtonLink>
        ))}
      </div>
      {more.length === 0 ? null : (
        <details class="govuk-details app-screen-only">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">More that can be done</span>
          </summary>
          <div class="govuk-details__text">
            <ul class="govuk-list">
              {more.map(({ href, title }) => (
                <li>
                  <Link href={href}>{title}</Link>
                </li>
              ))}
            </ul>
          </div>
        </details>
      )}
    </>
  )
}

function entryFacts({ ref, refs, nation, town, postcode, phone, website, group, pupils }: SchoolCard): Fact[] {
  const former = refs.filter((one) => one !== ref)
  return [
    { key: 'Reference', value: ref },
    { key: 'Former references', value: former.length === 0 ? undefined : former.join(', ') },
    { key: 'Nation', value: nationNames[nation] },
    { key: 'Place', value: [town, postcode].filter((part) => part !== undefined).join(', ') || undefined },
    { key: 'Telephone', value: phone },
    // Not a link: what was typed here may lead anywhere.
    { key: 'Website', value: website },
    { key: 'Group or trust', value: group },
    { key: 'Pupils', value: pupils?.toLocaleString('en-GB') },
  ]
}

const awardStates = {
  held: { words: 'Held', tone: 'green' },
  suspended: { words: 'Suspended', tone: 'orange' },
  lapsed: { words: 'Lapsed', tone: 'grey' },
  ended: { words: 'Ended', tone: 'grey' },
} as const

interface AwardsProps {
  readonly card: SchoolCard
  /** The meetings that count against a Flagship, in words. */
  readonly missed: readonly string[]
}

function Awards({ card, missed }: AwardsProps): JSX.Element {
  const isFlagship = card.awards.some(({ award, state }) => award === 'flagship' && state === 'held')
  return (
    <>
      {card.awards.length === 0 ? (
        <Empty>This school holds no award yet.</Empty>
      ) : (
        <Table
          caption="Awards"
          quietCaption
          rows={card.awards}
          columns={[
            { head: 'Award', names: true, cell: ({ award }) => titleOf(award) },
            {
              head: 'State',
              cell: ({ state }) => <Tag tone={awardStates[state].tone}>{awardStates[state].words}</Tag>,
            },
            { head: 'Since', cell: ({ since }) => <OnDay day={since} /> },
            { head: 'Last confirmed', cell: ({ confirmedOn }) => <OnDay day={confirmedOn} /> },
          ]}
        />
      )}
      {isFlagship ? <FlagshipStanding card={card} missed={missed} /> : null}
    </>
  )
}

/** The invoice of the contract year that comes next, and the one before it. */
function Invoices({ asked, found }: { readonly asked: Asked; readonly found: FoundSchool }): JSX.Element | null {
  const { settings } = asked.tools.world()
  const { school } = found
  const [next, last] = [nextContractYear(school), school.invoices?.at(-1)]
  if (!next && !last) return null
  return (
    <Facts
      facts={[
        {
          key: 'Next invoice',
          value: next && (
            <>
              <OnDay day={invoiceDay(next, settings)} />, contract year {next.year}:{' '}
              {sayBand(bandOf(school.entry.pupils, settings.feeBandTops))}
            </>
          ),
        },
        {
          key: 'Last invoice',
          value: last && (
            <>
              <OnDay day={last.due} />, contract year {last.year}: {sayBand(last.band)}
            </>
          ),
        },
      ]}
    />
  )
}

/** Each by its cluster and day: a code is no word for people. */
async function missedMeetings({ tools }: Asked, { standing: { meetings = [] } }: SchoolCard): Promise<string[]> {
  const sayings = await sayMeetings(tools, meetings)
  return meetings.map((id) => sayings.get(id) ?? id)
}

/** F3: how it stands, and the meetings that count against it. Only a person's decision ever ends an award. */
function FlagshipStanding({ card, missed }: AwardsProps): JSX.Element {
  const { state, because, since } = card.standing
  if (state !== 'at-risk' || !because)
    return (
      <Paragraph>
        Standing as a Flagship: <Tag tone="green">Good</Tag>
      </Paragraph>
    )
  return (
    <Paragraph>
      Standing as a Flagship: <Tag tone="red">At risk</Tag>{' '}
      {since === undefined ? null : (
        <>
          since <OnDay day={since} />,{' '}
        </>
      )}
      because {riskWords[because]}: <Sentence text={missed.join(', ')} begins={false} />. Nothing lapses by itself.{' '}
      <Link href={`/at-risk#${card.id}`}>See what counts against it, and what would clear it</Link>
    </Paragraph>
  )
}

/** The cluster it is in, and the record of its meetings, which its annual document asks for. */
function levelOf({ level, awards }: SchoolCard): string {
  if (level !== null) return titleOf(level)
  return awards.some(({ state }) => state === 'suspended') ? 'Award suspended' : 'School without an award'
}

async function inCluster({ tools }: Asked, card: SchoolCard): Promise<JSX.Element> {
  const { today } = tools.world()
  if (card.memberships.length === 0) return <Empty>It is in no cluster.</Empty>
  const id = clusterOn(card, today)
  const toJoin = card.memberships.filter(({ joinedOn }) => joinedOn > today)
  const named = await clusterCards(tools.board, [
    ...(id === undefined ? [] : [id]),
    ...toJoin.map((one) => one.cluster),
  ])
  const nameOf = (cluster: string) => nameOfCluster(named.find((one) => one.id === cluster) ?? { id: cluster })
  return (
    <Paragraph>
      {id === undefined ? (
        'It is in no cluster at the moment. '
      ) : (
        <>
          It is in cluster <Link href={clusterPath(id)}>{nameOf(id)}</Link>.{' '}
        </>
      )}
      {toJoin.map(({ cluster, joinedOn }) => (
        <>
          It joins cluster <Link href={clusterPath(cluster)}>{nameOf(cluster)}</Link> on <OnDay day={joinedOn} />.{' '}
        </>
      ))}
      <Link href={recordPath(card.id)}>Record of cluster meetings</Link>
    </Paragraph>
  )
}

function NoReview({ isClosed }: { readonly isClosed: boolean }): JSX.Element {
  return <Empty>{isClosed ? 'None: the school is closed.' : 'None: a review opens with an award.'}</Empty>
}

async function openReview({ tools }: Asked, { review, closed }: SchoolCard): Promise<JSX.Element> {
  if (review === null) return <NoReview isClosed={closed !== undefined} />
  const { visit, own, due, stage, suspended } = review
  const who = visit?.assessor === undefined ? undefined : await whoDid(tools, [visit.assessor])
  return (
    <Facts
      facts={[
        { key: 'Review', value: `${reviewNames[review.kind]} (${titleOf(review.award)})` },
        { key: 'State', value: <ReviewTags marks={reviewMarksOn(review, tools.world().today)} /> },
        { key: 'Due', value: <OnDay day={due} /> },
        { key: 'Before it was extended', value: own === due ? undefined : <OnDay day={own} /> },
        { key: 'Last reminder', value: stage === undefined ? 'None yet' : sayStage(stage) },
        { key: 'Visit', value: visit ? <OnDay day={visit.on} /> : 'None booked' },
        { key: 'Assessor', value: visit && who && visit.assessor ? who(visit.assessor) : undefined },
        {
          key: 'Reminders',
          value: suspended ? 'None while the award is suspended' : visit ? 'None while a visit is booked' : undefined,
        },
      ]}
    />
  )
}

interface Shown {
  readonly stream: string
  readonly roles: readonly string[]
  readonly card: ContactCard | undefined
  readonly person: Person | undefined
}

async function people({ tools, caller }: Asked, { id, school }: FoundSchool, card: SchoolCard): Promise<JSX.Element> {
  const streams = [...new Set(school.contacts.map(({ contact }) => contact))]
  if (streams.length === 0) return <Empty>Nobody is known at this school: reminders reach no one.</Empty>
  const maySee = maySeePeople(caller, card, tools.world().today)
  const [cards, persons] = await Promise.all([
    contactCards(tools.board, streams),
    maySee ? tools.vault.people(streams, tools.world().now) : new Map<string, Person>(),
  ])
  await noteViews(tools, caller.id, [...persons.keys()])
  const rows: Shown[] = streams.map((stream) => ({
    stream,
    roles: school.contacts.filter(({ contact }) => contact === stream).map(({ role }) => contactRoleNames[role]),
    card: cards.get(stream),
    person: persons.get(stream),
  }))
  const actions = contactActionsOf(caller)
  return (
    <>
      {maySee ? null : (
        <Paragraph>Names and addresses are not shown to your role ({roleNames[caller.role]}).</Paragraph>
      )}
      <Table
        caption="Contacts"
        quietCaption
        rows={rows}
        columns={[
          {
            head: 'Role',
            names: true,
            cell: ({ stream, roles }) => (
              <Link href={contactPath(stream)} hidden="– see the contact">
                {roles.join(', ')}
              </Link>
            ),
          },
          ...(maySee ? [{ head: 'Who', cell: ({ person }: Shown) => <Who person={person} /> }] : []),
          {
            head: 'Letters about the award',
            cell: ({ card: contact, roles }) => (
              <Consent of={contact?.consents.service} office={roles.includes(contactRoleNames.office)} />
            ),
          },
          { head: 'News', cell: ({ card: contact }) => <Consent of={contact?.consents.news} office={false} /> },
          { head: 'Address', cell: ({ card: contact }) => <AddressState card={contact} /> },
          ...(actions.length === 0
            ? []
            : [
                {
                  head: 'Do',
                  screenOnly: true as const,
                  cell: ({ stream, person, roles }: Shown) => (
                    <details class="govuk-details">
                      <summary class="govuk-details__summary">
                        <span class="govuk-details__summary-text">
                          Change<span class="govuk-visually-hidden"> – {person?.name ?? roles.join(', ')}</span>
                        </span>
                      </summary>
                      <ul class="govuk-list govuk-!-margin-bottom-0">
                        {actions.map((form) => (
                          <li>
                            <Link
                              href={addressOf(formPath(id, form), { contact: stream })}
                              hidden={`– ${person?.name ?? roles.join(', ')}`}
                            >
                              {shortNames[form]}
                            </Link>
                          </li>
                        ))}
                      </ul>
                    </details>
                  ),
                },
              ]),
        ]}
      />
    </>
  )
}

const shortNames = {
  'give-consent': 'Note consent',
  'withdraw-consent': 'Withdraw consent',
  'change-contact': 'Name, address or phone',
  'hand-over-contact': 'Hand over',
  'remove-contact': 'Take off',
} as const

function Who({ person }: { readonly person: Person | undefined }): JSX.Element {
  if (!person) return <>{notKept}</>
  return (
    <>
      {person.name}
      <br />
      {person.email}
      {person.phone === undefined ? null : (
        <>
          <br />
          {person.phone}
        </>
      )}
    </>
  )
}

async function timeline({ tools, caller }: Asked, kept: readonly TrailEntry[]): Promise<JSX.Element> {
  const entries = await named(
    tools,
    kept.filter(({ type }) => !betweenSteps.includes(type)),
  )
  const [who, notes] = await Promise.all([
    whoDid(
      tools,
      entries.map(({ by }) => by),
    ),
    notesOf(tools, caller, entries),
  ])
  return <Timeline entries={entries} who={who} notes={notes} about="school" />
}

/** Steps on the way that say nothing to people: the letter's own page and the log have them. */
const betweenSteps: readonly string[] = ['LetterSending']
