/**
 * A mail provider as it is: it takes a letter or says why not, sometimes without an answer, and tells later what became
 * of it: late, twice, and in any order. That it took a letter it tells within minutes; the half hour after which an
 * interrupted letter is tried again rests on that.
 */
import type { Envelope, Posted } from '../../shared/post/post.ts'
import { encodeTag } from '../../shared/post/tag.ts'
import type { Faults } from './faults.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'

/** What the provider answered or told, each counted; and what is told when it takes nothing. */
export const providerDoings = [
  'took a letter',
  'refused a letter',
  'was too busy',
  'took no letters at all',
  'told that nothing leaves',
  'gave no answer, and the letter had not left',
  'told a thing twice',
  'told of a delivery before it told of the sending',
  'told of a letter that is not ours',
  'told of a bounce when all seemed well',
  'told that a letter is late',
  'rejected a letter it had taken',
] as const
export type ProviderDoing = (typeof providerDoings)[number]

export interface ProviderTools {
  readonly scheduler: Scheduler
  readonly random: Random
  readonly faults: Faults
  readonly tally: (doing: ProviderDoing) => void
  /** Puts an event on its way: type, time, kind and tag only, as the rules let through. */
  readonly tell: (body: string, delayMs: number) => void
}

export interface Provider {
  /** What it says to a letter; undefined when it takes it. */
  judge(): Posted | undefined
  /** What follows from a letter it took. */
  took(envelope: Envelope): void
  /** A letter that had arrived comes back after all. */
  comesBack(letter: string): void
}

const minute = 60_000

export function simulatedProvider({ scheduler, random, faults, tally, tell }: ProviderTools): Provider {
  /** It takes nothing at all until then. */
  let stoppedUntil = 0

  const say = (type: string, letter: string, delay: number, bounce?: 'Permanent' | 'Transient' | 'Suppressed') => {
    const time = new Date(scheduler.ms() + delay).toISOString()
    const body = JSON.stringify({ type, time, letter: [encodeTag(letter)], ...(bounce && bounceIn(bounce)) })
    tell(body, delay)
    if (faults.ended || !random.chance(0.06)) return
    tally('told a thing twice')
    tell(body, delay + random.int(10, 5 * minute))
  }

  const soonOrLate = (longest: number) =>
    faults.ended || random.chance(0.7) ? random.int(50, 3000) : random.int(3000, longest)

  /** Some are taken and not sent after all; of some it tells that they are late. */
  const isRejected = (letter: string, delay: number): boolean => {
    if (!faults.ended && random.chance(0.01)) {
      tally('rejected a letter it had taken')
      say('Reject', letter, delay)
      return true
    }
    if (random.chance(0.03)) {
      tally('told that a letter is late')
      say('DeliveryDelay', letter, random.int(50, delay))
    }
    return false
  }

  const fate = (letter: string, address: string, sendTold: number) => {
    const delay = soonOrLate(120 * minute)
    if (delay < sendTold) tally('told of a delivery before it told of the sending')
    if (isRejected(letter, delay)) return
    const bounces = fateOf(address)
    if (bounces) return say('Bounce', letter, delay, bounces)
    say('Delivery', letter, delay)
    if (random.chance(0.04)) say('Complaint', letter, delay + random.int(1, 180 * minute))
  }

  return {
    judge() {
      if (faults.ended) return undefined
      if (scheduler.ms() < stoppedUntil) {
        tally('took no letters at all')
        return { outcome: 'all-stopped', why: 'AccountSuspendedException' }
      }
      if (random.chance(0.005)) stoppedUntil = scheduler.ms() + random.int(20 * minute, 150 * minute)
      const answer = random.weighed(answers)
      if (answer) tally(answer.doing)
      return answer?.posted
    },

    comesBack(letter) {
      tally('told of a bounce when all seemed well')
      say('Bounce', letter, random.int(50, 2000), random.pick(['Permanent', 'Suppressed'] as const))
    },

    took(envelope) {
      tally('took a letter')
      const sendTold = soonOrLate(8 * minute)
      say('Send', envelope.letter, sendTold)
      fate(envelope.letter, envelope.to, sendTold)
      if (!random.chance(0.01)) return
      tally('told of a letter that is not ours')
      say(random.pick(['Delivery', 'Open']), 'letter#00000000000000000000000000000000', 1000)
    },
  }
}

const answers: readonly (readonly [number, { readonly doing: ProviderDoing; readonly posted: Posted } | undefined])[] =
  [
    [96, undefined],
    [1.5, { doing: 'was too busy', posted: { outcome: 'try-later', why: 'TooManyRequestsException' } }],
    [1, { doing: 'refused a letter', posted: { outcome: 'refused', why: 'MessageRejected' } }],
    [1.5, { doing: 'gave no answer, and the letter had not left', posted: { outcome: 'uncertain', why: 'ETIMEDOUT' } }],
  ]

/** A suppressed address comes back for good, and the subtype says why. */
function bounceIn(bounce: 'Permanent' | 'Transient' | 'Suppressed') {
  return bounce === 'Suppressed' ? { bounce: 'Permanent', subtype: 'OnAccountSuppressionList' } : { bounce }
}

/** Whether mail to an address comes back is the address's own: it says so in its name, as SES's mailbox simulator has it. */
function fateOf(address: string): 'Permanent' | 'Transient' | undefined {
  if (address.startsWith('bounce')) return 'Permanent'
  return address.startsWith('full') ? 'Transient' : undefined
}
