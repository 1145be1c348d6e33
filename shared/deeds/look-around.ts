/** Reads, strongly, all that may speak against a letter: after the claim when it is about to leave, and for previews. */
import type { Asked } from '../../events/letter/events.ts'
import type { GateView, ReviewNow, Switches } from '../../events/letter/gate.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { stageName } from '../../events/school/ladder.ts'
import type { School } from '../../events/school/state.ts'
import { settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import { loadStream } from '../log/act.ts'
import type { Person } from '../vault/vault.ts'
import { readAddressee } from './addressee.ts'
import type { DeedTools } from './tools.ts'

export interface Looked {
  readonly view: GateView
  readonly person: Person | undefined
  readonly school: School | undefined
}

export async function lookAround(tools: DeedTools, asked: Asked): Promise<Looked> {
  const { today } = tools.world()
  const [{ addressee, person }, switches, school] = await Promise.all([
    readAddressee(tools, asked),
    readSwitches(tools, asked),
    readSchool(tools, asked),
  ])
  return { view: { addressee, switches, review: school && reviewNow(school), today }, person, school }
}

async function readSwitches(tools: DeedTools, asked: Asked): Promise<Switches> {
  const { state } = await loadStream(tools.log, settingsDecider, settingsStream)
  return {
    sending: state.sending,
    allPaused: state.allPaused,
    schoolPaused: asked.school !== undefined && state.pausedSchools.includes(asked.school),
  }
}

async function readSchool(tools: DeedTools, asked: Asked): Promise<School | undefined> {
  return asked.school === undefined ? undefined : (await loadStream(tools.log, schoolDecider, asked.school)).state
}

function reviewNow({ review }: School): ReviewNow {
  if (!review) return {}
  const { due, reminded, visit } = review
  return { due, stage: reminded === undefined ? undefined : stageName(reminded), visit: visit?.on }
}
