/** Tells a person what is noted of their consent, so that what nobody meant is found at once (DOMAIN 4). */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day, purposes } from '../../../events/kernel/words.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { Letter, OnDay, Paragraph } from '../parts.tsx'
import { ifNotRight } from '../review-words.tsx'

const facts = once(() => z.strictObject({ agreed: z.enum(purposes), on: day() }))

type Facts = z.infer<ReturnType<typeof facts>>

/** The purposes as the body's own form words them (DOMAIN 4). */
const toWhat: Readonly<Record<Facts['agreed'], string>> = {
  service: 'being written to about the award your school holds and its reviews',
  news: 'being sent relevant information that may be of interest to you',
}

const whatElse: Readonly<Record<Facts['agreed'], string>> = {
  service: 'It is kept apart from consent to news, which this letter says nothing of.',
  news: 'It is kept apart from letters about your school’s award: to withdraw the one does not stop the other.',
}

function write({ agreed, on }: Facts, letterhead: Letterhead): JSX.Element {
  return (
    <Letter
      subject={`What you agreed to: ${agreed === 'service' ? 'letters about your school’s award' : 'news'}`}
      title="What you agreed to"
      preview="You can withdraw it at any time, in any words."
      occasion="This letter was sent because your consent was recorded."
    >
      <Paragraph>
        We have noted that on <OnDay day={on} /> you agreed to {toWhat[agreed]}, at this address.
      </Paragraph>
      <Paragraph>You can withdraw it at any time, in any words. {whatElse[agreed]}</Paragraph>
      {ifNotRight(letterhead)}
    </Letter>
  )
}

export const consentRecorded = defineLetter({
  kind: 'consent-recorded',
  version: 1,
  purpose: 'service',
  about: 'a consent that was recorded',
  when: 'At once when a consent is recorded; not for one that was imported, nor for one of more than 30 days ago.',
  facts,
  examples: {
    service: { agreed: 'service', on: '2026-11-10' },
    news: { agreed: 'news', on: '2026-11-10' },
  },
  write,
})
