/** The card of a person's request, soonest due first. Who asks is an id; what they wrote is elsewhere. */
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { requestKinds } from '../../../events/kernel/words.ts'
import type { PersonsRequest } from '../../../events/request/state.ts'
import type { Row } from '../board.ts'
import { inListOf } from '../lists.ts'
import { card, idOf, type Standing } from './row.ts'

export const requestCardStates = ['open', 'waiting', 'answered', 'refused', 'closed'] as const

export const requestCard = once(() =>
  z.object({
    id: z.string(),
    kind: z.enum(requestKinds),
    state: z.enum(requestCardStates),
    /** The contact's stream. */
    contact: z.string().optional(),
    /** A note with the address of whoever asks and is no contact. */
    from: z.string().optional(),
    received: z.string(),
    due: z.string(),
    mail: z.string().optional(),
    /** What else the same mail asks for. */
    asks: z.array(z.enum(requestKinds)),
    proofAskedOn: z.string().optional(),
    provedOn: z.string().optional(),
    extended: z.literal(true).optional(),
    decidedOn: z.string().optional(),
    /** Of erasure: the day everything was removed. */
    erasedOn: z.string().optional(),
    /** Of access: the day the copy was opened. */
    copyOpenedOn: z.string().optional(),
  }),
)

export type RequestCard = z.infer<ReturnType<typeof requestCard>>

export function requestRows(standing: Standing<PersonsRequest>): Row[] {
  const { stream, state: request } = standing
  if (request.state === 'none') return []
  const { state, kind, contact, from, received, due, mail, asks, proofAskedOn, provedOn, extended } = request
  const { decidedOn, erasedOn, copyOpenedOn } = request
  const asked = { kind, contact, from, received, due, mail, asks: [...asks], proofAskedOn, provedOn, extended }
  const shown = { ...asked, decidedOn, erasedOn, copyOpenedOn }
  const data: RequestCard = { id: idOf(stream), state, ...shown }
  return [card(standing, inListOf('requestsInState', state, stream, due), data)]
}
