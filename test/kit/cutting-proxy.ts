/**
 * A proxy that does what it is asked and then loses the answer: the request reaches the other side and is done, and the
 * caller's socket is cut instead of answered. Which answers are lost is the test's to say.
 */
import { createServer, type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { closed, listening } from './dynalite.ts'

export interface CuttingProxy {
  readonly endpoint: string
  /** Operations asked for, in order (`PutItem`), those whose answer was lost among them. */
  readonly seen: string[]
  /** Loses the answers of the next `times` calls of an operation. */
  lose(operation: string, times: number): void
  close(): Promise<void>
}

export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const losses = new Map<string, number>()
  const seen: string[] = []
  const server = createServer((incoming, outgoing) => {
    const operation = operationOf(incoming)
    seen.push(operation)
    const forwarded = async () => {
      const answer = await forward(target, incoming)
      const left = losses.get(operation) ?? 0
      if (left > 0) {
        losses.set(operation, left - 1)
        outgoing.destroy()
        return
      }
      outgoing.writeHead(answer.status, answer.headers).end(answer.body)
    }
    forwarded().catch(() => outgoing.destroy())
  })
  const endpoint = await listening(server)
  return {
    endpoint,
    seen,
    lose: (operation, times) => void losses.set(operation, times),
    close: () => closed(server),
  }
}

function operationOf(incoming: IncomingMessage): string {
  const target = incoming.headers['x-amz-target']
  return typeof target === 'string' ? (target.split('.')[1] ?? target) : `${incoming.method} ${incoming.url}`
}

async function forward(target: string, incoming: IncomingMessage) {
  const body = await buffer(incoming)
  const { method, headers, url = '/' } = incoming
  return await new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>((resolve, reject) => {
    const outgoing = request(new URL(url, target), { ...(method ? { method } : {}), headers }, (answer) => {
      buffer(answer).then(
        (answered) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: answered }),
        reject,
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
