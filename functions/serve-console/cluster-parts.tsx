/** Parts the pages of clusters have in common: where things stand, how a term stands, marks as sign and word. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { type TermStatus, termStatus } from '../../events/cluster/terms.ts'
import type { Day } from '../../events/kernel/day.ts'
import type { Mark } from '../../events/kernel/words.ts'
import { type ClusterCard, clusterCard, clusterRows } from '../../shared/board/rows/cluster.ts'
import { type Caller, isOffice } from '../../shared/deeds/callers.ts'
import type { FoundCluster } from '../../shared/deeds/clusters.ts'
import { OnDay } from '../../shared/pages/day.tsx'
import { Link, Tag } from '../../shared/pages/parts.tsx'
import { type Column, Table } from '../../shared/pages/table.tsx'
import type { ConsoleTools } from './tools.ts'
import { nationNames } from './words.ts'
import {
  type MarkWords,
  markNames,
  meetingStateNames,
  noMeetingLastTerm,
  termStateNames,
  toRecord,
} from './words-clusters.ts'

export function clusterPath(id: string): string {
  return `/clusters/${encodeURIComponent(id)}`
}

export function meetingPath(id: string): string {
  return `/meetings/${encodeURIComponent(id)}`
}

export function clusterFormPath(id: string, form: string): string {
  return `${clusterPath(id)}/do/${form}`
}

export function meetingFormPath(id: string, form: string): string {
  return `${meetingPath(id)}/do/${form}`
}

/** The record of a school's cluster meetings. */
export function recordPath(school: string): string {
  return `/schools/${encodeURIComponent(school)}/meetings`
}

export function nameOfCluster({ id, name }: { readonly id: string; readonly name?: string | undefined }): string {
  return name ?? id
}

/** A cluster's card made of its stream as it stands now, never late. */
export function cardOfCluster({ id, version, cluster }: FoundCluster): ClusterCard {
  const [row] = clusterRows({ stream: `cluster#${id}`, version, state: cluster })
  return clusterCard().parse(row?.data)
}

/** Members on a day, by the card. */
export function membersNow({ members }: Pick<ClusterCard, 'members'>, today: Day): string[] {
  return members
    .filter(({ joinedOn, leftOn }) => joinedOn <= today && (leftOn === undefined || leftOn > today))
    .map(({ school }) => school)
}

export function statusOf(card: ClusterCard, tools: ConsoleTools): TermStatus {
  const { calendar, today } = tools.world()
  return termStatus(card, calendar, today)
}

/** Whether a caller has the clusters among their own. */
export function isOwn({ clusters }: Pick<Caller, 'clusters'>, id: string): boolean {
  return clusters.includes(id)
}

/** Impact notes of a cluster's meetings: for the office, and for its own Ambassador, who writes them down. */
export function maySeeImpact(caller: Caller, id: string): boolean {
  return isOffice(caller) || (caller.role === 'ambassador' && isOwn(caller, id))
}

/** How the term stands, with the day that makes it so. */
export function TermTag({ status }: { readonly status: TermStatus }): JSX.Element {
  const { words, tone } = termStateNames[status.state]
  return (
    <>
      <Tag tone={tone}>{words}</Tag>
      {status.on === undefined ? null : (
        <>
          {' '}
          <OnDay day={status.on} />
        </>
      )}
    </>
  )
}

export function LastTermTag({ status }: { readonly status: TermStatus }): JSX.Element | null {
  if (status.missedLast === undefined) return null
  return <Tag tone={noMeetingLastTerm.tone}>{noMeetingLastTerm.words}</Tag>
}

/** How a meeting stands: a plan whose day has come asks to be recorded. */
export function MeetingTag({
  state,
  on,
  today,
}: {
  readonly state: 'scheduled' | 'held' | 'cancelled'
  readonly on: Day
  readonly today: Day
}): JSX.Element {
  const { words, tone } = isToRecord({ state, on }, today) ? toRecord : meetingStateNames[state]
  return <Tag tone={tone}>{words}</Tag>
}

export function isToRecord({ state, on }: { readonly state: string; readonly on: Day }, today: Day): boolean {
  return state === 'scheduled' && on <= today
}

/** What a cell says of a school at a meeting; an excused miss says so. */
export function sayMark(mark: Mark, excused: boolean): MarkWords {
  const { sign, words } = markNames[mark]
  return excused ? { sign, words: `${words}, excused` } : { sign, words }
}

/** The sign is for the eye alone: it says what the word says. */
export function MarkShown({ mark }: { readonly mark: MarkWords }): JSX.Element {
  return (
    <>
      <span aria-hidden="true" class="app-sign">
        {mark.sign}
      </span>{' '}
      {mark.words}
    </>
  )
}

interface ClusterTableProps {
  readonly caption: string
  readonly quietCaption?: boolean
  readonly cards: readonly ClusterCard[]
  readonly tools: ConsoleTools
  /** Names of members of staff by stream. */
  readonly who: (staff: string) => string
}

/** Clusters with how their term stands. */
export function ClusterTable({ caption, quietCaption = false, cards, tools, who }: ClusterTableProps): JSX.Element {
  const { today } = tools.world()
  const rows = cards.map((card) => ({ card, status: statusOf(card, tools) }))
  const columns: Column<(typeof rows)[number]>[] = [
    {
      head: 'Cluster',
      names: true,
      cell: ({ card }) => <Link href={clusterPath(card.id)}>{nameOfCluster(card)}</Link>,
    },
    { head: 'This term', cell: ({ status }) => <TermTag status={status} /> },
    { head: 'Last term', cell: ({ status }) => <LastTerm status={status} /> },
    { head: 'Members', cell: ({ card }) => membersNow(card, today).length },
    { head: 'Ambassador', cell: ({ card }) => who(card.ambassador) },
    { head: 'Nation', cell: ({ card }) => nationNames[card.nation] },
  ]
  return <Table caption={caption} quietCaption={quietCaption} rows={rows} columns={columns} />
}

function LastTerm({ status }: { readonly status: TermStatus }): JSX.Element {
  return status.missedLast === undefined ? <>–</> : <Tag tone={noMeetingLastTerm.tone}>No meeting</Tag>
}
