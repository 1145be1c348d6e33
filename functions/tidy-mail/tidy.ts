/**
 * Mail that came in is kept as long as the setting says, and not a day longer: the mail itself, what was read of it, and
 * the sentences in the vault. That it came and what was done stays in the log, which names nobody. What was not acted
 * upon yet stays.
 */
import { addDays, type Day, londonDay } from '../../events/kernel/day.ts'
import { type Mail, mailDecider } from '../../events/mail/decide.ts'
import { inboundPrefix, mailStreamOf, readKeyOf } from '../../shared/deeds/mail-places.ts'
import type { Files } from '../../shared/files/files.ts'
import { type ActTools, loadStream } from '../../shared/log/act.ts'
import type { Vault } from '../../shared/vault/vault.ts'

export interface TidyMailTools extends Pick<ActTools, 'log' | 'world'> {
  readonly mail: Pick<Files, 'list' | 'remove'>
  readonly vault: Pick<Vault, 'forget'>
}

/** Takes away what is too old; answers how many mails that were. Done twice, it changes nothing. */
export async function tidyMail({ log, world, mail, vault }: TidyMailTools): Promise<number> {
  const { today, settings } = world()
  const last = addDays(today, -settings.rawMailDays)
  let taken = 0
  for await (const { key } of mail.list(inboundPrefix)) {
    const stream = mailStreamOf(key)
    const { state } = await loadStream(log, mailDecider, stream)
    if (!isTooOld(state, last)) continue
    // The mail itself last: while it is there, all of this is done again.
    await vault.forget(stream, notesOf(state))
    await mail.remove(readKeyOf(stream))
    await mail.remove(key)
    taken += 1
  }
  return taken
}

function isTooOld({ filed, acted }: Mail, last: Day): boolean {
  return filed !== undefined && acted !== undefined && londonDay(filed.received) < last
}

function notesOf({ read, refiled }: Mail): string[] {
  return [...(read?.asks ?? []).map(({ sentence }) => sentence), ...(refiled ? [refiled.reason] : [])]
}
