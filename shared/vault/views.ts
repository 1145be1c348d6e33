/**
 * Who saw whose name and address: one note for each member of staff, contact and day, in the vault's table and never in the
 * log. Notes of a month are kept together and go together.
 */
import type { Day } from '../../events/kernel/day.ts'

/** A member of staff saw a contact's data on a day. */
export interface View {
  /** `staff#…` */
  readonly staff: string
  readonly day: Day
}

export interface Views {
  /** Notes that a member of staff saw a contact (streams) on a day; said again it changes nothing. */
  note(contact: string, view: View): Promise<void>
  /** Who saw a contact in these months (`2026-09`), the latest day first. Strongly consistent. */
  of(contact: string, months: readonly string[]): Promise<View[]>
  /** Deletes the notes of all months before this one; answers how many months of contacts that were. */
  tidy(firstKept: string): Promise<number>
}

/** The month of a day. */
export function monthOf(day: Day): string {
  return day.slice(0, 7)
}

/** The latest day first, then by who it was. */
export function latestFirst(views: readonly View[]): View[] {
  return views.toSorted((a, b) => (a.day === b.day ? (a.staff < b.staff ? -1 : 1) : a.day < b.day ? 1 : -1))
}
