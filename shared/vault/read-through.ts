/**
 * The vault read through from end to end: every note and everybody. A port of its own, since only who erases a person needs
 * it, and whoever writes letters starts the faster without.
 */
import type { Person } from './vault.ts'

export interface ReadThrough {
  /** Every free text there is, whatever its mark says, in no order. Strongly consistent, page by page. */
  notes(): AsyncIterable<NoteEntry>
  /** Puts other words in a note's place; nothing happens where there is no such note. Its mark stays. */
  rewriteNote(id: string, text: string): Promise<void>
  /** Everybody there is, contacts and staff, whatever their mark says, in no order. Strongly consistent, page by page. */
  everyone(): AsyncIterable<PersonEntry>
}

/** A free text as it is kept. */
export interface NoteEntry {
  /** `note-<uuid>` */
  readonly id: string
  /** What it was written about: mostly a stream. */
  readonly about: string
  readonly text: string
}

export interface PersonEntry {
  /** `contact#id` or `staff#id` */
  readonly who: string
  readonly person: Person
}
