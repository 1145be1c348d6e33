/** Confirms a withdrawal to the address on file, with the link that undoes it (DOMAIN C4). It asks for nothing back. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day, purposes } from '../../../events/kernel/words.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { InWelsh, Letter, Link, OnDay, Paragraph } from '../parts.tsx'
import { ifNotRight } from '../review-words.tsx'
import { sayPurposes } from '../rights-words.ts'

const facts = once(() =>
  z.strictObject({
    withdrawn: z.array(z.enum(purposes)).min(1),
    on: day(),
    /** Something was given before, so that there is something to undo. */
    undo: z.literal(true).optional(),
    act: z.url(),
    /** They wrote in Welsh. */
    welsh: z.literal(true).optional(),
  }),
)

type Facts = z.infer<ReturnType<typeof facts>>

function write({ withdrawn, on, undo, act, welsh }: Facts, letterhead: Letterhead): JSX.Element {
  return (
    <Letter
      subject={`Stopped, as you asked: ${sayPurposes(withdrawn)}`}
      title="Stopped, as you asked"
      preview="It took effect at once. You need not do anything."
      occasion="This letter was sent once, to confirm it."
    >
      {welsh && (
        <InWelsh>
          Diolch am eich neges yn Gymraeg. Rydym wedi rhoi’r gorau i anfon y llythyrau hyn atoch, fel y gofynnoch, ac
          nid oes angen i chi wneud dim. Mae croeso i chi ateb yn Gymraeg.
        </InWelsh>
      )}
      <Paragraph>
        On <OnDay day={on} /> you asked us to stop {sayPurposes(withdrawn)}. It took effect at once, and it stays so.
        You need not do anything.
      </Paragraph>
      {stays(withdrawn)}
      {undo && (
        <Paragraph>
          If this was a mistake, or you did not ask for it, <Link href={act}>undo it with this link</Link>. It works
          once, and for 30 days.
        </Paragraph>
      )}
      {ifNotRight(letterhead)}
    </Letter>
  )
}

/** What was not asked to stop goes on, and is named, so that nobody waits for what does not come. */
function stays(withdrawn: Facts['withdrawn']): JSX.Element | null {
  if (withdrawn.length > 1) return null
  return (
    <Paragraph>
      {withdrawn.includes('news')
        ? 'This does not change letters about your school’s award and its reviews.'
        : 'This does not change what you agreed to about news. Where your school’s award needs a letter, it goes to somebody else at your school.'}
    </Paragraph>
  )
}

const act = 'https://awards.iqm.example/p/undo/example'

export const withdrawalConfirmed = defineLetter({
  kind: 'withdrawal-confirmed',
  version: 2,
  purpose: 'rights',
  about: 'a withdrawal that took effect',
  when: 'At once when a consent is withdrawn, by e-mail, by one click, on the preference page or by staff; once for each.',
  facts,
  examples: {
    service: { withdrawn: ['service'], on: '2026-11-10', undo: true, act },
    both: { withdrawn: ['service', 'news'], on: '2026-11-10', undo: true, act },
    welsh: { withdrawn: ['service', 'news'], on: '2026-11-10', undo: true, act, welsh: true },
    'said-again': { withdrawn: ['news'], on: '2026-11-10', act },
  },
  write,
})
