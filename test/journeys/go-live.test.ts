/** Nothing leaves while sending is off, and nothing is lost when it is switched on: each letter is judged again, and says why. */
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { type RunningSystem, startSystem } from '../kit/running-system.ts'
import { asker, enterSchool, headOf, left, reason } from './few-schools.ts'
import { readAll } from './play.ts'

const letter = z.object({
  id: z.string(),
  kind: z.string(),
  school: z.string().optional(),
  matter: z.string(),
  state: z.string(),
  day: z.string(),
  heldBy: z.string().optional(),
  whyNot: z.string().optional(),
})

/** The last part of a matter is its stage, or what a visit's letter says. */
const about = ({ school, matter }: z.infer<typeof letter>) => `${school} ${matter.split('|').at(-1)}`

const lettersNow = async (system: RunningSystem) => {
  const all = (await readAll(system, '/api/letters', letter)).filter(({ kind }) => kind !== 'consent-recorded')
  return all
    .map(
      (one) => `${about(one)} ${one.state}${one.heldBy ? ` ${one.heldBy}` : ''}${one.whyNot ? ` ${one.whyNot}` : ''}`,
    )
    .toSorted()
}

const preview = z.object({
  kind: z.string(),
  school: z.string().optional(),
  is: z.string(),
  leaves: z.boolean(),
  letter: z.string(),
  whyNot: z.string().optional(),
})

test('nothing leaves while sending is off, and nothing is lost when it is switched on', {
  timeout: 90_000,
}, async () => {
  const system = await startSystem({ dataDir: ':memory:', startDay: '2027-03-01' })
  onTestFinished(() => system.kill())
  const ask = asker(system)
  await ask('set-sending', { position: 'off', reason })
  const [running, due, visited, fresh] = ['urn:100001', 'urn:100002', 'urn:100003', 'urn:100004'] as const
  // Due on 14 April: reminded on 15 March and 7 April. Due on 7 April: on 8 and 19 March.
  await enterSchool(system, { ref: running, since: '2026-04-14' })
  await enterSchool(system, { ref: due, since: '2026-04-07' })
  // A visit that is over by the day of going live.
  await enterSchool(system, { ref: visited, since: '2026-06-01' })
  await ask('book-visit', { school: visited, on: '2027-03-24' })
  // Reminded for the first time on the day of going live.
  await enterSchool(system, { ref: fresh, since: '2026-05-07' })

  await system.must('POST', '/local/clock', { to: '2027-04-07' })
  expect(await left(system)).toEqual([])
  const held = [
    `${running} before-30`,
    `${running} before-7`,
    `${due} before-30`,
    `${due} before-7`,
    `${visited} confirmed`,
    `${visited} 14`,
    `${visited} 2`,
    `${fresh} before-60`,
    `${fresh} before-30`,
  ]
  expect(await lettersNow(system)).toEqual(held.map((one) => `${one} held sending-off`).toSorted())

  // Members of staff only: of these letters none is to one.
  await ask('set-sending', { position: 'staff', reason })
  await system.must('POST', '/local/settle')
  expect(await left(system)).toEqual([])
  const staff = await lettersNow(system)
  const leaving = [`${running} before-7`, `${fresh} before-30`]
  expect(staff.filter((one) => one.endsWith('held not-staff'))).toEqual(
    leaving.map((one) => `${one} held not-staff`).toSorted(),
  )

  // What would leave today is what then leaves, and whoever looked knows who will hear nothing and why.
  const foreseen = (await readAll(system, '/api/preview', preview)).filter(({ kind }) => kind !== 'consent-recorded')
  const byId = new Map((await readAll(system, '/api/letters', letter)).map((one) => [one.id, one]))
  const going = foreseen.filter(({ leaves }) => leaves).map((one) => about(byId.get(one.letter) ?? letter.parse({})))
  expect(going.toSorted()).toEqual(leaving.toSorted())

  await ask('set-sending', { position: 'on', reason })
  await system.must('POST', '/local/settle')
  expect(await left(system)).toEqual([`2027-04-07 ${headOf(running)}`, `2027-04-07 ${headOf(fresh)}`])
  const accounted = held.map((one) => `${one} ${leaving.includes(one) ? 'sent' : 'withheld superseded'}`)
  expect(await lettersNow(system)).toEqual(accounted.toSorted())

  // The day after, the overdue one is reminded as if nothing had been.
  await system.must('POST', '/local/clock', { to: '2027-04-08' })
  expect(await left(system)).toContain(`2027-04-08 ${headOf(due)}`)
  expect(await system.must('POST', '/local/settle')).toEqual({ inFlight: 0, deadLetters: 0 })
})

test('letters of a school, or of all, wait while they are paused, and go when they are resumed', {
  timeout: 60_000,
}, async () => {
  const system = await startSystem({ dataDir: ':memory:', startDay: '2027-03-01' })
  onTestFinished(() => system.kill())
  const ask = asker(system)
  const [one, other] = ['urn:100001', 'urn:100002'] as const
  for (const ref of [one, other]) await enterSchool(system, { ref, since: '2026-04-14' })
  await ask('pause-letters', { scope: 'school', id: one, reason })
  await system.must('POST', '/local/clock', { to: '2027-03-15' })
  expect(await left(system)).toEqual([`2027-03-15 ${headOf(other)}`])
  await ask('pause-letters', { scope: 'all', reason })
  await ask('resume-letters', { scope: 'school', id: one, reason })
  await system.must('POST', '/local/settle')
  expect(await left(system)).toHaveLength(1)
  expect(await lettersNow(system)).toEqual([`${one} before-30 held paused`, `${other} before-30 sent`])
  await ask('resume-letters', { scope: 'all', reason })
  await system.must('POST', '/local/settle')
  expect(await left(system)).toEqual([`2027-03-15 ${headOf(one)}`, `2027-03-15 ${headOf(other)}`])
})
