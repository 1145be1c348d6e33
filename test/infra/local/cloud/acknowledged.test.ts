// The kill test meets the moment between an answer and its write only by luck; here the write waits until it is let go.
import { expect, test } from 'vitest'
import { createBus } from '../../../../infra/local/cloud/bus.ts'
import { openDeadLetters } from '../../../../infra/local/cloud/dead-letters.ts'
import { createFaultBook } from '../../../../infra/local/cloud/faults.ts'
import { createFlight } from '../../../../infra/local/cloud/flight.ts'
import { openPost } from '../../../../infra/local/cloud/post.ts'
import { openQueues } from '../../../../infra/local/cloud/queues.ts'
import { openStore } from '../../../../infra/local/cloud/store.ts'

/** A store on which `letGo` must be called for each write before it is made. */
async function slowStore() {
  const store = await openStore(undefined)
  const waiting: (() => void)[] = []
  return {
    store: {
      ...store,
      write: async (changes: Parameters<typeof store.write>[0]) => {
        await new Promise<void>((resolve) => waiting.push(resolve))
        return store.write(changes)
      },
    },
    letGo: () => waiting.shift()?.(),
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

async function parts() {
  const { store, letGo } = await slowStore()
  const clock = () => new Date('2026-09-01T06:30:00Z')
  const faults = createFaultBook()
  const flight = createFlight((error) => {
    throw error
  })
  const dead = await openDeadLetters(store, clock)
  const delivered: string[] = []
  const handler = (event: { Records: { body: string }[] }) =>
    void delivered.push(...event.Records.map(({ body }) => body))
  const queues = await openQueues([{ name: 'work', handler }], { store, flight, faults, dead, clock })
  const rules = [
    { name: 'due', detailTypes: ['ReviewDue'], queue: 'work' },
    { name: 'sent', detailTypes: ['Email Sent'], queue: 'work' },
  ]
  const bus = createBus(rules, queues, faults, clock)
  const post = await openPost(store, bus, clock, () => '2026-09-01')
  queues.start()
  return { letGo, delivered, queues, bus, post }
}

type Parts = Awaited<ReturnType<typeof parts>>
const entry = { Entries: [{ Source: 'body', DetailType: 'ReviewDue', Detail: '{}' }] }
const letter = { from: 'a', to: ['b'], subject: '', text: '', html: '', headers: {}, tags: {} }

test.for([
  ['a message', 1, ({ queues }: Parts) => queues.send([{ queue: 'work', body: 'x' }], ['queue'])],
  ['an event', 1, ({ bus }: Parts) => bus.putEvents(Buffer.from(JSON.stringify(entry)))],
  // The letter, and then the event that it left.
  ['a letter', 2, ({ post }: Parts) => post.send(letter)],
] as const)('%s is acknowledged, and delivered, only once it is kept', async ([_what, writes, send]) => {
  const made = await parts()
  let acknowledged = false
  const sending = send(made).then(() => {
    acknowledged = true
  })
  for (let n = 1; n <= writes; n += 1) {
    await turn()
    await turn()
    expect([acknowledged, made.delivered]).toEqual([false, []])
    made.letGo()
  }
  await sending
  await turn()
  expect(made.delivered).toHaveLength(1)
})
