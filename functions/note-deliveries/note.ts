/**
 * The provider's events about letters that left: delivered, bounced, complained about, or merely taken. They resolve a
 * try that nobody answered. Nothing but type, time, kind and the letter's tag comes through to here.
 */
import * as z from 'zod'
import { type ContactCommand, contactDecider } from '../../events/contact/decide.ts'
import { type Day, londonDay } from '../../events/kernel/day.ts'
import { once } from '../../events/kernel/once.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import type { TaskAbout } from '../../events/task/events.ts'
import { noteComplaint } from '../../shared/deeds/contacts.ts'
import { tellFarewellEnded } from '../../shared/deeds/erasure.ts'
import { settleTasksOf } from '../../shared/deeds/tasks.ts'
import { type DeedTools, isRefused } from '../../shared/deeds/tools.ts'
import { act, type Doing } from '../../shared/log/act.ts'
import { eventIdOf } from '../../shared/log/log.ts'
import { decodeTag } from '../../shared/post/tag.ts'

/** What the rules on the provider's events let through. */
const throughTheRule = once(() =>
  z.object({
    type: z.string(),
    time: z.string(),
    /** The letter's tag; the provider gives each tag as a list. */
    letter: z.array(z.string()).min(1),
    bounce: z.string().optional(),
    subtype: z.string().optional(),
  }),
)

const types: Readonly<Record<string, ProviderEvent['type']>> = {
  Send: 'send',
  Delivery: 'delivery',
  Bounce: 'bounce',
  Complaint: 'complaint',
  DeliveryDelay: 'delay',
  Reject: 'reject',
  'Rendering Failure': 'reject',
}

/** The provider did not try: the address stands on a list of its own, the account's or the one it has for all. */
const suppressedSubtypes: readonly string[] = ['Suppressed', 'OnAccountSuppressionList']

export interface ProviderEvent {
  readonly type: 'send' | 'delivery' | 'delay' | 'bounce' | 'complaint' | 'reject'
  readonly at: string
  readonly kind: 'permanent' | 'transient' | 'suppressed'
  /** The letter's stream. */
  readonly letter: string
}

/** Reads one event; undefined when it is of another type, or about mail that is none of this system's letters. */
export function readProviderEvent(message: unknown): ProviderEvent | undefined {
  const { type, time, letter, bounce, subtype = '' } = throughTheRule().parse(message)
  const stream = decodeTag(letter[0] ?? '')
  const known = types[type]
  if (known === undefined || !stream?.startsWith('letter#')) return undefined
  return { type: known, at: time, kind: kindOf(bounce, subtype), letter: stream }
}

/** The provider also says Undetermined: such an address may still be right, so it counts as transient. */
function kindOf(bounce: string | undefined, subtype: string): ProviderEvent['kind'] {
  if (suppressedSubtypes.includes(subtype)) return 'suppressed'
  return bounce === 'Permanent' ? 'permanent' : 'transient'
}

/** Notes it on the letter, and on the contact what concerns the address. It follows from the letter's last step. */
export async function noteDelivery(tools: DeedTools, event: ProviderEvent): Promise<void> {
  const { type, at, kind, letter } = event
  const last = await tools.log.head(letter)
  const { version = 0, trace = letter } = last?.body ?? {}
  const doing: Doing = { by: 'system', because: eventIdOf(letter, version, 0), trace }
  const noted = await act(tools, letterDecider, letter, { do: 'note-provider-event', event: type, kind, at }, doing)
  if (isRefused(noted)) return
  // A person was asked to find out what the provider has told now.
  if (noted.state.askedAbout && !noted.state.unresolved)
    await settleTasksOf(tools, letter, ofLetters, 'letter-settled', doing)
  const to = noted.state.asked?.to
  await tellFarewellEnded(tools, noted.state, doing)
  if (to?.startsWith('contact#')) await noteOnContact(tools, to, event, doing)
}

const ofLetters: readonly TaskAbout[] = ['letter-unresolved', 'letter-refused']

async function noteOnContact(tools: DeedTools, to: string, event: ProviderEvent, doing: Doing): Promise<void> {
  const { type, at, kind, letter } = event
  if (type === 'complaint') await noteComplaint(tools, to, londonDay(at), doing)
  if (type === 'bounce') await act(tools, contactDecider, to, bounceOf(kind, letter, londonDay(at)), doing)
}

function bounceOf(kind: ProviderEvent['kind'], letter: string, on: Day): ContactCommand {
  switch (kind) {
    case 'permanent':
      return { do: 'note-bounce', kind }
    case 'suppressed':
      return { do: 'note-suppressed' }
    case 'transient':
      return { do: 'note-soft-bounce', letter, on }
  }
}
