// The body's own words around its letters: each change is a version, and what was taken away can be seen to have stood.
import { expect, test } from 'vitest'
import { type WordingCommand, wordingDecider } from '../../../events/wording/decide.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

const given = givenOf(wordingDecider)
const day = '2026-09-14'
const act = (command: WordingCommand) => at(day, command)
const note = (n: number) => `note-00000000-0000-4000-8000-00000000000${n}`
const change = (paragraph: string | undefined) => act({ do: 'change-paragraph', kind: 'review-reminder', paragraph })

test('a paragraph is said, changed and taken away, each in a version of its own', () =>
  given()
    .when(change(note(1)), change(note(2)), change(undefined))
    .then([
      { type: 'LetterParagraphChanged', data: { kind: 'review-reminder', paragraph: note(1), version: 1 } },
      { type: 'LetterParagraphChanged', data: { kind: 'review-reminder', paragraph: note(2), version: 2 } },
      { type: 'LetterParagraphChanged', data: { kind: 'review-reminder', version: 3 } },
    ])
    .leaving(({ paragraphs }) => expect(paragraphs['review-reminder']).toEqual({ version: 3 })))

test('what stands already changes nothing, and what was never said cannot be taken away', () => {
  given().when(change(undefined)).then(nothing())
  given()
    .when(change(note(1)), change(note(1)))
    .then([{ type: 'LetterParagraphChanged' }])
})

test('the letterhead has versions of its own', () =>
  given()
    .when(
      act({ do: 'change-letterhead', letterhead: note(1) }),
      act({ do: 'change-letterhead', letterhead: note(1) }),
      act({ do: 'change-letterhead', letterhead: note(2), reason: note(3) }),
    )
    .then([
      { type: 'LetterheadChanged', data: { letterhead: note(1), version: 1 } },
      { type: 'LetterheadChanged', data: { letterhead: note(2), version: 2, reason: note(3) } },
    ]))
