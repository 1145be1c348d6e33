/** How long `npm start` takes until it can be used: with the demo body in a new folder, and again on what that kept. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import { type Figure, median, saySamples } from './figure.ts'

const root = resolve(import.meta.dirname, '../..')
const mostMilliseconds = 5_000
const samples = 5
/** A start that takes longer is given up. */
const patienceMs = 60_000

export async function measureReady(): Promise<Figure[]> {
  const first: number[] = []
  const again: number[] = []
  for (let n = 0; n < samples; n++) {
    const dataDir = mkdtempSync(join(tmpdir(), 'bench-ready-'))
    first.push(await startOnce(dataDir))
    again.push(await startOnce(dataDir))
    rmSync(dataDir, { recursive: true, force: true })
  }
  return [
    figure('ready with the demo body, in a new folder', first),
    figure('ready again on what the first start kept', again),
  ]
}

function figure(name: string, times: readonly number[]): Figure {
  const how = `npm start until its line ready, median of ${times.length}: ${saySamples(times)}`
  return { name, measured: median(times), limit: { atMost: mostMilliseconds }, unit: 'ms', how }
}

/**
 * Milliseconds from calling `npm start` to its line `ready`; looks that schools are there, and ends it in order. Throws
 * with what it said if it ends before.
 */
async function startOnce(dataDir: string): Promise<number> {
  const began = performance.now()
  const child = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, PORT: '0', SMTP_PORT: '0', DATA_DIR: dataDir, DEMO: '1', START_DAY: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  let said = ''
  const { schools, readyAfter } = await new Promise<{ url: string; readyAfter: number }>((isReady, fails) => {
    const hear = (bytes: Buffer) => {
      said += bytes
      const [, url] = /^ready (http\S+)$/m.exec(said) ?? []
      if (url) isReady({ url, readyAfter: performance.now() - began })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => fails(new Error(`it ended with ${code} before it was ready: ${said}`)))
    setTimeout(() => fails(new Error(`it was not ready after ${patienceMs} ms: ${said}`)), patienceMs).unref()
  })
    .then(async (ready) => ({ ...ready, schools: await countSchools(ready.url) }))
    .finally(() => child.kill('SIGTERM'))
  await ended
  if (schools === 0) throw new Error('it was ready without the demo body')
  return readyAfter
}

const signedIn = z.object({ token: z.string() })
const page = z.object({ items: z.array(z.unknown()) })

async function countSchools(url: string): Promise<number> {
  const body = JSON.stringify({ role: 'reader', name: 'Bench Reader' })
  const signIn = await fetch(`${url}/local/sign-in`, { method: 'POST', body })
  const { token } = signedIn.parse(await signIn.json())
  const answer = await fetch(`${url}/api/schools`, { headers: { authorization: `Bearer ${token}` } })
  return page.parse(await answer.json()).items.length
}
