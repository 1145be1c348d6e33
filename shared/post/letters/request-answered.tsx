/**
 * Tells a person that their request was decided (DOMAIN C1, C8, C9). What is kept of them never stands in a mail: a link
 * that opens once leads to it. To somebody who is erased it is the last letter.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { addDays } from '../../../events/kernel/day.ts'
import { once } from '../../../events/kernel/once.ts'
import { day, requestKinds } from '../../../events/kernel/words.ts'
import { copyDays } from '../../../events/request/copy.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { Button, Letter, OnDay, Paragraph } from '../parts.tsx'
import { ifNotRight } from '../review-words.tsx'
import { nameOfRequest, sayAsked } from '../rights-words.ts'

const facts = once(() =>
  z.strictObject({
    asks: z.enum(requestKinds),
    received: day(),
    outcome: z.enum(['answered', 'refused']),
    /** The day of the answer, from which the link counts; letters of before there was a copy have neither. */
    on: day().optional(),
    act: z.url().optional(),
  }),
)

type Facts = z.infer<ReturnType<typeof facts>>

function write(told: Facts, letterhead: Letterhead): JSX.Element {
  const { asks, received, outcome } = told
  const said = outcome === 'answered' ? 'has been dealt with' : 'cannot be met'
  const isErased = asks === 'erasure' && outcome === 'answered'
  return (
    <Letter
      subject={`${nameOfRequest(asks)} ${said}`}
      title={`${nameOfRequest(asks)} ${said}`}
      preview={previewOf(told)}
      occasion={
        isErased
          ? 'This letter was sent because it was decided; it is the last one you get from us.'
          : 'This letter was sent because it was decided; it is the last one about it.'
      }
    >
      <Paragraph>
        {asks === 'complaint' ? 'This is about the complaint that came in on ' : 'On '}
        <OnDay day={received} />
        {asks === 'complaint' ? '' : ` you asked ${sayAsked(asks)}`}. {answerOf(told)}
      </Paragraph>
      {moreOf(told)}
      {ifNotRight(letterhead)}
    </Letter>
  )
}

function previewOf({ act, asks, outcome }: Facts): string {
  if (act !== undefined) return 'One link opens the copy, once.'
  return asks === 'erasure' && outcome === 'answered'
    ? 'What we keep about you is deleted now.'
    : 'We decided on what you asked for.'
}

function answerOf({ asks, outcome, act }: Facts): string {
  if (outcome === 'refused')
    return 'We looked at it and cannot do as you asked. We tell you the reason separately, and you may ask us for it.'
  if (asks === 'erasure') return 'We do so: when this letter has left, everything we keep about you is deleted.'
  return act === undefined
    ? 'It has been dealt with. For your safety this letter says nothing of what we keep or did.'
    : 'It has been dealt with: a copy of everything we keep about you is ready.'
}

function moreOf({ asks, outcome, act, on }: Facts): JSX.Element | JSX.Element[] | null {
  if (outcome === 'refused')
    return (
      <Paragraph>
        You may complain to us, in any words, and to the Information Commissioner’s Office (ico.org.uk), and you may go
        to court.
      </Paragraph>
    )
  if (asks === 'erasure') return erased
  return act === undefined ? null : copyBehind(act, on)
}

const erased = [
  <Paragraph>
    Copies that were made to recover from a disaster still hold it. They are beyond use: nobody looks into them, and
    they age out within 35 days.
  </Paragraph>,
  <Paragraph>
    Of your address we keep a mark that nobody can read, so that nobody writes to it again, whatever list it may stand
    on. What happened around the award stays on record without your name.
  </Paragraph>,
  <Paragraph>This is the last letter you get from us.</Paragraph>,
]

function copyBehind(act: string, on: string | undefined): JSX.Element[] {
  return [
    <Paragraph>
      Behind this link is a page with all of it: your name and address, roles and consents, letters, mails and notes,
      what we use it for, how long we keep it, and your rights. You can save it there as a file as well.
    </Paragraph>,
    <Button href={act}>Open the copy</Button>,
    on === undefined ? (
      <Paragraph>The link opens once.</Paragraph>
    ) : (
      <Paragraph>
        The link opens once, until <OnDay day={addDays(on, copyDays)} />. Do not pass this letter on: whoever has the
        link can open the copy. If it was opened and not by you, or too late, write to us.
      </Paragraph>
    ),
  ]
}

export const requestAnswered = defineLetter({
  kind: 'request-answered',
  version: 2,
  purpose: 'rights',
  about: 'a request that was decided',
  when: 'At once when a request is answered or refused; once for each.',
  facts,
  examples: {
    answered: {
      asks: 'access',
      received: '2026-11-10',
      outcome: 'answered',
      on: '2026-11-20',
      act: 'https://awards.iqm.example/p/copy/example',
    },
    erased: { asks: 'erasure', received: '2026-11-10', outcome: 'answered', on: '2026-11-20' },
    corrected: { asks: 'rectification', received: '2026-11-10', outcome: 'answered', on: '2026-11-20' },
    refused: { asks: 'erasure', received: '2026-11-10', outcome: 'refused', on: '2026-11-20' },
  },
  write,
})
