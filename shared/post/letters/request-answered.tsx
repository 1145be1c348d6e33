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
import { recoveryDays } from '../../../events/request/erasure.ts'
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
  const subject = `${nameOfRequest(asks)} ${outcome === 'answered' ? 'has been dealt with' : 'cannot be met'}`
  const isComplaint = asks === 'complaint'
  const { preview, answer, more, last = 'it is the last one about it' } = answerIn(told)
  return (
    <Letter
      subject={subject}
      title={subject}
      preview={preview ?? 'We decided on what you asked for.'}
      occasion={`This letter was sent because it was decided; ${last}.`}
    >
      <Paragraph>
        {isComplaint ? 'This is about the complaint that came in on ' : 'On '}
        <OnDay day={received} />
        {isComplaint ? '' : ` you asked ${sayAsked(asks)}`}. {answer}
      </Paragraph>
      {more}
      {ifNotRight(letterhead)}
    </Letter>
  )
}

interface Answer {
  readonly preview?: string
  readonly answer: string
  readonly more?: JSX.Element | JSX.Element[]
  readonly last?: string
}

function answerIn({ asks, outcome, act, on }: Facts): Answer {
  if (outcome === 'refused') return refused
  if (asks === 'erasure') return erased
  if (act !== undefined && on !== undefined) return copyBehind(act, addDays(on, copyDays))
  return { answer: 'It has been dealt with. For your safety this letter says nothing of what we keep or did.' }
}

const refused: Answer = {
  answer: 'We looked at it and cannot do as you asked. We tell you the reason separately, and you may ask us for it.',
  more: (
    <Paragraph>
      You may complain to us, in any words, and to the Information Commissioner’s Office (ico.org.uk), and you may go to
      court.
    </Paragraph>
  ),
}

const erased: Answer = {
  preview: 'What we keep about you is deleted now.',
  answer: 'We do so: when this letter has left, everything we keep about you is deleted.',
  last: 'it is the last one you get from us',
  more: [
    <Paragraph>
      Copies made to recover from a disaster still hold it. They are beyond use, and age out within {recoveryDays} days.
    </Paragraph>,
    <Paragraph>
      Of your address we keep a mark that nobody can read, so that nobody writes to it again. What happened around the
      award stays on record without your name.
    </Paragraph>,
    <Paragraph>This is the last letter you get from us.</Paragraph>,
  ],
}

function copyBehind(act: string, until: string): Answer {
  return {
    preview: 'One link opens the copy, once.',
    answer: 'It has been dealt with: a copy of everything we keep about you is ready.',
    more: [
      <Paragraph>
        Behind this link is a page with all of it: your name and address, roles and consents, letters, mails and notes,
        what we use it for, how long we keep it, and your rights. You can save it there as a file as well.
      </Paragraph>,
      <Button href={act}>Open the copy</Button>,
      <Paragraph>
        The link opens once, until <OnDay day={until} />. Do not pass this letter on: whoever has the link can open the
        copy. If it was opened and not by you, or too late, write to us.
      </Paragraph>,
    ],
  }
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
    erased: { asks: 'erasure', received: '2026-11-10', outcome: 'answered' },
    corrected: { asks: 'rectification', received: '2026-11-10', outcome: 'answered' },
    refused: { asks: 'erasure', received: '2026-11-10', outcome: 'refused' },
  },
  write,
})
