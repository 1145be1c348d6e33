/** Members of staff and what waits for them: duties, tasks, letters nobody knows the end of. */
import { commands } from '../../../events/commands.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { staffDecider } from '../../../events/staff/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { addStaff } from '../../../shared/deeds/staff.ts'
import { act } from '../../../shared/log/act.ts'
import { one, several } from './performer.ts'
import { staffNamed } from './staff-named.ts'

/** The stream an id stands for, given with or without its kind. */
function streamOf(kind: 'task' | 'letter', id: string): string {
  return id.startsWith(`${kind}#`) ? id : `${kind}#${id}`
}

export const staffPerformers = {
  'add-staff': several(commands['add-staff'], ({ tools, doing, body: { name, email, role, clusters = [], alerts } }) =>
    addStaff(tools, { name, email }, { role, clusters, alerts }, doing),
  ),

  'change-staff': one(
    commands['change-staff'],
    async ({ tools, caller, doing, body: { staff, role, clusters, alerts } }) => {
      const stream = await staffNamed(tools, caller, staff)
      return stream
        ? act(tools, staffDecider, stream, { do: 'change-staff', role, clusters, alerts }, doing)
        : { notFound: 'member of staff' }
    },
  ),

  'remove-staff': one(commands['remove-staff'], async ({ tools, caller, doing, body: { staff } }) => {
    const stream = await staffNamed(tools, caller, staff)
    return stream ? act(tools, staffDecider, stream, { do: 'remove-staff' }, doing) : { notFound: 'member of staff' }
  }),

  'assign-task': one(commands['assign-task'], async ({ tools, caller, doing, body: { task, owner } }) => {
    const stream = streamOf('task', task)
    if (!(await tools.log.head(stream))) return { notFound: 'task' }
    const named = await staffNamed(tools, caller, owner)
    return named
      ? act(tools, taskDecider, stream, { do: 'assign-task', owner: named }, doing)
      : { notFound: 'member of staff' }
  }),

  'finish-task': one(commands['finish-task'], async ({ tools, doing, body: { task, outcome, note } }) => {
    const stream = streamOf('task', task)
    if (!(await tools.log.head(stream))) return { notFound: 'task' }
    return act(tools, taskDecider, stream, { do: 'finish-task', outcome, note }, doing)
  }),

  'resolve-letter': one(commands['resolve-letter'], async ({ tools, doing, body: { letter, outcome, reason } }) => {
    const stream = streamOf('letter', letter)
    if (!(await tools.log.head(stream))) return { notFound: 'letter' }
    return act(tools, letterDecider, stream, { do: 'resolve-letter', outcome, reason }, doing)
  }),
}
