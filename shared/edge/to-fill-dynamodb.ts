/**
 * What only an operator's export and restore are given: the vault whole, and the way back into an empty log. No function
 * of the system imports this file.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type LogToFill, openLogToFill } from '../log/log-dynamodb.ts'
import type { WholeVault } from '../vault/whole.ts'
import { openWholeVault } from '../vault/whole-dynamodb.ts'
import { mustHave } from './env.ts'

const client = new DynamoDBClient({})

export function logToFillHere(): LogToFill {
  return openLogToFill(client, mustHave('LOG_TABLE'))
}

export function wholeVaultHere(): WholeVault {
  return openWholeVault(client, mustHave('VAULT_TABLE'))
}
