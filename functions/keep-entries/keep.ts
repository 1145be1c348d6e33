/**
 * The vault is written before the event that names its entry, and the entry waits with `until`. The event stands now:
 * the entry is kept.
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import type { Published } from '../../shared/bus/bus.ts'
import type { Vault } from '../../shared/vault/vault.ts'

const noteId = /^note-[0-9a-f-]{36}$/

/** Keeps the person an event was recorded for, and every note it names. */
export async function keepEntries(vault: Vault, event: Published): Promise<void> {
  const isPerson = event.stream.startsWith('contact#') || event.stream.startsWith('staff#')
  const entries = [...(isPerson ? [event.stream] : []), ...notesIn(event.data)]
  for (const entry of entries) await vault.keep(entry)
}

const nested = once(() => z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]))

function notesIn(data: unknown): string[] {
  if (typeof data === 'string') return noteId.test(data) ? [data] : []
  const parts = nested().safeParse(data)
  return parts.success ? Object.values(parts.data).flatMap(notesIn) : []
}
