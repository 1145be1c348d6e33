// A school by what people call it: one that is meant is taken, several are offered, and that there are more is said.
import { beforeAll, describe, expect, test } from 'vitest'
import { type Console, openConsole, withOakfield } from './kit.ts'

let console: Console

beforeAll(async () => {
  console = await openConsole()
  await withOakfield(console)
  await console.must('book-visit', { school: 'urn:123456', on: '2026-11-20' })
  for (let n = 10; n < 23; n++)
    await console.must('register-school', { ref: `urn:4000${n}`, name: `Ysgol Gynradd ${n}`, nation: 'wales' })
  await console.settle()
})

describe('letters of a school', () => {
  test('are found by a part of its name as by its reference', async () => {
    for (const called of ['oakf', 'urn:123456']) {
      const { status, text, html } = await console.get(`/letters?school=${called}`)
      expect(status).toBe(200)
      expect(text).toContain('Visit confirmed')
      expect(html).toContain('value="urn:123456"')
    }
  })

  test('of a name that fits several are asked about first, each choice keeping the other filters', async () => {
    const { text, html } = await console.get('/letters?school=Gynradd+1&state=sent')
    expect(text).toContain('Several schools fit: choose one')
    expect(text).toContain('These schools fit:')
    expect(html).toContain('href="/letters?state=sent&amp;school=urn%3A400011"')
    expect(text).not.toContain('No letter fits')
  })

  test('of a name that fits more than are offered lead to all of them', async () => {
    const { text, html } = await console.get('/letters?school=Ysgol')
    expect(html.match(/<li><a class="govuk-link" href="\/letters\?school=/g)).toHaveLength(10)
    expect(text).toContain('More than 10 schools fit; the first are:')
    expect(html).toContain('href="/schools?q=Ysgol">see all schools that fit')
    expect((await console.get('/schools?q=Ysgol')).html.match(/urn:4000\d\d</g)).toHaveLength(13)
  })

  test('of a name nobody has are not looked for', async () => {
    expect((await console.get('/letters?school=Nowhere')).text).toContain(
      'No school is known by this name or reference',
    )
  })
})
