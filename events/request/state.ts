/** A request as its rules know it. Who asks is an id; what they wrote is elsewhere. */
import type { Day } from '../kernel/day.ts'
import type { RequestKind } from '../kernel/words.ts'

/** `closed`: the mail that opened it was filed anew, and nobody asks for it. */
export const requestStates = ['none', 'open', 'waiting', 'answered', 'refused', 'closed'] as const
export type RequestState = (typeof requestStates)[number]

export interface PersonsRequest {
  readonly state: RequestState
  readonly kind: RequestKind
  readonly contact?: string | undefined
  /** A note with the address of whoever asks, where no contact is known. */
  readonly from?: string | undefined
  readonly received: Day
  readonly due: Day
  /** The mail that opened it; missing where staff did. */
  readonly mail?: string | undefined
  /** The mails that ask for it. */
  readonly mails: readonly string[]
  readonly asks: readonly RequestKind[]
  readonly proofAskedOn?: Day | undefined
  readonly provedOn?: Day | undefined
  readonly extended?: true | undefined
  readonly decidedOn?: Day | undefined
  /** Of erasure: nothing is waited for any more; and the day everything was removed. */
  readonly erasureDue?: true | undefined
  readonly erasedOn?: Day | undefined
  /** Of access: the day the copy was opened, which can be done once. */
  readonly copyOpenedOn?: Day | undefined
  /** The day up to which nothing is to be warned of any more. */
  readonly lookedOn: Day
  /** Notes, for the person who looks at the case. */
  readonly reason?: string | undefined
  readonly extension?: string | undefined
}

export const noRequest: PersonsRequest = {
  state: 'none',
  kind: 'access',
  received: '',
  due: '',
  mails: [],
  asks: [],
  lookedOn: '',
}

/** Whether somebody still has to decide it. */
export function isOpen({ state }: PersonsRequest): boolean {
  return state === 'open' || state === 'waiting'
}

/** Whose request it is, as its facts say it. */
export function whoseOf({ kind, contact }: PersonsRequest): { kind: RequestKind; contact?: string } {
  return { kind, ...(contact !== undefined && { contact }) }
}
