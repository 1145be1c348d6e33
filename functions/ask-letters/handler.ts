/** ask-letters with real tools. */
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { askLetters } from './ask.ts'

const tools = deedToolsHere()

export const handler = eventsDoor('ask-letters', (event) => askLetters(tools, event))
