/** Why the system did not start, in a sentence that names what it was told and the remedy; undefined for a fault of ours. */
import { resolve } from 'node:path'
import * as z from 'zod'

/** What was told, as it was told: `PORT` and `DATA_DIR` matter here. */
type Told = Readonly<Record<string, string | undefined>>

export function whyNotStarted(thrown: unknown, told: Told): string | undefined {
  if (thrown instanceof z.ZodError)
    return thrown.issues
      .map(({ path, message }) => `${path.join('.')}: ${message}. It is “${told[path.join('.')] ?? ''}”.`)
      .join('\n')
  const codes = codesOf(thrown)
  const { PORT = '3000', DATA_DIR = '.local' } = told
  const folder = resolve(DATA_DIR)
  if (codes.includes('EADDRINUSE'))
    return `PORT: another program listens at ${PORT}. Stop it, or set PORT to a free port (0: any).`
  if (codes.includes('LEVEL_LOCKED'))
    return `DATA_DIR: another process of the system uses ${folder}. Stop it, or set DATA_DIR to another folder (:memory: keeps nothing).`
  if (codes.some((code) => unusable.has(code)))
    return `DATA_DIR: ${folder} is no folder that can be written to. Set DATA_DIR to another one (:memory: keeps nothing).`
  return undefined
}

const unusable: ReadonlySet<string> = new Set(['EEXIST', 'ENOTDIR', 'EACCES', 'EROFS', 'EPERM', 'ENOENT', 'ENOSPC'])

/** The codes of an error and of what caused it. */
function codesOf(thrown: unknown): string[] {
  if (!(thrown instanceof Error)) return []
  const code = 'code' in thrown && typeof thrown.code === 'string' ? [thrown.code] : []
  return [...code, ...codesOf(thrown.cause)]
}
