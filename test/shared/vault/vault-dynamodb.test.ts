// What only the real table can show: versions of the hash key, what lies in the table, rights, answers lost on the way.
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addHashKey } from '../../../shared/vault/hash-keys-dynamodb.ts'
import { openVault } from '../../../shared/vault/vault-dynamodb.ts'
import { startCuttingProxy } from '../../kit/cutting-proxy.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'

const now = '2026-09-01T10:00:00.000Z'
const until = '2026-09-08T10:00:00.000Z'
const address = 'ada.marsh@oakfield.example'

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.close())

async function entriesIn(table: string): Promise<string[]> {
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: table }))
  return Items.map(({ entry }) => entry?.S ?? '').toSorted()
}

describe('a newer version of the hash key', () => {
  test('leaves what older versions hashed to be found, by a vault that was open before and by a fresh one', async () => {
    const { vault: table } = await tables.fresh()
    const before = openVault(tables.client, table)
    await before.claimAddress('contact', address, 'contact#1', until, now)
    await before.suppress(address, 'service', '2026-09-01')
    expect(await addHashKey(tables.client, table)).toBe(2)
    for (const vault of [before, openVault(tables.client, table)]) {
      expect(await vault.suppressionOf(address)).toEqual({ service: '2026-09-01' })
      expect(await vault.holderOf('contact', address, now)).toBe('contact#1')
      expect(await vault.claimAddress('contact', address, 'contact#2', until, now)).toBe('contact#1')
    }
  })

  test('is noticed by a vault that was open before, in the very look-up that needs it', async () => {
    const { vault: table } = await tables.fresh()
    const before = openVault(tables.client, table)
    await before.suppress('other@oakfield.example', 'news', '2026-09-01')
    await addHashKey(tables.client, table)
    await addHashKey(tables.client, table)
    await openVault(tables.client, table).suppress(address, 'service', '2026-09-02')
    expect(await before.suppressionOf(address)).toEqual({ service: '2026-09-02' })
  })

  test('splits no suppression: the earliest day of all versions stands, and consent ends them all', async () => {
    const { vault: table } = await tables.fresh()
    const vault = openVault(tables.client, table)
    await vault.suppress(address, 'service', '2026-09-05')
    await addHashKey(tables.client, table)
    const fresh = openVault(tables.client, table)
    await fresh.suppress(address, 'service', '2026-09-03')
    await fresh.suppress(address, 'news', '2026-09-09')
    expect(await vault.suppressionOf(address)).toEqual({ service: '2026-09-03', news: '2026-09-09' })
    await vault.unsuppress(address, 'service')
    expect(await fresh.suppressionOf(address)).toEqual({ news: '2026-09-09' })
  })

  test('hashes anew what is touched: each entry says with which version, and wanders to the newest in time', async () => {
    const { vault: table } = await tables.fresh()
    const vault = openVault(tables.client, table)
    await vault.claimAddress('contact', address, 'contact#1', until, now)
    await vault.putPerson('contact#1', { name: 'Ada Marsh', email: address }, until)
    await vault.suppress(address, 'service', '2026-09-01')
    const versions = async () => {
      const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: table }))
      return Items.flatMap(({ entry, keyVersion }) => (keyVersion ? `${entry?.S?.split('#')[0]} ${keyVersion.N}` : []))
    }
    expect((await versions()).toSorted()).toEqual(['address 1', 'suppress 1'])
    await addHashKey(tables.client, table)
    await vault.keep('contact#1')
    await vault.suppress(address, 'service', '2026-09-05')
    expect((await versions()).toSorted()).toEqual(['address 1', 'address 2', 'suppress 1', 'suppress 2'])
    expect(await vault.suppressionOf(address)).toEqual({ service: '2026-09-01' })
    expect(await vault.holderOf('contact', address, '2027-01-01T00:00:00.000Z')).toBe('contact#1')
    await vault.keep('contact#1')
    expect(await versions()).toHaveLength(4)
  })

  test('leaves marks that find their address: one that is held, and one that was made before', async () => {
    const { vault: table } = await tables.fresh()
    const vault = openVault(tables.client, table)
    await vault.claimAddress('contact', address, 'contact#1', until, now)
    const before = (await vault.markOf(address)) ?? ''
    await addHashKey(tables.client, table)
    const fresh = openVault(tables.client, table)
    await fresh.suppress('other@oakfield.example', 'news', '2026-09-01')
    for (const mark of [before, (await fresh.markOf(address)) ?? ''])
      expect(await fresh.holderOfMark(mark)).toBe('contact#1')
    expect(await fresh.markOf('nobody@oakfield.example')).toMatch(/^2\./)
    // Under the newer key somebody else could hold that address by now: nothing is written down against it.
    await fresh.suppressMark(before, 'service', '2026-09-02')
    expect(await fresh.suppressionOf(address)).toEqual({})
  })

  test('is noticed by a vault that was open before, when an address is passed on, given up or forgotten', async () => {
    const { vault: table } = await tables.fresh()
    const before = openVault(tables.client, table)
    await before.suppress('other@oakfield.example', 'news', '2026-09-01')
    await addHashKey(tables.client, table)
    const fresh = openVault(tables.client, table)
    await fresh.claimAddress('contact', address, 'contact#1', until, now)
    await before.passAddress('contact', address, 'contact#1', 'contact#2')
    expect(await fresh.holderOf('contact', address, until)).toBe('contact#2')
    await openVault(tables.client, table).putPerson('contact#2', { name: 'Ben Ho', email: address })
    await before.forget('contact#2', [])
    expect(await fresh.holderOf('contact', address, now)).toBeUndefined()
  })

  test('keeps and releases what an older one hashed', async () => {
    const { vault: table } = await tables.fresh()
    const vault = openVault(tables.client, table)
    await vault.claimAddress('contact', address, 'contact#1', until, now)
    await vault.putPerson('contact#1', { name: 'Ada Marsh', email: address }, until)
    await addHashKey(tables.client, table)
    const fresh = openVault(tables.client, table)
    await fresh.keep('contact#1')
    expect(await fresh.holderOf('contact', address, '2027-01-01T00:00:00.000Z')).toBe('contact#1')
    await fresh.releaseAddress('contact', address, 'contact#1')
    expect(await vault.holderOf('contact', address, now)).toBeUndefined()
  })
})

