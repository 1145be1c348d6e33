/**
 * A contact left long ago: name, address and what was noted about them leave the vault. What they withdrew stays on the
 * suppression list as a keyed hash, and the log keeps its facts without a name.
 */
import { contactDecider } from '../../events/contact/decide.ts'
import { loadStream } from '../../shared/log/act.ts'
import type { Log } from '../../shared/log/log.ts'
import type { Vault } from '../../shared/vault/vault.ts'

export interface ForgetTools {
  readonly log: Log
  readonly vault: Pick<Vault, 'forget'>
}

/** The reason for a merge is about two entries: it goes with the one that was kept, which leaves no sooner. */
const ofAnotherToo: ReadonlySet<string> = new Set(['ContactsMerged'])

/** Forgets a contact, if its own stream says so. Done twice, it changes nothing. */
export async function forgetContact({ log, vault }: ForgetTools, who: string): Promise<void> {
  const { state } = await loadStream(log, contactDecider, who)
  if (!state.forgotten) return
  await vault.forget(who, await notesAbout(log, who))
}

async function notesAbout(log: Log, who: string): Promise<string[]> {
  const events = (await Array.fromAsync(log.history(who))).flatMap(({ body }) => body.events)
  const own = events.filter(({ type }) => !ofAnotherToo.has(type))
  return [...new Set(JSON.stringify(own).match(/note-[0-9a-f-]{36}/g))]
}
