// A wrong entry is corrected by a further one: awards, the open review and its reminders stand as if the right thing had
// been said, nobody is written to by that alone, and nothing that was undecided is silently counted as done.
import { describe, expect, test } from 'vitest'
import type { Award } from '../../../events/kernel/words.ts'
import { aNote } from '../../kit/builders/school.ts'
import { aLife, type Life, registered, wakesOn } from '../../kit/builders/school-life.ts'

const grant = (award: Award, on: string) => ({ do: 'grant-award', award, on }) as const

/** A Centre of Excellence since a day, typed on that day or on another. */
function centre(on: string, typed = on): Life {
  return aLife()
    .then(typed, registered)
    .then(typed, grant('inclusive-school', '2020-01-10'))
    .then(typed, grant('centre-of-excellence', on))
    .then(typed, { do: 'join-cluster', cluster: 'oakfields', on })
}
const since = ({ school }: Life, award: Award = 'centre-of-excellence') =>
  school.awards.find((held) => held.award === award)?.since
const typesOf = (life: Life, day: string) => life.facts(day).map(({ type }) => type)

describe('a wrong grant date', () => {
  test('moves the open review and its reminders, and mails nobody', () => {
    const life = centre('2025-10-01').corrected('2026-03-02', 'AwardGranted', { on: '2025-09-01' })
    expect(life.facts('2026-03-02')).toMatchObject([
      { type: 'SchoolCorrected', data: { event: 'school#1@3.0', on: '2025-09-01' } },
      {
        type: 'AwardCorrected',
        data: { award: 'centre-of-excellence', stands: { since: '2025-09-01', state: 'held' } },
      },
      { type: 'ReviewReplanned', data: { n: 1, own: '2026-09-01', due: '2026-09-01', on: '2026-03-02' } },
    ])
    // 180 days before 1 September 2026 is 5 March: the first stage that is still to come.
    expect(wakesOn(life, '2026-03-02')).toBe('2026-03-05')
  })

  test('by whole years makes another review of the same day: the year was wrong', () => {
    const life = centre('2024-09-01').corrected('2024-09-10', 'AwardGranted', { on: '2022-09-01' }, 1)
    expect(life.school.review).toMatchObject({ kind: 're-accreditation', n: 3, due: '2025-09-01' })
  })

  test('counts history as done: the first review day later than today is the next', () => {
    const life = centre('2025-06-01', '2025-06-10').corrected('2026-03-02', 'AwardGranted', { on: '2023-02-01' })
    expect(life.school.review).toMatchObject({ kind: 'annual-review', n: 4, due: '2027-02-01' })
  })

  test('never counts a review as done that was overdue and would still be undecided', () => {
    const life = centre('2025-01-10')
      .through('2025-07-01', '2026-02-01')
      .corrected('2026-02-02', 'AwardGranted', { on: '2025-01-05' }, 1)
    expect(life.school.review).toMatchObject({ n: 1, own: '2026-01-05', due: '2026-01-05' })
    // It falls due by its corrected day, once, and no stage of the past is made up for.
    const after = life.through('2026-02-03', '2026-02-04')
    expect(after.facts('2026-02-03')).toEqual([
      { type: 'ReviewDue', data: { kind: 'annual-review', due: '2026-01-05' } },
    ])
    expect(after.facts('2026-02-04')).toEqual([])
  })

  test('of a Flagship that never was leaves the overdue review of the Centre of Excellence as it was', () => {
    const life = centre('2022-12-02')
      .then('2023-12-03', { do: 'decide-review', decision: 'retained' })
      .then('2024-12-03', { do: 'decide-review', decision: 'retained' })
      .then('2025-12-03', { do: 'decide-review', decision: 're-accredited' })
      .through('2026-08-01', '2026-12-10')
      .then('2026-12-10', grant('flagship', '2026-12-10'))
      .corrected('2026-12-10', 'AwardGranted', {}, 2)
    expect(life.school.review).toMatchObject({ award: 'centre-of-excellence', n: 4, due: '2026-12-02' })
  })

  test('counts from the decided review’s own day, corrected too, and from the day of the decision', () => {
    const decided = centre('2024-09-01').then('2025-06-01', { do: 'decide-review', decision: 'retained' })
    expect(decided.school.review?.due).toBe('2026-09-01')
    expect(decided.corrected('2025-06-02', 'AwardGranted', { on: '2024-08-10' }, 1).school.review?.due).toBe(
      '2026-08-10',
    )
  })

  test('keeps the booked visit and the extension', () => {
    const life = centre('2025-10-01')
      .then('2026-06-01', { do: 'extend-review', to: '2026-12-01', reason: aNote })
      .then('2026-06-02', { do: 'book-visit', on: '2026-11-10' })
      .corrected('2026-06-03', 'AwardGranted', { on: '2025-09-20' })
    expect(life.school.review).toMatchObject({ own: '2026-09-20', due: '2026-12-01', visit: { on: '2026-11-10' } })
    expect(typesOf(life, '2026-06-03')).not.toContain('VisitBooked')
  })

  test('may name another award: the review of the higher level closes', () => {
    const life = aLife()
      .then('2026-01-10', registered)
      .then('2026-01-10', grant('inclusive-school', '2022-01-10'))
      .then('2026-01-10', grant('centre-of-excellence', '2022-01-10'))
      .then('2026-01-10', grant('flagship', '2026-01-09'))
    const put = life.corrected('2026-01-12', 'AwardGranted', {}, 2)
    expect(put.facts('2026-01-12')).toMatchObject([
      { type: 'SchoolCorrected', data: { takenBack: true } },
      { type: 'AwardCorrected', data: { award: 'flagship' } },
      { type: 'ReviewClosed', data: { because: 'corrected' } },
      { type: 'ReviewOpened', data: { award: 'centre-of-excellence', n: 5, due: '2027-01-10' } },
    ])
    expect(put.school.awards.map(({ award }) => award)).not.toContain('flagship')
  })
})

