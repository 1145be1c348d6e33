/** The addressee of a letter as it stands now, each thing read strongly: all that may speak against writing to it. */
import { contactDecider } from '../../events/contact/decide.ts'
import type { Contact } from '../../events/contact/state.ts'
import { isPausedOn } from '../../events/contact/was-this-you.ts'
import { isFarewell } from '../../events/letter/answers.ts'
import type { Asked } from '../../events/letter/events.ts'
import type { Addressee } from '../../events/letter/gate.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { loadStream } from '../log/act.ts'
import type { Person, Suppression } from '../vault/vault.ts'
import { personOf } from './people.ts'
import type { DeedTools } from './tools.ts'

type AddresseeTools = Pick<DeedTools, 'log' | 'vault' | 'world'>

const noSuppression: Suppression = {}

export interface Looked {
  readonly addressee: Addressee
  readonly person: Person | undefined
}

export async function readAddressee(tools: AddresseeTools, asked: Asked): Promise<Looked> {
  const person = await personOf(tools, asked.to)
  const addressee = asked.to.startsWith('staff#')
    ? await readStaff(tools, asked.to, person)
    : await readContact(tools, asked, person)
  return { addressee, person }
}

async function readContact(tools: AddresseeTools, asked: Asked, person: Person | undefined): Promise<Addressee> {
  const [{ state }, suppression, staff] = await Promise.all([
    loadStream(tools.log, contactDecider, asked.to),
    person ? tools.vault.suppressionOf(person.email) : noSuppression,
    person ? tools.vault.holderOf('staff', person.email, tools.world().now) : undefined,
  ])
  const purpose = asked.purpose === 'news' ? 'news' : 'service'
  const consent = state.consents[purpose]
  return {
    // The letter that tells them they are erased is the last they get.
    gone: (isGone(state) && !isFarewell(asked)) || !person,
    replaced: state.passedOn !== undefined || hasLeft(state, asked),
    consent: { state: consent?.state ?? 'none', since: consent?.since },
    suppressedSince: suppression[purpose],
    address: state.address,
    paused: isPausedOn(state, tools.world().today),
    isStaff: staff !== undefined,
  }
}

/** Whether the vault keeps nothing of a contact any more, or is about to. */
export function isGone({ erased, forgotten }: Contact): boolean {
  return erased || forgotten === true
}

/** Whether the contact no longer serves the school that a letter is about. */
function hasLeft({ schools }: Contact, { school }: Asked): boolean {
  return school !== undefined && schools.every((place) => bareId(place.school) !== bareId(school))
}

/** `school#x` and `x` are one school. */
function bareId(school: string): string {
  return school.replace(/^school#/, '')
}

async function readStaff({ log }: AddresseeTools, to: string, person: Person | undefined): Promise<Addressee> {
  const { state } = await loadStream(log, staffDecider, to)
  const gone = state.removed || !person
  return { gone, replaced: false, consent: { state: 'none' }, address: 'ok', paused: false, isStaff: true }
}
