/** raise-tasks with real tools. */
import { actToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { raiseTask } from './raise.ts'

const tools = actToolsHere()

export const handler = eventsDoor('raise-tasks', (event) => raiseTask(tools, event))
