/**
 * The gate before a letter leaves: everything that can speak against it, looked up after the letter was claimed, so
 * that whatever was withdrawn before stops it (C1, C3, DESIGN 4).
 */
import type { Day } from '../kernel/day.ts'
import type { Letter, Verdict } from './decide.ts'
import type { Asked, WhyNot } from './events.ts'

/** The addressee as read at the gate. */
export interface Addressee {
  readonly gone: boolean
  /** Somebody else stands in the addressee's place, or the addressee left the school the letter is about. */
  readonly replaced: boolean
  readonly consent: { readonly state: 'given' | 'withdrawn' | 'none'; readonly since?: Day | undefined }
  /** The day from which the suppression list speaks against this purpose. */
  readonly suppressedSince?: Day | undefined
  readonly address: 'ok' | 'bounced' | 'suppressed'
  readonly paused: boolean
  /** Whether the address belongs to a member of staff, for the position `staff`. */
  readonly isStaff: boolean
}

export interface Switches {
  readonly sending: 'off' | 'staff' | 'on'
  readonly allPaused: boolean
  readonly schoolPaused: boolean
}

/** The school's open review now, for a letter that waited: of one review only the most advanced stage leaves. */
export interface ReviewNow {
  readonly due?: Day | undefined
  /** The stage last reminded of. */
  readonly stage?: string | undefined
  readonly visit?: Day | undefined
}

export interface GateView {
  readonly addressee: Addressee
  readonly switches: Switches
  readonly review: ReviewNow | undefined
  readonly today: Day
}

/** Sends, withholds for good with the reason, or holds until a switch changes. */
export function judgeLetter(letter: Letter, asked: Asked, view: GateView): Verdict {
  const against = whyNotAddressee(asked, view.addressee)
  if (against) return { verdict: 'withhold', ...against }
  if (letter.day !== undefined && isOvertaken(letter.day, asked, view))
    return { verdict: 'withhold', why: 'superseded' }
  return holdOrSend(view)
}

function whyNotAddressee(asked: Asked, addressee: Addressee): { why: WhyNot; since?: Day | undefined } | undefined {
  if (addressee.gone) return { why: 'erased' }
  // What was agreed to was agreed to in that place: neither the successor nor whoever left is written to.
  if (addressee.replaced) return { why: 'no-consent' }
  const byConsent =
    asked.purpose === 'service' || asked.purpose === 'news' ? whyNotByConsent(asked, addressee) : undefined
  if (byConsent) return byConsent
  if (addressee.address !== 'ok') return { why: addressee.address }
  return addressee.paused && asked.purpose !== 'rights' ? { why: 'contact-paused' } : undefined
}

function whyNotByConsent(asked: Asked, addressee: Addressee): { why: WhyNot; since?: Day | undefined } | undefined {
  const toOffice = asked.role === 'office' && asked.purpose === 'service'
  const { state, since } = addressee.consent
  if (state === 'withdrawn') return { why: toOffice ? 'objected' : 'withdrawn', since }
  if (addressee.suppressedSince !== undefined)
    return { why: toOffice ? 'objected' : 'suppressed', since: addressee.suppressedSince }
  return state === 'given' || toOffice ? undefined : { why: 'no-consent' }
}

/** A letter that waited for another day is judged again by what has happened since. */
function isOvertaken(askedOn: Day, asked: Asked, { review, today }: GateView): boolean {
  if (askedOn === today) return false
  if (asked.kind === 'review-reminder') return reminderIsOvertaken(asked, review, today)
  if (asked.kind === 'visit-confirmed' || asked.kind === 'visit-soon')
    return review?.visit !== asked.facts.visit || today >= (asked.facts.visit ?? today)
  return false
}

function reminderIsOvertaken({ facts }: Asked, review: ReviewNow | undefined, today: Day): boolean {
  if (!review || review.due !== facts.due || review.visit !== undefined || review.stage !== facts.stage) return true
  return facts.stage?.startsWith('before-') === true && facts.due !== undefined && today >= facts.due
}

function holdOrSend({ switches, addressee }: GateView): Verdict {
  if (switches.allPaused || switches.schoolPaused) return { verdict: 'hold', by: 'paused' }
  if (switches.sending === 'off') return { verdict: 'hold', by: 'sending-off' }
  return switches.sending === 'staff' && !addressee.isStaff ? { verdict: 'hold', by: 'not-staff' } : { verdict: 'send' }
}
