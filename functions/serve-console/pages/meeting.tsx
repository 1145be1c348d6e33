/** One meeting: when and where, who was there, what it changed for each school, and what can be done with it. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { type CommandName, commands } from '../../../events/commands.ts'
import type { Day } from '../../../events/kernel/day.ts'
import type { Mark } from '../../../events/kernel/words.ts'
import type { Meeting } from '../../../events/meeting/state.ts'
import { isMiss } from '../../../events/school/standing.ts'
import type { School } from '../../../events/school/state.ts'
import { isOwnCluster } from '../../../shared/deeds/callers.ts'
import { type FoundCluster, findCluster, findMeeting } from '../../../shared/deeds/clusters.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
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
  Section,
} from '../../../shared/pages/parts.tsx'
import { type Column, Table } from '../../../shared/pages/table.tsx'
import {
  cardOfCluster,
  MarkShown,
  MeetingTag,
  maySeeImpact,
  meetingFormPath,
  meetingPath,
  nameOfCluster,
  sayMark,
} from '../cluster-parts.tsx'
import { formPath } from '../do/offers.ts'
import { schoolPath } from '../entries.tsx'
import { schoolsNamed } from '../names.ts'
import type { Answer, Asked } from '../page.ts'
import { meetingKindNames } from '../words-clusters.ts'
import { crumbsOfCluster } from './cluster.tsx'
import { historySection } from './history.tsx'
import { notFound } from './stop.tsx'

/** A meeting that somebody planned, recorded or cancelled, with the cluster it belongs to. */
export interface SeenMeeting {
  readonly id: string
  readonly version: number
  readonly meeting: Meeting
  readonly cluster: FoundCluster
}

/** Undefined when nothing was ever said of it. */
export async function seeMeeting({ tools }: Asked, name: string): Promise<SeenMeeting | undefined> {
  const found = await findMeeting(tools.log, name)
  const cluster = found.meeting.state === 'none' ? undefined : await findCluster(tools.log, found.meeting.cluster)
  return cluster && { ...found, cluster }
}

export async function meetingPage(asked: Asked, name: string): Promise<Answer> {
  const seen = await seeMeeting(asked, name)
  if (!seen) return notFound('meeting')
  const { id, meeting, cluster } = seen
  const card = cardOfCluster(cluster)
  return {
    title: `Meeting of ${nameOfCluster(card)}`,
    part: '/clusters',
    content: (
      <>
        <Breadcrumbs crumbs={crumbsOfCluster(card)} />
        <Heading above={`Meeting of ${nameOfCluster(card)}`}>
          {meeting.on === undefined ? 'A day nobody said' : <OnDay day={meeting.on} />}
        </Heading>
        <Actions asked={asked} seen={seen} />
        <Facts facts={await factsOf(asked, seen)} />
        <Section title="Who was there">{await whoWasThere(asked, seen)}</Section>
        {await historySection(asked, `meeting#${id}`)}
      </>
    ),
  }
}

function may({ caller }: Asked, command: CommandName, cluster: FoundCluster): boolean {
  return commands[command].roles.some((role) => role === caller.role) && isOwnCluster(caller, cluster)
}

interface Way {
  readonly href: string
  readonly words: string
}

function Actions({ asked, seen }: { readonly asked: Asked; readonly seen: SeenMeeting }): JSX.Element | null {
  if (!may(asked, 'record-meeting', seen.cluster)) return null
  return (
    <div class="app-actions">
      {waysOn(seen, asked.tools.world().today).map(({ href, words }) => (
        <ButtonLink href={href}>{words}</ButtonLink>
      ))}
    </div>
  )
}

/** What can be done with a meeting as it stands. */
function waysOn({ id, meeting }: SeenMeeting, today: Day): Way[] {
  const record = `${meetingPath(id)}/record`
  const cancel = { href: meetingFormPath(id, 'cancel-meeting'), words: 'Cancel the meeting' }
  if (meeting.state === 'held') return [{ href: record, words: 'Put the record right' }, cancel]
  const plan = meetingFormPath(id, 'schedule-meeting')
  if (meeting.state === 'cancelled')
    return [
      { href: plan, words: 'Plan it again' },
      { href: record, words: 'Record it: it was held after all' },
    ]
  const toRecord = [
    { href: record, words: 'Record it' },
    { href: addressOf(record, { all: 'attended' }), words: 'Record it, all present' },
  ]
  return [...((meeting.on ?? '') <= today ? toRecord : []), { href: plan, words: 'Change the plan' }, cancel]
}

