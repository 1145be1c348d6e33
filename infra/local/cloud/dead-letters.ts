// What nobody could handle: kept until it is retried or dropped.
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Change, Store } from './store.ts'
import type { DeadLetter } from './types.ts'

const prefix = 'dead!'

const deadLetterSchema = z.object({
  id: z.string(),
  from: z.string(),
  kind: z.enum(['queue', 'stream', 'file']),
  at: z.string(),
  body: z.string(),
  receives: z.number(),
  error: z.string(),
})

export interface DeadLetters {
  list(): DeadLetter[]
  get(id: string): DeadLetter | undefined
  /** Keeps one; `also` is written with it, all or nothing. */
  add(letter: Omit<DeadLetter, 'id' | 'at'>, also: readonly Change[]): Promise<void>
  /** Takes one away; `also` is written with it. False if there is none. */
  take(id: string, also?: readonly Change[]): Promise<boolean>
  readonly count: () => number
}

export async function openDeadLetters(store: Store, now: () => Date): Promise<DeadLetters> {
  const letters = new Map<string, DeadLetter>()
  for await (const [, value] of store.entries(prefix)) {
    const letter = deadLetterSchema.parse(value)
    letters.set(letter.id, letter)
  }
  return {
    list: () => [...letters.values()].toSorted((a, b) => a.at.localeCompare(b.at)),
    get: (id) => letters.get(id),
    add: async (letter, also) => {
      const dead: DeadLetter = { ...letter, id: randomUUID(), at: now().toISOString() }
      await store.write([...also, { key: prefix + dead.id, value: dead }])
      letters.set(dead.id, dead)
    },
    take: async (id, also = []) => {
      if (!letters.has(id)) return false
      await store.write([...also, { key: prefix + id }])
      return letters.delete(id)
    },
    count: () => letters.size,
  }
}
