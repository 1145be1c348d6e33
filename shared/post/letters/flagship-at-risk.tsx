/**
 * Tells a Flagship that its status is at risk (F5): each meeting that counts against it, what clears it, and that nobody
 * but a person decides about the award.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day, publicText } from '../../../events/kernel/words.ts'
import { namedMeeting } from '../../../events/letter/events.ts'
import { meetingsMissed, missedWhat, riskBecauses, sayMeeting } from '../cluster-words.tsx'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { Heading, Letter, Note, OnDay, Paragraph, Step, Steps } from '../parts.tsx'
import { answerBy, schoolName, shortName } from '../review-words.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() =>
  z.strictObject({
    school: publicText(),
    because: z.enum(riskBecauses),
    since: day(),
    meetings: z.array(namedMeeting()),
    nextMeeting: namedMeeting().optional(),
  }),
)

type Facts = z.infer<ReturnType<typeof facts>>

function write(about: Facts, letterhead: Letterhead): JSX.Element {
  const { because, since, meetings, nextMeeting } = about
  return (
    <Letter
      subject={`Flagship status at risk since ${sayDay(since)} – ${shortName(about)}`}
      title="Flagship status at risk"
      preview="The next cluster meeting you attend clears it."
      occasion="This letter was sent because of the attendance recorded at cluster meetings."
    >
      <Paragraph>
        Our records show nobody from {schoolName(about)} {missedWhat[because]}. Its Flagship status is therefore at risk
        since <OnDay day={since} />.
      </Paragraph>
      <Note>The award stands. Nothing about it changes by itself: any decision about it is made by a person.</Note>
      {meetingsMissed(meetings)}
      <Heading>What clears the risk</Heading>
      <Steps>
        <Step>
          {nextMeeting === undefined
            ? 'Somebody from your school attends the next cluster meeting that counts.'
            : `Somebody from your school attends the next cluster meeting that counts: ${sayMeeting(nextMeeting)}.`}
        </Step>
        <Step>An absence had a good reason: tell us, and it can be excused.</Step>
        <Step>Somebody from your school was there after all: tell us, and the record is corrected.</Step>
      </Steps>
      {answerBy(letterhead, {
        button: 'Tell us about the absences',
        subject: `Cluster meetings – ${shortName(about)}`,
      })}
    </Letter>
  )
}

const school = 'Aldermoor High School'

export const flagshipAtRisk = defineLetter({
  kind: 'flagship-at-risk',
  version: 1,
  purpose: 'service',
  about: 'a Flagship whose status is at risk',
  when: 'On the first working day after the school came to be at risk, if it still is; not for an import.',
  facts,
  examples: {
    'two-meetings': {
      school,
      because: 'two-consecutive-meetings-missed',
      since: '2027-02-10',
      meetings: [
        { meeting: 'north-1', on: '2026-11-10', place: 'Northridge Community College' },
        { meeting: 'north-2', on: '2027-02-09', place: 'online', apologies: true },
      ],
      nextMeeting: { meeting: 'north-3', on: '2027-05-11', place: 'Ashfield Primary School' },
    },
    'whole-term': {
      school,
      because: 'no-meeting-attended-in-term',
      since: '2027-01-11',
      meetings: [{ meeting: 'north-1', on: '2026-11-10', place: 'Northridge Community College' }],
    },
  },
  write,
})
