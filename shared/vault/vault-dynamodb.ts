/**
 * The vault on DynamoDB. Reads are strongly consistent; every change of an entry others may hold is conditional.
 * Everything it throws is a Fault, which names the operation and never an entry.
 */

import { randomUUID } from 'node:crypto'
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { Fault, faultOf } from '../../events/kernel/fault.ts'
import { readEntries } from './entries-dynamodb.ts'
import { type HashKeys, openHashKeys } from './hash-keys-dynamodb.ts'
import { keyedHash, keyForUse, markFrom, readMark } from './keyed-hash.ts'
import { earliestOf, isLive, type Person, person, suppression, type Vault } from './vault.ts'

type Item = Record<string, AttributeValue>
type Kind = 'contact' | 'staff'

/** Tries to claim an address that others give up and take at the same moment. */
const claimTries = 5

/** The vault kept in a table made as `vaultTable` says. */
export function openVault(client: DynamoDBClient, table: string): Vault {
  const keys = openHashKeys(client, table)
  const change = changesOf(client, table)

  const peopleAt = async (whos: readonly string[], now: string) => {
    const items = await readEntries(client, table, whos.map(personEntry))
    const live = items.filter((item) => isLive(item.until?.S, now))
    return new Map(live.map((item) => [whoOf(item), personOf(item)]))
  }

  const claimsOf = (kind: Kind, email: string) => keys.entriesOf(email, (hash) => addressEntry(kind, hash))

  /** Keeps a claim, and hashes it anew where its key is an older version: so it wanders to the newest in time. */
  const keepAddress = async (kind: Kind, email: string, who: string) => {
    const own = (await claimsOf(kind, email)).filter(({ holder }) => holder?.S === who).map(nameOf)
    await Promise.all(own.map((name) => change.keep(name, who)))
    if (own.length === 0) return
    const { hash, version } = await keys.hashForWriting(email)
    const newest = addressEntry(kind, hash)
    if (!own.includes(newest)) await change.putIfNew(claimItem(newest, who, version))
  }

  return {
    async putPerson(who, details, until) {
      const item = { entry: { S: personEntry(who) }, data: { S: JSON.stringify(details) } }
      const marked = until !== undefined && (await change.putUnlessKept({ ...item, until: { S: until } }))
      if (!marked) await change.put(item)
    },

    async person(who, now) {
      return (await peopleAt([who], now)).get(who)
    },

    people: peopleAt,

    async keep(entry) {
      if (entry.startsWith('note-')) return void (await change.keep(noteEntry(entry)))
      const item = await change.keep(personEntry(entry))
      if (item) await keepAddress(kindOf(entry), personOf(item).email, entry)
    },

    async putNote(text, about, until) {
      const id = `note-${randomUUID()}`
      await change.put({ entry: { S: noteEntry(id) }, text: { S: text }, about: { S: about }, until: { S: until } })
      return id
    },

    async note(id, now) {
      const [item] = await readEntries(client, table, [noteEntry(id)])
      return item && isLive(item.until?.S, now) ? item.text?.S : undefined
    },

    claimAddress: (kind, email, who, until, now) => claimAddress({ keys, change }, { kind, email, who, until, now }),

    async holderOf(kind, email, now) {
      return holderIn(await keys.entriesOf(email, (hash) => addressEntry(kind, hash)), now)
    },

    async releaseAddress(kind, email, who) {
      const claims = await claimsOf(kind, email)
      await Promise.all(claims.map((item) => change.releaseIfHeld(nameOf(item), who)))
    },

    async passAddress(kind, email, from, to, until) {
      const claims = await claimsOf(kind, email)
      await Promise.all(claims.map((item) => change.passOn(nameOf(item), from, to, until)))
    },

    async suppress(email, purpose, day) {
      const { hash, version } = await keys.hashForWriting(email)
      // What an older version hashed is carried over: so the list wanders to the newest version in time.
      const { [purpose]: standing = day } = earliestOf((await keys.entriesOf(email, suppressEntry)).map(suppressionIn))
      const [earliest = day] = [day, standing].sort()
      await change.setEarlier(suppressEntry(hash), purpose, earliest, version)
    },

    async unsuppress(email, purpose) {
      const standing = await keys.entriesOf(email, suppressEntry)
      await Promise.all(standing.map((item) => change.clear(item.entry ?? { S: '' }, purpose)))
    },

    async suppressionOf(email) {
      return earliestOf((await keys.entriesOf(email, suppressEntry)).map(suppressionIn))
    },

    async markOf(email) {
      const [held] = await claimsOf('contact', email)
      const key = await keys.keyOf(held && versionOf(held))
      return key && markFrom({ hash: keyedHash(key.key, email), version: key.version })
    },

    async suppressMark(mark, purpose, day) {
      const read = readMark(mark)
      const newest = await keys.keyOf()
      if (!read || read.version !== newest?.version) return
      await change.setEarlier(suppressEntry(read.hash), purpose, day, read.version)
    },

    async holderOfMark(mark) {
      const read = readMark(mark)
      const [item] = read ? await readEntries(client, table, [addressEntry('contact', read.hash)]) : []
      return item?.holder?.S
    },

    async *suppressed() {
      for await (const item of listedEntries(client, table)) {
        const hash = nameOf(item).slice(suppressEntry('').length)
        yield { hash, keyVersion: versionOf(item), ...suppressionIn(item) }
      }
    },

    async keyFor(use, version) {
      const found = await keys.keyOf(version)
      return found && { version: found.version, key: keyForUse(found.key, use) }
    },

    async tidy(now) {
      let tidied = 0
      for await (const entry of pastEntries(client, table, now)) if (await change.deleteIfPast(entry, now)) tidied++
      return tidied
    },

    async forget(who, notes) {
      const [item] = await readEntries(client, table, [personEntry(who)])
      // The address first: without the person nobody could tell any more which it was.
      const claims = item ? await claimsOf(kindOf(who), personOf(item).email) : []
      await Promise.all(claims.map((claim) => change.releaseIfHeld(nameOf(claim), who)))
      await Promise.all([personEntry(who), ...notes.map(noteEntry)].map(change.remove))
    },

    async *marked() {
      for await (const item of markedEntries(client, table)) {
        const { entry, holder, until } = item
        const named = holder?.S ?? entry?.S?.replace(/^(person|note)#/, '')
        if (named !== undefined && until?.S !== undefined) yield { entry: named, until: until.S }
      }
    },
  }
}

export const personEntry = (who: string) => `person#${who}`
export const noteEntry = (id: string) => `note#${id}`
const addressEntry = (kind: Kind, hash: string) => `address#${kind}#${hash}`
const suppressEntry = (hash: string) => `suppress#${hash}`

/** A claim on an address; `keyVersion` says with which key its name was hashed. */
function claimItem(entry: string, who: string, version: number): Item {
  return { entry: { S: entry }, holder: { S: who }, keyVersion: { N: String(version) } }
}

/** The version of the key that an entry's name was hashed with. */
function versionOf({ keyVersion }: Item): number {
  return Number(keyVersion?.N ?? 1)
}

function nameOf(item: Item): string {
  return item.entry?.S ?? ''
}

function kindOf(who: string): Kind {
  return who.startsWith('staff#') ? 'staff' : 'contact'
}

function whoOf(item: Item): string {
  return (item.entry?.S ?? '').slice(personEntry('').length)
}

/** The person an entry holds. Throws a Fault for one that cannot be read. */
export function personOf(item: Item): Person {
  const parsed = person().safeParse(parseJson(item.data?.S ?? ''))
  if (!parsed.success) throw new Fault('vault.person', 'UnreadableEntry')
  return parsed.data
}

// The error of JSON.parse quotes the text it could not read, so it goes no further than here.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function suppressionIn(item: Item) {
  const { service, news, erased } = item
  const parsed = suppression().safeParse({
    ...(service ? { service: service.S } : {}),
    ...(news ? { news: news.S } : {}),
    ...(erased ? { erased: erased.S } : {}),
  })
  if (!parsed.success) throw new Fault('vault.suppressionOf', 'UnreadableEntry')
  return parsed.data
}

