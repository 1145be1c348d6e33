/**
 * The record of a school's cluster meetings, as its annual document asks for it: day, place, topics, presence, and what
 * each changed for the school; of an academic year or since the last review, to be printed or saved. What was written of
 * the school is shown to those who may see who its people are.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { academicYear } from '../../../events/cluster/terms.ts'
import type { Day } from '../../../events/kernel/day.ts'
import type { Mark, MeetingKind } from '../../../events/kernel/words.ts'
import { standingAward, titleOf } from '../../../events/school/levels.ts'
import type { School } from '../../../events/school/state.ts'
import type { SchoolCard } from '../../../shared/board/rows/school.ts'
import { maySeePeople } from '../../../shared/deeds/callers.ts'
import { findMeeting } from '../../../shared/deeds/clusters.ts'
import type { FoundSchool } from '../../../shared/deeds/schools.ts'
import { sheetOf } from '../../../shared/files/sheet.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import { Filters } from '../../../shared/pages/form.tsx'
import {
  addressOf,
  Breadcrumbs,
  Empty,
  Facts,
  Heading,
  Link,
  Paragraph,
  Section,
} from '../../../shared/pages/parts.tsx'
import { type Column, Table } from '../../../shared/pages/table.tsx'
import { clusterPath, MarkShown, meetingPath, recordPath, sayMark } from '../cluster-parts.tsx'
import { schoolPath } from '../entries.tsx'
import { cardOf } from '../names.ts'
import type { Answer, Asked, Sheet } from '../page.ts'
import { shortKindNames } from '../words-clusters.ts'

/** One line of the record. */
interface Line {
  readonly meeting: string
  readonly on: Day
  readonly kind: MeetingKind
  readonly mark: Mark
  readonly excused: boolean
  readonly cluster: string
  readonly place: string | undefined
  readonly topics: string | undefined
  readonly impact: string | undefined
}

/** Since the day its highest award was last confirmed. */
const sinceReview = 'since-review'

export async function schoolMeetingsPage(asked: Asked, found: FoundSchool): Promise<Answer> {
  const { tools, caller, query } = asked
  const { today } = tools.world()
  const card = cardOf(found)
  const years = yearsOf(found.school, today)
  const review = lastReview(card, found.school)
  const of = query('of') ?? years[0] ?? sinceReview
  const maySee = maySeePeople(caller, card, today)
  const lines = await readLines(asked, found, maySee, isIn(found.school, of, review))
  if (query('format') === 'csv') return sheet(card, lines, maySee)
  return {
    title: `Cluster meetings of ${card.name}`,
    part: '/schools',
    content: (
      <>
        <Breadcrumbs
          crumbs={[
            { name: 'Schools', href: '/schools' },
            { name: card.name, href: schoolPath(card.id) },
          ]}
        />
        <Heading above={card.name}>Record of cluster meetings</Heading>
        <Facts
          facts={[
            { key: 'Reference', value: card.ref },
            { key: 'Award', value: card.level === null ? 'None' : titleOf(card.level) },
            {
              key: 'Meetings of',
              value: of === sinceReview ? <SinceReview review={review} /> : `The academic year ${of}`,
            },
            { key: 'Attended', value: `${lines.filter(({ mark }) => mark === 'attended').length} of ${lines.length}` },
          ]}
        />
        <Filters
          action={recordPath(card.id)}
          fields={[
            {
              is: 'select',
              name: 'of',
              label: 'Year',
              value: of,
              options: [
                ...(review === undefined ? [] : [{ value: sinceReview, label: 'Since the last review' }]),
                ...years.map((year) => ({ value: year, label: year })),
              ],
            },
          ]}
        >
          <p class="govuk-body">
            <Link href={addressOf(recordPath(card.id), { of, format: 'csv' })}>Save as a table (CSV)</Link>
          </p>
        </Filters>
        {lines.length === 0 ? (
          <Empty>No meeting of this time is recorded.</Empty>
        ) : (
          <Lines lines={lines} all={maySee} />
        )}
        {maySee ? null : <Paragraph>What was written about the school is not shown to your role.</Paragraph>}
        <Section title="Times in clusters">
          <Memberships card={card} />
        </Section>
      </>
    ),
  }
}

function SinceReview({ review }: { readonly review: Day | undefined }): JSX.Element {
  if (review === undefined) return <>All meetings: no award is held</>
  return (
    <>
      The time since the last review, <OnDay day={review} />
    </>
  )
}