async function factsOf({ tools }: Asked, { id, meeting }: SeenMeeting): Promise<Fact[]> {
  const { on, from, kind, state, place, topics, host } = meeting
  const hosts = await schoolsNamed(tools, [host])
  return [
    {
      key: 'State',
      value:
        state === 'none' || on === undefined ? undefined : (
          <MeetingTag state={state} on={on} today={tools.world().today} />
        ),
    },
    { key: 'Begins at', value: from },
    { key: 'Kind', value: kind && meetingKindNames[kind] },
    // Not a link: what was typed here may lead anywhere.
    { key: 'Place', value: place },
    { key: 'Topics', value: topics },
    { key: 'Host', value: host && <Link href={schoolPath(host)}>{hosts.get(host)?.name ?? 'A school'}</Link> },
    { key: 'Code', value: id },
  ]
}

interface Row {
  readonly id: string
  readonly name: string
  readonly mark: Mark
  readonly excused: boolean
  /** Of a miss that counts or was excused: what may be done with it. */
  readonly miss: boolean
  readonly impact: string | undefined
}

async function whoWasThere(asked: Asked, seen: SeenMeeting): Promise<JSX.Element> {
  const { id, meeting, cluster } = seen
  if (meeting.state === 'cancelled')
    return <Inset>It was cancelled: nobody’s presence counts, and nobody’s absence.</Inset>
  if (meeting.state !== 'held') return <Empty>It is not recorded yet.</Empty>
  const rows = await rowsOf(asked, seen)
  const impact: Column<Row> = {
    head: 'Impact on the school',
    cell: (row) => row.impact ?? (meeting.impact[row.id] === undefined ? '–' : 'No longer kept'),
  }
  const excuse: Column<Row> = {
    head: 'Excuse',
    screenOnly: true,
    cell: (row) => <Excuse row={row} meeting={id} />,
  }
  return (
    <Table
      caption="Schools and whether they were there"
      quietCaption
      rows={rows}
      columns={[
        { head: 'School', names: true, cell: (row) => <Link href={schoolPath(row.id)}>{row.name}</Link> },
        { head: 'Presence', cell: ({ mark, excused }) => <MarkShown mark={sayMark(mark, excused)} /> },
        ...(maySeeImpact(asked.caller, cluster.id) ? [impact] : []),
        ...(may(asked, 'excuse-absence', cluster) && rows.some(({ miss }) => miss) ? [excuse] : []),
      ]}
    />
  )
}

async function rowsOf({ tools, caller }: Asked, { id, meeting, cluster }: SeenMeeting): Promise<Row[]> {
  const { settings, now } = tools.world()
  const notes = maySeeImpact(caller, cluster.id) ? meeting.impact : {}
  const rows = Object.entries(meeting.attendance).map(async ([school, mark]): Promise<Row> => {
    const found = (await findSchool(tools.log, school))?.school
    const note = notes[school]
    return {
      id: school,
      name: found?.name ?? 'A school',
      mark,
      excused: isExcused(found, id),
      miss: isMiss(mark, settings),
      impact: note === undefined ? undefined : await tools.vault.note(note, now),
    }
  })
  return (await Promise.all(rows)).toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
}

function isExcused(school: School | undefined, meeting: string): boolean {
  return school?.marks[meeting]?.excused ?? false
}

function Excuse({ row, meeting }: { readonly row: Row; readonly meeting: string }): JSX.Element | null {
  if (!row.miss) return null
  const form = row.excused ? 'include-absence' : 'excuse-absence'
  return (
    <Link href={addressOf(formPath(row.id, form), { meeting, from: 'meeting' })} hidden={`– ${row.name}`}>
      {row.excused ? 'Count it again' : 'Excuse'}
    </Link>
  )
}
