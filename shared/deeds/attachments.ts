/** Files that go with a letter: made of what it was asked for with, so that they are the same whenever it is written. */
import { type Asked, type InvitationFacts, letterFacts } from '../../events/letter/events.ts'
import { meetingEntry } from '../ics/meeting.ts'
import type { Letterhead } from '../post/letterhead.ts'
import type { Attachment } from '../post/post.ts'
import { exampleOf } from '../post/write.ts'

/** An invitation's calendar entry, for this addressee; of a test letter that of the example it shows. None for others. */
export function attachmentsOf(
  asked: Pick<Asked, 'kind' | 'facts' | 'causedAt'>,
  attendee: { readonly name: string; readonly email: string },
  letterhead: Pick<Letterhead, 'name' | 'replyTo'>,
): Attachment[] {
  const invitation = invitationIn(asked)
  if (!invitation) return []
  const { is, ...meeting } = invitation
  const method = is === 'invited' || is === 'changed' ? 'REQUEST' : 'CANCEL'
  const organiser = { name: letterhead.name, email: letterhead.replyTo }
  const summary = `Cluster meeting – ${letterhead.name}`
  const text = meetingEntry({ ...meeting, method, stamp: asked.causedAt, summary, organiser, attendee })
  return [{ name: 'cluster-meeting.ics', type: `text/calendar; charset=utf-8; method=${method}`, text }]
}

function invitationIn({ kind, facts }: Pick<Asked, 'kind' | 'facts'>): InvitationFacts | undefined {
  if (kind !== 'test-letter' || facts.of === undefined || facts.invitation) return facts.invitation
  const shown = letterFacts().pick({ invitation: true }).loose().safeParse(exampleOf(facts.of, facts.example))
  return shown.data?.invitation
}
