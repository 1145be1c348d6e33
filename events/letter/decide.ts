/**
 * The rules of a letter's life (DESIGN 4): asked once, claimed, checked, sent; what was withheld stays withheld; an
 * unanswered try is uncertain until the provider's event or a person says what became of it.
 */

import type { Instant } from '../kernel/day.ts'
import { addDays, addMinutes, epochOf, londonDay } from '../kernel/day.ts'
import { type Decider, type Decision, refuse, type World } from '../kernel/decider.ts'
import type { Asked, HeldBy, LetterFact, WhyNot } from './events.ts'

export type LetterState =
  | 'none'
  | 'asked'
  | 'held'
  | 'withheld'
  | 'sending'
  | 'uncertain'
  | 'sent'
  | 'delivered'
  | 'bounced'
  | 'complained'

export interface Letter {
  readonly state: LetterState
  readonly asked?: Asked
  /** London's day it was asked for. */
  readonly day?: string
  readonly attempts: number
  /** The instant of the last step, for the time an unanswered try may stay so. */
  readonly stepAt?: Instant
  readonly whyNot?: WhyNot
  readonly heldBy?: HeldBy
  /** Held until this instant, at which it is judged again by itself. */
  readonly heldUntil?: Instant
  readonly unresolved: boolean
  readonly provider?: string
  /** The words it was written with when it left, or may have left. */
  readonly written?: Written
  readonly refusedBecause?: string
  /** A person was asked what became of it, once at least. */
  readonly askedAbout?: true
  /** The provider told that it goes on trying. */
  readonly delayed?: true
  /** The day from which the provider took no letters, while this one waits for it. */
  readonly stoppedSince?: string
}

/** Versions of all that a letter's words are made of: of its kind, of `wording#letters`, of the school's stream. */
export interface Written {
  readonly letterVersion?: number | undefined
  readonly wording?: number | undefined
  readonly schoolVersion?: number | undefined
}

/** What the check before sending found; see gate.ts. */
export type Verdict =
  | { readonly verdict: 'send' }
  | { readonly verdict: 'withhold'; readonly why: WhyNot; readonly since?: string | undefined }
  | { readonly verdict: 'hold'; readonly by: HeldBy; readonly until?: Instant | undefined }

export type LetterCommand =
  | { readonly do: 'ask-letter'; readonly asked: Asked }
  | { readonly do: 'claim-letter' }
  | { readonly do: 'note-verdict'; readonly verdict: Exclude<Verdict, { verdict: 'send' }> }
  | ({ readonly do: 'note-sent'; readonly provider: string } & Written)
  | { readonly do: 'give-back'; readonly why: 'try-later' | 'all-stopped' | 'took-too-long' }
  /** A try was interrupted and the provider has said nothing of the letter for so long: it did not leave. */
  | { readonly do: 'take-up-again'; readonly silenceSeconds: number }
  | { readonly do: 'note-refused'; readonly why: string }
  | ({ readonly do: 'note-uncertain' } & Written)
  | { readonly do: 'release-letter' }
  | { readonly do: 'resolve-letter'; readonly outcome: 'sent' | 'not-sent'; readonly reason?: string | undefined }
  | {
      readonly do: 'note-provider-event'
      readonly event: 'send' | 'delivery' | 'delay' | 'bounce' | 'complaint' | 'reject'
      readonly kind?: 'permanent' | 'transient' | 'suppressed' | undefined
      readonly at: Instant
    }
  | { readonly do: 'wake' }

/** An unanswered try, or one that was interrupted, is left to the provider's event for this long. */
const silenceMinutes = 30

/** Interrupted so often, a letter is a person's to settle. */
const maxAttempts = 5

export const noLetter: Letter = { state: 'none', attempts: 0, unresolved: false }

export const letterDecider: Decider<LetterCommand, Letter, LetterFact, World> = {
  shape: 2,
  initial: noLetter,
  decide: decideLetter,
  evolve: evolveLetter,
  wakeAt: wakeLetterAt,
}