function holderIn(items: readonly Item[], now: string): string | undefined {
  return items.find((item) => isLive(item.until?.S, now))?.holder?.S
}

interface Claim {
  readonly kind: Kind
  readonly email: string
  readonly who: string
  readonly until: string
  readonly now: string
}

async function claimAddress(tools: { keys: HashKeys; change: Changes }, claim: Claim): Promise<string> {
  const { kind, email, who, until, now } = claim
  for (let tries = 0; tries < claimTries; tries++) {
    const holder = holderIn(await tools.keys.entriesOf(email, (hash) => addressEntry(kind, hash)), now)
    if (holder !== undefined && holder !== who) return holder
    const { hash, version } = await tools.keys.hashForWriting(email)
    const item = { ...claimItem(addressEntry(kind, hash), who, version), until: { S: until } }
    if (await tools.change.putIfFree(item, now)) return who
    // Its own claim, kept already, is no reason to try again.
    if (holder === who) return who
  }
  throw new Fault('vault.claimAddress', 'Contended')
}

/** The changes of entries, each one conditional write; a condition that does not hold is answered, not thrown. */
type Changes = ReturnType<typeof changesOf>

function changesOf(client: DynamoDBClient, table: string) {
  return {
    put: (item: Item) => done('vault.put', client.send(new PutItemCommand({ TableName: table, Item: item }))),

    /** Puts an entry with `until`, unless one stands that was kept for good. */
    putUnlessKept: (item: Item) =>
      done(
        'vault.put',
        client.send(
          new PutItemCommand({
            TableName: table,
            Item: item,
            ConditionExpression: 'attribute_not_exists(#entry) OR attribute_exists(#until)',
            ExpressionAttributeNames: { '#entry': 'entry', '#until': 'until' },
          }),
        ),
      ),

    /** Puts an entry where there is none. */
    putIfNew: (item: Item) =>
      done(
        'vault.keep',
        client.send(
          new PutItemCommand({
            TableName: table,
            Item: item,
            ConditionExpression: 'attribute_not_exists(#entry)',
            ExpressionAttributeNames: { '#entry': 'entry' },
          }),
        ),
      ),

    /** Puts a claim where there is none, or one that is past, or its own that is not kept yet. */
    putIfFree: (item: Item, now: string) =>
      done(
        'vault.claimAddress',
        client.send(
          new PutItemCommand({
            TableName: table,
            Item: item,
            ConditionExpression:
              'attribute_not_exists(#entry) OR #until <= :now OR (#holder = :holder AND attribute_exists(#until))',
            ExpressionAttributeNames: { '#entry': 'entry', '#until': 'until', '#holder': 'holder' },
            ExpressionAttributeValues: { ':now': { S: now }, ':holder': item.holder ?? { S: '' } },
          }),
        ),
      ),

    /** Lifts an entry's `until` (of a claim only if `holder` holds it) and answers the entry; undefined when there is none. */
    keep: async (entry: string, holder?: string) => {
      let kept: Item | undefined
      const update = client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { entry: { S: entry } },
          UpdateExpression: 'REMOVE #until',
          ConditionExpression: holder === undefined ? 'attribute_exists(#entry)' : '#holder = :holder',
          ExpressionAttributeNames: {
            '#until': 'until',
            ...(holder === undefined ? { '#entry': 'entry' } : { '#holder': 'holder' }),
          },
          ...(holder === undefined ? {} : { ExpressionAttributeValues: { ':holder': { S: holder } } }),
          ReturnValues: 'ALL_NEW',
        }),
      )
      await done(
        'vault.keep',
        update.then((answer) => {
          kept = answer.Attributes
        }),
      )
      return kept
    },

    /** Sets a purpose's day, unless an earlier one stands. */
    setEarlier: (entry: string, purpose: string, day: string, version: number) =>
      done(
        'vault.suppress',
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: { entry: { S: entry } },
            UpdateExpression: 'SET #purpose = :day, #key = :version',
            ConditionExpression: 'attribute_not_exists(#purpose) OR #purpose > :day',
            ExpressionAttributeNames: { '#purpose': purpose, '#key': 'keyVersion' },
            ExpressionAttributeValues: { ':day': { S: day }, ':version': { N: String(version) } },
          }),
        ),
      ),

    clear: (entry: AttributeValue, purpose: string) =>
      done(
        'vault.unsuppress',
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: { entry },
            UpdateExpression: 'REMOVE #purpose',
            ConditionExpression: 'attribute_exists(#entry)',
            ExpressionAttributeNames: { '#purpose': purpose, '#entry': 'entry' },
          }),
        ),
      ),

    /** Gives a claim to another, if `from` holds it. */
    passOn: (entry: string, from: string, to: string, until: string | undefined) =>
      done(
        'vault.passAddress',
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: { entry: { S: entry } },
            UpdateExpression:
              until === undefined ? 'SET #holder = :to REMOVE #until' : 'SET #holder = :to, #until = :until',
            ConditionExpression: '#holder = :from',
            ExpressionAttributeNames: { '#holder': 'holder', '#until': 'until' },
            ExpressionAttributeValues: {
              ':from': { S: from },
              ':to': { S: to },
              ...(until !== undefined && { ':until': { S: until } }),
            },
          }),
        ),
      ),

    remove: (entry: string) =>
      done('vault.forget', client.send(new DeleteItemCommand({ TableName: table, Key: { entry: { S: entry } } }))),

    releaseIfHeld: (entry: string, who: string) =>
      done(
        'vault.releaseAddress',
        client.send(
          new DeleteItemCommand({
            TableName: table,
            Key: { entry: { S: entry } },
            ConditionExpression: '#holder = :who',
            ExpressionAttributeNames: { '#holder': 'holder' },
            ExpressionAttributeValues: { ':who': { S: who } },
          }),
        ),
      ),

    /** Deletes an entry that is still past its `until`: it may have been kept, or claimed anew, since it was found. */
    deleteIfPast: (entry: AttributeValue, now: string) =>
      done(
        'vault.tidy',
        client.send(
          new DeleteItemCommand({
            TableName: table,
            Key: { entry },
            ConditionExpression: '#until <= :now',
            ExpressionAttributeNames: { '#until': 'until' },
            ExpressionAttributeValues: { ':now': { S: now } },
          }),
        ),
      ),
  }
}

