/** The calendar changes in March: reminders and announcements move with it, for the schools of that nation alone. */
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { startSystem } from '../kit/running-system.ts'
import { asker, enterSchool, headOf, left, reason, recorded } from './few-schools.ts'

const closure = z.object({ from: z.string(), to: z.string(), name: z.string().optional() })
const calendar = z.object({
  version: z.string(),
  nations: z.object({ england: z.looseObject({ closures: z.array(closure) }), wales: z.looseObject({}) }),
})

test('the calendar changes in March, and what is to come moves to the right working day', {
  timeout: 90_000,
}, async () => {
  const system = await startSystem({ dataDir: ':memory:', startDay: '2027-03-01' })
  onTestFinished(() => system.kill())
  const ask = asker(system)
  // Nobody looks for a cluster for them meanwhile: that day would be the next.
  await ask('change-setting', { name: 'clusterWaitDays', value: 100, reason })
  // Due on 14 April: reminded 30 days before, on Monday 15 March, in England as in Wales.
  const [english, welsh, easter, visited] = ['urn:100001', 'urn:400001', 'urn:100002', 'urn:100003'] as const
  await enterSchool(system, { ref: english, since: '2026-04-14' })
  await enterSchool(system, { ref: welsh, nation: 'wales', since: '2026-04-14' })
  // Due on 1 May: 30 days before is in the Easter holidays, so it is reminded before they begin.
  await enterSchool(system, { ref: easter, since: '2026-05-01' })
  // Visited on 20 April: announced 14 days before, on Tuesday 6 April.
  await enterSchool(system, { ref: visited, since: '2026-05-20' })
  await ask('book-visit', { school: visited, on: '2027-04-20' })
  await system.must('POST', '/local/settle')

  await system.must('POST', '/local/clock', { to: '2027-03-08' })
  const before = calendar.parse(await system.must('GET', '/api/calendar'))
  const closures = before.nations.england.closures.map((one) =>
    one.from === '2027-03-20' ? { ...one, to: '2027-03-31' } : one,
  )
  const further = [
    { from: '2027-03-15', to: '2027-03-16', name: 'Flood' },
    { from: '2027-04-06', to: '2027-04-06', name: 'Training' },
  ]
  await ask('change-calendar', { nation: 'england', closures: [...closures, ...further], reason })
  const after = calendar.parse(await system.must('GET', '/api/calendar'))
  expect(after.nations.england.closures).toContainEqual(further[0])
  expect(after.nations.wales).toEqual(before.nations.wales)
  expect([before.version, after.version]).toEqual(['0', '1'])
  await system.must('POST', '/local/settle')

  await system.must('POST', '/local/clock', { to: '2027-04-16' })
  const reminders = await recorded(system, 'ReviewReminderDue', 'stage')
  expect(reminders).toEqual(
    [
      `2027-03-02 ${easter} before-60`,
      // Before the flood; where there is none, on the day itself.
      `2027-03-12 ${english} before-30`,
      `2027-03-15 ${welsh} before-30`,
      // The holidays became shorter.
      `2027-04-01 ${easter} before-30`,
      `2027-04-07 ${english} before-7`,
      `2027-04-07 ${welsh} before-7`,
      `2027-04-15 ${english} after-1`,
      `2027-04-15 ${welsh} after-1`,
    ].toSorted(),
  )
  expect(await recorded(system, 'VisitReminderDue', 'before')).toEqual([
    `2027-04-05 ${visited} 14`,
    `2027-04-16 ${visited} 2`,
  ])
  const planned = await recorded(system, 'SchoolPlannedAnew', 'next')
  expect(planned).toEqual([
    `2027-03-08 ${english} 2027-03-12`,
    `2027-03-08 ${easter} 2027-04-01`,
    `2027-03-08 ${visited} 2027-04-05`,
  ])
  // Each letter once: the reminders, the visit confirmed at once, and announced twice.
  const letters = [
    ...reminders.map((line) => line.split(' ')),
    ...[
      ['2027-03-01', visited],
      ['2027-04-05', visited],
      ['2027-04-16', visited],
    ],
  ].map(([day = '', school = '']) => `${day} ${headOf(school)}`)
  expect(await left(system)).toEqual(letters.toSorted())
  expect(await system.must('POST', '/local/settle')).toMatchObject({ deadLetters: 0 })
})

test('a setting changes on the way: what moves is sent on its new day, what is past is not made up for', {
  timeout: 90_000,
}, async () => {
  const system = await startSystem({ dataDir: ':memory:', startDay: '2027-03-01' })
  onTestFinished(() => system.kill())
  const ask = asker(system)
  const ref = 'urn:100001'
  await enterSchool(system, { ref, since: '2026-04-14' })
  await system.must('POST', '/local/clock', { to: '2027-03-08' })
  // 40 days before was Friday 5 March, and is past; 20 days before is in the holidays, so it goes on 19 March.
  await ask('change-setting', { name: 'stagesBefore', value: [40, 20, 5], reason })
  await system.must('POST', '/local/settle')
  await system.must('POST', '/local/clock', { to: '2027-04-15' })
  expect(await recorded(system, 'ReviewReminderDue', 'stage')).toEqual([
    `2027-03-19 ${ref} before-20`,
    `2027-04-09 ${ref} before-5`,
    `2027-04-15 ${ref} after-1`,
  ])
})
