/** Calendar feeds: opened behind a secret address that is said once, and closed for good. */
import { commands } from '../../../events/commands.ts'
import type { Caller } from '../../../shared/deeds/callers.ts'
import { findCluster } from '../../../shared/deeds/clusters.ts'
import { openFeed, revokeFeed } from '../../../shared/deeds/feeds.ts'
import { staffKnown } from '../../../shared/deeds/staff.ts'
import type { ApiTools } from '../tools.ts'
import { eventViewsOf, one } from './performer.ts'

type FeedOf = Parameters<typeof openFeed>[2]

interface Named {
  readonly cluster?: string | undefined
  readonly staff?: string | undefined
}

/** Whose feed is asked for: a cluster's, or a member of staff's, who are there. */
async function whoseFeed(
  tools: ApiTools,
  caller: Caller,
  { cluster, staff }: Named,
): Promise<FeedOf | { readonly notFound: string }> {
  if (cluster !== undefined) {
    const found = await findCluster(tools.log, cluster)
    return found ? { cluster: found.id } : { notFound: 'cluster' }
  }
  const who = staff === undefined || staff === caller.id ? staff : await staffKnown(tools, staff)
  return who === undefined ? { notFound: 'member of staff' } : { staff: who }
}

export const feedPerformers = {
  'open-feed': one(commands['open-feed'], async ({ tools, caller, doing, body: { cluster, staff } }) => {
    const of = await whoseFeed(tools, caller, { cluster, staff })
    if ('notFound' in of) return of
    const opened = await openFeed(tools, caller, of, doing)
    if ('refused' in opened || 'mayNot' in opened) return opened
    const { stream, version, commit, path } = opened
    const events = commit ? eventViewsOf(commit) : []
    return { shown: { stream, version, events, address: `${tools.publicUrl()}${path}` } }
  }),

  'revoke-feed': one(commands['revoke-feed'], async ({ tools, caller, doing, body: { feed } }) => {
    return (await revokeFeed(tools, caller, feed, doing)) ?? { notFound: 'feed' }
  }),
}
