// The vault is put right from the log: whatever a fact names is kept, however long nobody followed it; nothing is withheld
// or deleted for an outage.
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../events/kernel/day.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { keepEntries } from '../../../functions/keep-entries/keep.ts'
import { repairVault } from '../../../functions/tidy-vault/repair.ts'
import { tidyVault } from '../../../functions/tidy-vault/tidy.ts'
import { readAddressee } from '../../../shared/deeds/addressee.ts'
import { findContact } from '../../../shared/deeds/contacts.ts'
import { candidatesOf } from '../../../shared/deeds/recipients.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { type StepFault, stepFaults } from '../../kit/stand-ins/step.ts'
import { type Body, oakfield, openBody } from '../answer-api/kit.ts'

const day = '2026-09-01'
const morag = { school: oakfield.ref, role: 'head', name: 'Morag Evans', email: 'morag@oakfield.example' } as const
const forEver = '9999-12-31T00:00:00.000Z'

/** Oakfield with a head and a reason that was given, and nothing followed: keep-entries is not to be had. */
async function unkept(faults: { step: string; fault: StepFault }[] = []) {
  const body = await openBody({
    today: day,
    step: async (name) => {
      const at = faults.findIndex((planned) => planned.step === name)
      return at < 0 ? undefined : faults.splice(at, 1)[0]?.fault
    },
  })
  const { stream: school } = await body.must('register-school', oakfield)
  const { stream: who } = await body.must('add-contact', morag)
  await body.must('give-consent', { contact: who, purpose: 'service', wording: '2018-05', how: 'paper' })
  const granted = { school: oakfield.ref, award: 'inclusive-school', on: '2025-10-01', reason: 'A lively school' }
  const { events } = await body.must('grant-award', granted)
  const note = String(events[0]?.data.reason)
  // Asked for, written down and refused by a rule: nothing names this one.
  await body.ask('grant-award', { ...granted, award: 'flagship', reason: 'Too early' })
  return { body, who, school, note }
}

/** As after so many days; whoever was signed in is kept, so that commands can be given. */
async function daysLater({ clock, tools, staff }: Body, days: number): Promise<string> {
  for (const who of staff.values()) await tools.vault.keep(who)
  const now = `${addDays(day, days)}T10:00:00.000Z`
  clock.moveTo(now)
  return now
}

describe('an outage of nine days', () => {
  test('lets nobody be taken for erased: R9 chooses them and the gate lets their letter through', async () => {
    const { body, who, school } = await unkept()
    const { tools } = body
    const now = await daysLater(body, 9)
    expect(await tools.vault.person(who, now)).toBeUndefined()
    const { state } = await loadStream(tools.log, schoolDecider, school)
    expect(await candidatesOf(tools, state)).toMatchObject([{ contact: who, gone: false, service: 'given' }])
    const asked = { kind: 'review-reminder', purpose: 'service', to: who, school, matter: 'x', facts: {} } as const
    const looked = await readAddressee(tools, { ...asked, cause: `${school}@1.0`, causedAt: now })
    expect(looked).toMatchObject({ addressee: { gone: false, replaced: false }, person: { name: 'Morag Evans' } })
  })

  test('makes no second contact of an address: adding it again finds the first, and keeps them', async () => {
    const { body, who } = await unkept()
    await daysLater(body, 9)
    expect(await findContact(body.tools, { email: morag.email })).toBe(who)
    const again = await body.must('add-contact', { ...morag, role: 'office' })
    expect(again.stream).toBe(who)
    expect(await body.tools.vault.person(who, forEver)).toMatchObject({ name: 'Morag Evans' })
    expect(await body.tools.vault.holderOf('contact', morag.email, forEver)).toBe(who)
  })

  test('is put right from the log: people, addresses and notes that facts name are kept, and no others', async () => {
    const { body, who, note } = await unkept()
    const { tools } = body
    const now = await daysLater(body, 9)
    const marked = (await Array.fromAsync(tools.vault.marked())).map(({ entry }) => entry)
    expect(new Set(marked).size).toBe(3)
    expect(await repairVault(tools, now)).toBe(2)
    expect(await tools.vault.person(who, forEver)).toMatchObject({ name: 'Morag Evans' })
    expect(await tools.vault.holderOf('contact', morag.email, forEver)).toBe(who)
    expect(await tools.vault.note(note, forEver)).toBe('A lively school')
    const left = (await Array.fromAsync(tools.vault.marked())).map(({ entry }) => entry)
    expect(left).toEqual(marked.filter((entry) => entry !== who && entry !== note).slice(0, 1))
    expect(await repairVault(tools, now)).toBe(0)
  })
})

test('after forty days in which nothing was followed, tidying takes away what no fact names and nothing else', async () => {
  const { body, who, note } = await unkept()
  const { tools } = body
  const now = await daysLater(body, 40)
  expect(await tidyVault(tools, now)).toEqual({ kept: 2, taken: 1 })
  expect(await tools.vault.person(who, forEver)).toMatchObject({ name: 'Morag Evans' })
  expect(await tools.vault.note(note, forEver)).toBe('A lively school')
})

test('what was written a moment ago is left alone: its fact may be on its way', async () => {
  const { body } = await unkept()
  expect(await repairVault(body.tools, body.clock.now())).toBe(0)
})

test('a member of staff is kept from the log as well', async () => {
  const { body } = await unkept()
  const { stream } = await body.must('add-staff', {
    role: 'reader',
    name: 'Rae',
    email: 'rae@x.example',
    alerts: 'none',
  })
  const now = await daysLater(body, 9)
  await repairVault(body.tools, now)
  expect(await body.tools.vault.person(stream, forEver)).toMatchObject({ name: 'Rae' })
})

test.each(
  ['vault.marked', 'log.head', 'log.feed', 'log.read', 'vault.keep', 'vault.keepAddress', 'vault.tidy'].flatMap(
    (step) => stepFaults.map((fault) => [step, fault] as const),
  ),
)('killed at %s (%s), the next run finishes it', async (step, fault) => {
  const faults: { step: string; fault: StepFault }[] = []
  const { body, who, note } = await unkept(faults)
  const now = await daysLater(body, 40)
  faults.push({ step, fault })
  await tidyVault(body.tools, now).catch(() => undefined)
  expect(faults).toEqual([])
  await tidyVault(body.tools, now)
  expect(await body.tools.vault.person(who, forEver)).toMatchObject({ name: 'Morag Evans' })
  expect(await body.tools.vault.note(note, forEver)).toBe('A lively school')
  expect(await Array.fromAsync(body.tools.vault.marked())).toEqual([])
})

test('a message that comes after all changes nothing more', async () => {
  const { body, who } = await unkept()
  const now = await daysLater(body, 9)
  await repairVault(body.tools, now)
  const about = { stream: who, version: 1, at: now, by: 'staff#x', because: 'api', trace: 't', v: 1 }
  await keepEntries(body.tools.vault, { ...about, id: `${who}@1.0`, type: 'ContactAdded', data: {} })
  expect(await body.tools.vault.person(who, forEver)).toMatchObject({ name: 'Morag Evans' })
})
