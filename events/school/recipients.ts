/** Who gets a letter to a school (R9): the named contacts who agreed, else the office, else nobody. */
import type { ContactRole } from '../kernel/words.ts'
import type { PassedOverWhy } from './events.ts'

/** One contact of the school as it stands at the moment of choosing. */
export interface Candidate {
  readonly contact: string
  readonly roles: readonly ContactRole[]
  readonly service: 'given' | 'withdrawn' | 'none'
  readonly address: 'ok' | 'bounced' | 'suppressed'
  readonly paused: boolean
  readonly gone: boolean
}

export interface Choice {
  readonly to: readonly string[]
  readonly via: 'named' | 'office' | 'nobody'
  readonly passedOver: readonly { readonly contact: string; readonly why: PassedOverWhy }[]
}

function whyNotReached(candidate: Candidate): PassedOverWhy | undefined {
  if (candidate.gone) return 'erased'
  if (candidate.address !== 'ok') return candidate.address
  return candidate.paused ? 'contact-paused' : undefined
}

function whyNotNamed(candidate: Candidate): PassedOverWhy | undefined {
  if (candidate.service !== 'given') return candidate.service === 'withdrawn' ? 'withdrawn' : 'no-consent'
  return whyNotReached(candidate)
}

function whyNotOffice(candidate: Candidate): PassedOverWhy | undefined {
  return candidate.service === 'withdrawn' ? 'objected' : whyNotReached(candidate)
}

/** Chooses in R9's order; each contact appears once, however many roles it has. An undeliverable address counts as none. */
export function chooseRecipients(candidates: readonly Candidate[]): Choice {
  const named = judge(
    candidates.filter((c) => c.roles.includes('head') || c.roles.includes('inclusion-lead')),
    whyNotNamed,
  )
  if (named.to.length > 0) return { ...named, via: 'named' }
  const office = judge(
    candidates.filter((c) => c.roles.includes('office')),
    whyNotOffice,
  )
  const via = office.to.length > 0 ? 'office' : 'nobody'
  const asNamed = new Set(named.passedOver.map((p) => p.contact))
  // One person may be named and the office: whoever is written to was not passed over, and nobody is told of twice.
  const passedOver = [...named.passedOver, ...office.passedOver.filter((p) => !asNamed.has(p.contact))]
  return { to: office.to, via, passedOver: passedOver.filter((p) => !office.to.includes(p.contact)) }
}

/**
 * The role a contact is written to in: a named role needs consent, the office does not (C1). Whoever is named and reads
 * the office mailbox is written to as the office: R9 may have come to them only as that.
 */
export function roleWrittenTo(roles: readonly ContactRole[]): ContactRole {
  const order: readonly ContactRole[] = ['office', 'head', 'inclusion-lead', 'other']
  return order.find((role) => roles.includes(role)) ?? 'other'
}

function judge(candidates: readonly Candidate[], whyNot: (candidate: Candidate) => PassedOverWhy | undefined) {
  const judged = candidates.map((candidate) => ({ contact: candidate.contact, why: whyNot(candidate) }))
  return {
    to: judged.flatMap((one) => (one.why === undefined ? [one.contact] : [])),
    passedOver: judged.flatMap((one) => (one.why === undefined ? [] : [{ contact: one.contact, why: one.why }])),
  }
}
