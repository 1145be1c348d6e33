// The log in memory and the log on dynalite keep the same contract.
import { afterAll, beforeAll } from 'vitest'
import { openLog } from '../../../shared/log/log-dynamodb.ts'
import { logContract } from '../../kit/contracts/log.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'
import { holdContract } from '../../kit/hold-contract.ts'
import { standInLog } from '../../kit/stand-ins/log.ts'

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.close())

holdContract('the log in memory', logContract, () => standInLog())
holdContract('the log in memory with an index three writes behind', logContract, laggingLog)
holdContract('the log on dynalite', logContract, async () => openLog(tables.client, (await tables.fresh()).log))

// Catches up a little at each look, as an index does.
function laggingLog() {
  let behind = 3
  return standInLog(undefined, () => Math.max(0, behind--))
}
