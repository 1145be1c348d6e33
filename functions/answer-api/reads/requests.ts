/** People's requests about their own data, soonest due first: for those who answer them. */
import * as z from 'zod'
import { requestKinds } from '../../../events/kernel/words.ts'
import { accessCopy } from '../../../events/request/copy.ts'
import { readRequests } from '../../../shared/board/reads/lists.ts'
import type { RequestCard } from '../../../shared/board/rows/request.ts'
import { copiedFor, copyFor } from '../../../shared/deeds/access-copy.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { noteViews } from '../../../shared/deeds/views.ts'
import { list, thing } from './read.ts'
import { idOf } from './shapes.ts'

const day = z.iso.date()

/** A request closed because it was never asked for counts among the refused. */
const shownStates = ['open', 'waiting', 'answered', 'refused'] as const

export const requestShape = z.object({
  id: z.string(),
  kind: z.enum(requestKinds),
  contact: z.string().optional(),
  received: day,
  due: day,
  state: z.enum(shownStates),
  /** Refused because its mail, filed anew, had not asked for it: nobody was told no. */
  notAsked: z.literal(true).optional(),
  /** What else the same mail asks for; each is a request of its own. */
  asks: z.array(z.enum(requestKinds)),
  mail: z.string().optional(),
  proofAskedOn: day.optional(),
  provedOn: day.optional(),
  extended: z.boolean(),
  decidedOn: day.optional(),
  /** Of erasure: the day everything was removed. */
  erasedOn: day.optional(),
  /** Of access: the day the person opened the copy. */
  copyOpenedOn: day.optional(),
})

type RequestView = z.input<typeof requestShape>

const requests = list(
  {
    path: '/api/requests',
    sentence: 'People’s requests about their own data, soonest due first; for admins and coordinators.',
    filters: { state: z.enum(shownStates).optional() },
    item: requestShape,
  },
  async ({ tools, caller, query: { state } }, ask) => {
    // Who exercises a right is nobody's business but theirs who answer it.
    if (!isOffice(caller)) return { items: [] }
    const { items, next } = await readRequests(
      tools.board,
      { states: state && (state === 'refused' ? ['refused', 'closed'] : [state]) },
      ask,
    )
    return { items: items.map(viewOf), next }
  },
)

function viewOf({
  id,
  kind,
  contact,
  received,
  due,
  state,
  asks,
  mail,
  proofAskedOn,
  provedOn,
  extended,
  decidedOn,
  erasedOn,
  copyOpenedOn,
}: RequestCard) {
  const view: RequestView = {
    id,
    kind,
    contact: contact && idOf(contact),
    received,
    due,
    state: state === 'closed' ? 'refused' : state,
    ...(state === 'closed' && { notAsked: true as const }),
    asks,
    mail: mail && idOf(mail),
    proofAskedOn,
    provedOn,
    extended: extended === true,
    decidedOn,
    erasedOn,
    copyOpenedOn,
  }
  return view
}

const copy = thing(
  {
    path: '/api/requests/{request}/copy',
    sentence:
      'All that is held on the person who asks for access, as they will be shown it, to be looked at before it is answered; for admins and coordinators. Who was shown it is noted.',
    filters: {},
    gives: accessCopy(),
  },
  async ({ tools, caller, params: { request = '' } }) => {
    // As for the list: to others no request is there.
    const contact = isOffice(caller) ? await copiedFor(tools, request) : undefined
    if (contact === undefined) return { notFound: 'request' }
    const { copy: made, shown } = await copyFor(tools, contact)
    await noteViews(tools, caller.id, shown)
    return made
  },
)

export const requestReads = [requests, copy]
