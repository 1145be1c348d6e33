/** What public pages need: the log, the vault, and where reports of faults go. No list of anybody is at hand here. */
import type { DeedTools } from '../../shared/deeds/tools.ts'

export interface PublicTools extends DeedTools {
  /** Where the body's pages are found from outside. */
  readonly publicUrl: () => string
  /** Tells of a fault: the kind of failure and the route, never the address, which holds a key. */
  readonly report: (thrown: unknown, about: { readonly path: string; readonly trace: string }) => void
  /** Reads anew, for a request of this method, which settings and calendar stand: `world` is made of them. */
  readonly look: (method: string) => Promise<void>
}
