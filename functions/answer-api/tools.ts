/** What answering requests needs: the log and what hangs on it, who is who, and where reports of faults go. */
import type { Board } from '../../shared/board/board.ts'
import type { Clock } from '../../shared/clock/clock.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import type { Tokens } from '../../shared/edge/tokens.ts'
import type { Files } from '../../shared/files/files.ts'
import type { Queue } from '../../shared/queue/queue.ts'
import type { Replies } from '../../shared/replies/replies.ts'
import type { Views } from '../../shared/vault/views.ts'

export interface ApiTools extends DeedTools {
  readonly board: Board
  /** Who saw whom. */
  readonly views: Views
  readonly replies: Replies
  readonly files: Files
  /** The mail that came in. */
  readonly mail: Pick<Files, 'get' | 'put'>
  /** The queue of imports to be worked on. */
  readonly imports: Queue
  readonly clock: Pick<Clock, 'monotonic'>
  readonly wait: (milliseconds: number) => Promise<void>
  readonly tokens: Tokens
  /** The username that is admin while nobody is kept under it: how a new body gets its first member of staff. */
  readonly firstAdmin: string | undefined
  /** Whether sending may be set to `on` here: only in production, in local mode and in an emulator. */
  readonly mayBeOn: boolean
  /** Tells of a fault: its name and where it was thrown, with the route it broke; never its text or anything of the request. */
  readonly report: (thrown: unknown, about: { readonly path: string; readonly trace: string }) => void
  /** Reads anew, for a request of this method, which settings and calendar stand: `world` is made of them. */
  readonly look: (method: string) => Promise<void>
}
