/**
 * Deeds: what takes more than one stream, or a stream and the vault. Each step is a command with a natural key, so that
 * a deed that broke off is finished by doing it again. The only room that puts other rooms' ports together.
 */
import { createHash } from 'node:crypto'
import type { Refusal } from '../../events/kernel/decider.ts'
import type { ActTools, Doing, Outcome } from '../log/act.ts'
import type { Vault } from '../vault/vault.ts'

export interface DeedTools extends ActTools {
  readonly vault: Vault
}

/** How long a vault entry waits for the event that names it, before it counts as never written. */
export const vaultWaits = 7 * 24 * 60

export function isRefused<S>(outcome: Outcome<S>): outcome is Refusal {
  return 'refused' in outcome
}

/** The commit id and the version asked for belong to the first stream of a deed only. */
export function furtherStep({ by, because, trace }: Doing): Doing {
  return { by, because, trace }
}

/** A random id of the system's own with its kind in front: `c-<uuid>`. */
export function freshId(tools: DeedTools, kind: string): string {
  return `${kind}-${tools.newId()}`
}

/** The stream of the letter about a matter to an addressee: its existence is the memory that it was asked for (C2). */
export function letterStream(to: string, matter: string): string {
  return `letter#${digest(`${to}|${matter}`)}`
}

/** The stream of the task an event raises: one per cause. */
export function taskStream(cause: string): string {
  return `task#${digest(cause)}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
