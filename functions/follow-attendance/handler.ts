/** follow-attendance with real tools. */
import { actToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { followAttendance } from './follow.ts'

const tools = actToolsHere()

export const handler = eventsDoor('follow-attendance', (event) => followAttendance(tools, event))
