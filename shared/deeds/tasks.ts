/**
 * Tasks: raised once for their cause, and finished by themselves when their reason is gone. Whoever raises one looks
 * afterwards whether its reason still stands, and whoever takes a reason away looks for the tasks that had it: so
 * whichever of the two is told first, no task stays open without its reason.
 */
import { clusterDecider } from '../../events/cluster/decide.ts'
import { contactDecider } from '../../events/contact/decide.ts'
import { londonDay } from '../../events/kernel/day.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { requestDecider } from '../../events/request/decide.ts'
import { isOpen } from '../../events/request/state.ts'
import { belongsInCluster } from '../../events/school/cluster-wait.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { chooseRecipients } from '../../events/school/recipients.ts'
import type { School } from '../../events/school/state.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { ambassadorKey, taskFor, taskKey } from '../../events/task/calls.ts'
import { type Raised, type Task, taskDecider } from '../../events/task/decide.ts'
import type { SettledBy, TaskAbout } from '../../events/task/events.ts'
import { isGone, type StandsNow, settledWord } from '../../events/task/settled.ts'
import { type ActTools, act, type Doing, loadStream, type Outcome } from '../log/act.ts'
import { eventIdOf } from '../log/log.ts'
import { clusterNow } from './clusters.ts'
import { candidatesOf } from './recipients.ts'
import { type DeedTools, taskStream } from './tools.ts'

/** Raises the task of a key (its cause, as a rule), once. One whose reason is gone already finishes at once. */
export async function raiseTask(
  tools: DeedTools,
  raised: Raised,
  doing: Doing,
  key: string = raised.cause,
): Promise<void> {
  const stream = taskStream(key)
  const outcome = await act(tools, taskDecider, stream, { do: 'raise-task', raised }, doing)
  if ('refused' in outcome || outcome.state.state !== 'open') return
  const by = settledWordNow(raised)
  if (by !== undefined && isGone(raised.about, raised.day, await standsNow(tools, raised)))
    await settleTask(tools, stream, by, doing)
}

/** What is said of a task whose reason was gone before it was raised: the commonest way for what it is about. */
function settledWordNow({ about }: Raised): SettledBy | undefined {
  return gone[about]
}

const gone: Partial<Record<TaskAbout, SettledBy>> = {
  'school-unreachable': 'reachable-again',
  'grace-ended': 'review-decided',
  'visit-decision-late': 'review-decided',
  'address-bounced': 'address-changed',
  'address-suppressed': 'address-changed',
  'consent-claimed-later': 'consent-settled',
  complaint: 'contact-removed',
  'letter-unresolved': 'letter-settled',
  'letter-refused': 'letter-settled',
  'was-this-you': 'question-answered',
  'request-open': 'request-decided',
  'flagship-at-risk': 'risk-cleared',
  'term-without-meeting': 'meeting-recorded',
  'school-without-cluster': 'cluster-joined',
  'cluster-without-ambassador': 'ambassador-assigned',
}

/** Finishes a task because its reason is gone; one that is not open is left alone. */
export function settleTask(tools: ActTools, stream: string, by: SettledBy, doing: Doing): Promise<Outcome<Task>> {
  const { because, trace } = doing
  return act(tools, taskDecider, stream, { do: 'settle-task', by }, { by: 'system', because, trace })
}

/**
 * Finishes the open tasks about these things that a stream's own events raised, as far as their reason is gone. They are
 * found by their natural key: the stream's history says which events there were.
 */
export async function settleTasksOf(
  tools: DeedTools,
  stream: string,
  abouts: readonly TaskAbout[],
  by: SettledBy,
  doing: Doing,
): Promise<void> {
  for (const task of await tasksRaisedBy(tools, stream, abouts)) {
    const { state } = await loadStream(tools.log, taskDecider, task)
    const { raised } = state
    if (state.state !== 'open' || !raised) continue
    if (isGone(raised.about, raised.day, await standsNow(tools, raised)))
      await settleTask(tools, task, settledWord(raised.about, by), doing)
  }
}

/** The streams of the tasks that a stream's events called for. */
async function tasksRaisedBy(tools: ActTools, stream: string, abouts: readonly TaskAbout[]): Promise<string[]> {
  const tasks = abouts.includes('cluster-without-ambassador') ? await tasksOfFormerAmbassadors(tools, stream) : []
  for await (const { body } of tools.log.history(stream)) {
    const day = londonDay(body.at)
    for (const [n, event] of body.events.entries()) {
      const call = taskFor(event, day)
      const cause = eventIdOf(stream, body.version, n)
      if (call && abouts.includes(call.about)) tasks.push(taskStream(taskKey(call.about, cause, day, call.due)))
    }
  }
  return tasks
}

