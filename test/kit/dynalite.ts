/** Real tables in this process: dynalite, in memory or on disk, on a free port, with a table for every room. */

import { once } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'
import { createTableInput, tables } from './tables.ts'

export interface Tables {
  readonly endpoint: string
  readonly client: DynamoDBClient
  /** Another client of these tables, or (with another endpoint) of a proxy before them. */
  clientOf(config?: DynamoDBClientConfig): DynamoDBClient
  /** A fresh set of tables, so that tests do not meet each other's rows. */
  fresh(): Promise<Readonly<Record<keyof typeof tables, string>>>
  close(): Promise<void>
}

/** Starts dynalite; with a folder it keeps its state there. */
export async function startTables(folder?: string): Promise<Tables> {
  const server = dynalite({ createTableMs: 0, ...(folder ? { path: folder } : {}) })
  const endpoint = await listening(server)
  const clients: DynamoDBClient[] = []
  const clientOf = (config: DynamoDBClientConfig = {}) => {
    const client = dynamoClient({ endpoint, ...config })
    clients.push(client)
    return client
  }
  const client = clientOf()
  let sets = 0
  return {
    endpoint,
    client,
    clientOf,
    async fresh() {
      const suffix = ++sets
      const names = {
        log: `log-${suffix}`,
        board: `board-${suffix}`,
        vault: `vault-${suffix}`,
        replies: `replies-${suffix}`,
      }
      await Promise.all([
        makeTable(client, names.log, 'log'),
        makeTable(client, names.board, 'board'),
        makeTable(client, names.vault, 'vault'),
        makeTable(client, names.replies, 'replies'),
      ])
      return names
    },
    async close() {
      for (const each of clients) each.destroy()
      await closed(server)
    },
  }
}

/** A client with credentials that mean nothing, for an endpoint of this machine. */
export function dynamoClient(config: DynamoDBClientConfig): DynamoDBClient {
  return new DynamoDBClient({
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    ...config,
  })
}

/** Makes a room's table and waits until it can be used. */
export async function makeTable(client: DynamoDBClient, name: string, room: keyof typeof tables): Promise<void> {
  await client.send(new CreateTableCommand(createTableInput(name, tables[room])))
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }))
    if (Table?.TableStatus === 'ACTIVE') return
    await wait(2)
  }
}

/** Listens on a free port of this machine and answers its address. */
export async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return `http://127.0.0.1:${address.port}`
}

export async function closed(server: Server): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))
  server.closeAllConnections()
  await ended
}
