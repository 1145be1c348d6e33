// Meetings: exactly the members of the day are marked; of recording and cancelling the last said holds (F1).
import { describe, expect, test } from 'vitest'
import { meetingDecider } from '../../../events/meeting/decide.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

const given = givenOf(meetingDecider)
const what = { cluster: 'north-1', on: '2026-09-10', kind: 'required', place: 'Online', topics: 'Practice' } as const
const [one, two, three] = ['one', 'two', 'three'].map((id) => ({ id, ref: `urn:${id}` }))
const members = [one, two].flatMap((school) => school ?? [])
const allThere = members.map((school) => ({ ...school, mark: 'attended' as const }))
const record = (more: object = {}, day = '2026-09-11') =>
  at(day, { do: 'record-meeting', ...what, attendance: allThere, members, ...more })
const recorded = [{ type: 'MeetingRecorded' }]

describe('recording a meeting', () => {
  test('marks the members of its day', () =>
    given()
      .when(record())
      .then([{ type: 'MeetingRecorded', data: { attendance: { one: 'attended', two: 'attended' } } }]))

  test('is refused when a member has no mark or a stranger has one, naming them', () => {
    given()
      .when(record({ attendance: allThere.slice(0, 1) }))
      .thenRefused('attendance-not-of-members', { missing: ['urn:two'], strangers: [] })
    given()
      .when(record({ attendance: [...allThere, { ...three, mark: 'absent' }] }))
      .thenRefused('attendance-not-of-members', { missing: [], strangers: ['urn:three'] })
  })

  test('is refused for a day to come, and for an id that another cluster has used', () => {
    given()
      .when(record({ on: '2026-09-12' }))
      .thenRefused('meeting-in-the-future', { today: '2026-09-11' })
    given()
      .after(record())
      .when(record({ cluster: 'south-1' }))
      .thenRefused('meeting-of-another-cluster', { cluster: 'north-1' })
  })

  test('again corrects it; the same again changes nothing', () => {
    given().after(record()).when(record()).then(nothing())
    const absent = members.map((school) => ({ ...school, mark: 'absent' as const }))
    given()
      .after(record())
      .when(record({ attendance: absent }))
      .then(recorded)
  })

  test('a mark that a correction takes away is remembered, so that its school is told', () =>
    given()
      .after(record())
      .when(record({ on: '2026-08-01', attendance: allThere.slice(0, 1), members: members.slice(0, 1) }))
      .then(recorded)
      .leaving(({ everMarked, attendance }) => {
        expect(everMarked).toEqual(['one', 'two'])
        expect(Object.keys(attendance)).toEqual(['one'])
      }))
})

describe('cancelling a meeting', () => {
  const cancel = at('2026-09-12', { do: 'cancel-meeting', cluster: 'north-1' })

  test('takes it away until it is recorded again', () => {
    given()
      .after(record())
      .when(cancel)
      .then([{ type: 'MeetingCancelled' }])
      .leaving(({ state }) => expect(state).toBe('cancelled'))
    given().after(record(), cancel).when(cancel).then(nothing())
    given()
      .after(record(), cancel)
      .when(record())
      .then(recorded)
      .leaving(({ state }) => expect(state).toBe('held'))
  })

  test('may be said of one never planned here', () =>
    given()
      .when(cancel)
      .then([{ type: 'MeetingCancelled' }]))
})

test('a meeting that was held is not planned again', () => {
  const plan = at('2026-09-01', { do: 'schedule-meeting', ...what, from: '16:00' })
  given()
    .when(plan)
    .then([{ type: 'MeetingScheduled', data: { from: '16:00' } }])
  given().after(plan).when(plan).then(nothing())
  given().after(record()).when(plan).thenRefused('meeting-already-held', { on: '2026-09-10' })
})
