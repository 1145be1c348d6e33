/**
 * Claim, check, send. What was withdrawn before the check stops the letter; the provider is called within ten seconds
 * of the check or the claim is given back; the client never repeats a call by itself. So a letter leaves once, or it
 * says why not.
 */
import { addDays, type Day } from '../../events/kernel/day.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { isFarewell } from '../../events/letter/answers.ts'
import { type Letter, type LetterCommand, letterDecider, type Written } from '../../events/letter/decide.ts'
import type { Asked } from '../../events/letter/events.ts'
import { judgeLetter } from '../../events/letter/gate.ts'
import { taskKey } from '../../events/task/calls.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { attachmentsOf } from '../../shared/deeds/attachments.ts'
import { tellFarewellEnded } from '../../shared/deeds/erasure.ts'
import { linksFor } from '../../shared/deeds/links-for.ts'
import { lookAround } from '../../shared/deeds/look-around.ts'
import { replyAddress } from '../../shared/deeds/reply-address.ts'
import { settleTask } from '../../shared/deeds/tasks.ts'
import { isRefused, taskStream } from '../../shared/deeds/tools.ts'
import { wordsFor } from '../../shared/deeds/words-for.ts'
import { act, type Doing, loadStream, type Outcome } from '../../shared/log/act.ts'
import type { Posted } from '../../shared/post/post.ts'
import { writeEnvelope } from '../../shared/post/write.ts'
import type { SendTools } from './tools.ts'

/** What was checked longer ago than this may have been withdrawn since. */
const checkHoldsMilliseconds = 10_000

/** Seconds until a letter is tried again: the provider is busy; the provider takes nothing at all. */
const trySoon = 30
const tryMuchLater = 900

type Step = (command: LetterCommand) => Promise<Outcome<Letter>>

/** Takes one letter through the gate. `event` is what asked for it, released it, or gave it back. */
export async function sendLetter(tools: SendTools, event: Published): Promise<void> {
  // A letter put back for later has a message of its own that comes back then.
  if (event.type === 'LetterGivenBack' && event.data.why !== 'interrupted') return
  const doing: Doing = { by: 'system', because: event.id, trace: event.trace }
  const step: Step = (command) => act(tools, letterDecider, event.stream, command, doing)
  const claimed = await step({ do: 'claim-letter' })
  if (isRefused(claimed)) await takeUpAgain(tools, event, step, claimed.facts.state)
  else await sendClaimed(tools, event, step, claimed.state)
  // Of a letter that was found elsewhere nothing is known here: it may have left, and nobody have been told.
  if (isRefused(claimed) || (claimed.state.asked && isFarewell(claimed.state.asked)))
    await tellFarewellEnded(tools, (await loadStream(tools.log, letterDecider, event.stream)).state, doing)
}

async function sendClaimed(tools: SendTools, event: Published, step: Step, claimed: Letter): Promise<void> {
  const { asked } = claimed
  if (!asked) throw new Fault('send-letters', 'NothingAsked')
  await tools.waitForTurn()
  await passGate(tools, event, step, claimed, asked)
}

/** Another try holds the letter, or held it when it was interrupted: the message comes back when the provider has told. */
async function takeUpAgain(tools: SendTools, event: Published, step: Step, state: unknown): Promise<void> {
  if (state !== 'sending') return
  const again = await step({ do: 'take-up-again', silenceSeconds: tools.silenceSeconds })
  const mayStillTell = isRefused(again) && again.refused === 'provider-may-still-tell'
  if (mayStillTell) await tools.later.send([{ detail: event }], Math.min(tools.silenceSeconds, tryMuchLater))
}

async function passGate(tools: SendTools, event: Published, step: Step, letter: Letter, asked: Asked): Promise<void> {
  // Before the check: what it says must be fresh when the letter leaves, and these words may be as old as the claim.
  const words = await wordsFor(tools, asked)
  const checkedAt = tools.clock.monotonic()
  const looked = await lookAround(tools, asked)
  const verdict = judgeLetter(letter, asked, looked.view)
  if (verdict.verdict !== 'send') {
    await step({ do: 'note-verdict', verdict })
    return
  }
  const { person, school, schoolVersion } = looked
  if (!person) throw new Fault('send-letters', 'NoAddressee')
  const links = await linksFor(tools, asked, person.email)
  const replyTo = await replyAddress(tools, event.stream, asked, words.letterhead)
  const around = { ...words, school: school?.name, links, replyTo }
  const files = attachmentsOf(asked, person, words.letterhead)
  const { envelope, letterVersion } = writeEnvelope(event.stream, asked, person, around, tools.sender, files)
  if (tools.clock.monotonic() - checkedAt > checkHoldsMilliseconds) {
    await step({ do: 'give-back', why: 'took-too-long' })
    await tools.later.send([{ detail: event }], 0)
    return
  }
  const written = { letterVersion, wording: words.version, schoolVersion }
  await noteOutcome(tools, event, step, letter, await tools.post.send(envelope), written)
}

async function noteOutcome(
  tools: SendTools,
  event: Published,
  step: Step,
  letter: Letter,
  posted: Posted,
  written: Written,
): Promise<void> {
  switch (posted.outcome) {
    case 'sent':
      await step({ do: 'note-sent', provider: posted.providerId, ...written })
      if (letter.stoppedSince !== undefined) await leaveAgain(tools, event, letter.stoppedSince)
      return
    case 'try-later':
    case 'all-stopped':
      if (posted.outcome === 'all-stopped') tools.allStopped()
      await step({ do: 'give-back', why: posted.outcome })
      await tools.later.send([{ detail: event }], posted.outcome === 'try-later' ? trySoon : tryMuchLater)
      return
    case 'refused':
      await step({ do: 'note-refused', why: posted.why })
      return
    case 'uncertain':
      await step({ do: 'note-uncertain', ...written })
  }
}

/** The provider took a letter that had waited for it: what people were asked to mend on those days is mended. */
async function leaveAgain(tools: SendTools, event: Published, since: Day): Promise<void> {
  const doing: Doing = { by: 'system', because: event.id, trace: event.trace }
  for (let day = since; day <= tools.world().today; day = addDays(day, 1))
    await settleTask(tools, taskStream(taskKey('letters-stopped', event.id, day)), 'letters-leave-again', doing)
}
