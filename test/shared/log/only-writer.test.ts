// IAM cannot demand a condition, so the law is kept here: one file writes to the log, and only if the item is new.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const theLog = 'shared/log/log-dynamodb.ts'
/** Keepers of other tables; each is given its own table's name and never the log's. */
const others = [
  'shared/board/board-dynamodb.ts',
  'shared/vault/vault-dynamodb.ts',
  'shared/vault/hash-keys-dynamodb.ts',
  'shared/vault/read-through-dynamodb.ts',
  'shared/vault/views-dynamodb.ts',
  'shared/vault/whole-dynamodb.ts',
  'shared/replies/replies-dynamodb.ts',
]
const writes =
  /\b(?:PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems|ExecuteStatement|BatchExecuteStatement|ExecuteTransaction)(?:Command)?\b/g

interface Source {
  readonly path: string
  readonly text: string
}

/** What in these sources could change the log otherwise than by adding to it. */
function offencesIn(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    if (others.includes(path)) return []
    const named = [...new Set(Array.from(text.matchAll(writes), ([name]) => name))].filter((name) =>
      name.endsWith('Command'),
    )
    if (path !== theLog) return named.map((name) => `${path} names ${name}`)
    const wrong = named.filter((name) => name !== 'PutItemCommand').map((name) => `${path} names ${name}`)
    const puts = text.split('new PutItemCommand(').slice(1)
    const bare = puts.filter(
      (put) => !put.slice(0, put.indexOf('})')).includes("ConditionExpression: 'attribute_not_exists(#stream)'"),
    )
    return [...wrong, ...bare.map(() => `${path} puts without its condition`)]
  })
}

async function sources(): Promise<Source[]> {
  const folders = await Promise.all(
    ['events', 'shared', 'functions', 'infra'].map((folder) =>
      readdir(join(root, folder), { recursive: true }).then((files) => files.map((file) => `${folder}/${file}`)),
    ),
  )
  const paths = folders.flat().filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules'))
  return await Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })))
}

test('one file writes to the log, once, and only if the item is new', async () => {
  const all = await sources()
  expect(offencesIn(all)).toEqual([])
  const log = all.find(({ path }) => path === theLog)
  expect(log?.text.split('new PutItemCommand(')).toHaveLength(2)
})

test('another writer, another kind of write and a put without its condition would each be seen', () => {
  const plant = (path: string, text: string) => offencesIn([{ path, text }])
  expect(plant('functions/answer-api/handler.ts', 'client.send(new PutItemCommand({ ... }))')).toEqual([
    'functions/answer-api/handler.ts names PutItemCommand',
  ])
  expect(plant(theLog, 'client.send(new UpdateItemCommand({ ... }))')).toEqual([`${theLog} names UpdateItemCommand`])
  expect(plant(theLog, 'new PutItemCommand({ TableName: table, Item: item })')).toEqual([
    `${theLog} puts without its condition`,
  ])
})
