// What of each stream is shown, and in which lists it stands.
import { describe, expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { indexes, type Row, trailName } from '../../../shared/board/board.ts'
import { lists, listsApart, shardOf } from '../../../shared/board/lists.ts'
import { changesOf, rowsOf } from '../../../shared/board/rows/all.ts'
import { contactCard } from '../../../shared/board/rows/contact.ts'
import { letterCard } from '../../../shared/board/rows/letter.ts'
import { reviewMarksOn, reviewStateOn, schoolCard } from '../../../shared/board/rows/school.ts'
import { taskCard } from '../../../shared/board/rows/task.ts'
import { entriesOf, entryOf, trailRows } from '../../../shared/board/rows/trail.ts'
import { act } from '../../../shared/log/act.ts'
import type { CommitBody } from '../../../shared/log/log.ts'
import { aReminder } from '../../kit/builders/letter.ts'
import {
  aContact,
  aLetter,
  aSchool,
  aSmallBody,
  aTask,
  bySystem,
  onSchool,
  type SmallBody,
} from '../../kit/small-body.ts'

const { wakeShards } = defaultSettings

function lastOf(body: SmallBody): CommitBody {
  const last = body.commits.at(-1)
  if (!last) throw new Error('nothing was recorded')
  return last
}

const rowsOfLast = (body: SmallBody) => rowsOf(lastOf(body), wakeShards)
const cardOf = (rows: readonly Row[]) => rows.find(({ name }) => name === 'card')

/** The lists a card stands in, without their shards: `list schools`. */
function placesOf(row: Row | undefined): Record<string, string> {
  const places = indexes.flatMap((index) => {
    const place = row?.places[index]
    return place ? [[`${index} ${place.key.replace(/#\d+$/, '')}`, place.sort]] : []
  })
  return Object.fromEntries(places)
}

describe('a school', () => {
  test('is listed by name and by level, its review by due day, and is woken when it wants to be', async () => {
    const body = aSmallBody()
    const school = await aSchool(body, 'a', { says: 'Ysgol Gŵyr', grantedOn: '2026-03-02' })
    const card = cardOf(rowsOfLast(body))
    expect(placesOf(card)).toEqual({
      'list schools': 'ysgol gwyr',
      'type schoolsOfLevel.centre-of-excellence': 'ysgol gwyr',
      'about reviews': '2027-03-02',
      'wake wake': lastOf(body).wakeAt,
    })
    expect(card?.places.wake?.key).toBe(`wake#${shardOf(school, wakeShards)}`)
  })

  test('shows its entry, awards, open review and contacts', async () => {
    const body = aSmallBody()
    const school = await aSchool(body, 'a', { town: 'Yarm', grantedOn: '2026-03-02' })
    await onSchool(body, 'a', { do: 'link-contact', contact: 'contact#1', role: 'head' })
    await onSchool(body, 'a', { do: 'book-visit', on: '2026-10-01' })
    expect(schoolCard().parse(cardOf(rowsOfLast(body))?.data)).toMatchObject({
      id: school.slice('school#'.length),
      ref: 'ref:a',
      refs: ['ref:a'],
      name: 'School a',
      nation: 'england',
      town: 'Yarm',
      level: 'centre-of-excellence',
      awards: [
        { award: 'inclusive-school', since: '2026-03-02', confirmedOn: '2026-03-02', state: 'held' },
        { award: 'centre-of-excellence', since: '2026-03-02', confirmedOn: '2026-03-02', state: 'held' },
      ],
      review: { kind: 'annual-review', due: '2027-03-02', visit: { on: '2026-10-01' }, graceEnded: false },
      contacts: [{ contact: 'contact#1', role: 'head' }],
    })
  })

  test('is of the next lower level while an award is suspended, and keeps its open review', async () => {
    const body = aSmallBody()
    await aSchool(body, 'a', { grantedOn: '2026-03-02' })
    const reason = 'note-00000000-0000-4000-8000-000000000001'
    await onSchool(body, 'a', { do: 'suspend-award', award: 'centre-of-excellence', reason })
    const review = { due: '2027-03-02' }
    expect(schoolCard().parse(cardOf(rowsOfLast(body))?.data)).toMatchObject({ level: 'inclusive-school', review })
    expect(placesOf(cardOf(rowsOfLast(body)))).toHaveProperty('type schoolsOfLevel.inclusive-school')
    await onSchool(body, 'a', { do: 'reinstate-award', award: 'centre-of-excellence', reason })
    expect(schoolCard().parse(cardOf(rowsOfLast(body))?.data)).toMatchObject({ level: 'centre-of-excellence', review })
  })

  test('without an award stands among those of no level, and in no list of reviews', async () => {
    const body = aSmallBody()
    await aSchool(body, 'a')
    expect(placesOf(cardOf(rowsOfLast(body)))).toEqual({
      'list schools': 'school a',
      'type schoolsOfLevel.none': 'school a',
    })
  })

  test('is found by the words of its name, town and references, without accents or apostrophes', async () => {
    const body = aSmallBody()
    await aSchool(body, 'SEED-5999001', { says: "St Mary's Ysgol Gŵyr", town: 'St Asaph' })
    const words = rowsOfLast(body).flatMap(({ name }) => (name.startsWith('word#') ? [name.slice(5)] : []))
    expect(words.toSorted()).toEqual(['5999001', 'asaph', 'gwyr', 'marys', 'seed', 'st', 'ysgol'])
  })
})

describe('a review stands', () => {
  const review = { due: '2026-09-14', graceEnded: false }
  const visit = { on: '2026-09-20', recorded: '2026-09-01' }

  test.each([
    ['open', '2026-09-14', review],
    ['overdue', '2026-09-15', review],
    ['booked', '2026-09-15', { ...review, visit }],
    ['grace-ended', '2026-12-13', { ...review, visit, graceEnded: true }],
  ] as const)('as %s on %s', (state, today, of) => {
    expect(reviewStateOn(of, today)).toBe(state)
  })

  const suspended = false

  test.each([
    ['2026-09-14', { ...review, suspended }, ['open']],
    ['2026-09-15', { ...review, suspended }, ['overdue']],
    ['2026-09-14', { ...review, visit, suspended }, ['booked']],
    ['2026-09-20', { ...review, visit, suspended }, ['overdue', 'booked']],
    ['2026-09-21', { ...review, visit, suspended }, ['overdue', 'visited']],
    ['2026-12-13', { ...review, visit, graceEnded: true, suspended }, ['overdue', 'grace-ended', 'visited']],
    ['2026-09-14', { ...review, suspended: true }, ['suspended']],
  ] as const)('on %s with all that is to be said of it', (today, of, marks) => {
    expect(reviewMarksOn(of, today)).toEqual(marks)
  })
})

test('a contact shows roles, consents and its address’s state, and nothing that names the person', async () => {
  const body = aSmallBody()
  await aContact(body, 'c1', 'a')
  const card = cardOf(rowsOfLast(body))
  expect(contactCard().parse(card?.data)).toEqual({
    id: 'c1',
    schools: [{ school: 'a', role: 'head' }],
    consents: {
      service: { state: 'given', since: '2026-09-07', wording: '2018-05', how: 'web-form' },
      news: { state: 'none' },
    },
    paused: false,
    address: 'ok',
    erased: false,
  })
})

describe('a letter', () => {
  test('is listed newest first, by state, by addressee and by school', async () => {
    const body = aSmallBody()
    await aLetter(body, 'l1', aReminder({ causedAt: '2026-09-07T06:30:00.000Z' }))
    const sort = '2026-09-07 2026-09-07T06:30:00.000Z'
    const card = cardOf(rowsOfLast(body))
    expect(placesOf(card)).toEqual({
      'list letters': sort,
      'type lettersInState.asked': sort,
      'because lettersTo.contact#c1': sort,
      'about lettersOfSchool.1': sort,
    })
    expect(letterCard().parse(card?.data)).toMatchObject({
      id: 'l1',
      state: 'asked',
      to: 'contact#c1',
      school: '1',
      day: '2026-09-07',
    })
  })

  test('moves from state to state in its lists, and is woken while nobody knows what became of it', async () => {
    const body = aSmallBody()
    const letter = await aLetter(body, 'l1', aReminder({ causedAt: '2026-09-07T06:30:00.000Z' }))
    await act(body, letterDecider, letter, { do: 'claim-letter' }, bySystem)
    const places = placesOf(cardOf(rowsOfLast(body)))
    expect(places['type lettersInState.sending']).toBeDefined()
    expect(places['wake wake']).toBe('2026-09-07T09:30:00.000Z')
  })
})

test('a task is listed by its state, soonest due first, with the school it concerns', async () => {
  const body = aSmallBody()
  await aTask(body, 'school#a@4.0', '2026-09-21', 'school#a')
  const card = cardOf(rowsOfLast(body))
  expect(placesOf(card)).toEqual({ 'list tasksInState.open': '2026-09-21' })
  expect(taskCard().parse(card?.data)).toMatchObject({
    about: 'grace-ended',
    state: 'open',
    school: 'a',
    due: '2026-09-21',
  })
})

describe('of the lists', () => {
  test('no two that one card stands in share an index, or the card would be lost from one', () => {
    const together = [
      [lists.schools, lists.reviews, listsApart.schoolsOfLevel],
      [lists.letters, listsApart.lettersInState, listsApart.lettersTo, listsApart.lettersOfSchool],
    ]
    for (const of of together) expect(new Set(of.map(({ index }) => index)).size).toBe(of.length)
  })
})

describe('a commit', () => {
  test('changes only rows whose content it changed, and takes away those it left out', async () => {
    const body = aSmallBody()
    await aSchool(body, 'a', { says: 'Leven Primary School' })
    const before = rowsOfLast(body)
    await onSchool(body, 'a', { do: 'change-school', name: 'Leven School' })
    const changes = changesOf(before, rowsOfLast(body), 2)
    expect(changes.gone).toEqual([{ stream: 'school#a', name: 'word#primary', version: 2 }])
    expect(changes.put.every(({ version }) => version === 2)).toBe(true)
    const after = rowsOfLast(body)
    await onSchool(body, 'a', { do: 'link-contact', contact: 'contact#1', role: 'head' })
    expect(changesOf(after, rowsOfLast(body), 3)).toMatchObject({ put: [{ name: 'card' }], gone: [] })
  })

  test('of an older form of state gives no rows by guessing: it is a fault', () => {
    const commit = { stream: 'school#a', version: 1, shape: 999, state: {} }
    expect(() => rowsOf(commit, wakeShards)).toThrow('OlderState school#a@1')
  })
})

describe('the trail', () => {
  test('has one row for each event, found by day, type and month, trace, school and cause', async () => {
    const body = aSmallBody({ now: '2026-06-30T23:30:00.000Z' })
    await aSchool(body, 'a')
    const doing = { by: 'staff#1', because: 'mail#7@1.0', trace: 'trace-9' }
    await onSchool(body, 'a', { do: 'grant-award', award: 'inclusive-school', on: '2026-07-01' }, doing)
    const rows = trailRows(lastOf(body))
    expect(rows.map(({ name }) => name)).toEqual([trailName(2, 0), trailName(2, 1)])
    const at = '2026-06-30T23:30:00.000Z'
    // Half past midnight in London: the day and the month are London's.
    expect(placesOf(rows[0])).toEqual({
      'list day#2026-07-01': at,
      'type trail#AwardGranted#2026-07': at,
      'trace trail#trace-9': at,
      'because trail#mail#7@1.0': at,
      'about trail#a': at,
    })
    const [entry] = rows.map(entryOf)
    expect(entry).toMatchObject({
      id: 'school#a@2.0',
      day: '2026-07-01',
      type: 'AwardGranted',
      by: 'staff#1',
      schools: ['a'],
    })
    expect(rows.map(entryOf)).toEqual(entriesOf(lastOf(body)))
  })

  test('shows what happens to a contact at each school it serves, and once on the day', async () => {
    const body = aSmallBody()
    const contact = await aContact(body, 'c1', 'a')
    await act(body, contactDecider, contact, { do: 'add-contact', school: 'b', role: 'head' }, bySystem)
    await act(
      body,
      contactDecider,
      contact,
      { do: 'withdraw-consent', purpose: 'service', how: 'staff', on: '2026-09-07' },
      bySystem,
    )
    const rows = trailRows(lastOf(body))
    expect(rows.map((row) => row.places.about?.key)).toEqual(['trail#a', 'trail#b'])
    expect(rows.filter(({ places }) => places.list)).toHaveLength(1)
    expect(rows.map(entryOf).map(({ id }) => id)).toEqual([`${contact}@4.0`, `${contact}@4.0`])
  })

  test('gives what no event caused no place among effects: a morning’s work would be one hot key', async () => {
    const body = aSmallBody()
    await aSchool(body, 'a')
    expect(trailRows(lastOf(body))[0]?.places.because).toBeUndefined()
  })
})
