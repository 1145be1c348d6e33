/** The vault in memory, as true to the real one as its contract asks. Its hash key and its note ids are the same each run. */
import { keyedHash, keyForUse, markFrom, readMark } from '../../../shared/vault/keyed-hash.ts'
import type { ReadThrough } from '../../../shared/vault/read-through.ts'
import { isLive, type Person, type Suppression, type Vault } from '../../../shared/vault/vault.ts'
import { perform, type Step, smooth } from './step.ts'

interface Kept<T> {
  readonly value: T
  readonly until: string | undefined
}

interface KeptNote extends Kept<string> {
  readonly about: string
}

const key = new Uint8Array(32).fill(7)

// The key is always the same, so an address is hashed once for all.
const hashes = new Map<string, string>()

function hashOf(email: string): string {
  const hash = hashes.get(email) ?? keyedHash(key, email)
  hashes.set(email, hash)
  return hash
}

export interface VaultStandIn extends Vault, ReadThrough {
  /** Hears each change of the suppression list the moment it is made; `stands` is whether the address is on it now. */
  onSuppression(hear: (email: string, purpose: 'service' | 'news', stands: boolean) => void): void
}

export function standInVault(step: Step = smooth): VaultStandIn {
  const hearers: Parameters<VaultStandIn['onSuppression']>[0][] = []
  const people = new Map<string, Kept<Person>>()
  const notes = new Map<string, KeptNote>()
  const holders = new Map<string, Kept<string>>()
  const suppressed = new Map<string, Suppression>()
  let noteIds = 0

  const addressOf = (kind: string, email: string) => `${kind}#${hashOf(email)}`
  const kindOf = (who: string) => (who.startsWith('staff#') ? 'staff' : 'contact')
  const giveUp = (address: string, who: string) => {
    if (holders.get(address)?.value === who) holders.delete(address)
  }
  const holderAt = (address: string, now: string) => live(holders.get(address), now)

  const suppressHash = (address: string, purpose: keyof Suppression, day: string) => {
    const standing = suppressed.get(address) ?? {}
    const earlier = standing[purpose]
    if (earlier === undefined || day < earlier) suppressed.set(address, { ...standing, [purpose]: day })
  }

  const claim = (address: string, who: string, until: string, now: string): boolean => {
    const standing = holders.get(address)
    const free = !standing || !isLive(standing.until, now)
    const ownAndOpen = standing?.value === who && standing.until !== undefined
    if (free || ownAndOpen) holders.set(address, { value: who, until })
    return free || ownAndOpen
  }

  return {
    onSuppression: (hear) => void hearers.push(hear),

    putPerson: (who, person, until) =>
      perform(step, 'vault.putPerson', () => {
        const standing = people.get(who)
        const kept = standing !== undefined && standing.until === undefined
        people.set(who, { value: person, until: kept ? undefined : until })
      }),

    person: (who, now) => perform(step, 'vault.person', () => live(people.get(who), now)),

    people: (whos, now) =>
      perform(step, 'vault.people', () => {
        const found = new Map<string, Person>()
        for (const who of whos) {
          const person = live(people.get(who), now)
          if (person) found.set(who, person)
        }
        return found
      }),

    async keep(entry) {
      if (entry.startsWith('note-')) return await perform(step, 'vault.keep', () => void lift(notes, entry))
      const person = await perform(step, 'vault.keep', () => lift(people, entry))
      if (!person) return
      const address = addressOf(kindOf(entry), person.email)
      await perform(step, 'vault.keepAddress', () => {
        if (holders.get(address)?.value === entry) lift(holders, address)
      })
    },

    putNote(text, about, until) {
      // Counted when it is asked for: two who ask at once must not be given the same one.
      noteIds += 1
      const id = `note-00000000-0000-4000-8000-${String(noteIds).padStart(12, '0')}`
      return perform(step, 'vault.putNote', () => {
        notes.set(id, { value: text, until, about })
        return id
      })
    },

    async *notes() {
      const all = await perform(step, 'vault.notes', () => [...notes])
      yield* all.map(([id, { value, about }]) => ({ id, about, text: value }))
    },

    rewriteNote: (id, text) =>
      perform(step, 'vault.rewriteNote', () => {
        const kept = notes.get(id)
        if (kept) notes.set(id, { ...kept, value: text })
      }),

    async *everyone() {
      const all = await perform(step, 'vault.everyone', () => [...people])
      yield* all.map(([who, { value }]) => ({ who, person: value }))
    },

    note: (id, now) => perform(step, 'vault.note', () => live(notes.get(id), now)),

    async claimAddress(kind, email, who, until, now) {
      const address = addressOf(kind, email)
      for (;;) {
        const holder = await perform(step, 'vault.holderOf', () => holderAt(address, now))
        if (holder !== undefined && holder !== who) return holder
        const claimed = await perform(step, 'vault.claimAddress', () => claim(address, who, until, now))
        if (claimed || holder === who) return who
      }
    },

    holderOf: (kind, email, now) => perform(step, 'vault.holderOf', () => holderAt(addressOf(kind, email), now)),

    releaseAddress: (kind, email, who) =>
      perform(step, 'vault.releaseAddress', () => {
        giveUp(addressOf(kind, email), who)
      }),

    passAddress: (kind, email, from, to, until) =>
      perform(step, 'vault.passAddress', () => {
        const address = addressOf(kind, email)
        if (holders.get(address)?.value === from) holders.set(address, { value: to, until })
      }),

    suppress: (email, purpose, day) =>
      perform(step, 'vault.suppress', () => {
        suppressHash(hashOf(email), purpose, day)
        if (purpose !== 'erased') for (const hear of hearers) hear(email, purpose, true)
      }),

    unsuppress: (email, purpose) =>
      perform(step, 'vault.unsuppress', () => {
        const address = hashOf(email)
        const { [purpose]: _, ...rest } = suppressed.get(address) ?? {}
        if (suppressed.has(address)) suppressed.set(address, rest)
        for (const hear of hearers) hear(email, purpose, false)
      }),

    suppressionOf: (email) => perform(step, 'vault.suppressionOf', () => ({ ...suppressed.get(hashOf(email)) })),

    markOf: (email) => perform(step, 'vault.markOf', () => markFrom({ hash: hashOf(email), version: 1 })),

    suppressMark: (mark, purpose, day) =>
      perform(step, 'vault.suppressMark', () => {
        const read = readMark(mark)
        if (read) suppressHash(read.hash, purpose, day)
      }),

    holderOfMark: (mark) =>
      perform(step, 'vault.holderOfMark', () => holders.get(`contact#${readMark(mark)?.hash}`)?.value),

    async *suppressed() {
      const listed = await perform(step, 'vault.suppressed', () => [...suppressed])
      yield* listed.map(([hash, days]) => ({ hash, keyVersion: 1, ...days }))
    },

    keyFor: (use, version = 1) =>
      perform(step, 'vault.keyFor', () => (version === 1 ? { version, key: keyForUse(key, use) } : undefined)),

    tidy: (now) => perform(step, 'vault.tidy', () => sweep(people, now) + sweep(notes, now) + sweep(holders, now)),

    forget: (who, noteIds) =>
      perform(step, 'vault.forget', () => {
        const person = people.get(who)?.value
        if (person) giveUp(addressOf(kindOf(who), person.email), who)
        people.delete(who)
        for (const note of noteIds) notes.delete(note)
      }),

    async *marked() {
      const marks = await perform(step, 'vault.marked', () => [
        ...[...people, ...notes].flatMap(([entry, { until }]) => (until === undefined ? [] : [{ entry, until }])),
        ...[...holders.values()].flatMap(({ value, until }) => (until === undefined ? [] : [{ entry: value, until }])),
      ])
      yield* marks
    },
  }
}

function live<T>(kept: Kept<T> | undefined, now: string): T | undefined {
  return kept && isLive(kept.until, now) ? kept.value : undefined
}

function lift<K extends Kept<unknown>>(entries: Map<string, K>, name: string): K['value'] | undefined {
  const kept = entries.get(name)
  if (kept) entries.set(name, { ...kept, until: undefined })
  return kept?.value
}

function sweep<T>(entries: Map<string, Kept<T>>, now: string): number {
  const past = [...entries].filter(([, kept]) => !isLive(kept.until, now))
  for (const [name] of past) entries.delete(name)
  return past.length
}
