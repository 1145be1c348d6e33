/**
 * Two entries of one person become one. The dropped entry's stream first: from then on nothing is recorded of it and no
 * letter goes to it, so what stood of it is final. Then the kept one takes it all in, once; the dropped address finds the
 * kept one, and schools and suppression list are told. A merge that broke off is finished by asking for it again.
 */
import { contactDecider } from '../../events/contact/decide.ts'
import { contactFacts } from '../../events/contact/events.ts'
import { type Contact, noContact } from '../../events/contact/state.ts'
import { type Refusal, refuse } from '../../events/kernel/decider.ts'
import { purposes } from '../../events/kernel/words.ts'
import { act, type Doing, foldFacts, loadStream, type Outcome } from '../log/act.ts'
import { type CommitBody, eventIdOf } from '../log/log.ts'
import { inPlaceOf, passTo } from './addresses.ts'
import { tellSchool, tellSuppression } from './agree.ts'
import { personOf } from './people.ts'
import { type DeedTools, furtherStep, isRefused } from './tools.ts'

/** Merges `drop` into `keep` (streams). Answers the dropped one's commit, or the refusal before anything is kept. */
export async function mergeContacts(
  tools: DeedTools,
  { keep, drop, reason }: { readonly keep: string; readonly drop: string; readonly reason: string },
  doing: Doing,
): Promise<Outcome<Contact>> {
  const { state, version } = await loadStream(tools.log, contactDecider, drop)
  if (state.passedOn?.because === 'merged' && (await inPlaceOf(tools, drop)) === (await inPlaceOf(tools, keep))) {
    await finishContactsMerge(tools, drop, doing)
    return { stream: drop, version, events: [], state }
  }
  if (keep === drop && state.absorbed) {
    for (const absorbed of state.absorbed) await finishContactsMerge(tools, absorbed, doing)
    return { stream: drop, version, events: [], state }
  }
  const refused = keep === drop ? sameEntry() : await whyNotKept(tools, keep, drop, reason)
  if (refused) return refused
  const done = await act(tools, contactDecider, drop, { do: 'merge-into', kept: keep, dropped: drop, reason }, doing)
  if (!isRefused(done)) await finishContactsMerge(tools, drop, doing)
  return done
}

function sameEntry(): Refusal {
  return refuse('merge-needs-two', 'These are one entry already: name two different ones.')
}

/** What speaks against the entry that is to be kept, before the other one ends. */
async function whyNotKept(tools: DeedTools, keep: string, drop: string, reason: string): Promise<Refusal | undefined> {
  const { state } = await loadStream(tools.log, contactDecider, keep)
  const nothing = { schools: [], consents: {}, paused: false }
  const decision = contactDecider.decide(
    { do: 'absorb-contact', dropped: drop, reason, ...nothing },
    state,
    tools.world(),
  )
  return 'refused' in decision ? decision : undefined
}

interface Merged {
  readonly kept: string
  readonly reason: string
  readonly cause: string
  /** The dropped entry as it stood before. */
  readonly before: Contact
}

async function mergedIn(tools: DeedTools, drop: string): Promise<Merged | undefined> {
  let before: Contact = noContact
  for await (const { body } of tools.log.history(drop)) {
    const merged = mergeIn(body)
    if (merged) return { ...merged, before }
    before = foldFacts(contactDecider, before, body.events)
  }
  return undefined
}

function mergeIn({ stream, version, events }: CommitBody): Omit<Merged, 'before'> | undefined {
  const n = events.findIndex(({ type }) => type === 'ContactsMerged')
  if (n < 0) return undefined
  const { kept, reason } = contactFacts.ContactsMerged.data.parse(events[n]?.data)
  return { kept, reason, cause: eventIdOf(stream, version, n) }
}

/** Carries over what stood of an entry that was merged, and tells the other places. */
export async function finishContactsMerge(tools: DeedTools, drop: string, doing: Doing): Promise<void> {
  const merged = await mergedIn(tools, drop)
  if (!merged) return
  const { kept, reason, cause, before } = merged
  const { schools, consents, paused, left } = before
  const step = furtherStep(doing)
  const command = { do: 'absorb-contact', dropped: drop, reason, schools, consents, paused, left } as const
  // Refused when the kept one was merged further meanwhile, or left: it took this one in before.
  await act(tools, contactDecider, kept, command, { ...step, because: cause })
  const person = await personOf(tools, drop)
  if (person) await passTo(tools, person.email, drop, kept)
  for (const who of [drop, kept]) {
    const { state } = await loadStream(tools.log, contactDecider, who)
    for (const place of schools) await tellSchool(tools, { who, ...place }, state, step)
  }
  const words = await personOf(tools, kept)
  if (words) for (const purpose of purposes) await tellSuppression(tools, kept, words.email, purpose)
}
