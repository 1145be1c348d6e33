/** Who is asking for a page: the member of staff of the session, with the name that stands over the page. */
import { clustersOf } from '../../shared/board/reads/clusters-of.ts'
import { type Caller as AnyCaller, callerNamed } from '../../shared/deeds/callers.ts'
import type { ConsoleTools } from './tools.ts'

export interface Caller extends AnyCaller {
  readonly name: string
}

/** The member of staff a session belongs to; `nobody` without a valid one, `no-role` for one who is not on the staff. */
export async function callerOf(
  tools: ConsoleTools,
  session: string | undefined,
): Promise<Caller | 'nobody' | 'no-role'> {
  const asking = { ...tools, clustersOf: (staff: string) => clustersOf(tools.board, staff) }
  const caller = await callerNamed(asking, session === undefined ? undefined : await tools.tokens.bearerOf(session))
  if (caller === 'nobody' || caller === 'no-role') return caller
  const person = await tools.vault.person(caller.id, tools.world().now)
  return { ...caller, name: person?.name ?? 'Signed in' }
}
