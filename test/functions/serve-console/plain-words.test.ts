// Why a letter rests, in words that say which of two reasons it is where that is known; and sentences with proper names.
import { describe, expect, test } from 'vitest'
import { sentenceOf } from '../../../events/catalogue.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { act } from '../../../shared/log/act.ts'
import { type Console, oakfield, openConsole, pageOf, withOakfield } from './kit.ts'

const system = { by: 'system', because: 'test', trace: 't' } as const
const email = 'morag@oakfield.example'

async function held(pause: Readonly<Record<string, string>>): Promise<{ console: Console; page: string }> {
  const console = await openConsole()
  const page = pageOf(await withOakfield(console))
  const id = page.replace('/schools/', '')
  await console.must('pause-letters', { ...pause, ...(pause.scope === 'school' && { id }), reason: 'Holidays' })
  await console.must('book-visit', { school: oakfield.ref, on: '2026-11-10' })
  await console.settle()
  return { console, page }
}

const everywhere = (page: string) => [page, `${page}/told`, `${page}/explain?day=2026-08-20`]

describe('a letter that is held', () => {
  test.each([
    [{ scope: 'school' }, 'Letters to this school are paused', 'Letters to all are paused'],
    [{ scope: 'all' }, 'Letters to all are paused', 'Letters to this school are paused'],
  ])('by a pause of %j says which pause it is', async (pause, says, saysNot) => {
    const { console, page } = await held(pause)
    for (const path of [...everywhere(page), '/today/held']) {
      const { text } = await console.get(path)
      expect(text.replace(/Letters to this school are paused: they are held until they go on/, '')).toContain(says)
      expect(text.replace(/Letters to this school are paused: they are held until they go on/, '')).not.toContain(
        saysNot,
      )
    }
  })
})

describe('a letter that was not sent for want of consent', () => {
  const withheld = async (console: Console, page: string) => {
    const letter = /"\/letters\/([0-9a-f]+)"/.exec((await console.get(page)).html)?.[1] ?? ''
    await act(console.tools, letterDecider, `letter#${letter}`, { do: 'release-letter' }, system)
    await act(console.tools, letterDecider, `letter#${letter}`, { do: 'claim-letter' }, system)
    const verdict = { verdict: 'withhold', why: 'no-consent' } as const
    await act(console.tools, letterDecider, `letter#${letter}`, { do: 'note-verdict', verdict }, system)
    await console.settle()
  }

  test('as its addressee left the school says so, and not that they never agreed', async () => {
    const { console, page } = await held({ scope: 'school' })
    const given = { email, purpose: 'news', wording: '2018-05', how: 'paper' }
    const { stream: contact } = await console.must('give-consent', given)
    await console.must('remove-contact', { school: oakfield.ref, contact, role: 'head' })
    await withheld(console, page)
    const { text } = await console.get(`${page}/explain?day=2026-08-20`)
    expect(text).toContain('The addressee serves this school no more')
    expect(text).not.toContain('or serves this school no more')
  })

  test('who serves the school still says that they have not agreed', async () => {
    const { console, page } = await held({ scope: 'school' })
    await withheld(console, page)
    for (const path of everywhere(page)) {
      const { text } = await console.get(path)
      expect(text).toContain('The addressee has not agreed to letters like this one')
      expect(text).not.toContain('serves this school no more')
    }
  })
})

describe('the sentences of entries', () => {
  test.each([
    [
      'AwardGranted',
      { award: 'centre-of-excellence', on: '2026-09-01', history: false },
      'the Centre of Excellence award was granted on 2026-09-01',
    ],
    [
      'AwardGranted',
      { award: 'inclusive-school', on: '2025-09-01', history: true },
      'the Inclusive School Award was granted on 2025-09-01 (recorded later than its day)',
    ],
    [
      'ImportFinished',
      { accepted: 1, changed: 0, unchanged: 0, refused: 0, warnings: 0 },
      'the import ended: 1 row taken, 0 refused',
    ],
    ['TaskRaised', { about: 'dead-letter', cause: 'dead#one@1.0' }, 'a person must look: something could not be done'],
  ])('say %s %j in plain words with the body’s own names', (type, data, sentence) => {
    expect(sentenceOf(type, data)).toBe(sentence)
  })
})
