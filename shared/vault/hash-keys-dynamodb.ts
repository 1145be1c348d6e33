/**
 * The versions of the hash key, in the vault's own table (`hash-key#1`, `#2` …). The first is made at first use; none is
 * ever destroyed, or what it hashed could not be found again. They are kept in the process; a newer version is noticed
 * in the very read that would miss what another process has written with it.
 */
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import { Fault, faultOf } from '../../events/kernel/fault.ts'
import { readEntries, readEntry } from './entries-dynamodb.ts'
import { freshHashKey, keyedHash } from './keyed-hash.ts'

type Item = Record<string, AttributeValue>

/** A keyed hash with the version of its key, which its entry carries. */
export interface Versioned {
  readonly hash: string
  readonly version: number
}

export interface HashKeys {
  /** The hash to write an address's entry under, and its version: the newest one, made now if there is none. */
  hashForWriting(email: string): Promise<Versioned>
  /** The entries of an address under every version, newest first; what is missing is left out. Strongly consistent. */
  entriesOf(email: string, entry: (hash: string) => string): Promise<Item[]>
  /** A version of the key; the newest this process knows without a number, undefined where there is none. */
  keyOf(version?: number): Promise<{ readonly version: number; readonly key: Uint8Array } | undefined>
}

/** The keys of a vault's table. Reading needs no right to write: only writing an address makes the first key. */
export function openHashKeys(client: DynamoDBClient, table: string): HashKeys {
  const keys: Uint8Array[] = []

  // Answers whether there was a key; several reads may bring the same one.
  const take = (item: Item | undefined): boolean => {
    if (!item) return false
    const key = item.key?.B
    if (!key) throw new Fault('vault.hashKey', 'NotAKey')
    if (item.entry?.S === nextEntry(keys)) keys.push(key)
    return true
  }

  const takeNewer = async () => {
    while (take(await readEntry(client, table, nextEntry(keys)))) {
      // As many versions as there are.
    }
  }

  const hashes = async (email: string) => {
    if (keys.length === 0) await takeNewer()
    return keys.map((key) => keyedHash(key, email)).reverse()
  }

  return {
    async hashForWriting(email) {
      if ((await hashes(email)).length === 0) await makeKey(client, table, nextEntry(keys))
      const [newest] = await hashes(email)
      if (newest === undefined) throw new Fault('vault.hashKey', 'NoKey')
      return { hash: newest, version: keys.length }
    },

    async entriesOf(email, entry) {
      for (;;) {
        const wanted = (await hashes(email)).map(entry)
        const newer = nextEntry(keys)
        const found = new Map<string | undefined, Item>()
        for (const item of await readEntries(client, table, [...wanted, newer])) found.set(item.entry?.S, item)
        if (!take(found.get(newer))) return wanted.map((name) => found.get(name)).filter((item) => item !== undefined)
      }
    },

    async keyOf(wanted) {
      if (keys.length === 0 || (wanted ?? 0) > keys.length) await takeNewer()
      const version = wanted ?? keys.length
      const key = keys[version - 1]
      return key && { version, key }
    },
  }
}

/**
 * Adds a newer version of the hash key and answers its number. What older versions hashed is still found. Done by a
 * person, while no import runs: two claims of one address, hashed with different versions, could both be granted.
 */
export async function addHashKey(client: DynamoDBClient, table: string): Promise<number> {
  for (let version = 1; ; version++) {
    const standing = await readEntry(client, table, `hash-key#${version}`)
    if (!standing && (await makeKey(client, table, `hash-key#${version}`))) return version
  }
}

function nextEntry(keys: readonly Uint8Array[]): string {
  return `hash-key#${keys.length + 1}`
}

async function makeKey(client: DynamoDBClient, table: string, entry: string): Promise<boolean> {
  const put = new PutItemCommand({
    TableName: table,
    Item: { entry: { S: entry }, key: { B: freshHashKey() } },
    ConditionExpression: 'attribute_not_exists(#entry)',
    ExpressionAttributeNames: { '#entry': 'entry' },
  })
  try {
    await client.send(put)
    return true
  } catch (thrown) {
    if (thrown instanceof ConditionalCheckFailedException) return false
    throw faultOf('vault.hashKey', thrown)
  }
}
