/** A letter to oneself, to look at it: a real one, through the gate and the provider, to whoever asks and nobody else. */
import * as z from 'zod'
import { bulletinDecider, bulletinStream } from '../../events/bulletin/decide.ts'
import { type Refusal, refuse } from '../../events/kernel/decider.ts'
import { once } from '../../events/kernel/once.ts'
import { type Letter, letterDecider } from '../../events/letter/decide.ts'
import { type Asked, type LetterFacts, type LetterKind, letterFacts } from '../../events/letter/events.ts'
import { act, type Doing, loadStream, type Outcome } from '../log/act.ts'
import { writeWords } from '../post/write.ts'
import { type DeedTools, letterStream } from './tools.ts'
import { wordsFor } from './words-for.ts'

/** What may be said over the facts of an example; `example` names it, `bulletin` the bulletin to try. */
const values = once(() => letterFacts().omit({ of: true, bulletinVersion: true }))

/** Sends one letter of a kind to the member of staff who asks. Two within a thousandth of a second are one. */
export async function sendTestLetter(
  tools: DeedTools,
  to: string,
  kind: LetterKind,
  given: unknown,
  doing: Doing,
): Promise<Outcome<Letter>> {
  const { now } = tools.world()
  if (!(await tools.vault.person(to, now)))
    return refuse(
      'no-address-of-yours',
      'No address of yours is kept here. Ask an admin to add you to the staff first.',
    )
  const facts = await factsOf(tools, kind, given ?? {})
  if ('refused' in facts) return facts
  const matter = `test|${to}|${now}`
  const stream = letterStream(to, matter)
  // What called for it is the asking itself: the first commit of its own stream.
  const cause = `${stream}@1.0`
  const asked: Asked = { kind: 'test-letter', purpose: 'staff', to, matter, cause, causedAt: now, facts }
  const why = await whyNotWritten(tools, asked)
  return why ?? act(tools, letterDecider, stream, { do: 'ask-letter', asked }, doing)
}

async function factsOf(tools: DeedTools, kind: LetterKind, given: unknown): Promise<LetterFacts | Refusal> {
  const read = values().safeParse(given)
  if (!read.success) return refuse('values-do-not-fit', sayIssues(read.error))
  const { bulletin } = read.data
  if (bulletin === undefined) return { of: kind, ...read.data }
  const { state } = await loadStream(tools.log, bulletinDecider, bulletinStream(bulletin))
  if (state.state === 'none') return refuse('bulletin-not-written', 'There is no such bulletin. Write it first.')
  return { of: kind, ...read.data, bulletinVersion: state.version }
}

function sayIssues({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'values'}: ${message}.`).join(' ')
}

/** Written once before it is asked for: values that make no letter are told to whoever typed them, not to a machine later. */
async function whyNotWritten(tools: DeedTools, asked: Asked): Promise<Refusal | undefined> {
  const words = await wordsFor(tools, asked)
  try {
    const written = writeWords(asked, { ...words, name: 'colleague', school: undefined })
    return written ? undefined : refuse('no-words-yet', 'There are no words for letters of this kind.')
  } catch (thrown) {
    return thrown instanceof z.ZodError ? refuse('values-do-not-fit', sayIssues(thrown)) : Promise.reject(thrown)
  }
}
