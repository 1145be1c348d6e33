/**
 * The bus on EventBridge. An answer of 200 says nothing yet: entries fail one by one inside it, so each is looked at and
 * sent again, and what still fails is a Fault.
 */

import { setTimeout as wait } from 'node:timers/promises'
import { type EventBridgeClient, PutEventsCommand, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge'
import { Fault, faultOf } from '../../events/kernel/fault.ts'
import { inCalls, mostBytes, type Sized, sized } from './batches.ts'
import { type Bus, busSource } from './bus.ts'

/** How often a refused entry is sent again, after 50 ms doubled each time with jitter. */
const timesAgain = 3

/** The bus of this name. */
export function openBus(client: EventBridgeClient, busName: string): Bus {
  return {
    async publish(events) {
      const entries = events.map(sized)
      const tooLarge = entries.find(({ bytes }) => bytes > mostBytes)
      if (tooLarge) throw new Fault('bus.publish', `EventTooLarge ${tooLarge.event.id}`)
      for (const call of inCalls(entries)) await publishAll(client, busName, call)
    },
  }
}

async function publishAll(client: EventBridgeClient, busName: string, call: readonly Sized[]): Promise<void> {
  let left = call
  for (let again = 0; ; again++) {
    const results = await put(client, busName, left)
    const failed = left.filter((_, n) => !results[n]?.EventId)
    if (failed.length === 0) return
    if (again === timesAgain) throw new Fault('bus.publish', reasonIn(results))
    await wait(50 * 2 ** again * (0.5 + Math.random() / 2))
    left = failed
  }
}

async function put(
  client: EventBridgeClient,
  busName: string,
  entries: readonly Sized[],
): Promise<PutEventsResultEntry[]> {
  const command = new PutEventsCommand({
    Entries: entries.map(({ event, detail }) => ({
      EventBusName: busName,
      Source: busSource,
      DetailType: event.type,
      Detail: detail,
      Time: new Date(event.at),
    })),
  })
  try {
    const { Entries = [] } = await client.send(command)
    return Entries
  } catch (thrown) {
    throw faultOf('bus.publish', thrown)
  }
}

// The codes are the provider's names of failures; their messages stay behind.
function reasonIn(results: readonly PutEventsResultEntry[]): string {
  const codes = new Set(results.flatMap(({ ErrorCode }) => ErrorCode ?? []))
  return codes.size > 0 ? `EntriesFailed ${[...codes].sort().join(' ')}` : 'EntriesFailed'
}
