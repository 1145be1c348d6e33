/**
 * Whoever is on the staff gets an account to sign in with, and whoever leaves loses it. Judged by how the member stands
 * now, so that news that comes late or twice changes nothing. Whom an import brings is not written to unasked: an admin
 * invites them.
 */
import { staffDecider } from '../../events/staff/decide.ts'
import type { Accounts } from '../../shared/accounts/accounts.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { type ActTools, loadStream } from '../../shared/log/act.ts'
import type { Vault } from '../../shared/vault/vault.ts'

export interface AdmitTools extends ActTools {
  readonly vault: Vault
  readonly accounts: Accounts
}

/** Follows `StaffAdded`, `StaffInvited` and `StaffRemoved`. */
export async function admitStaff(tools: AdmitTools, { stream, type, because }: Published): Promise<void> {
  const { state } = await loadStream(tools.log, staffDecider, stream)
  const username = stream.slice('staff#'.length)
  if (!state.known || state.removed) return tools.accounts.close(username)
  const person = await tools.vault.person(stream, tools.world().now)
  if (!person) return
  if (type === 'StaffInvited') return tools.accounts.invite(username, person.email)
  if (type === 'StaffAdded' && !because.startsWith('import#')) await tools.accounts.open(username, person.email)
}
