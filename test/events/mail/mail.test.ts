// The life of a mail: filed before it is opened, read once, acted upon once; a person may file it anew or send it on.
import { describe, test } from 'vitest'
import { type MailAsRead, type MailFiling, mailDecider } from '../../../events/mail/decide.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

const given = givenOf(mailDecider)
const day = '2026-10-06'

const filed: MailFiling = {
  kept: 'inbound/one',
  received: '2026-10-06T08:12:00.000Z',
  verdict: 'passed',
  dmarc: 'pass',
  spf: 'pass',
  dkim: 'pass',
  spam: 'pass',
  virus: 'pass',
}
const note = (n: number) => `note-00000000-0000-4000-8000-00000000000${n}`
const read: MailAsRead = {
  sender: 'contact',
  contact: 'contact#c-1',
  asks: [{ ask: 'withdraw-news', sentence: note(1) }],
  language: 'en',
  broken: [],
  attachments: 0,
}

const file = at(day, { do: 'file-mail', filed })
const readIt = at(day, { do: 'read-mail', read })
const acted = at(day, { do: 'note-acted', requests: [] })
const forward = at(day, { do: 'forward-mail' })
const reason = note(2)
const refile = (...asks: ('erasure' | 'withdraw-service')[]) =>
  at(day, { do: 'refile-mail', refiled: { asks, contact: 'contact#c-2', reason } })

describe('a mail that came in', () => {
  test('is filed once, whoever tells of it and however often', () =>
    given()
      .when(file, at(day, { do: 'file-mail', filed: { ...filed, verdict: 'not-passed', found: true } }))
      .then([{ type: 'MailFiled', data: { verdict: 'passed' } }]))

  test('is read once, and what follows is what the rule says', () =>
    given()
      .after(file)
      .when(readIt, readIt)
      .then([{ type: 'MailRead', data: { deeds: ['withdraw-news', 'open-withdrawal'] } }]))

  test('asks the address on file when nobody vouches for its sender', () =>
    given()
      .after(at(day, { do: 'file-mail', filed: { ...filed, verdict: 'not-passed', dmarc: 'gray' } }))
      .when(readIt)
      .then([{ type: 'MailRead', data: { deeds: ['ask-was-this-you', 'open-withdrawal'] } }]))

  test('does nothing where it is a copy of one that came before', () =>
    given()
      .after(file)
      .when(at(day, { do: 'read-mail', read: { ...read, copyOf: 'mail#first' } }))
      .then([{ type: 'MailRead', data: { copyOf: 'mail#first', deeds: [] } }]))

  test('cannot be read before it is filed', () => given().when(readIt).thenRefused('mail-not-known'))

  test('is acted upon once', () =>
    given()
      .after(file, readIt)
      .when(acted, acted)
      .then([{ type: 'MailActedUpon' }]))
})

describe('a person', () => {
  test('files a mail anew, and what they read in it is done as if nobody doubted who asks', () =>
    given()
      .after(file, readIt, acted)
      .when(refile('erasure'), refile('erasure'), acted)
      .then(
        [{ type: 'MailRefiled', data: { contact: 'contact#c-2', deeds: ['open-erasure'] } }],
        [{ type: 'MailActedUpon' }],
      ))

  test('may say that it asks for nothing', () =>
    given()
      .after(file, readIt, acted)
      .when(refile())
      .then([{ type: 'MailRefiled', data: { asks: [], deeds: [] } }]))

  test('says whom it concerns where nobody we hold can be read from it', () =>
    given()
      .after(file, at(day, { do: 'read-mail', read: { ...read, sender: 'nobody', asks: [], unsure: true } }), acted)
      .when(at(day, { do: 'refile-mail', refiled: { asks: ['erasure'], reason } }))
      .thenRefused('mail-has-no-contact'))

  test('waits until it was read', () => given().after(file).when(refile('erasure')).thenRefused('mail-not-read'))
})

describe('a mail for the office', () => {
  test('is asked to go once, and noted when it has gone', () =>
    given()
      .after(file, readIt)
      .when(
        forward,
        forward,
        at(day, { do: 'note-forwarded', provider: 'p-1' }),
        at(day, { do: 'note-forwarded' }),
        forward,
      )
      .then([{ type: 'MailForwardAsked' }], [{ type: 'MailForwarded', data: { provider: 'p-1' } }]))

  test('says why it did not go, and may be asked to go again', () =>
    given()
      .after(file, readIt, forward)
      .when(at(day, { do: 'note-not-forwarded', why: 'not-sending' }), forward)
      .then([{ type: 'MailNotForwarded', data: { why: 'not-sending' } }], [{ type: 'MailForwardAsked' }]))

  test('stays here when it carries a virus', () =>
    given()
      .after(at(day, { do: 'file-mail', filed: { ...filed, virus: 'fail' } }))
      .when(forward)
      .thenRefused('mail-carries-virus'))

  test('is noted as gone only where it was asked for', () =>
    given()
      .after(file)
      .when(at(day, { do: 'note-forwarded' }))
      .then(nothing()))
})
