/** Who is asking: the member of staff whose token a request brings. */
import { clustersOf } from '../../shared/board/reads/clusters-of.ts'
import { type Caller, callerNamed } from '../../shared/deeds/callers.ts'
import type { ApiTools } from './tools.ts'

/** What a request brings: a token for anything, or the console's session, which reads only. */
export interface Credentials {
  readonly authorization: string | undefined
  readonly session: string | undefined
  readonly method: string
}

/** The member of staff who asks; `nobody` without a valid token, `no-role` for one who is (no longer) on the staff. */
export async function whoAsks(tools: ApiTools, credentials: Credentials): Promise<Caller | 'nobody' | 'no-role'> {
  const token = tokenOf(credentials)
  const asking = { ...tools, clustersOf: (staff: string) => clustersOf(tools.board, staff) }
  return callerNamed(asking, token === undefined ? undefined : await tools.tokens.bearerOf(token))
}

/** The cookie does for reading only: a page elsewhere can make a browser send it, but never reads the answer. */
function tokenOf({ authorization, session, method }: Credentials): string | undefined {
  if (authorization !== undefined) return /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  return method === 'GET' || method === 'HEAD' ? session : undefined
}
