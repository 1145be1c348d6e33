// Tasks: raised once for their cause, taken on, finished; which facts call for one.
import { describe, expect, test } from 'vitest'
import { definitionOf } from '../../../events/catalogue.ts'
import { taskCausingTypes, taskFor, taskSentence } from '../../../events/task/calls.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { taskAbouts } from '../../../events/task/events.ts'
import { at, givenOf } from '../../kit/given.ts'

const given = givenOf(taskDecider)
const day = '2026-09-14'
const raise = at(day, {
  do: 'raise-task',
  raised: { about: 'grace-ended', cause: 'school#1@9.1', school: 'school#1', day: '2026-06-14', due: '2026-09-28' },
})
const finish = at(day, {
  do: 'finish-task',
  outcome: 'note-00000000-0000-4000-8000-000000000002',
  note: 'note-00000000-0000-4000-8000-000000000001',
})

describe('a task', () => {
  test('it is raised once, however often its cause is told', () =>
    given()
      .when(raise, raise)
      .then([{ type: 'TaskRaised', data: { about: 'grace-ended', cause: 'school#1@9.1', due: '2026-09-28' } }]))

  test('somebody takes it on', () =>
    given()
      .after(raise)
      .when(at(day, { do: 'assign-task', owner: 'staff#1' }), at(day, { do: 'assign-task', owner: 'staff#1' }))
      .then([{ type: 'TaskAssigned', data: { owner: 'staff#1' } }]))

  test('finished, it stays finished: told again, its cause does not raise it anew', () =>
    given()
      .after(raise)
      .when(finish, finish, raise)
      .then([{ type: 'TaskFinished', data: { outcome: 'note-00000000-0000-4000-8000-000000000002' } }])
      .leaving(({ state, outcome }) =>
        expect([state, outcome]).toEqual(['finished', 'note-00000000-0000-4000-8000-000000000002']),
      ))

  test('nobody takes on or finishes a task that is not there', () => {
    given().when(finish).thenRefused('task-not-known')
    given()
      .when(at(day, { do: 'assign-task', owner: 'staff#1' }))
      .thenRefused('task-not-known')
  })
})

describe('what calls for a person', () => {
  test('only facts of the catalogue do', () =>
    expect(taskCausingTypes.filter((type) => !definitionOf(type))).toEqual([]))

  test.each([
    ['SchoolUnreachable', { about: 'school-unreachable', due: '2026-09-21' }],
    ['ReviewGraceEnded', { about: 'grace-ended', due: '2026-09-28' }],
    ['VisitDecisionLate', { about: 'visit-decision-late', due: '2026-09-21' }],
    ['AddressBounced', { about: 'address-bounced', due: '2026-09-21' }],
    ['LetterUnresolved', { about: 'letter-unresolved', due: '2026-09-16' }],
    ['LetterRefused', { about: 'letter-refused', due: '2026-09-16' }],
    ['ConsentClaimedLater', { about: 'consent-claimed-later', due: '2026-09-21' }],
  ] as const)('%s does', (type, task) => expect(taskFor(type, day)).toEqual(task))

  test('a school that fell due does not', () => expect(taskFor('ReviewDue', day)).toBeUndefined())

  test.each(taskAbouts)('a task about %s says in a sentence what to do', (about) => {
    expect(taskSentence(about, {})).toMatch(/^[A-Z].+\.$/)
    expect(taskSentence(about, {})).not.toContain('undefined')
  })

  test('a school nobody can reach is rung under its public number', () => {
    expect(
      taskSentence('school-unreachable', { schoolName: 'Oakfield Primary School', schoolPhone: '01632 960 001' }),
    ).toContain('Ring 01632 960 001')
    expect(taskSentence('school-unreachable', {})).toContain('Ring the school')
  })
})
