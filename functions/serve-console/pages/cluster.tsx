/** One cluster: how its term stands, who is in it and was, its meetings, who was there, and what can be done. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import type { Day } from '../../../events/kernel/day.ts'
import { titleOf } from '../../../events/school/levels.ts'
import type { ClusterCard } from '../../../shared/board/rows/cluster.ts'
import { isOwnCluster } from '../../../shared/deeds/callers.ts'
import { type FoundCluster, findMeeting } from '../../../shared/deeds/clusters.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import {
  addressOf,
  Breadcrumbs,
  ButtonLink,
  Empty,
  Facts,
  Heading,
  Link,
  Paragraph,
  Section,
  Tag,
} from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { attendanceSection } from '../cluster-matrix.tsx'
import {
  cardOfCluster,
  clusterFormPath,
  clusterPath,
  isToRecord,
  LastTermTag,
  MeetingTag,
  meetingPath,
  nameOfCluster,
  recordPath,
  statusOf,
  TermTag,
} from '../cluster-parts.tsx'
import type { FormName } from '../do/names.ts'
import { forms } from '../do/names.ts'
import { schoolPath } from '../entries.tsx'
import { type Schools, schoolsNamed, whoDid } from '../names.ts'
import type { Answer, Asked } from '../page.ts'
import { nationNames } from '../words.ts'
import { shortKindNames } from '../words-clusters.ts'
import { historySection } from './history.tsx'

/** What the tables of meetings and members say already, with the names. */
const toldAbove: readonly string[] = ['ClusterMeetingNoted', 'ClusterJoined', 'ClusterLeft']

const crumbs = [{ name: 'Clusters', href: '/clusters' }]

/** Crumbs to what stands below a cluster. */
export function crumbsOfCluster(card: Pick<ClusterCard, 'id' | 'name'>) {
  return [...crumbs, { name: nameOfCluster(card), href: clusterPath(card.id) }]
}

export async function clusterPage(asked: Asked, found: FoundCluster): Promise<Answer> {
  const { tools } = asked
  const card = cardOfCluster(found)
  const [schools, who] = await Promise.all([
    schoolsNamed(
      tools,
      card.members.map(({ school }) => school),
    ),
    whoDid(tools, [card.ambassador]),
  ])
  const status = statusOf(card, tools)
  return {
    title: nameOfCluster(card),
    part: '/clusters',
    content: (
      <>
        <Breadcrumbs crumbs={crumbs} />
        <Heading above={`Cluster, ${nationNames[card.nation]}`}>{nameOfCluster(card)}</Heading>
        <Actions asked={asked} found={found} />
        <Facts
          facts={[
            { key: 'Ambassador', value: who(card.ambassador) },
            {
              key: status.term === undefined ? 'This term' : `This term (${status.term})`,
              value: <TermTag status={status} />,
            },
            { key: 'Last term', value: status.missedLast === undefined ? undefined : <LastTermTag status={status} /> },
            { key: 'Code', value: card.name === undefined ? undefined : card.id },
            { key: 'Formed here on', value: <OnDay day={card.formedOn} /> },
          ]}
        />
        <Section title="Meetings">{await meetings(asked, card)}</Section>
        <Section title="Who was there">{await attendanceSection(asked, card)}</Section>
        <Section title="Members">
          <Members card={card} schools={schools} today={tools.world().today} />
        </Section>
        {await historySection(asked, `cluster#${card.id}`, ({ type }) => !toldAbove.includes(type))}
      </>
    ),
  }
}

const ofCluster: readonly FormName[] = ['join-cluster', 'leave-cluster', 'assign-ambassador']

