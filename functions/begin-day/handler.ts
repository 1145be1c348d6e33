/** begin-day with real tools. */
import { setTimeout as wait } from 'node:timers/promises'
import { actToolsHere } from '../../shared/edge/acting.ts'
import { quarterHourDoor } from '../../shared/edge/doors.ts'
import { sayFigure, sayLine, warnLine } from '../../shared/edge/lines.ts'
import { queueHere } from '../../shared/edge/queues-sqs.ts'
import { boardHere } from '../../shared/edge/tables-dynamodb.ts'
import { type BeginTools, runQuarterHour } from './begin.ts'

const tools: BeginTools = {
  ...actToolsHere(),
  board: boardHere(),
  repair: queueHere('repair'),
  wake: queueHere('wake'),
  wait,
}

export const handler = quarterHourDoor('begin-day', async (at) => {
  const { day, repaired, leftForNext, overdue } = await runQuarterHour(tools, at)
  if (repaired.found > 0)
    sayLine('commits were sent to be followed', { day, count: repaired.found, left: repaired.left })
  if (leftForNext)
    warnLine('the board lags: the day is left to the next quarter of an hour', { day, left: repaired.left })
  sayFigure('morning-overdue', overdue.morning ? 1 : 0)
  sayFigure('wakes-overdue', overdue.wakes ? 1 : 0)
})
