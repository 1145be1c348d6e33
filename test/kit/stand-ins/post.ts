/** The post in memory: keeps every letter that left. Faults become outcomes, as the real one never throws. */
import type { Envelope, Post, Posted } from '../../../shared/post/post.ts'
import { type Step, smooth } from './step.ts'

export interface PostStandIn extends Post {
  /** Letters that left, oldest first; one that left although its answer was lost is among them. */
  readonly left: { readonly providerId: string; readonly envelope: Envelope }[]
  /** Hears each letter the moment it leaves. */
  onLetter(hear: (envelope: Envelope) => void): void
}

/** `judge` may refuse a letter instead of taking it (`refused`, `all-stopped`, `try-later`). */
export function standInPost(
  step: Step = smooth,
  judge: (envelope: Envelope) => Posted | undefined = () => undefined,
): PostStandIn {
  const left: { providerId: string; envelope: Envelope }[] = []
  const hearers: ((envelope: Envelope) => void)[] = []
  return {
    left,
    onLetter: (hear) => void hearers.push(hear),
    async send(envelope) {
      const fault = await step('post.send')
      if (fault === 'error-before') return { outcome: 'try-later', why: 'ECONNREFUSED' }
      const judged = judge(envelope)
      if (judged) return judged
      const providerId = `provider-${left.length + 1}`
      left.push({ providerId, envelope })
      for (const hear of hearers) hear(envelope)
      // The client does not retry, so there is no `twice`: a lost answer is a lost answer.
      return fault ? { outcome: 'uncertain', why: 'ECONNRESET' } : { outcome: 'sent', providerId }
    },
  }
}
