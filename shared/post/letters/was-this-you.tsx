/**
 * Asks the address on file whether a mail in its name was theirs (DOMAIN C5): one link stops letters, the other lets them
 * go on. It quotes nothing of the mail, whose words may be anybody's.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day, purposes } from '../../../events/kernel/words.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { Button, InWelsh, Letter, Link, OnDay, Paragraph } from '../parts.tsx'
import { ifNotRight } from '../review-words.tsx'
import { sayPurposes } from '../rights-words.ts'

const facts = once(() =>
  z.strictObject({
    withdrawn: z.array(z.enum(purposes)).min(1),
    /** Letters go on by themselves from this day on. */
    due: day(),
    act: z.url(),
    keep: z.url(),
    /** They wrote in Welsh. */
    welsh: z.literal(true).optional(),
  }),
)

type Facts = z.infer<ReturnType<typeof facts>>

function write({ withdrawn, due, act, keep, welsh }: Facts, letterhead: Letterhead): JSX.Element {
  const what = sayPurposes(withdrawn)
  return (
    <Letter
      subject="Was this you? Somebody wrote to us in your name"
      title="Was this you?"
      preview="We could not make sure that the mail was yours."
      occasion="This letter was sent because we could not make sure who wrote to us."
    >
      {welsh && (
        <InWelsh>
          Daeth neges yn Gymraeg atom yn eich enw chi. Os chi a’i hanfonodd, dilynwch y ddolen gyntaf isod; os nad chi,
          dilynwch yr ail. Mae croeso i chi ateb yn Gymraeg.
        </InWelsh>
      )}
      <Paragraph>
        Somebody wrote to us in your name. We could not make sure that it was you, so we have not done what they asked.
      </Paragraph>
      <Paragraph>If it was you and you want us to stop {what}, one click is enough:</Paragraph>
      <Button href={act}>Yes, stop these letters</Button>
      <Paragraph>
        If it was not you, or you want to go on hearing from us: <Link href={keep}>No, let them go on</Link>.
      </Paragraph>
      <Paragraph>
        Until you answer we write nothing else to you. If we hear nothing, letters go on from <OnDay day={due} />.
      </Paragraph>
      {ifNotRight(letterhead)}
    </Letter>
  )
}

export const wasThisYou = defineLetter({
  kind: 'was-this-you',
  version: 2,
  purpose: 'rights',
  about: 'a mail whose sender is not sure',
  when: 'At once when a mail that may not be theirs asks for something about their own data; at most once a day.',
  facts,
  examples: {
    both: {
      withdrawn: ['service', 'news'],
      due: '2026-11-17',
      act: 'https://awards.iqm.example/p/you/example-yes',
      keep: 'https://awards.iqm.example/p/you/example-no',
    },
  },
  write,
})
