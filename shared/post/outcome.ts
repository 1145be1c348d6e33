/**
 * What a failed send means for the letter. The provider keeps no token by which a second send would be known for the
 * first, so a letter goes again only when it certainly did not leave. Whatever is not known to be certain is `uncertain`.
 */
import type { Posted } from './post.ts'

/** What is known of a failure: its name, the HTTP status if an answer came, and what the provider wrote (read, not kept). */
export interface Failure {
  readonly name: string
  /** The system's code of a connection that failed: `ECONNREFUSED`. */
  readonly code?: string
  readonly status?: number
  readonly message: string
}

/** No connection was made, so nothing left. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'])
const throttled = new Set(['TooManyRequestsException', 'ThrottlingException', 'Throttling', 'LimitExceededException'])
const accountWide = new Set([
  'AccountSuspendedException',
  'SendingPausedException',
  'MailFromDomainNotVerifiedException',
  // No configuration set of this name: no letter will be taken.
  'NotFoundException',
  'CredentialsProviderError',
])

/** The outcome of a failed send of a letter from this address. */
export function outcomeOf(failure: Failure, from: string): Exclude<Posted, { outcome: 'sent' }> {
  const why = failure.code ?? failure.name
  if (neverConnected.has(why)) return { outcome: 'try-later', why }
  if (stopsAll(failure, from)) return { outcome: 'all-stopped', why: failure.name }
  if (isThrottled(failure)) return { outcome: 'try-later', why: failure.name }
  if (isRefused(failure)) return { outcome: 'refused', why: failure.name }
  return { outcome: 'uncertain', why }
}

function stopsAll(failure: Failure, from: string): boolean {
  if (accountWide.has(failure.name)) return true
  // The role or the key is at fault, not the letter.
  if (failure.status === 401 || failure.status === 403) return true
  if (isThrottled(failure)) return isDailyQuota(failure)
  return failure.name === 'MessageRejected' && namesOwnDomain(failure, from)
}

function isThrottled({ name, status }: Failure): boolean {
  return throttled.has(name) || status === 429
}

function isRefused({ status = 0 }: Failure): boolean {
  return status >= 400 && status < 500
}

// The provider gives the day's quota and the second's rate one name and tells them apart by its text only:
// `Daily message quota exceeded`, `Maximum sending rate exceeded` (SES developer guide, sending quotas).
function isDailyQuota({ message }: Failure): boolean {
  return /\bdaily\b/i.test(message)
}

// `Email address is not verified. The following identities failed the check …`: the sender's own domain among them
// stops every letter; the addressee's (an account still in the sandbox) only this one.
function namesOwnDomain({ message }: Failure, from: string): boolean {
  const domain = /@([^\s>]+)>?\s*$/.exec(from)?.[1]
  return /not verified/i.test(message) && domain !== undefined && message.toLowerCase().includes(domain.toLowerCase())
}
