/**
 * Opens what a body keeps, for a command beside it: where the environment says, else at the address the running system
 * has noted in its data directory, else from that directory itself while nothing runs on it.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Board } from '../../shared/board/board.ts'
import type { Files } from '../../shared/files/files.ts'
import type { Log } from '../../shared/log/log.ts'
import type { LogToFill } from '../../shared/log/log-dynamodb.ts'
import type { Vault } from '../../shared/vault/vault.ts'
import type { WholeVault } from '../../shared/vault/whole.ts'
import { startCloud } from './cloud/cloud.ts'
import { tableNames, tableSpecs } from './tables.ts'

export interface Kept {
  readonly log: Log
  readonly board: Board
  /** Where the lists of sealed days are. */
  readonly seals: Files
  /** The rest of what a body is, for taking it elsewhere and back. */
  whole(): Promise<Whole>
  /** The data directory this is kept in; undefined when it is reached by the environment alone. */
  readonly folder: string | undefined
  /** Adds a version of the vault's hash key; answers its number. */
  addHashKey(): Promise<number>
  close(): Promise<void>
}

export interface Whole {
  readonly vault: WholeVault
  /** The same vault, as functions know it. */
  readonly people: Vault
  readonly files: Files
  /** Mail that came in. */
  readonly mail: Files
  readonly toFill: LogToFill
}

type Environment = Record<string, string | undefined>

/** What the functions are told of one machine, as far as it is the same at every start. */
const here = {
  LOG_TABLE: tableNames.log,
  BOARD_TABLE: tableNames.board,
  VAULT_TABLE: tableNames.vault,
  FILES_BUCKET: 'files',
  SEALED_BUCKET: 'seals',
  MAIL_BUCKET: 'mail',
}

/** The file in which a running system notes the addresses of its services, as environment variables. */
const addressesFile = 'addresses.json'
const addresses = z.record(z.string(), z.string())

/** Notes where the services of the system that runs on this folder are found; nothing for a body in memory. */
export function noteAddresses(folder: string, env: Readonly<Record<string, string>>): void {
  if (folder !== ':memory:') writeFileSync(join(folder, addressesFile), `${JSON.stringify(env)}\n`)
}

/** Opens it; throws a sentence where it cannot. Sets what is missing in `env`, which must be the process's own. */
export async function openKept(env: Environment): Promise<Kept> {
  if (isElsewhere(env)) return openElsewhere(env)
  const folder = env.DATA_DIR || '.local'
  if (folder === ':memory:' || !existsSync(folder))
    throw new Error(`nothing is kept in ${folder}: name the directory with DATA_DIR`)
  const pid = pidIn(folder)
  if (pid === undefined) return openStopped(env, folder)
  const noted = join(folder, addressesFile)
  if (!existsSync(noted)) throw new Error(`the system runs on ${folder} (process ${pid}): stop it first`)
  const running = addresses.parse(JSON.parse(readFileSync(noted, 'utf8')))
  return openAt(env, { more: { ...here, ...running }, folder })
}

/** What is being filled by a restore. */
export interface Filling extends Kept {
  /** A restore into it may have broken off: what stands there may be part of the export. Elsewhere nobody can tell. */
  readonly mayBeHalf: boolean
  /** From now on it is half filled: no system starts on it. */
  begin(): void
  /** It is whole: a system may start, and first takes up what was on its way. */
  finish(): void
}

/** Opens what a restore is to fill, making the data directory where there is none. Throws a sentence where it cannot. */
export async function openToFill(env: Environment): Promise<Filling> {
  if (isElsewhere(env))
    return { ...(await openElsewhere(env)), mayBeHalf: true, begin: () => undefined, finish: () => undefined }
  const folder = env.DATA_DIR || '.local'
  if (folder === ':memory:') throw new Error('what is restored into memory is gone at once: name a directory')
  const pid = pidIn(folder)
  if (pid !== undefined) throw new Error(`the system runs on ${folder} (process ${pid}): name another directory`)
  mkdirSync(folder, { recursive: true })
  const kept = await openStopped(env, folder)
  let isWhole = false
  return {
    ...kept,
    mayBeHalf: existsSync(join(folder, halfFilled)),
    begin: () => writeFileSync(join(folder, halfFilled), ''),
    finish: () => {
      isWhole = true
    },
    close: async () => {
      await kept.close()
      if (!isWhole) return
      // As after a run that ended in disorder: the next start takes up what was on its way.
      writeFileSync(markIn(folder), 'restored\n')
      rmSync(join(folder, halfFilled), { force: true })
    },
  }
}

const halfFilled = 'restoring'

/** Throws a sentence where a restore into this directory broke off: what is half there must not begin to write letters. */
export function refuseHalfFilled(folder: string): void {
  if (folder !== ':memory:' && existsSync(join(folder, halfFilled)))
    throw new Error(`a restore into ${folder} did not come to its end: run it again, or name another DATA_DIR`)
}

function isElsewhere(env: Environment): boolean {
  return Boolean(env.LOG_TABLE || env.AWS_ENDPOINT_URL_DYNAMODB || env.AWS_ENDPOINT_URL)
}

function openElsewhere(env: Environment): Promise<Kept> {
  return openAt(env, { more: env.LOG_TABLE ? {} : here })
}

async function openStopped(env: Environment, folder: string): Promise<Kept> {
  const cloud = await startCloud({ dataDir: folder, tables: tableSpecs(), paused: true })
  const close = async () => {
    await cloud.stop()
    // Who was killed must still find out at the next start.
    if (cloud.wasKilled) writeFileSync(markIn(folder), 'killed\n')
  }
  return openAt(env, { more: { ...here, ...cloud.env }, folder, close })
}

interface Opening {
  readonly more: Readonly<Record<string, string>>
  readonly folder?: string
  close?(): Promise<void>
}

async function openAt(env: Environment, { more, folder, close }: Opening): Promise<Kept> {
  for (const [name, value] of Object.entries(more)) env[name] ||= value
  // Loaded now, because it reads the environment that was just completed.
  const [{ logHere, boardHere, vaultHere, addHashKeyHere }, { filesHere, mailHere, sealsHere }] = await Promise.all([
    import('../../shared/edge/tables-dynamodb.ts'),
    import('../../shared/edge/files-s3.ts'),
  ])
  const whole = async (): Promise<Whole> => {
    const { logToFillHere, wholeVaultHere } = await import('../../shared/edge/to-fill-dynamodb.ts')
    return {
      vault: wholeVaultHere(),
      people: vaultHere(),
      files: filesHere(),
      mail: mailHere(),
      toFill: logToFillHere(),
    }
  }
  const [log, board, seals] = [logHere(), boardHere(), sealsHere()]
  return { log, board, seals, whole, folder, addHashKey: addHashKeyHere, close: async () => close?.() }
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
