/**
 * The provider's events about letters that left: delivered, bounced, complained about, or merely taken. They resolve a
 * try that nobody answered. Nothing but type, time, kind and the letter's tag comes through to here.
 */
import * as z from 'zod'
import { contactDecider } from '../../events/contact/decide.ts'
import { londonDay } from '../../events/kernel/day.ts'
import { once } from '../../events/kernel/once.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { noteComplaint } from '../../shared/deeds/contacts.ts'
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
  }),
)

const types: Readonly<Record<string, ProviderEvent['type']>> = {
  Send: 'send',
  Delivery: 'delivery',
  Bounce: 'bounce',
  Complaint: 'complaint',
}

export interface ProviderEvent {
  readonly type: 'send' | 'delivery' | 'bounce' | 'complaint'
  readonly at: string
  readonly kind: 'permanent' | 'transient'
  /** The letter's stream. */
  readonly letter: string
}

/** Reads one event; undefined when it is of another type, or about mail that is none of this system's letters. */
export function readProviderEvent(message: unknown): ProviderEvent | undefined {
  const { type, time, letter, bounce } = throughTheRule().parse(message)
  const stream = decodeTag(letter[0] ?? '')
  const known = types[type]
  if (known === undefined || !stream?.startsWith('letter#')) return undefined
  // The provider also says Undetermined: such an address may still be right, so it counts as transient.
  return { type: known, at: time, kind: bounce === 'Permanent' ? 'permanent' : 'transient', letter: stream }
}

/** Notes it on the letter, and on the contact what concerns the address. It follows from the letter's last step. */
export async function noteDelivery(tools: DeedTools, event: ProviderEvent): Promise<void> {
  const { type, at, kind, letter } = event
  const last = await tools.log.head(letter)
  const { version = 0, trace = letter } = last?.body ?? {}
  const doing: Doing = { by: 'system', because: eventIdOf(letter, version, 0), trace }
  const noted = await act(tools, letterDecider, letter, { do: 'note-provider-event', event: type, kind, at }, doing)
  if (isRefused(noted)) return
  const to = noted.state.asked?.to
  if (!to?.startsWith('contact#')) return
  if (type === 'bounce' && kind === 'permanent')
    await act(tools, contactDecider, to, { do: 'note-bounce', kind }, doing)
  if (type === 'complaint') await noteComplaint(tools, to, londonDay(at), doing)
}
