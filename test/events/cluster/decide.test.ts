// Clusters: formed once, members by day, and a term without a meeting is noticed on its eighth day after (F6).
import { describe, expect, test } from 'vitest'
import { clusterDecider } from '../../../events/cluster/decide.ts'
import type { ClusterFact } from '../../../events/cluster/events.ts'
import { membersOn } from '../../../events/cluster/state.ts'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import type { MeetingKind } from '../../../events/kernel/words.ts'
import { at, givenOf, mornings, nothing, on, wake } from '../../kit/given.ts'

const given = givenOf(clusterDecider)
const formed = (day: string): ClusterFact[] => [
  { type: 'ClusterFormed', data: { nation: 'england', ambassador: 'staff#s-1', on: day } },
]
const cluster = given(formed('2026-09-01'))
const without = (term: string) => [{ type: 'ClusterTermWithoutMeeting', data: { term } }]
const meeting = (
  day: string,
  {
    state = 'held',
    kind = 'required',
    typed = day,
    version = 1,
  }: Partial<{ state: 'scheduled' | 'held' | 'cancelled'; kind: MeetingKind; typed: string; version: number }> = {},
) => at(typed, { do: 'note-meeting', meeting: `north-1-${day}`, on: day, kind, state, version })

describe('a term without a meeting', () => {
  test('is recorded in the morning run of the eighth day after its last', () =>
    cluster
      .when(mornings('2027-01-06', '2027-01-10'))
      .then(on('2027-01-08', without('2026/27 autumn')))
      .andWakes('2027-04-05'))

  test('is not recorded when a required meeting was held in it', () =>
    cluster.after(meeting('2026-11-02')).when(wake('2027-01-08')).then(nothing()).andWakes('2027-04-05'))

  test('is recorded all the same when there was an extra meeting, a planned one, or a cancelled one', () => {
    cluster
      .after(meeting('2026-11-02', { kind: 'extra' }))
      .when(wake('2027-01-08'))
      .then(without('2026/27 autumn'))
    cluster
      .after(meeting('2026-11-02', { state: 'scheduled' }))
      .when(wake('2027-01-08'))
      .then(without('2026/27 autumn'))
    cluster
      .after(meeting('2026-11-02'), meeting('2026-11-02', { state: 'cancelled', version: 2, typed: '2026-12-01' }))
      .when(wake('2027-01-08'))
      .then(without('2026/27 autumn'))
  })

  test('a later entry leaves it as it is, and a meeting cancelled after the day brings none', () => {
    cluster
      .after(wake('2027-01-08'))
      .when(meeting('2026-11-02', { typed: '2027-01-20' }), wake('2027-01-21'))
      .then([{ type: 'ClusterMeetingNoted' }])
    cluster
      .after(meeting('2026-11-02'), wake('2027-01-08'))
      .when(meeting('2026-11-02', { state: 'cancelled', version: 2, typed: '2027-01-20' }), wake('2027-01-21'))
      .then([{ type: 'ClusterMeetingNoted' }])
  })

  test('what is typed on the eighth day before its morning run is known in time; after it, it is too late', () => {
    cluster
      .after(meeting('2026-11-02', { typed: '2027-01-08 07:00' }))
      .when(wake('2027-01-08'))
      .then(nothing())
    cluster
      .when(meeting('2026-11-02', { typed: '2027-01-08 07:45' }))
      .then(without('2026/27 autumn'), [{ type: 'ClusterMeetingNoted' }])
  })

  test('after an outage each term is recorded on the day of the run', () =>
    cluster.when(wake('2027-04-09')).then(on('2027-04-09', without('2026/27 autumn'), without('2026/27 spring'))))

  test('a term that ended before it was formed or imported here is not judged', () => {
    given(formed('2027-01-01')).when(wake('2027-01-08')).then(nothing())
    given(formed('2026-12-31')).when(wake('2027-01-08')).then(without('2026/27 autumn'))
  })
})

test('a cluster is formed once; said again it changes nothing, otherwise it is refused', () => {
  const form = { do: 'form-cluster', nation: 'england', ambassador: 'staff#s-1' } as const
  given()
    .when(at('2026-09-01', form))
    .then(on('2026-09-01', [{ type: 'ClusterFormed', data: { on: '2026-09-01' } }]))
  cluster.when(at('2026-09-02', form)).then(nothing())
  cluster
    .when(at('2026-09-02', { ...form, nation: 'wales' }))
    .thenRefused('cluster-already-formed', { nation: 'england' })
  given()
    .when(at('2026-09-01', { do: 'assign-ambassador', ambassador: 'staff#s-2' }))
    .thenRefused('cluster-not-formed')
})

test('members of a day are those who joined on or before it and did not leave on or before it', () => {
  const stay = (school: string, joinedOn: string, leftOn?: string) =>
    at('2026-09-02', { do: 'note-stay', school, joinedOn, ...(leftOn && { leftOn }) })
  cluster
    .after(stay('one', '2026-09-01'), stay('two', '2026-09-10'), stay('three', '2026-01-01', '2026-09-10'))
    .when(stay('three', '2026-01-01', '2026-09-10'), stay('one', '2026-09-01'))
    .then(nothing())
    .leaving((state) => {
      expect(membersOn(state, '2026-09-09')).toEqual(['one', 'three'])
      expect(membersOn(state, '2026-09-10')).toEqual(['one', 'two'])
      expect(membersOn(state, '2025-12-31')).toEqual([])
    })
})

test('a term whose days the calendar moved is recorded as without a meeting once', () => {
  const { nations } = firstCalendar
  const terms = nations.england.terms.map((term) =>
    term.key === '2026/27 autumn' ? { ...term, to: '2027-01-31' } : term,
  )
  const moved = { ...firstCalendar, nations: { ...nations, england: { ...nations.england, terms } } }
  cluster
    .after(wake('2027-01-08'))
    .where({}, moved)
    .when(...[wake('2027-02-07'), wake('2027-02-08')])
    .then(nothing())
})

describe('what is taken back', () => {
  const stays = (version: number, ...joined: string[]) =>
    at('2026-09-03', { do: 'note-stays', school: 'one', stays: joined.map((joinedOn) => ({ joinedOn })), version })
  const stay = (version: number) =>
    at('2026-09-03', { do: 'note-stay', school: 'one', joinedOn: '2026-09-01', version })

  test('a time in it that never was is forgotten, and late news of before does not bring it back', () =>
    cluster
      .after(stay(2), stays(3))
      .when(stay(2), stays(3), stays(2, '2026-09-01'))
      .then(nothing())
      .leaving((state) => expect(membersOn(state, '2026-09-10')).toEqual([])))

  test('a school may join anew after it', () =>
    cluster
      .after(stay(2), stays(3))
      .when(stay(4))
      .then([{ type: 'ClusterJoined' }]))

  test('a meeting as never said is none of its meetings, until it is said anew', () => {
    const takenBack = at('2026-11-03', {
      do: 'note-meeting',
      meeting: 'north-1-2026-11-02',
      on: '2026-11-02',
      kind: 'required',
      state: 'taken-back',
      version: 2,
    })
    cluster.after(meeting('2026-11-02'), takenBack).when(meeting('2026-11-02')).then(nothing())
    cluster.when(takenBack).then(nothing())
    cluster.after(meeting('2026-11-02'), takenBack).when(wake('2027-01-08')).then(without('2026/27 autumn'))
    cluster
      .after(meeting('2026-11-02'), takenBack, meeting('2026-11-02', { version: 3 }))
      .when(wake('2027-01-08'))
      .then(nothing())
  })
})
