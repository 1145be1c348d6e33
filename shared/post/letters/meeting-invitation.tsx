/**
 * Invites a school to a cluster meeting, and says each time what holds now: something changed, it is cancelled, or the
 * school is not in the cluster any more. A calendar entry goes with it, which does the same to people's calendars.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { publicText } from '../../../events/kernel/words.ts'
import { type InvitationFacts, invitation } from '../../../events/letter/events.ts'
import { cleanLine } from '../clean.ts'
import { placeOf } from '../cluster-words.tsx'
import { defineLetter } from '../definition.ts'
import type { Letterhead } from '../letterhead.ts'
import { KeyFacts, Letter, OnDay, Paragraph } from '../parts.tsx'
import { ifNotRight, orRing, schoolName, shortName } from '../review-words.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() => z.strictObject({ school: publicText(), invitation: invitation() }))

type Facts = z.infer<ReturnType<typeof facts>>

interface Words {
  readonly subject: string
  readonly title: string
  readonly preview: string
  readonly opening: (about: Facts) => JSX.Element
  readonly entry: string
}

const words: Readonly<Record<InvitationFacts['is'], Words>> = {
  invited: {
    subject: 'Cluster meeting',
    title: 'Invitation to a cluster meeting',
    preview: 'Please put the day in the school diary.',
    opening: (about) => (
      <Paragraph>
        {schoolName(about)} is invited to a meeting of its cluster on <OnDay day={about.invitation.on} />
        {about.invitation.from === undefined ? '' : ` at ${about.invitation.from}`}.
      </Paragraph>
    ),
    entry: 'A calendar entry comes with this letter: open it to put the meeting in your calendar.',
  },
  changed: {
    subject: 'Changed: cluster meeting',
    title: 'A cluster meeting has changed',
    preview: 'What stands in this letter holds now.',
    opening: (about) => (
      <Paragraph>
        Something has changed about the cluster meeting to which {schoolName(about)} is invited. What stands below holds
        now, and nothing that was said before.
      </Paragraph>
    ),
    entry: 'The calendar entry that comes with this letter takes the place of the earlier one.',
  },
  cancelled: {
    subject: 'Cancelled: cluster meeting',
    title: 'A cluster meeting is cancelled',
    preview: 'There is nothing you need to do.',
    opening: (about) => (
      <Paragraph>
        The cluster meeting on <OnDay day={about.invitation.on} />, to which {schoolName(about)} was invited, is
        cancelled.
      </Paragraph>
    ),
    entry: 'The calendar entry that comes with this letter takes the meeting out of your calendar.',
  },
  left: {
    subject: 'No longer invited: cluster meeting',
    title: 'No longer invited to a cluster meeting',
    preview: 'There is nothing you need to do.',
    opening: (about) => (
      <Paragraph>
        {schoolName(about)} is not in this cluster on <OnDay day={about.invitation.on} />, and is therefore no longer
        invited to its meeting on that day.
      </Paragraph>
    ),
    entry: 'The calendar entry that comes with this letter takes the meeting out of your calendar.',
  },
}

function write(about: Facts, letterhead: Letterhead): JSX.Element {
  const { is, on, from, kind, topics, hostName } = about.invitation
  const { subject, title, preview, opening, entry } = words[is]
  const isOn = is === 'invited' || is === 'changed'
  return (
    <Letter
      subject={`${subject} on ${sayDay(on)}${from === undefined ? '' : `, ${from}`} – ${shortName(about)}`}
      title={title}
      preview={preview}
      occasion="This letter was sent because of what the cluster planned."
    >
      {opening(about)}
      <KeyFacts
        facts={[
          ['Meeting on', sayDay(on)],
          ...(from === undefined ? [] : [['Begins at', from] as const]),
          ['Place', placeOf(about.invitation)],
          ...(hostName === undefined ? [] : [['Host', cleanLine(hostName)] as const]),
          ['Topics', cleanLine(topics) || 'not said'],
          ...(kind === 'extra' ? [['Kind', 'Extra meeting: it does not count towards Flagship status'] as const] : []),
        ]}
      />
      <Paragraph>{entry}</Paragraph>
      {isOn ? (
        <Paragraph>If nobody from your school can come, please reply{orRing(letterhead)}.</Paragraph>
      ) : (
        ifNotRight(letterhead)
      )}
    </Letter>
  )
}

const meeting = {
  meeting: 'north-1',
  sequence: 1,
  on: '2026-11-10',
  from: '14:00',
  kind: 'required',
  place: 'Northridge Community College, Hall B',
  topics: 'Belonging and attendance; reading across the curriculum',
} as const

const school = 'Aldermoor High School'

export const meetingInvitation = defineLetter({
  kind: 'meeting-invitation',
  version: 1,
  purpose: 'service',
  about: 'a meeting of the school’s cluster',
  when: 'At once when a meeting to come is planned, changed or cancelled, and when a school joins or leaves its cluster before.',
  facts,
  examples: {
    invited: { school, invitation: { ...meeting, is: 'invited', hostName: 'Northridge Community College' } },
    'whole-day': {
      school,
      invitation: {
        meeting: 'north-2',
        is: 'invited',
        sequence: 1,
        on: '2027-02-09',
        kind: 'extra',
        place: 'Online',
        topics: 'Moderation of action plans',
      },
    },
    changed: { school, invitation: { ...meeting, is: 'changed', sequence: 2, from: '15:30', place: 'Online' } },
    cancelled: { school, invitation: { ...meeting, is: 'cancelled', sequence: 3 } },
    left: { school, invitation: { ...meeting, is: 'left', sequence: 2 } },
  },
  write,
})
