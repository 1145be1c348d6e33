/** The whole sample year through the API: how long it takes, and the most memory the system has meanwhile. */
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import type { Figure } from './figure.ts'

const root = resolve(import.meta.dirname, '../..')
const mostSeconds = 240
const mostMegabytes = 1_500
const journey = 'test/journeys/sample-year.ts'

export async function measureSampleYear(): Promise<Figure[]> {
  const { code, said } = await play()
  const line = said.split('\n').find((text) => / letters, /.test(text)) ?? ''
  const [, seconds, megabytes] = /([\d.]+) s, (\d+) MB$/.exec(line) ?? []
  const last = said.trim().split('\n').at(-1) ?? ''
  // A year that came out wrong took no time worth telling.
  const known = code === 0 && Number(megabytes) > 0
  const how = known ? line : `the journey did not come out right (${last})`
  return [
    {
      name: 'the sample year through the API',
      measured: known ? Number(seconds) : Number.NaN,
      limit: { atMost: mostSeconds },
      unit: 's',
      how,
    },
    {
      name: 'the most memory the system had in it',
      measured: known ? Number(megabytes) : Number.NaN,
      limit: { atMost: mostMegabytes },
      unit: 'MB',
      how: 'the process’s own high-water mark, as the operating system tells it',
    },
  ]
}

function play(): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', journey], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += String(bytes)))
  return new Promise((done) => child.once('close', (code) => done({ code, said })))
}
