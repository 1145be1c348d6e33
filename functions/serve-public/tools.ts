/**
 * What public pages need: the log, the vault, lists for calendar feeds and for the copy of what is held on somebody, and
 * where reports of faults go.
 */
import type { Board } from '../../shared/board/board.ts'
import type { CopyTools } from '../../shared/deeds/access-copy.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'

export interface PublicTools extends DeedTools, CopyTools {
  /**
   * For calendar feeds, and for the copy that a person granted access opens by a link of their own: what is theirs lies in
   * many places, and lists say where. No other page about people looks anything up in one.
   */
  readonly board: Board
  /** Where the body's pages are found from outside. */
  readonly publicUrl: () => string
  /** Tells of a fault: the kind of failure and the route, never the address, which holds a key. */
  readonly report: (thrown: unknown, about: { readonly path: string; readonly trace: string }) => void
  /** Reads anew, for a request of this method, which settings and calendar stand: `world` is made of them. */
  readonly look: (method: string) => Promise<void>
}
