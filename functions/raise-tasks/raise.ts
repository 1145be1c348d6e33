/** Some facts need a person: each raises one task, once. */

import * as z from 'zod'
import { clusterDecider } from '../../events/cluster/decide.ts'
import { addDays, londonDay } from '../../events/kernel/day.ts'
import { once } from '../../events/kernel/once.ts'
import { nation } from '../../events/kernel/words.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { requestDecider } from '../../events/request/decide.ts'
import { isOpen } from '../../events/request/state.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { ambassadorKey, ambassadorWithin, staffLeavingTypes, taskFor, taskKey } from '../../events/task/calls.ts'
import type { Raised } from '../../events/task/decide.ts'
import type { Board } from '../../shared/board/board.ts'
import { clustersOf } from '../../shared/board/reads/clusters-of.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { clusterNow, findCluster } from '../../shared/deeds/clusters.ts'
import { isAmbassador, raiseTask } from '../../shared/deeds/tasks.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import { type ActTools, loadStream, loadStreamAt } from '../../shared/log/act.ts'

export interface RaiseTools extends DeedTools {
  readonly board: Board
}

const about = once(() =>
  z.object({
    due: z.string().optional(),
    on: z.string().optional(),
    ends: z.string().optional(),
    kind: z.string().optional(),
    term: z.string().optional(),
    nation: nation().optional(),
  }),
)

/** Follows an event that calls for a person; others change nothing. */
export async function raiseTaskFor(tools: RaiseTools, event: Published): Promise<void> {
  if (isStaffLeaving(event.type)) return raiseForClusters(tools, event)
  const recorded = londonDay(event.at)
  const task = taskFor(event, recorded)
  if (!task) return
  if (task.about === 'request-open' && (await isDecided(tools, event.stream))) return
  const raised: Raised = {
    about: task.about,
    cause: event.id,
    due: task.due,
    ...(task.about === 'letters-stopped' ? {} : { ...dayIn(event), ...(await concerned(tools, event.stream)) }),
  }
  const doing = { by: 'system', because: event.id, trace: event.trace }
  await raiseTask(tools, raised, doing, taskKey(task.about, event.id, recorded, task.due))
}

/** The day a task is about: a visit's, the due day of a review, the end of a nation's calendar; and that nation. */
function dayIn({ stream, data }: Published): Pick<Raised, 'day' | 'nation' | 'term'> {
  const { due, on, ends, nation: of, term } = about().parse(data)
  const day = stream.startsWith('request#') ? due : (on ?? due ?? ends)
  return { ...(day !== undefined && { day }), ...(of && { nation: of }), ...(term !== undefined && { term }) }
}

type Concerned = Pick<
  Raised,
  'school' | 'schoolName' | 'schoolPhone' | 'contact' | 'letter' | 'request' | 'requestKind' | 'cluster' | 'clusterName'
>

async function concerned(tools: ActTools, stream: string): Promise<Concerned> {
  if (stream.startsWith('school#')) return { ...(await ofSchool(tools, stream)), ...(await itsCluster(tools, stream)) }
  if (stream.startsWith('cluster#')) return ofCluster(tools, stream)
  if (stream.startsWith('contact#')) return { contact: stream }
  if (stream.startsWith('request#')) return ofRequest(tools, stream)
  if (!stream.startsWith('letter#')) return {}
  const { state } = await loadStream(tools.log, letterDecider, stream)
  const ofTheSchool = state.asked?.school ? await ofSchool(tools, state.asked.school) : {}
  return { ...ofTheSchool, letter: stream, ...(state.asked?.to.startsWith('contact#') && { contact: state.asked.to }) }
}

/** A withdrawal by mail is put on file and done in one: nobody is asked to do it. */
async function isDecided(tools: ActTools, stream: string): Promise<boolean> {
  const { state } = await loadStream(tools.log, requestDecider, stream)
  return !isOpen(state)
}

async function ofRequest(tools: ActTools, stream: string): Promise<Concerned> {
  const { state } = await loadStream(tools.log, requestDecider, stream)
  return { request: stream, requestKind: state.kind, ...(state.contact !== undefined && { contact: state.contact }) }
}

async function ofSchool(tools: ActTools, stream: string): Promise<Concerned> {
  const { state } = await loadStream(tools.log, schoolDecider, stream)
  return { school: stream, schoolName: state.name, ...(state.entry.phone && { schoolPhone: state.entry.phone }) }
}

async function ofCluster({ log }: ActTools, stream: string): Promise<Concerned> {
  const { state } = await loadStream(log, clusterDecider, stream)
  return { cluster: stream, ...(state.name !== undefined && { clusterName: state.name }) }
}

/** The cluster a school is in: its Ambassador hears of what concerns the school's standing. */
async function itsCluster(tools: ActTools, stream: string): Promise<Concerned> {
  const { state } = await loadStream(tools.log, schoolDecider, stream)
  const cluster = clusterNow(state)
  return cluster === undefined ? {} : ofCluster(tools, `cluster#${cluster}`)
}

function isStaffLeaving(type: string): boolean {
  return staffLeavingTypes.some((one) => one === type)
}

/** Somebody left the staff, or is no Ambassador any more: each cluster that has no other is a task. */
async function raiseForClusters(tools: RaiseTools, event: Published): Promise<void> {
  const { stream: staff, version, id: cause, trace } = event
  const before = await loadStreamAt(tools.log, staffDecider, staff, version - 1)
  const stays = event.type === 'StaffChanged' && before?.role !== 'ambassador'
  if (stays || (await isAmbassador(tools.log, staff))) return
  const due = addDays(londonDay(event.at), ambassadorWithin)
  const clusters = new Set([...(before?.clusters ?? []), ...(await clustersOf(tools.board, staff))])
  for (const name of clusters) {
    const found = await findCluster(tools.log, name)
    if (found?.cluster.ambassador !== staff) continue
    const cluster = `cluster#${found.id}`
    const raised: Raised = {
      about: 'cluster-without-ambassador',
      cause,
      due,
      staff,
      ...(await ofCluster(tools, cluster)),
    }
    await raiseTask(tools, raised, { by: 'system', because: cause, trace }, ambassadorKey(cause, cluster))
  }
}
