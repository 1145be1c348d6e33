/** The card of a mail that came in, the latest last: what it is and what was done, and nothing of what it says. */
import * as z from 'zod'
import { londonDay } from '../../../events/kernel/day.ts'
import { once } from '../../../events/kernel/once.ts'
import { isHarmful, type Mail } from '../../../events/mail/decide.ts'
import { findings, mailAsks, mailDeeds, mailSenders } from '../../../events/mail/events.ts'
import type { Row } from '../board.ts'
import { inListOf } from '../lists.ts'
import { card, idOf, type Standing } from './row.ts'

/**
 * Where a mail stands: stored and on its way (`filed`), done what it asks (`acted`), the address on file was asked
 * (`asked-back`), a person must read it (`to-person`), sent on to the office (`forwarded`), warned of by the provider
 * (`set-aside`), written by a machine (`automatic`), the same as another (`copy`).
 */
export const mailStates = [
  'filed',
  'acted',
  'asked-back',
  'to-person',
  'forwarded',
  'set-aside',
  'automatic',
  'copy',
] as const
export type MailState = (typeof mailStates)[number]

export const mailCard = once(() =>
  z.object({
    id: z.string(),
    state: z.enum(mailStates),
    received: z.string(),
    day: z.string(),
    verdict: z.enum(['passed', 'not-passed']),
    dmarc: z.enum(findings),
    spf: z.enum(findings),
    dkim: z.enum(findings),
    spam: z.enum(findings),
    virus: z.enum(findings),
    /** Whose address it says it is from; missing until it was read. */
    sender: z.enum(mailSenders).optional(),
    /** The contact it concerns (`contact#…`). */
    contact: z.string().optional(),
    /** The letter of ours it answers, and whether the sign in its address vouches for the contact. */
    answers: z.string().optional(),
    bySign: z.boolean().default(false),
    asks: z.array(z.enum(mailAsks)),
    does: z.array(z.enum(mailDeeds)),
    /** Streams of the requests it opened. */
    requests: z.array(z.string()),
    /** The mail this one is a copy of. */
    copyOf: z.string().optional(),
    /** A person filed it anew. */
    refiled: z.boolean(),
    loop: z.boolean(),
    found: z.boolean(),
    language: z.string().optional(),
    attachments: z.int().optional(),
    broken: z.array(z.string()),
  }),
)

export type MailCard = z.infer<ReturnType<typeof mailCard>>

export function mailRows(standing: Standing<Mail>): Row[] {
  const { stream, state: mail } = standing
  const { filed, read, refiled, acted } = mail
  if (!filed) return []
  const { kept: _, found, ...findings } = filed
  const state = stateOf(mail)
  return [
    card(standing, inListOf('mailInState', state, stream, filed.received), {
      ...findings,
      id: idOf(stream),
      state,
      day: londonDay(filed.received),
      sender: read?.sender,
      contact: refiled ? refiled.contact : read?.contact,
      answers: read?.answers && idOf(read.answers),
      bySign: read?.bySign === true,
      asks: refiled?.asks ?? read?.asks.map(({ ask }) => ask) ?? [],
      does: refiled?.deeds ?? read?.deeds ?? [],
      requests: acted ?? [],
      copyOf: read?.copyOf && idOf(read.copyOf),
      refiled: refiled !== undefined,
      loop: read?.loop === true,
      found: found === true,
      language: read?.language,
      attachments: read?.attachments,
      broken: read?.broken ?? [],
    }),
  ]
}

function stateOf(mail: Mail): MailState {
  const { filed, read, acted, refiled, forward } = mail
  if (forward === 'done') return 'forwarded'
  if (!filed || !read || !acted) return 'filed'
  if (refiled) return 'acted'
  if (read.copyOf !== undefined) return 'copy'
  if (isHarmful(filed)) return 'set-aside'
  return byDeeds(read.deeds, forward)
}

function byDeeds(deeds: NonNullable<Mail['read']>['deeds'], forward: Mail['forward']): MailState {
  if (deeds.length === 0) return 'automatic'
  if (deeds.includes('ask-was-this-you')) return 'asked-back'
  if (deeds.includes('ask-person')) return 'to-person'
  if (!deeds.includes('forward')) return 'acted'
  return forward === 'asked' ? 'filed' : 'to-person'
}
