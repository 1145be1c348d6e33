/** ask-bulletins with real tools. */
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { boardHere } from '../../shared/edge/tables-dynamodb.ts'
import { askBulletin } from './ask.ts'

const tools = { ...deedToolsHere(), board: boardHere() }

export const handler = eventsDoor('ask-bulletins', (event) => askBulletin(tools, event))
