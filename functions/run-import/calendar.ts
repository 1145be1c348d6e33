/** Calendars: all rows of a nation go in as one edit, by the same deed and the same rules as an edit by hand. */
import * as z from 'zod'
import { type CalendarParts, calendarDecider, calendarStream, nationCalendarOf } from '../../events/calendar/decide.ts'
import { isRefusal } from '../../events/kernel/decider.ts'
import { once } from '../../events/kernel/once.ts'
import { type Nation, nation, nations, publicText, termKey } from '../../events/kernel/words.ts'
import { changeCalendar } from '../../shared/deeds/calendar.ts'
import { standingBefore } from './before.ts'
import { type Group, inGroups, inParallel, type Prepared } from './groups.ts'
import { type CalendarRow, mergeRows } from './merge-calendar.ts'
import { readRows } from './read-rows.ts'
import { concurrency, type RowResult, type Run, type RunTools, refused, type SourceRows } from './tools.ts'

const day = () => z.iso.date('a day is written YYYY-MM-DD')

const rowOf = once(() =>
  z.discriminatedUnion(
    'what',
    [
      z
        .object({
          nation: nation(),
          what: z.literal('bank-holiday'),
          key: publicText(80).optional(),
          from: day(),
          to: day().optional(),
        })
        .refine(({ from, to }) => to === undefined || to === from, {
          error: 'a bank holiday is one day: leave this empty, or a row for each day',
          path: ['to'],
        })
        .transform((row) => ({ ...row, to: row.from })),
      z
        .object({
          nation: nation(),
          what: z.literal('closure'),
          key: publicText(80).optional(),
          from: day(),
          to: day(),
        })
        .refine(({ from, to }) => from <= to, { error: 'ends before it begins', path: ['to'] }),
      z
        .object({ nation: nation(), what: z.literal('term'), key: termKey(), from: day(), to: day() })
        .refine(({ from, to }) => from <= to, { error: 'ends before it begins', path: ['to'] }),
    ],
    { error: 'is bank-holiday, closure or term' },
  ),
)

type Row = CalendarRow & { readonly nation: Nation }

export function prepareCalendar(tools: RunTools, run: Run, { rows, columns }: SourceRows): Prepared {
  const read = readRows(rows, columns, rowOf())
  return inGroups<Row>(
    read,
    (says) => says.nation,
    async (groups) => (await inParallel(groups, concurrency, (group) => takeIn(tools, run, group))).flat(),
  )
}

async function takeIn(tools: RunTools, run: Run, { key, rows }: Group<Row>): Promise<RowResult[]> {
  const of = nations.find((one) => one === key)
  if (!of) return rows.map(({ row }) => refused(row, 'nation', 'there is no such nation'))
  const { state: edited } = await standingBefore(tools.log, calendarDecider, calendarStream(of), run)
  const standing = nationCalendarOf(of, edited)
  const { parts, results } = mergeRows(standing, rows)
  const decide = (of_: CalendarParts) =>
    calendarDecider.decide({ do: 'edit-calendar', nation: of, ...of_ }, edited, tools.world())
  const decision = decide(parts)
  const whole = isRefusal(decision) ? { ...parts, terms: undefined } : parts
  if (!run.dryRun) await changeCalendar(tools, { nation: of, ...whole }, run.doing)
  if (!isRefusal(decision)) return [...results]
  // The terms as a whole would have a gap: none of those that change goes in, all else does.
  const terms = new Set(rows.filter(({ what }) => what === 'term').map(({ row }) => row))
  return results.map((one) =>
    terms.has(one.row) && one.became === 'changed' ? refused(one.row, 'from', decision.detail) : one,
  )
}
