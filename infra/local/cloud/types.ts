// The face of the local cloud: what it is told at its start (plain data and Lambda-shaped handlers) and what it answers.
// It knows AWS protocols only; nothing here names anything of the body it serves.
import type { AttributeValue, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda'

/** The little of a Lambda context that handlers and their wrappers read. */
export interface HandlerContext {
  readonly awsRequestId: string
  readonly functionName: string
  readonly callbackWaitsForEmptyEventLoop: boolean
  getRemainingTimeInMillis(): number
}

/** A consumer of a queue, as Lambda would call it: throw to fail the batch, or answer `{ batchItemFailures }`. */
export type QueueHandler = (event: SQSEvent, context: HandlerContext) => unknown
/** A consumer of a table's stream, as Lambda would call it: throw to have the batch again. */
export type StreamHandler = (event: DynamoDBStreamEvent, context: HandlerContext) => unknown

type KeyElement = { readonly AttributeName?: string | undefined; readonly KeyType?: 'HASH' | 'RANGE' | undefined }
type Index = {
  readonly IndexName?: string | undefined
  readonly KeySchema?: readonly KeyElement[] | undefined
  readonly Projection?:
    | {
        readonly ProjectionType?: 'ALL' | 'KEYS_ONLY' | 'INCLUDE' | undefined
        readonly NonKeyAttributes?: readonly string[] | undefined
      }
    | undefined
}

/** A table as `CreateTable` takes it; an input made for the SDK's `CreateTableCommand` fits. */
export interface TableSpec {
  readonly TableName?: string | undefined
  readonly AttributeDefinitions?:
    | readonly { readonly AttributeName?: string | undefined; readonly AttributeType?: 'S' | 'N' | 'B' | undefined }[]
    | undefined
  readonly KeySchema?: readonly KeyElement[] | undefined
  readonly GlobalSecondaryIndexes?: readonly Index[] | undefined
  readonly LocalSecondaryIndexes?: readonly Index[] | undefined
  readonly BillingMode?: 'PAY_PER_REQUEST' | 'PROVISIONED' | undefined
}

export interface StreamSpec {
  readonly table: string
  readonly handler: StreamHandler
  /** Records of one shard go in order, shards run side by side. Default 4. */
  readonly shards?: number | undefined
  /** Most records in one call. Default 100, as Lambda's. */
  readonly batchSize?: number | undefined
  /** Tries of one batch before its records become dead letters. Default 8. */
  readonly maxTries?: number | undefined
  /** Name of the queue its dead letters are read from. Default `<table>-dead`. */
  readonly deadLetter?: string | undefined
}

export interface QueueSpec {
  readonly name: string
  /** Without a handler the queue only keeps its messages (a dead-letter queue). */
  readonly handler?: QueueHandler | undefined
  /** Most messages in one call. Default 10. */
  readonly batchSize?: number | undefined
  /** Most calls at a time. Default 2, the least Lambda allows for a queue. */
  readonly concurrency?: number | undefined
  /** Receives before a message becomes a dead letter. Default 5. */
  readonly maxReceives?: number | undefined
  /** Name of the queue that takes its dead letters; it need not be listed. Default `<name>-dead`. */
  readonly deadLetter?: string | undefined
  /** Real milliseconds before a failed message comes again, doubled each time up to 30 s; `settle` does not wait. Default 1000. */
  readonly retryMs?: number | undefined
  /** Real milliseconds after which a call that has not ended counts as failed. Default 120000. */
  readonly timeoutMs?: number | undefined
}

/** An event as EventBridge hands it to a target. */
export interface BusEvent {
  readonly version: '0'
  readonly id: string
  readonly 'detail-type': string
  readonly source: string
  readonly account: string
  readonly time: string
  readonly region: string
  readonly resources: readonly string[]
  readonly detail: unknown
}

export interface RuleSpec {
  readonly name: string
  readonly detailTypes: readonly string[]
  /** Without it, any source. */
  readonly source?: string | undefined
  /** What the event itself must say besides; without it, anything. */
  readonly only?: ((event: BusEvent) => boolean) | undefined
  /** Name of the queue the event goes to. */
  readonly queue: string
  /** The input transformer: what of the event becomes the message's body. Without it the whole event does. */
  readonly transform?: ((event: BusEvent) => unknown) | undefined
}

export const faultPlaces = ['post', 'bus', 'queue', 'table', 'files'] as const
export const faultKinds = ['drop', 'double', 'shuffle', 'delay', 'error', 'no-answer', 'lag'] as const
export type FaultPlace = (typeof faultPlaces)[number]
export type FaultKind = (typeof faultKinds)[number]

/** One switch: the next `next` calls or deliveries on that place go wrong that way. */
export interface Fault {
  readonly on: FaultPlace
  readonly do: FaultKind
  readonly next: number | 'all'
  readonly seed?: number | undefined
  /** With `error`: the name of the AWS error to answer with, such as `AccountSuspendedException`. Default: a passing one. */
  readonly error?: string | undefined
}

/** A letter that left, as it was handed to the provider. */
export interface Letter {
  readonly id: string
  /** ISO instant of the body's clock. */
  readonly at: string
  /** The body's calendar day at that instant, from `dayOf`. */
  readonly day: string
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Files that went with it, as text; none where it had none. */
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly text: string }[] | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
}

