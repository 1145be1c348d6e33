// Work that could not be done: filed once, tried again or given up once.
import { describe, expect, test } from 'vitest'
import { deadDecider } from '../../../events/dead/decide.ts'
import { undoneBy } from '../../../events/dead/events.ts'
import { triggers } from '../../../functions/index.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

const given = givenOf(deadDecider)
const day = '2026-09-14'
const filed = { verb: 'ask-letters', kind: 'queue', queue: 'ask-letters-events', kept: 'dead-letters/1.json' } as const
const file = at(day, { do: 'file-dead-letter', filed: { ...filed, last: '2026-09-14T09:00:00.000Z' } })
const ofStream = at(day, {
  do: 'file-dead-letter',
  filed: { verb: 'follow-log', kind: 'stream', kept: 'dead-letters/2.json', last: '2026-09-14T09:00:00.000Z' },
})
const reason = 'note-00000000-0000-4000-8000-000000000001'
const retry = at(day, { do: 'retry-dead-letter', reason })
const abandon = at(day, { do: 'abandon-dead-letter', reason })

describe('work that could not be done', () => {
  test('is filed once, however often it is found', () =>
    given()
      .when(file, file)
      .then([{ type: 'DeadLetterFiled', data: { verb: 'ask-letters' } }]))

  test('is tried again once', () =>
    given()
      .after(file)
      .when(retry, retry)
      .then([{ type: 'DeadLetterRetried', data: { reason } }]))

  test('is given up once', () =>
    given()
      .after(file)
      .when(abandon, abandon)
      .then([{ type: 'DeadLetterAbandoned', data: { reason } }]))

  test('is not both', () => {
    given().after(file, retry).when(abandon).thenRefused('dead-letter-retried')
    given().after(file, abandon).when(retry).thenRefused('dead-letter-abandoned')
  })

  test('stays settled when it is found again', () => given().after(file, abandon).when(file).then(nothing()))

  test('that only points at the log has nothing to try again', () =>
    given().after(ofStream).when(retry).thenRefused('dead-letter-is-made-up-for'))

  test('that nobody filed is not known', () => given().when(retry).thenRefused('dead-letter-not-known'))

  test.each(triggers.map(({ name }) => name))('of %s says in a sentence what did not happen', (verb) => {
    expect(undoneBy(verb)).toMatch(/^[A-Z].+\.$/)
    expect(undoneBy(verb)).not.toBe(undoneBy('nothing-of-that-name'))
  })
})
