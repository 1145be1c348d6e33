/** The words that confirm a visit. */
import { expect, test } from 'vitest'
import { letters } from '../../../../shared/post/letters/all.ts'
import { renderLetter } from '../../../../shared/post/render.tsx'
import { aRequest, exampleOf } from './a-request.ts'
import { expectGoodServiceLetter, saidIn, seenIn } from './read-back.ts'

const facts = exampleOf(letters['visit-confirmed'], 'booked')

test('a confirmed visit names its day and school in subject, text and HTML, and the due day in both bodies', () => {
  const { subject, text, html } = renderLetter(letters['visit-confirmed'], aRequest(facts))
  expectGoodServiceLetter({ subject, text, html })
  for (const said of [subject, saidIn(text), seenIn(html)]) {
    expect(said).toContain('Tuesday 10 November 2026')
    expect(said).toContain('Northridge Community College')
  }
  for (const said of [saidIn(text), seenIn(html)]) expect(said).toContain('Tuesday 1 December 2026')
})

test('it says that the reminders stop, and how to say that the day no longer suits', () => {
  const said = saidIn(renderLetter(letters['visit-confirmed'], aRequest(facts)).text)
  expect(said).toContain('reminders about this review now stop')
  expect(said).toContain('If the day no longer suits, please reply or ring us on 01632 960000.')
})

test('what needs to be ready is that of the award', () => {
  const flagship = renderLetter(letters['visit-confirmed'], aRequest({ ...facts, award: 'flagship' }))
  expectGoodServiceLetter(flagship)
  expect(saidIn(flagship.text)).toContain('at most 400 words')
})
