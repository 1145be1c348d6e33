/** The replies in memory, as true to the real ones as their contract asks. */
import { epochOf } from '../../../events/kernel/day.ts'
import { Fault } from '../../../events/kernel/fault.ts'
import { type Claimed, keptSeconds, type Replies, type Reply } from '../../../shared/replies/replies.ts'
import { perform, type Step, smooth } from './step.ts'

interface Kept {
  readonly bodyHash: string
  readonly commitId: string
  /** Seconds since 1970. */
  readonly expires: number
  readonly tries: { stream: string; version: number }[]
  reply?: Reply
}

export function standInReplies(step: Step = smooth): Replies {
  const kept = new Map<string, Kept>()
  const nameOf = (caller: string, key: string) => JSON.stringify([caller, key])

  const claimed = (caller: string, key: string): Kept => {
    const standing = kept.get(nameOf(caller, key))
    if (!standing) throw new Fault('replies.answer', 'NotClaimed')
    return standing
  }

  return {
    claim: (caller, key, bodyHash, commitId, now) =>
      perform(step, 'replies.claim', (): Claimed => {
        const seconds = Math.floor(epochOf(now) / 1000)
        const standing = kept.get(nameOf(caller, key))
        if (standing && standing.expires > seconds) return claimedIn(standing, bodyHash, commitId)
        kept.set(nameOf(caller, key), { bodyHash, commitId, expires: seconds + keptSeconds, tries: [] })
        return { state: 'new', commitId }
      }),

    note: (caller, key, stream, version) =>
      perform(step, 'replies.note', () => void claimed(caller, key).tries.push({ stream, version })),

    answer: (caller, key, reply) =>
      perform(step, 'replies.answer', () => {
        claimed(caller, key).reply = reply
      }),
  }
}

function claimedIn(standing: Kept, bodyHash: string, commitId: string): Claimed {
  if (standing.bodyHash !== bodyHash) return { state: 'other-body' }
  if (standing.reply) return { state: 'answered', reply: standing.reply }
  if (standing.commitId === commitId) return { state: 'new', commitId }
  return { state: 'unfinished', commitId: standing.commitId, tries: [...standing.tries] }
}
