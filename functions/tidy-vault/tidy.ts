/**
 * What waited in the vault for a fact that never came is swept away. First whatever a fact does name is kept, by the log
 * alone: so it does not matter how long the messages of those facts were not followed. And what is not named is left
 * until no message can name it any more: an entry counts as never written after its week, but is taken away only after
 * the time for which queues and dead letters keep a message.
 */
import { addMinutes, type Instant } from '../../events/kernel/day.ts'
import type { Vault } from '../../shared/vault/vault.ts'
import { type RepairTools, repairVault } from './repair.ts'

/** Queues and dead letters keep a message for fourteen days; and the day on which it is followed. */
const followedWithinDays = 15

export interface TidyTools extends RepairTools {
  readonly vault: RepairTools['vault'] & Pick<Vault, 'tidy'>
}

/** Repairs, then sweeps the vault; answers how many entries it kept and how many it took away. */
export async function tidyVault(
  tools: TidyTools,
  now: Instant,
): Promise<{ readonly kept: number; readonly taken: number }> {
  const kept = await repairVault(tools, now)
  return { kept, taken: await tools.vault.tidy(addMinutes(now, -followedWithinDays * 24 * 60)) }
}
