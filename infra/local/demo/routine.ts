/**
 * What an office does day by day: visits are booked, made and decided, tasks are finished. Most of it, not all: a body in
 * the middle of its year has some of everything waiting.
 */
import * as z from 'zod'
import { addDays, weekday } from '../../../events/kernel/day.ts'
import type { Office } from './asks.ts'

const reviews = z.object({
  items: z.array(z.object({ school: z.string(), kind: z.string(), state: z.string() })),
})
const tasks = z.object({
  items: z.array(z.object({ id: z.string(), about: z.string(), due: z.string().optional() })),
})

interface Visit {
  readonly school: string
  readonly on: string
  readonly decision: string
}

/** The same share of schools each time the demo is made: a number from 0 to 6 for a reference. */
function lot(ref: string): number {
  return [...ref].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 7, 3)
}

/** Saturday and Sunday become the Monday after. */
function onWorkingDay(day: string): string {
  return addDays(day, weekday(day) > 5 ? 8 - weekday(day) : 0)
}

/** What was said when a task was finished, by what it was about. */
const outcomes: Readonly<Record<string, string>> = {
  'school-unreachable': 'Rang the school: it will name a new contact.',
  'grace-ended': 'The head asks for a visit in January. Agreed.',
  'address-bounced': 'The office gave us another address.',
  'was-this-you': 'Rang them: it was not.',
  'visit-decision-late': 'The committee decides next week.',
}

/** The office, from its first day on. `work` does what is done on a day. */
export function startRoutine(office: Office): { work(day: string): Promise<void> } {
  const visits: Visit[] = []

  const book = async (day: string) => {
    const { items } = reviews.parse(await office.priya.get('/api/reviews?within=45&limit=100'))
    const known = new Set(visits.map(({ school }) => school))
    const wanted = items.filter((one) => one.state !== 'booked' && lot(one.school) > 1 && !known.has(one.school))
    for (const { school, kind } of wanted) {
      const n = lot(school)
      const on = onWorkingDay(addDays(day, 10 + 2 * n))
      await office.priya.do('book-visit', { school, on, assessor: 'tom.ellery@staff.example' })
      const passed = kind === 're-accreditation' ? 're-accredited' : 'retained'
      visits.push({ school, on, decision: n === 5 ? 'action-required' : passed })
    }
  }

  const recommend = ({ school, decision }: Visit) =>
    office.tom.do('recommend', {
      school,
      recommendation: decision,
      report: 'Pupils spoke for themselves, and well. The plan for next year names who does what.',
    })

  const decide = ({ school, decision }: Visit) => {
    const reason = decision === 'action-required' ? { reason: 'Two targets have nobody responsible yet.' } : {}
    return office.priya.do('decide-review', { school, decision, ...reason })
  }

  /** Three days after a visit its assessor recommends, and eight days after it the office decides. */
  const followVisits = async (day: string) => {
    for (const visit of visits) {
      if (day === onWorkingDay(addDays(visit.on, 3))) await recommend(visit)
      if (day === onWorkingDay(addDays(visit.on, 8))) await decide(visit)
    }
  }

  const finish = async (day: string) => {
    const { items } = tasks.parse(await office.priya.get('/api/tasks?state=open&limit=100'))
    for (const { id, about, due = day } of items) {
      const outcome = outcomes[about]
      if (outcome && due <= addDays(day, 3) && lot(id) > 2) await office.priya.do('finish-task', { task: id, outcome })
    }
  }

  return {
    work: async (day) => {
      if (weekday(day) > 5) return
      if (weekday(day) === 1) await book(day)
      await followVisits(day)
      if (weekday(day) === 4) await finish(day)
    },
  }
}
