/**
 * Letters to members of staff about what they want to hear of, through the same gate as all others. One letter per member
 * and task, morning and week, whatever is told twice: the matter is its key.
 */

import { daysFacts } from '../../events/days/events.ts'
import { londonDay } from '../../events/kernel/day.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import type { Asked, LetterFacts, LetterKind } from '../../events/letter/events.ts'
import { requestFacts } from '../../events/request/events.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { requestTaskKey } from '../../events/task/calls.ts'
import { type Raised, taskDecider } from '../../events/task/decide.ts'
import { taskFacts } from '../../events/task/events.ts'
import type { Board } from '../../shared/board/board.ts'
import { readLetters, readStaff } from '../../shared/board/reads/lists.ts'
import type { StaffCard } from '../../shared/board/rows/staff.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { findCluster, meetingsNamed } from '../../shared/deeds/clusters.ts'
import { letterStream, taskStream } from '../../shared/deeds/tools.ts'
import { type ActTools, act, loadStream } from '../../shared/log/act.ts'
import { sumUpMorning, sumUpWeek } from './sums.ts'

export interface AlertTools extends ActTools {
  readonly board: Board
}

/** Follows an event of which staff want to hear; others change nothing. */
export async function alertStaff(tools: AlertTools, event: Published): Promise<void> {
  switch (event.type) {
    case 'TaskRaised':
      return tellOfTask(tools, event)
    case 'MorningLineDue':
      return tellOfMorning(tools, event)
    case 'WeekDigestDue':
      return tellOfWeek(tools, event)
    case 'RequestDueSoon':
      return tellOfRequest(tools, event)
  }
}

interface Alert {
  readonly kind: LetterKind
  readonly matter: string
  readonly facts: LetterFacts
}

async function ask(tools: AlertTools, { id }: StaffCard, event: Published, alert: Alert): Promise<void> {
  const to = `staff#${id}`
  const asked: Asked = { ...alert, purpose: 'staff', to, cause: event.id, causedAt: event.at }
  const doing = { by: 'system', because: event.id, trace: event.trace }
  await act(tools, letterDecider, letterStream(to, alert.matter), { do: 'ask-letter', asked }, doing)
}

