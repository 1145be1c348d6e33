/**
 * Calendar feeds. Whoever has the address sees the feed, so the secret in it is made here, said once in the answer, and
 * kept nowhere: the stream is named by a hash that the secret itself is the key of.
 */
import { createHash, createHmac } from 'node:crypto'
import { type Feed, type FeedOf, feedDecider } from '../../events/feed/decide.ts'
import { type Refusal, refuse } from '../../events/kernel/decider.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { type ActTools, act, type Doing, type Done, loadStream, type Outcome } from '../log/act.ts'
import type { Log } from '../log/log.ts'
import { type Caller, isOffice, isOwnCluster, ownClustersOnly } from './callers.ts'
import { findCluster, noSuchCluster } from './clusters.ts'
import type { DeedTools } from './tools.ts'

/** The path of a feed below the body's public address. */
const feedPath = (secret: string) => `/p/feed/${secret}.ics`

/** The secret in the last part of an address, `<secret>.ics`; undefined for what can be none. */
export function secretIn(file: string): string | undefined {
  return /^([0-9a-f]{64})\.ics$/.exec(file)?.[1]
}

/** The stream of the feed behind a secret. */
export function feedStream(secret: string): string {
  return `feed#${createHmac('sha256', secret).update('calendar feed').digest('hex')}`
}

/** Two random ids are 244 bits of chance; neither is written down anywhere. */
function freshSecret({ newId }: ActTools): string {
  return createHash('sha256').update(`${newId()} ${newId()}`).digest('hex')
}

export interface Opened extends Done<Feed> {
  /** Where the feed is, below the body's public address: said this once. */
  readonly path: string
}

/** Opens a feed of a cluster, or of a member of staff, that the caller may see. */
export async function openFeed(
  tools: DeedTools,
  caller: Caller,
  of: FeedOf,
  doing: Doing,
): Promise<Opened | Refusal | { readonly mayNot: string }> {
  const stop = await whyNotOf(tools, caller, of)
  if (stop) return stop
  const secret = freshSecret(tools)
  const opened = await act(tools, feedDecider, feedStream(secret), { do: 'open-feed', of }, doing)
  return 'refused' in opened ? opened : { ...opened, path: feedPath(secret) }
}

/** What somebody is told who opens or closes a feed of another person. */
export const ownFeedsOnly = {
  mayNot:
    'An Ambassador opens and closes calendar feeds of own clusters and of themselves. Ask an admin or a coordinator.',
} as const

async function whyNotOf(
  { log }: DeedTools,
  caller: Caller,
  of: FeedOf,
): Promise<Refusal | { readonly mayNot: string } | undefined> {
  if ('staff' in of) {
    if (of.staff !== caller.id && !isOffice(caller)) return ownFeedsOnly
    const { state } = await loadStream(log, staffDecider, of.staff)
    const isThere = of.staff === caller.id || (state.known && !state.removed)
    return isThere ? undefined : refuse('staff-not-known', 'There is no such member of staff. Add them first.')
  }
  const found = await findCluster(log, of.cluster)
  if (!found) return noSuchCluster(of.cluster)
  return isOwnCluster(caller, found) ? undefined : ownClustersOnly
}

/** Closes a feed (its id, or `feed#…`): from now on its address leads nowhere. Undefined where there is no such feed. */
export async function revokeFeed(
  tools: DeedTools,
  caller: Caller,
  feed: string,
  doing: Doing,
): Promise<Outcome<Feed> | { readonly mayNot: string } | undefined> {
  const stream = feed.startsWith('feed#') ? feed : `feed#${feed}`
  const { version, state } = await loadStream(tools.log, feedDecider, stream)
  if (version === 0) return undefined
  if (!(await mayClose(tools.log, caller, state))) return ownFeedsOnly
  return act(tools, feedDecider, stream, { do: 'revoke-feed' }, doing)
}

/** Whether a feed is the caller's to close: the office's all, an Ambassador's those of own clusters and their own. */
export async function mayClose(log: Log, caller: Caller, feed: Pick<Feed, 'cluster' | 'staff'>): Promise<boolean> {
  if (isOffice(caller) || feed.staff === caller.id) return true
  const found = feed.cluster === undefined ? undefined : await findCluster(log, feed.cluster)
  return found !== undefined && caller.role === 'ambassador' && isOwnCluster(caller, found)
}
