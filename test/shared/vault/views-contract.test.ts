// The notes of who saw whom, in memory and on dynalite, keep the same contract; and go out and in again with the vault.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openVault } from '../../../shared/vault/vault-dynamodb.ts'
import { openViews } from '../../../shared/vault/views-dynamodb.ts'
import { openWholeVault } from '../../../shared/vault/whole-dynamodb.ts'
import { viewsContract } from '../../kit/contracts/views.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'
import { holdContract } from '../../kit/hold-contract.ts'
import { standInViews } from '../../kit/stand-ins/views.ts'

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.close())

holdContract('views in memory', viewsContract, () => standInViews())
holdContract('views on dynalite', viewsContract, async () => openViews(tables.client, (await tables.fresh()).vault))

test('the vault neither waits for them nor sweeps them away, and an export has them', async () => {
  const { vault: table } = await tables.fresh()
  const [vault, views] = [openVault(tables.client, table), openViews(tables.client, table)]
  await views.note('contact#1', { staff: 'staff#robin', day: '2026-09-01' })
  expect(await Array.fromAsync(vault.marked())).toEqual([])
  expect(await vault.tidy('2030-01-01T00:00:00.000Z')).toBe(0)
  const whole = await Array.fromAsync(openWholeVault(tables.client, table).entries())
  expect(whole).toEqual([{ entry: 'viewed#2026-09#contact#1', '2026-09-01 staff#robin': true }])
})
