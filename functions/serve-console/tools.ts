/** What the pages need: the log and what hangs on it, who is who, and where reports of faults go. */
import type { Board } from '../../shared/board/board.ts'
import type { Clock } from '../../shared/clock/clock.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import type { ManagedLogin } from '../../shared/edge/managed-login.ts'
import type { Tokens } from '../../shared/edge/tokens.ts'
import type { Files } from '../../shared/files/files.ts'
import type { Queue } from '../../shared/queue/queue.ts'
import type { Replies } from '../../shared/replies/replies.ts'
import type { Views } from '../../shared/vault/views.ts'

export interface ConsoleTools extends DeedTools {
  readonly files: Files
  /** The mail that came in. */
  readonly mail: Pick<Files, 'get' | 'put'>
  /** The queue of imports to be worked on. */
  readonly imports: Queue
  readonly board: Board
  /** What a form led to, so that the same one does nothing twice. */
  readonly replies: Replies
  /** Who saw whom. */
  readonly views: Views
  readonly tokens: Tokens
  /** Where the body's pages are found from outside. */
  readonly publicUrl: () => string
  /** The username that is admin while nobody is kept under it: how a new body gets its first member of staff. */
  readonly firstAdmin: string | undefined
  /** Whether the clock of this process is a test clock: then every page says so. */
  readonly testClock: () => boolean
  /** The provider's pages for signing in; undefined where anybody may choose who they are, as nobody can be reached. */
  readonly managedLogin: ManagedLogin | undefined
  /** Whether sending may be set to `on` here: only in production, in local mode and in an emulator. */
  readonly mayBeOn: boolean
  /** For how long a request has been at work. */
  readonly clock: Pick<Clock, 'monotonic'>
  /** Waits so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>
  /** Tells of a fault: the kind of failure and where, never a message or anything of the request. */
  readonly report: (thrown: unknown, about: { readonly path: string; readonly trace: string }) => void
  /** Reads anew, for a request of this method, which settings and calendar stand: `world` is made of them. */
  readonly look: (method: string) => Promise<void>
}
