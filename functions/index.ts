/** The table of contents of the running system: every function and what wakes it. Both machines are wired from this list. */
import { admitStaffTrigger } from './admit-staff/trigger.ts'
import { alertStaffTrigger } from './alert-staff/trigger.ts'
import { answerApiTrigger } from './answer-api/trigger.ts'
import { askBulletinsTrigger } from './ask-bulletins/trigger.ts'
import { askLettersTrigger } from './ask-letters/trigger.ts'
import { beginDayTrigger } from './begin-day/trigger.ts'
import { erasePersonTrigger } from './erase-person/trigger.ts'
import { fileDeadLettersTrigger } from './file-dead-letters/trigger.ts'
import { finishTasksTrigger } from './finish-tasks/trigger.ts'
import { followAttendanceTrigger } from './follow-attendance/trigger.ts'
import { followLogTrigger } from './follow-log/trigger.ts'
import { forwardMailTrigger } from './forward-mail/trigger.ts'
import { keepEntriesTrigger } from './keep-entries/trigger.ts'
import { noteDeliveriesTrigger } from './note-deliveries/trigger.ts'
import { passOnLettersTrigger } from './pass-on-letters/trigger.ts'
import { planAnewTrigger } from './plan-anew/trigger.ts'
import { raiseTasksTrigger } from './raise-tasks/trigger.ts'
import { receiveMailTrigger } from './receive-mail/trigger.ts'
import { releaseLettersTrigger } from './release-letters/trigger.ts'
import { runImportTrigger } from './run-import/trigger.ts'
import { sealLogTrigger } from './seal-log/trigger.ts'
import { sendLettersTrigger } from './send-letters/trigger.ts'
import { serveConsoleTrigger } from './serve-console/trigger.ts'
import { servePublicTrigger } from './serve-public/trigger.ts'
import { tidyMailTrigger } from './tidy-mail/trigger.ts'
import { tidyVaultTrigger } from './tidy-vault/trigger.ts'
import type { Trigger } from './trigger.ts'
import { wakeStreamsTrigger } from './wake-streams/trigger.ts'

export const triggers: readonly Trigger[] = [
  followLogTrigger,
  beginDayTrigger,
  wakeStreamsTrigger,
  planAnewTrigger,
  followAttendanceTrigger,
  askLettersTrigger,
  askBulletinsTrigger,
  sendLettersTrigger,
  passOnLettersTrigger,
  releaseLettersTrigger,
  noteDeliveriesTrigger,
  receiveMailTrigger,
  forwardMailTrigger,
  raiseTasksTrigger,
  finishTasksTrigger,
  alertStaffTrigger,
  admitStaffTrigger,
  fileDeadLettersTrigger,
  keepEntriesTrigger,
  sealLogTrigger,
  tidyVaultTrigger,
  tidyMailTrigger,
  erasePersonTrigger,
  runImportTrigger,
  answerApiTrigger,
  serveConsoleTrigger,
  servePublicTrigger,
]
