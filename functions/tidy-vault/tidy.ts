/**
 * What waited in the vault for a fact that never came is swept away. It counts as never written after its week; but the
 * message of a fact that did come may have waited as long as a queue keeps one, after an outage or among the dead
 * letters. So nothing is taken away before that: whatever is followed that late still finds what it must keep.
 */
import { addMinutes, type Instant } from '../../events/kernel/day.ts'
import type { Vault } from '../../shared/vault/vault.ts'

/** Queues and dead letters keep a message for fourteen days; and the day on which it is followed. */
const followedWithinDays = 15

/** Sweeps the vault; answers how many entries it took away. */
export function tidyVault(vault: Pick<Vault, 'tidy'>, now: Instant): Promise<number> {
  return vault.tidy(addMinutes(now, -followedWithinDays * 24 * 60))
}
