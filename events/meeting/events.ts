/** What can happen to one meeting of a cluster. Topics and place are public; impact on a school is a note in the vault. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { day, eventId, id, marks, meetingKinds, note, publicText } from '../kernel/words.ts'

const schools = (n: number) => (n === 1 ? '1 school' : `${n} schools`)

const what = () => ({
  cluster: id(),
  on: day(),
  kind: z.enum(meetingKinds),
  place: publicText(),
  topics: publicText(500),
})

export const meetingFacts = {
  MeetingScheduled: fact(
    1,
    () => z.strictObject({ ...what(), from: publicText(5).optional(), host: id().optional() }),
    (d) => `a meeting was planned for ${d.on}`,
  ),
  MeetingRecorded: fact(
    1,
    () =>
      z.strictObject({
        ...what(),
        /** By school id. */
        attendance: z.record(id(), z.enum(marks)),
        impact: z.record(id(), note()).optional(),
        /** An import assesses, and writes to no school (F5). */
        imported: z.literal(true).optional(),
      }),
    (d) => `the meeting of ${d.on} was recorded with ${schools(Object.keys(d.attendance).length)}`,
  ),
  MeetingCancelled: fact(
    1,
    () => z.strictObject({ cluster: id(), on: day().optional(), reason: note().optional() }),
    () => 'the meeting was cancelled',
  ),
  MeetingTakenBack: fact(
    1,
    () =>
      z.strictObject({
        /** The entry that counts as never made. */
        event: eventId(),
        reason: note(),
        cluster: id(),
        /** What was said of the meeting before; left out where nothing was. */
        stands: z
          .strictObject({
            ...z.strictObject(what()).omit({ cluster: true }).partial().shape,
            state: z.enum(['scheduled', 'held', 'cancelled']),
            from: publicText(5).optional(),
            host: id().optional(),
            attendance: z.record(id(), z.enum(marks)),
            impact: z.record(id(), note()),
          })
          .optional(),
      }),
    (d) =>
      d.stands
        ? `the entry ${d.event} was taken back: the meeting is ${d.stands.state} as it was before`
        : `the entry ${d.event} was taken back: the meeting is as never said`,
  ),
} as const

export type MeetingFact = FactOf<typeof meetingFacts>
