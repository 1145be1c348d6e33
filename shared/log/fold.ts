/** The state a stream must have, folded from its events: for commits of an older form, and as proof of what is kept. */

import { adminsDecider } from '../../events/admins/decide.ts'
import { bulletinDecider } from '../../events/bulletin/decide.ts'
import { calendarDecider } from '../../events/calendar/decide.ts'
import { clusterDecider } from '../../events/cluster/decide.ts'
import { contactDecider } from '../../events/contact/decide.ts'
import { daysDecider } from '../../events/days/decide.ts'
import { deadDecider } from '../../events/dead/decide.ts'
import { type deciders, kindOfStream } from '../../events/deciders.ts'
import { feedDecider } from '../../events/feed/decide.ts'
import { importDecider } from '../../events/import/decide.ts'
import type { Decider, Fact, World } from '../../events/kernel/decider.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { mailDecider } from '../../events/mail/decide.ts'
import { meetingDecider } from '../../events/meeting/decide.ts'
import { refDecider } from '../../events/ref/decide.ts'
import { requestDecider } from '../../events/request/decide.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { settingsDecider } from '../../events/settings/decide.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { taskDecider } from '../../events/task/decide.ts'
import { wordingDecider } from '../../events/wording/decide.ts'
import { foldFacts, isStateOf } from './act.ts'
import type { CommitBody, Log } from './log.ts'

/** One stream's state on its way through its commits. */
export interface Folding {
  /** The number of the present form. */
  readonly shape: number
  /** The state after these further events. A Fault when one does not fit its schema. */
  add(events: CommitBody['events']): Readonly<Record<string, unknown>>
  /** Goes on from the state a commit keeps; false when that is of another form. */
  goOnFrom(body: CommitBody): boolean
}

function foldingWith<C, S extends object, F extends Fact>(decider: Decider<C, S, F, World>): () => Folding {
  return () => {
    let state = decider.initial
    return {
      shape: decider.shape,
      add(events) {
        state = foldFacts(decider, state, events)
        return Object.fromEntries(Object.entries(state))
      },
      goOnFrom(body) {
        if (!isStateOf(decider, body)) return false
        state = body.state
        return true
      },
    }
  }
}

/** One for each kind of stream that has rules: one left out is found by the compiler. */
const foldings: Readonly<Record<keyof typeof deciders, () => Folding>> = {
  school: foldingWith(schoolDecider),
  ref: foldingWith(refDecider),
  contact: foldingWith(contactDecider),
  staff: foldingWith(staffDecider),
  admins: foldingWith(adminsDecider),
  cluster: foldingWith(clusterDecider),
  meeting: foldingWith(meetingDecider),
  letter: foldingWith(letterDecider),
  request: foldingWith(requestDecider),
  wording: foldingWith(wordingDecider),
  bulletin: foldingWith(bulletinDecider),
  feed: foldingWith(feedDecider),
  dead: foldingWith(deadDecider),
  mail: foldingWith(mailDecider),
  task: foldingWith(taskDecider),
  import: foldingWith(importDecider),
  settings: foldingWith(settingsDecider),
  days: foldingWith(daysDecider),
  calendar: foldingWith(calendarDecider),
}

/** A folding at the beginning of a stream; undefined for a kind that has no rules yet. */
export function foldingOf(stream: string): Folding | undefined {
  const ofKind: Readonly<Partial<Record<string, () => Folding>>> = foldings
  return ofKind[kindOfStream(stream)]?.()
}

/** A commit with its state in the present form: folded anew from the stream's beginning where it is of an older one. */
export async function inPresentForm(log: Pick<Log, 'history'>, body: CommitBody): Promise<CommitBody> {
  const folding = foldingOf(body.stream)
  if (!folding || folding.shape === body.shape) return body
  let state = body.state
  for await (const { body: each } of log.history(body.stream)) {
    if (each.version > body.version) break
    state = { ...folding.add(each.events) }
  }
  return { ...body, state, shape: folding.shape }
}

/** Commits in the order of their streams, each with its state in the present form. */
export async function* allInPresentForm(commits: AsyncIterable<CommitBody>): AsyncGenerator<CommitBody> {
  const foldings = new Map<string, Folding>()
  for await (const body of commits) {
    const folding = foldings.get(body.stream) ?? foldingOf(body.stream)
    if (!folding || folding.goOnFrom(body)) yield body
    else yield { ...body, state: { ...folding.add(body.events) }, shape: folding.shape }
    if (folding) foldings.set(body.stream, folding)
  }
}
