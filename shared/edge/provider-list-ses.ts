/** The mail provider's own list of this environment: there is one for each account, so nothing says where it is. */
import type { ProviderList } from '../post/provider-list.ts'
import { openProviderList } from '../post/provider-list-ses.ts'

export function providerListHere(): ProviderList {
  return openProviderList()
}
