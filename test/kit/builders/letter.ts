/** A letter on its way, and all that may be looked up about it at the gate. */
import { letterDecider } from '../../../events/letter/decide.ts'
import type { Asked, LetterFact } from '../../../events/letter/events.ts'
import type { Addressee, GateView, Switches } from '../../../events/letter/gate.ts'
import { givenOf } from '../given.ts'

export const given = givenOf(letterDecider)

/** A reminder to a head, asked for on 14 September 2026; say what is otherwise. */
export function aReminder(otherwise: Partial<Asked> = {}): Asked {
  return {
    kind: 'review-reminder',
    purpose: 'service',
    to: 'contact#c1',
    role: 'head',
    school: 'school#1',
    topic: 'review',
    matter: 'review|school#1|2026-12-16|2026-12-16|before-90',
    cause: 'school#1@7.1',
    causedAt: '2026-09-14T06:30:00.000Z',
    facts: { award: 'centre-of-excellence', review: 'annual-review', stage: 'before-90', due: '2026-12-16' },
    ...otherwise,
  }
}

type Facts = LetterFact[]

export function asked(letter: Asked = aReminder(), day = '2026-09-14'): Facts {
  return [{ type: 'LetterAsked', data: { ...letter, day } }]
}

/** Taken up for sending, ten o'clock in London where nothing else is said. */
export function sending(attempt = 1, at = '2026-09-14T09:00:00.000Z'): Facts {
  return [{ type: 'LetterSending', data: { attempt, at } }]
}

export function held(by: 'sending-off' | 'not-staff' | 'paused' = 'sending-off'): Facts {
  return [{ type: 'LetterHeld', data: { by } }]
}

export function uncertain(at = '2026-09-14T09:00:00.000Z'): Facts {
  return [{ type: 'LetterUncertain', data: { at } }]
}

export function sent(): Facts {
  return [{ type: 'LetterSent', data: { provider: 'provider-1', letterVersion: 1 } }]
}

/** What the gate sees when nothing speaks against the letter; say what does. */
export function gateView(
  addressee: Partial<Addressee> = {},
  switches: Partial<Switches> = {},
  otherwise: Partial<GateView> = {},
): GateView {
  return {
    addressee: {
      gone: false,
      replaced: false,
      consent: { state: 'given', since: '2024-01-08' },
      address: 'ok',
      paused: false,
      isStaff: false,
      ...addressee,
    },
    switches: { sending: 'on', allPaused: false, schoolPaused: false, ...switches },
    review: { due: '2026-12-16', stage: 'before-90' },
    today: '2026-09-14',
    ...otherwise,
  }
}
