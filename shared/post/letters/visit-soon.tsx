/**
 * Announces a booked visit again (R7: 14 and 2 days before, a setting). Its words go by nearness, and the day is named;
 * the letter may leave some days earlier than its setting says, on the last working day before.
 */
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
    .strictObject({ ...reviewFacts(), visit: day(), daysBefore: z.int().min(1).max(400) })
    .refine(
      kindFitsAward,
      'the Inclusive School Award has renewals, the awards above it annual reviews and re-accreditations',
    ),
)

type Facts = z.infer<ReturnType<typeof facts>>

/** A week or more ahead there is time to prepare; later only to check. */
const timeToPrepare = 7

function write(about: Facts, letterhead: Letterhead): JSX.Element {
  const early = about.daysBefore >= timeToPrepare
  const review = reviewNames[about.kind]
  const visit = sayDay(about.visit)
  const ask = early
    ? 'Please check that everything below will be ready, and that the colleagues concerned know the day.'
    : 'If all below is ready, there is nothing more to do.'
  return (
    <Letter
      subject={`${early ? 'Coming up' : 'Nearly here'}: visit on ${visit}, ${review} – ${shortName(about)}`}
      title={early ? 'Your visit is coming up' : 'Your visit is nearly here'}
      preview={ask}
      occasion={`This is the letter planned for ${about.daysBefore === 1 ? '1 day' : `${about.daysBefore} days`} before the visit.`}
    >
      <Paragraph>
        The visit for the {reviewOf(about)} is on <OnDay day={about.visit} />. We look forward to coming to your school.
      </Paragraph>
      {visitKeyFacts(about)}
      <Paragraph>{ask}</Paragraph>
      {ifSomethingChanges(letterhead)}
      {whatToHaveReady(about)}
    </Letter>
  )
}

const visitBooked = {
  school: 'Aldermoor High School',
  award: 'centre-of-excellence',
  kind: 're-accreditation',
  due: '2026-12-01',
  visit: '2026-11-10',
} as const

export const visitSoon = defineLetter({
  kind: 'visit-soon',
  version: 1,
  purpose: 'service',
  about: 'a booked visit that comes near',
  when: '14 and 2 days before the visit (a setting), in the morning of a working day.',
  facts,
  examples: {
    'before-14': { ...visitBooked, daysBefore: 14 },
    'before-2': {
      ...visitBooked,
      school: 'Ysgol Gynradd Bryn Derw',
      award: 'flagship',
      kind: 'annual-review',
      daysBefore: 2,
    },
  },
  write,
})
