/**
 * A meeting was planned, recorded, corrected, cancelled or taken back: its cluster and every school it ever marked are told how it
 * stands now. A school joined or left, or that was
 * taken back: its cluster is told. Done twice, or late, it changes nothing.
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { tellCluster, tellCorrectedStay, tellMembership, tellSchools } from '../../shared/deeds/clusters.ts'
import type { ActTools } from '../../shared/log/act.ts'

const ofCluster = once(() => z.object({ cluster: z.string() }))

export async function followAttendance(tools: ActTools, event: Published): Promise<void> {
  const doing = { by: 'system', because: event.id, trace: event.trace }
  const [kind, id = ''] = event.stream.split(/#(.*)/s)
  if (kind === 'school') {
    const tell = event.type === 'MembershipCorrected' ? tellCorrectedStay : tellMembership
    return tell(tools, id, ofCluster().parse(event.data).cluster, doing)
  }
  await tellCluster(tools, id, doing)
  await tellSchools(tools, id, doing)
}
