/** The week ahead for staff: numbers, and names of schools; nobody's name. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { type DigestSums, digestSums, type WhyNot } from '../../../events/letter/events.ts'
import { howMany } from '../counting.ts'
import { defineLetter } from '../definition.ts'
import { Heading, KeyFacts, Letter, Paragraph } from '../parts.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() => z.strictObject({ digest: digestSums() }))

const whyNots: Readonly<Record<WhyNot, string>> = {
  'no-consent': 'no consent',
  withdrawn: 'consent withdrawn',
  objected: 'the office objected',
  bounced: 'mail comes back',
  suppressed: 'the address asked us not to write',
  erased: 'erased on request',
  superseded: 'something later took its place',
  'too-late': 'too late',
  'contact-paused': 'letters to the contact are paused',
}

/** `3: Oakfield, Ashdown and 1 more`; a number alone where no school is named. */
function named({ count, first }: DigestSums['dueSoon']): string {
  const more = count - first.length
  if (count === 0 || first.length === 0) return String(count)
  return `${count}: ${first.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function write({ digest }: z.infer<ReturnType<typeof facts>>): JSX.Element {
  const { week, dueSoon, notBooked, overdue, unreachable, waiting, late, left, withheld, held } = digest
  const withheldSum = withheld.reduce((sum, { count }) => sum + count, 0)
  return (
    <Letter
      subject={`This week: ${howMany(dueSoon.count, 'review')} due within 30 days, ${overdue.count} overdue, ${howMany(waiting, 'task')} open`}
      title={`The week from ${sayDay(week)}`}
      preview="What is due, what is late, what waits for a person."
      occasion="This letter is sent once a week, on its first working day."
    >
      <Heading>Reviews</Heading>
      <KeyFacts
        facts={[
          ['Due within 30 days', named(dueSoon)],
          ['Of these without a visit', named(notBooked)],
          ['Overdue', named(overdue)],
          ['Schools nobody can write to', named(unreachable)],
        ]}
      />
      <Heading>Tasks</Heading>
      <KeyFacts
        facts={[
          ['Waiting for a person', String(waiting)],
          ['Of these overdue', String(late)],
        ]}
      />
      <Heading>Letters of the last seven days</Heading>
      <KeyFacts
        facts={[
          ['Left', String(left)],
          ['Withheld', String(withheldSum)],
          ...withheld.map(({ why, count }) => [`– ${whyNots[why]}`, String(count)] as const),
          ['Held now', String(held)],
        ]}
      />
      <Paragraph>Each of these figures is a list in the console.</Paragraph>
    </Letter>
  )
}

export const weeklyDigest = defineLetter({
  kind: 'weekly-digest',
  version: 1,
  purpose: 'staff',
  about: 'the week ahead',
  when: 'After the first working morning of a week, to those who want to hear of everything.',
  facts,
  examples: {
    'an ordinary week': {
      digest: {
        week: '2026-11-30',
        dueSoon: {
          count: 7,
          first: ['Ashdown School', 'Brook Primary School', 'Cedar Academy', 'Dale School', 'Elm Park'],
        },
        notBooked: { count: 2, first: ['Ashdown School', 'Dale School'] },
        overdue: { count: 1, first: ['Fernhill School'] },
        unreachable: { count: 1, first: ['Glebe Primary School'] },
        waiting: 4,
        late: 1,
        left: 31,
        withheld: [
          { why: 'withdrawn', count: 2 },
          { why: 'superseded', count: 1 },
        ],
        held: 0,
      },
    },
    'a quiet week': {
      digest: {
        week: '2026-12-28',
        dueSoon: { count: 0, first: [] },
        notBooked: { count: 0, first: [] },
        overdue: { count: 0, first: [] },
        unreachable: { count: 0, first: [] },
        waiting: 0,
        late: 0,
        left: 0,
        withheld: [],
        held: 0,
      },
    },
  },
  write,
})
