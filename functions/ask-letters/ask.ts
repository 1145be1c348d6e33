/**
 * A fact that calls for a letter is followed: the recipients are chosen on the school (R9), then a letter is asked for
 * to each. Done twice, it changes nothing; a later fact on the same topic is never overtaken by an earlier one. What a
 * person agreed to is confirmed to them alone.
 */

import { contactDecider } from '../../events/contact/decide.ts'
import { londonDay } from '../../events/kernel/day.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { type Call, type Cause, letterFor, meetingsNamedBy, needsTheSchool } from '../../events/letter/calls.ts'
import type { LetterFacts } from '../../events/letter/events.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { LetterTopic } from '../../events/school/events.ts'
import type { School } from '../../events/school/state.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { meetingsNamed, nextMeetingOf } from '../../shared/deeds/clusters.ts'
import { anyLeft, askContact, askForLetters } from '../../shared/deeds/letters.ts'
import { candidatesOf } from '../../shared/deeds/recipients.ts'
import { type DeedTools, isRefused } from '../../shared/deeds/tools.ts'
import { act, type Doing, loadStream, loadStreamAt } from '../../shared/log/act.ts'

/** Follows one event; those that call for no letter change nothing. */
export async function askLetters(tools: DeedTools, event: Published): Promise<void> {
  const call = letterFor(await causeOf(tools, event))
  if (!call) return
  const { topic } = call
  if (topic === undefined) await askPerson(tools, event, call)
  else await askSchool(tools, event, { ...call, topic })
}

async function causeOf(tools: DeedTools, event: Published): Promise<Cause> {
  const { stream, version, at, type, data, because } = event
  const cause = { stream, version, day: londonDay(at), type, data, because, ...(await meetingsOf(tools, event)) }
  if (!needsTheSchool.has(type)) return cause
  const [before, after] = await Promise.all([
    loadStreamAt(tools.log, schoolDecider, stream, version - 1),
    loadStreamAt(tools.log, schoolDecider, stream, version),
  ])
  return { ...cause, before, after }
}

/** The meetings a letter names, and the next one the school's cluster has planned. */
async function meetingsOf(tools: DeedTools, event: Published): Promise<Pick<Cause, 'meetings' | 'nextMeeting'>> {
  const named = meetingsNamedBy(event)
  if (named.length === 0) return {}
  const { state: school } = await loadStream(tools.log, schoolDecider, event.stream)
  const [meetings, nextMeeting] = await Promise.all([
    meetingsNamed(tools.log, named, school.marks),
    nextMeetingOf(tools.log, school, tools.world().today),
  ])
  return { meetings, nextMeeting }
}

function doingFor({ id, trace }: Published): Doing {
  return { by: 'system', because: id, trace }
}

async function askPerson(tools: DeedTools, event: Published, call: Call): Promise<void> {
  const { kind, purpose, matter, facts, to = event.stream } = call
  const { state } = await loadStream(tools.log, contactDecider, to)
  const draft = { kind, purpose, matter, cause: event.id, causedAt: event.at, facts }
  const roles = state.schools.map(({ role }) => role)
  await askContact(tools, to, roles, draft, doingFor(event))
}

type SchoolCall = Call & { readonly topic: LetterTopic }

async function askSchool(tools: DeedTools, event: Published, call: SchoolCall): Promise<void> {
  const { kind, purpose, topic, matter } = call
  const { state: school } = await loadStream(tools.log, schoolDecider, event.stream)
  const facts = await factsFor(tools, school, call)
  if (!facts) return
  const doing = doingFor(event)
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
  const draft = { kind, purpose, school: event.stream, topic, matter, cause: event.id, causedAt: event.at, facts }
  await askForLetters(tools, outcome.state, addressed.to, draft, doing)
}

/** What the letter says: as called for, as to somebody who never heard of it before, or nothing to those. */
async function factsFor(tools: DeedTools, school: School, call: SchoolCall): Promise<LetterFacts | undefined> {
  return call.after === undefined || (await heardBefore(tools, school, call.after)) ? call.facts : call.unheard
}

/** Whether somebody at the school had a letter that this one follows, or may have had it. */
async function heardBefore(tools: DeedTools, school: School, matters: readonly string[]): Promise<boolean> {
  const to = [...new Set(school.contacts.map(({ contact }) => contact))]
  const heard = await Promise.all(matters.map((matter) => anyLeft(tools, to, matter)))
  return heard.some(Boolean)
}
