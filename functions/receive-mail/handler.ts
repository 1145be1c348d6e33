/** receive-mail with real tools. */
import { systemClock } from '../../shared/clock/clock-system.ts'
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { mailOrQuarterHourDoor } from '../../shared/edge/doors.ts'
import { mayHave, numberOr } from '../../shared/edge/env.ts'
import { mailHere } from '../../shared/edge/files-s3.ts'
import { failLine, sayFigure } from '../../shared/edge/lines.ts'
import { lookForMail } from './look.ts'
import { receiveMail } from './receive.ts'

const tools = {
  ...deedToolsHere(),
  mail: mailHere(),
  ownDomains: mayHave('MAIL_DOMAINS', 'iqm.example').split(','),
  storedNow: systemClock.now,
  untoldSeconds: numberOr('MAIL_UNTOLD_SECONDS', 900),
  failed: (stream: string, thrown: unknown) =>
    failLine('a mail could not be taken up', thrown, { function: 'receive-mail', stream }),
}

export const handler = mailOrQuarterHourDoor(
  'receive-mail',
  (told) => receiveMail(tools, told),
  async (at, { remaining }) => sayFigure('mail-left', await lookForMail({ ...tools, remaining }, at)),
)
