/** The decider of each kind of stream that has rules. */

import { adminsDecider } from './admins/decide.ts'
import { bulletinDecider } from './bulletin/decide.ts'
import { calendarDecider } from './calendar/decide.ts'
import { clusterDecider } from './cluster/decide.ts'
import { contactDecider } from './contact/decide.ts'
import { daysDecider } from './days/decide.ts'
import { deadDecider } from './dead/decide.ts'
import { feedDecider } from './feed/decide.ts'
import { importDecider } from './import/decide.ts'
import { letterDecider } from './letter/decide.ts'
import { mailDecider } from './mail/decide.ts'
import { meetingDecider } from './meeting/decide.ts'
import { refDecider } from './ref/decide.ts'
import { requestDecider } from './request/decide.ts'
import { schoolDecider } from './school/decide.ts'
import { settingsDecider } from './settings/decide.ts'
import { staffDecider } from './staff/decide.ts'
import { taskDecider } from './task/decide.ts'
import { wordingDecider } from './wording/decide.ts'

export const deciders = {
  school: schoolDecider,
  ref: refDecider,
  contact: contactDecider,
  staff: staffDecider,
  cluster: clusterDecider,
  meeting: meetingDecider,
  admins: adminsDecider,
  letter: letterDecider,
  request: requestDecider,
  task: taskDecider,
  dead: deadDecider,
  mail: mailDecider,
  import: importDecider,
  settings: settingsDecider,
  wording: wordingDecider,
  bulletin: bulletinDecider,
  feed: feedDecider,
  days: daysDecider,
  calendar: calendarDecider,
} as const

/** `school#x` → `school`. */
export function kindOfStream(stream: string): string {
  return stream.slice(0, stream.indexOf('#'))
}
