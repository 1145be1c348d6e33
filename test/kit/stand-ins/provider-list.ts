/** The provider's own list in memory. */

import type { ProviderList } from '../../../shared/post/provider-list.ts'
import { foldAddress } from '../../../shared/vault/vault.ts'
import { perform, type Step, smooth } from './step.ts'

export interface ProviderListStandIn extends ProviderList {
  /** The addresses on it. */
  readonly holds: Set<string>
}

export function standInProviderList(step: Step = smooth): ProviderListStandIn {
  const holds = new Set<string>()
  return { holds, forget: (email) => perform(step, 'post.forget', () => void holds.delete(foldAddress(email))) }
}
