/** Reads, strongly, all that may speak against a letter: after the claim when it is about to leave, and for previews. */
import { contactDecider } from '../../events/contact/decide.ts'
import { isWorkingDay, workingDayOnOrAfter } from '../../events/kernel/calendar.ts'
import { addDays, type Instant, morningRun } from '../../events/kernel/day.ts'
import type { World } from '../../events/kernel/decider.ts'
import type { Asked } from '../../events/letter/events.ts'
import type { Addressee, GateView, ReviewNow, Switches } from '../../events/letter/gate.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { stageForToday, stageName } from '../../events/school/ladder.ts'
import { standingAward } from '../../events/school/levels.ts'
import type { School } from '../../events/school/state.ts'
import { settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { loadStream } from '../log/act.ts'
import type { Person, Suppression } from '../vault/vault.ts'
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
  const { now, today } = world
  const [person, switches, read] = await Promise.all([
    tools.vault.person(asked.to, now),
    readSwitches(tools, asked),
    readSchool(tools, asked),
  ])
  const addressee = await readAddressee(tools, asked, person)
  const school = read?.state
  const ofSchool = school && {
    review: reviewNow(school, world),
    running: asked.topic && school.addressed[asked.topic]?.matter,
    nextWorkingMorning: nextWorkingMorning(school, world),
  }
  const view = { addressee, switches, review: undefined, today, ...ofSchool }
  return { view, person, school, schoolVersion: read?.version }
}

/** Undefined on a working day of the school's nation. */
function nextWorkingMorning({ nation }: School, { today, calendar }: World): Instant | undefined {
  if (isWorkingDay(calendar, nation, today)) return undefined
  return morningRun(workingDayOnOrAfter(calendar, nation, addDays(today, 1)))
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

function reviewNow(school: School, { today, calendar, settings }: World): ReviewNow {
  const { review, nation } = school
  if (!review) return {}
  const { due, award, visit } = review
  // A letter that waited may be judged before this morning's run came to the school: the stage of today overtakes it too.
  const reached = stageForToday(review, nation, today, calendar, settings)?.offset ?? review.reminded
  const stage = reached === undefined ? undefined : stageName(reached)
  return { due, stage, visit: visit?.on, suspended: standingAward(school, award)?.state === 'suspended' }
}

const noSuppression: Suppression = {}

async function readAddressee(tools: DeedTools, asked: Asked, person: Person | undefined): Promise<Addressee> {
  if (asked.to.startsWith('staff#')) return readStaff(tools, asked.to, person)
  const [{ state }, suppression, staff] = await Promise.all([
    loadStream(tools.log, contactDecider, asked.to),
    person ? tools.vault.suppressionOf(person.email) : noSuppression,
    person ? tools.vault.holderOf('staff', person.email, tools.world().now) : undefined,
  ])
  const purpose = asked.purpose === 'news' ? 'news' : 'service'
  const consent = state.consents[purpose]
  return {
    gone: state.erased || !person,
    consent: { state: consent?.state ?? 'none', since: consent?.since },
    suppressedSince: suppression[purpose],
    address: state.address,
    paused: state.paused,
    isStaff: staff !== undefined,
  }
}

async function readStaff(tools: DeedTools, to: string, person: Person | undefined): Promise<Addressee> {
  const { state } = await loadStream(tools.log, staffDecider, to)
  return { gone: state.removed || !person, consent: { state: 'none' }, address: 'ok', paused: false, isStaff: true }
}
