/** The tables of this environment, through one client: its connections are kept from one invocation to the next. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Board } from '../board/board.ts'
import { openBoard } from '../board/board-dynamodb.ts'
import type { Log } from '../log/log.ts'
import { openLog } from '../log/log-dynamodb.ts'
import type { Replies } from '../replies/replies.ts'
import { openReplies } from '../replies/replies-dynamodb.ts'
import { addHashKey } from '../vault/hash-keys-dynamodb.ts'
import type { ReadThrough } from '../vault/read-through.ts'
import { openReadThrough } from '../vault/read-through-dynamodb.ts'
import type { Vault } from '../vault/vault.ts'
import { openVault } from '../vault/vault-dynamodb.ts'
import type { Views } from '../vault/views.ts'
import { openViews } from '../vault/views-dynamodb.ts'
import { mustHave } from './env.ts'

const client = new DynamoDBClient({})

export function logHere(): Log {
  return openLog(client, mustHave('LOG_TABLE'))
}

export function boardHere(): Board {
  return openBoard(client, mustHave('BOARD_TABLE'))
}

export function viewsHere(): Views {
  return openViews(client, mustHave('VAULT_TABLE'))
}

export function readThroughHere(): ReadThrough {
  return openReadThrough(client, mustHave('VAULT_TABLE'))
}

export function vaultHere(): Vault {
  return openVault(client, mustHave('VAULT_TABLE'))
}

/** Adds a version of the key by which the vault hashes addresses; answers its number. */
export function addHashKeyHere(): Promise<number> {
  return addHashKey(client, mustHave('VAULT_TABLE'))
}

export function repliesHere(): Replies {
  return openReplies(client, mustHave('REPLIES_TABLE'))
}