/** The academic years in which it had a meeting, this one always, the latest first. */
function yearsOf({ marks, nation }: School, today: Day): string[] {
  const days = Object.values(marks).flatMap(({ mark, on }) => (mark === 'none' ? [] : on))
  return [...new Set([today, ...days].map((day) => academicYear(nation, day)))].toSorted().reverse()
}

/** The latest day its highest award was granted, retained or re-accredited. */
function lastReview({ level }: SchoolCard, school: School): Day | undefined {
  return level === null ? undefined : standingAward(school, level)?.confirmedOn
}

function isIn({ nation }: School, of: string, review: Day = ''): (on: Day) => boolean {
  return of === sinceReview ? (on) => on >= review : (on) => academicYear(nation, on) === of
}

/** Oldest first, as a document tells them. */
async function readLines(
  { tools }: Asked,
  { id, school }: FoundSchool,
  maySee: boolean,
  isShown: (on: Day) => boolean,
): Promise<Line[]> {
  const { now } = tools.world()
  const lines = Object.entries(school.marks).map(async ([name, { mark, on, kind, excused = false }]) => {
    if (mark === 'none' || !isShown(on)) return []
    const { meeting } = await findMeeting(tools.log, name)
    const { cluster, place, topics } = meeting
    const note = maySee ? meeting.impact[id] : undefined
    const impact = note === undefined ? undefined : await tools.vault.note(note, now)
    return [{ meeting: name, on, kind, mark, excused, cluster, place, topics, impact }]
  })
  return (await Promise.all(lines))
    .flat()
    .toSorted((a, b) => (`${a.on} ${a.meeting}` < `${b.on} ${b.meeting}` ? -1 : 1))
}

/** `all`: with what was written of the school. */
function Lines({ lines, all }: { readonly lines: readonly Line[]; readonly all: boolean }): JSX.Element {
  const impact: Column<Line> = { head: 'Impact on the school', cell: (line) => line.impact ?? '–' }
  return (
    <Table
      caption="Cluster meetings, oldest first"
      quietCaption
      rows={lines}
      columns={[
        {
          head: 'Day',
          names: true,
          cell: ({ meeting, on }) => (
            <Link href={meetingPath(meeting)} hidden="– see the meeting">
              <OnDay day={on} />
            </Link>
          ),
        },
        {
          head: 'Place',
          cell: ({ place, cluster }) => (
            <>
              {place}
              <br />
              <span class="app-quiet">
                Cluster <Link href={clusterPath(cluster)}>{cluster}</Link>
              </span>
            </>
          ),
        },
        {
          head: 'Topics',
          cell: ({ topics, kind }) => (
            <>
              {topics}
              {kind === 'extra' ? ` (${shortKindNames.extra.toLowerCase()})` : ''}
            </>
          ),
        },
        { head: 'Presence', cell: ({ mark, excused }) => <MarkShown mark={sayMark(mark, excused)} /> },
        ...(all ? [impact] : []),
      ]}
    />
  )
}

function Memberships({ card: { memberships } }: { readonly card: SchoolCard }): JSX.Element {
  if (memberships.length === 0) return <Empty>It is in no cluster, and never was.</Empty>
  return (
    <Table
      caption="Times in clusters, the latest first"
      quietCaption
      rows={memberships.toReversed()}
      columns={[
        { head: 'Cluster', names: true, cell: ({ cluster }) => <Link href={clusterPath(cluster)}>{cluster}</Link> },
        { head: 'Joined', cell: ({ joinedOn }) => <OnDay day={joinedOn} /> },
        { head: 'Left', cell: ({ leftOn }) => (leftOn === undefined ? '–' : <OnDay day={leftOn} />) },
      ]}
    />
  )
}

const columns = ['day', 'cluster', 'meeting', 'kind', 'place', 'topics', 'attendance', 'excused'] as const

function sheet({ ref }: SchoolCard, lines: readonly Line[], maySee: boolean): Sheet {
  const rows = lines.map(({ on, cluster, meeting, kind, place, topics, mark, excused, impact }) => {
    const told = [on, cluster, meeting, kind, place, topics, mark, excused ? 'yes' : 'no']
    return maySee ? [...told, impact] : told
  })
  const text = sheetOf(maySee ? [...columns, 'impact'] : columns, rows)
  return { sheet: { name: `meetings-${ref.replaceAll(/[^\w-]+/g, '-')}`, text } }
}
