/** A queue in memory: keeps what was sent, in order; whoever drains it decides what is delivered when, twice or late. */
import { Fault } from '../../../events/kernel/fault.ts'
import { longestDelay } from '../../../shared/queue/batches.ts'
import type { Queue } from '../../../shared/queue/queue.ts'
import { perform, type Step, smooth } from './step.ts'

export interface Waiting {
  /** The message as JSON, as it travels. */
  readonly body: string
  readonly delaySeconds: number
}

export interface QueueStandIn extends Queue {
  /** Messages nobody has taken yet; a test takes them out. */
  readonly waiting: Waiting[]
  /** Hears each message the moment it is sent. */
  onMessage(hear: (message: Waiting) => void): void
}

export function standInQueue(step: Step = smooth): QueueStandIn {
  const waiting: Waiting[] = []
  const hearers: ((message: Waiting) => void)[] = []
  return {
    waiting,
    onMessage: (hear) => void hearers.push(hear),
    async send(messages, delaySeconds = 0) {
      if (delaySeconds > longestDelay) throw new Fault('queue.send', 'DelayTooLong')
      const bodies = messages.map((message) => JSON.stringify(message))
      // One step for one call of ten, as the real queue takes them.
      for (let from = 0; from < bodies.length; from += 10)
        await perform(step, 'queue.send', () => {
          for (const body of bodies.slice(from, from + 10)) {
            waiting.push({ body, delaySeconds })
            for (const hear of hearers) hear({ body, delaySeconds })
          }
        })
    },
  }
}
