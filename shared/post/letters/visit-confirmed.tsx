/** Says at once that a visit is booked, and for which day (R7). */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day } from '../../../events/kernel/words.ts'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { Letter, OnDay, Paragraph } from '../parts.tsx'
import {
  ifSomethingChanges,
  kindFitsAward,
  reviewFacts,
  reviewNames,
  reviewOf,
  shortName,
  visitKeyFacts,
  whatToHaveReady,
} from '../review-words.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() =>
  z
    .strictObject({ ...reviewFacts(), visit: day() })
    .refine(
      kindFitsAward,
      'the Inclusive School Award has renewals, the awards above it annual reviews and re-accreditations',
    ),
)

type Facts = z.infer<ReturnType<typeof facts>>

function write(about: Facts, letterhead: Letterhead): JSX.Element {
  const review = reviewNames[about.kind]
  const visit = sayDay(about.visit)
  return (
    <Letter
      subject={`Visit booked for ${visit}: ${review} – ${shortName(about)}`}
      title="Your visit is booked"
      preview="Please put the day in the school diary."
      occasion="This letter was sent because the visit was booked."
    >
      <Paragraph>
        Thank you. The visit for the {reviewOf(about)} is booked for <OnDay day={about.visit} />.
      </Paragraph>
      {visitKeyFacts(about)}
      <Paragraph>Please put the day in the school diary. The reminders about this review now stop.</Paragraph>
      {ifSomethingChanges(letterhead)}
      {whatToHaveReady(about)}
    </Letter>
  )
}

export const visitConfirmed = defineLetter({
  kind: 'visit-confirmed',
  version: 1,
  purpose: 'service',
  about: 'a visit that was booked',
  when: 'At once when a visit is booked for a day to come.',
  facts,
  examples: {
    booked: {
      school: 'Northridge Community College',
      award: 'centre-of-excellence',
      kind: 'annual-review',
      due: '2026-12-01',
      visit: '2026-11-10',
    },
  },
  write,
})
