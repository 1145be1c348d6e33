/** What can happen to one meeting of a cluster. Topics and place are public; impact on a school is a note in the vault. */
import * as z from 'zod'
import { factNotYet } from '../kernel/facts.ts'
import { day, id, note, publicText } from '../kernel/words.ts'

const what = () => ({
  cluster: id(),
  on: day(),
  kind: z.enum(['required', 'extra']),
  place: publicText(),
  topics: publicText(500),
})

export const meetingFacts = {
  MeetingScheduled: factNotYet(
    1,
    () => z.strictObject({ ...what(), from: publicText(5).optional(), host: id().optional() }),
    (d) => `a meeting was planned for ${d.on}`,
  ),
  MeetingRecorded: factNotYet(
    1,
    () =>
      z.strictObject({
        ...what(),
        attendance: z.record(id(), z.enum(['attended', 'apologies', 'absent'])),
        impact: z.record(id(), note()).optional(),
      }),
    (d) => `the meeting of ${d.on} was recorded with ${Object.keys(d.attendance).length} schools`,
  ),
  MeetingCancelled: factNotYet(
    1,
    () => z.strictObject({ cluster: id(), on: day().optional(), reason: note().optional() }),
    () => 'the meeting was cancelled',
  ),
} as const