/** Entries with `until`: their names, holders and marks. */
async function* markedEntries(client: DynamoDBClient, table: string): AsyncGenerator<Item> {
  let from: Item | undefined
  do {
    const page = await scanMarked(client, table, from)
    yield* page.Items ?? []
    from = page.LastEvaluatedKey
  } while (from)
}

/** Entries of the suppression list: their names and days, and of all other entries nothing but the name is looked at. */
async function* listedEntries(client: DynamoDBClient, table: string): AsyncGenerator<Item> {
  let from: Item | undefined
  do {
    const page = await scanListed(client, table, from)
    yield* page.Items ?? []
    from = page.LastEvaluatedKey
  } while (from)
}

async function scanListed(client: DynamoDBClient, table: string, from: Item | undefined) {
  const scan = new ScanCommand({
    TableName: table,
    ConsistentRead: true,
    Select: 'SPECIFIC_ATTRIBUTES',
    FilterExpression: 'begins_with(#entry, :list)',
    ProjectionExpression: '#entry, #service, #news, #key',
    ExpressionAttributeNames: { '#entry': 'entry', '#service': 'service', '#news': 'news', '#key': 'keyVersion' },
    ExpressionAttributeValues: { ':list': { S: suppressEntry('') } },
    ExclusiveStartKey: from,
  })
  try {
    return await client.send(scan)
  } catch (thrown) {
    throw faultOf('vault.suppressed', thrown)
  }
}

