/** A fact may take the reason of open tasks away: those are finished, saying what happened. Done twice, nothing changes. */

import * as z from 'zod'
import { contactDecider } from '../../events/contact/decide.ts'
import { once } from '../../events/kernel/once.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { TaskAbout } from '../../events/task/events.ts'
import { settledBy } from '../../events/task/settled.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { candidatesOf } from '../../shared/deeds/recipients.ts'
import { settleTask, settleTasksOf } from '../../shared/deeds/tasks.ts'
import { type DeedTools, taskStream } from '../../shared/deeds/tools.ts'
import { act, type Doing, loadStream } from '../../shared/log/act.ts'

/** Follows an event that may finish tasks; others change nothing. */
export async function finishTasks(tools: DeedTools, event: Published): Promise<void> {
  const settles = settledBy(event.type)
  if (!settles) return
  const { by, abouts } = settles
  const doing: Doing = { by: 'system', because: event.id, trace: event.trace }
  if (event.stream.startsWith('dead#')) {
    await settleTask(tools, taskStream(event.stream), by, doing)
    return
  }
  const own = abouts.filter((about) => about !== 'school-unreachable')
  if (own.length > 0 && hasOwnTasks(event)) await settleTasksOf(tools, event.stream, own, by, doing)
  if (abouts.includes('school-unreachable')) await ofUnreachable(tools, event.stream, doing)
}

const changed = once(() => z.object({ changed: z.array(z.string()).default([]) }))

const held = once(() => z.object({ state: z.literal('held'), kind: z.literal('required') }))

/** A contact's name or phone settles nothing, nor a meeting that was only planned. */
function hasOwnTasks({ type, data }: Published): boolean {
  if (type === 'ClusterMeetingNoted') return held().safeParse(data).success
  return type !== 'ContactChanged' || changed().parse(data).changed.includes('email')
}

const unreachable: readonly TaskAbout[] = ['school-unreachable']

/**
 * The school of an event, or those a contact serves: those known as out of reach are looked at again. The task first: a
 * school that says it can be reached is not looked at any more.
 */
async function ofUnreachable(tools: DeedTools, stream: string, doing: Doing): Promise<void> {
  for (const school of await schoolsOf(tools, stream)) {
    const { state } = await loadStream(tools.log, schoolDecider, school)
    if (!state.unreachable) continue
    await settleTasksOf(tools, school, unreachable, 'reachable-again', doing)
    const candidates = await candidatesOf(tools, state)
    await act(tools, schoolDecider, school, { do: 'note-reachable', candidates }, doing)
  }
}

async function schoolsOf(tools: DeedTools, stream: string): Promise<string[]> {
  if (stream.startsWith('school#')) return [stream]
  const { state } = await loadStream(tools.log, contactDecider, stream)
  return [...new Set(state.schools.map(({ school }) => `school#${school}`))]
}
