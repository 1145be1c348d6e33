/** What may happen to a school, and what then happens: the rules of DOMAIN 2 as one function per command. */

import type { Instant } from '../kernel/day.ts'
import { morningRun } from '../kernel/day.ts'
import { type DayWorld, type Decider, type Decision, refuse } from '../kernel/decider.ts'
import { choose, noteFailedLetter } from './addressing.ts'
import { endAward, grantAward, reinstateAward, suspendAward, takeOverHistory } from './awards.ts'
import type { SchoolCommand } from './commands.ts'
import type { SchoolFact } from './events.ts'
import { evolveSchool } from './evolve.ts'
import { linkContact, unlinkContact } from './links.ts'
import { changeSchool, registerSchool } from './register.ts'
import { bookVisit, cancelVisit, decideReview, extendReview, recommend } from './reviews.ts'
import { noSchool, type School } from './state.ts'
import { daysToWake, whatFellDue } from './waking.ts'

export const schoolDecider: Decider<SchoolCommand, School, SchoolFact> = {
  shape: 1,
  initial: noSchool,
  decide: decideSchool,
  evolve: evolveSchool,
  wakeAt: wakeSchoolAt,
}

function decideSchool(command: SchoolCommand, school: School, world: DayWorld): Decision<SchoolFact> {
  if (command.do === 'register-school') return registerSchool(command, school)
  if (!school.registered)
    return refuse('school-not-registered', 'No school is registered under this reference. Register it first.')
  switch (command.do) {
    case 'change-school':
      return changeSchool(command, school)
    case 'grant-award':
      return grantAward(command, school, world)
    case 'take-over-history':
      return takeOverHistory(command.rows, school, world)
    case 'lapse-award':
      return endAward(command, school, world)
    case 'suspend-award':
      return suspendAward(command, school)
    case 'reinstate-award':
      return reinstateAward(command, school, world)
    case 'book-visit':
      return bookVisit(command, school, world)
    case 'cancel-visit':
      return cancelVisit(command, school, world)
    case 'recommend':
      return recommend(command, school, world)
    case 'decide-review':
      return decideReview(command, school, world)
    case 'extend-review':
      return extendReview(command, school, world)
    case 'link-contact':
      return linkContact(command, school)
    case 'unlink-contact':
      return unlinkContact(command, school)
    case 'choose-recipients':
      return choose(command, school)
    case 'note-failed-letter':
      return noteFailedLetter(command, school)
    case 'wake':
      return whatFellDue(school, world)
  }
}

function wakeSchoolAt(school: School, world: DayWorld): Instant | undefined {
  const first = daysToWake(school, world).toSorted()[0]
  return first === undefined ? undefined : morningRun(first)
}
