/**
 * The vault: the only place where names, addresses, phone numbers of people and free text are kept. Its own table under
 * its own key; entries can be deleted. Written before the event that names them, with `until`; lifted when the event is
 * followed; what is past `until` is not read and is swept away daily.
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'

/** A contact or a member of staff. `schools` helps to find who belongs to an entry when it is put right. */
export const person = once(() => z.strictObject({ name: z.string(), email: z.string(), phone: z.string().optional() }))
export type Person = z.infer<ReturnType<typeof person>>

/** What stands against an address, by its keyed hash: the day of withdrawal or objection per purpose, and that of an erasure. */
export const suppression = once(() =>
  z.strictObject({
    service: z.iso.date().optional(),
    news: z.iso.date().optional(),
    /** Whoever had it was erased on their own request: no import may bring them back. */
    erased: z.iso.date().optional(),
  }),
)
export type Suppression = z.infer<ReturnType<typeof suppression>>

export interface Vault {
  /**
   * Keeps a person under `contact#id` or `staff#id`; `until` is the instant from which it counts as never written. Who
   * is kept already stays so: a change that is not followed by its event leaves the new words, never nobody.
   */
  putPerson(who: string, person: Person, until?: string): Promise<void>
  /** The person, unless none or past `until`. Strongly consistent. */
  person(who: string, now: string): Promise<Person | undefined>
  /** Many people at once, strongly consistent; missing ones are left out. */
  people(whos: readonly string[], now: string): Promise<ReadonlyMap<string, Person>>
  /**
   * Lifts the `until` of an entry (`contact#id`, `staff#id` or a note's id), because the event that names it stands;
   * with a person goes the claim on the address that stands in their entry. Nothing happens where there is no entry.
   */
  keep(entry: string): Promise<void>
  /** Keeps free text under a fresh note id and returns it (`note-<uuid>`). `about`: the stream it is about. */
  putNote(text: string, about: string, until: string): Promise<string>
  note(id: string, now: string): Promise<string | undefined>
  /**
   * Reserves an address for `who` (a fresh `contact#id` or `staff#id`): answers who holds it already, or `who` itself.
   * Addresses are compared trimmed, NFC, in lower case, by keyed hash (C0).
   */
  claimAddress(kind: 'contact' | 'staff', email: string, who: string, until: string, now: string): Promise<string>
  /** Who holds an address; undefined when nobody. */
  holderOf(kind: 'contact' | 'staff', email: string, now: string): Promise<string | undefined>
  /** Gives an address up (a changed address), if `who` holds it. */
  releaseAddress(kind: 'contact' | 'staff', email: string, who: string): Promise<void>
  /**
   * Passes the claim on an address on, if `from` holds it: to a successor at the same mailbox, or to the entry that
   * stands in another's place. With `until` it waits for the event that names the new holder, as a claim does.
   */
  passAddress(kind: 'contact' | 'staff', email: string, from: string, to: string, until?: string): Promise<void>
  /** Puts an address on the suppression list for a purpose from a day on; an earlier day stands. Never removed by tidying. */
  suppress(email: string, purpose: keyof Suppression, day: string): Promise<void>
  /** Takes an address off the list for a purpose, because its owner consented again (C0). */
  unsuppress(email: string, purpose: 'service' | 'news'): Promise<void>
  /** What stands against an address; strongly consistent. */
  suppressionOf(email: string): Promise<Suppression>
  /**
   * The mark of an address: its keyed hash with the version of the key, by which it is known again and cannot be read. It
   * is made with the key the address is held by, else with the newest, so that it finds its holder after the key was
   * rotated. Undefined while there is no key, which is while nobody was ever kept.
   */
  markOf(email: string): Promise<string | undefined>
  /**
   * As `suppress`, for an address of which only the mark is known. Nothing happens for what is no mark, nor for one of an
   * older key: who holds its address by now, under a newer one, cannot be known.
   */
  suppressMark(mark: string, purpose: 'service' | 'news', day: string): Promise<void>
  /** Who holds the address of a mark, whether its event is followed yet or not; undefined when nobody does. */
  holderOfMark(mark: string): Promise<string | undefined>
  /** The whole suppression list as it is kept, in no order: hashes, and no address can be read from them. */
  suppressed(): AsyncIterable<Listed>
  /**
   * A key derived for one use from a version of the vault's own: the newest without a number; undefined where there is
   * no such version. It lies nowhere but in the process, and none of another use can be told from it.
   */
  keyFor(use: string, version?: number): Promise<VersionedKey | undefined>
  /** Deletes entries whose `until` is past; returns how many. */
  tidy(now: string): Promise<number>
  /** Deletes a person, what they hold of their address, and notes by their ids. Suppression stays. */
  forget(who: string, notes: readonly string[]): Promise<void>
  /** All entries that still carry `until`, in no order. */
  marked(): AsyncIterable<Mark>
}

/** An entry of the suppression list: its address as a keyed hash, with the version of the key. */
export interface Listed extends Suppression {
  readonly hash: string
  readonly keyVersion: number
}

/** A key with the number of the version it was derived from. */
export interface VersionedKey {
  readonly version: number
  readonly key: Uint8Array
}

/** An entry that waits for the event that names it. */
export interface Mark {
  /** What `keep` is to be told to keep it: a note's id, or the stream of a person or of an address's holder. */
  readonly entry: string
  readonly until: string
}

/** Before every instant: what is read as of then is read whatever its mark says, because a fact is known to name it. */
export const whateverMark = ''

/** Whether an entry is read: one with `until` is live before that instant. Instants compare as text. */
export function isLive(until: string | undefined, now: string): boolean {
  return until === undefined || now < until
}

/** What stands against an address when it is listed in several places: the earliest day of each purpose. */
export function earliestOf(found: readonly Suppression[]): Suppression {
  const earliest = (what: keyof Suppression) => found.flatMap((entry) => entry[what] ?? []).sort()[0]
  const [service, news, erased] = [earliest('service'), earliest('news'), earliest('erased')]
  return { ...(service && { service }), ...(news && { news }), ...(erased && { erased }) }
}

/** Trimmed, NFC, lower case: the form in which addresses are compared (C0). */
export function foldAddress(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}
