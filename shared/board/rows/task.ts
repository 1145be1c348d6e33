/** The card of a task, soonest due first. */
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { nations, requestKinds } from '../../../events/kernel/words.ts'
import type { Task } from '../../../events/task/decide.ts'
import { settledBys, taskAbouts } from '../../../events/task/events.ts'
import type { Row } from '../board.ts'
import { inListOf } from '../lists.ts'
import { card, idOf, type Standing } from './row.ts'

export const taskStates = ['open', 'finished'] as const

/** What is shown of a task; the sentence is made of it by `taskSentence`. */
export const taskCard = once(() =>
  z.object({
    id: z.string(),
    about: z.enum(taskAbouts),
    state: z.enum(taskStates),
    owner: z.string().optional(),
    due: z.string().optional(),
    outcome: z.string().optional(),
    /** What took its reason away, when nobody had to finish it. */
    settled: z.enum(settledBys).optional(),
    /** The event that raised it. */
    cause: z.string(),
    /** The school's id. */
    school: z.string().optional(),
    schoolName: z.string().optional(),
    schoolPhone: z.string().optional(),
    contact: z.string().optional(),
    letter: z.string().optional(),
    nation: z.enum(nations).optional(),
    /** The dead letter's id, and the function whose work could not be done. */
    deadLetter: z.string().optional(),
    verb: z.string().optional(),
    /** The cluster's id, its name, and the term. */
    cluster: z.string().optional(),
    clusterName: z.string().optional(),
    term: z.string().optional(),
    /** The mail to be read. */
    mail: z.string().optional(),
    day: z.string().optional(),
    /** A person's request, and what it asks for. */
    request: z.string().optional(),
    requestKind: z.enum(requestKinds).optional(),
  }),
)

export type TaskCard = z.infer<ReturnType<typeof taskCard>>

/** A task that is due on no day comes after all that are. */
const noDay = '9999-12-31'

export function taskRows(standing: Standing<Task>): Row[] {
  const { stream, state: task } = standing
  const { raised, state, owner, outcome, settled } = task
  if (!raised || state === 'none') return []
  const places = inListOf('tasksInState', state, stream, raised.due ?? noDay)
  const school = raised.school === undefined ? undefined : idOf(raised.school)
  return [card(standing, places, { ...raised, school, id: idOf(stream), state, owner, outcome, settled })]
}
