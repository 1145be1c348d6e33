// The replies in memory and the replies on dynalite keep the same contract.
import { afterAll, beforeAll } from 'vitest'
import { openReplies } from '../../../shared/replies/replies-dynamodb.ts'
import { repliesContract } from '../../kit/contracts/replies.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'
import { holdContract } from '../../kit/hold-contract.ts'
import { standInReplies } from '../../kit/stand-ins/replies.ts'

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.close())

holdContract('the replies in memory', repliesContract, () => standInReplies())
holdContract('the replies on dynalite', repliesContract, async () =>
  openReplies(tables.client, (await tables.fresh()).replies),
)
