/** What holds for every letter there is. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanLine } from '../../../../shared/post/clean.ts'
import { letterOf, letters } from '../../../../shared/post/letters/all.ts'
import { renderLetter } from '../../../../shared/post/render.tsx'
import { aRequest, exampleOf } from './a-request.ts'
import { elementsOf, expectGoodLetter, expectGoodServiceLetter, expectNarrow, seenIn } from './read-back.ts'

const kinds = Object.keys(letters)
const reminder = letters['review-reminder']
const facts = exampleOf(reminder, 'before-30')

/** Names as people and machines type them: any characters, broken halves of them, markup, header lines, very long words. */
const anyName = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
    fc
      .array(
        fc.constantFrom(
          '<script>',
          '</td>',
          '"',
          "'",
          '&amp;',
          '\r\n',
          'Bcc: ',
          'St Mary’s',
          ' ',
          '<!--',
          '=?utf-8?',
          '--',
          '\u202E',
          'W'.repeat(80),
        ),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join('').slice(0, 200)),
  )
  .filter((name) => name.trim() !== '')

const squeezed = (text: string) => text.replace(/\s+/g, '')

describe('every letter', () => {
  test('is found by its kind, and a kind nobody wrote is not', () => {
    for (const kind of kinds) expect(letterOf(kind)?.kind).toBe(kind)
    expect(letterOf('nobody-wrote-it')).toBeUndefined()
    expect(letterOf('constructor')).toBeUndefined()
  })

  test.each(kinds)('%s reads well in each of its examples', (kind) => {
    const definition = letterOf(kind)
    if (!definition) throw new Error(kind)
    // What staff write may promote: it is news. All else is held to the neutral tone of service.
    const holdTo = definition.purpose === 'service' ? expectGoodServiceLetter : expectGoodLetter
    for (const example of Object.values(definition.examples)) holdTo(renderLetter(definition, aRequest(example)))
  })

  test.each(kinds)('%s refuses facts that do not fit, and facts it does not know', (kind) => {
    const definition = letterOf(kind)
    if (!definition) throw new Error(kind)
    const [example] = Object.values(definition.examples)
    expect(() => renderLetter(definition, aRequest({}))).toThrow()
    expect(() => renderLetter(definition, aRequest(Object.assign({}, example, { headName: 'Rhona Green' })))).toThrow(
      'headName',
    )
  })
})

describe('a school may be called anything:', () => {
  const ordinary = elementsOf(renderLetter(reminder, aRequest(facts)).html)

  test('no name reaches the headers, adds an element, breaks a line or is lost', () =>
    fc.assert(
      fc.property(anyName, (school) => {
        const { subject, text, html } = renderLetter(reminder, aRequest({ ...facts, school }))
        expect(subject).not.toMatch(/\p{Cc}|\p{Cs}|\u2028|\u2029/u)
        expect(subject.length).toBeLessThanOrEqual(180)
        expect(subject).toContain('Tuesday 1 December 2026')
        expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cs}/u)
        expect(html.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cs}/u)
        expectNarrow(text)
        expect(elementsOf(html)).toEqual(ordinary)
        const name = squeezed(cleanLine(school) || 'your school')
        expect(squeezed(seenIn(html))).toContain(name)
        expect(squeezed(text)).toContain(name)
      }),
      { numRuns: 500 },
    ))

  test('no name of a person, reason or own paragraph adds an element or is lost', () =>
    fc.assert(
      fc.property(anyName, anyName, anyName, (name, why, paragraph) => {
        const { text, html } = renderLetter(reminder, aRequest(facts, { recipient: { name }, why, paragraph }))
        expect(elementsOf(html).filter((element) => !['p', '/p', 'br'].includes(element))).toEqual(
          ordinary.filter((element) => !['p', '/p', 'br'].includes(element)),
        )
        expectNarrow(text)
        for (const typed of [cleanLine(name) || 'colleague', cleanLine(why)]) {
          expect(squeezed(seenIn(html))).toContain(squeezed(typed))
          expect(squeezed(text)).toContain(squeezed(typed))
        }
      }),
      { numRuns: 300 },
    ))

  test('a line break in a name cannot begin a header', () => {
    const { subject } = renderLetter(
      reminder,
      aRequest({ ...facts, school: 'Ashfield\r\nBcc: everyone@iqm.example\r\n\r\nSchool' }),
    )
    expect(subject).toBe(
      'Please agree a visit day now: re-accreditation due on Tuesday 1 December 2026 – Ashfield Bcc: everyone@iqm.example School',
    )
  })
})
