/** tidy-mail with real tools. */
import { actToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { mailHere } from '../../shared/edge/files-s3.ts'
import { sayLine } from '../../shared/edge/lines.ts'
import { vaultHere } from '../../shared/edge/tables-dynamodb.ts'
import { tidyMail } from './tidy.ts'

const tools = { ...actToolsHere(), vault: vaultHere(), mail: mailHere() }

export const handler = eventsDoor('tidy-mail', async () => {
  sayLine('mail that came in was tidied', { count: await tidyMail(tools) })
})
