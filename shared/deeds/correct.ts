/**
 * A wrong entry of the log is corrected by a further one. The rules read the stream's whole history, strongly; if the
 * stream moved on meanwhile it is read and decided again.
 */
import type { ConsentTakenBack, RecordedContactFact } from '../../events/contact/correct.ts'
import { contactDecider } from '../../events/contact/decide.ts'
import type { Contact } from '../../events/contact/state.ts'
import { londonDay } from '../../events/kernel/day.ts'
import { isRefusal, refuse } from '../../events/kernel/decider.ts'
import { purposes } from '../../events/kernel/words.ts'
import type { CorrectionAsked, RecordedFact } from '../../events/school/commands.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { School } from '../../events/school/state.ts'
import { type ActTools, act, Conflict, type Doing, factsOf, loadStream, type Outcome } from '../log/act.ts'
import { type CommitBody, eventIdOf, type Log, parseEventId } from '../log/log.ts'
import { tellSuppression } from './agree.ts'
import { tellSuccessors } from './close-school.ts'
import { type DeedTools, furtherStep, idOfSchool, isRefused } from './tools.ts'

/** Others may change the stream as often while one decides on its history. */
const mostTries = 5

/** Corrects one entry, by its id. `not-found` when the log has no such entry. */
export async function correctEvent(
  tools: DeedTools,
  asked: CorrectionAsked,
  doing: Doing,
): Promise<Outcome<object> | 'not-found'> {
  const place = parseEventId(asked.event)
  const commit = place && (await tools.log.read(place.stream, place.version))
  if (!place || !commit?.body.events[place.n]) return 'not-found'
  const { stream } = place
  if (stream.startsWith('school#')) return correctSchool(tools, stream, [asked], doing)
  if (stream.startsWith('contact#')) return correctContact(tools, stream, [asked], doing)
  return refuse(
    'entry-not-correctable',
    'Only entries about schools and consents are corrected here. A meeting is recorded again; settings are changed again; a letter that left has left.',
    { event: asked.event },
  )
}

/** Corrects entries of one school together. `byUndo`: with an import that is taken back. */
export async function correctSchool(
  tools: DeedTools,
  stream: string,
  corrections: readonly CorrectionAsked[],
  doing: Doing,
  byUndo = false,
): Promise<Outcome<School>> {
  const outcome = await onHistory(tools, stream, doing, async (commits, strict) => {
    const history = commits.flatMap(recordedOf)
    return act(tools, schoolDecider, stream, { do: 'correct-entries', corrections, history, byUndo }, strict)
  })
  if (!isRefused(outcome)) await tellSuccessors(tools, idOfSchool(stream), furtherStep(doing))
  return outcome
}

function recordedOf({ stream, version, at, events }: CommitBody): RecordedFact[] {
  const day = londonDay(at)
  return factsOf(schoolDecider, events).map((fact, n) => ({ event: eventIdOf(stream, version, n), version, day, fact }))
}

/** Everything on record of a school, oldest first, with the version it stands at. */
export async function schoolHistory(log: Log, stream: string): Promise<readonly RecordedFact[]> {
  return (await commitsOf(log, stream)).flatMap(recordedOf)
}

/** Takes consents of one contact back. Where a withdrawal stands then, the suppression list knows it first (C4). */
export async function correctContact(
  tools: DeedTools,
  stream: string,
  corrections: readonly ConsentTakenBack[],
  doing: Doing,
): Promise<Outcome<Contact>> {
  const person = await tools.vault.person(stream, tools.world().now)
  const outcome = await onHistory(tools, stream, doing, async (commits, strict) => {
    const history = commits.flatMap(recordedOfContact)
    const command = { do: 'take-back-consents' as const, corrections, history }
    const { state } = await loadStream(tools.log, contactDecider, stream)
    const decision = contactDecider.decide(command, state, tools.world())
    if (isRefusal(decision)) return decision
    const { consents } = decision.reduce(contactDecider.evolve, state)
    for (const purpose of purposes) {
      const [was, is] = [state.consents[purpose], consents[purpose]]
      if (person && is?.state === 'withdrawn' && was?.state !== 'withdrawn')
        await tools.vault.suppress(person.email, purpose, is.since)
    }
    return act(tools, contactDecider, stream, command, strict)
  })
  if (person && !isRefused(outcome))
    for (const purpose of purposes) await tellSuppression(tools, stream, person.email, purpose)
  return outcome
}

function recordedOfContact({ stream, version, events }: CommitBody): RecordedContactFact[] {
  return factsOf(contactDecider, events).map((fact, n) => ({ event: eventIdOf(stream, version, n), fact }))
}

async function commitsOf(log: Log, stream: string): Promise<CommitBody[]> {
  const commits: CommitBody[] = []
  for await (const { body } of log.history(stream)) commits.push(body)
  return commits
}

/** Decides on a whole history, and again on the longer one when the stream moved on in between. */
export async function onHistory<T>(
  tools: ActTools,
  stream: string,
  doing: Doing,
  decide: (commits: readonly CommitBody[], strict: Doing) => Promise<T>,
): Promise<T> {
  const most = doing.ifVersion === undefined ? mostTries : 1
  for (let tries = 1; ; tries++) {
    const commits = await commitsOf(tools.log, stream)
    const ifVersion = doing.ifVersion ?? commits.at(-1)?.version ?? 0
    try {
      return await decide(commits, { ...doing, ifVersion })
    } catch (thrown) {
      if (!(thrown instanceof Conflict) || tries === most) throw thrown
      await tools.waitToRetry(tries)
    }
  }
}
