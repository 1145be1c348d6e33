/** erase-person with real tools. */
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { filesHere, mailHere } from '../../shared/edge/files-s3.ts'
import { sayLine } from '../../shared/edge/lines.ts'
import { providerListHere } from '../../shared/edge/provider-list-ses.ts'
import { boardHere, readThroughHere } from '../../shared/edge/tables-dynamodb.ts'
import { erasePerson } from './erase.ts'

const tools = {
  ...deedToolsHere(),
  board: boardHere(),
  through: readThroughHere(),
  mail: mailHere(),
  files: filesHere(),
  providerList: providerListHere(),
}

export const handler = eventsDoor('erase-person', async (event) => {
  if (await erasePerson(tools, event)) sayLine('a person was erased', { count: 1 })
})
