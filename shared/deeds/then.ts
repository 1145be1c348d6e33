/** How a contact stood at a moment that is past: the consents, the address, whether letters were paused. */
import { contactDecider } from '../../events/contact/decide.ts'
import type { Contact } from '../../events/contact/state.ts'
import type { Instant } from '../../events/kernel/day.ts'
import { foldFacts } from '../log/act.ts'
import type { Log } from '../log/log.ts'

/** Answers for any moment how the contact stood right after all that was recorded up to it. */
export type Then = (at: Instant) => Contact

/** One contact's life (its stream), read once for any number of moments. */
export async function contactThen(log: Pick<Log, 'history'>, stream: string): Promise<Then> {
  const life: { readonly at: Instant; readonly state: Contact }[] = []
  let state = contactDecider.initial
  for await (const { body } of log.history(stream)) {
    state = foldFacts(contactDecider, state, body.events)
    life.push({ at: body.at, state })
  }
  return (at) => life.findLast((one) => one.at <= at)?.state ?? contactDecider.initial
}

/** The same for several contacts, each read once. */
export async function contactsThen(
  log: Pick<Log, 'history'>,
  streams: Iterable<string>,
): Promise<ReadonlyMap<string, Then>> {
  const contacts = [...new Set(streams)].filter((stream) => stream.startsWith('contact#'))
  return new Map(await Promise.all(contacts.map(async (stream) => [stream, await contactThen(log, stream)] as const)))
}

/** Facts by which a letter was judged: the consent that counts is that of the last of these moments. */
const judged: ReadonlySet<string> = new Set(['LetterAsked', 'LetterSending', 'LetterWithheld'])

/** The moment a letter (its stream) was last judged, and when it was withheld or left; undefined for none there is. */
export async function judgedAt(log: Pick<Log, 'history'>, stream: string): Promise<Instant | undefined> {
  let at: Instant | undefined
  for await (const { body } of log.history(stream)) if (body.events.some(({ type }) => judged.has(type))) at = body.at
  return at
}