test('many vaults opened at once agree on one first key', async () => {
  const { vault: table } = await tables.fresh()
  const vaults = Array.from({ length: 8 }, () => openVault(tables.client, table))
  const holders = await Promise.all(
    vaults.map((vault, n) => vault.claimAddress('contact', address, `contact#${n}`, until, now)),
  )
  expect(new Set(holders).size).toBe(1)
  expect((await entriesIn(table)).filter((entry) => entry.startsWith('hash-key#'))).toEqual(['hash-key#1'])
})

test('only reading writes nothing, not even a key', async () => {
  const { vault: table } = await tables.fresh()
  const vault = openVault(tables.client, table)
  expect(await vault.suppressionOf(address)).toEqual({})
  expect(await vault.holderOf('contact', address, now)).toBeUndefined()
  await vault.releaseAddress('contact', address, 'contact#1')
  await vault.unsuppress(address, 'news')
  expect(await entriesIn(table)).toEqual([])
})

test('an address lies in the table only inside its person’s own entry, else by keyed hash', async () => {
  const { vault: table } = await tables.fresh()
  const vault = openVault(tables.client, table)
  await vault.claimAddress('contact', address, 'contact#1', until, now)
  await vault.suppress(address, 'news', '2026-09-01')
  await vault.putPerson('contact#1', { name: 'Ada Marsh', email: address }, until)
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: table }))
  const withAddress = Items.filter((item) => JSON.stringify(item).toLowerCase().includes('ada.marsh'))
  expect(withAddress.map(({ entry }) => entry?.S)).toEqual(['person#contact#1'])
  expect(await entriesIn(table)).toEqual([
    expect.stringMatching(/^address#contact#[0-9a-f]{64}$/),
    'hash-key#1',
    'person#contact#1',
    expect.stringMatching(/^suppress#[0-9a-f]{64}$/),
  ])
})

