// Keeps messages, dead letters and letters of the local cloud on disk, or in memory for `:memory:`.
// What `write` has answered for survives the death of the process: leveldb hands its log to the operating system first.
import { ClassicLevel } from 'classic-level'
import { MemoryLevel } from 'memory-level'

export interface Change {
  readonly key: string
  /** Without a value the key is taken away. */
  readonly value?: unknown
}

export interface Store {
  /** All or nothing. */
  write(changes: readonly Change[]): Promise<void>
  read(key: string): Promise<unknown>
  /** Entries whose key begins with `prefix`, in the order of their keys. */
  entries(prefix: string): AsyncIterable<[key: string, value: unknown]>
  close(): Promise<void>
  readonly closed: () => boolean
}

type Operation =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string }

/** What is used of either leveldb. */
interface Level {
  open(): Promise<void>
  batch(operations: Operation[]): Promise<void>
  get(key: string): Promise<unknown>
  iterator(range: { gte: string; lt: string }): AsyncIterable<[string, unknown]>
  close(): Promise<void>
}

/** Opens the store at a folder; without one it is kept in memory. */
export async function openStore(folder: string | undefined): Promise<Store> {
  const options = { keyEncoding: 'utf8', valueEncoding: 'json' } as const
  const level: Level = folder
    ? new ClassicLevel<string, unknown>(folder, options)
    : new MemoryLevel<string, unknown>(options)
  await level.open()
  let closed = false
  const write = groupWrites((operations) => level.batch(operations))
  return {
    write: (changes) =>
      write(
        changes.map((change) =>
          change.value === undefined
            ? { type: 'del', key: change.key }
            : { type: 'put', key: change.key, value: change.value },
        ),
      ),
    read: (key) => level.get(key),
    entries: (prefix) => level.iterator({ gte: prefix, lt: `${prefix}\uffff` }),
    close: () => {
      closed = true
      return level.close()
    },
    closed: () => closed,
  }
}

/** Writes that come while one is under way go together in the next: each is still all or nothing, in their order. */
function groupWrites(batch: (operations: Operation[]) => Promise<void>) {
  let next: { operations: Operation[]; done: Promise<void> } | undefined
  let last: Promise<unknown> = Promise.resolve()
  return (operations: readonly Operation[]): Promise<void> => {
    if (next) {
      next.operations.push(...operations)
      return next.done
    }
    const group = [...operations]
    const done = last.then(() => {
      next = undefined
      return batch(group)
    })
    next = { operations: group, done }
    // One that failed tells its own callers; the next is tried all the same.
    last = done.catch(() => {})
    return done
  }
}

/** A number as text that sorts as the number does, up to 2^53. */
export function sortable(n: number): string {
  return n.toString(36).padStart(11, '0')
}
