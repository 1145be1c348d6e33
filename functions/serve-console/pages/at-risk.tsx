/** Flagships at risk: for each the meetings that count against it, and what would clear it. Only a person ends an award. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import type { Day } from '../../../events/kernel/day.ts'
import { nations } from '../../../events/kernel/words.ts'
import { type Clearing, clearingOf } from '../../../events/school/clearing.ts'
import type { School } from '../../../events/school/state.ts'
import { clusterCards, clusterOn, readSchools } from '../../../shared/board/reads/lists.ts'
import type { ClusterCard } from '../../../shared/board/rows/cluster.ts'
import { isOwnCluster } from '../../../shared/deeds/callers.ts'
import { type FoundCluster, findCluster, findMeeting } from '../../../shared/deeds/clusters.ts'
import { type FoundSchool, findSchool } from '../../../shared/deeds/schools.ts'
import { type Cell, sheetOf } from '../../../shared/files/sheet.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import { Filters } from '../../../shared/pages/form.tsx'
import { addressOf, Breadcrumbs, Heading, Link, NothingFits, Paging, Paragraph } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { clusterPath, MarkShown, meetingPath, nameOfCluster, recordPath, sayMark } from '../cluster-parts.tsx'
import { formPath } from '../do/offers.ts'
import { schoolPath } from '../entries.tsx'
import { cardOf } from '../names.ts'
import { type Asked, oneOf, type Page, type Sheet } from '../page.ts'
import { nationNames } from '../words.ts'
import { riskWords } from '../words-clusters.ts'

const perPage = 25

interface Counted {
  readonly meeting: string
  readonly on: Day
  readonly words: ReturnType<typeof sayMark>
  readonly place: string | undefined
  readonly cluster: FoundCluster | undefined
}

/** A school at risk, with all that a person needs to check it. */
interface AtRisk {
  readonly found: FoundSchool
  readonly clearing: Clearing
  readonly counted: readonly Counted[]
  readonly cluster: string | undefined
  readonly next: ClusterCard['meetings'][number] | undefined
}

export const atRiskPage: Page = async (asked) => {
  const { tools, query } = asked
  const nation = oneOf(nations, query('nation'))
  if (query('format') === 'csv') return atRiskSheet(asked, nation)
  const filters = { standing: 'at-risk', nation } as const
  const { items, next } = await readSchools(tools.board, filters, { limit: perPage, after: query('cursor') })
  const shown = await lookedAt(
    asked,
    items.map(({ id }) => id),
  )
  return {
    title: 'Flagships at risk',
    part: '/clusters',
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Clusters', href: '/clusters' }]} />
        <Heading>Flagships at risk</Heading>
        <Paragraph>
          Attendance at cluster meetings is a condition of Flagship status. A school is at risk when its two latest
          meetings that count were both missed, or when it attended none of a term and none since. Nothing lapses by
          itself: only a person’s decision ends an award.
        </Paragraph>
        <Filters
          action="/at-risk"
          fields={[
            {
              is: 'select',
              name: 'nation',
              label: 'Nation',
              value: nation,
              options: [
                { value: '', label: 'Any' },
                ...nations.map((one) => ({ value: one, label: nationNames[one] })),
              ],
            },
          ]}
        >
          <p class="govuk-body">
            <Link href={addressOf('/at-risk', { nation, format: 'csv' })}>Save these as a table (CSV)</Link>
          </p>
        </Filters>
        {shown.length === 0 ? (
          <NothingFits what="Flagship at risk" goesOn={next !== undefined} />
        ) : (
          shown.map((one) => <OneAtRisk asked={asked} one={one} />)
        )}
        <Paging
          next={next && addressOf('/at-risk', { nation, cursor: next })}
          first={query('cursor') && addressOf('/at-risk', { nation })}
        />
      </>
    ),
  }
}

/** Those of the schools that are at risk as they stand now, read strongly: an excuse just given has cleared its school. */
async function lookedAt({ tools }: Asked, ids: readonly string[]): Promise<AtRisk[]> {
  const world = tools.world()
  const schools = await Promise.all(ids.map((id) => findSchool(tools.log, id)))
  const looked = schools.map(async (found) => {
    const clearing = found && clearingOf(found.school, world)
    if (!clearing) return []
    const cluster = clusterOn(cardOf(found), world.today)
    const [counted, next] = await Promise.all([
      Promise.all(clearing.meetings.map((meeting) => countedOf({ tools }, found.school, meeting))),
      nextMeeting({ tools }, cluster),
    ])
    return [{ found, clearing, counted, cluster, next }]
  })
  return (await Promise.all(looked)).flat()
}

async function countedOf({ tools }: Pick<Asked, 'tools'>, school: School, name: string): Promise<Counted> {
  const { meeting } = await findMeeting(tools.log, name)
  const known = school.marks[name]
  const mark = known?.mark === undefined || known.mark === 'none' ? 'absent' : known.mark
  return {
    meeting: name,
    on: known?.on ?? '',
    words: sayMark(mark, false),
    place: meeting.place,
    cluster: await findCluster(tools.log, meeting.cluster),
  }
}

