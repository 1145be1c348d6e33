/** Who is written to about a running matter, and whom it passes on to when a letter does not arrive (R9). */
import { type Decision, refuse } from '../kernel/decider.ts'
import type { SchoolCommand } from './commands.ts'
import type { SchoolFact } from './events.ts'
import { type Candidate, chooseRecipients } from './recipients.ts'
import type { School } from './state.ts'

type Choose = Extract<SchoolCommand, { do: 'choose-recipients' }>
type NoteReachable = Extract<SchoolCommand, { do: 'note-reachable' }>
type NoteFailed = Extract<SchoolCommand, { do: 'note-failed-letter' }>

export function choose(command: Choose, school: School): Decision<SchoolFact> {
  const running = school.addressed[command.topic]
  if (running && (running.matter === command.matter || running.cause > command.cause)) return []
  return chosen(command, command.candidates, school)
}

export function noteFailedLetter(command: NoteFailed, school: School): Decision<SchoolFact> {
  const { topic, matter, contact, why, candidates } = command
  const running = school.addressed[topic]
  if (running?.matter !== matter) return []
  if (!running.to.includes(contact))
    return refuse('letter-not-asked', 'This contact was not written to about that matter.')
  if (running.failed.some((failed) => failed.contact === contact)) return []
  const failed: SchoolFact = { type: 'LetterFailed', data: { topic, matter, contact, why } }
  const reached = running.to.filter((to) => to !== contact && running.failed.every((known) => known.contact !== to))
  if (reached.length > 0) return [failed]
  const untried = candidates.filter((candidate) => !running.to.includes(candidate.contact))
  return [failed, ...chosen({ topic, matter, cause: running.cause }, untried, school)]
}

/** R9: a school that could not be reached can be again, and the next time it cannot is told of anew. */
export function noteReachable({ candidates }: NoteReachable, { unreachable }: School): Decision<SchoolFact> {
  const reached = unreachable && chooseRecipients(candidates).to.length > 0
  return reached ? [{ type: 'SchoolReachable', data: {} }] : []
}

type Matter = Pick<Choose, 'topic' | 'matter' | 'cause'>

function chosen({ topic, matter, cause }: Matter, candidates: readonly Candidate[], school: School): SchoolFact[] {
  const { to, via, passedOver } = chooseRecipients(candidates)
  const fact: SchoolFact = {
    type: 'RecipientsChosen',
    data: { topic, matter, cause, to: [...to], via, passedOver: [...passedOver] },
  }
  const unreachable: SchoolFact = { type: 'SchoolUnreachable', data: { matter } }
  return via === 'nobody' && !school.unreachable ? [fact, unreachable] : [fact]
}
