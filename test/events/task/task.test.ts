// Tasks: raised once for their cause, taken on, finished; which facts call for one.
import { describe, expect, test } from 'vitest'
import { definitionOf } from '../../../events/catalogue.ts'
import { taskCausingTypes, taskFor, taskKey, taskSentence } from '../../../events/task/calls.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { taskAbouts } from '../../../events/task/events.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

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

  test('of a request that nobody had asked for, it is raised again by a new cause alone', () => {
    const raised = { about: 'request-open', cause: 'request#1@1.0', day: '2026-06-14', due: '2026-09-28' } as const
    const by = (cause: string) => at(day, { do: 'raise-task', raised: { ...raised, cause } })
    const settled = given().after(by('request#1@1.0'), at(day, { do: 'settle-task', by: 'request-not-asked' }))
    settled.when(by('request#1@1.0')).then(nothing())
    settled.when(by('request#1@3.0'), by('request#1@3.0')).then([{ type: 'TaskRaised' }])
    settled
      .after(by('request#1@3.0'))
      .when(at(day, { do: 'settle-task', by: 'request-decided' }), by('request#1@4.0'))
      .then([{ type: 'TaskSettled', data: { by: 'request-decided' } }])
  })

  test('whoever gives it to a colleague may say why', () =>
    given()
      .after(raise)
      .when(at(day, { do: 'assign-task', owner: 'staff#1', reason: 'note-00000000-0000-4000-8000-000000000001' }))
      .then([
        { type: 'TaskAssigned', data: { owner: 'staff#1', reason: 'note-00000000-0000-4000-8000-000000000001' } },
      ]))

  test('finished, it stays finished: told again, its cause does not raise it anew', () =>
    given()
      .after(raise)
      .when(finish, finish, raise)
      .then([{ type: 'TaskFinished', data: { outcome: 'note-00000000-0000-4000-8000-000000000002' } }])
      .leaving(({ state, outcome }) =>
        expect([state, outcome]).toEqual(['finished', 'note-00000000-0000-4000-8000-000000000002']),
      ))

  test('it finishes by itself when its reason is gone, and says why', () =>
    given()
      .after(raise)
      .when(at(day, { do: 'settle-task', by: 'review-decided' }), at(day, { do: 'settle-task', by: 'award-ended' }))
      .then([{ type: 'TaskSettled', data: { by: 'review-decided' } }])
      .leaving(({ state, settled }) => expect([state, settled]).toEqual(['finished', 'review-decided'])))

  test('what a person finished is not finished again by itself, nor what was never raised', () => {
    given()
      .after(raise, finish)
      .when(at(day, { do: 'settle-task', by: 'review-decided' }))
      .then([])
    given()
      .when(at(day, { do: 'settle-task', by: 'review-decided' }))
      .then([])
  })

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
    ['AddressBouncedOften', { about: 'address-bounced', due: '2026-09-21' }],
    ['AddressSuppressed', { about: 'address-suppressed', due: '2026-09-21' }],
    ['AddressComplained', { about: 'complaint', due: '2026-09-21' }],
    ['LetterGivenBack', { about: 'letters-stopped', due: '2026-09-14' }],
  ] as const)('%s does', (type, task) =>
    expect(taskFor({ type, data: { kind: 'permanent', why: 'all-stopped' } }, day)).toEqual(task),
  )

  test.each([
    ['a school that fell due', { type: 'ReviewDue', data: {} }],
    ['mail that came back for a reason that may pass', { type: 'AddressBounced', data: { kind: 'transient' } }],
    ['a letter the provider takes a little later', { type: 'LetterGivenBack', data: { why: 'try-later' } }],
  ])('%s does not', (_, event) => expect(taskFor(event, day)).toBeUndefined())

  test('while the provider takes no letter, all that wait raise one task a day', () => {
    expect(taskKey('letters-stopped', 'letter#1@4.0', day)).toBe(taskKey('letters-stopped', 'letter#2@4.0', day))
    expect(taskKey('grace-ended', 'school#1@4.0', day)).not.toBe(taskKey('grace-ended', 'school#2@4.0', day))
  })

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