test('two bodies hash one address differently', async () => {
  const [one, other] = [await tables.fresh(), await tables.fresh()]
  for (const { vault } of [one, other]) await openVault(tables.client, vault).suppress(address, 'news', '2026-09-01')
  const listed = async (table: string) => (await entriesIn(table)).find((entry) => entry.startsWith('suppress#'))
  expect(await listed(one.vault)).not.toBe(await listed(other.vault))
})

test('a lost answer to a claim is met again as one’s own', async () => {
  const proxy = await startCuttingProxy(tables.endpoint)
  const vault = openVault(tables.clientOf({ endpoint: proxy.endpoint }), (await tables.fresh()).vault)
  await vault.suppress('warm@oakfield.example', 'news', '2026-09-01')
  proxy.lose('PutItem', 1)
  expect(await vault.claimAddress('contact', address, 'contact#1', until, now)).toBe('contact#1')
  proxy.lose('UpdateItem', 1)
  await vault.suppress(address, 'news', '2026-09-01')
  expect(await vault.suppressionOf(address)).toEqual({ news: '2026-09-01' })
  await proxy.close()
})

test('a look-up of suppression is one request once the key is known', async () => {
  const proxy = await startCuttingProxy(tables.endpoint)
  const vault = openVault(tables.clientOf({ endpoint: proxy.endpoint }), (await tables.fresh()).vault)
  await vault.suppress(address, 'news', '2026-09-01')
  proxy.seen.length = 0
  await vault.suppressionOf(address)
  expect(proxy.seen).toEqual(['BatchGetItem'])
  await proxy.close()
})

describe('a contact added, the process killed', () => {
  // The four steps: claim the address, write the person, commit the event (elsewhere), lift the marks.
  const person = { name: 'Ada Marsh', email: address }
  const muchLater = '2026-10-01T10:00:00.000Z'

  async function killedAfter(steps: number) {
    const { vault: table } = await tables.fresh()
    const vault = openVault(tables.client, table)
    if (steps > 0) await vault.claimAddress('contact', address, 'contact#1', until, now)
    if (steps > 1) await vault.putPerson('contact#1', person, until)
    return { table, vault: openVault(tables.client, table) }
  }

  test.each([0, 1, 2])('after step %i, before the event: nothing stays, and the address is free', async (steps) => {
    const { table, vault } = await killedAfter(steps)
    expect(await vault.person('contact#1', muchLater)).toBeUndefined()
    await vault.tidy(muchLater)
    expect((await entriesIn(table)).filter((entry) => !entry.startsWith('hash-key#'))).toEqual([])
    expect(await vault.claimAddress('contact', address, 'contact#2', muchLater, now)).toBe('contact#2')
  })

  test('after the event: following it later, even twice, keeps both', async () => {
    const { vault } = await killedAfter(2)
    await vault.keep('contact#1')
    await vault.keep('contact#1')
    await vault.tidy(muchLater)
    expect(await vault.person('contact#1', muchLater)).toEqual(person)
    expect(await vault.holderOf('contact', address, muchLater)).toBe('contact#1')
  })
})

test('a fault names the operation and the failure, never an address, a name or an entry', async () => {
  const vault = openVault(tables.client, 'no-such-table')
  const tries = [
    vault.putPerson('contact#1', { name: 'Ada Marsh', email: address }),
    vault.claimAddress('contact', address, 'contact#1', until, now),
    vault.suppress(address, 'news', '2026-09-01'),
    vault.suppressionOf(address),
    vault.tidy(now),
  ]
  for (const result of await Promise.allSettled(tries)) {
    const reason = result.status === 'rejected' ? result.reason : undefined
    expect(String(reason)).toMatch(/^Fault: vault\.\w+: ResourceNotFoundException$/)
    expect(reason).not.toHaveProperty('cause')
  }
})
