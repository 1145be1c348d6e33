/** Calendar feeds: opened behind a secret address that is said once, and closed for good. */
import { commands } from '../../../events/commands.ts'
import { openFeed, revokeFeed } from '../../../shared/deeds/feeds.ts'
import { staffKnown } from '../../../shared/deeds/staff.ts'
import { eventViewsOf, one } from './performer.ts'

export const feedPerformers = {
  'open-feed': one(commands['open-feed'], async ({ tools, caller, doing, body: { cluster, staff } }) => {
    const who = staff === undefined || staff === caller.id ? staff : await staffKnown(tools, staff)
    if (cluster === undefined && who === undefined) return { notFound: 'member of staff' }
    const of = cluster === undefined ? { staff: who ?? '' } : { cluster: cluster.replace(/^cluster#/, '') }
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
