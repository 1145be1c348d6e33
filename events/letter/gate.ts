/**
 * The gate before a letter leaves: everything that can speak against it, looked up after the letter was claimed, so
 * that whatever was withdrawn before stops it (C1, C3, DESIGN 4).
 */
import type { Day, Instant } from '../kernel/day.ts'
import type { Letter, Verdict } from './decide.ts'
import type { Asked, LetterKind, WhyNot } from './events.ts'

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

/** The school's open review now: of one review only the most advanced stage leaves. */
export interface ReviewNow {
  readonly due?: Day | undefined
  /** The stage last reminded of; or, where this morning's is still to be recorded, that one. */
  readonly stage?: string | undefined
  readonly visit?: Day | undefined
  /** Its award is suspended: the ladder stands still (R7). */
  readonly suspended?: boolean | undefined
}

/** How the school stands with its clusters now. */
export interface StandingNow {
  /** A Flagship at risk since this day. */
  readonly atRiskSince?: Day | undefined
  /** The meetings it missed and is not excused for. */
  readonly missed: readonly string[]
  /** The sequence of what it was last to be told of each meeting. */
  readonly invitations: Readonly<Record<string, number>>
}

export interface GateView {
  readonly addressee: Addressee
  readonly switches: Switches
  readonly review: ReviewNow | undefined
  readonly standing?: StandingNow | undefined
  /** The matter that runs at the school now, of the letter's topic. */
  readonly running?: string | undefined
  /** What a letter about a person's own data asks or tells is no longer so: it stops with the case (C1). */
  readonly over?: boolean | undefined
  readonly today: Day
  /** On a day that is no working day of the school's nation: the morning run of the next that is (R3, R6). */
  readonly nextWorkingMorning?: Instant | undefined
}

/** Sends, withholds for good with the reason, or holds until a switch changes. */
export function judgeLetter(letter: Letter, asked: Asked, view: GateView): Verdict {
  const against = whyNotAddressee(asked, view.addressee)
  if (against) return { verdict: 'withhold', ...against }
  if (view.over) return { verdict: 'withhold', why: 'superseded' }
  if (letter.day !== undefined && isOvertaken(letter.day, asked, view))
    return { verdict: 'withhold', why: 'superseded' }
  if (isOver(asked, view.today)) return { verdict: 'withhold', why: 'too-late' }
  return holdOrSend(asked, view)
}

/** Nobody is told of a meeting whose day is past. */
function isOver({ kind, facts }: Asked, today: Day): boolean {
  return kind === 'meeting-invitation' && facts.invitation !== undefined && facts.invitation.on < today
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

/**
 * What happened since the asking may have overtaken a letter. A reminder at any time: a booking, an extension or a
 * decision stops the ladder at once (R7), in the minute before it would have left too. The others only once they waited
 * for another day: a visit that is cancelled and booked again for the same day is one matter, and is confirmed once.
 */
function isOvertaken(askedOn: Day, asked: Asked, { review, standing, running, today }: GateView): boolean {
  if (asked.kind === 'review-reminder') return reminderIsOvertaken(asked, review, today)
  const bySchool = standing && standingOvertakes[asked.kind]
  if (bySchool) return bySchool(asked.facts, standing)
  if (askedOn === today) return false
  if (asked.kind === 'visit-confirmed' || asked.kind === 'visit-soon')
    return review?.visit !== asked.facts.visit || today >= (asked.facts.visit ?? today)
  return latestWordHolds.has(asked.kind) && running !== undefined && running !== asked.matter
}

/**
 * F5: what a letter about the standing tells must still be so when it leaves, on the same day too. There is no letter of a
 * risk without the risk, and none about one miss to a school that is at risk by then.
 */
const standingOvertakes: Partial<Record<LetterKind, (facts: Asked['facts'], standing: StandingNow) => boolean>> = {
  'missed-meeting': ({ meetings = [] }, { atRiskSince, missed }) =>
    atRiskSince !== undefined || !meetings.every(({ meeting }) => missed.includes(meeting)),
  'flagship-at-risk': ({ since }, { atRiskSince }) => atRiskSince !== since,
  'risk-cleared': (_, { atRiskSince }) => atRiskSince !== undefined,
  'meeting-invitation': ({ invitation }, { invitations }) =>
    invitation !== undefined && invitations[invitation.meeting] !== invitation.sequence,
}

/** Of what was granted or decided, the last said holds: one that waited while another was said is not sent. */
const latestWordHolds: ReadonlySet<LetterKind> = new Set(['award-granted', 'review-decided'])

function reminderIsOvertaken({ facts }: Asked, review: ReviewNow | undefined, today: Day): boolean {
  if (!review || review.due !== facts.due || review.visit !== undefined || review.stage !== facts.stage) return true
  if (review.suspended) return true
  return facts.stage?.startsWith('before-') === true && facts.due !== undefined && today >= facts.due
}

/** Letters that a day calls for leave on working days (R4, R6); those that answer a deed leave at once (R7). */
const onWorkingDays: ReadonlySet<LetterKind> = new Set([
  'review-reminder',
  'visit-soon',
  'missed-meeting',
  'flagship-at-risk',
])

function holdOrSend(asked: Asked, { switches, addressee, nextWorkingMorning }: GateView): Verdict {
  if (switches.allPaused || switches.schoolPaused) return { verdict: 'hold', by: 'paused' }
  if (switches.sending === 'off') return { verdict: 'hold', by: 'sending-off' }
  if (switches.sending === 'staff' && !addressee.isStaff) return { verdict: 'hold', by: 'not-staff' }
  if (nextWorkingMorning !== undefined && onWorkingDays.has(asked.kind))
    return { verdict: 'hold', by: 'not-working-day', until: nextWorkingMorning }
  return { verdict: 'send' }
}
