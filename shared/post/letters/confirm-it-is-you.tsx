/**
 * Sends the address on file the link by which a person proves that a request is theirs (DOMAIN C5). Nothing is handed out
 * or deleted without it, and nothing of what is kept stands in the letter.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day, requestKinds } from '../../../events/kernel/words.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { Button, InWelsh, Letter, OnDay, Paragraph } from '../parts.tsx'
import { ifNotRight } from '../review-words.tsx'
import { nameOfRequest, sayAsked } from '../rights-words.ts'

const facts = once(() =>
  z.strictObject({
    asks: z.enum(requestKinds),
    received: day(),
    due: day(),
    on: day(),
    act: z.url(),
    welsh: z.literal(true).optional(),
  }),
)

type Facts = z.infer<ReturnType<typeof facts>>

function write({ asks, received, act, welsh }: Facts, letterhead: Letterhead): JSX.Element {
  return (
    <Letter
      subject={`${nameOfRequest(asks)}: please confirm that it is you`}
      title="Please confirm that it is you"
      preview="One click confirms it. If it was not you, do nothing."
      occasion="This letter was sent because a request was made in your name."
    >
      {welsh && (
        <InWelsh>
          Daeth cais yn Gymraeg atom yn eich enw chi. Os chi a’i gwnaeth, dilynwch y ddolen isod i gadarnhau hynny; os
          nad chi, nid oes angen i chi wneud dim. Mae croeso i chi ateb yn Gymraeg.
        </InWelsh>
      )}
      <Paragraph>
        On <OnDay day={received} /> we were asked, in your name, {sayAsked(asks)}. Before anything is done we must know
        that it was you who asked.
      </Paragraph>
      <Button href={act}>Yes, I asked for this</Button>
      <Paragraph>The link works once, and for 30 days.</Paragraph>
      <Paragraph>If it was not you, you need not do anything: nothing is handed out and nothing is changed.</Paragraph>
      {ifNotRight(letterhead)}
    </Letter>
  )
}

export const confirmItIsYou = defineLetter({
  kind: 'confirm-it-is-you',
  version: 2,
  purpose: 'rights',
  about: 'a request that must be proved to be theirs',
  when: 'At once when somebody asks by mail or on their page for access, deletion or correction, to the address on file.',
  facts,
  examples: {
    access: {
      asks: 'access',
      received: '2026-11-10',
      due: '2026-12-10',
      on: '2026-11-10',
      act: 'https://awards.iqm.example/p/confirm/example',
    },
  },
  write,
})
