/** What can happen to a cluster of schools and its Ambassador. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { day, id, meetingKinds, nation, publicText, termKey } from '../kernel/words.ts'

export const clusterFacts = {
  ClusterFormed: fact(
    1,
    /** `on`: the day it was formed or imported here; terms that ended before it are not judged (F3, F6). */
    () => z.strictObject({ nation: nation(), ambassador: id(), on: day(), name: publicText().optional() }),
    () => 'the cluster was formed',
  ),
  AmbassadorAssigned: fact(
    1,
    () => z.strictObject({ ambassador: id() }),
    () => 'the cluster got another Ambassador',
  ),
  ClusterJoined: fact(
    1,
    () => z.strictObject({ school: id(), on: day() }),
    (d) => `a school joined on ${d.on}`,
  ),
  ClusterLeft: fact(
    1,
    () => z.strictObject({ school: id(), on: day() }),
    (d) => `a school left on ${d.on}`,
  ),
  ClusterMeetingNoted: fact(
    1,
    () =>
      z.strictObject({
        meeting: id(),
        on: day(),
        kind: z.enum(meetingKinds),
        state: z.enum(['scheduled', 'held', 'cancelled']),
        /** The version of the meeting that says so; an older one is ignored. */
        version: z.int().min(1),
        /** The day whose morning run was the last planned: terms judged by then stay judged (F6). */
        after: day(),
      }),
    (d) => `its meeting ${d.meeting} on ${d.on} is ${d.state}`,
  ),
  ClusterTermWithoutMeeting: fact(
    1,
    /** `judged`: the day up to whose morning run terms are judged now. */
    () => z.strictObject({ term: termKey(), judged: day() }),
    (d) => `the term ${d.term} ended without a meeting`,
  ),
} as const

export type ClusterFact = FactOf<typeof clusterFacts>
