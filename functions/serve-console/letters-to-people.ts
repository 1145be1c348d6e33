/**
 * Letters to the contacts of a school that are about no school: what a person is told of their consent, their requests,
 * and bulletins. Who asks what a school was told is to see them beside the school's own.
 */

import type { LetterKind } from '../../events/letter/events.ts'
import { readLetters } from '../../shared/board/reads/lists.ts'
import type { LetterCard } from '../../shared/board/rows/letter.ts'
import { isOffice } from '../../shared/deeds/callers.ts'
import type { Caller } from './caller.ts'
import type { ConsoleTools } from './tools.ts'

/** That somebody exercises a right is for those who answer it alone. */
const ofRequests: ReadonlySet<LetterKind> = new Set([
  'request-acknowledged',
  'confirm-it-is-you',
  'request-extended',
  'request-answered',
])

/** What is said to those who do not see all of them, whether there are any or not. */
export function sayLeftOut(caller: Caller): string | undefined {
  return isOffice(caller)
    ? undefined
    : 'Letters that answer a person’s request about their own data are shown to admins and coordinators only.'
}

interface Wanted {
  /** Streams of the contacts. */
  readonly contacts: Iterable<string>
  /** Asked for on this day or later. */
  readonly since?: string | undefined
  /** Asked for on this day or earlier. */
  readonly until?: string | undefined
  /** So many of each contact at most, the newest. */
  readonly most: number
}

/** Pages of one contact's letters: an office of many schools has some hundred a year. */
const mostPages = 5
const perPage = 200

/** The letters the caller may see, newest first. */
export async function lettersToPeople(
  { board }: ConsoleTools,
  caller: Caller,
  { contacts, since, until, most }: Wanted,
): Promise<LetterCard[]> {
  const maySee = ({ school, kind }: LetterCard) => school === undefined && (isOffice(caller) || !ofRequests.has(kind))
  const ofOne = async (to: string) => {
    const found: LetterCard[] = []
    let after: string | undefined
    for (let page = 0; page < mostPages && found.length < most; page++) {
      const { items, next } = await readLetters(board, { to, since, until }, { limit: perPage, after })
      found.push(...items.filter(maySee))
      after = next
      if (after === undefined) break
    }
    return found.slice(0, most)
  }
  return newestFirst((await Promise.all([...new Set(contacts)].map(ofOne))).flat())
}

export function newestFirst(letters: readonly LetterCard[]): LetterCard[] {
  const key = ({ day, causedAt }: LetterCard) => `${day} ${causedAt}`
  return letters.toSorted((a, b) => (key(a) < key(b) ? 1 : -1))
}
