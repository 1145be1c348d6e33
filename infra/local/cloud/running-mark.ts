// A file that stands while the local cloud runs: found at a start, the run before was killed.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface RunningMark {
  readonly found: boolean
  clear(): void
}

export function setRunningMark(folder: string | undefined): RunningMark {
  if (!folder) return { found: false, clear: () => {} }
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'running')
  const found = existsSync(file)
  writeFileSync(file, `${process.pid}\n`)
  return { found, clear: () => rmSync(file, { force: true }) }
}
