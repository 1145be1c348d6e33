/**
 * Who was at which meeting: schools down, meetings across, of one term or one academic year. Each cell says its mark as
 * a sign and a word, so that it is read without colour, by eye or by ear.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { membersOn } from '../../events/cluster/state.ts'
import { academicYear } from '../../events/cluster/terms.ts'
import { marks } from '../../events/kernel/words.ts'
import type { Meeting } from '../../events/meeting/state.ts'
import type { School } from '../../events/school/state.ts'
import type { ClusterCard } from '../../shared/board/rows/cluster.ts'
import { findMeeting } from '../../shared/deeds/clusters.ts'
import { findSchool } from '../../shared/deeds/schools.ts'
import { sayShortDay } from '../../shared/pages/day.tsx'
import type { Option } from '../../shared/pages/fields.tsx'
import { Filters } from '../../shared/pages/form.tsx'
import { Empty, Link } from '../../shared/pages/parts.tsx'
import { clusterPath, MarkShown, meetingPath, sayMark } from './cluster-parts.tsx'
import { schoolPath } from './entries.tsx'
import type { Asked } from './page.ts'
import { type MarkWords, markNames, noMark, shortKindNames } from './words-clusters.ts'

interface Column {
  readonly id: string
  readonly meeting: Meeting
  /** Its members of that day. */
  readonly members: ReadonlySet<string>
}

interface Row {
  readonly id: string
  readonly school: School | undefined
}

/** The table of a term or a year (`?of=`), this academic year where none is said, with a way to choose another. */
export async function attendanceSection(asked: Asked, card: ClusterCard): Promise<JSX.Element> {
  const { tools, query } = asked
  const { calendar, today } = tools.world()
  const { terms } = calendar.nations[card.nation]
  const yearOf = (on: string) => academicYear(card.nation, on)
  const held = card.meetings.filter(({ state }) => state === 'held')
  const years = [...new Set([yearOf(today), ...held.map(({ on }) => yearOf(on))])].toSorted().reverse()
  const of = query('of') ?? yearOf(today)
  const term = terms.find(({ key }) => key === of)
  const shown = held.filter(({ on }) => (term ? on >= term.from && on <= term.to : yearOf(on) === of))
  const options = years.flatMap((year): Option[] => [
    { value: year, label: `The year ${year}` },
    ...terms.filter(({ key }) => key.startsWith(year)).map(({ key }) => ({ value: key, label: key })),
  ])
  return (
    <>
      <Filters
        action={clusterPath(card.id)}
        fields={[{ is: 'select', name: 'of', label: 'Year or term', value: of, options }]}
      />
      {shown.length === 0 ? (
        <Empty>No meeting of {of} is recorded.</Empty>
      ) : (
        <Matrix of={of} {...(await readMatrix(asked, card, shown))} />
      )}
    </>
  )
}

async function readMatrix(
  { tools: { log } }: Asked,
  card: ClusterCard,
  shown: ClusterCard['meetings'],
): Promise<{ readonly columns: readonly Column[]; readonly rows: readonly Row[] }> {
  const columns = await Promise.all(
    shown.map(async (one) => ({
      ...(await findMeeting(log, one.meeting)),
      members: new Set(membersOn({ members: card.members.map(stayOf) }, one.on)),
    })),
  )
  const ids = new Set(columns.flatMap(({ meeting, members }) => [...Object.keys(meeting.attendance), ...members]))
  const rows = await Promise.all([...ids].map(async (id) => ({ id, school: (await findSchool(log, id))?.school })))
  return { columns, rows: rows.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en-GB')) }
}

function stayOf({ school, joinedOn, leftOn }: ClusterCard['members'][number]) {
  return { school, joinedOn, ...(leftOn !== undefined && { leftOn }) }
}

function nameOf({ school }: Row): string {
  return school?.name ?? 'A school'
}

interface MatrixProps {
  readonly of: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

function Matrix({ of, columns, rows }: MatrixProps): JSX.Element {
  return (
    <>
      <p class="govuk-body-s app-legend">
        {marks.map((mark) => (
          <span class="app-whole">
            <MarkShown mark={markNames[mark]} />
          </span>
        ))}
        <span class="app-whole">
          <MarkShown mark={{ ...noMark, words: 'No member on that day' }} />
        </span>
      </p>
      <section class="app-scroll" aria-label={`Attendance in ${of}`} tabindex={0}>
        <table class="govuk-table app-matrix">
          <caption class="govuk-visually-hidden">Attendance in {of}, school by school and meeting by meeting</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              <th scope="col" class="govuk-table__header">
                School
              </th>
              {columns.map(({ id, meeting }) => (
                <th scope="col" class="govuk-table__header">
                  <Link href={meetingPath(id)}>{sayShortDay(meeting.on ?? '')}</Link>
                  {meeting.kind === 'extra' ? <span class="app-matrix__kind">{shortKindNames.extra}</span> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {rows.map((row) => (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">
                  <Link href={schoolPath(row.id)}>{nameOf(row)}</Link>
                </th>
                {columns.map((column) => (
                  <td class="govuk-table__cell">
                    <MarkShown mark={markIn(column, row)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function markIn({ id, meeting, members }: Column, row: Row): MarkWords {
  const mark = meeting.attendance[row.id]
  if (mark !== undefined) return sayMark(mark, row.school?.marks[id]?.excused ?? false)
  return members.has(row.id) ? { sign: '?', words: 'Not said' } : noMark
}
