// A bulletin: corrected until it is sent, sent once, and gone through page by page without losing or doubling one.
import { expect, test } from 'vitest'
import { type BulletinCommand, bulletinDecider } from '../../../events/bulletin/decide.ts'
import { type NewsCandidate, whyNoNews } from '../../../events/bulletin/recipients.ts'
import { at, givenOf } from '../../kit/given.ts'

const given = givenOf(bulletinDecider)
const day = '2026-09-14'
const note = (n: number) => `note-00000000-0000-4000-8000-00000000000${n}`
const act = (command: BulletinCommand) => at(day, command)
const write = (n = 1) => act({ do: 'write-bulletin', subject: note(n), paragraphs: [note(9)] })
const send = act({ do: 'send-bulletin' })
const page = (from: { part: number; after?: string }, to: { part: number; after?: string } | undefined) =>
  act({ do: 'note-page', from, to, asked: 3, passedOver: 2 })

test('it is corrected until it is sent, and then no more', () => {
  given()
    .when(write(1), write(1), write(2), send)
    .then([
      { type: 'BulletinWritten', data: { subject: note(1), paragraphs: [note(9)], version: 1 } },
      { type: 'BulletinWritten', data: { subject: note(2), version: 2 } },
      { type: 'BulletinOrdered', data: { version: 2 } },
    ])
  given().after(write(), send).when(write(2)).thenRefused('bulletin-already-sent')
})

test('it is sent once, and not before it is written', () => {
  given().when(send).thenRefused('bulletin-not-written')
  given()
    .when(write(), send, send)
    .then([{ type: 'BulletinWritten' }, { type: 'BulletinOrdered' }])
})

test('each page counts once, told twice or late, and the last one closes it', () =>
  given()
    .when(
      write(),
      send,
      page({ part: 0 }, { part: 0, after: 'c-3' }),
      page({ part: 0 }, { part: 0, after: 'c-3' }),
      page({ part: 0, after: 'c-3' }, { part: 1 }),
      page({ part: 0, after: 'c-3' }, { part: 1 }),
      page({ part: 1 }, undefined),
      page({ part: 1 }, undefined),
    )
    .then([
      { type: 'BulletinWritten' },
      { type: 'BulletinOrdered' },
      { type: 'BulletinPageAsked', data: { part: 0, after: 'c-3', asked: 3, passedOver: 2 } },
      { type: 'BulletinPageAsked', data: { part: 1 } },
      { type: 'BulletinPageAsked', data: { part: 1 } },
      { type: 'BulletinAsked', data: { asked: 9, passedOver: 6 } },
    ])
    .leaving(({ state }) => expect(state).toBe('sent')))

test.each([
  [{}, undefined],
  [{ news: 'none' }, 'no-consent'],
  [{ news: 'withdrawn' }, 'withdrawn'],
  [{ suppressed: true }, 'suppressed'],
  [{ address: 'bounced' }, 'bounced'],
  [{ paused: true }, 'contact-paused'],
] as const satisfies [Partial<NewsCandidate>, string | undefined][])(
  'of a contact with %j it is said: %s',
  (but, why) => expect(whyNoNews({ news: 'given', address: 'ok', paused: false, suppressed: false, ...but })).toBe(why),
)
