/** The headers letters leave with. */
import { expect, test } from 'vitest'
import { letterHeaders } from '../../../shared/post/headers.ts'

const unsubscribe = 'https://letters.iqm.example/stop/4fJ2kQ8s'

test('a letter with a link to stop it offers one click to mail programs, as RFC 8058 asks', () => {
  expect(letterHeaders({ purpose: 'news', links: { unsubscribe } })).toEqual({
    'List-Unsubscribe': `<${unsubscribe}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  })
})

test('a service letter says besides that a machine sent it', () => {
  expect(letterHeaders({ purpose: 'service' })).toEqual({ 'Auto-Submitted': 'auto-generated' })
  expect(letterHeaders({ purpose: 'service', links: { unsubscribe } })).toMatchObject({
    'Auto-Submitted': 'auto-generated',
    'List-Unsubscribe': `<${unsubscribe}>`,
  })
})

test('a link cannot begin another header, and what is no web link is a fault', () => {
  const broken = letterHeaders({ purpose: 'news', links: { unsubscribe: `${unsubscribe}\r\nBcc: all@iqm.example` } })
  expect(broken['List-Unsubscribe']).not.toMatch(/[\r\n]/)
  for (const link of [
    'javascript:alert(1)',
    'mailto:info@iqm.example',
    'nonsense',
    `https://iqm.example/${'a'.repeat(900)}`,
  ])
    expect(() => letterHeaders({ purpose: 'news', links: { unsubscribe: link } })).toThrow()
})