/** What this caller may do with the cluster: the office all, its Ambassador what is about meetings. */
function Actions({ asked: { caller }, found }: { readonly asked: Asked; readonly found: FoundCluster }): JSX.Element {
  const may = (name: keyof typeof commands) => commands[name].roles.some((role) => role === caller.role)
  const own = isOwnCluster(caller, found)
  return (
    <div class="app-actions">
      {own && may('schedule-meeting') ? (
        <ButtonLink href={clusterFormPath(found.id, 'schedule-meeting')}>Plan a meeting</ButtonLink>
      ) : null}
      {own && may('record-meeting') ? (
        <ButtonLink href={`${clusterPath(found.id)}/meetings/record`}>Record a meeting that was not planned</ButtonLink>
      ) : null}
      {ofCluster
        .filter((form) => may(form))
        .map((form) => (
          <ButtonLink href={clusterFormPath(found.id, form)}>{forms[form].title}</ButtonLink>
        ))}
      {own && may('open-feed') ? (
        <ButtonLink href={addressOf('/feeds', { cluster: found.id })}>Calendar feed</ButtonLink>
      ) : null}
    </div>
  )
}

/** Meetings shown before the older ones are folded away. */
const mostShown = 12

interface Told {
  readonly meeting: string
  readonly on: Day
  readonly kind: ClusterCard['meetings'][number]['kind']
  readonly state: ClusterCard['meetings'][number]['state']
  readonly place: string | undefined
  readonly topics: string | undefined
  readonly from: string | undefined
  readonly term: string
}

async function meetings(asked: Asked, card: ClusterCard): Promise<JSX.Element> {
  const { tools, query } = asked
  const all = card.meetings.toReversed()
  if (all.length === 0) return <Empty>No meeting is planned or recorded yet.</Empty>
  const shown = query('meetings') === 'all' ? all : all.slice(0, mostShown)
  const { terms } = tools.world().calendar.nations[card.nation]
  const told = await Promise.all(
    shown.map(async (one): Promise<Told> => {
      const { meeting } = await findMeeting(tools.log, one.meeting)
      const { place, topics, from } = meeting
      const term = terms.find((window) => one.on >= window.from && one.on <= window.to)
      return { ...one, place, topics, from, term: term?.key ?? 'Past the calendar' }
    }),
  )
  const { today } = tools.world()
  return (
    <>
      {[...new Set(told.map(({ term }) => term))].map((term) => (
        <>
          <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{sayTerm(term)}</h3>
          <MeetingTable term={term} told={told.filter((one) => one.term === term)} today={today} />
        </>
      ))}
      {shown.length === all.length ? null : (
        <Paragraph>
          <Link href={addressOf(clusterPath(card.id), { meetings: 'all' })}>All {all.length} meetings</Link>
        </Paragraph>
      )}
    </>
  )
}

function MeetingTable(props: {
  readonly term: string
  readonly told: readonly Told[]
  readonly today: Day
}): JSX.Element {
  const { term, told, today } = props
  return (
    <Table
      caption={`Meetings of the ${sayTerm(term)}`}
      quietCaption
      rows={told}
      columns={[
        {
          head: 'Day',
          names: true,
          cell: ({ meeting, on, from }) => (
            <>
              <Link href={meetingPath(meeting)} hidden="– see the meeting">
                <OnDay day={on} />
              </Link>
              {from === undefined ? null : `, ${from}`}
            </>
          ),
        },
        {
          head: 'State',
          cell: ({ state, on, meeting }) => (
            <>
              <MeetingTag state={state} on={on} today={today} />
              {isToRecord({ state, on }, today) ? (
                <>
                  {' '}
                  <Link href={`${meetingPath(meeting)}/record`} hidden={`of the meeting ${meeting}`}>
                    Record
                  </Link>
                </>
              ) : null}
            </>
          ),
        },
        { head: 'Kind', cell: ({ kind }) => shortKindNames[kind] },
        { head: 'Place', cell: ({ place }) => place },
        { head: 'Topics', cell: ({ topics }) => topics },
      ]}
    />
  )
}

