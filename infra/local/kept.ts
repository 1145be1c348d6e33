/**
 * Opens what a body keeps, for a command beside it: where the environment says, else at the address the running system
 * has noted in its data directory, else from that directory itself while nothing runs on it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Board } from '../../shared/board/board.ts'
import type { Files } from '../../shared/files/files.ts'
import type { Log } from '../../shared/log/log.ts'
import { startCloud } from './cloud/cloud.ts'
import { tableNames, tableSpecs } from './tables.ts'

export interface Kept {
  readonly log: Log
  readonly board: Board
  /** Where the lists of sealed days are. */
  readonly seals: Files
  close(): Promise<void>
}

type Environment = Record<string, string | undefined>

/** What the functions are told of one machine, as far as it is the same at every start. */
const here = { LOG_TABLE: tableNames.log, BOARD_TABLE: tableNames.board, FILES_BUCKET: 'files', SEALED_BUCKET: 'seals' }

/** The file in which a running system notes the addresses of its services, as environment variables. */
const addressesFile = 'addresses.json'
const addresses = z.record(z.string(), z.string())

/** Notes where the services of the system that runs on this folder are found; nothing for a body in memory. */
export function noteAddresses(folder: string, env: Readonly<Record<string, string>>): void {
  if (folder !== ':memory:') writeFileSync(join(folder, addressesFile), `${JSON.stringify(env)}\n`)
}

/** Opens it; throws a sentence where it cannot. Sets what is missing in `env`, which must be the process's own. */
export async function openKept(env: Environment): Promise<Kept> {
  if (env.LOG_TABLE) return openAt(env, {}, async () => undefined)
  if (env.AWS_ENDPOINT_URL_DYNAMODB || env.AWS_ENDPOINT_URL) return openAt(env, here, async () => undefined)
  const folder = env.DATA_DIR || '.local'
  if (folder === ':memory:' || !existsSync(folder))
    throw new Error(`nothing is kept in ${folder}: name the directory with DATA_DIR`)
  const pid = pidIn(folder)
  if (pid === undefined) return openStopped(env, folder)
  const noted = join(folder, addressesFile)
  if (!existsSync(noted)) throw new Error(`the system runs on ${folder} (process ${pid}): stop it first`)
  const running = addresses.parse(JSON.parse(readFileSync(noted, 'utf8')))
  return openAt(env, { ...here, ...running }, async () => undefined)
}

async function openStopped(env: Environment, folder: string): Promise<Kept> {
  const cloud = await startCloud({ dataDir: folder, tables: tableSpecs(), paused: true })
  return openAt(env, { ...here, ...cloud.env }, async () => {
    await cloud.stop()
    // Who was killed must still find out at the next start.
    if (cloud.wasKilled) writeFileSync(markIn(folder), 'killed\n')
  })
}

async function openAt(
  env: Environment,
  more: Readonly<Record<string, string>>,
  close: () => Promise<unknown>,
): Promise<Kept> {
  for (const [name, value] of Object.entries(more)) env[name] ||= value
  // Loaded now, because it reads the environment that was just completed.
  const [{ logHere, boardHere }, { sealsHere }] = await Promise.all([
    import('../../shared/edge/tables-dynamodb.ts'),
    import('../../shared/edge/files-s3.ts'),
  ])
  return { log: logHere(), board: boardHere(), seals: sealsHere(), close: async () => void (await close()) }
}

function markIn(folder: string): string {
  return join(folder, 'running')
}

/** The process that runs on a folder; undefined when none does. */
function pidIn(folder: string): number | undefined {
  if (!existsSync(markIn(folder))) return undefined
  const pid = Number(readFileSync(markIn(folder), 'utf8'))
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