function decideLetter(command: LetterCommand, letter: Letter, world: World): Decision<LetterFact> {
  if (command.do === 'ask-letter') return ask(command.asked, letter, world)
  if (letter.state === 'none') return refuse('letter-not-known', 'There is no such letter.')
  switch (command.do) {
    case 'claim-letter':
      return letter.state === 'asked'
        ? [{ type: 'LetterSending', data: { attempt: letter.attempts + 1, at: world.now } }]
        : notNow(letter)
    case 'take-up-again':
      return takeUpAgain(letter, command.silenceSeconds * 1000, world)
    case 'note-verdict':
      return letter.state === 'sending' ? noteVerdict(command.verdict) : notNow(letter)
    case 'note-sent':
      return whileSending(letter, {
        type: 'LetterSent',
        data: { provider: command.provider, ...writtenIn(command) },
      })
    case 'give-back':
      return whileSending(letter, {
        type: 'LetterGivenBack',
        data: { why: command.why, ...(command.why === 'all-stopped' && { on: world.today }) },
      })
    case 'note-refused':
      return whileSending(letter, { type: 'LetterRefused', data: { why: command.why } })
    case 'note-uncertain':
      return whileSending(letter, { type: 'LetterUncertain', data: { at: world.now, ...writtenIn(command) } })
    case 'release-letter':
      return letter.state === 'held' ? [{ type: 'LetterReleased', data: {} }] : []
    case 'resolve-letter':
      return resolve(command, letter)
    case 'note-provider-event':
      return noteProviderEvent(command, letter)
    case 'wake':
      return wake(letter, world)
  }
}

function writtenIn({ letterVersion, wording, schoolVersion }: Written) {
  return {
    ...(letterVersion !== undefined && { letterVersion }),
    ...(wording !== undefined && { wording }),
    ...(schoolVersion !== undefined && { schoolVersion }),
  }
}

/** What stands in the fact; the words of the try before where it says nothing. */
function withWritten(letter: Letter, data: Written): Letter {
  const written = writtenIn(data)
  return Object.keys(written).length === 0 ? letter : { ...letter, written }
}

function notNow(letter: Letter): Decision<LetterFact> {
  return refuse('letter-is-elsewhere', `The letter is ${letter.state}.`, { state: letter.state })
}

function whileSending(letter: Letter, fact: LetterFact): Decision<LetterFact> {
  return letter.state === 'sending' ? [fact] : notNow(letter)
}

/** One letter per contact and matter, for ever (C2). A cause too long ago asks for none, and that is shown. */
function ask(asked: Asked, letter: Letter, world: World): Decision<LetterFact> {
  if (letter.state !== 'none') return []
  const fact: LetterFact = { type: 'LetterAsked', data: { ...asked, day: world.today } }
  const tooLate = londonDay(asked.causedAt) < addDays(world.today, -world.settings.tooLateDays)
  return tooLate ? [fact, { type: 'LetterWithheld', data: { why: 'too-late' } }] : [fact]
}

function noteVerdict(verdict: Exclude<Verdict, { verdict: 'send' }>): LetterFact[] {
  const { verdict: is } = verdict
  if (is === 'hold')
    return [{ type: 'LetterHeld', data: { by: verdict.by, ...(verdict.until && { until: verdict.until }) } }]
  return [{ type: 'LetterWithheld', data: { why: verdict.why, ...(verdict.since && { since: verdict.since }) } }]
}

function resolve(
  { outcome, reason }: Extract<LetterCommand, { do: 'resolve-letter' }>,
  letter: Letter,
): Decision<LetterFact> {
  if (letter.state !== 'uncertain' && letter.state !== 'sending') return notNow(letter)
  return [{ type: 'LetterResolved', data: { outcome, ...(reason && { reason }) } }]
}

/** The states from which a provider's event still moves a letter on, and to what. */
const movedBy = {
  send: ['sending', 'uncertain'],
  delivery: ['sending', 'uncertain', 'sent'],
  delay: ['sending', 'uncertain', 'sent'],
  bounce: ['sending', 'uncertain', 'sent', 'delivered'],
  complaint: ['sending', 'uncertain', 'sent', 'delivered'],
  reject: ['sending', 'uncertain', 'sent'],
} as const

/** A try taken for interrupted had left after all, when the provider tells of it before the next one. */
function hadLeft(letter: Letter): boolean {
  return letter.attempts > 0 && (letter.state === 'asked' || letter.state === 'held')
}

function noteProviderEvent(
  command: Extract<LetterCommand, { do: 'note-provider-event' }>,
  letter: Letter,
): Decision<LetterFact> {
  const { event, at } = command
  const moved: readonly LetterState[] = movedBy[event]
  if (!moved.includes(letter.state) && !hadLeft(letter)) return []
  const left: LetterFact[] =
    letter.state === 'sent' || letter.state === 'delivered' ? [] : [{ type: 'LetterSent', data: {} }]
  switch (event) {
    case 'send':
      return left
    case 'delivery':
      return [...left, { type: 'LetterDelivered', data: { on: at } }]
    case 'delay':
      return letter.delayed ? left : [...left, { type: 'LetterDelayed', data: { on: at } }]
    case 'bounce':
      return [...left, { type: 'LetterBounced', data: bounced(command) }]
    // It was taken and then not sent after all, for what stands in it.
    case 'reject':
      return letter.unresolved ? [] : [{ type: 'LetterRefused', data: { why: 'Rejected' } }]
    case 'complaint':
      return [...left, { type: 'LetterComplained', data: { on: at } }]
  }
}

