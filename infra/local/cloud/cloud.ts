// The local cloud: AWS-protocol endpoints on one machine, which the real SDK clients reach through AWS_ENDPOINT_URL.
import { join } from 'node:path'
import type { AttributeValue } from 'aws-lambda'
import { createAccountsApi } from './accounts-api.ts'
import { createBus } from './bus.ts'
import { createNotifier } from './created.ts'
import { openDeadLetters } from './dead-letters.ts'
import { createFaultBook } from './faults.ts'
import { openFiles } from './files.ts'
import { createFlight } from './flight.ts'
import { openPost } from './post.ts'
import { createPostListApi } from './post-list-api.ts'
import { openQueues } from './queues.ts'
import { setRunningMark } from './running-mark.ts'
import { createS3Api } from './s3-api.ts'
import { startServer } from './server.ts'
import { createRouter } from './services.ts'
import { createSqsApi } from './sqs-api.ts'
import { openStore } from './store.ts'
import { createStreamPump } from './stream-pump.ts'
import { startTables } from './tables.ts'
import type { Cloud, CloudOptions } from './types.ts'

/** Starts everything; when it answers, the endpoints can be called. See `Cloud` for what it answers. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const folder = options.dataDir === ':memory:' ? undefined : options.dataDir
  const inFolder = (name: string) => (folder ? join(folder, name) : undefined)
  const clock = options.clock ?? (() => new Date())
  const onFault = options.onFault ?? throwLater
  const mark = setRunningMark(folder)
  const flight = createFlight(onFault)
  const faults = createFaultBook(inFolder('faults.json'), (list) =>
    tables.setFaults(list.filter(({ on }) => on === 'table')),
  )

  const store = await openStore(inFolder('messages'))
  const dead = await openDeadLetters(store, clock)
  const queues = await openQueues(options.queues ?? [], { store, flight, faults, dead, clock })
  const bus = createBus(options.rules ?? [], queues, faults, clock)
  const post = await openPost(store, bus, clock, options.dayOf ?? londonDay)

  const postList = createPostListApi(store, clock)
  const accounts = createAccountsApi(store)
  const s3 = createS3Api({
    files: openFiles(store, inFolder('files')),
    onCreated: createNotifier(options.onObjectCreated, { flight, faults, dead }),
  })

  const pumps = new Map(
    (options.streams ?? []).map((spec) => [
      spec.table,
      createStreamPump(spec, {
        flight,
        faults,
        giveUp: async (records, error, receives) => {
          const body = JSON.stringify(records.map(({ dynamodb }) => [dynamodb?.Keys, dynamodb?.SequenceNumber]))
          await dead.add({ from: spec.table, kind: 'stream', body, receives, error }, [])
        },
      }),
    ]),
  )
  const tables = await startTables({
    path: inFolder('tables'),
    tables: [...options.tables],
    streamed: [...pumps.keys()],
    faults: faults.list().filter(({ on }) => on === 'table'),
    book: faults,
    onChange: (change) => pumps.get(change.table)?.push(change),
    onFault,
  })
  flight.addProbe(() => tables.flush())

  const queueUrl = (name: string) => `${server.endpoint}/000000000000/${name}`
  // The queue each dead letter would be in.
  const deadOf = new Map<string, string>([
    ...(options.queues ?? []).map(({ name, deadLetter = `${name}-dead` }) => [`queue ${name}`, deadLetter] as const),
    ...(options.streams ?? []).map(
      ({ table, deadLetter = `${table}-dead` }) => [`stream ${table}`, deadLetter] as const,
    ),
  ])
  const deadIn = (queue: string) => dead.list().filter(({ kind, from }) => deadOf.get(`${kind} ${from}`) === queue)
  const sqs = createSqsApi(queues, { of: deadIn, take: (id) => dead.take(id) }, queueUrl)
  const server = await startServer({
    flight,
    faults,
    onFault,
    route: createRouter({ sqs, bus, post, postList, accounts, s3 }),
  })

  const resume = () => {
    queues.start()
    for (const pump of pumps.values()) pump.start()
  }
  const resumed = options.paused ? undefined : new Promise<void>((resolve) => setImmediate(resolve)).then(resume)

  let stopped: Promise<void> | undefined
  const stop = async (graceMs: number) => {
    // Streams are followed to their end if time allows: what they had not followed would be lost to the next start.
    queues.stop()
    await tables.flush()
    await flight.quiet(graceMs)
    for (const pump of pumps.values()) pump.stop()
    flight.close()
    const followed = [...pumps.values()].every((pump) => pump.pending() === 0)
    await Promise.all([server.close(), tables.stop(), store.close()])
    if (followed) mark.clear()
  }

  return {
    endpoint: server.endpoint,
    dynamodbEndpoint: tables.endpoint,
    env: {
      AWS_ENDPOINT_URL: server.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
      AWS_REGION: 'eu-west-2',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
    wasKilled: mark.found,
    queueUrl,
    resume,
    tick: queues.tick,
    settle: async ({ forwardSeconds = 0 } = {}) => {
      await resumed
      queues.tick()
      const horizon = clock().getTime() + forwardSeconds * 1000
      await flight.settle(() => queues.releaseNext(horizon))
      queues.endReleases()
      await tables.reveal()
      const { count: later, nextDue } = queues.later()
      return { inFlight: 0, deadLetters: dead.count(), later, nextDue }
    },
    faults: { set: faults.set, list: faults.list, clear: faults.clear },
    accounts: { list: accounts.list },
    mail: { list: post.list, clear: post.clear },
    feedback: post.feedback,
    deadLetters: { list: dead.list, retry: queues.retryDeadLetter, drop: (id) => dead.take(id) },
    bulkLoad: (table: string, items: Iterable<Record<string, AttributeValue>>) => tables.load(table, items),
    stop: (graceMs = 700) => {
      stopped ??= stop(graceMs)
      return stopped
    },
  }
}

const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' })
const londonDay = (at: Date) => london.format(at)

function throwLater(error: unknown): void {
  setImmediate(() => {
    throw error
  })
}
