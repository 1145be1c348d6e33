/** A letter ready to leave, for tests of the post. */
import type { Envelope } from '../../shared/post/post.ts'

export function anEnvelope(more: Partial<Envelope> = {}): Envelope {
  return {
    letter: 'letter#0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    from: 'Inclusion Mark <info@letters.body.example>',
    replyTo: 'office@body.example',
    to: 'ada.marsh@oakfield.example',
    subject: 'Your review is due – Ysgol Tŷ-gwyn',
    text: 'Dear Ada Marsh, …',
    html: '<p>Dear Ada Marsh, …</p>',
    headers: {
      'List-Unsubscribe': '<https://letters.body.example/u/abc>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    ...more,
  }
}
