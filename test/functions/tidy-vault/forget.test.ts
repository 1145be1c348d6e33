// Retention: twelve months after a contact left every school, name and address leave the vault; what they withdrew stays.
import { describe, expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { morningRun } from '../../../events/kernel/day.ts'
import { forgetContact } from '../../../functions/tidy-vault/forget.ts'
import { findContact } from '../../../shared/deeds/contacts.ts'
import { act } from '../../../shared/log/act.ts'
import { itemsOf, oakfield, openBody } from '../answer-api/kit.ts'

const morag = { school: oakfield.ref, role: 'head', name: 'Morag Evans', email: 'morag@oakfield.example' } as const
const forEver = '9999-12-31T00:00:00.000Z'
const because = { by: 'system', because: 'morning-run', trace: 'morning' }

/** Morag withdrew news, had her letters paused for a reason, and left on 1 September 2026. */
async function whoLeft() {
  const body = await openBody({ today: '2026-09-01' })
  await body.must('register-school', oakfield)
  const { stream: who } = await body.must('add-contact', morag)
  await body.must('withdraw-consent', { contact: who, purpose: 'news' })
  const paused = await body.must('pause-letters', { scope: 'contact', id: who, reason: 'She is on leave' })
  await body.must('remove-contact', { contact: who, school: oakfield.ref })
  await body.follow()
  const morning = async (day: string) => {
    body.clock.moveTo(morningRun(day))
    await act(body.tools, contactDecider, who, { do: 'wake' }, because)
    await body.follow()
  }
  return { body, who, morning, note: String(paused.events[0]?.data.reason) }
}

describe('a contact who left', () => {
  test('is kept for twelve months, and forgotten then with what was noted about them', async () => {
    const { body, who, morning, note } = await whoLeft()
    const { vault, log } = body.tools
    await morning('2027-08-31')
    await forgetContact({ log, vault }, who)
    expect(await vault.person(who, forEver)).toMatchObject({ name: 'Morag Evans' })
    await morning('2027-09-01')
    await forgetContact({ log, vault }, who)
    await forgetContact({ log, vault }, who)
    expect(await vault.person(who, forEver)).toBeUndefined()
    expect(await vault.note(note, forEver)).toBeUndefined()
    expect(await vault.holderOf('contact', morag.email, forEver)).toBeUndefined()
    expect(await vault.suppressionOf(morag.email)).toEqual({ news: '2026-09-01' })
    const [shown] = itemsOf(await body.get('/api/contacts')).filter(({ id }) => `contact#${String(id)}` === who)
    expect(shown).toMatchObject({ schools: [], forgotten: true })
    expect(shown).not.toHaveProperty('name')
  })

  test('comes back as a new contact, also before the vault was told, and stays kept off news', async () => {
    const { body, who, morning } = await whoLeft()
    const { vault, log } = body.tools
    await morning('2027-09-01')
    const back = await body.must('add-contact', morag)
    expect(back.stream).not.toBe(who)
    await forgetContact({ log, vault }, who)
    await body.follow()
    expect(await findContact(body.tools, { email: morag.email })).toBe(back.stream)
    expect(await vault.person(back.stream, forEver)).toMatchObject({ name: 'Morag Evans' })
    expect(await vault.suppressionOf(morag.email)).toEqual({ news: '2026-09-01' })
    const asked = { email: morag.email, purpose: 'news', wording: '2018-05', how: 'e-mail' }
    expect((await body.ask('give-consent', asked)).status).toBe(422)
  })

  test('who came back in time is not forgotten, even if the fact is told late', async () => {
    const { body, who, morning } = await whoLeft()
    await body.must('add-contact', morag)
    await morning('2027-09-01')
    await forgetContact(body.tools, who)
    expect(await body.tools.vault.person(who, forEver)).toMatchObject({ name: 'Morag Evans' })
  })
})

/** Two entries of Morag: the kept one left on 1 September 2026, the dropped one on the 10th; merged on the 11th. */
async function mergedAfterBothLeft() {
  const body = await openBody({ today: '2026-09-01' })
  await body.must('register-school', oakfield)
  const { stream: kept } = await body.must('add-contact', morag)
  const { stream: dropped } = await body.must('add-contact', { ...morag, email: 'm.evans@oakfield.example' })
  await body.must('remove-contact', { contact: kept, school: oakfield.ref })
  body.clock.moveTo('2026-09-10T10:00:00.000Z')
  await body.must('remove-contact', { contact: dropped, school: oakfield.ref })
  body.clock.moveTo('2026-09-11T10:00:00.000Z')
  const merged = await body.must('merge-contacts', { keep: kept, drop: dropped, reason: 'She was entered twice' })
  await body.follow()
  const note = String(merged.events[0]?.data.reason)
  const forgets = async (who: string, day: string) => {
    body.clock.moveTo(morningRun(day))
    await act(body.tools, contactDecider, who, { do: 'wake' }, because)
    await forgetContact(body.tools, who)
  }
  return { body, kept, dropped, note, forgets }
}

describe('the reason for a merge', () => {
  test('stays while either entry is kept, the kept one from the later leaving on, and goes with the last', async () => {
    const { body, kept, dropped, note, forgets } = await mergedAfterBothLeft()
    await forgets(kept, '2027-09-01')
    expect(await body.tools.vault.person(kept, forEver)).toMatchObject({ name: 'Morag Evans' })
    await forgets(kept, '2027-09-10')
    expect(await body.tools.vault.person(kept, forEver)).toBeUndefined()
    expect(await body.tools.vault.note(note, forEver)).toBe('She was entered twice')
    await forgets(dropped, '2027-09-10')
    expect(await body.tools.vault.note(note, forEver)).toBeUndefined()
  })

  test('goes with the kept one, when the dropped one was forgotten before', async () => {
    const { body, kept, dropped, note, forgets } = await mergedAfterBothLeft()
    // The message of the kept one is late.
    body.clock.moveTo(morningRun('2027-09-10'))
    await act(body.tools, contactDecider, dropped, { do: 'wake' }, because)
    await forgetContact(body.tools, dropped)
    expect(await body.tools.vault.note(note, forEver)).toBe('She was entered twice')
    await forgets(kept, '2027-09-11')
    expect(await body.tools.vault.note(note, forEver)).toBeUndefined()
  })
})
