/** What can happen to a cluster of schools and its Ambassador. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { day, eventId, id, meetingKinds, nation, note, publicText, termKey } from '../kernel/words.ts'

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
  ClusterStayCorrected: fact(
    1,
    () =>
      z.strictObject({
        school: id(),
        /** All times of the school in this cluster, as its own stream has them. */
        stays: z.array(z.strictObject({ joinedOn: day(), leftOn: day().optional() })),
        /** The version of the school that says so; an older one is ignored. */
        version: z.int().min(1),
      }),
    (d) =>
      d.stays.length === 0 ? 'a school was never a member' : `a school is a member since ${d.stays.at(-1)?.joinedOn}`,
  ),
  AmbassadorCorrected: fact(
    1,
    () => z.strictObject({ event: eventId(), reason: note(), ambassador: id() }),
    (d) => `the entry ${d.event} was taken back: the Ambassador is the one before`,
  ),
  ClusterWithdrawn: fact(
    1,
    () => z.strictObject({ event: eventId(), reason: note() }),
    () => 'the cluster was taken off the lists: its forming was taken back',
  ),
  ClusterMeetingNoted: fact(
    1,
    () =>
      z.strictObject({
        meeting: id(),
        on: day(),
        kind: z.enum(meetingKinds),
        /** `taken-back`: as never said. */
        state: z.enum(['scheduled', 'held', 'cancelled', 'taken-back']),
        /** The version of the meeting that says so; an older one is ignored. */
        version: z.int().min(1),
        /** The day whose morning run was the last planned: terms judged by then stay judged (F6). */
        after: day(),
      }),
    (d) => `its meeting ${d.meeting} on ${d.on} is ${d.state.replace('-', ' ')}`,
  ),
  ClusterTermWithoutMeeting: fact(
    1,
    /** `judged`: the day up to whose morning run terms are judged now. */
    () => z.strictObject({ term: termKey(), judged: day() }),
    (d) => `the term ${d.term} ended without a meeting`,
  ),
  /** The calendar changed: the day on which a term without a meeting is noticed is another one. */
  ClusterPlannedAnew: fact(
    1,
    () => z.strictObject({ next: day().optional() }),
    (d) => `what falls due for it was planned anew${d.next ? `: next on ${d.next}` : ''}`,
  ),
} as const

export type ClusterFact = FactOf<typeof clusterFacts>