/** A cluster's tasks that the leaving of one of its Ambassadors raised: they are found in the Ambassadors' own streams. */
async function tasksOfFormerAmbassadors({ log }: ActTools, cluster: string): Promise<string[]> {
  const said = await eventsOf(log, cluster)
  const ambassadors = new Set(said.flatMap(({ data }) => (typeof data.ambassador === 'string' ? data.ambassador : [])))
  const left = await Promise.all([...ambassadors].map((staff) => eventsOf(log, staff)))
  return left.flat().map(({ id }) => taskStream(ambassadorKey(id, cluster)))
}

async function eventsOf(log: ActTools['log'], stream: string) {
  const commits = await Array.fromAsync(log.history(stream))
  return commits.flatMap(({ body }) =>
    body.events.map(({ data }, n) => ({ id: eventIdOf(stream, body.version, n), data })),
  )
}

/** What a task is about as it stands now, each stream read strongly; only what its reason hangs on. */
async function standsNow(tools: DeedTools, raised: Raised): Promise<StandsNow> {
  const { about, school, contact, letter, cluster, request } = raised
  if (cluster !== undefined && school === undefined) return { cluster: await clusterStandsNow(tools, cluster, raised) }
  if (about === 'letter-unresolved' || about === 'letter-refused')
    return letter === undefined ? {} : { letter: await letterNow(tools, letter) }
  if (request !== undefined) return { request: await requestNow(tools, request) }
  if (school !== undefined) return { school: await schoolNow(tools, school, about) }
  return contact === undefined ? {} : { contact: await contactNow(tools, contact) }
}

async function letterNow(tools: ActTools, stream: string): Promise<NonNullable<StandsNow['letter']>> {
  const { state } = await loadStream(tools.log, letterDecider, stream)
  return { unresolved: state.unresolved }
}

async function requestNow(tools: ActTools, stream: string): Promise<NonNullable<StandsNow['request']>> {
  const { state } = await loadStream(tools.log, requestDecider, stream)
  return { open: isOpen(state), due: state.due }
}

async function schoolNow(
  tools: DeedTools,
  stream: string,
  about: TaskAbout,
): Promise<NonNullable<StandsNow['school']>> {
  const { state } = await loadStream(tools.log, schoolDecider, stream)
  const reachable = about === 'school-unreachable' && (await isReachable(tools, state))
  const isOpen = state.closed === undefined && state.mergedInto === undefined
  return {
    reachable,
    due: state.review?.due,
    visit: state.review?.visit?.on,
    atRiskSince: state.risk?.since,
    wantsCluster: isOpen && belongsInCluster(state) && clusterNow(state) === undefined,
  }
}

async function clusterStandsNow(
  { log, world }: ActTools,
  stream: string,
  { term, staff }: Raised,
): Promise<NonNullable<StandsNow['cluster']>> {
  const { state: cluster } = await loadStream(log, clusterDecider, stream)
  const window = world().calendar.nations[cluster.nation].terms.find(({ key }) => key === term)
  const met = Object.values(cluster.meetings).some(
    ({ kind, state, on }) =>
      kind === 'required' && state === 'held' && window !== undefined && on >= window.from && on <= window.to,
  )
  return { met, lost: cluster.ambassador === staff && !(await isAmbassador(log, staff)) }
}

/** Whether somebody is on the staff as an Ambassador. */
export async function isAmbassador(log: ActTools['log'], staff: string): Promise<boolean> {
  const { state } = await loadStream(log, staffDecider, staff)
  return state.known && !state.removed && state.role === 'ambassador'
}

/** Whether somebody at a school could be written to now, in R9's order. */
async function isReachable(tools: DeedTools, school: School): Promise<boolean> {
  return !school.unreachable || chooseRecipients(await candidatesOf(tools, school)).to.length > 0
}

async function contactNow(tools: ActTools, stream: string): Promise<NonNullable<StandsNow['contact']>> {
  const { state } = await loadStream(tools.log, contactDecider, stream)
  return {
    comesBack: state.address === 'bounced' || state.keepsBouncing,
    suppressed: state.address === 'suppressed',
    serves: !state.erased && state.schools.length > 0,
    asked: state.question !== undefined && (state.question.closed ?? 'time-over') === 'time-over',
    claimed: Object.values(state.consents).some(
      (consent) => consent?.state === 'withdrawn' && consent.claimed !== undefined,
    ),
  }
}