/** `2026/27 autumn` as `Autumn term 2026/27`. */
function sayTerm(term: string): string {
  const [year, name = ''] = term.split(' ')
  return /^\d{4}\//.test(term) ? `${name.charAt(0).toUpperCase()}${name.slice(1)} term ${year}` : term
}

interface MembersProps {
  readonly card: ClusterCard
  readonly schools: Schools
  readonly today: Day
}

type Member = ClusterCard['members'][number] & { readonly of: ReturnType<Schools['get']> }

/**
 * All that ever were members, with their days: those of today, those that are to join, those that left. Where a school
 * went is told on its own page.
 */
function Members({ card, schools, today }: MembersProps): JSX.Element {
  const all = card.members
    .map((one) => ({ ...one, of: schools.get(one.school) }))
    .toSorted((a, b) => (a.of?.name ?? '').localeCompare(b.of?.name ?? '', 'en-GB'))
  if (all.length === 0) return <Empty>No school has joined yet.</Empty>
  const left = all.filter(({ leftOn }) => leftOn !== undefined && leftOn <= today)
  const toJoin = all.filter((one) => !left.includes(one) && one.joinedOn > today)
  const now = all.filter((one) => !left.includes(one) && !toJoin.includes(one))
  const parts = [
    { title: now.length === 1 ? '1 member today' : `${now.length} members today`, members: now },
    { title: toJoin.length === 1 ? '1 is to join' : `${toJoin.length} are to join`, members: toJoin },
    { title: left.length === 1 ? '1 has left' : `${left.length} have left`, members: left },
  ]
  return (
    <>
      {parts.map(({ title, members }) =>
        members.length === 0 ? null : <MemberTable caption={title} members={members} cluster={card.id} today={today} />,
      )}
    </>
  )
}

interface MemberTableProps {
  readonly caption: string
  readonly members: readonly Member[]
  readonly cluster: string
  readonly today: Day
}

function MemberTable({ caption, members, cluster, today }: MemberTableProps): JSX.Element {
  return (
    <Table
      caption={caption}
      rows={members}
      columns={[
        {
          head: 'School',
          names: true,
          cell: ({ school, of }) => <Link href={schoolPath(school)}>{of?.name ?? 'A school'}</Link>,
        },
        {
          head: 'Award',
          cell: ({ of }) => (
            <>
              {of?.level ? titleOf(of.level) : 'None'}{' '}
              {of?.standing.state === 'at-risk' ? (
                <a href={`/at-risk#${of.id}`}>
                  <Tag tone="red">At risk</Tag>
                </a>
              ) : null}
            </>
          ),
        },
        {
          head: 'Joined',
          cell: ({ joinedOn }) => (
            <>
              {joinedOn > today ? 'Joins on ' : null}
              <OnDay day={joinedOn} />
            </>
          ),
        },
        {
          head: 'Left',
          cell: ({ leftOn, of }) => <Left leftOn={leftOn} moved={movedTo(of, cluster)} today={today} />,
        },
        {
          head: 'Record',
          screenOnly: true,
          cell: ({ school, of }) => (
            <Link href={recordPath(school)} hidden={`of ${of?.name ?? 'the school'}`}>
              Its meetings
            </Link>
          ),
        },
      ]}
    />
  )
}

/** The cluster a school joined after it left this one. */
function movedTo(school: ReturnType<Schools['get']>, cluster: string): string | undefined {
  const last = school?.memberships.at(-1)
  return last && last.cluster !== cluster ? last.cluster : undefined
}

function Left({
  leftOn,
  moved,
  today,
}: {
  readonly leftOn: Day | undefined
  readonly moved: string | undefined
  readonly today: Day
}): JSX.Element {
  if (leftOn === undefined) return <>–</>
  const isToCome = leftOn > today
  return (
    <>
      {isToCome ? 'Leaves on ' : null}
      <OnDay day={leftOn} />
      {moved === undefined || isToCome ? null : (
        <>
          , now in <Link href={clusterPath(moved)}>{moved}</Link>
        </>
      )}
    </>
  )
}
