/**
 * A meter between a body's functions and its cloud: proxies that pass every call on and count what AWS would bill for it.
 * Only what a function asks for counts, and to whom it belongs is known: each request says which function it is of.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import { ClientRequest } from 'node:http'
import * as z from 'zod'
import type { Use } from '../../../infra/aws/cost/measured.ts'
import { noUse, plus } from '../../../infra/aws/cost/use.ts'
import type { Between } from '../../../infra/local/body.ts'
import type { Handler } from '../../../infra/local/wire.ts'
import { type Counted, startProxy } from './proxy.ts'
import { countService } from './services.ts'
import { countTables, measuring } from './tables.ts'

/** Names the function a request is of. */
const callerHeader = 'x-called-by'

export interface Meter {
  readonly between: Between
  /** What was used so far. */
  read(): Use
  /** Of reads and writes: units by function, table and operation, the largest first. */
  largest(): readonly (readonly [string, number])[]
  stop(): Promise<void>
}

const created = z.object({ request: z.instanceof(ClientRequest) })

/** Starts a meter; it ends with its process at the latest. */
export function startMeter(): Meter {
  const calls = new AsyncLocalStorage<string>()
  subscribe('http.client.request.created', (message) => {
    const name = calls.getStore()
    if (name !== undefined) created.parse(message).request.setHeader(callerHeader, name)
  })
  let total = noUse
  const places = new Map<string, number>()
  const add = (use: Partial<Use>) => {
    total = plus(total, { ...noUse, ...use })
  }
  const count = (caller: string | undefined, counted: Counted) => {
    if (caller === undefined) return
    add(counted.use)
    const units = (counted.use.readUnits ?? 0) + (counted.use.writeUnits ?? 0)
    if (units > 0) places.set(`${caller} ${counted.what}`, (places.get(`${caller} ${counted.what}`) ?? 0) + units)
  }
  countLines(calls, (bytes) => add({ logBytes: bytes }))
  const stops: (() => Promise<void>)[] = []
  const through = async (address: string, prepare: typeof measuring | undefined, read: typeof countTables) => {
    const proxy = await startProxy({ address, prepare, read, callerHeader, count })
    stops.push(proxy.stop)
    return proxy.url
  }
  return {
    between: {
      exchange: async (environment) => {
        const { AWS_ENDPOINT_URL: services = '', AWS_ENDPOINT_URL_DYNAMODB: tables = '' } = environment
        const [toServices, toTables] = [
          await through(services, undefined, countService),
          await through(tables, measuring, countTables),
        ]
        const led = Object.entries(environment).map(([name, value]) => [
          name,
          value.replace(services, toServices).replace(tables, toTables),
        ])
        return { ...Object.fromEntries(led), LOG_LINES: 'on' }
      },
      around:
        (name: string, handler: Handler): Handler =>
        async (event, context) => {
          const began = performance.now()
          try {
            const answer = await calls.run(name, () => handler(event, context))
            add(countDoor(event, answer))
            return answer
          } finally {
            add({
              functions: { [name]: { calls: 1, milliseconds: performance.now() - began } },
              messages: messagesIn(event),
            })
          }
        },
    },
    read: () => total,
    largest: () => [...places].toSorted(([, a], [, b]) => b - a),
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()))
    },
  }
}

/** What functions write to their log is counted, and not shown. */
function countLines(calls: AsyncLocalStorage<string>, add: (bytes: number) => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream)
    Object.assign(stream, {
      write: (text: string | Uint8Array) => {
        if (calls.getStore() === undefined) return write(text)
        add(Buffer.byteLength(text))
        return true
      },
    })
  }
}

const ofQueue = z.object({ Records: z.array(z.object({ eventSource: z.literal('aws:sqs') })) })

function messagesIn(event: unknown): number {
  return ofQueue.safeParse(event).data?.Records.length ?? 0
}

const ofDoor = z.object({ rawPath: z.string() })
const answered = z.object({ body: z.string().default('') })

function countDoor(event: unknown, answer: unknown): Partial<Use> {
  if (!ofDoor.safeParse(event).success) return {}
  return { requests: 1, answerBytes: Buffer.byteLength(answered.safeParse(answer).data?.body ?? '') }
}
