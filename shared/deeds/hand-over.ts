/**
 * A role passes to a successor. With another address it is another contact's role from then on. With the same address the
 * mailbox passes on: a new person stands at the address, who has consented to nothing, and the old one is written to no
 * more. The old contact's stream first, so that no letter to the old person leaves for the new one; then the address, the
 * successor's stream, the schools. Each step finds out whether it was done, so that a hand-over that broke off is finished
 * by asking for it again.
 */
import { contactDecider } from '../../events/contact/decide.ts'
import { contactFacts } from '../../events/contact/events.ts'
import type { Contact } from '../../events/contact/state.ts'
import { type Day, londonDay } from '../../events/kernel/day.ts'
import { refuse } from '../../events/kernel/decider.ts'
import { several } from '../../events/kernel/several.ts'
import type { ContactRole } from '../../events/kernel/words.ts'
import { act, type Doing, loadStream, type Outcome } from '../log/act.ts'
import { type CommitBody, eventIdOf } from '../log/log.ts'
import { foldAddress, type Person, whateverMark } from '../vault/vault.ts'
import { claimFor, passTo, waitsUntil } from './addresses.ts'
import { tellSchool } from './agree.ts'
import { keepPerson } from './keep-person.ts'
import { personOf } from './people.ts'
import { type DeedTools, freshId, furtherStep, isRefused } from './tools.ts'

interface Place {
  /** The school's id. */
  readonly school: string
  readonly role: ContactRole
}

/** Hands a contact's role at a school over. Answers the old contact's commit, or the refusal before anything is kept. */
export async function handOverContact(
  tools: DeedTools,
  who: string,
  place: Place,
  successor: Person,
  doing: Doing,
): Promise<Outcome<Contact>> {
  const { state, version } = await loadStream(tools.log, contactDecider, who)
  const already = { stream: who, version, events: [], state }
  const person = await personOf(tools, who)
  const serves = state.schools.some(({ school, role }) => school === place.school && role === place.role)
  const earlier = serves ? undefined : await handedOver(tools, who, place, successor)
  if (earlier) {
    await passOn(tools, earlier, doing)
    return already
  }
  if (serves && person && isSame(person, successor)) return already
  const command = { do: 'hand-over-contact', ...place } as const
  const asked = contactDecider.decide({ ...command, to: who, mailbox: false }, state, tools.world())
  if ('refused' in asked) return asked
  const mailbox = person !== undefined && foldAddress(person.email) === foldAddress(successor.email)
  const to = await standIn(tools, successor, mailbox)
  if (to === who)
    return refuse(
      'successor-is-the-same-contact',
      'The successor’s address finds this very contact. Change its address, or give the successor another one.',
    )
  const done = await act(tools, contactDecider, who, { ...command, to, mailbox }, doing)
  if (!isRefused(done) && done.commit) await passOnAll(tools, done.commit, doing)
  return done
}

function isSame(one: Person, other: Person): boolean {
  return one.name === other.name && foldAddress(one.email) === foldAddress(other.email)
}

/** The successor's stream: a fresh one at the same mailbox, else whoever has the address or will have it. */
async function standIn(tools: DeedTools, successor: Person, mailbox: boolean): Promise<string> {
  const fresh = `contact#${freshId(tools, 'c')}`
  const to = mailbox ? fresh : await claimFor(tools, successor.email, fresh)
  if (mailbox) await tools.vault.putPerson(to, successor, waitsUntil(tools))
  else await keepPerson(tools, to, successor)
  return to
}

/** Everything that one commit of the old contact handed over, all of it to the same successor. */
interface HandedOver {
  readonly from: string
  readonly to: string
  readonly mailbox: boolean
  readonly places: readonly Place[]
  /** The day it was handed over. */
  readonly on: Day
  /** The event that says so: the successor's commit names it as its cause. */
  readonly cause: string
}

type HandingOver = Pick<CommitBody, 'stream' | 'version' | 'at' | 'events'>

function handedOverIn({ stream, version, at, events }: HandingOver) {
  const all = events.flatMap(({ type, data }, n) => {
    if (type !== 'ContactHandedOver') return []
    const { school, role, to, mailbox = false } = contactFacts.ContactHandedOver.data.parse(data)
    return [{ to, mailbox, place: { school, role }, cause: eventIdOf(stream, version, n) }]
  })
  const [first] = all
  if (!first) return undefined
  const { to, mailbox, cause } = first
  return {
    from: stream,
    to,
    mailbox,
    cause,
    on: londonDay(at),
    places: all.map(({ place }) => place),
  } satisfies HandedOver
}

/** The latest hand-over of a role that was handed to this very successor. */
async function handedOver(
  tools: DeedTools,
  who: string,
  { school, role }: Place,
  successor: Person,
): Promise<HandedOver | undefined> {
  let found: HandedOver | undefined
  for await (const { body } of tools.log.history(who)) {
    const handed = handedOverIn(body)
    if (handed?.places.some((place) => place.school === school && place.role === role)) found = handed
  }
  if (!found) return undefined
  const person = await personOf(tools, found.to)
  // Its entry is past its week and gone: it broke off long ago, and is finished with what is said now.
  if (!person && found.mailbox) await tools.vault.putPerson(found.to, successor, waitsUntil(tools))
  return !person || foldAddress(person.email) === foldAddress(successor.email) ? found : undefined
}

/** Finishes what a commit handed over, if it did. */
export async function passOnAll(tools: DeedTools, commit: HandingOver, doing: Doing): Promise<void> {
  const handed = handedOverIn(commit)
  if (handed) await passOn(tools, handed, doing)
}

async function passOn(tools: DeedTools, handed: HandedOver, doing: Doing): Promise<void> {
  const { from, to, mailbox, places, cause } = handed
  const mailboxSince = mailbox ? handed.on : undefined
  const person = mailbox ? await tools.vault.person(from, whateverMark) : undefined
  if (person) await passTo(tools, person.email, from, to)
  // What was said of the successor since is not said again.
  if (!(await wasCausedBy(tools, to, cause))) {
    const commands = places.map((place) => ({ do: 'add-contact', ...place, mailboxSince }) as const)
    await act(tools, several(contactDecider), to, commands, { ...furtherStep(doing), because: cause })
  }
  for (const who of [from, to]) {
    const { state } = await loadStream(tools.log, contactDecider, who)
    for (const place of places) await tellSchool(tools, { who, ...place }, state, furtherStep(doing))
  }
}

async function wasCausedBy({ log }: DeedTools, stream: string, cause: string): Promise<boolean> {
  for await (const { body } of log.history(stream)) if (body.because === cause) return true
  return false
}
