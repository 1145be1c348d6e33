// The runbook has a page for whatever can ring: each says what is seen, whom it hurts, what to do first, when it is over.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { triggers } from '../../../functions/index.ts'
import { figures } from '../../../infra/aws/figures.ts'

const file = resolve(import.meta.dirname, '../../../docs/runbook.md')

/** Pages for all alarms alike. */
const common = [
  'Contents',
  'Where to look',
  'Dead letters',
  'Stop all letters',
  'Check the log and the lists',
  'Moving to another account or machine',
  'Restoring from an export',
]

const parts = ['What you see', 'Whom it hurts', 'First', 'Over when']

/** The pages by heading. */
function pagesIn(text: string): Map<string, string> {
  const [, ...pages] = text.split(/^## /m)
  return new Map(
    pages.map((page) => {
      const end = page.indexOf('\n')
      return [page.slice(0, end), page.slice(end)]
    }),
  )
}

/** What a page lacks: a part that is missing, or says next to nothing. */
const lackingIn = (page: string) =>
  parts.filter((part) => (page.split(`- **${part}**:`)[1]?.split('\n- **')[0] ?? '').trim().length < 20)

const ringing = [...triggers.map(({ name }) => name), ...figures.map(({ name }) => name)]
const pages = pagesIn(readFileSync(file, 'utf8'))

test('every function and every figure has its page, and no page is of what is no more', () => {
  expect([...pages.keys()].sort()).toEqual([...common, ...ringing].sort())
})

test.each(ringing)('the page of %s says what is seen, whom it hurts, what to do first and when it is over', (name) => {
  expect(lackingIn(pages.get(name) ?? '')).toEqual([])
})

test('a page without one of its parts is seen', () => {
  expect(lackingIn('\n- **What you see**: an alarm that rings in the night.\n- **First**: look.\n')).toEqual([
    'Whom it hurts',
    'First',
    'Over when',
  ])
})

test('every link leads to a page', () => {
  const anchors = [...pages.keys()].map((heading) => heading.toLowerCase().replaceAll(' ', '-'))
  const links = [...[...pages.values()].join('\n').matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor ?? '')
  expect(links.filter((link) => !anchors.includes(link))).toEqual([])
  expect(ringing.filter((name) => !(pages.get('Contents') ?? '').includes(`[${name}](#${name})`))).toEqual([])
})
