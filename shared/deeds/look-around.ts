/** Reads, strongly, all that may speak against a letter: after the claim when it is about to leave, and for previews. */
import { type Calendar, isWorkingDay, workingDayOnOrAfter } from '../../events/kernel/calendar.ts'
import { addDays, type Day, type Instant, laterOf, londonDay, morningRun } from '../../events/kernel/day.ts'
import type { World } from '../../events/kernel/decider.ts'
import type { Asked } from '../../events/letter/events.ts'
import type { GateView, ReviewNow, StandingNow, Switches } from '../../events/letter/gate.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { stageForToday, stageName } from '../../events/school/ladder.ts'
import { standingAward } from '../../events/school/levels.ts'
import { isMiss } from '../../events/school/standing.ts'
import type { School } from '../../events/school/state.ts'
import { settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import { loadStream } from '../log/act.ts'
import type { Person } from '../vault/vault.ts'
import { readAddressee } from './addressee.ts'
import { isOver } from './rights-over.ts'
import type { DeedTools } from './tools.ts'

export interface Looked {
  readonly view: GateView
  readonly person: Person | undefined
  readonly school: School | undefined
  /** The version of the school's stream it was read at. */
  readonly schoolVersion: number | undefined
}

export async function lookAround(tools: DeedTools, asked: Asked): Promise<Looked> {
  const world = tools.world()
  const { today } = world
  const [{ addressee, person }, switches, read, over] = await Promise.all([
    readAddressee(tools, asked),
    readSwitches(tools, asked),
    readSchool(tools, asked),
    isOver(tools, asked),
  ])
  const school = read?.state
  const ofSchool = school && {
    review: reviewNow(school, world),
    standing: standingNow(school, world),
    running: asked.topic && school.addressed[asked.topic]?.matter,
    // A clock that is behind the run that called for the letter does not find another day than that run's.
    nextWorkingMorning: nextWorkingMorning(school, laterOf(today, londonDay(asked.causedAt)), world.calendar),
  }
  const view = { addressee, switches, review: undefined, over, today, ...ofSchool }
  return { view, person, school, schoolVersion: read?.version }
}

/** Undefined on a working day of the school's nation. */
function nextWorkingMorning({ nation }: School, day: Day, calendar: Calendar): Instant | undefined {
  if (isWorkingDay(calendar, nation, day)) return undefined
  return morningRun(workingDayOnOrAfter(calendar, nation, addDays(day, 1)))
}

async function readSwitches(tools: DeedTools, asked: Asked): Promise<Switches> {
  const { state } = await loadStream(tools.log, settingsDecider, settingsStream)
  return {
    sending: state.sending,
    allPaused: state.allPaused,
    schoolPaused: asked.school !== undefined && state.pausedSchools.includes(asked.school),
  }
}

async function readSchool(
  tools: DeedTools,
  asked: Asked,
): Promise<{ readonly version: number; readonly state: School } | undefined> {
  return asked.school === undefined ? undefined : loadStream(tools.log, schoolDecider, asked.school)
}

function standingNow({ risk, marks, invitations: told = {} }: School, { settings }: World): StandingNow {
  const missed = Object.entries(marks).filter(([, known]) => !known.excused && isMiss(known.mark, settings))
  const invitations = Object.fromEntries(Object.entries(told).map(([meeting, { sequence }]) => [meeting, sequence]))
  return { atRiskSince: risk?.since, missed: missed.map(([meeting]) => meeting), invitations }
}

function reviewNow(school: School, { today, calendar, settings }: World): ReviewNow {
  const { review, nation } = school
  if (!review) return {}
  const { due, award, visit } = review
  // A letter that waited may be judged before this morning's run came to the school: the stage of today overtakes it too.
  const reached = stageForToday(review, nation, today, calendar, settings)?.offset ?? review.reminded
  const stage = reached === undefined ? undefined : stageName(reached)
  return { due, stage, visit: visit?.on, suspended: standingAward(school, award)?.state === 'suspended' }
}
