/**
 * Figures of a body that runs in this process: each time in a process of their own, since the functions of a body know
 * only the first cloud that was started in theirs. Such a program prints its figures as one line of JSON, the last.
 */
import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import type { Figure } from './figure.ts'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')

const figures = z.array(
  z.object({
    name: z.string(),
    measured: z.number(),
    limit: z.union([z.object({ atMost: z.number() }), z.object({ atLeast: z.number() })]).optional(),
    unit: z.string(),
    how: z.string(),
  }),
)

/** The figures that a program in this folder prints. */
export async function measureAlone(file: string, ...args: readonly string[]): Promise<Figure[]> {
  const program = ['--import', 'tsx', join('test/bench', file), ...args]
  const { stdout } = await run(process.execPath, program, { cwd: root })
  return figures.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).map(({ limit, ...figure }) => {
    return limit === undefined ? figure : { ...figure, limit }
  })
}
