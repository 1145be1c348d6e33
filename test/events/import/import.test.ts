// An import: how far it got. A part done again after an interruption counts once.
import { expect, test } from 'vitest'
import { importDecider } from '../../../events/import/decide.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

const given = givenOf(importDecider)
const day = '2026-09-01'
const start = (rows: number) =>
  at(day, {
    do: 'start-import',
    started: { kind: 'schools', rows, hash: 'b'.repeat(64), dryRun: false, register: 'named', file: 'import#1' },
  })
const counts = { accepted: 90, changed: 80, unchanged: 10, refused: 10, warnings: 3 }
const progress = (from: number, until: number) => at(day, { do: 'note-progress', from, until, counts })

test('it starts once', () =>
  given()
    .when(start(200), start(200))
    .then([{ type: 'ImportStarted', data: { kind: 'schools', rows: 200 } }]))

test('its parts add up, and with the last it is finished', () =>
  given()
    .after(start(200))
    .when(progress(0, 100), progress(100, 200))
    .then([
      { type: 'ImportProgressed', data: { until: 100, accepted: 90 } },
      {
        type: 'ImportProgressed',
        data: { until: 200, accepted: 180, changed: 160, unchanged: 20, refused: 20, warnings: 6 },
      },
      { type: 'ImportFinished', data: { accepted: 180, refused: 20 } },
    ])
    .leaving(({ state }) => expect(state).toBe('done')))

test('a part told twice, or out of its turn, counts once', () =>
  given()
    .after(start(200), progress(0, 100))
    .when(progress(0, 100), progress(150, 200))
    .then(nothing())
    .leaving((known) => expect(known).toMatchObject({ until: 100, counts })))

test('after its end nothing is added', () =>
  given().after(start(100), progress(0, 100)).when(progress(100, 200)).then(nothing()))

test('a file without rows is finished at once', () =>
  given()
    .when(start(0))
    .then([{ type: 'ImportStarted' }, { type: 'ImportFinished', data: { accepted: 0, refused: 0 } }]))

test('an import nobody started makes no progress', () => given().when(progress(0, 100)).thenRefused('import-not-known'))
