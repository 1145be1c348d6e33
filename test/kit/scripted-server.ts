/**
 * An HTTP server that keeps what it was asked and answers as the test says: to see exactly what an adapter sends, and
 * what it makes of each thing that can come back, the cut socket and the silence among them.
 */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { closed, listening } from './dynalite.ts'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown
}

export type Answer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** The socket is cut without an answer. */
  | 'cut'
  /** The socket stays open and nothing ever comes. */
  | 'silence'
  /** The head of an answer comes, and then the socket is cut. */
  | 'half'

export interface ScriptedServer {
  readonly endpoint: string
  readonly asked: Asked[]
  close(): Promise<void>
}

/** Answers each request by what `answer` says to it and to how many came before. */
export async function startScriptedServer(answer: (asked: Asked, before: number) => Answer): Promise<ScriptedServer> {
  const asked: Asked[] = []
  const server = createServer((incoming, outgoing) => {
    const taken = async () => {
      const { method = '', url: path = '', headers } = incoming
      const request = { method, path, headers, json: parseJson(await text(incoming)) }
      asked.push(request)
      give(outgoing, answer(request, asked.length - 1))
    }
    taken().catch(() => outgoing.destroy())
  })
  return { endpoint: await listening(server), asked, close: () => closed(server) }
}

function give(outgoing: ServerResponse, answer: Answer): void {
  if (answer === 'silence') return
  if (answer === 'cut') return void outgoing.destroy()
  if (answer === 'half') {
    outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    outgoing.write('{"Mess', () => outgoing.destroy())
    return
  }
  const body = answer.body === undefined ? '' : JSON.stringify(answer.body)
  outgoing.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(body)
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
