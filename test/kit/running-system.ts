/** The whole system as a child process on free ports, driven as the outside drives it: by HTTP alone. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Answer {
  readonly status: number
  readonly body: unknown
}

export interface RunningSystem {
  readonly url: string
  readonly pid: number
  /** Milliseconds from the start of the process to its line `ready`. */
  readonly readyAfter: number
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Like call, and throws unless the answer is 200 or 202. */
  must(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<unknown>
  /** SIGTERM, as an orderly end. */
  stop(): Promise<void>
  /** SIGKILL, as a power cut. */
  kill(): Promise<void>
  readonly output: () => string
}

const signedIn = z.object({ token: z.string() })

export interface SystemOptions {
  readonly dataDir: string
  readonly startDay?: string
  readonly demo?: '0' | '1'
  /** Role to sign in as. Default admin. */
  readonly role?: string
}

export async function startSystem({
  dataDir,
  startDay,
  demo = '0',
  role = 'admin',
}: SystemOptions): Promise<RunningSystem> {
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'infra/local/start.ts'], {
    cwd: root,
    env: {
      ...process.env,
      // The system takes a free port itself: one looked for beforehand may be another program's by then.
      PORT: '0',
      SMTP_PORT: '0',
      DATA_DIR: dataDir,
      DEMO: demo,
      ...(startDay && { START_DAY: startDay }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { url, output } = await untilReady(child)
  const readyAfter = performance.now() - began
  const call = caller(url)
  const { token } = signedIn.parse((await call('POST', '/local/sign-in', { role, name: 'Test Admin' })).body)
  const authorised = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    call(method, path, body, { authorization: `Bearer ${token}`, ...headers })
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill(signal)
    })
  return {
    url,
    pid: child.pid ?? 0,
    readyAfter,
    call: authorised,
    must: async (...args) => {
      const { status, body } = await authorised(...args)
      if (status !== 200 && status !== 202) throw new Error(`${args[0]} ${args[1]}: ${status} ${JSON.stringify(body)}`)
      return body
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    output,
  }
}

/** Where it listens, from its line `ready`, and all that it has written so far. */
function untilReady(child: ChildProcess): Promise<{ url: string; output: () => string }> {
  let output = ''
  return new Promise((resolve, reject) => {
    const hear = (part: unknown) => {
      output += String(part)
      const [, url] = /^ready (http\S+)$/m.exec(output) ?? []
      if (url) resolve({ url, output: () => output })
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the system ended with ${code} before it was ready:\n${output}`)))
  })
}

function caller(url: string) {
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const text = typeof body === 'string' || body instanceof Uint8Array
    const response = await fetch(url + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': text ? 'text/csv' : 'application/json' }), ...headers },
      ...(body !== undefined && {
        body: typeof body === 'string' || body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
      }),
    })
    const answer = await response.text()
    return { status: response.status, body: parse(answer) }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
