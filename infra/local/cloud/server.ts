// The one HTTP endpoint of queues, bus, post and files (the tables have their own), with the fault switches before it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type CallFault, callFaults, type FaultBook, type Taken, takeCallFault } from './faults.ts'
import type { Flight } from './flight.ts'
import { type Answer, type Call, jsonError } from './http.ts'
import type { FaultPlace } from './types.ts'

export interface Service {
  readonly place: FaultPlace
  /** Faults of the call itself; those of deliveries are the service's own. */
  readonly suffers: readonly CallFault[]
  /** What the fault `error` answers. */
  error(fault: Taken): Answer
  answer(call: Call): Promise<Answer>
}

/** A queue or the bus only loses answers at its door: what else befalls it is of its deliveries. */
export const deliveringFaults = ['no-answer'] as const
export const allCallFaults = callFaults

export interface LocalServer {
  readonly endpoint: string
  close(): Promise<void>
}

export interface ServerTools {
  readonly flight: Flight
  readonly faults: FaultBook
  /** Which service a call is for. */
  route(call: Call): Service
  onFault(error: unknown): void
}

export async function startServer({ flight, faults, route, onFault }: ServerTools): Promise<LocalServer> {
  // Idle connections are never closed: a client writing to one just closed would see a lost answer that no fault asked for.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const end = flight.begin()
    response.once('close', end)
    serve(request, response).catch((error: unknown) => {
      // A caller that hung up in the middle is no fault of ours.
      if (request.destroyed && !request.complete) {
        response.destroy()
        return
      }
      onFault(error)
      send(response, jsonError(500, 'InternalFailure', 'The local cloud broke.'))
    })
  })

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const call = toCall(request, await readBody(request))
    const service = route(call)
    const wrong = takeCallFault(faults, service.place, service.suffers)
    switch (wrong?.kind) {
      case 'error':
        send(response, service.error(wrong.random))
        return
      case 'drop':
        request.socket.destroy()
        return
      case 'no-answer':
        await service.answer(call)
        request.socket.destroy()
        return
      case 'delay':
        await new Promise<void>((resolve) => flight.sleep(wrong.random.between(20, 400), 'soon', resolve))
        send(response, await service.answer(call))
        return
      default:
        send(response, await service.answer(call))
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the local endpoint has no port')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function toCall(request: IncomingMessage, body: Buffer): Call {
  const url = new URL(request.url ?? '/', 'http://local')
  return {
    method: request.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: request.headers,
    header: (name) => {
      const value = request.headers[name]
      return Array.isArray(value) ? value[0] : value
    },
    body,
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  // A HEAD answer says the length of a body it has not.
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers })
  response.end(body)
}
