/**
 * A meeting was planned, recorded, corrected, cancelled or taken back: its cluster, every school it ever marked and, while
 * it is to come, all who are invited are told how it stands now. A school joined or left, or that was taken back: its
 * cluster is told, and the school of the meetings to come. The cluster is told first, so that of a meeting and a school
 * that come at the same moment one always finds the other. Done twice, or late, it changes nothing.
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import type { Published } from '../../shared/bus/bus.ts'
import {
  tellCluster,
  tellCorrectedStay,
  tellInvitations,
  tellInvited,
  tellMembership,
  tellSchools,
} from '../../shared/deeds/clusters.ts'
import type { ActTools } from '../../shared/log/act.ts'

const ofCluster = once(() => z.object({ cluster: z.string() }))

export async function followAttendance(tools: ActTools, event: Published): Promise<void> {
  const doing = { by: 'system', because: event.id, trace: event.trace }
  const [kind, id = ''] = event.stream.split(/#(.*)/s)
  if (kind === 'school') {
    const { cluster } = ofCluster().parse(event.data)
    const tell = event.type === 'MembershipCorrected' ? tellCorrectedStay : tellMembership
    await tell(tools, id, cluster, doing)
    await tellInvitations(tools, id, cluster, doing)
    return
  }
  await tellCluster(tools, id, doing)
  await tellSchools(tools, id, doing)
  if (event.type !== 'MeetingRecorded') await tellInvited(tools, id, doing)
}