/** The next meeting of its cluster that would count. */
async function nextMeeting({ tools }: Pick<Asked, 'tools'>, cluster: string | undefined) {
  const [card] = cluster === undefined ? [] : await clusterCards(tools.board, [cluster])
  const { today } = tools.world()
  return card?.meetings.find(({ kind, state, on }) => kind === 'required' && state === 'scheduled' && on >= today)
}

function OneAtRisk({ asked, one }: { readonly asked: Asked; readonly one: AtRisk }): JSX.Element {
  const { found, clearing, counted } = one
  const { name, risk } = found.school
  return (
    <section id={found.id} aria-labelledby={`name-${found.id}`}>
      <h2 class="govuk-heading-m govuk-!-margin-bottom-1" id={`name-${found.id}`}>
        <Link href={schoolPath(found.id)}>{name}</Link>
      </h2>
      <Paragraph>
        {risk === undefined ? null : (
          <>
            Since <OnDay day={risk.since} />, because{' '}
          </>
        )}
        {risk === undefined ? 'Because ' : null}
        {riskWords[clearing.because]}. <Link href={recordPath(found.id)}>All its meetings</Link>
      </Paragraph>
      <Table
        caption={`What counts against ${name}`}
        quietCaption
        rows={counted}
        columns={[
          {
            head: 'Meeting',
            names: true,
            cell: ({ meeting, on }) => (
              <Link href={meetingPath(meeting)} hidden="– see the meeting">
                <OnDay day={on} />
              </Link>
            ),
          },
          { head: 'Mark', cell: ({ words }) => <MarkShown mark={words} /> },
          {
            head: 'Cluster',
            cell: ({ cluster }) =>
              cluster && (
                <Link href={clusterPath(cluster.id)}>{nameOfCluster({ id: cluster.id, ...nameIn(cluster) })}</Link>
              ),
          },
          { head: 'Place', cell: ({ place }) => place },
          {
            head: 'Excuse',
            screenOnly: true,
            cell: (row) => <Excuse asked={asked} row={row} school={found.id} name={name} />,
          },
        ]}
      />
      <WhatClears one={one} />
    </section>
  )
}

function nameIn({ cluster: { name } }: FoundCluster) {
  return name === undefined ? {} : { name }
}

/** Offered to those who may excuse this very miss. */
function Excuse(props: {
  readonly asked: Asked
  readonly row: Counted
  readonly school: string
  readonly name: string
}): JSX.Element {
  const { asked, row, school, name } = props
  const { caller } = asked
  const may =
    commands['excuse-absence'].roles.some((role) => role === caller.role) &&
    (row.cluster === undefined || isOwnCluster(caller, row.cluster))
  if (!may) return <>–</>
  const href = addressOf(formPath(school, 'excuse-absence'), { meeting: row.meeting, from: 'at-risk' })
  return (
    <Link href={href} hidden={`the miss of ${name}`}>
      Excuse
    </Link>
  )
}

/** What clears it: a meeting attended always does; an excuse where that is so. */
function WhatClears({ one }: { readonly one: AtRisk }): JSX.Element {
  const { clearing, cluster, next } = one
  return (
    <>
      <Paragraph>What would clear it:</Paragraph>
      <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-7">
        <li>
          attending the next meeting that counts
          {next === undefined ? (
            cluster === undefined ? (
              '; it is in no cluster at the moment'
            ) : (
              <>
                ; none is planned yet in <Link href={clusterPath(cluster)}>its cluster</Link>
              </>
            )
          ) : (
            <>
              : <Link href={meetingPath(next.meeting)}>that of {<OnDay day={next.on} />}</Link>
            </>
          )}
        </li>
        <li>{sayExcuses(clearing)}</li>
        <li>a record put right, if a mark is wrong</li>
      </ul>
    </>
  )
}

function sayExcuses({ meetings, eachAlone, allTogether }: Clearing): string {
  if (eachAlone.length === meetings.length && eachAlone.length > 0)
    return meetings.length === 1 ? 'an excuse of this miss' : 'an excuse of any one of these misses'
  if (eachAlone.length > 0) return `an excuse of one of them: ${eachAlone.join(', ')}`
  if (allTogether) return 'an excuse of all of these misses together; one alone is not enough'
  return 'no excuse of these alone: other misses would then count against it'
}

const columns = ['school', 'name', 'nation', 'cluster', 'since', 'because', 'meetings'] as const
const mostRows = 2000

async function atRiskSheet(asked: Asked, nation: (typeof nations)[number] | undefined): Promise<Sheet> {
  const rows: Cell[][] = []
  let after: string | undefined
  do {
    const page = await readSchools(asked.tools.board, { standing: 'at-risk', nation }, { limit: 200, after })
    const looked = await lookedAt(
      asked,
      page.items.map(({ id }) => id),
    )
    for (const { found, clearing, cluster, counted } of looked) {
      const { ref, name, nation: of, risk } = found.school
      const told = counted.map(({ meeting, on, words }) => `${on} ${words.words} (${meeting})`).join('; ')
      rows.push([ref, name, of, cluster, risk?.since, riskWords[clearing.because], told])
    }
    after = page.next
  } while (after !== undefined && rows.length < mostRows)
  return { sheet: { name: 'flagships-at-risk', text: sheetOf(columns, rows) } }
}
