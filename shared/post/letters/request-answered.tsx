/** Tells a person that their request was decided (DOMAIN C1, C9). What was found out is never sent by mail. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day, requestKinds } from '../../../events/kernel/words.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { Letter, OnDay, Paragraph } from '../parts.tsx'
import { ifNotRight } from '../review-words.tsx'
import { nameOfRequest, sayAsked } from '../rights-words.ts'

const facts = once(() =>
  z.strictObject({ asks: z.enum(requestKinds), received: day(), outcome: z.enum(['answered', 'refused']) }),
)

type Facts = z.infer<ReturnType<typeof facts>>

function write({ asks, received, outcome }: Facts, letterhead: Letterhead): JSX.Element {
  const said = outcome === 'answered' ? 'has been dealt with' : 'cannot be met'
  return (
    <Letter
      subject={`${nameOfRequest(asks)} ${said}`}
      title={`${nameOfRequest(asks)} ${said}`}
      preview="We decided on what you asked for."
      occasion="This letter was sent because it was decided; it is the last one about it."
    >
      <Paragraph>
        {asks === 'complaint' ? 'This is about the complaint that came in on ' : 'On '}
        <OnDay day={received} />
        {asks === 'complaint' ? '' : ` you asked ${sayAsked(asks)}`}. {answers[outcome]}
      </Paragraph>
      {outcome === 'refused' && (
        <Paragraph>
          You may complain to us, in any words, and to the Information Commissioner’s Office (ico.org.uk), and you may
          go to court.
        </Paragraph>
      )}
      {ifNotRight(letterhead)}
    </Letter>
  )
}

const answers: Readonly<Record<Facts['outcome'], string>> = {
  answered: 'It has been dealt with. For your safety this letter says nothing of what we keep or did.',
  refused: 'We looked at it and cannot do as you asked. We tell you the reason separately, and you may ask us for it.',
}

export const requestAnswered = defineLetter({
  kind: 'request-answered',
  version: 1,
  purpose: 'rights',
  about: 'a request that was decided',
  when: 'At once when a request is answered or refused; once for each.',
  facts,
  examples: {
    answered: { asks: 'access', received: '2026-11-10', outcome: 'answered' },
    refused: { asks: 'erasure', received: '2026-11-10', outcome: 'refused' },
  },
  write,
})
