/** A school closes: its own stream first, then its successor is told, so that the link is seen from both. */
import { refuse } from '../../events/kernel/decider.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { School } from '../../events/school/state.ts'
import { act, type Doing, factsOf, loadStream, type Outcome } from '../log/act.ts'
import type { FoundSchool } from './schools.ts'
import { type DeedTools, furtherStep, isRefused } from './tools.ts'

export interface Closing {
  readonly on: string
  readonly reason: string
}

/** Closes a school. The successor must be another school, and open. */
export async function closeSchool(
  tools: DeedTools,
  { id, school }: FoundSchool,
  successor: FoundSchool | undefined,
  { on, reason }: Closing,
  doing: Doing,
): Promise<Outcome<School>> {
  if (successor?.id === id || (successor && school.absorbed?.some((one) => one.id === successor.id)))
    return refuse('successor-is-itself', 'A school cannot be its own successor. Name another school, or none.', {
      school: id,
    })
  if (successor?.school.closed)
    return refuse(
      'successor-is-closed',
      `${successor.school.name} is closed itself, since ${successor.school.closed.on}. Name the school that is open now.`,
      { successor: successor.id, closedOn: successor.school.closed.on },
    )
  const command = { do: 'close-school' as const, on, successor: successor?.id, reason }
  const outcome = await act(tools, schoolDecider, `school#${id}`, command, doing)
  if (!isRefused(outcome)) await tellSuccessors(tools, id, furtherStep(doing))
  return outcome
}

/** Tells every school that was ever named as this one's successor whether it is. */
export async function tellSuccessors(tools: DeedTools, id: string, doing: Doing): Promise<void> {
  const named = await successorsNamed(tools, id)
  if (named.size === 0) return
  const { state } = await loadStream(tools.log, schoolDecider, `school#${id}`)
  for (const successor of named) {
    const succeeds = state.closed?.successor === successor
    const command = { do: 'note-predecessor' as const, predecessor: id, succeeds }
    await act(tools, schoolDecider, `school#${successor}`, command, doing)
  }
}

async function successorsNamed(tools: DeedTools, id: string): Promise<Set<string>> {
  const named = new Set<string>()
  for await (const { body } of tools.log.history(`school#${id}`)) {
    if (!body.events.some(({ type }) => type === 'SchoolClosed')) continue
    for (const { type, data } of factsOf(schoolDecider, body.events))
      if (type === 'SchoolClosed' && data.successor !== undefined) named.add(data.successor)
  }
  return named
}
