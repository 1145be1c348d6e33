/** note-deliveries with real tools. */
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { queueDoor } from '../../shared/edge/doors.ts'
import { noteDelivery, readProviderEvent } from './note.ts'

const tools = deedToolsHere()

export const handler = queueDoor('note-deliveries', async (message) => {
  const event = readProviderEvent(message)
  if (event) await noteDelivery(tools, event)
})
