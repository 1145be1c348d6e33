/** The card of a letter: what it is about, how far it got, and why it did not leave. */
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import type { Letter } from '../../../events/letter/decide.ts'
import { asked, heldBys, whyNots } from '../../../events/letter/events.ts'
import type { Row } from '../board.ts'
import { inList, inListOf } from '../lists.ts'
import { card, idOf, type Standing } from './row.ts'

export const letterStates = [
  'asked',
  'held',
  'withheld',
  'sending',
  'uncertain',
  'sent',
  'delivered',
  'bounced',
  'complained',
] as const

/** What is shown of a letter. `to` is the addressee's stream, `school` the school's id, `cause` is the event that called for it. */
export const letterCard = once(() =>
  z.object({
    ...asked().shape,
    id: z.string(),
    state: z.enum(letterStates),
    /** London's day it was asked for. */
    day: z.string(),
    attempts: z.int(),
    whyNot: z.enum(whyNots).optional(),
    heldBy: z.enum(heldBys).optional(),
    /** Nobody knows whether it left: a person must look. */
    unresolved: z.boolean(),
    /** The provider's own id of it. */
    provider: z.string().optional(),
    /** The name of the provider's error, when it refused the letter. */
    refusedBecause: z.string().optional(),
  }),
)

export type LetterCard = z.infer<ReturnType<typeof letterCard>>

export function letterRows(standing: Standing<Letter>): Row[] {
  const { stream, state: letter } = standing
  const { asked: what, day = '', state, attempts, whyNot, heldBy, unresolved, provider, refusedBecause } = letter
  if (!what || state === 'none') return []
  const sort = `${day} ${what.causedAt}`
  const school = what.school === undefined ? undefined : idOf(what.school)
  const places = {
    ...inList('letters', stream, sort),
    ...inListOf('lettersInState', state, stream, sort),
    ...inListOf('lettersTo', what.to, stream, sort),
    ...(school !== undefined && inListOf('lettersOfSchool', school, stream, sort)),
  }
  const data = {
    ...what,
    school,
    id: idOf(stream),
    state,
    day,
    attempts,
    whyNot,
    heldBy,
    unresolved,
    provider,
    refusedBecause,
  }
  return [card(standing, places, data)]
}
