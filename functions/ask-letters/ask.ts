/**
 * A fact that calls for a letter is followed: the recipients are chosen on the school (R9), then a letter is asked for
 * to each. Done twice, it changes nothing; a later fact on the same topic is never overtaken by an earlier one.
 */

import { londonDay } from '../../events/kernel/day.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { letterFor } from '../../events/letter/calls.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { askForLetters } from '../../shared/deeds/letters.ts'
import { candidatesOf } from '../../shared/deeds/recipients.ts'
import { type DeedTools, isRefused } from '../../shared/deeds/tools.ts'
import { act, loadStream } from '../../shared/log/act.ts'

/** Follows one event; those that call for no letter change nothing. */
export async function askLetters(tools: DeedTools, event: Published): Promise<void> {
  const call = letterFor({ school: event.stream, day: londonDay(event.at), type: event.type, data: event.data })
  if (!call) return
  const { state: school } = await loadStream(tools.log, schoolDecider, event.stream)
  const doing = { by: 'system', because: event.id, trace: event.trace }
  const { topic, matter } = call
  const outcome = await act(
    tools,
    schoolDecider,
    event.stream,
    { do: 'choose-recipients', topic, matter, cause: event.version, candidates: await candidatesOf(tools, school) },
    doing,
  )
  if (isRefused(outcome)) throw new Fault('ask-letters', `Refused ${outcome.refused}`)
  const addressed = outcome.state.addressed[topic]
  if (addressed?.matter !== matter) return
  const draft = {
    kind: call.kind,
    purpose: 'service',
    school: event.stream,
    topic,
    matter,
    cause: event.id,
    causedAt: event.at,
    facts: call.facts,
  } as const
  await askForLetters(tools, outcome.state, addressed.to, draft, doing)
}
