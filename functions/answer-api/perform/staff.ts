/** Members of staff and what waits for them: duties, tasks, letters nobody knows the end of. */
import { commands } from '../../../events/commands.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { staffDecider } from '../../../events/staff/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { adminsShown } from '../../../shared/board/reads/admins.ts'
import { addStaff, changeStaff, removeStaff, staffKnown, staffNamed } from '../../../shared/deeds/staff.ts'
import { act } from '../../../shared/log/act.ts'
import type { ApiTools } from '../tools.ts'
import { one, several } from './performer.ts'

/** The stream an id stands for, given with or without its kind. */
function streamOf(kind: 'task' | 'letter', id: string): string {
  return id.startsWith(`${kind}#`) ? id : `${kind}#${id}`
}

function countingAdmins(tools: ApiTools) {
  return { ...tools, adminsShown: () => adminsShown(tools.board) }
}

export const staffPerformers = {
  'add-staff': several(commands['add-staff'], ({ tools, doing, body: { name, email, role, clusters = [], alerts } }) =>
    addStaff(tools, { name, email }, { role, clusters, alerts }, doing),
  ),

  'change-staff': several(
    commands['change-staff'],
    async ({ tools, caller, doing, body: { staff, role, clusters, alerts } }) => {
      const stream = await staffNamed(tools, caller, staff)
      return stream
        ? changeStaff(countingAdmins(tools), stream, { role, clusters, alerts }, doing)
        : { notFound: 'member of staff' }
    },
  ),

  'invite-staff': one(commands['invite-staff'], async ({ tools, caller, doing, body: { staff } }) => {
    const stream = await staffNamed(tools, caller, staff)
    return stream ? act(tools, staffDecider, stream, { do: 'invite-staff' }, doing) : { notFound: 'member of staff' }
  }),

  // Removed twice is removed: who was on the staff once is found.
  'remove-staff': several(commands['remove-staff'], async ({ tools, doing, body: { staff } }) => {
    const stream = await staffKnown(tools, staff)
    return stream ? removeStaff(countingAdmins(tools), stream, doing) : { notFound: 'member of staff' }
  }),

  'assign-task': one(commands['assign-task'], async ({ tools, caller, doing, body: { task, owner, reason } }) => {
    const stream = streamOf('task', task)
    if (!(await tools.log.head(stream))) return { notFound: 'task' }
    const named = await staffNamed(tools, caller, owner)
    return named
      ? act(tools, taskDecider, stream, { do: 'assign-task', owner: named, reason }, doing)
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
