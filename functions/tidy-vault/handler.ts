/** tidy-vault with real tools: each day, what no fact ever named. */
import { processClock } from '../../shared/clock/clock-process.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { sayLine } from '../../shared/edge/lines.ts'
import { vaultHere } from '../../shared/edge/tables-dynamodb.ts'
import { tidyVault } from './tidy.ts'

const vault = vaultHere()

export const handler = eventsDoor('tidy-vault', async () => {
  sayLine('the vault was tidied', { count: await tidyVault(vault, processClock.now()) })
})
