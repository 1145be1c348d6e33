/** What a change would move, before it is made: school by school, from which day to which. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { World } from '../../../events/kernel/decider.ts'
import type { Nation } from '../../../events/kernel/words.ts'
import type { Move } from '../../../events/school/foresee.ts'
import { type Foreseen, foresee } from '../../../shared/deeds/foresee.ts'
import { type ForeseenStanding, foreseeStandings } from '../../../shared/deeds/foresee-standing.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import { Inset, Link, Section, Tag } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { schoolPath } from '../entries.tsx'
import type { ConsoleTools } from '../tools.ts'
import { sayStage } from '../words.ts'
import { riskWords } from '../words-clusters.ts'

/** Schools looked at before the page says that there are more, and rows it shows. */
const most = 1000
const mostRows = 40

interface Looked {
  readonly schools: readonly Foreseen[]
  readonly more: boolean
}

async function lookAhead(
  tools: ConsoleTools,
  then: Pick<World, 'calendar' | 'settings'>,
  nation: Nation | undefined,
): Promise<Looked> {
  const schools: Foreseen[] = []
  let after: string | undefined
  let looked = 0
  do {
    const page = await foresee(tools, then, nation, { limit: 200, after })
    schools.push(...page.items)
    after = page.next
    looked += 200
  } while (after !== undefined && looked < most)
  return { schools, more: after !== undefined }
}

/** What would move for the schools of a nation, or for all, if this calendar and these settings held. */
export async function movesSection(
  tools: ConsoleTools,
  then: Pick<World, 'calendar' | 'settings'>,
  nation?: Nation,
): Promise<JSX.Element> {
  const [{ schools, more }, standings] = await Promise.all([
    lookAhead(tools, then, nation),
    foreseeStandings(tools, then, nation),
  ])
  const rows = schools.flatMap((school) => school.moves.map((move) => ({ school, move })))
  return (
    <Section title="What would move">
      <Inset>{sayCount(schools.length, more)} Nothing is changed yet.</Inset>
      {rows.length === 0 ? null : <MovesTable rows={rows.slice(0, mostRows)} />}
      {rows.length > mostRows ? (
        <p class="govuk-body">
          The first {mostRows} of {rows.length} are shown.
        </p>
      ) : null}
      {standings.length === 0 ? null : <StandingTable standings={standings} />}
    </Section>
  )
}

/** Flagships that would be at risk, or would be no more; those the change leaves as they are do not stand here. */
function StandingTable({ standings }: { readonly standings: readonly ForeseenStanding[] }): JSX.Element {
  return (
    <>
      <Table
        caption="Standing of Flagships that would change"
        rows={standings.slice(0, mostRows)}
        columns={[
          { head: 'School', names: true, cell: ({ id, name }) => <Link href={schoolPath(id)}>{name}</Link> },
          { head: 'Stands now', cell: ({ from }) => <StandingTag risk={from} /> },
          { head: 'Would stand', cell: ({ to }) => <StandingTag risk={to} /> },
        ]}
      />
      {standings.length > mostRows ? (
        <p class="govuk-body">
          The first {mostRows} of {standings.length} are shown.
        </p>
      ) : null}
    </>
  )
}

function StandingTag({ risk }: { readonly risk: ForeseenStanding['from'] }): JSX.Element {
  if (!risk) return <Tag tone="green">Good</Tag>
  return (
    <>
      <Tag tone="red">At risk</Tag> Because {riskWords[risk.because]}
    </>
  )
}

function sayCount(count: number, more: boolean): string {
  const of = more ? ` of the first ${most} open reviews` : ''
  if (count === 0) return `Nothing would move for any school${of}.`
  return count === 1 ? `Something would move for one school${of}.` : `Something would move for ${count} schools${of}.`
}

function MovesTable({ rows }: { readonly rows: readonly { readonly school: Foreseen; readonly move: Move }[] }) {
  return (
    <Table
      caption="What would move, school by school"
      quietCaption
      rows={rows}
      columns={[
        { head: 'School', names: true, cell: ({ school }) => <Link href={schoolPath(school.id)}>{school.name}</Link> },
        { head: 'What', cell: ({ move }) => sayMove(move) },
        { head: 'From', cell: ({ move }) => (move.from === null ? 'Not planned' : <OnDay day={move.from} />) },
        { head: 'To', cell: ({ move }) => (move.to === null ? 'Not any more' : <OnDay day={move.to} />) },
      ]}
    />
  )
}

function sayMove({ what, stage, before = 0 }: Move): string {
  switch (what) {
    case 'reminder':
      return `Reminder ${sayStage(stage ?? '')}`
    case 'visit-announcement':
      return `Announcement ${sayStage(`before-${before}`)} the visit`
    case 'grace-end':
      return 'End of the time of grace'
    case 'invoice':
      return 'Next invoice'
    case 'visit-decision-late':
      return 'Task for a visit without a decision'
  }
}
