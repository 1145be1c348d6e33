// The main thread's side of the tables: starts their thread, hands on what their streams say, and ends it.
import { Worker } from 'node:worker_threads'
import type { AttributeValue } from 'aws-lambda'
import type { FaultBook } from './faults.ts'
import { type Change, fromTablesSchema, type TableData, type ToTables } from './table-messages.ts'
import type { Fault } from './types.ts'

export interface Tables {
  readonly endpoint: string
  setFaults(faults: Fault[]): void
  /** Every write answered before it has been handed to `onChange`. */
  flush(): Promise<void>
  reveal(): Promise<void>
  load(table: string, items: Iterable<Record<string, AttributeValue>>): Promise<number>
  stop(): Promise<void>
}

export interface TablesOptions extends TableData {
  readonly book: FaultBook
  onChange(change: Change): void
  /** The thread died, though nobody stopped it. */
  onFault(error: unknown): void
}

const loadAtOnce = 500

/** Starts the thread and waits for its port. */
export async function startTables({ book, onChange, onFault, ...data }: TablesOptions): Promise<Tables> {
  // Without the flags of the process: its files need no loader but Node's own, which starts sooner.
  const worker = new Worker(new URL('./table-worker.ts', import.meta.url), { workerData: data, execArgv: [] })
  const asked = new Map<number, { resolve: () => void; reject: (error: Error) => void }>()
  let stopping = false
  let lastId = 0

  const port = await new Promise<number>((resolve, reject) => {
    const die = (error: unknown) => {
      reject(error)
      for (const one of asked.values()) one.reject(new Error('the thread of the tables has ended', { cause: error }))
      asked.clear()
      if (!stopping) onFault(error)
    }
    worker.on('error', die)
    worker.on('exit', (code) => {
      if (!stopping) die(new Error(`the thread of the tables ended with ${code}`))
    })
    worker.on('message', (raw: unknown) => {
      const message = fromTablesSchema.parse(raw)
      switch (message.is) {
        case 'ready':
          return resolve(message.port)
        case 'change':
          return onChange(message)
        case 'spent':
          return book.spend('table', message.kind)
        case 'done': {
          const one = asked.get(message.id)
          asked.delete(message.id)
          return message.error === undefined ? one?.resolve() : one?.reject(new Error(message.error))
        }
      }
    })
  })

  const ask = (make: (id: number) => ToTables) => {
    lastId += 1
    const id = lastId
    const answer = new Promise<void>((resolve, reject) => asked.set(id, { resolve, reject }))
    worker.postMessage(make(id))
    return answer
  }

  return {
    endpoint: `http://127.0.0.1:${port}`,
    setFaults: (faults) => worker.postMessage({ is: 'faults', faults } satisfies ToTables),
    flush: () => ask((id) => ({ is: 'flush', id })),
    reveal: () => ask((id) => ({ is: 'reveal', id })),
    load: async (table, items) => {
      let count = 0
      const send = (chunk: Record<string, AttributeValue>[]) => ask((id) => ({ is: 'load', id, table, items: chunk }))
      let chunk: Record<string, AttributeValue>[] = []
      let before = Promise.resolve()
      for (const item of items) {
        chunk.push(item)
        count += 1
        if (chunk.length < loadAtOnce) continue
        const next = send(chunk)
        await before
        before = next
        chunk = []
      }
      await Promise.all([before, chunk.length > 0 ? send(chunk) : undefined])
      return count
    },
    stop: async () => {
      stopping = true
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      await ask((id) => ({ is: 'stop', id }))
      await ended
    },
  }
}
