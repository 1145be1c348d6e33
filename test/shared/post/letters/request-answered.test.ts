// The letter that answers a request: what is behind its link, or that it is the last; and as it read before it had one.
import { describe, expect, test } from 'vitest'
import type { LetterFacts } from '../../../../events/letter/events.ts'
import { defaultLetterhead } from '../../../../shared/post/letterhead.ts'
import { type LetterLinks, writeWords } from '../../../../shared/post/write.ts'

const act = 'https://awards.iqm.example/p/copy/abc'
const preferences = 'https://awards.iqm.example/p/me/abc'

function written(facts: LetterFacts, links?: LetterLinks) {
  const asked = { kind: 'request-answered', purpose: 'rights', role: 'head', facts } as const
  const around = { name: 'Morag Evans', school: undefined, letterhead: defaultLetterhead, ...(links && { links }) }
  const words = writeWords(asked, around)
  return { ...words, text: words?.text.replaceAll(/\s+/g, ' ') ?? '' }
}

const answer = { request: 'request#1', received: '2026-11-10', on: '2026-11-20', outcome: 'answered' } as const

describe('the answer to a request', () => {
  test('for access says what is behind its link, that it opens once, and until when', () => {
    const { text, html, version } = written({ ...answer, asks: 'access' }, { act, preferences })
    expect(version).toBe(2)
    expect(text).toContain('a copy of everything we keep about you is ready')
    expect(text).toContain('The link opens once, until Friday 4 December 2026.')
    expect(text).toContain(act)
    expect(html).toContain(`href="${act}"`)
    expect(text).toContain(preferences)
  })

  test('for access, looked at by others, leads nowhere', () => {
    const { text } = written({ ...answer, asks: 'access' })
    expect(text).toContain('https://links.invalid/only-in-the-letter-itself')
    expect(text).not.toContain('/p/')
  })

  test('for access as it was asked for before there was a copy reads on, without a link', () => {
    const { on: _, ...before } = answer
    const { text } = written({ ...before, asks: 'access' }, { preferences })
    expect(text).toContain('this letter says nothing of what we keep or did')
    expect(text).not.toContain('The link opens')
  })

  test('for erasure says what goes, what stays and for how long, and that it is the last; it has no link', () => {
    for (const { text, html } of [
      written({ ...answer, asks: 'erasure' }, {}),
      written({ ...answer, asks: 'erasure' }),
    ]) {
      for (const said of [
        'everything we keep about you is deleted',
        'beyond use',
        'within 35 days',
        'a mark that nobody can read, so that nobody writes to it again',
        'This is the last letter you get from us.',
      ])
        expect(text).toContain(said)
      expect(html).not.toMatch(/links\.invalid|\/p\//)
    }
  })

  test.each(['rectification', 'complaint'] as const)('for %s says as before that it was dealt with', (asks) => {
    const { text } = written({ ...answer, asks }, { preferences })
    expect(text).toContain('has been dealt with')
    expect(text).not.toMatch(/deleted now|The link opens/)
  })

  test('that is a refusal names whom to complain to, and carries no copy', () => {
    const { text } = written({ ...answer, asks: 'access', outcome: 'refused' }, { preferences })
    expect(text).toContain('ico.org.uk')
    expect(text).not.toContain('The link opens')
  })
})
