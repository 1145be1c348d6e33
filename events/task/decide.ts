/** Tasks are raised once per cause, taken on by someone, finished with an outcome, or by themselves. */
import { type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { SettledBy, TaskFact } from './events.ts'

export type Raised = Extract<TaskFact, { type: 'TaskRaised' }>['data']

export interface Task {
  readonly state: 'none' | 'open' | 'finished'
  readonly raised?: Raised
  readonly owner?: string
  /** The note that says what came of it. */
  readonly outcome?: string
  /** What took its reason away, when nobody had to finish it. */
  readonly settled?: SettledBy
}

export type TaskCommand =
  | { readonly do: 'raise-task'; readonly raised: Raised }
  | { readonly do: 'assign-task'; readonly owner: string; readonly reason?: string | undefined }
  | { readonly do: 'finish-task'; readonly outcome: string; readonly note?: string | undefined }
  /** Its reason is gone. A task that is not there, or finished already, is left alone. */
  | { readonly do: 'settle-task'; readonly by: SettledBy }

export const taskDecider: Decider<TaskCommand, Task, TaskFact> = {
  shape: 2,
  initial: { state: 'none' },
  decide: decideTask,
  evolve: evolveTask,
  wakeAt: () => undefined,
}

function decideTask(command: TaskCommand, task: Task): Decision<TaskFact> {
  switch (command.do) {
    case 'raise-task':
      return isRaised(task, command.raised) ? [] : [{ type: 'TaskRaised', data: command.raised }]
    case 'settle-task':
      return task.state === 'open' ? [{ type: 'TaskSettled', data: { by: command.by } }] : []
    case 'assign-task':
      return task.state === 'none' ? notKnown : assign(command, task)
    case 'finish-task':
      return task.state === 'none' ? notKnown : finish(command, task)
  }
}

/** What was opened again after nobody had asked for it has its task again, by its new cause. */
function isRaised({ state, settled, raised }: Task, { cause }: Raised): boolean {
  if (state === 'none') return false
  return settled !== 'request-not-asked' || raised?.cause === cause
}

const notKnown = refuse('task-not-known', 'There is no such task.')

function assign({ owner, reason }: Extract<TaskCommand, { do: 'assign-task' }>, task: Task): Decision<TaskFact> {
  return task.owner === owner ? [] : [{ type: 'TaskAssigned', data: { owner, ...(reason && { reason }) } }]
}

function finish({ outcome, note }: Extract<TaskCommand, { do: 'finish-task' }>, { state }: Task): Decision<TaskFact> {
  return state === 'finished' ? [] : [{ type: 'TaskFinished', data: { outcome, ...(note && { note }) } }]
}

function evolveTask(task: Task, fact: TaskFact): Task {
  switch (fact.type) {
    case 'TaskRaised':
      return { state: 'open', raised: fact.data, ...(task.owner !== undefined && { owner: task.owner }) }
    case 'TaskAssigned':
      return { ...task, owner: fact.data.owner }
    case 'TaskFinished':
      return { ...task, state: 'finished', outcome: fact.data.outcome }
    case 'TaskSettled':
      return { ...task, state: 'finished', settled: fact.data.by }
  }
}
