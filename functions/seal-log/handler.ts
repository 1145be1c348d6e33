/** seal-log with real tools. */
import { setTimeout as wait } from 'node:timers/promises'
import { actToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { sealsHere } from '../../shared/edge/files-s3.ts'
import { sayLine, warnLine } from '../../shared/edge/lines.ts'
import { boardHere } from '../../shared/edge/tables-dynamodb.ts'
import { type SealTools, sealDays } from './seal.ts'

const tools: SealTools = { ...actToolsHere(), board: boardHere(), files: sealsHere(), wait }

export const handler = eventsDoor('seal-log', async (event) => {
  const { days, late } = await sealDays(tools, event)
  for (const day of days) sayLine('a day was sealed', { day })
  if (late) warnLine('the index lags: the days before are sealed when the next one begins', { event: event.id })
})
