/** A proxy that passes each request on and, when it was answered, tells what it came to. */
import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import type { Use } from '../../../infra/aws/cost/measured.ts'

/** One call of a service as it passed. */
export interface Passed {
  readonly method: string
  readonly path: string
  /** `DynamoDB_20120810.PutItem`; empty where the service says it by the path. */
  readonly target: string
  readonly sent: Buffer
  readonly status: number
  readonly answered: Buffer
}

/** What a call used, and what it was: `board Query`. */
export interface Counted {
  readonly use: Partial<Use>
  readonly what: string
}

/** A request as it goes on, and its answer as it comes back to the caller. */
export interface Prepared {
  readonly body: Buffer
  readonly back: (answer: Buffer) => Buffer
}

interface ProxyOptions {
  /** The address calls go on to. */
  readonly address: string
  /** Asks for more than the caller did, and keeps it from the caller. */
  readonly prepare: ((target: string, body: Buffer) => Prepared) | undefined
  readonly read: (passed: Passed) => Counted
  /** The header that names the caller. */
  readonly callerHeader: string
  readonly count: (caller: string | undefined, counted: Counted) => void
}

interface Proxy {
  readonly url: string
  readonly stop: () => Promise<void>
}

export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true })
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    pass(options, agent, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the proxy has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function pass(
  { address, prepare, read, callerHeader, count }: ProxyOptions,
  agent: Agent,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const sent = await bodyOf(request)
  const target = headerOf(request, 'x-amz-target')
  const caller = headerOf(request, callerHeader) || undefined
  const prepared = prepare?.(target, sent) ?? { body: sent, back: (answer: Buffer) => answer }
  const answer = await passOn(address, agent, request, prepared.body)
  const { method = 'GET', url: path = '/' } = request
  count(caller, read({ method, path, target, sent, status: answer.status, answered: answer.body }))
  const body = prepared.back(answer.body)
  const { 'content-length': _length, 'x-amz-crc32': _sum, ...headers } = answer.headers
  // The answer to a HEAD says the length of a body it has not.
  const length = method === 'HEAD' ? _length : body.length
  response.writeHead(answer.status, { ...headers, ...(length !== undefined && { 'content-length': length }) })
  response.end(body)
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

function passOn(
  address: string,
  agent: Agent,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  const { 'content-length': _, 'transfer-encoding': _chunks, ...kept } = headers
  const on = { method, agent, headers: { ...kept, 'content-length': body.length } }
  return new Promise((resolve, reject) => {
    const going = send(new URL(url ?? '/', address), on, (answer) => {
      bodyOf(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: bytes }),
        reject,
      )
    })
    going.on('error', reject)
    going.end(body)
  })
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

function headerOf({ headers }: IncomingMessage, name: string): string {
  return String(headers[name] ?? '')
}
