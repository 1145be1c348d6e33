/** finish-tasks with real tools. */
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { finishTasks } from './finish.ts'

const tools = deedToolsHere()

export const handler = eventsDoor('finish-tasks', (event) => finishTasks(tools, event))
