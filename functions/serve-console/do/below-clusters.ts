/** What the forms about clusters and meetings are below: what their addresses say, and who may send them there. */
import { feedDecider } from '../../../events/feed/decide.ts'
import { isOwnCluster, ownClustersOnly } from '../../../shared/deeds/callers.ts'
import type { FoundCluster } from '../../../shared/deeds/clusters.ts'
import { mayClose, ownFeedsOnly } from '../../../shared/deeds/feeds.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { readDay, sayShortDay } from '../../../shared/pages/day.tsx'
import {
  cardOfCluster,
  clusterFormPath,
  clusterPath,
  meetingFormPath,
  meetingPath,
  nameOfCluster,
} from '../cluster-parts.tsx'
import type { Asked, Sent } from '../page.ts'
import { crumbsOfCluster } from '../pages/cluster.tsx'
import type { SeenMeeting } from '../pages/meeting.tsx'
import type { Below } from './form.tsx'
import type { FormName } from './names.ts'

const part = '/clusters'

export const aboutNoCluster: Below = {
  named: {},
  about: 'form-cluster',
  path: '/clusters/do/form-cluster',
  back: part,
  part,
  crumbs: [{ name: 'Clusters', href: part }],
}

function ownOnly({ caller }: Asked, found: FoundCluster): Pick<Below, 'mayNot'> {
  return isOwnCluster(caller, found) ? {} : ownClustersOnly
}

/** A meeting that is planned anew gets a code of the cluster and the day, unless one is given. */
export function belowCluster(asked: Asked, form: FormName, found: FoundCluster, sent: Sent | undefined): Below {
  const { id } = found
  const card = cardOfCluster(found)
  const code = sent?.meeting ?? `${id}-${readDay(sent?.on ?? '') ?? 'x'}`
  return {
    named: { cluster: id, ...(form === 'schedule-meeting' && { meeting: code }) },
    about: `cluster#${id}`,
    cluster: found,
    said: { cluster: id },
    ...(form === 'schedule-meeting' && { version: 0 }),
    ...ownOnly(asked, found),
    ...(form === 'assign-ambassador' && { standing: { ambassador: found.cluster.ambassador } }),
    title: nameOfCluster(card),
    path: clusterFormPath(id, form),
    back: clusterPath(id),
    part,
    crumbs: crumbsOfCluster(card),
  }
}

/** A plan that is changed begins with what stands. */
export function belowMeeting(asked: Asked, form: FormName, seen: SeenMeeting): Below {
  const { id, version, meeting, cluster } = seen
  const { on, from, kind, place, topics, host } = meeting
  const said = { on, from, kind, place, topics, host }
  const standing = Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  const card = cardOfCluster(cluster)
  return {
    named: { cluster: cluster.id, meeting: id },
    about: `meeting#${id}`,
    cluster,
    version,
    said: { meeting: id },
    standing,
    ...ownOnly(asked, cluster),
    title: `Meeting of ${nameOfCluster(card)}`,
    path: meetingFormPath(id, form),
    back: meetingPath(id),
    part,
    crumbs: [
      ...crumbsOfCluster(card),
      { name: on === undefined ? 'The meeting' : sayShortDay(on), href: meetingPath(id) },
    ],
  }
}

/** A feed by its id; the form asks for nothing. Undefined where there is none. */
export async function belowFeed({ tools, caller }: Asked, id: string): Promise<Below | undefined> {
  const feeds = '/feeds'
  const { version, state } = await loadStream(tools.log, feedDecider, `feed#${id}`)
  if (version === 0) return undefined
  return {
    ...((await mayClose(tools.log, caller, state)) ? {} : ownFeedsOnly),
    named: { feed: id },
    about: `feed#${id}`,
    path: `${feeds}/${encodeURIComponent(id)}/do/revoke-feed`,
    back: feeds,
    part,
    crumbs: [
      { name: 'Clusters', href: part },
      { name: 'Calendar feeds', href: feeds },
    ],
  }
}

/** Where an excuse leads back to: the page it was asked for on. */
export function cameFrom(from: string | undefined, meeting: string | undefined): string | undefined {
  if (from === 'at-risk') return '/at-risk'
  return from === 'meeting' && meeting !== undefined ? meetingPath(meeting) : undefined
}
