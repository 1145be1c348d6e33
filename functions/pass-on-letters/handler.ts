/** pass-on-letters with real tools. */
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { passOn } from './pass-on.ts'

const tools = deedToolsHere()

export const handler = eventsDoor('pass-on-letters', (event) => passOn(tools, event))
