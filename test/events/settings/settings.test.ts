// The body's switches: whether letters leave, and which pause.
import { describe, expect, test } from 'vitest'
import { defaultSettings, settingValues } from '../../../events/kernel/settings.ts'
import { settingsDecider } from '../../../events/settings/decide.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

const given = givenOf(settingsDecider)
const day = '2026-09-14'
const reason = 'note-00000000-0000-4000-8000-000000000001'
const set = (position: 'off' | 'staff' | 'on', mayBeOn = true) =>
  at(day, { do: 'set-sending', position, mayBeOn, reason })

describe('sending', () => {
  test('the first letters of a body are held until somebody decides', () =>
    given()
      .when(set('off'))
      .then(nothing())
      .leaving(({ sending }) => expect(sending).toBe('off')))

  test('it has three positions', () =>
    given()
      .when(set('staff'), set('on'), set('on'), set('off'))
      .then([
        { type: 'SendingSet', data: { position: 'staff', reason } },
        { type: 'SendingSet', data: { position: 'on' } },
        { type: 'SendingSet', data: { position: 'off' } },
      ]))

  test('a stage for trying things out goes to staff at most', () => {
    given().when(set('on', false)).thenRefused('stage-cannot-send')
    given()
      .when(set('staff', false))
      .then([{ type: 'SendingSet' }])
  })
})

describe('pauses', () => {
  test('all letters pause and go on', () =>
    given()
      .when(
        at(day, { do: 'resume-all', reason }),
        at(day, { do: 'pause-all', reason }),
        at(day, { do: 'pause-all', reason }),
        at(day, { do: 'resume-all', reason }),
      )
      .then([{ type: 'LettersOfAllPaused' }, { type: 'LettersOfAllResumed' }])
      .leaving(({ allPaused }) => expect(allPaused).toBe(false)))

  test('letters to one school pause while those to another go on', () =>
    given()
      .after(
        at(day, { do: 'pause-school', school: 'school#1', reason }),
        at(day, { do: 'pause-school', school: 'school#2', reason }),
      )
      .when(
        at(day, { do: 'pause-school', school: 'school#1', reason }),
        at(day, { do: 'resume-school', school: 'school#1', reason }),
        at(day, { do: 'resume-school', school: 'school#1', reason }),
      )
      .then([{ type: 'LettersOfSchoolResumed', data: { school: 'school#1' } }])
      .leaving(({ pausedSchools }) => expect(pausedSchools).toEqual(['school#2'])))
})

describe('the settings of a body that changed none', () => {
  test('they are the defaults of the rules', () =>
    expect(defaultSettings).toMatchObject({
      stagesBefore: [180, 90, 60, 30, 7],
      stagesAfter: [1, 14, 28],
      visitAnnouncedBefore: [14, 2],
      decisionWindowDays: 180,
      visitDecisionDays: 28,
      graceDays: 90,
      flagshipWaitYears: 3,
      returningFlagshipWaits: false,
      apologiesAreMisses: true,
    }))

  test('they are what the schema gives when nothing is said', () =>
    expect(defaultSettings).toEqual({ ...settingValues().parse({}), version: 0 }))

  test('a setting nobody knows is refused', () =>
    expect(settingValues().safeParse({ graceDay: 90 }).success).toBe(false))
})
