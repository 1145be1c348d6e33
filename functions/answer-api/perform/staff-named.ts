/** Members of staff as a body names them: by id or address. What goes into an event is always the id. */
import { staffDecider } from '../../../events/staff/decide.ts'
import { loadStream } from '../../../shared/log/act.ts'
import type { Caller } from '../authorise.ts'
import type { ApiTools } from '../tools.ts'

/** The stream of somebody present on the staff; undefined for nobody. The caller is always somebody. */
export async function staffNamed(tools: ApiTools, caller: Caller, name: string): Promise<string | undefined> {
  const stream = await staffStreamOf(tools, name)
  if (stream === caller.id || stream === undefined) return stream
  const { state } = await loadStream(tools.log, staffDecider, stream)
  return state.known && !state.removed ? stream : undefined
}

/** The stream of an id (`s-…` or `staff#s-…`), or of whoever holds an address. */
async function staffStreamOf(tools: ApiTools, name: string): Promise<string | undefined> {
  if (name.includes('@')) return tools.vault.holderOf('staff', name, tools.world().now)
  return name.startsWith('staff#') ? name : `staff#${name}`
}
