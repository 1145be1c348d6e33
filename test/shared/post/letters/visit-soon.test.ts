/** The words that announce a visit again. */
import { expect, test } from 'vitest'
import { letters } from '../../../../shared/post/letters/all.ts'
import { renderLetter } from '../../../../shared/post/render.tsx'
import { aRequest, exampleOf } from './a-request.ts'
import { expectGoodServiceLetter, saidIn, seenIn } from './read-back.ts'

const facts = exampleOf(letters['visit-soon'], 'before-14')
const announced = (daysBefore: number) => renderLetter(letters['visit-soon'], aRequest({ ...facts, daysBefore }))

test.each([400, 30, 14, 7, 3, 2, 1])(
  'a visit announced %i days before names its day in subject, text and HTML',
  (days) => {
    const { subject, text, html } = announced(days)
    expectGoodServiceLetter({ subject, text, html })
    for (const said of [subject, saidIn(text), seenIn(html)]) {
      expect(said).toContain('Tuesday 10 November 2026')
      expect(said).toContain('Aldermoor High School')
    }
    expect(saidIn(text)).toContain(`planned for ${days} day${days === 1 ? '' : 's'} before the visit`)
  },
)

test('there is time to prepare two weeks before, and only to check two days before', () => {
  expect(announced(14).subject).toMatch(/^Coming up/)
  expect(saidIn(announced(14).text)).toContain('Please check that everything below will be ready')
  expect(announced(2).subject).toMatch(/^Nearly here/)
  expect(saidIn(announced(2).text)).toContain('nothing more to do')
})