function bounced({ kind = 'permanent', at }: Extract<LetterCommand, { do: 'note-provider-event' }>) {
  if (kind === 'suppressed') return { kind: 'permanent', on: at, suppressed: true } as const
  return { kind, on: at }
}

/**
 * A try that nobody answered for half an hour is a person's to settle; an interrupted one is taken up again. What waited
 * for a working day is judged again on it.
 */
function wake(letter: Letter, world: World): Decision<LetterFact> {
  const at = wakeLetterAt(letter)
  if (at === undefined || at > world.now) return []
  if (letter.state === 'held') return [{ type: 'LetterReleased', data: {} }]
  if (letter.state === 'uncertain') return [{ type: 'LetterUnresolved', data: {} }]
  return takeUpAgain(letter, silenceMinutes * 60_000, world)
}

/**
 * Interrupted between claim and answer. The provider tells of every letter it takes; after its silence the letter goes
 * through the gate again, but not for ever.
 */
function takeUpAgain(letter: Letter, silence: number, world: World): Decision<LetterFact> {
  if (letter.state !== 'sending' || letter.stepAt === undefined) return notNow(letter)
  if (epochOf(world.now) - epochOf(letter.stepAt) < silence)
    return refuse('provider-may-still-tell', 'The provider may still tell whether this letter left.')
  if (letter.attempts >= maxAttempts) return [{ type: 'LetterUncertain', data: { at: world.now } }]
  return [{ type: 'LetterGivenBack', data: { why: 'interrupted' } }]
}

function wakeLetterAt(letter: Letter): Instant | undefined {
  if (letter.state === 'held') return letter.heldUntil
  if (letter.stepAt === undefined || letter.unresolved) return undefined
  return letter.state === 'sending' || letter.state === 'uncertain'
    ? addMinutes(letter.stepAt, silenceMinutes)
    : undefined
}

function evolveLetter(letter: Letter, fact: LetterFact): Letter {
  switch (fact.type) {
    case 'LetterAsked': {
      const { day, ...asked } = fact.data
      return { ...letter, state: 'asked', asked, day }
    }
    case 'LetterSending':
      return { ...letter, state: 'sending', attempts: fact.data.attempt, stepAt: fact.data.at }
    case 'LetterGivenBack': {
      const stoppedSince = letter.stoppedSince ?? fact.data.on
      return { ...letter, state: 'asked', ...(stoppedSince !== undefined && { stoppedSince }) }
    }
    case 'LetterReleased': {
      const { heldBy: _, heldUntil: __, ...rest } = letter
      return { ...rest, state: 'asked' }
    }
    case 'LetterHeld': {
      const { by, until } = fact.data
      return { ...letter, state: 'held', heldBy: by, ...(until && { heldUntil: until }) }
    }
    case 'LetterWithheld':
      return { ...letter, state: 'withheld', whyNot: fact.data.why }
    default:
      return evolveLeft(letter, fact)
  }
}

type Left = Exclude<
  LetterFact,
  { type: 'LetterAsked' | 'LetterSending' | 'LetterGivenBack' | 'LetterReleased' | 'LetterHeld' | 'LetterWithheld' }
>

function evolveLeft(letter: Letter, fact: Left): Letter {
  switch (fact.type) {
    case 'LetterSent': {
      const { heldBy: _, heldUntil: __, stoppedSince: ___, ...rest } = withWritten(letter, fact.data)
      return { ...rest, state: 'sent', ...(fact.data.provider && { provider: fact.data.provider }), unresolved: false }
    }
    case 'LetterRefused':
      return { ...letter, state: 'uncertain', refusedBecause: fact.data.why, unresolved: true, askedAbout: true }
    case 'LetterUncertain':
      return { ...withWritten(letter, fact.data), state: 'uncertain', stepAt: fact.data.at }
    case 'LetterUnresolved':
      return { ...letter, unresolved: true, askedAbout: true }
    case 'LetterResolved':
      return { ...letter, state: fact.data.outcome === 'sent' ? 'sent' : 'withheld', unresolved: false }
    case 'LetterDelayed':
      return { ...letter, delayed: true }
    case 'LetterDelivered':
      return { ...letter, state: 'delivered', unresolved: false }
    case 'LetterBounced':
      return { ...letter, state: 'bounced', unresolved: false }
    case 'LetterComplained':
      return { ...letter, state: 'complained', unresolved: false }
  }
}
