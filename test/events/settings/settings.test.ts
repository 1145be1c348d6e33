// The body's switches: whether letters leave, and which pause.
import { describe, expect, test } from 'vitest'
import {
  changedValues,
  defaultSettings,
  settingNames,
  settingsOf,
  settingValues,
} from '../../../events/kernel/settings.ts'
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

  test('they are what stands when nothing was changed', () => expect(settingsOf({}, 0)).toEqual(defaultSettings))

  test('a setting nobody knows is refused', () =>
    expect(changedValues().safeParse({ graceDay: 90 }).success).toBe(false))
})

describe('changing a setting', () => {
  const change = (name: string, value: number | boolean | number[]) =>
    at(day, { do: 'change-setting', name, value, reason })

  test('it is recorded with what stood before, and holds from then on', () =>
    given()
      .when(change('graceDays', 60))
      .then([{ type: 'SettingChanged', data: { name: 'graceDays', before: 90, value: 60 } }])
      .leaving(({ values, changes }) => {
        expect({ values, changes }).toEqual({ values: { graceDays: 60 }, changes: 1 })
        expect(settingsOf(values, changes)).toEqual({ ...defaultSettings, graceDays: 60, version: 1 })
      }))

  test('a list is kept in its order, each day once', () =>
    given()
      .when(change('stagesBefore', [7, 45, 90, 45]))
      .then([{ type: 'SettingChanged', data: { value: [90, 45, 7] } }]))

  test('the value that stands already is no change, in whatever order it was typed', () =>
    given()
      .when(change('stagesAfter', [28, 14, 1, 1]))
      .then(nothing()))

  test('a setting nobody knows is refused, and the refusal names those there are', () =>
    given().when(change('graceDay', 60)).thenRefused('setting-not-known', { names: settingNames() }))

  test.each<[string, number | boolean | number[]]>([
    ['graceDays', -1],
    ['graceDays', 1.5],
    ['graceDays', true],
    ['returningFlagshipWaits', 1],
    ['stagesBefore', []],
    ['stagesBefore', 30],
    ['visitAnnouncedBefore', [0]],
    ['wakeShards', 65],
  ])('%s does not become %j, and the refusal says what fits', (name, value) =>
    given().when(change(name, value)).thenRefused('setting-does-not-fit', { name }),
  )

  test('the parts of the morning become more, never fewer', () => {
    given().when(change('wakeShards', 3)).thenRefused('wake-shards-only-grow', { standing: 4 })
    given()
      .when(change('wakeShards', 8))
      .then([{ type: 'SettingChanged', data: { value: 8 } }])
  })

  test('a setting of the past that is none any more leaves the others as they are', () =>
    given([
      { type: 'SettingChanged', data: { name: 'colourOfTheLetters', before: 1, value: 2, reason } },
      { type: 'SettingChanged', data: { name: 'graceDays', before: 90, value: 30, reason } },
    ])
      .when(change('graceDays', 30))
      .then(nothing())
      .leaving(({ values }) => expect(values).toEqual({ graceDays: 30 })))
})

describe('the version of a calendar', () => {
  const note = (version: number) => at(day, { do: 'note-calendar', nation: 'wales', version, reason })

  test('it is noted once, and an older one says nothing new', () => {
    given()
      .when(note(2))
      .then([{ type: 'CalendarChanged', data: { nation: 'wales', version: '2' } }])
      .leaving(({ calendars }) => expect(calendars).toEqual({ wales: 2 }))
    const noted = { type: 'CalendarChanged', data: { nation: 'wales', version: '2', reason } } as const
    given([noted]).when(note(2)).then(nothing())
    given([noted]).when(note(1)).then(nothing())
  })
})

test('every setting has a value by default, and a word of what fits it', () =>
  expect(Object.keys(settingValues().parse(Object.fromEntries(Object.entries(defaultSettings).slice(0, -1))))).toEqual(
    settingNames(),
  ))
