/**
 * The figures of clusters, each time in a process of their own: the functions of a body know only the first cloud that
 * was started in theirs.
 */
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import type { Figure } from './figure.ts'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')

const figures = z.array(
  z.object({
    name: z.string(),
    measured: z.number(),
    limit: z.object({ atMost: z.number() }),
    unit: z.string(),
    how: z.string(),
  }),
)

export async function measureClusters(): Promise<Figure[]> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'test/bench/clusters-alone.ts'], { cwd: root })
  return figures.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}
