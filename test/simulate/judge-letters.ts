/** Whether everything that had to be written was written, or says why not, or waits for a person. */
import * as z from 'zod'
import { addMinutes, londonDay } from '../../events/kernel/day.ts'
import { taskFor, taskKey } from '../../events/task/calls.ts'
import { letterStream, taskStream } from '../../shared/deeds/tools.ts'
import { type CommitBody, eventIdOf } from '../../shared/log/log.ts'

type Heads = ReadonlyMap<string, CommitBody>

const letterState = z.object({
  state: z.string(),
  unresolved: z.boolean(),
  whyNot: z.string().optional(),
  heldBy: z.string().optional(),
})
const ended: ReadonlySet<string> = new Set(['sent', 'delivered', 'bounced', 'complained'])

function ofKind(heads: Heads, kind: string): [string, CommitBody][] {
  return [...heads].filter(([stream]) => stream.startsWith(kind))
}

/** A letter left, or says why not, or waits for a person; none is on its way for ever. */
export function lettersHold(heads: Heads): string[] {
  return ofKind(heads, 'letter#').flatMap(([stream, head]) => {
    const { state, unresolved, whyNot, heldBy } = letterState.parse(head.state)
    // It wakes by itself on the next working day, which may lie beyond these weeks.
    const waitsForDay = state === 'held' && heldBy === 'not-working-day' && head.wakeAt !== undefined
    const waitsForPerson = state === 'uncertain' && unresolved
    const saysWhy = state === 'withheld' && (whyNot !== undefined || wasResolved(head))
    return ended.has(state) || waitsForPerson || waitsForDay || saysWhy ? [] : [`${stream} is ${state} for ever`]
  })
}

function wasResolved({ events }: CommitBody): boolean {
  return events.some(({ type }) => type === 'LetterResolved')
}

const chosen = z.object({ matter: z.string(), to: z.array(z.string()) })

/** Every reminder found its recipients or nobody; each of them has a letter; one that failed is known to the school. */
export function remindersHold(bodies: readonly CommitBody[], heads: Heads): string[] {
  const events = bodies.flatMap(({ stream, version, events: of }) =>
    of.map(({ type, data }, n) => ({ id: eventIdOf(stream, version, n), stream, type, data })),
  )
  const choices = events.filter(({ type }) => type === 'RecipientsChosen').map(({ data }) => chosen.parse(data))
  const matters = new Set(choices.map(({ matter }) => matter))
  const reminders = events.filter(({ type }) => type === 'ReviewReminderDue')
  const unanswered = reminders.filter(
    ({ stream, data }) => !matters.has(['review', stream, data.own, data.due, data.stage].join('|')),
  )
  const asked = choices.flatMap(({ matter, to }) => to.map((contact) => ({ contact, matter })))
  const unasked = asked.filter(({ contact, matter }) => !heads.has(letterStream(contact, matter)))
  return [
    ...unanswered.map(({ id }) => `nobody was chosen for ${id}`),
    ...unasked.map(({ contact, matter }) => `${contact} was chosen and has no letter about ${matter}`),
    ...ofKind(heads, 'school#').flatMap(([stream, head]) => unknownFailures(stream, head, heads)),
  ]
}

const personal: ReadonlySet<string> = new Set([
  'no-consent',
  'withdrawn',
  'objected',
  'bounced',
  'suppressed',
  'erased',
  'contact-paused',
])

const schoolState = z.object({
  addressed: z.record(
    z.string(),
    z.object({ matter: z.string(), to: z.array(z.string()), failed: z.array(z.object({ contact: z.string() })) }),
  ),
})

/** Letters about what runs now that failed, and the school was not told: nobody would be asked in their place. */
function unknownFailures(stream: string, { state }: CommitBody, heads: Heads): string[] {
  return Object.values(schoolState.parse(state).addressed).flatMap(({ matter, to, failed }) => {
    const known = new Set(failed.map(({ contact }) => contact))
    const unknown = to.filter((contact) => !known.has(contact) && hasFailed(heads.get(letterStream(contact, matter))))
    return unknown.map(() => `${stream} does not know that its letter about ${matter} failed`)
  })
}

function hasFailed(letter: CommitBody | undefined): boolean {
  if (!letter) return false
  const { state, whyNot } = letterState.parse(letter.state)
  const bounced = letter.events.some(({ type, data }) => type === 'LetterBounced' && data.kind === 'permanent')
  return state === 'bounced' ? bounced : state === 'withheld' && personal.has(whyNot ?? '')
}

/** As long as a message may be on its way while things go wrong. */
const soonMinutes = 6 * 60

function isDecided(events: CommitBody['events']): boolean {
  return events.some(({ type }) => type === 'RequestDecided')
}

/** Whatever needs a person raised its task. */
export function tasksHold(bodies: readonly CommitBody[], heads: Heads): string[] {
  const decided = new Map(
    bodies.flatMap(({ stream, at, events }) => (isDecided(events) ? [[stream, at] as const] : [])),
  )
  const causes = bodies.flatMap(({ stream, version, at, events }) =>
    events.flatMap((event, n) => {
      const task = taskFor(event, londonDay(at))
      const id = eventIdOf(stream, version, n)
      // What was answered when it was put on file, or before anybody could look, asks nothing of anybody.
      const soon = addMinutes(at, soonMinutes)
      const isDone = event.type === 'RequestOpened' && (decided.get(stream) ?? soon) < soon
      return task && !isDone ? { type: event.type, id, key: taskKey(task.about, id, londonDay(at), task.due) } : []
    }),
  )
  return causes.filter(({ key }) => !heads.has(taskStream(key))).map(({ type, id }) => `${type} ${id} raised no task`)
}
