/** The count of admins is made to agree with the staff's own streams, and asked before somebody ceases to be one. */
import { adminsDecider, adminsStream } from '../../events/admins/decide.ts'
import type { Refusal } from '../../events/kernel/decider.ts'
import { type Staff, staffDecider } from '../../events/staff/decide.ts'
import { act, Conflict, type Doing, loadStream } from '../log/act.ts'
import { type DeedTools, isRefused } from './tools.ts'

export interface StaffTools extends DeedTools {
  /** Streams of those a list shows as admins: it may be late, and is believed only after a look at the stream. */
  readonly adminsShown: () => Promise<readonly string[]>
}

export function isAdmin({ known, removed, role }: Staff): boolean {
  return known && !removed && role === 'admin'
}

async function isAdminNow({ log }: DeedTools, who: string): Promise<boolean> {
  return isAdmin((await loadStream(log, staffDecider, who)).state)
}

/** Others may change it as often while one tells of it. */
const mostTimes = 5

/** Counts somebody, or no longer, as their own stream says; told again when it changed in between. */
export async function tellAdmins(tools: DeedTools, who: string, doing: Doing): Promise<void> {
  let told = await isAdminNow(tools, who)
  for (let times = 0; times < mostTimes; times++) {
    const command = { do: told ? 'count-admin' : 'discount-admin', staff: who } as const
    await act(tools, adminsDecider, adminsStream, command, doing)
    const now = await isAdminNow(tools, who)
    if (now === told) return
    told = now
  }
  throw new Conflict('others kept changing it')
}

/**
 * Lets somebody go from the count, before they cease to be an admin; the refusal when nobody else is one. Who became an
 * admin and was never counted, since that broke off, is counted now.
 */
export async function releaseAdmin(tools: StaffTools, who: string, doing: Doing): Promise<Refusal | undefined> {
  const release = () => act(tools, adminsDecider, adminsStream, { do: 'release-admin', staff: who }, doing)
  const released = await release()
  if (!isRefused(released)) return undefined
  for (const other of await tools.adminsShown()) if (other !== who) await tellAdmins(tools, other, doing)
  const again = await release()
  return isRefused(again) ? again : undefined
}
