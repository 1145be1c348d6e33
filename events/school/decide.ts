/** What may happen to a school, and what then happens: the rules of DOMAIN 2 as one function per command. */

import { type DayWorld, type Decider, type Decision, isRefusal, refuse } from '../kernel/decider.ts'
import { choose, noteFailedLetter, noteReachable } from './addressing.ts'
import { excuseAbsence, letterDay, noteMark } from './attendance.ts'
import { endAward, grantAward, reinstateAward, suspendAward, takeOverHistory } from './awards.ts'
import { absorbSchool, closeSchool, mergeInto, notePredecessor, whenMerged } from './closing.ts'
import type { SchoolCommand } from './commands.ts'
import { correctEntries } from './correct.ts'
import type { SchoolFact } from './events.ts'
import { evolveSchool } from './evolve.ts'
import { noteInvitation } from './invitations.ts'
import { linkContact, unlinkContact } from './links.ts'
import { joinCluster, leaveCluster } from './membership.ts'
import { plan, settleFirst } from './plan.ts'
import { changeSchool, registerSchool } from './register.ts'
import { bookVisit, cancelVisit, decideReview, extendReview, recommend } from './reviews.ts'
import { standingFacts } from './standing.ts'
import { noSchool, type School } from './state.ts'
import { nextWake, whatFellDue } from './waking.ts'

export const schoolDecider: Decider<SchoolCommand, School, SchoolFact> = {
  shape: 5,
  initial: noSchool,
  decide: decideInItsWorld,
  evolve: evolveSchool,
  wakeAt: nextWake,
}

/** Where the world is another than that of the last commit, what the new plan puts into the past is settled first. */
function decideInItsWorld(command: SchoolCommand, school: School, world: DayWorld): Decision<SchoolFact> {
  if (command.do === 'register-school' || command.do === 'plan' || !school.registered)
    return decideWithStanding(command, school, world)
  const settled = settleFirst(school, world)
  const decision = decideWithStanding(command, settled.reduce(evolveSchool, school), world)
  return isRefusal(decision) || (decision.length === 0 && command.do !== 'wake') ? decision : [...settled, ...decision]
}

/** F4: the standing is assessed whenever a fact changes, and in the morning run. */
function decideWithStanding(command: SchoolCommand, school: School, world: DayWorld): Decision<SchoolFact> {
  const decision = decideSchool(command, school, world)
  if (isRefusal(decision)) return decision
  const after = decision.reduce(evolveSchool, school)
  const imported = command.do === 'take-over-history' || (command.do === 'note-mark' && command.imported === true)
  const how = {
    excused: command.do === 'excuse-absence',
    letterOn: imported ? undefined : letterDay(after, world),
  }
  return [...decision, ...standingFacts(after, world, how)]
}

function decideSchool(command: SchoolCommand, school: School, world: DayWorld): Decision<SchoolFact> {
  if (command.do === 'register-school') return registerSchool(command, school)
  if (!school.registered)
    return refuse('school-not-registered', 'No school is registered under this reference. Register it first.')
  const { mergedInto } = school
  const merged = mergedInto === undefined ? 'as-ever' : whenMerged(command, mergedInto, school)
  return merged === 'as-ever' ? decideRegistered(command, school, world) : merged
}

function decideRegistered(
  command: Exclude<SchoolCommand, { do: 'register-school' }>,
  school: School,
  world: DayWorld,
): Decision<SchoolFact> {
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
    case 'note-reachable':
      return noteReachable(command, school)
    case 'plan':
      return plan(school, world)
    case 'join-cluster':
      return joinCluster(command, school)
    case 'leave-cluster':
      return leaveCluster(command, school)
    case 'note-mark': {
      const { do: _, ...noted } = command
      return noteMark(noted, school, world)
    }
    case 'note-invitation': {
      const { do: _, ...noted } = command
      return noteInvitation(noted, school, world)
    }
    case 'excuse-absence':
    case 'include-absence':
      return excuseAbsence(command, school, world)
    case 'close-school':
      return closeSchool(command, school, world)
    case 'note-predecessor':
      return notePredecessor(command, school)
    case 'merge-into':
      return mergeInto(command, school)
    case 'absorb-school':
      return absorbSchool(command, school, world)
    case 'correct-entries':
      return correctEntries(command, school, world)
    case 'wake':
      return whatFellDue(school, world)
  }
}
