// Mails that the rules have learnt from stay read as a clerk would: wishes act, rights are named, nothing acts wrongly.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { actsOf, type KeptMail, readKeptMails } from '../../inbound/mails.ts'

const rights = new Set(['access', 'erasure', 'rectification', 'complaint'])
const sets = readdirSync(join(import.meta.dirname, '../../inbound')).filter((name) => name.startsWith('seen-'))
const mails = (await Promise.all(sets.map(readKeptMails))).flatMap((kept, at) =>
  kept.map((mail) => ({ ...mail, file: `${sets[at]}/${mail.file}` })),
)
const share = (some: readonly KeptMail[], holds: (mail: KeptMail) => boolean) => ({
  share: some.filter(holds).length / some.length,
  missed: some.filter((mail) => !holds(mail)).map(({ file }) => file),
})

describe('the mails that were learnt from', () => {
  test('are many, and of every kind', () => {
    expect(mails.length).toBeGreaterThan(800)
    expect(mails.filter(({ expected }) => expected.language === 'cy').length).toBeGreaterThan(100)
  })

  test('never act wrongly', () => {
    const wrong = mails.filter(({ expected, reading }) =>
      actsOf(reading).some((ask) => expected.acts !== 'yes' || !expected.asks.includes(ask)),
    )
    expect(wrong.map(({ file }) => file)).toEqual([])
  })

  test('act where the withdrawal is plain, no more and no less', () => {
    const plain = mails.filter(({ expected }) => expected.plain === 'yes')
    const acted = share(
      plain,
      ({ expected, reading }) => actsOf(reading).toSorted().join() === expected.asks.toSorted().join(),
    )
    expect(acted.share, `not ${acted.missed.join(', ')}`).toBeGreaterThanOrEqual(0.95)
  })

  test('have their rights named', () => {
    const asking = mails.filter(({ expected }) => expected.asks.some((ask) => rights.has(ask)))
    const named = share(asking, ({ expected, reading }) => {
      const asks = new Set<string>(reading.asks.map(({ ask }) => ask))
      return expected.asks.filter((ask) => rights.has(ask)).every((ask) => asks.has(ask))
    })
    expect(named.share, `not ${named.missed.join(', ')}`).toBeGreaterThanOrEqual(0.98)
  })
})
