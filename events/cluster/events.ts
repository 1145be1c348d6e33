/** What can happen to a cluster of schools and its Ambassador. */
import * as z from 'zod'
import { factNotYet } from '../kernel/facts.ts'
import { day, id, nation, termKey } from '../kernel/words.ts'

export const clusterFacts = {
  ClusterFormed: factNotYet(
    1,
    () => z.strictObject({ nation: nation(), ambassador: id(), on: day() }),
    () => 'the cluster was formed',
  ),
  AmbassadorAssigned: factNotYet(
    1,
    () => z.strictObject({ ambassador: id() }),
    () => 'the cluster got another Ambassador',
  ),
  ClusterJoined: factNotYet(
    1,
    () => z.strictObject({ school: id(), on: day() }),
    (d) => `a school joined on ${d.on}`,
  ),
  ClusterLeft: factNotYet(
    1,
    () => z.strictObject({ school: id(), on: day() }),
    (d) => `a school left on ${d.on}`,
  ),
  ClusterTermWithoutMeeting: factNotYet(
    1,
    () => z.strictObject({ term: termKey() }),
    (d) => `the term ${d.term} ended without a meeting`,
  ),
} as const
