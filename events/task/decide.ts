/** Tasks are raised once per cause, taken on by someone, finished with an outcome. */
import { type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { TaskFact } from './events.ts'

export type Raised = Extract<TaskFact, { type: 'TaskRaised' }>['data']

export interface Task {
  readonly state: 'none' | 'open' | 'finished'
  readonly raised?: Raised
  readonly owner?: string
  /** The note that says what came of it. */
  readonly outcome?: string
}

export type TaskCommand =
  | { readonly do: 'raise-task'; readonly raised: Raised }
  | { readonly do: 'assign-task'; readonly owner: string }
  | { readonly do: 'finish-task'; readonly outcome: string; readonly note?: string | undefined }

export const taskDecider: Decider<TaskCommand, Task, TaskFact> = {
  shape: 1,
  initial: { state: 'none' },
  decide: decideTask,
  evolve: evolveTask,
  wakeAt: () => undefined,
}

function decideTask(command: TaskCommand, task: Task): Decision<TaskFact> {
  if (command.do === 'raise-task') return task.state === 'none' ? [{ type: 'TaskRaised', data: command.raised }] : []
  if (task.state === 'none') return refuse('task-not-known', 'There is no such task.')
  if (command.do === 'assign-task')
    return task.owner === command.owner ? [] : [{ type: 'TaskAssigned', data: { owner: command.owner } }]
  if (task.state === 'finished') return []
  return [{ type: 'TaskFinished', data: { outcome: command.outcome, ...(command.note && { note: command.note }) } }]
}

function evolveTask(task: Task, fact: TaskFact): Task {
  switch (fact.type) {
    case 'TaskRaised':
      return { ...task, state: 'open', raised: fact.data }
    case 'TaskAssigned':
      return { ...task, owner: fact.data.owner }
    case 'TaskFinished':
      return { ...task, state: 'finished', outcome: fact.data.outcome }
  }
}
