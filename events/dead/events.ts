/** Work that could not be done in several tries: set aside with its message, until a person has it tried again or gives it up. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { eventId, id, instant, note } from '../kernel/words.ts'

/** Where it came from: a queue, to which it can go back; the log's stream or a call, which are made up for. */
export const deadLetterKinds = ['queue', 'stream', 'call'] as const

export const deadFacts = {
  DeadLetterFiled: fact(
    1,
    () =>
      z.strictObject({
        /** The function that could not do it. */
        verb: id(),
        kind: z.enum(deadLetterKinds),
        /** The queue it goes back to when it is tried again. */
        queue: id().optional(),
        /** The event it was about, where it was about one. */
        event: eventId().optional(),
        type: id().optional(),
        stream: id().optional(),
        tries: z.int().min(1).optional(),
        first: instant().optional(),
        last: instant(),
        /** The file that keeps the message. */
        kept: id(),
      }),
    (d) => `something could not be done in several tries: ${lowerUndone(d.verb)}`,
  ),
  DeadLetterRetried: fact(
    1,
    () => z.strictObject({ reason: note() }),
    () => 'the work that could not be done is tried again',
  ),
  DeadLetterAbandoned: fact(
    1,
    () => z.strictObject({ reason: note() }),
    () => 'the work that could not be done was given up',
  ),
} as const

export type DeadFact = FactOf<typeof deadFacts>

const undone: Readonly<Record<string, string>> = {
  'follow-log': 'Something that was recorded was not told on at once; the quarter-hourly repair makes up for it.',
  'begin-day': 'The quarter-hourly run did not end well; the next one makes up for it.',
  'wake-streams': 'What fell due by the passing of days was not recorded for some schools or letters.',
  'plan-anew': 'A change of a setting or calendar has not reached all schools.',
  'ask-bulletins': 'A bulletin was not asked for all who agreed to news.',
  'ask-letters': 'A letter to a school was not asked for.',
  'send-letters': 'A letter did not leave.',
  'pass-on-letters': 'A letter that did not arrive was not passed on to the next recipient.',
  'release-letters': 'Letters that were held were not let go.',
  'note-deliveries': 'What the mail provider told of a letter was not noted.',
  'follow-attendance': 'Attendance at a cluster meeting was not taken into the standing of a Flagship.',
  'raise-tasks': 'A task was not raised.',
  'finish-tasks': 'A task whose reason may be gone stays open.',
  'alert-staff': 'Members of staff were not written to.',
  'admit-staff': 'A member of staff got no invitation to sign in, or kept an account after leaving.',
  'keep-entries':
    'What somebody typed into a form, if anything, was not kept for good: unless it is tried again, it is deleted after a week.',
  'seal-log': 'The log of a day was not sealed.',
  'tidy-vault': 'Entries that nobody confirmed were not tidied away.',
  'run-import': 'An import stands still.',
  'file-dead-letters': 'Work that was to be tried again was not.',
  'receive-mail': 'Mail that came in was not read at once; the quarter-hourly look takes it up.',
  'forward-mail': 'A mail that came in did not go on to the office.',
  'erase-person': 'What is kept of somebody who was told that they are erased is still kept.',
  'tidy-mail': 'Mail that came in is kept longer than it should be.',
  'answer-api': 'A request was not answered.',
  'serve-console': 'A page was not shown.',
  'serve-public': 'A link in a letter led nowhere.',
}

/** What did not happen while a function cannot do its work, in a sentence for staff. */
export function undoneBy(verb: string): string {
  return undone[verb] ?? 'A part of the system could not do its work.'
}

/** The same as words that go on after others, without a full stop. */
export function lowerUndone(verb: string): string {
  const words = undoneBy(verb).replace(/\.$/, '')
  return words.charAt(0).toLowerCase() + words.slice(1)
}