describe('what is said last holds', () => {
  const once = centre('2025-10-01').corrected('2026-03-02', 'AwardGranted', { on: '2025-09-01' })

  test('correcting the entry again goes on from the entry itself', () => {
    const twice = once.corrected('2026-03-03', 'AwardGranted', { on: '2025-08-01' })
    expect(since(twice)).toBe('2025-08-01')
    expect(twice.school.review?.due).toBe('2026-08-01')
  })

  test('saying the same again changes nothing', () =>
    expect(once.corrected('2026-03-04', 'AwardGranted', { on: '2025-09-01' }).facts('2026-03-04')).toEqual([]))

  test('saying what the entry said at first undoes the correction', () => {
    const back = once.corrected('2026-03-04', 'AwardGranted', { on: '2025-10-01' })
    expect([since(back), back.school.review?.due]).toEqual(['2025-10-01', '2026-10-01'])
  })

  test('what came of a correction is corrected at the entry it was about', () =>
    expect(once.refusedTo('2026-03-04', 'AwardCorrected', {})).toMatchObject({
      refused: 'entry-is-a-correction',
      facts: { corrects: 'school#1@3.0' },
    }))
})

describe('a decision', () => {
  const decided = (decision: 'retained' | 'not-retained' | 'action-required') =>
    centre('2025-09-01').through('2026-08-20', '2026-08-30').then('2026-08-31', { do: 'decide-review', decision })

  test('retained by mistake: the review it was about is open again', () => {
    const life = decided('retained').corrected('2026-09-02', 'ReviewDecided', { decision: 'action-required' })
    expect(life.school.review).toMatchObject({ own: '2026-09-01', due: '2026-09-01', dueRecorded: false })
    expect(life.school.awards.find(({ award }) => award === 'centre-of-excellence')?.confirmedOn).toBe('2025-09-01')
  })

  test('not retained by mistake: the award is held again, and the level below has no review', () => {
    const life = decided('not-retained')
    expect(life.school.review?.award).toBe('inclusive-school')
    const put = life.corrected('2026-09-02', 'ReviewDecided', { decision: 'retained' })
    expect(put.school.review).toMatchObject({ award: 'centre-of-excellence', due: '2027-09-01' })
    expect(put.school.awards.every(({ state }) => state === 'held')).toBe(true)
  })

  test('the end of the award stands for the decision it followed from', () => {
    const put = decided('not-retained').corrected('2026-09-02', 'AwardEnded', {})
    expect(put.facts('2026-09-02')[0]).toMatchObject({
      type: 'SchoolCorrected',
      data: { event: put.idOf('ReviewDecided') },
    })
    expect(put.school.review).toMatchObject({ award: 'centre-of-excellence', due: '2026-09-01' })
  })

  test('of another day counts the next review from that day', () => {
    const life = centre('2024-09-01')
      .through('2025-08-30', '2026-10-01')
      .then('2026-10-02', { do: 'decide-review', decision: 'retained', on: '2025-09-10' })
    expect(life.school.review?.due).toBe('2026-09-01')
    expect(life.corrected('2026-10-05', 'ReviewDecided', { on: '2026-10-01' }).school.review?.due).toBe('2027-09-01')
  })
})

