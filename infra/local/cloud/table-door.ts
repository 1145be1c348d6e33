// The HTTP door of the tables: dynalite's own, with the fault switches before it.
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { callFaults, type FaultBook, takeCallFault } from './faults.ts'
import type { Random } from './random.ts'
import type { FaultKind } from './types.ts'

const dataOperations = new Set([
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
])

const errors = [
  { status: 500, type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: 'Internal server error' },
  {
    status: 400,
    type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
    message: 'The level of configured provisioned throughput for the table was exceeded.',
  },
] as const

export interface Door {
  /** Resolves when every request begun before it has been answered. */
  answered(): Promise<void>
}

/** Puts the switches before a server's request listener. `onTaken` is told of each fault that was used up. */
export function guardDoor(server: Server, faults: FaultBook, onTaken: (kind: FaultKind) => void): Door {
  const serve = server.listeners('request')[0]
  if (!isListener(serve)) throw new Error('dynalite listens to no request')
  const open = new Set<Promise<void>>()
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const closed = new Promise<void>((resolve) => response.once('close', resolve))
    open.add(closed)
    closed.then(() => open.delete(closed)).catch(() => {})
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? ''
    const wrong = dataOperations.has(operation) ? takeCallFault(faults, 'table', callFaults) : undefined
    if (wrong) onTaken(wrong.kind)
    suffer(wrong, request, response, () => {
      serve(request, response)
      // dynalite throws what a request emits; a client that hangs up must not end the thread.
      request.removeAllListeners('error')
      request.on('error', () => {})
    })
  })
  return {
    answered: async () => {
      await Promise.all(open)
    },
  }
}

type Wrong = ReturnType<typeof takeCallFault>

function suffer(wrong: Wrong, request: IncomingMessage, response: ServerResponse, serve: () => void): void {
  switch (wrong?.kind) {
    case undefined:
      serve()
      return
    case 'error':
      answerError(request, response, wrong.random)
      return
    case 'drop':
      request.resume()
      request.socket.destroy()
      return
    case 'no-answer':
      response.end = () => {
        request.socket.destroy()
        return response
      }
      serve()
      return
    case 'delay':
      setTimeout(serve, wrong.random.between(20, 400))
  }
}

function answerError(request: IncomingMessage, response: ServerResponse, random: Random): void {
  const error = errors[random.between(0, 1)] ?? errors[0]
  request.resume()
  request.on('end', () => {
    response.writeHead(error.status, { 'content-type': 'application/x-amz-json-1.0' })
    response.end(JSON.stringify({ __type: error.type, message: error.message }))
  })
}

function isListener(value: unknown): value is RequestListener {
  return typeof value === 'function'
}
