/** A letter that did not reach its addressee is noted on the school; when all have failed, the next in R9's order is asked. */
import { type ContactCommand, contactDecider } from '../../events/contact/decide.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { type Asked, letterEventFacts } from '../../events/letter/events.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { PassedOverWhy } from '../../events/school/events.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { askForLetters } from '../../shared/deeds/letters.ts'
import { candidatesOf } from '../../shared/deeds/recipients.ts'
import { type DeedTools, isRefused } from '../../shared/deeds/tools.ts'
import { act, type Doing, loadStream } from '../../shared/log/act.ts'

/** Reasons that concern the addressee; a letter that came too late or was overtaken passes to nobody. */
const personal: ReadonlySet<string> = new Set([
  'no-consent',
  'withdrawn',
  'objected',
  'bounced',
  'suppressed',
  'erased',
  'contact-paused',
])

/** Follows `LetterWithheld` and `LetterBounced`. */
export async function passOn(tools: DeedTools, event: Published): Promise<void> {
  const why = whyFailed(event)
  if (!why) return
  const { state: letter } = await loadStream(tools.log, letterDecider, event.stream)
  const { asked } = letter
  if (!asked?.school || !asked.topic) return
  const doing: Doing = { by: 'system', because: event.id, trace: event.trace }
  // The address is marked first, so that the choice below does not fall on it again.
  if (event.type === 'LetterBounced') await act(tools, contactDecider, asked.to, markOf(why), doing)
  await noteOnSchool(tools, asked, asked.school, asked.topic, why, doing)
}

/** What a letter that came back for good says of the address. */
function markOf(why: PassedOverWhy): ContactCommand {
  return why === 'suppressed' ? { do: 'note-suppressed' } : { do: 'note-bounce', kind: 'permanent' }
}

function whyFailed(event: Published): PassedOverWhy | undefined {
  if (event.type === 'LetterBounced') {
    const { kind, suppressed } = letterEventFacts.LetterBounced.data.parse(event.data)
    if (kind === 'transient') return undefined
    return suppressed ? 'suppressed' : 'bounced'
  }
  if (event.type !== 'LetterWithheld') return undefined
  const { why } = letterEventFacts.LetterWithheld.data.parse(event.data)
  return personal.has(why) ? why : undefined
}

async function noteOnSchool(
  tools: DeedTools,
  asked: Asked,
  stream: string,
  topic: Asked['topic'] & string,
  why: PassedOverWhy,
  doing: Doing,
): Promise<void> {
  const { state: school } = await loadStream(tools.log, schoolDecider, stream)
  const { matter, to: contact } = asked
  const candidates = await candidatesOf(tools, school)
  const outcome = await act(
    tools,
    schoolDecider,
    stream,
    { do: 'note-failed-letter', topic, matter, contact, why, candidates },
    doing,
  )
  if (isRefused(outcome)) throw new Fault('pass-on-letters', `Refused ${outcome.refused}`)
  const addressed = outcome.state.addressed[topic]
  if (addressed?.matter !== matter) return
  const { to: _, role: __, ...draft } = asked
  await askForLetters(tools, outcome.state, addressed.to, draft, doing)
}
