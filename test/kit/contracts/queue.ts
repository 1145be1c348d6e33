/** What every queue promises, as seen by whoever takes its messages. */
import assert from 'node:assert/strict'
import type { Queue } from '../../../shared/queue/queue.ts'
import { type Contract, eventually } from '../contract.ts'

export interface TakenQueue {
  readonly queue: Queue
  /** The bodies of all messages that have come so far, in no order. */
  taken(): Promise<readonly string[]> | readonly string[]
}

export const queueContract: Contract<TakenQueue> = [
  {
    says: 'a message comes as the JSON it was sent as',
    async proof({ queue, taken }) {
      const message = { letter: 'letter#1', note: 'Tŷ-gwyn "quoted" <&>' }
      await queue.send([message])
      await eventually(async () => assert.deepEqual(await taken(), [JSON.stringify(message)]))
    },
  },
  {
    says: 'more than one call can take all come',
    async proof({ queue, taken }) {
      const messages = Array.from({ length: 37 }, (_, n) => ({ shard: n }))
      await queue.send(messages)
      await queue.send([])
      const bodies = messages.map((message) => JSON.stringify(message)).toSorted()
      await eventually(async () => assert.deepEqual((await taken()).toSorted(), bodies))
    },
  },
  {
    says: 'a delay longer than a queue keeps is a fault, and nothing is sent',
    async proof({ queue, taken }) {
      await assert.rejects(queue.send([{ n: 1 }], 901), { name: 'Fault', operation: 'queue.send' })
      assert.deepEqual(await taken(), [])
    },
  },
]
