/**
 * Clusters, meetings and absences. An Ambassador acts on own clusters only: those they are the Ambassador of, or that
 * stand among their duties.
 */
import { clusterDecider } from '../../../events/cluster/decide.ts'
import { commands } from '../../../events/commands.ts'
import type { Day } from '../../../events/kernel/day.ts'
import { isOwnCluster, ownClustersOnly } from '../../../shared/deeds/callers.ts'
import {
  actOnMeeting,
  changeMembership,
  excuseAbsence,
  type FoundCluster,
  findCluster,
  findMeeting,
  recordMeeting,
} from '../../../shared/deeds/clusters.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import { staffNamed } from '../../../shared/deeds/staff.ts'
import { act } from '../../../shared/log/act.ts'
import { type Call, ofSchool, one, type Performed, several } from './performer.ts'

/** For commands on a cluster that is there and the caller's to act on. */
function ofCluster<B extends { readonly cluster: string }>(
  then: (call: Call<B>, found: FoundCluster) => Promise<Performed>,
): (call: Call<B>) => Promise<Performed> {
  return async (call) => {
    const found = await findCluster(call.tools.log, call.body.cluster)
    if (!found) return { notFound: 'cluster' }
    return isOwnCluster(call.caller, found) ? then(call, found) : ownClustersOnly
  }
}

type Excusing = Call<{ readonly meeting: string; readonly reason: string }>

function excusing(what: 'excuse-absence' | 'include-absence') {
  return ofSchool<Excusing['body']>(async ({ tools, caller, doing, body: { meeting, reason } }, school) => {
    const known = await findMeeting(tools.log, meeting)
    if (known.version === 0) return { notFound: 'meeting' }
    const cluster = await findCluster(tools.log, known.meeting.cluster)
    if (cluster && !isOwnCluster(caller, cluster)) return ownClustersOnly
    return excuseAbsence(tools, what, school.id, { meeting, reason }, doing)
  })
}

type Changing = Call<{ readonly cluster: string; readonly on: Day; readonly reason?: string | undefined }>

function changing(what: 'join-cluster' | 'leave-cluster') {
  return ofSchool<Changing['body']>(async ({ tools, doing, body: { cluster, on, reason } }, school) => {
    const found = await findCluster(tools.log, cluster)
    return found
      ? changeMembership(tools, what, school.id, { cluster: found.id, on, reason }, doing)
      : { notFound: 'cluster' }
  })
}

export const clusterPerformers = {
  'form-cluster': one(commands['form-cluster'], async ({ tools, caller, doing, body }) => {
    const { cluster, nation, ambassador, name } = body
    const staff = await staffNamed(tools, caller, ambassador)
    if (!staff) return { notFound: 'member of staff' }
    return act(
      tools,
      clusterDecider,
      `cluster#${cluster}`,
      { do: 'form-cluster', nation, ambassador: staff, name },
      doing,
    )
  }),

  'assign-ambassador': one(
    commands['assign-ambassador'],
    ofCluster(async ({ tools, caller, doing, body: { ambassador } }, { id }) => {
      const staff = await staffNamed(tools, caller, ambassador)
      return staff
        ? act(tools, clusterDecider, `cluster#${id}`, { do: 'assign-ambassador', ambassador: staff }, doing)
        : { notFound: 'member of staff' }
    }),
  ),

  'join-cluster': several(commands['join-cluster'], changing('join-cluster')),
  'leave-cluster': several(commands['leave-cluster'], changing('leave-cluster')),

  'schedule-meeting': several(
    commands['schedule-meeting'],
    ofCluster(async ({ tools, doing, body }, { id }) => {
      const { meeting, host, cluster: _, ...what } = body
      const hosting = host === undefined ? undefined : await findSchool(tools.log, host)
      if (host !== undefined && !hosting) return { notFound: 'school' }
      const command = { do: 'schedule-meeting', ...what, cluster: id, host: hosting?.id } as const
      return actOnMeeting(tools, meeting, command, doing)
    }),
  ),

  'cancel-meeting': several(
    commands['cancel-meeting'],
    ofCluster(({ tools, doing, body: { meeting, on, reason } }, { id }) =>
      actOnMeeting(tools, meeting, { do: 'cancel-meeting', cluster: id, on, reason }, doing),
    ),
  ),

  'record-meeting': several(
    commands['record-meeting'],
    ofCluster(({ tools, doing, body }, { id }) => recordMeeting(tools, { ...body, cluster: id }, doing)),
  ),

  'excuse-absence': one(commands['excuse-absence'], excusing('excuse-absence')),
  'include-absence': one(commands['include-absence'], excusing('include-absence')),
}
