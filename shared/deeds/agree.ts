/**
 * What is kept in two places is made to agree when several change it at once. A contact's own stream says what is so;
 * the other place is told, and the stream is read again: whoever changed it in between tells the other place as well,
 * and whoever told it something older finds out. So the last to write there wrote what the stream says.
 */
import { contactDecider } from '../../events/contact/decide.ts'
import type { Contact } from '../../events/contact/state.ts'
import type { Refusal } from '../../events/kernel/decider.ts'
import type { ConsentPurpose, ContactRole } from '../../events/kernel/words.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { act, Conflict, type Doing, loadStream } from '../log/act.ts'
import { type DeedTools, isRefused } from './tools.ts'

/** Others may change it as often while one tells of it; above that somebody is told to try again. */
const mostTimes = 5

interface Place {
  readonly who: string
  /** The school's id. */
  readonly school: string
  readonly role: ContactRole
}

/** Tells the school whether a contact serves it in a role. Answers the school's refusal. */
export async function tellSchool(
  tools: DeedTools,
  { who, school, role }: Place,
  contact: Contact,
  doing: Doing,
): Promise<Refusal | undefined> {
  const serves = (state: Contact) => state.schools.some((known) => known.school === school && known.role === role)
  let told = serves(contact)
  for (let times = 0; times < mostTimes; times++) {
    const command = { do: told ? 'link-contact' : 'unlink-contact', contact: who, role } as const
    const outcome = await act(tools, schoolDecider, `school#${school}`, command, doing)
    if (isRefused(outcome)) return outcome
    const now = serves((await loadStream(tools.log, contactDecider, who)).state)
    if (now === told) return undefined
    told = now
  }
  throw new Conflict('others kept changing it')
}

/** Puts a contact's address on the suppression list for a purpose, or takes it off, as its consent stands. */
export async function tellSuppression(
  tools: DeedTools,
  who: string,
  email: string,
  purpose: ConsentPurpose,
): Promise<void> {
  const consentNow = async () => {
    const { passedOn, consents } = (await loadStream(tools.log, contactDecider, who)).state
    // The address is another one's by now: what this contact said of it no longer speaks for it.
    return passedOn ? undefined : consents[purpose]
  }
  let told = await consentNow()
  for (let times = 0; times < mostTimes; times++) {
    if (told?.state === 'withdrawn') await tools.vault.suppress(email, purpose, told.since)
    if (told?.state === 'given') await tools.vault.unsuppress(email, purpose)
    const now = await consentNow()
    if (now?.state === told?.state) return
    told = now
  }
  throw new Conflict('others kept changing it')
}
