/** The rooms' tables, as the rooms themselves describe them: the template makes what the adapters use. */
import { boardTable } from '../../shared/board/table.ts'
import { logTable } from '../../shared/log/table.ts'
import { repliesTable } from '../../shared/replies/table.ts'
import { vaultTable } from '../../shared/vault/table.ts'
import type { TableName } from './names.ts'

type KeyPart = { readonly name: string; readonly type: 'S' | 'N' }

type Keys = { readonly partitionKey: KeyPart; readonly sortKey?: KeyPart }

/** A table as plain data. `timeToLive` names the attribute with the second after which an item may be swept away. */
export type TableShape = Keys & {
  readonly indexes: readonly (Keys & { readonly name: string; readonly projection: 'ALL' | 'KEYS_ONLY' })[]
  readonly timeToLive?: string
  readonly stream?: 'NEW_IMAGE'
}

export const tableShapes: Readonly<Record<TableName, TableShape>> = {
  log: logTable,
  board: boardTable,
  vault: vaultTable,
  replies: repliesTable,
}