/** A message nobody could handle. Of a stream's record only metadata is kept, as on AWS. */
export interface DeadLetter {
  readonly id: string
  readonly from: string
  readonly kind: 'queue' | 'stream' | 'file'
  readonly at: string
  /** The queue message as it was sent; of a stream the keys and sequence numbers; of a file its bucket and key. */
  readonly body: string
  readonly receives: number
  readonly error: string
}

export interface StoredFile {
  readonly bucket: string
  readonly key: string
  readonly size: number
  readonly eTag: string
}

export interface CloudOptions {
  /** Where state is kept; `:memory:` keeps none. */
  readonly dataDir: string
  /** The body's clock: delays asked for with `DelaySeconds` and the instants of letters are by it. Default: real time. */
  readonly clock?: (() => Date) | undefined
  /** The calendar day of an instant. Default: Europe/London. */
  readonly dayOf?: ((at: Date) => string) | undefined
  readonly tables: readonly TableSpec[]
  readonly streams?: readonly StreamSpec[] | undefined
  readonly queues?: readonly QueueSpec[] | undefined
  readonly rules?: readonly RuleSpec[] | undefined
  /** Called after an object was kept, as S3 notifies; tried again until it does not throw, at most 5 times. */
  readonly onObjectCreated?: ((file: StoredFile) => unknown) | undefined
  /** Deliver nothing until `resume()` is called. Default: deliveries begin in the turn after `startCloud` has answered. */
  readonly paused?: boolean | undefined
  /** A part of the cloud itself broke (its thread died). Default: it is thrown, so that the process ends. */
  readonly onFault?: ((error: unknown) => void) | undefined
}

export interface Settled {
  readonly inFlight: 0
  readonly deadLetters: number
  /** Messages that wait for a later instant of the body's clock (`DelaySeconds`), and the first such instant. */
  readonly later: number
  readonly nextDue: Date | undefined
}

export interface Cloud {
  readonly endpoint: string
  readonly dynamodbEndpoint: string
  /** What the AWS SDK must find in `process.env`. */
  readonly env: Readonly<Record<string, string>>
  /** The run before this one did not end by `stop`, or ended with stream records nobody followed: reconcile. */
  readonly wasKilled: boolean
  queueUrl(name: string): string
  /** Begins deliveries, where `paused` was asked for; and takes up what the body's clock has made due. */
  resume(): void
  /** Says that the body's clock was moved: what is due by it now is delivered. */
  tick(): void
  /**
   * Waits until nothing is under way: no stream record, no message, no handler, no call. Retries, delays and late
   * deliveries that faults made are not waited for but taken in the order of their time. A message asked for with
   * `DelaySeconds` counts only if it is due within `forwardSeconds` (default 0) of the body's clock.
   */
  settle(options?: { readonly forwardSeconds?: number | undefined }): Promise<Settled>
  readonly faults: {
    /** Adds a switch; one of the same place and kind is replaced. Durable when it returns. */
    set(fault: Fault): void
    list(): Fault[]
    clear(): void
  }
  /** Accounts of those who may sign in, and how often each was invited. */
  readonly accounts: {
    list(): Promise<readonly { readonly username: string; readonly email: string; readonly invited: number }[]>
  }
  readonly mail: {
    /** Oldest first. `since` is a day or an instant. */
    list(filter?: { readonly to?: string | undefined; readonly since?: string | undefined }): Promise<Letter[]>
    clear(): Promise<void>
  }
  /** The provider's event for a letter that left, named by its id or its `letter` tag. False if there is no such letter. */
  feedback(
    letter: string,
    event: 'bounce' | 'complaint' | 'delivery',
    kind?: 'permanent' | 'transient',
  ): Promise<boolean>
  readonly deadLetters: {
    list(): DeadLetter[]
    /** Puts a queue's dead letter back on its queue with a clean count. False if there is none, or it is no queue's. */
    retry(id: string): Promise<boolean>
    drop(id: string): Promise<boolean>
  }
  /** Writes items (DynamoDB JSON) in large batches past the HTTP door; no stream record comes of them. */
  bulkLoad(table: string, items: Iterable<Record<string, AttributeValue>>): Promise<number>
  /** Ends cleanly: handlers in work get up to `graceMs` (default 700) to end. */
  stop(graceMs?: number): Promise<void>
}
