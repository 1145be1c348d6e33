/** Tells a Flagship gently of a first miss (F5): what is in our records, what follows from it, and how to put it right. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { publicText } from '../../../events/kernel/words.ts'
import { namedMeeting } from '../../../events/letter/events.ts'
import { placeOf, sayMeeting } from '../cluster-words.tsx'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { KeyFacts, Letter, OnDay, Paragraph } from '../parts.tsx'
import { ifNotRight, schoolName, shortName } from '../review-words.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() =>
  z.strictObject({
    school: publicText(),
    meetings: z.tuple([namedMeeting()]),
    nextMeeting: namedMeeting().optional(),
  }),
)

type Facts = z.infer<ReturnType<typeof facts>>

function write(about: Facts, letterhead: Letterhead): JSX.Element {
  const [missed] = about.meetings
  return (
    <Letter
      subject={`Cluster meeting on ${sayDay(missed.on)}: nobody from your school recorded – ${shortName(about)}`}
      title="A cluster meeting was missed"
      preview="One missed meeting changes nothing about the award."
      occasion="This letter was sent because the attendance at the meeting was recorded."
    >
      <Paragraph>
        Our records show nobody from {schoolName(about)} at the cluster meeting on <OnDay day={missed.on} />
        {missed.apologies ? '. Apologies were received; they are noted, and the meeting counts as missed.' : '.'}
      </Paragraph>
      <KeyFacts
        facts={[
          ['Meeting on', sayDay(missed.on)],
          ['Place', placeOf(missed)],
          ['School', schoolName(about)],
          ...(about.nextMeeting === undefined ? [] : [['Next meeting', sayMeeting(about.nextMeeting)] as const]),
        ]}
      />
      <Paragraph>
        One missed meeting changes nothing about the award. Taking part in cluster meetings is a condition of keeping
        Flagship status: two missed in a row, or none attended in a term, would put it at risk.
      </Paragraph>
      <Paragraph>If there was a good reason for the absence, please tell us: an absence can be excused.</Paragraph>
      {ifNotRight(letterhead)}
    </Letter>
  )
}

export const missedMeeting = defineLetter({
  kind: 'missed-meeting',
  version: 1,
  purpose: 'service',
  about: 'a cluster meeting that a Flagship missed',
  when: 'On the first working day after a first miss was recorded; not once the school is at risk, and not for an import.',
  facts,
  examples: {
    absent: {
      school: 'Northridge Community College',
      meetings: [{ meeting: 'north-1', on: '2026-11-10', place: 'Aldermoor High School' }],
      nextMeeting: { meeting: 'north-2', on: '2027-02-09', place: 'online' },
    },
    apologies: {
      school: 'Ysgol Gynradd Bryn Derw',
      meetings: [{ meeting: 'west-1', on: '2026-11-10', place: 'online', apologies: true }],
    },
  },
  write,
})
