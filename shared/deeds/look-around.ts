/** Reads, strongly, all that may speak against a letter: after the claim when it is about to leave, and for previews. */
import { contactDecider } from '../../events/contact/decide.ts'
import type { Asked } from '../../events/letter/events.ts'
import type { Addressee, GateView, ReviewNow, Switches } from '../../events/letter/gate.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { stageName } from '../../events/school/ladder.ts'
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
}

export async function lookAround(tools: DeedTools, asked: Asked): Promise<Looked> {
  const { now, today } = tools.world()
  const [person, switches, school] = await Promise.all([
    tools.vault.person(asked.to, now),
    readSwitches(tools, asked),
    readSchool(tools, asked),
  ])
  const addressee = await readAddressee(tools, asked, person)
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