/** Those who want alerts and may act on what they are told of. */
async function wanting(tools: AlertTools, may: (one: StaffCard) => boolean): Promise<StaffCard[]> {
  const all: StaffCard[] = []
  let after: string | undefined
  do {
    const page = await readStaff(tools.board, { limit: 200, after })
    all.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return all.filter((one) => one.alerts !== 'none' && may(one))
}

const mayFinishTasks = ({ role }: StaffCard) => role === 'admin' || role === 'coordinator'

async function tellOfTask(tools: AlertTools, event: Published): Promise<void> {
  const raised = taskFacts.TaskRaised.data.parse(event.data)
  const { about, due, schoolName, schoolPhone, day, verb, letter, cluster, clusterName, term, requestKind } = raised
  if (verb === 'alert-staff' || (letter !== undefined && (await isToStaff(tools, letter)))) return
  const id = event.stream.slice('task#'.length)
  const task = { id, about, due, schoolName, schoolPhone, day, verb, cluster, clusterName, term, requestKind }
  const alert: Alert = {
    kind: 'task-alert',
    matter: `task|${id}|staff`,
    facts: { task },
    ...(await inItsWords(tools, task, raised)),
  }
  const ambassador = await ambassadorOf(tools, raised)
  const hears = (one: StaffCard) => mayFinishTasks(one) || `staff#${one.id}` === ambassador
  for (const one of await wanting(tools, hears)) await tell(tools, one, event, alert)
}

/** F5, F6: the Ambassador hears of what concerns the standing of the own cluster and its schools, and of nothing else. */
async function ambassadorOf({ log }: AlertTools, { about, cluster }: Raised): Promise<string | undefined> {
  if (cluster === undefined || (about !== 'flagship-at-risk' && about !== 'term-without-meeting')) return undefined
  return (await findCluster(log, cluster))?.cluster.ambassador
}

/** Some tasks have a letter of their own, which tells more than that there is one. */
async function inItsWords(
  { log }: AlertTools,
  task: NonNullable<LetterFacts['task']>,
  { school }: Raised,
): Promise<Partial<Alert>> {
  if (task.about === 'term-without-meeting') return { kind: 'term-without-meeting' }
  if (task.about !== 'flagship-at-risk' || school === undefined) return {}
  const { state } = await loadStream(log, schoolDecider, school)
  // Cleared by now: the task is all there is to tell of.
  if (!state.risk) return {}
  const { because, since, letterOn: on, meetings: ids } = state.risk
  const meetings = await meetingsNamed(log, ids, state.marks)
  return { kind: 'risk-alert', facts: { task, because, since, meetings, ...(on && { on }) } }
}

/** The statutory day of a request comes near: whoever may answer it is told again of its task, once for each warning (C7). */
async function tellOfRequest(tools: AlertTools, event: Published): Promise<void> {
  const { due, before } = requestFacts.RequestDueSoon.data.parse(event.data)
  const stream = taskStream(requestTaskKey(event.stream, due))
  const { state } = await loadStream(tools.log, taskDecider, stream)
  if (state.state === 'finished') return
  const id = stream.slice('task#'.length)
  const task = { id, about: 'request-open', due, day: due, requestKind: state.raised?.requestKind } as const
  const alert: Alert = { kind: 'task-alert', matter: `task|${id}|${before}|staff`, facts: { task } }
  for (const one of await wanting(tools, mayFinishTasks)) await tell(tools, one, event, alert)
}

/**
 * A letter to staff that went wrong is a task like any other, but no letter about it: that one would go wrong as well,
 * and so on for ever.
 */
async function isToStaff({ log }: AlertTools, letter: string): Promise<boolean> {
  const { state } = await loadStream(log, letterDecider, letter)
  return state.asked?.purpose === 'staff'
}

const ofTasks: ReadonlySet<LetterKind> = new Set(['task-alert', 'risk-alert', 'term-without-meeting'])

/** So many tasks of one day have letters of their own; the lists behind it may be some letters late. */
const mostOfADay = 10

async function tell(tools: AlertTools, one: StaffCard, event: Published, alert: Alert): Promise<void> {
  const day = londonDay(event.at)
  const { items } = await readLetters(tools.board, { to: `staff#${one.id}`, since: day }, { limit: 200 })
  const told = items.filter(({ kind }) => ofTasks.has(kind))
  // Told again of a task that has its letter, it has it still.
  const isKnown = told.some(({ matter }) => matter === alert.matter)
  const tooMany = told.length >= mostOfADay && !isKnown
  const more: Alert = { kind: 'more-tasks', matter: `more-tasks|${day}|staff`, facts: { day } }
  await ask(tools, one, event, tooMany ? more : alert)
}

async function tellOfMorning(tools: AlertTools, event: Published): Promise<void> {
  const { day } = daysFacts.MorningLineDue.data.parse(event.data)
  const admins = await wanting(tools, ({ role }) => role === 'admin')
  if (admins.length === 0) return
  const facts = { day, morning: await sumUpMorning(tools.board, day) }
  for (const one of admins)
    await ask(tools, one, event, { kind: 'morning-line', matter: `morning|${day}|staff`, facts })
}

async function tellOfWeek(tools: AlertTools, event: Published): Promise<void> {
  const { week } = daysFacts.WeekDigestDue.data.parse(event.data)
  const readers = await wanting(
    tools,
    ({ alerts, role }) => alerts === 'all' && role !== 'ambassador' && role !== 'assessor',
  )
  if (readers.length === 0) return
  const facts = { digest: await sumUpWeek(tools.board, week, londonDay(event.at)) }
  for (const one of readers)
    await ask(tools, one, event, { kind: 'weekly-digest', matter: `digest|${week}|staff`, facts })
}
