// Hands the changes of one table to its consumer, as Lambda's event source mapping of a DynamoDB stream does: in order
// within a shard, shards side by side, a failing batch halved until the record at fault stands alone, that one tried
// again with growing pauses, then given up as a dead letter that holds metadata only.
// Not durable: what was not followed when the process dies is found by the application's own reconciling.
import type { DynamoDBRecord } from 'aws-lambda'
import type { FaultBook } from './faults.ts'
import type { Flight } from './flight.ts'
import { callHandler, sayError } from './handlers.ts'
import type { Change } from './table-messages.ts'
import type { StreamSpec } from './types.ts'

const handlerTimeoutMs = 120_000
const firstPauseMs = 50
const longestPauseMs = 5000

export interface StreamPump {
  push(change: Change): void
  start(): void
  stop(): void
  /** Records not yet followed. */
  readonly pending: () => number
}

export interface StreamPumpTools {
  readonly flight: Flight
  readonly faults: FaultBook
  /** Keeps what is known of a record that was given up. */
  readonly giveUp: (records: readonly DynamoDBRecord[], error: string, tries: number) => Promise<void>
}

export function createStreamPump(spec: StreamSpec, tools: StreamPumpTools): StreamPump {
  let started = false
  let sequence = 0n
  const shards = Array.from({ length: spec.shards ?? 4 }, () => createShard(spec, tools, () => started))
  return {
    push: (change) => {
      sequence += 1n
      const hash = change.keys[Object.keys(change.keys)[0] ?? '']
      shards[shardOf(JSON.stringify(hash), shards.length)]?.push(toRecord(change, sequence))
    },
    start: () => {
      started = true
      for (const shard of shards) shard.go()
    },
    stop: () => {
      started = false
    },
    pending: () => shards.reduce((sum, shard) => sum + shard.pending(), 0),
  }
}

function createShard(spec: StreamSpec, { flight, faults, giveUp }: StreamPumpTools, started: () => boolean) {
  const most = spec.batchSize ?? 100
  const maxTries = spec.maxTries ?? 8
  const records: DynamoDBRecord[] = []
  let end: (() => void) | undefined
  let working = false
  let size = most
  let tries = 0

  const call = async (batch: DynamoDBRecord[]) => {
    await callHandler(spec.handler, { Records: batch }, `stream-${spec.table}`, handlerTimeoutMs)
    if (faults.take('table', 'double')) {
      await callHandler(spec.handler, { Records: batch }, `stream-${spec.table}`, handlerTimeoutMs)
    }
  }
  const pause = (ms: number) => {
    end?.()
    end = undefined
    return new Promise<void>((resolve) => {
      flight.sleep(ms, 'soon', () => {
        end ??= flight.begin()
        resolve()
      })
    })
  }
  const onFailure = async (batch: DynamoDBRecord[], error: unknown) => {
    if (batch.length > 1) {
      size = Math.ceil(batch.length / 2)
      return
    }
    tries += 1
    if (tries < maxTries) return pause(Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs))
    await giveUp(batch, sayError(error), tries)
    onSuccess(batch)
  }
  const onSuccess = (batch: DynamoDBRecord[]) => {
    records.splice(0, batch.length)
    tries = 0
    size = Math.min(most, size * 2)
  }
  const work = async () => {
    while (records.length > 0 && started()) {
      const shuffled = faults.take('table', 'shuffle')
      if (shuffled) await pause(shuffled.between(0, 20))
      const batch = records.slice(0, size)
      try {
        await call(batch)
        onSuccess(batch)
      } catch (error) {
        await onFailure(batch, error)
      }
    }
  }
  const go = () => {
    if (records.length > 0) end ??= flight.begin()
    if (working || !started() || records.length === 0) return
    working = true
    // The turn's other records join the batch.
    setImmediate(() => flight.watch(work().finally(rest)))
  }
  const rest = () => {
    working = false
    if (records.length > 0 && started()) go()
    else {
      end?.()
      end = undefined
    }
  }
  return {
    push: (record: DynamoDBRecord) => {
      records.push(record)
      go()
    },
    go,
    pending: () => records.length,
  }
}

function toRecord(change: Change, sequence: bigint): DynamoDBRecord {
  const number = sequence.toString().padStart(21, '0')
  return {
    eventID: `${change.table}-${number}`,
    eventName: change.name,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-west-2',
    eventSourceARN: `arn:aws:dynamodb:eu-west-2:000000000000:table/${change.table}/stream/local`,
    dynamodb: {
      ApproximateCreationDateTime: change.at / 1000,
      Keys: change.keys,
      ...(change.image === undefined ? {} : { NewImage: change.image }),
      SequenceNumber: number,
      StreamViewType: 'NEW_IMAGE',
    },
  }
}

/** FNV-1a, only to spread partition keys. */
function shardOf(text: string, shards: number): number {
  let hash = 0x811c9dc5
  for (let n = 0; n < text.length; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193) >>> 0
  return hash % shards
}
