// The thread of the tables: dynalite with its own port, so that the SDK reaches it without a hop through the main thread.
import { parentPort, workerData } from 'node:worker_threads'
import dynalite from 'dynalite'
import { createFaultBook } from './faults.ts'
import { guardDoor } from './table-door.ts'
import { type FromTables, type ToTables, tableDataSchema, toTablesSchema } from './table-messages.ts'
import { loadItems, makeTable } from './table-schema.ts'
import { hookDynalite } from './table-writes.ts'

const port = parentPort
if (!port) throw new Error('this file runs as a worker thread')
const data = tableDataSchema.parse(workerData)
const say = (message: FromTables) => port.postMessage(message)

const faults = createFaultBook()
for (const fault of data.faults) faults.set(fault)

const { store, lag } = hookDynalite({
  faults,
  streamed: new Set(data.streamed),
  onChange: say,
  onLagTaken: () => say({ is: 'spent', kind: 'lag' }),
})
const server = dynalite({ createTableMs: 0, ...(data.path === undefined ? {} : { path: data.path }) })
// Never closed for being idle: a client writing to a connection just closed would see an answer lost that no fault asked for.
server.keepAliveTimeout = 0
const door = guardDoor(server, faults, (kind) => say({ is: 'spent', kind }))

async function tableOf(name: string) {
  return new Promise<Parameters<typeof loadItems>[1]>((resolve, reject) =>
    store().getTable(name, (error, table) => (table ? resolve(table) : reject(error ?? new Error(`no table ${name}`)))),
  )
}

async function stop() {
  const closed = new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), 200)
  await closed
  clearTimeout(late)
}

async function obey(message: ToTables): Promise<void> {
  switch (message.is) {
    case 'faults':
      faults.clear()
      for (const fault of message.faults) faults.set(fault)
      return
    case 'flush':
      return door.answered()
    case 'reveal':
      return lag.reveal()
    case 'load':
      return loadItems(store(), await tableOf(message.table), message.items)
    case 'stop':
      return stop()
  }
}

port.on('message', (raw: unknown) => {
  const message = toTablesSchema.parse(raw)
  const id = 'id' in message ? message.id : undefined
  obey(message).then(
    () => {
      if (id !== undefined) say({ is: 'done', id })
      if (message.is === 'stop') port.close()
    },
    (error: unknown) => {
      if (id === undefined) throw error
      say({ is: 'done', id, error: String(error) })
    },
  )
})

// Reads at once need an open store; the first that came too early would find nothing.
await store().db.open()
for (const spec of data.tables) await makeTable(store(), spec)
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = server.address()
if (typeof address !== 'object' || !address) throw new Error('the tables have no port')
say({ is: 'ready', port: address.port })