describe('what was done to an award by mistake is taken back whole', () => {
  test('a lapse: the levels that fell with it stand again, and so does the overdue review', () => {
    const life = aLife()
      .then('2025-01-10', registered)
      .then('2025-01-10', grant('inclusive-school', '2019-01-10'))
      .then('2025-01-10', grant('centre-of-excellence', '2019-01-10'))
      .then('2025-01-10', grant('flagship', '2025-01-10'))
      .through('2026-01-09', '2026-01-20')
      .then('2026-01-21', { do: 'lapse-award', award: 'centre-of-excellence', reason: aNote })
    expect(life.school.review?.award).toBe('inclusive-school')
    const put = life.corrected('2026-01-22', 'AwardLapsed', {})
    expect(put.school.awards.map(({ state }) => state)).toEqual(['held', 'held', 'held'])
    expect(put.school.review).toMatchObject({ award: 'flagship', due: '2026-01-10', dueRecorded: true })
    // It was due on record already: it does not fall due twice.
    expect(put.through('2026-01-23', '2026-01-23').facts('2026-01-23')).toEqual([])
  })

  test('a suspension: the reminders go on with the stages still to come', () => {
    const life = centre('2025-09-01')
      .through('2025-09-02', '2025-09-02')
      .then('2026-05-01', { do: 'suspend-award', award: 'centre-of-excellence', reason: aNote })
      .through('2026-05-02', '2026-07-10')
      .corrected('2026-07-10', 'AwardSuspended', {})
    expect(life.school.awards.find(({ award }) => award === 'centre-of-excellence')?.state).toBe('held')
    // The stages of May to early July passed meanwhile; 30 days before is next, before the schools close for the summer.
    expect(wakesOn(life, '2026-07-10')).toBe('2026-07-22')
    expect(life.through('2026-07-11', '2026-07-21').facts('2026-07-13')).toEqual([])
  })

  test('an extension or a booking', () => {
    const life = centre('2025-09-01')
      .then('2026-05-01', { do: 'extend-review', to: '2026-12-01', reason: aNote })
      .then('2026-05-01', { do: 'book-visit', on: '2026-11-01' })
    expect(life.corrected('2026-05-02', 'ReviewExtended', {}).school.review).toMatchObject({
      due: '2026-09-01',
      visit: { on: '2026-11-01' },
    })
    expect(life.corrected('2026-05-02', 'ReviewExtended', { to: '2026-11-20' }).school.review?.due).toBe('2026-11-20')
    expect(typesOf(life.corrected('2026-05-02', 'VisitBooked', {}), '2026-05-02')).toEqual([
      'SchoolCorrected',
      'VisitCancelled',
    ])
    expect(life.corrected('2026-05-02', 'VisitBooked', { on: '2026-11-08' }).facts('2026-05-02').at(-1)).toMatchObject({
      type: 'VisitBooked',
      data: { on: '2026-11-08', recorded: '2026-05-02' },
    })
  })
})

describe('a correction is refused', () => {
  const life = centre('2022-01-10').then('2026-01-10', grant('flagship', '2026-01-10'))

  test('for a day that is still to come', () =>
    expect(life.refusedTo('2026-02-01', 'AwardGranted', { on: '2026-02-02' })).toMatchObject({
      refused: 'day-in-the-future',
    }))

  test('when it breaks a rule that was kept: three years as a Centre of Excellence', () =>
    expect(life.refusedTo('2026-02-01', 'AwardGranted', { on: '2024-01-10' }, 1)).toMatchObject({
      refused: 'flagship-needs-three-years',
      facts: { firstDay: '2027-01-10' },
    }))

  test('when a higher award would stand without the lower one', () => {
    expect(life.refusedTo('2026-02-01', 'AwardGranted', {}, 0)).toMatchObject({
      refused: 'centre-needs-inclusive-school',
    })
    expect(life.refusedTo('2026-02-01', 'AwardGranted', { award: 'inclusive-school' }, 2)).toMatchObject({
      refused: 'award-already-held',
    })
  })

  test('when the decision would come before its window', () => {
    const decided = life.then('2026-09-01', { do: 'decide-review', decision: 'retained' })
    expect(decided.refusedTo('2026-09-02', 'ReviewDecided', { on: '2026-05-01' })).toMatchObject({
      refused: 'review-window-not-open',
    })
  })

  test('when the data do not fit the entry, naming the fields', () => {
    expect(life.refusedTo('2026-02-01', 'AwardGranted', { on: 'soon', colour: 'red' })).toMatchObject({
      refused: 'correction-does-not-fit',
      facts: { fields: ['on', 'colour'], may: ['award', 'on'] },
    })
    const lapsed = life.then('2026-02-01', { do: 'lapse-award', award: 'flagship', reason: aNote })
    expect(lapsed.refusedTo('2026-02-02', 'AwardLapsed', { on: '2026-01-01' })).toMatchObject({
      refused: 'correction-does-not-fit',
    })
  })

  test('for an entry that a plain command changes, or that follows from others', () => {
    for (const type of ['SchoolRegistered', 'ReviewOpened'] as const)
      expect(life.refusedTo('2026-02-01', type, {})).toMatchObject({ refused: 'entry-not-correctable' })
  })

  test('but history that broke a rule from the start may still be put right', () => {
    const history = aLife()
      .then('2026-01-10', registered)
      .then('2026-01-10', {
        do: 'take-over-history',
        rows: [{ award: 'centre-of-excellence', action: 'granted', on: '2020-01-10' }],
      })
    expect(since(history.corrected('2026-02-01', 'AwardGranted', { on: '2020-02-10' }))).toBe('2020-02-10')
  })
})
