// What leaves for EventBridge, and what is made of entries it refused inside an answer of 200.

import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { inCalls, mostBytes, mostEntries, sized } from '../../../shared/bus/batches.ts'
import { openBus } from '../../../shared/bus/bus-eventbridge.ts'
import { anEvent } from '../../kit/contracts/bus.ts'
import { localConfig } from '../../kit/local-cloud.ts'
import { type Asked, startScriptedServer } from '../../kit/scripted-server.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const putEvents = z.object({
  Entries: z.array(
    z.object({
      DetailType: z.string(),
      Source: z.string(),
      EventBusName: z.string(),
      Detail: z.string(),
      Time: z.number(),
    }),
  ),
})
const versionOf = ({ Detail }: { Detail: string }) =>
  z.object({ version: z.number() }).parse(JSON.parse(Detail)).version
const versionsIn = (asked: Asked) => putEvents.parse(asked.json).Entries.map(versionOf)

/** A bus whose provider refuses an entry whenever `refuses` says so to its version and the number of calls before. */
async function busThat(refuses: (version: number, before: number) => boolean, status = 200) {
  const server = await startScriptedServer((asked, before) => {
    const entries = versionsIn(asked).map((version) =>
      refuses(version, before)
        ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'for ada.marsh@oakfield.example' }
        : { EventId: `e${version}` },
    )
    return {
      status,
      body: { FailedEntryCount: entries.filter((entry) => 'ErrorCode' in entry).length, Entries: entries },
    }
  })
  const client = new EventBridgeClient({ ...localConfig(server.endpoint), maxAttempts: 1 })
  stops.push(server.close, async () => client.destroy())
  return { bus: openBus(client, 'iqm-production'), server }
}

test('an event leaves under its type, from this system, with its own instant and place in the log', async () => {
  const { bus, server } = await busThat(() => false)
  await bus.publish([anEvent(7)])
  expect(server.asked.map(({ json }) => json)).toEqual([
    {
      Entries: [
        {
          EventBusName: 'iqm-production',
          Source: 'iqm',
          DetailType: 'ReviewDue',
          Detail: JSON.stringify(anEvent(7)),
          Time: Date.UTC(2026, 8, 1, 6, 30) / 1000,
        },
      ],
    },
  ])
})

describe('entries refused inside an answer of 200', () => {
  test('are sent again, they alone, until they are taken', async () => {
    const { bus, server } = await busThat(
      (version, before) => (version === 2 && before < 2) || (version === 3 && before < 1),
    )
    await bus.publish([1, 2, 3, 4].map((n) => anEvent(n)))
    expect(server.asked.map(versionsIn)).toEqual([[1, 2, 3, 4], [2, 3], [2]])
  })

  test('are a fault when they are refused four times, by the provider’s name for it and nothing more', async () => {
    const { bus, server } = await busThat((version) => version === 2)
    const fault = await bus.publish([1, 2].map((n) => anEvent(n))).catch((thrown: unknown) => thrown)
    expect(String(fault)).toBe('Fault: bus.publish: EntriesFailed ThrottlingException')
    expect(server.asked.map(versionsIn)).toEqual([[1, 2], [2], [2], [2]])
  })

  test('keep later calls from being made, so that nothing is taken for published', async () => {
    const { bus, server } = await busThat((version) => version === 1)
    await expect(bus.publish(Array.from({ length: 12 }, (_, n) => anEvent(n + 1)))).rejects.toThrow('bus.publish')
    expect(server.asked.flatMap(versionsIn)).not.toContain(12)
  })
})

test('an answer that is no 200 is a fault', async () => {
  const { bus } = await busThat(() => false, 500)
  await expect(bus.publish([anEvent(1)])).rejects.toMatchObject({ name: 'Fault', operation: 'bus.publish' })
})

test('an event larger than any call is a fault that names it, and nothing is sent', async () => {
  const { bus, server } = await busThat(() => false)
  const huge = anEvent(2, { data: { text: 'x'.repeat(mostBytes) } })
  await expect(bus.publish([anEvent(1), huge])).rejects.toThrow('bus.publish: EventTooLarge school#a@2.0')
  expect(server.asked).toEqual([])
})

test('calls hold at most ten entries and 256 KB, keep the order and lose nothing', async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 120_000 }), { maxLength: 40 })
  await fc.assert(
    fc.property(sizes, (lengths) => {
      const entries = lengths.map((length, n) => sized(anEvent(n + 1, { data: { text: 'x'.repeat(length) } })))
      const calls = inCalls(entries)
      expect(calls.flat()).toEqual(entries)
      for (const call of calls) {
        expect(call.length).toBeLessThanOrEqual(mostEntries)
        expect(call.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(mostBytes)
      }
    }),
    { numRuns: 50 },
  )
})
