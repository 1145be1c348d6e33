/** Meetings that were held, a row for each school: a meeting goes in whole, or is refused whole. It writes to no school. */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import { day, idAsGiven, type Mark, marks, meetingKinds, publicText } from '../../events/kernel/words.ts'
import { meetingDecider } from '../../events/meeting/decide.ts'
import type { Meeting } from '../../events/meeting/state.ts'
import { recordMeeting, whyNotRecorded } from '../../shared/deeds/clusters.ts'
import { findSchool } from '../../shared/deeds/schools.ts'
import { isRefused } from '../../shared/deeds/tools.ts'
import { standingBefore } from './before.ts'
import { type Group, inGroups, inParallel, type Prepared } from './groups.ts'
import { readRows } from './read-rows.ts'
import { concurrency, type RowResult, type Run, type RunTools, refused, type SourceRows } from './tools.ts'

const rowOf = once(() =>
  z.object({
    cluster: idAsGiven(),
    meeting: idAsGiven(),
    held_on: day(),
    kind: z.enum(meetingKinds),
    place: publicText(),
    topics: publicText(500),
    school: z.string().max(80),
    attendance: z.enum(marks),
  }),
)

type MeetingRow = z.infer<ReturnType<typeof rowOf>> & { readonly row: number }

/**
 * A row that cannot be read is one of its meeting all the same: the meeting is refused whole. Which meeting that is, is
 * read by itself.
 */
export function prepareMeetings(tools: RunTools, run: Run, source: SourceRows): Prepared {
  const read = readRows(source.rows, source.columns, rowOf())
  const spoilt = spoiltMeetings(source, read)
  return inGroups<MeetingRow>(
    read,
    ({ meeting }) => meeting,
    async (groups) =>
      (
        await inParallel(groups, concurrency, (group) => {
          const row = spoilt.get(group.key)
          return row === undefined
            ? takeIn(tools, run, group)
            : Promise.resolve(
                refuseAll(group, 'meeting', `row ${row} of this meeting cannot be taken; a meeting goes in whole`),
              )
        })
      ).flat(),
  )
}

function spoiltMeetings(
  { rows, columns }: SourceRows,
  read: ReturnType<typeof readRows<MeetingRow>>,
): Map<string, number> {
  const at = columns.indexOf('meeting')
  const spoilt = new Map<string, number>()
  for (const [n, one] of read.entries()) {
    const meeting = rows[n]?.cells[at]
    if ('wrong' in one && meeting) spoilt.set(meeting, one.row)
  }
  return spoilt
}

function refuseAll({ rows }: Group<MeetingRow>, column: string, reason: string): RowResult[] {
  return rows.map(({ row }) => refused(row, column, reason))
}

const ofMeeting = ['cluster', 'held_on', 'kind', 'place', 'topics'] as const

async function takeIn(tools: RunTools, run: Run, group: Group<MeetingRow>): Promise<RowResult[]> {
  const [first, ...others] = group.rows
  if (!first) return []
  const unlike = others.flatMap((row) =>
    ofMeeting.flatMap((column) => (row[column] === first[column] ? [] : { row, column })),
  )[0]
  if (unlike)
    return refuseAll(
      group,
      unlike.column,
      `row ${unlike.row.row} says otherwise than row ${first.row} of the same meeting`,
    )
  const twice = others.find((row, n) => [first, ...others.slice(0, n)].some(({ school }) => school === row.school))
  if (twice) return refuseAll(group, 'school', `row ${twice.row} marks a school of this meeting a second time`)
  const { state: before } = await standingBefore(tools.log, meetingDecider, `meeting#${first.meeting}`, run)
  const said = saidOf(group.rows, first)
  const outcome = run.dryRun ? await whyNotRecorded(tools, said) : await recordMeeting(tools, said, run.doing)
  if (outcome && isRefused(outcome)) return refuseAll(group, 'meeting', outcome.detail)
  return Promise.all(group.rows.map((row) => resultOf(tools, row, before)))
}

function saidOf(rows: readonly MeetingRow[], { cluster, meeting, held_on: on, kind, place, topics }: MeetingRow) {
  const attendance: Record<string, Mark> = Object.fromEntries(rows.map((row) => [row.school, row.attendance]))
  return { cluster, meeting, on, kind, place, topics, attendance, imported: true } as const
}

async function resultOf(tools: RunTools, row: MeetingRow, before: Meeting): Promise<RowResult> {
  const school = await findSchool(tools.log, row.school)
  const same =
    before.state === 'held' &&
    before.on === row.held_on &&
    before.kind === row.kind &&
    before.place === row.place &&
    before.topics === row.topics &&
    school !== undefined &&
    before.attendance[school.id] === row.attendance
  return { row: row.row, became: same ? 'unchanged' : 'changed' }
}
