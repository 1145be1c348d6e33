// Lays hooks under dynalite's actions: an item and its index rows are one batch, each write of a streamed table is
// told after it was kept, and index queries lag while that fault stands.
import { Readable } from 'node:stream'
import db, { type Done, type Item, type Store, type SubStore, type Table } from 'dynalite/db/index.js'
import type { FaultBook } from './faults.ts'
import { indexChanges, writeOperations } from './table-index.ts'
import { createLag, type Lag } from './table-lag.ts'
import type { Change } from './table-messages.ts'

export interface Hooks {
  readonly faults: FaultBook
  readonly streamed: ReadonlySet<string>
  /** A write of a streamed table, after it was kept, in the order of the keeping. */
  onChange(change: Change): void
  onLagTaken(): void
}

interface Pending {
  readonly table: Table
  readonly existing: Item | undefined
  readonly item: Item | null
}

/** Must be called before dynalite's server is made; the answer gives its store. */
export function hookDynalite(hooks: Hooks): { store: () => Store; lag: Lag } {
  const lag = createLag(() => performance.now())
  let store: Store | undefined
  // dynalite calls updateIndexes and then, at once, put or del of the same item: one variable carries the one to the other.
  let pending: Pending | undefined
  db.updateIndexes = (_store, table, existing, item, done) => {
    pending = { table, existing, item }
    done()
  }
  const create = db.create
  db.create = (options) => {
    store = create(options)
    readAtOnce(store)
    closeReads(store)
    hookItems(store, hooks, lag, () => {
      const taken = pending
      pending = undefined
      return taken
    })
    hookIndexes(store, hooks, lag)
    return store
  }
  return {
    lag,
    store: () => {
      if (!store) throw new Error('dynalite has made no store')
      return store
    },
  }
}

/**
 * Reads by key without the thread pool: what is read is small and mostly in leveldb's cache, and waking a pool thread
 * three times a command (dynalite reads the table's definition each time) cost a tenth of this thread.
 */
function readAtOnce({ db: level }: Store): void {
  level.get = (key, done) => {
    try {
      const value = level.getSync(key)
      setImmediate(() => done(null, value))
    } catch (error) {
      setImmediate(() => done(error instanceof Error ? error : new Error(String(error))))
    }
  }
}

/**
 * dynalite ends a read by its iterator's `return`, which leveldb's iterators do not have: each query left one open, with
 * its memory and every file it could still have read. Two months of 400 schools took 1,339 MB so, and take 723.
 */
function closeReads({ db: level }: Store): void {
  const [keys, values] = [level.keys.bind(level), level.values.bind(level)]
  level.keys = (range) => closing(keys(range))
  level.values = (range) => closing(values(range))
}

function closing<I extends { close(): Promise<void> }>(iterator: I): I {
  return Object.assign(iterator, { return: () => iterator.close() })
}

function hookItems(store: Store, hooks: Hooks, lag: Lag, takePending: () => Pending | undefined): void {
  const plain = store.getItemDb
  const hooked = new Map<string, SubStore>()
  const write = (key: string, done: Done) => {
    const change = takePending()
    if (!change) return done(new Error('a write came without its index rows'))
    const { table, existing, item } = change
    noteLag(hooks.faults, lag, change)
    store.db.batch(writeOperations(table, key, existing, item), (error) => {
      if (!error && hooks.streamed.has(table.TableName)) tell(hooks, change)
      done(error)
    })
  }
  store.getItemDb = (name) => {
    const known = hooked.get(name)
    if (known) return known
    const made: SubStore = {
      ...plain(name),
      put: (key, _value, done) => write(key, done),
      del: (key, done) => write(key, done),
    }
    hooked.set(name, made)
    return made
  }
}

function noteLag(faults: FaultBook, lag: Lag, { table, existing, item }: Pending): void {
  const random = faults.peek('table', 'lag')
  if (!random) {
    lag.pass()
    return
  }
  const before = new Map(existing ? indexChanges(table, undefined, existing).map((row) => [row.key, row.value]) : [])
  lag.hide(
    indexChanges(table, existing, item).map((row) => ({ key: row.key, value: before.get(row.key) })),
    random,
  )
}

function hookIndexes(store: Store, hooks: Hooks, lag: Lag): void {
  const plain = store.getIndexDb
  store.getIndexDb = (type, table, index) => {
    const rows = plain(type, table, index)
    return {
      ...rows,
      createValueStream: (range) => {
        if (!lag.hides() || !hooks.faults.take('table', 'lag')) return rows.createValueStream(range)
        hooks.onLagTaken()
        const read = lag.read(store.db, `index-${type.toLowerCase()}~${table}~${index}~`, range)
        return Readable.from(eachOf(read))
      },
    }
  }
}

async function* eachOf(rows: Promise<Item[]>) {
  yield* await rows
}

function tell(hooks: Hooks, { table, existing, item }: Pending): void {
  const whole = item ?? existing
  // As on AWS, a write that changes nothing is no change.
  if (!whole || isSame(existing, item)) return
  hooks.onChange({
    is: 'change',
    table: table.TableName,
    name: nameOf(existing, item),
    keys: keysOf(whole, table),
    image: item ?? undefined,
    at: Date.now(),
  })
}

const isSame = (existing: Item | undefined, item: Item | null) =>
  existing !== undefined && item !== null && JSON.stringify(existing) === JSON.stringify(item)

function nameOf(existing: Item | undefined, item: Item | null): Change['name'] {
  if (!existing) return 'INSERT'
  return item ? 'MODIFY' : 'REMOVE'
}

function keysOf(item: Item, table: Table): Item {
  const keys: Item = {}
  for (const { AttributeName } of table.KeySchema) {
    const value = item[AttributeName]
    if (value) keys[AttributeName] = value
  }
  return keys
}
