/**
 * Entries of the vault that the log names and that still wait under their mark are kept: their facts were recorded and
 * nobody followed them. A mark says when it was set; whoever set it recorded the fact within moments, so a person is
 * looked for at the head of their own stream, and a note among what was recorded then.
 */
import { addDays, addMinutes, type Instant, londonDay } from '../../events/kernel/day.ts'
import { vaultWaits } from '../../shared/deeds/tools.ts'
import type { Log } from '../../shared/log/log.ts'
import type { Mark, Vault } from '../../shared/vault/vault.ts'

export interface RepairTools {
  readonly log: Pick<Log, 'head' | 'read' | 'feed'>
  readonly vault: Pick<Vault, 'marked' | 'keep'>
}

/** What is younger is still on its way. */
const youngMinutes = 60
/** A command that wrote its words down records its fact well within this; clocks of two machines differ by less. */
const recordedWithinMinutes = 15
const clocksDiffer = 1

const aNote = /^note-[0-9a-f-]{36}$/

interface Waiting {
  readonly entry: string
  /** When the mark was set. */
  readonly since: Instant
}

/** Keeps what is named; answers how many entries that were. */
export async function repairVault({ log, vault }: RepairTools, now: Instant): Promise<number> {
  const { people, notes } = await waitingIn(vault, addMinutes(now, -youngMinutes))
  const kept = new Set<string>()
  // Each is kept as it is found: what breaks off has that much less to do when it is done again.
  const keep = async (entry: string) => {
    if (kept.has(entry)) return
    await vault.keep(entry)
    kept.add(entry)
  }
  for (const waits of people) if (await isRecordedSince(log, waits)) await keep(waits.entry)
  for await (const note of namedNotes(log, notes)) await keep(note)
  return kept.size
}

/** Hundreds of reads in a row hardly ever all go well: one that fails is done once more. */
async function onceMore<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch {
    return await read()
  }
}

async function waitingIn(
  vault: Pick<Vault, 'marked'>,
  before: Instant,
): Promise<Record<'people' | 'notes', Waiting[]>> {
  const found: Record<'people' | 'notes', Waiting[]> = { people: [], notes: [] }
  for await (const mark of vault.marked()) {
    const waits = { entry: mark.entry, since: setAt(mark) }
    if (waits.since < before) found[aNote.test(waits.entry) ? 'notes' : 'people'].push(waits)
  }
  return found
}

function setAt({ until }: Mark): Instant {
  return addMinutes(until, -vaultWaits)
}

async function isRecordedSince(log: RepairTools['log'], { entry, since }: Waiting): Promise<boolean> {
  const head = await onceMore(() => log.head(entry))
  return head !== undefined && head.body.at >= addMinutes(since, -clocksDiffer)
}

interface Window {
  readonly from: Instant
  readonly until: Instant
}

/** The notes that commits of their time name. */
async function* namedNotes(log: RepairTools['log'], notes: readonly Waiting[]): AsyncGenerator<string> {
  const wanted = new Set(notes.map(({ entry }) => entry))
  for (const window of windowsOf(notes))
    for await (const bytes of commitsIn(log, window))
      for (const [id] of bytes.matchAll(/note-[0-9a-f-]{36}/g)) if (wanted.delete(id)) yield id
}

/** When each note was written, those that run into each other as one. */
function windowsOf(notes: readonly Waiting[]): Window[] {
  const windows: Window[] = []
  for (const { since } of notes.toSorted((a, b) => (a.since < b.since ? -1 : 1))) {
    const [from, until] = [addMinutes(since, -clocksDiffer), addMinutes(since, recordedWithinMinutes)]
    const last = windows.at(-1)
    if (last && from <= last.until) windows[windows.length - 1] = { from: last.from, until }
    else windows.push({ from, until })
  }
  return windows
}

/** The commits of a window, as they are kept. The feed is a hint, but an hour later it has everything. */
async function* commitsIn(log: RepairTools['log'], { from, until }: Window): AsyncGenerator<string> {
  for (let day = londonDay(from); day <= londonDay(until); day = addDays(day, 1))
    for await (const { stream, version } of log.feed(day, { from, until })) {
      const commit = await onceMore(() => log.read(stream, version))
      if (commit) yield commit.bytes
    }
}
