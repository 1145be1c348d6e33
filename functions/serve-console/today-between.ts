/** The days a list of reviews is asked for, as two fields: the first not after the last. */
import { addDays, type Day } from '../../events/kernel/day.ts'
import { readDay } from '../../shared/pages/day.tsx'
import type { Field } from '../../shared/pages/fields.tsx'
import type { Asked } from './page.ts'

export interface Between {
  readonly from: Day
  readonly until: Day
  /** As they stand in the address. */
  readonly given: Readonly<Record<'from' | 'until', string | undefined>>
  readonly fields: readonly Field[]
  /** They are no days, or the first is after the last: no list is read. */
  readonly isWrong: boolean
}

const noDay = 'Give a day, such as 27 Mar 2027'
const firstAfterLast = 'This day is before the first one: change one of the two'

/** The days of the address; from today for a year where none is said. */
export function betweenIn(query: Asked['query'], today: Day): Between {
  const given = { from: query('from'), until: query('until') }
  const from = readIf(given.from, today)
  const until = readIf(given.until, addDays(today, 365))
  const isTurned = from !== undefined && until !== undefined && from > until
  const lastProblem = until === undefined ? noDay : isTurned ? firstAfterLast : undefined
  return {
    from: from ?? today,
    until: until ?? today,
    given,
    fields: [
      day('from', 'Due from', given.from ?? from, from === undefined ? noDay : undefined),
      day('until', 'Due until', given.until ?? until, lastProblem),
    ],
    isWrong: from === undefined || lastProblem !== undefined,
  }
}

function readIf(said: string | undefined, otherwise: Day): Day | undefined {
  return said === undefined ? otherwise : readDay(said)
}

function day(name: string, label: string, value: string | undefined, problem: string | undefined): Field {
  return { is: 'day', name, label, value, problem }
}
