/**
 * What can happen to a calendar feed. Its stream is named by a hash of the secret in its address: the secret itself
 * stands in no event and nowhere else.
 */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { day, id } from '../kernel/words.ts'

export const feedFacts = {
  FeedOpened: fact(
    1,
    /** Of a cluster by its id, or of a member of staff (`staff#…`): one of the two. */
    () => z.strictObject({ cluster: id().optional(), staff: id().optional(), on: day() }),
    (d) => `a calendar feed of ${d.cluster === undefined ? 'a member of staff' : `cluster ${d.cluster}`} was opened`,
  ),
  FeedRevoked: fact(
    1,
    () => z.strictObject({}),
    () => 'a calendar feed was closed for good',
  ),
} as const

export type FeedFact = FactOf<typeof feedFacts>
