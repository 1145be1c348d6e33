/** What would become of a held letter if everything that holds letters were lifted now. */
import { contactDecider } from '../../../events/contact/decide.ts'
import { letterDecider, type Verdict } from '../../../events/letter/decide.ts'
import type { Asked } from '../../../events/letter/events.ts'
import { type Addressee, judgeLetter, type ReviewNow } from '../../../events/letter/gate.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { stageName } from '../../../events/school/ladder.ts'
import { staffDecider } from '../../../events/staff/decide.ts'
import { loadStream } from '../../../shared/log/act.ts'
import type { ApiTools } from '../tools.ts'

const allOpen = { sending: 'on', allPaused: false, schoolPaused: false } as const

/** The gate's verdict; undefined when the letter is not there any more. */
export async function verdictIfReleased(tools: ApiTools, stream: string): Promise<Verdict | undefined> {
  const { state: letter } = await loadStream(tools.log, letterDecider, stream)
  const { asked } = letter
  if (!asked) return undefined
  const [addressee, review] = await Promise.all([readAddressee(tools, asked), readReview(tools, asked)])
  return judgeLetter(letter, asked, { addressee, switches: allOpen, review, today: tools.world().today })
}

async function readReview({ log }: ApiTools, { school }: Asked): Promise<ReviewNow | undefined> {
  if (school === undefined) return undefined
  const { review } = (await loadStream(log, schoolDecider, school)).state
  if (!review) return {}
  const { due, reminded, visit } = review
  return { due, stage: reminded === undefined ? undefined : stageName(reminded), visit: visit?.on }
}

async function readAddressee(tools: ApiTools, { to, purpose }: Asked): Promise<Addressee> {
  const person = await tools.vault.person(to, tools.world().now)
  if (to.startsWith('staff#')) {
    const { state } = await loadStream(tools.log, staffDecider, to)
    return { gone: state.removed || !person, consent: { state: 'none' }, address: 'ok', paused: false, isStaff: true }
  }
  const { state } = await loadStream(tools.log, contactDecider, to)
  const suppressed = person ? await tools.vault.suppressionOf(person.email) : {}
  const about = purpose === 'news' ? 'news' : 'service'
  const { state: given = 'none', since } = state.consents[about] ?? {}
  return {
    gone: state.erased || !person,
    consent: { state: given, since },
    suppressedSince: suppressed[about],
    address: state.address,
    paused: state.paused,
    isStaff: false,
  }
}
