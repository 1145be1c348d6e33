/**
 * A contact left long ago: name, address and what was noted about them leave the vault. What they withdrew stays on the
 * suppression list as a keyed hash, and the log keeps its facts without a name.
 */
import { contactDecider } from '../../events/contact/decide.ts'
import { loadStream } from '../../shared/log/act.ts'
import type { CommitBody, Log } from '../../shared/log/log.ts'
import type { Vault } from '../../shared/vault/vault.ts'

export interface ForgetTools {
  readonly log: Log
  readonly vault: Pick<Vault, 'forget'>
}

/** Forgets a contact, if its own stream says so. Done twice, it changes nothing. */
export async function forgetContact({ log, vault }: ForgetTools, who: string): Promise<void> {
  if (!(await isForgotten(log, who))) return
  const own = await eventsOf(log, who)
  const shared = await notesOfOthersStillKept(log, own)
  await vault.forget(
    who,
    notesIn(own).filter((note) => !shared.has(note)),
  )
}

/**
 * A note may be about two entries (why they were merged) and is named by the facts of both: it goes with the last of them,
 * whichever is forgotten first. Who they are, the facts that name the note say.
 */
async function notesOfOthersStillKept(log: Log, own: readonly Fact[]): Promise<Set<string>> {
  const others = new Set(own.filter((fact) => notesIn(fact).length > 0).flatMap(contactsIn))
  const shared = new Set<string>()
  for (const other of others)
    if (!(await isForgotten(log, other))) for (const note of notesIn(await eventsOf(log, other))) shared.add(note)
  return shared
}

async function isForgotten(log: Log, who: string): Promise<boolean> {
  const { state } = await loadStream(log, contactDecider, who)
  return state.forgotten === true
}

type Fact = CommitBody['events'][number]

async function eventsOf(log: Log, who: string): Promise<Fact[]> {
  return (await Array.fromAsync(log.history(who))).flatMap(({ body }) => body.events)
}

function notesIn(facts: unknown): string[] {
  return [...new Set(JSON.stringify(facts).match(/note-[0-9a-f-]{36}/g))]
}

function contactsIn({ data }: Fact): string[] {
  return Object.values(data).flatMap((value) =>
    typeof value === 'string' && value.startsWith('contact#') ? value : [],
  )
}
