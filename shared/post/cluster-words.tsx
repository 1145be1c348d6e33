/** What the letters about clusters say alike: how a meeting is named, which of them were missed, and why that counts. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { NamedMeeting } from '../../events/letter/events.ts'
import { cleanLine } from './clean.ts'
import { Heading, Step, Steps } from './parts.tsx'
import { sayDay } from './say-day.ts'

/** A place as one line; what has nothing readable in it is not said. */
export function placeOf({ place }: { readonly place: string }): string {
  return cleanLine(place) || 'place not said'
}

/** `Tuesday 10 November 2026, Northridge Community College (apologies received)` */
export function sayMeeting(meeting: NamedMeeting): string {
  return `${sayDay(meeting.on)}, ${placeOf(meeting)}${meeting.apologies ? ' (apologies received)' : ''}`
}

/** The meetings that count against a school, oldest first. */
export function meetingsMissed(meetings: readonly NamedMeeting[]): JSX.Element | null {
  if (meetings.length === 0) return null
  return (
    <>
      <Heading>{meetings.length === 1 ? 'The meeting that was missed' : 'The meetings that were missed'}</Heading>
      <Steps>
        {meetings.map((meeting) => (
          <Step>{sayMeeting(meeting)}</Step>
        ))}
      </Steps>
    </>
  )
}

/** Why a Flagship is at risk (F3), as the end of `nobody was recorded …`. */
export const missedWhat = {
  'two-consecutive-meetings-missed': 'at the last two cluster meetings that count',
  'no-meeting-attended-in-term': 'at any cluster meeting that counts of a whole term, or at any since',
} as const

export const riskBecauses = ['two-consecutive-meetings-missed', 'no-meeting-attended-in-term'] as const