async function scanMarked(client: DynamoDBClient, table: string, from: Item | undefined) {
  const scan = new ScanCommand({
    TableName: table,
    ConsistentRead: true,
    FilterExpression: 'attribute_exists(#until)',
    ProjectionExpression: '#entry, #until, #holder',
    ExpressionAttributeNames: { '#until': 'until', '#entry': 'entry', '#holder': 'holder' },
    ExclusiveStartKey: from,
  })
  try {
    return await client.send(scan)
  } catch (thrown) {
    throw faultOf('vault.marked', thrown)
  }
}

/** Names of entries whose `until` is past. What is never deleted (suppression, hash keys) carries none. */
async function* pastEntries(client: DynamoDBClient, table: string, now: string): AsyncGenerator<AttributeValue> {
  let from: Item | undefined
  do {
    const page = await scanPast(client, table, now, from)
    for (const { entry } of page.Items ?? []) if (entry) yield entry
    from = page.LastEvaluatedKey
  } while (from)
}

async function scanPast(client: DynamoDBClient, table: string, now: string, from: Item | undefined) {
  const scan = new ScanCommand({
    TableName: table,
    ConsistentRead: true,
    FilterExpression: '#until <= :now',
    ProjectionExpression: '#entry',
    ExpressionAttributeNames: { '#until': 'until', '#entry': 'entry' },
    ExpressionAttributeValues: { ':now': { S: now } },
    ExclusiveStartKey: from,
  })
  try {
    return await client.send(scan)
  } catch (thrown) {
    throw faultOf('vault.tidy', thrown)
  }
}

/** Whether a conditional write was done; false when its condition did not hold. */
async function done(operation: string, write: Promise<unknown>): Promise<boolean> {
  try {
    await write
    return true
  } catch (thrown) {
    if (thrown instanceof ConditionalCheckFailedException) return false
    throw faultOf(operation, thrown)
  }
}
