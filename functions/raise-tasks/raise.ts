/** Some facts need a person: each raises one task, once. */

import * as z from 'zod'
import { londonDay } from '../../events/kernel/day.ts'
import { once } from '../../events/kernel/once.ts'
import { nation } from '../../events/kernel/words.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { taskFor } from '../../events/task/calls.ts'
import { type Raised, taskDecider } from '../../events/task/decide.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { taskStream } from '../../shared/deeds/tools.ts'
import { type ActTools, act, loadStream } from '../../shared/log/act.ts'

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
export async function raiseTask(tools: ActTools, event: Published): Promise<void> {
  const task = taskFor(event.type, londonDay(event.at))
  if (!task) return
  const { due, on, ends, nation: of } = about().parse(event.data)
  const day = on ?? due ?? ends
  const raised: Raised = {
    about: task.about,
    cause: event.id,
    due: task.due,
    ...(day && { day }),
    ...(of && { nation: of }),
    ...(await concerned(tools, event.stream)),
  }
  await act(
    tools,
    taskDecider,
    taskStream(event.id),
    { do: 'raise-task', raised },
    { by: 'system', because: event.id, trace: event.trace },
  )
}

type Concerned = Pick<Raised, 'school' | 'schoolName' | 'schoolPhone' | 'contact' | 'letter'>

async function concerned(tools: ActTools, stream: string): Promise<Concerned> {
  if (stream.startsWith('school#')) return ofSchool(tools, stream)
  if (stream.startsWith('contact#')) return { contact: stream }
  if (!stream.startsWith('letter#')) return {}
  const { state } = await loadStream(tools.log, letterDecider, stream)
  const ofTheSchool = state.asked?.school ? await ofSchool(tools, state.asked.school) : {}
  return { ...ofTheSchool, letter: stream, ...(state.asked?.to.startsWith('contact#') && { contact: state.asked.to }) }
}

async function ofSchool(tools: ActTools, stream: string): Promise<Concerned> {
  const { state } = await loadStream(tools.log, schoolDecider, stream)
  return { school: stream, schoolName: state.name, ...(state.entry.phone && { schoolPhone: state.entry.phone }) }
}
