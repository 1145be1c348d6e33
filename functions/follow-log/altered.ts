/** The log only ever grows: a change or removal of an item of it raises a task and an alarm. */
import { taskDecider } from '../../events/task/decide.ts'
import { taskStream } from '../../shared/deeds/tools.ts'
import { type ActTools, act } from '../../shared/log/act.ts'

/** The commit that was altered or removed. */
export interface Altered {
  readonly stream: string
  readonly version: string
}

/** Raises the task for it, once. */
export async function raiseAlteration(tools: ActTools, { stream, version }: Altered): Promise<void> {
  const cause = `${stream}@${version}.0`
  const raised = { about: 'log-altered', cause, due: tools.world().today } as const
  const doing = { by: 'system', because: cause, trace: tools.newId() }
  await act(tools, taskDecider, taskStream(`log-altered|${cause}`), { do: 'raise-task', raised }, doing)
}
