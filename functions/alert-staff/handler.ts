/** alert-staff with real tools. */
import { actToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { boardHere } from '../../shared/edge/tables-dynamodb.ts'
import { alertStaff } from './alert.ts'

const tools = { ...actToolsHere(), board: boardHere() }

export const handler = eventsDoor('alert-staff', (event) => alertStaff(tools, event))
