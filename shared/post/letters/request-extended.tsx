/** Tells a person before the first month is over that their request takes longer, and why (DOMAIN C7; UK GDPR, article 12(3)). */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day, requestKinds } from '../../../events/kernel/words.ts'
import { cleanParagraphs } from '../clean.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { Letter, NewLine, OnDay, Paragraph } from '../parts.tsx'
import { ifNotRight } from '../review-words.tsx'
import { nameOfRequest, sayAsked } from '../rights-words.ts'

const facts = once(() =>
  z.strictObject({
    asks: z.enum(requestKinds),
    received: day(),
    due: day(),
    /** Missing where it is not kept any more. */
    reason: z.string().max(4000).optional(),
  }),
)

type Facts = z.infer<ReturnType<typeof facts>>

function write({ asks, received, due, reason }: Facts, letterhead: Letterhead): JSX.Element {
  return (
    <Letter
      subject={`${nameOfRequest(asks)} takes longer`}
      title={`${nameOfRequest(asks)} takes longer`}
      preview="We need more time, and tell you why."
      occasion="This letter was sent because the time for our answer was extended."
    >
      <Paragraph>
        On <OnDay day={received} /> you asked {sayAsked(asks)}. We need more time than one month: you will have our
        answer by <OnDay day={due} /> at the latest.
      </Paragraph>
      {reason !== undefined && <Paragraph>The reason:</Paragraph>}
      {cleanParagraphs(reason ?? '').map((lines) => (
        <Paragraph>{lines.map((line, index) => (index === 0 ? line : [<NewLine />, line]))}</Paragraph>
      ))}
      <Paragraph>
        You need not do anything. If you do not agree, you may complain to us, in any words, and to the Information
        Commissioner’s Office (ico.org.uk).
      </Paragraph>
      {ifNotRight(letterhead)}
    </Letter>
  )
}

export const requestExtended = defineLetter({
  kind: 'request-extended',
  version: 1,
  purpose: 'rights',
  about: 'a request that takes longer',
  when: 'At once when the time of a request is extended, which is possible within its first month; once for each.',
  facts,
  examples: {
    access: {
      asks: 'access',
      received: '2026-11-10',
      due: '2027-02-10',
      reason: 'You were in touch with several of our assessors over many years, and we look through all their papers.',
    },
  },
  write,
})
