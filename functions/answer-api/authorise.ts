/**
 * Who is asking, and what their role may. The token says the username and nothing more; role and duties are facts of the
 * staff's own stream, read anew with each request, so that a removal acts at once.
 */
import type { StaffRole } from '../../events/kernel/words.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { loadStream } from '../../shared/log/act.ts'
import type { ApiTools } from './tools.ts'

export interface Caller {
  /** The stream, `staff#…`: it stands in every event as who did it. */
  readonly id: string
  readonly role: StaffRole
  readonly clusters: readonly string[]
}

/** What a request brings: a token for anything, or the console's session, which reads only. */
export interface Credentials {
  readonly authorization: string | undefined
  readonly session: string | undefined
  readonly method: string
}

/** The member of staff who asks; `nobody` without a valid token, `no-role` for one who is (no longer) on the staff. */
export async function whoAsks(tools: ApiTools, credentials: Credentials): Promise<Caller | 'nobody' | 'no-role'> {
  const token = tokenOf(credentials)
  const username = token === undefined ? undefined : await tools.tokens.bearerOf(token)
  if (username === undefined) return 'nobody'
  const id = `staff#${username}`
  const { version, state } = await loadStream(tools.log, staffDecider, id)
  if (version === 0 && username === tools.firstAdmin) return { id, role: 'admin', clusters: [] }
  return state.known && !state.removed ? { id, role: state.role, clusters: state.clusters } : 'no-role'
}

/** The cookie does for reading only: a page elsewhere can make a browser send it, but never reads the answer. */
function tokenOf({ authorization, session, method }: Credentials): string | undefined {
  if (authorization !== undefined) return /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  return method === 'GET' || method === 'HEAD' ? session : undefined
}
