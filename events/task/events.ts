/** A task: a person must look. What it is about, whom it concerns, by when, and how it ended. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { day, eventId, id, nation, note, publicText } from '../kernel/words.ts'

export const taskAbouts = [
  'school-unreachable',
  'grace-ended',
  'visit-decision-late',
  'address-bounced',
  'letter-unresolved',
  'letter-refused',
  'consent-claimed-later',
  'log-altered',
  'dead-letter',
  'calendar-ends',
] as const
export type TaskAbout = (typeof taskAbouts)[number]

export const taskFacts = {
  TaskRaised: fact(
    1,
    () =>
      z.strictObject({
        about: z.enum(taskAbouts),
        cause: eventId(),
        school: id().optional(),
        schoolName: publicText().optional(),
        schoolPhone: publicText(40).optional(),
        contact: id().optional(),
        letter: id().optional(),
        nation: nation().optional(),
        day: day().optional(),
        due: day().optional(),
      }),
    (d) => `a person must look: ${d.about.replaceAll('-', ' ')}`,
  ),
  TaskAssigned: fact(
    1,
    () => z.strictObject({ owner: id() }),
    () => 'the task was taken on',
  ),
  TaskFinished: fact(
    1,
    () => z.strictObject({ outcome: note(), note: note().optional() }),
    () => 'the task was finished',
  ),
} as const

export type TaskFact = FactOf<typeof taskFacts>
