/** Some facts need a person: each raises one task, once. */

import * as z from 'zod'
import { londonDay } from '../../events/kernel/day.ts'
import { once } from '../../events/kernel/once.ts'
import { nation } from '../../events/kernel/words.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { requestDecider } from '../../events/request/decide.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { taskFor, taskKey } from '../../events/task/calls.ts'
import type { Raised } from '../../events/task/decide.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { raiseTask } from '../../shared/deeds/tasks.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import { type ActTools, loadStream } from '../../shared/log/act.ts'

const about = once(() =>
  z.object({
    due: z.string().optional(),
    on: z.string().optional(),
    ends: z.string().optional(),
    kind: z.string().optional(),
    nation: nation().optional(),
  }),
)

/** Follows an event that calls for a person; others change nothing. */
export async function raiseTaskFor(tools: DeedTools, event: Published): Promise<void> {
  const recorded = londonDay(event.at)
  const task = taskFor(event, recorded)
  if (!task) return
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
function dayIn({ stream, data }: Published): Pick<Raised, 'day' | 'nation'> {
  const { due, on, ends, nation: of } = about().parse(data)
  const day = stream.startsWith('request#') ? due : (on ?? due ?? ends)
  return { ...(day !== undefined && { day }), ...(of && { nation: of }) }
}

type Concerned = Pick<
  Raised,
  'school' | 'schoolName' | 'schoolPhone' | 'contact' | 'letter' | 'request' | 'requestKind'
>

async function concerned(tools: ActTools, stream: string): Promise<Concerned> {
  if (stream.startsWith('school#')) return ofSchool(tools, stream)
  if (stream.startsWith('contact#')) return { contact: stream }
  if (stream.startsWith('request#')) return ofRequest(tools, stream)
  if (!stream.startsWith('letter#')) return {}
  const { state } = await loadStream(tools.log, letterDecider, stream)
  const ofTheSchool = state.asked?.school ? await ofSchool(tools, state.asked.school) : {}
  return { ...ofTheSchool, letter: stream, ...(state.asked?.to.startsWith('contact#') && { contact: state.asked.to }) }
}

async function ofRequest(tools: ActTools, stream: string): Promise<Concerned> {
  const { state } = await loadStream(tools.log, requestDecider, stream)
  return { request: stream, requestKind: state.kind, ...(state.contact !== undefined && { contact: state.contact }) }
}

async function ofSchool(tools: ActTools, stream: string): Promise<Concerned> {
  const { state } = await loadStream(tools.log, schoolDecider, stream)
  return { school: stream, schoolName: state.name, ...(state.entry.phone && { schoolPhone: state.entry.phone }) }
}
