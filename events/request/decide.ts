/**
 * What may happen to a person's request (DOMAIN C5, C7). Nothing is erased or handed out by a mail: a case opens with its
 * statutory day, identity is proved by a link that went to the address on file, and a person decides.
 */
import { type Instant, morningRun } from '../kernel/day.ts'
import { type DayWorld, type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { RequestKind } from '../kernel/words.ts'
import { dueOf, mayBeExtended, nextWarning, toldBy, warningReached } from './clock.ts'
import { eraseInTime, eraseNow, erasesOn, erasureDue, noteErased } from './erasure.ts'
import type { ErasureBecause, ErasureReport, RequestFact } from './events.ts'
import { isOpen, noRequest, type PersonsRequest, whoseOf } from './state.ts'

export interface OpenRequest {
  readonly kind: RequestKind
  readonly contact?: string | undefined
  readonly from?: string | undefined
  readonly received: string
  readonly mail?: string | undefined
  readonly asks?: readonly RequestKind[] | undefined
  /** Nobody knows whether it is theirs. */
  readonly waiting: boolean
  /** A link to the address on file asks for proof, from today on. */
  readonly askProof: boolean
}

export type RequestCommand =
  | ({ readonly do: 'open-request' } & OpenRequest)
  | { readonly do: 'note-proof' }
  /** A mail was filed anew, and does not ask for it. */
  | { readonly do: 'note-not-asked'; readonly mail: string }
  | { readonly do: 'extend-request'; readonly reason: string }
  | {
      readonly do: 'decide-request'
      readonly outcome: 'answered' | 'refused'
      readonly reason?: string | undefined
    }
  /** The letter that tells them what was decided left, or never will. */
  | { readonly do: 'note-answer-ended'; readonly because: ErasureBecause }
  /** What was kept of them was removed. */
  | { readonly do: 'note-erased'; readonly report: ErasureReport }
  /** The link of the answer was followed. */
  | { readonly do: 'open-copy' }
  | { readonly do: 'wake' }

export const requestDecider: Decider<RequestCommand, PersonsRequest, RequestFact> = {
  shape: 3,
  initial: noRequest,
  decide: decideRequest,
  evolve: evolveRequest,
  wakeAt: wakeRequestAt,
}

function decideRequest(command: RequestCommand, request: PersonsRequest, world: DayWorld): Decision<RequestFact> {
  if (command.do === 'open-request') return openOnce(command, request, world)
  if (command.do === 'note-not-asked') return notAsked(command, request)
  if (request.state === 'none') return refuse('request-not-known', 'There is no such request.')
  if (command.do === 'decide-request') return decide(command, request, world)
  return isOpen(request) ? whileOpen(command, request, world) : afterwards(command, request, world)
}

type Further = Exclude<RequestCommand, { do: 'open-request' | 'note-not-asked' | 'decide-request' }>

function whileOpen(command: Further, request: PersonsRequest, world: DayWorld): Decision<RequestFact> {
  switch (command.do) {
    case 'note-proof':
      return prove(request, world)
    case 'extend-request':
      return extend(command, request, world)
    case 'wake':
      return wake(request, world)
    case 'open-copy':
      return noCopy
    case 'note-answer-ended':
    case 'note-erased':
      return []
  }
}

/** What follows from an answer. */
function afterwards(command: Further, request: PersonsRequest, world: DayWorld): Decision<RequestFact> {
  switch (command.do) {
    case 'note-answer-ended':
      return eraseNow(command.because, request, world)
    case 'note-erased':
      return noteErased(command.report, request, world)
    case 'open-copy':
      return openCopy(request, world)
    case 'wake':
      return eraseInTime(request, world)
    case 'note-proof':
    case 'extend-request':
      return alreadyDecided(request)
  }
}

function alreadyDecided({ state }: PersonsRequest): Decision<RequestFact> {
  if (state === 'closed')
    return refuse(
      'request-closed',
      'The mail that opened this request was filed anew and does not ask for it. Open one.',
    )
  return refuse('request-already-decided', `This request was ${state} already. Open a new one if something is left.`, {
    state,
  })
}

/** A request is known by who asks for what since when: opened again it is the same, and one that was closed opens anew. */
function openOnce(command: OpenRequest, request: PersonsRequest, world: DayWorld): Decision<RequestFact> {
  const isThere = request.state !== 'none' && request.state !== 'closed'
  return isThere ? askedAgain(command, request, world) : open(command, world)
}

function open(command: OpenRequest, { today, calendar }: DayWorld): Decision<RequestFact> {
  const { kind, contact, from, received, mail, asks = [], waiting, askProof } = command
  if (received > today)
    return refuse('day-in-the-future', `A request cannot have been received on ${received}; today is ${today}.`, {
      received,
      today,
    })
  const due = dueOf({ kind, received }, calendar)
  const whose = { kind, ...(contact !== undefined && { contact }) }
  const opened: RequestFact = {
    type: 'RequestOpened',
    data: {
      ...whose,
      received,
      on: today,
      due,
      ...(mail !== undefined && { mail }),
      ...(from !== undefined && { from }),
      ...(asks.length > 0 && { asks: [...asks] }),
      ...(waiting && { waiting }),
      ...(askProof && { proof: askProof }),
    },
  }
  const asked: RequestFact = {
    type: 'RequestProofAsked',
    data: { ...whose, on: today, received, due, ...(waiting && { waiting }) },
  }
  return askProof ? [opened, asked] : [opened]
}

function askedAgain({ mail, askProof }: OpenRequest, request: PersonsRequest, world: DayWorld): Decision<RequestFact> {
  // Staff who open it themselves know whom they speak with.
  if (mail === undefined && !askProof && isOpen(request) && isUnproved(request)) return prove(request, world)
  if (mail === undefined || request.mails.includes(mail) || !isOpen(request)) return []
  return [{ type: 'RequestAskedAgain', data: { ...whoseOf(request), mail } }]
}

/** Whoever proved that it is theirs asked for it, whatever a mail says; and what was decided stays so. */
function notAsked({ mail }: { readonly mail: string }, request: PersonsRequest): Decision<RequestFact> {
  if (!isOpen(request) || request.provedOn !== undefined || !request.mails.includes(mail)) return []
  const isLast = request.mail !== undefined && request.mails.length === 1
  return [{ type: 'RequestNotAsked', data: { ...whoseOf(request), mail, ...(isLast && { closed: isLast }) } }]
}

/** The link that went to the address on file was followed: once is enough. */
function prove(request: PersonsRequest, { today, calendar }: DayWorld): Decision<RequestFact> {
  const { received, proofAskedOn, provedOn } = request
  if (provedOn !== undefined) return []
  if (proofAskedOn === undefined)
    return refuse('no-proof-asked', 'Nobody was asked to prove who they are for this request.')
  const due = dueOf({ ...request, provedOn: today }, calendar)
  return [{ type: 'RequestProved', data: { ...whoseOf(request), on: today, received, due } }]
}

function extend(
  { reason }: { readonly reason: string },
  request: PersonsRequest,
  { today, calendar }: DayWorld,
): Decision<RequestFact> {
  const { kind, received, extended, due } = request
  if (extended)
    return refuse('request-already-extended', `The time was extended already, to ${due}: once is all.`, { due })
  if (!mayBeExtended(kind))
    return refuse('request-not-extendable', 'A complaint is acknowledged within 30 days; that time cannot be extended.')
  const by = toldBy(request, calendar)
  if (today > by)
    return refuse(
      'first-month-is-over',
      `The person must be told within the first month that it takes longer: until ${by}. Answer the request now.`,
      { by, today },
    )
  const later = dueOf({ ...request, extended: true }, calendar)
  return [{ type: 'RequestExtended', data: { ...whoseOf(request), received, on: today, due: later, reason } }]
}

function decide(
  { outcome, reason }: Extract<RequestCommand, { do: 'decide-request' }>,
  request: PersonsRequest,
  { today }: DayWorld,
): Decision<RequestFact> {
  const { state, kind, contact, received } = request
  if (state === outcome) return []
  if (!isOpen(request)) return alreadyDecided(request)
  if (outcome === 'refused' && reason === undefined)
    return refuse('refusal-needs-a-reason', 'A request is refused with a reason: the person has a right to know it.')
  if (outcome === 'answered' && actsOnThem.has(kind) && isUnproved(request))
    return refuse(
      'identity-not-proved',
      'Nobody has followed the link that went to the address on file, so it is not known that the person asked. If you know it otherwise, open the same request yourself, for the same day; else refuse it with that as the reason.',
    )
  const whose = whoseOf(request)
  const decided: RequestFact = {
    type: 'RequestDecided',
    data: { ...whose, received, on: today, outcome, ...(reason !== undefined && { reason }) },
  }
  const isNobodys = kind === 'erasure' && outcome === 'answered' && contact === undefined
  return isNobodys ? [decided, erasureDue(request, 'nobody-to-answer', today)] : [decided]
}

/** These never act on one e-mail (C5). */
const actsOnThem: ReadonlySet<RequestKind> = new Set(['access', 'erasure', 'rectification'])

/** Proof of identity was asked for, and did not come. */
function isUnproved({ proofAskedOn, provedOn }: PersonsRequest): boolean {
  return proofAskedOn !== undefined && provedOn === undefined
}

const noCopy = refuse('no-copy-to-open', 'There is no copy to open: it was not asked for, or not granted.')

function openCopy(request: PersonsRequest, { today }: DayWorld): Decision<RequestFact> {
  const { kind, state, copyOpenedOn } = request
  if (kind !== 'access' || state !== 'answered') return noCopy
  if (copyOpenedOn !== undefined)
    return refuse('copy-opened-already', `The copy was opened on ${copyOpenedOn}; its link works once.`, {
      on: copyOpenedOn,
    })
  return [{ type: 'AccessCopyOpened', data: { ...whoseOf(request), on: today } }]
}

/** After days on which nothing ran, the most urgent warning is the only one. */
function wake({ due, lookedOn }: PersonsRequest, { lastRun }: DayWorld): Decision<RequestFact> {
  const before = warningReached(due, lookedOn, lastRun)
  return before === undefined ? [] : [{ type: 'RequestDueSoon', data: { on: lastRun, due, before } }]
}

function wakeRequestAt(request: PersonsRequest): Instant | undefined {
  const next = isOpen(request) ? nextWarning(request.due, request.lookedOn) : undefined
  const day = next ?? erasesOn(request)
  return day && morningRun(day)
}

function evolveRequest(request: PersonsRequest, fact: RequestFact): PersonsRequest {
  switch (fact.type) {
    case 'RequestOpened': {
      const { kind, contact, from, received, on, due, mail, asks = [], waiting } = fact.data
      const mails = mail === undefined ? [] : [mail]
      return {
        state: waiting ? 'waiting' : 'open',
        kind,
        contact,
        from,
        received,
        due,
        mail,
        mails,
        asks,
        lookedOn: on,
      }
    }
    case 'RequestAskedAgain':
      return { ...request, mails: [...request.mails, fact.data.mail] }
    case 'RequestNotAsked': {
      const mails = request.mails.filter((mail) => mail !== fact.data.mail)
      return { ...request, mails, ...(fact.data.closed && { state: 'closed' as const }) }
    }
    case 'RequestProofAsked':
      return { ...request, proofAskedOn: fact.data.on }
    case 'RequestProved':
      return { ...request, state: 'open', provedOn: fact.data.on, due: fact.data.due, lookedOn: fact.data.on }
    case 'RequestExtended': {
      const { due, on, reason } = fact.data
      return { ...request, extended: true, due, lookedOn: on, extension: reason }
    }
    case 'RequestDueSoon':
      return { ...request, lookedOn: fact.data.on }
    case 'RequestDecided':
      return { ...request, state: fact.data.outcome, reason: fact.data.reason, decidedOn: fact.data.on }
    case 'ErasureDue':
      return { ...request, erasureDue: true }
    case 'ErasureFinished':
      // Notes about them are gone.
      return { ...request, erasedOn: fact.data.on, from: undefined, reason: undefined, extension: undefined }
    case 'AccessCopyOpened':
      return { ...request, copyOpenedOn: fact.data.on }
  }
}
