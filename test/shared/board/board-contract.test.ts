// The board in memory and the board on dynalite keep the same contract.
import { afterAll, beforeAll } from 'vitest'
import { openBoard } from '../../../shared/board/board-dynamodb.ts'
import { boardContract } from '../../kit/contracts/board.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'
import { holdContract } from '../../kit/hold-contract.ts'
import { standInBoard } from '../../kit/stand-ins/board.ts'

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.close())

holdContract('the board in memory', boardContract, () => standInBoard())
holdContract('the board in memory with indexes three writes behind', boardContract, laggingBoard)
holdContract('the board on dynalite', boardContract, async () => openBoard(tables.client, (await tables.fresh()).board))

// Catches up a little at each look, as an index does.
function laggingBoard() {
  let behind = 3
  return standInBoard(undefined, () => Math.max(0, behind--))
}
