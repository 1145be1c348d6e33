/** The words of the reminders, stage by stage. */
import { describe, expect, test } from 'vitest'
import { letters } from '../../../../shared/post/letters/all.ts'
import { renderLetter } from '../../../../shared/post/render.tsx'
import { aRequest, exampleOf } from './a-request.ts'
import { expectGoodServiceLetter, saidIn, seenIn } from './read-back.ts'

const reminder = letters['review-reminder']
const standardStages = [
  'before-180',
  'before-90',
  'before-60',
  'before-30',
  'before-7',
  'after-1',
  'after-14',
  'after-28',
] as const

const awardsAndReviews = [
  { award: 'inclusive-school', kind: 'renewal' },
  { award: 'centre-of-excellence', kind: 'annual-review' },
  { award: 'centre-of-excellence', kind: 're-accreditation' },
  { award: 'flagship', kind: 'annual-review' },
  { award: 'flagship', kind: 're-accreditation' },
] as const

const ashfield = { school: 'Ashfield School', due: '2026-12-01' } as const
const due = 'Tuesday 1 December 2026'

const every = awardsAndReviews.flatMap((review) => standardStages.map((stage) => ({ ...review, stage })))

function letter(
  facts:
    | (typeof every)[number]
    | { award: 'flagship'; kind: 'annual-review'; stage: `before-${number}` | `after-${number}` },
) {
  return renderLetter(reminder, aRequest({ ...ashfield, ...facts }))
}

describe('the reminder of a review', () => {
  test.each(every)('$stage the $kind of a $award says the same in subject, text and HTML', (facts) => {
    const rendered = letter(facts)
    expectGoodServiceLetter(rendered)
    for (const said of [rendered.subject, saidIn(rendered.text), seenIn(rendered.html)]) {
      expect(said).toContain('Ashfield School')
      expect(said).toContain(due)
      expect(said).toContain(facts.kind.replace('annual-', 'annual '))
    }
  })

  test('its eight stages differ in subject, heading and what is asked', () => {
    const rendered = standardStages.map((stage) => letter({ award: 'flagship', kind: 'annual-review', stage }))
    const headings = rendered.map(({ html }) => /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1])
    const asks = rendered.map(({ html }) => /display:none[^>]*>(.*?)<\/div>/.exec(html)?.[1])
    expect(new Set(rendered.map(({ subject }) => subject)).size).toBe(8)
    expect(new Set(headings).size).toBe(8)
    expect(new Set(asks).size).toBe(8)
  })

  test.each([
    ['before-45', 'before-30'],
    ['before-50', 'before-60'],
    ['before-14', 'before-7'],
    ['before-1', 'before-7'],
    ['before-120', 'before-90'],
    ['before-400', 'before-180'],
    ['after-5', 'after-1'],
    ['after-10', 'after-14'],
    ['after-21', 'after-28'],
    ['after-90', 'after-28'],
  ] as const)('a stage set to %s reads as %s does, and names its own day', (stage, like) => {
    const own = letter({ award: 'flagship', kind: 'annual-review', stage })
    const standard = letter({ award: 'flagship', kind: 'annual-review', stage: like })
    expect(own.subject).toBe(standard.subject)
    const days = (of: string) => `${of.replace(/\D+/, '')} day`
    expect(saidIn(own.text)).toContain(`planned for ${days(stage)}`)
    expect(saidIn(own.text)).toContain(due)
  })

  test('nothing in it is counted from the day of sending: it may leave earlier or later than planned', () => {
    for (const facts of every) {
      const { subject, text } = letter(facts)
      const [body = ''] = text.split('\n-- \n')
      expect(`${subject} ${body}`).not.toMatch(
        /\b(in|within) \w+ (days|weeks|months)|tomorrow|yesterday|next week|ago\b/i,
      )
    }
  })

  test('a school whose review is overdue is told that nothing lapses by itself; one whose review is ahead is not', () => {
    for (const facts of every)
      expect(saidIn(letter(facts).text).includes('has not lapsed')).toBe(facts.stage.startsWith('after-'))
  })

  test('each award has its own things to have ready, and no other award is spoken of', () => {
    const ready = (facts: (typeof awardsAndReviews)[number]) => saidIn(letter({ ...facts, stage: 'before-90' }).text)
    const [renewal, centre, , flagship] = awardsAndReviews.map(ready)
    expect(renewal).toContain('self-evaluation')
    expect(renewal).not.toMatch(/Centre of Excellence|Flagship|action plan|outline/)
    expect(centre).toContain('3 or 4 targets, each linked to your School Development Plan')
    expect(centre).not.toMatch(/Inclusive School Award|Flagship|outline/)
    expect(flagship).toContain('at most 400 words')
    expect(flagship).not.toMatch(/Inclusive School Award|Centre of Excellence|targets/)
  })

  test('a re-accreditation says that it is the third review of the cycle, and an annual review does not', () => {
    for (const facts of every)
      expect(saidIn(letter(facts).text).includes('third review')).toBe(facts.kind === 're-accreditation')
  })

  test('a renewal of anything but the Inclusive School Award, or a review of it, is a fault', () => {
    const wrong = { ...exampleOf(reminder, 'before-60'), kind: 'annual-review' } as const
    expect(() => renderLetter(reminder, aRequest(wrong))).toThrow('has renewals')
  })
})
