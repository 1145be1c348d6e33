// The parts of dynalite 4 the local cloud touches; the package ships no types.
declare module 'dynalite' {
  import type { Server } from 'node:http'
  export default function dynalite(options: { path?: string; createTableMs?: number }): Server
}

declare module 'dynalite/db/index.js' {
  import type { Readable } from 'node:stream'
  import type { AttributeValue } from 'aws-lambda'

  export type Item = Record<string, AttributeValue>
  export type Done<T = void> = (error?: Error | null, value?: T) => void
  export type Operation = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string }
  export type Range = { gt?: string; gte?: string; lt?: string; lte?: string; reverse?: boolean; limit?: number }

  export interface KeyElement {
    AttributeName: string
    KeyType: 'HASH' | 'RANGE'
  }
  export interface TableIndex {
    IndexName: string
    KeySchema: KeyElement[]
    Projection: { ProjectionType: string; NonKeyAttributes?: string[] }
    IndexStatus?: string
  }
  export interface Table {
    TableName: string
    KeySchema: KeyElement[]
    TableStatus: string
    AttributeDefinitions: unknown[]
    GlobalSecondaryIndexes?: TableIndex[]
    LocalSecondaryIndexes?: TableIndex[]
  }
  export interface SubStore {
    put(key: string, value: unknown, done: Done): void
    del(key: string, done: Done): void
    get(key: string, done: Done<unknown>): void
    createValueStream(range: Range): Readable
  }
  export interface Level {
    open(): Promise<void>
    get(key: string, done: Done<unknown>): void
    getSync(key: string): unknown
    batch(operations: Operation[]): Promise<void>
    batch(operations: Operation[], done: Done): void
    getMany(keys: string[]): Promise<(Item | undefined)[]>
    iterator(range: Range): AsyncIterable<[string, Item]>
    keys(range: Range): AsyncIterable<string> & { close(): Promise<void> }
    values(range: Range): AsyncIterable<Item> & { close(): Promise<void> }
  }
  export interface Store {
    db: Level
    tableDb: SubStore
    getItemDb(table: string): SubStore
    getIndexDb(type: string, table: string, index: string): SubStore
    getTable(name: string, done: Done<Table>): void
  }
  export interface IndexActions {
    puts: { index: string; key: string; item: Item }[]
    deletes: { index: string; key: string }[]
  }

  interface Db {
    create(options: object): Store
    createKey(item: Item, table: Table): string
    validateItem(item: Item, table: Table): Error | null | undefined
    updateIndexes(store: Store, table: Table, existing: Item | undefined, item: Item | null, done: Done): void
    getIndexActions(indexes: TableIndex[], existing: Item | undefined, item: Item | null, table: Table): IndexActions
  }
  const db: Db
  export default db
}
