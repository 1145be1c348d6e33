/** A public page with the address it stands at. To see is a GET and changes nothing; to act is a POST. */
import type { PublicPage } from './page.tsx'

export interface PublicRoute {
  /** `:token` is what opens it. */
  readonly route: string
  readonly show: PublicPage
  readonly act: PublicPage
}
