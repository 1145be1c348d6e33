// Calls a Lambda-shaped handler in this process: with a context, and with a time after which it counts as failed.
import { randomUUID } from 'node:crypto'
import type { HandlerContext } from './types.ts'

/** What the handler answered; throws what it threw, or that it took longer than `timeoutMs`. */
export async function callHandler<Event>(
  handler: (event: Event, context: HandlerContext) => unknown,
  event: Event,
  name: string,
  timeoutMs: number,
): Promise<unknown> {
  const end = performance.now() + timeoutMs
  const context: HandlerContext = {
    awsRequestId: randomUUID(),
    functionName: name,
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, end - performance.now()),
  }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} took longer than ${timeoutMs} ms`)), timeoutMs)
  })
  try {
    return await Promise.race([Promise.resolve(handler(event, context)), late])
  } finally {
    clearTimeout(timer)
  }
}

/** An error as one line for a dead letter. */
export function sayError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
