/** Who gets news: whoever agreed to it, and can be reached. The gate judges each letter again when it leaves (C1). */

import type { WhyNot } from '../letter/events.ts'

/** A contact as far as news go by it. */
export interface NewsCandidate {
  readonly news: 'given' | 'withdrawn' | 'none'
  readonly address: 'ok' | 'bounced' | 'suppressed'
  readonly paused: boolean
  /** The suppression list speaks against news to this address. */
  readonly suppressed: boolean
}

/** Why a contact gets no news; undefined for one that does. The office mailbox needs consent like everybody. */
export function whyNoNews({ news, address, paused, suppressed }: NewsCandidate): WhyNot | undefined {
  if (news !== 'given') return news === 'withdrawn' ? 'withdrawn' : 'no-consent'
  if (suppressed) return 'suppressed'
  if (address !== 'ok') return address
  return paused ? 'contact-paused' : undefined
}
