/** tidy-vault with real tools: what waited in the vault for a fact that never came is swept away each day. */
import { processClock } from '../../shared/clock/clock-process.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { sayLine } from '../../shared/edge/lines.ts'
import { vaultHere } from '../../shared/edge/tables-dynamodb.ts'

const vault = vaultHere()

export const handler = eventsDoor('tidy-vault', async () => {
  sayLine('the vault was tidied', { count: await vault.tidy(processClock.now()) })
})
