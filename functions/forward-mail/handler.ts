/** forward-mail with real tools. */
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { mayHave } from '../../shared/edge/env.ts'
import { mailHere } from '../../shared/edge/files-s3.ts'
import { postHere } from '../../shared/edge/post-ses.ts'
import { forwardMail } from './forward.ts'

const tools = {
  ...deedToolsHere(),
  mail: mailHere(),
  post: postHere(),
  inboundDomain: mayHave('INBOUND_DOMAIN', '') || undefined,
  sender: mayHave('SENDER', 'Inclusion Quality Mark <awards@iqm.example>'),
}

export const handler = eventsDoor('forward-mail', (event) => forwardMail(tools, event))
