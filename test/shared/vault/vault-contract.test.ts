// The vault in memory and the vault on dynalite keep the same contract.
import { afterAll, beforeAll } from 'vitest'
import { openReadThrough } from '../../../shared/vault/read-through-dynamodb.ts'
import { openVault } from '../../../shared/vault/vault-dynamodb.ts'
import { vaultContract } from '../../kit/contracts/vault.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'
import { holdContract } from '../../kit/hold-contract.ts'
import { standInVault } from '../../kit/stand-ins/vault.ts'

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.close())

holdContract('the vault in memory', vaultContract, () => standInVault())
holdContract('the vault on dynalite', vaultContract, async () => {
  const { vault } = await tables.fresh()
  return { ...openVault(tables.client, vault), ...openReadThrough(tables.client, vault) }
})
