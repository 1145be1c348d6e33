/** What staff do with people's requests (DOMAIN C7): they open those that came on paper or by telephone, extend and decide. */
import { createHmac } from 'node:crypto'
import { addMinutes } from '../../events/kernel/day.ts'
import type { RequestKind } from '../../events/kernel/words.ts'
import { requestDecider } from '../../events/request/decide.ts'
import type { PersonsRequest } from '../../events/request/state.ts'
import { act, type Doing, type Outcome } from '../log/act.ts'
import { foldAddress } from '../vault/vault.ts'
import { erasedBy, markErased } from './erasure.ts'
import { openRequest, ownEntry } from './rights.ts'
import { type DeedTools, furtherStep, isRefused, vaultWaits } from './tools.ts'

type Outcomes = Promise<Outcome<PersonsRequest> | { readonly notFound: string }>

export interface ByStaff {
  readonly kind: RequestKind
  /** The contact's stream, where one is known. */
  readonly contact: string | undefined
  /** The address of whoever is none: kept in the vault. */
  readonly email: string | undefined
  readonly received: string
}

/** Opens a case. Staff know whom they speak with: no link asks for proof. */
export async function openByStaff(tools: DeedTools, given: ByStaff, doing: Doing): Promise<Outcome<PersonsRequest>> {
  const { kind, contact, email, received } = given
  const opened = { kind, received, waiting: false, askProof: false }
  if (contact !== undefined || email === undefined)
    return openRequest(tools, { ...opened, contact: contact && ((await ownEntry(tools, contact)) ?? contact) }, doing)
  const from = await tools.vault.putNote(email, 'request', addMinutes(tools.world().now, vaultWaits))
  return openRequest(tools, { ...opened, from }, doing, await strangerKey(tools, email))
}

/** The same address is the same stranger, and nobody can tell the address from the case's id. */
async function strangerKey({ vault }: DeedTools, email: string): Promise<string | undefined> {
  const found = await vault.keyFor('request-of-a-stranger', 1)
  return found && createHmac('sha256', found.key).update(foldAddress(email)).digest('hex')
}

export function requestStream(request: string): string {
  return request.startsWith('request#') ? request : `request#${request}`
}

/** Decides a case. Where erasure is granted, the person is marked as erased before this answers. */
export async function decideRequest(
  tools: DeedTools,
  request: string,
  decided: { readonly outcome: 'answered' | 'refused'; readonly reason?: string | undefined },
  doing: Doing,
): Outcomes {
  const stream = requestStream(request)
  if (!(await tools.log.head(stream))) return { notFound: 'request' }
  const done = await act(tools, requestDecider, stream, { do: 'decide-request', ...decided }, doing)
  // What breaks off after this point `erase-person` finishes, which follows the decision.
  const erased = isRefused(done) ? undefined : await erasedBy(tools, stream)
  if (erased) await markErased(tools, erased, furtherStep(doing))
  return done
}

export async function extendRequest(tools: DeedTools, request: string, reason: string, doing: Doing): Outcomes {
  const stream = requestStream(request)
  if (!(await tools.log.head(stream))) return { notFound: 'request' }
  return act(tools, requestDecider, stream, { do: 'extend-request', reason }, doing)
}
