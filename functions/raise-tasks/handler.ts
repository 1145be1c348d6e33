/** raise-tasks with real tools. */
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { boardHere } from '../../shared/edge/tables-dynamodb.ts'
import { raiseTaskFor } from './raise.ts'

const tools = { ...deedToolsHere(), board: boardHere() }

export const handler = eventsDoor('raise-tasks', (event) => raiseTaskFor(tools, event))
