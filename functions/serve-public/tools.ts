/** What public pages need: the log, the vault, lists for calendar feeds alone, and where reports of faults go. */
import type { Board } from '../../shared/board/board.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'

export interface PublicTools extends DeedTools {
  /** For calendar feeds alone: no page about people looks anything up in a list. */
  readonly board: Board
  /** Where the body's pages are found from outside. */
  readonly publicUrl: () => string
  /** Tells of a fault: the kind of failure and the route, never the address, which holds a key. */
  readonly report: (thrown: unknown, about: { readonly path: string; readonly trace: string }) => void
  /** Reads anew, for a request of this method, which settings and calendar stand: `world` is made of them. */
  readonly look: (method: string) => Promise<void>
}
