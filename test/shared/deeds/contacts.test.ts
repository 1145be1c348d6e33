// Deeds of contacts that break off in the middle, and those of two people at once: what is kept in two places agrees.
import { expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import {
  addContact,
  changeContact,
  giveConsent,
  noteComplaint,
  removeContact,
  withdrawConsent,
} from '../../../shared/deeds/contacts.ts'
import { finishDeed } from '../../../shared/deeds/finish.ts'
import type { DeedTools } from '../../../shared/deeds/tools.ts'
import { act, type Doing, loadStream } from '../../../shared/log/act.ts'
import { standInLog } from '../../kit/stand-ins/log.ts'
import type { Step, StepFault } from '../../kit/stand-ins/step.ts'
import { standInVault } from '../../kit/stand-ins/vault.ts'

const now = '2026-09-01T10:00:00.000Z'
const forEver = '9999-12-31T00:00:00.000Z'
const doing: Doing = { by: 'staff#s-1', because: 'api', trace: 'trace' }
const ada = { name: 'Ada Marsh', email: 'ada.marsh@oakfield.example' }
const given = { purpose: 'service', wording: '2018-05', how: 'paper', on: '2026-09-01', imported: false } as const
const withdrawn = { do: 'withdraw-consent', purpose: 'service', how: 'staff', on: '2026-09-01' } as const

/** A body with one school and one contact. `step` may be changed while a test goes on. */
async function aBody() {
  let step: Step = async () => undefined
  const log = standInLog((name) => step(name))
  const vault = standInVault((name) => step(name))
  let ids = 0
  const newId = () => {
    ids += 1
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`
  }
  const world = () => worldAt(now, firstCalendar, defaultSettings)
  const tools: DeedTools = { log, vault, world, newId, waitToRetry: async () => undefined }
  const school = { do: 'register-school', ref: 'urn:100001', name: 'Oakfield', nation: 'england' } as const
  await act(tools, schoolDecider, 'school#one', school, doing)
  const added = await addContact(tools, 'one', 'head', ada, doing)
  const who = 'stream' in added ? added.stream : ''
  await vault.keep(who)
  const contact = async () => (await loadStream(log, contactDecider, who)).state
  const linked = async () => (await loadStream(log, schoolDecider, 'school#one')).state.contacts.length
  const suppressed = async () => (await vault.suppressionOf(ada.email)).service !== undefined
  const during = (of: Step) => {
    step = of
  }
  return { tools, log, vault, who, contact, linked, suppressed, during }
}

/** The nth step of this name goes wrong; all others go well. */
function wrongAt(step: string, fault: StepFault, nth = 1): Step {
  let seen = 0
  return async (name) => {
    if (name === step) seen += 1
    return name === step && seen === nth ? fault : undefined
  }
}

/** Runs two deeds in the order of their steps that is said: `one` and `other` by turns, then whatever is left. */
async function interleaved(
  during: (step: Step) => void,
  order: string,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
) {
  const waiting: Record<'one' | 'other', (() => void)[]> = { one: [], other: [] }
  const start = (name: 'one' | 'other', deed: () => Promise<unknown>) => {
    during(() => new Promise((go) => void waiting[name].push(() => go(undefined))))
    return deed()
  }
  const drained = () => new Promise((resolve) => setImmediate(resolve))
  // Each deed asks through the seam that stands when it asks: so it is set anew before each of its turns.
  const deeds = [start('one', one)]
  await drained()
  deeds.push(start('other', other))
  await drained()
  const turn = async (name: 'one' | 'other') => {
    during(() => new Promise((go) => void waiting[name].push(() => go(undefined))))
    waiting[name].shift()?.()
    await drained()
  }
  for (const letter of order) await turn(letter === '1' ? 'one' : 'other')
  while (waiting.one.length + waiting.other.length > 0) {
    await turn('one')
    await turn('other')
  }
  await Promise.all(deeds)
  during(async () => undefined)
}

test('a change of address that broke off before its fact is finished when it is asked for again', async () => {
  const { tools, vault, who, log, during } = await aBody()
  const email = 'ada@newfield.example'
  during(wrongAt('log.append', 'error-before'))
  await expect(changeContact(tools, who, { email }, doing)).rejects.toThrow('PlantedBefore')
  during(async () => undefined)
  const again = await changeContact(tools, who, { email }, doing)
  expect(again).toMatchObject({ events: [{ type: 'ContactChanged', data: { changed: ['email'] } }] })
  // The fact is followed, so the entry is kept.
  await vault.keep(who)
  expect(await vault.holderOf('contact', email, forEver)).toBe(who)
  expect((await log.head(who))?.body.events[0]?.type).toBe('ContactChanged')
})

test('an address that is theirs already changes nothing, however often it is said', async () => {
  const { tools, who } = await aBody()
  expect(await changeContact(tools, who, { email: ada.email }, doing)).toMatchObject({ events: [] })
})

test('a removal and an addition at the same moment leave school and contact of one mind, in whatever order', async () => {
  const orders = Array.from({ length: 256 }, (_, n) => n.toString(2).padStart(8, '0'))
  for (const order of orders) {
    const { tools, who, contact, linked, during } = await aBody()
    const remove = () => removeContact(tools, who, 'one', 'head', doing)
    const add = () => addContact(tools, 'one', 'head', ada, doing)
    await interleaved(during, order, remove, add)
    expect(await linked(), order).toBe((await contact()).schools.length)
  }
})

test('a withdrawal and a new consent at the same moment leave the suppression list as the consent stands', async () => {
  const orders = Array.from({ length: 1024 }, (_, n) => n.toString(2).padStart(10, '0'))
  for (const order of orders) {
    const { tools, who, contact, suppressed, during } = await aBody()
    await withdrawConsent(tools, who, withdrawn, doing)
    const give = () => giveConsent(tools, who, given, doing)
    const withdraw = () => withdrawConsent(tools, who, withdrawn, doing)
    await interleaved(during, order, give, withdraw)
    expect(await suppressed(), order).toBe((await contact()).consents.service?.state === 'withdrawn')
  }
})

test('a withdrawal whose answer was lost is finished without being done again after a later consent', async () => {
  const { tools, who, log, contact, suppressed } = await aBody()
  await giveConsent(tools, who, given, doing)
  const first = await withdrawConsent(tools, who, withdrawn, doing)
  await giveConsent(tools, who, given, doing)
  const commit = await log.read(who, 'version' in first ? first.version : 0)
  if (!commit) throw new Error('the withdrawal was not committed')
  await finishDeed(tools, commit.body, doing)
  expect((await contact()).consents.service?.state).toBe('given')
  expect(await suppressed()).toBe(false)
})

test('an addition that broke off before the school was told is finished from its commit', async () => {
  const { tools, who, log, linked, during } = await aBody()
  during(wrongAt('log.append', 'error-before', 2))
  await expect(addContact(tools, 'one', 'office', ada, doing)).rejects.toThrow('PlantedBefore')
  during(async () => undefined)
  expect(await linked()).toBe(1)
  const commit = await log.head(who)
  if (!commit) throw new Error('the contact was not committed')
  await finishDeed(tools, commit.body, doing)
  expect(await linked()).toBe(2)
})

test('a contact taken off in all roles is taken off in one commit', async () => {
  const { tools, who, linked } = await aBody()
  await addContact(tools, 'one', 'office', ada, doing)
  const removed = await removeContact(tools, who, 'one', undefined, doing)
  expect(removed).toMatchObject({
    events: [{ data: { role: 'head' } }, { data: { role: 'office' } }, { type: 'ContactLeft' }],
  })
  expect(await linked()).toBe(0)
})

test('a complaint puts the address on the suppression list for news, and gives way to a later consent', async () => {
  const body = await aBody()
  await noteComplaint(body.tools, body.who, '2026-08-20', doing)
  expect(await body.vault.suppressionOf(ada.email)).toEqual({ news: '2026-08-20' })
  await giveConsent(body.tools, body.who, { ...given, purpose: 'news' }, doing)
  await noteComplaint(body.tools, body.who, '2026-08-20', doing)
  expect((await body.contact()).consents.news?.state).toBe('given')
  expect(await body.vault.suppressionOf(ada.email)).toEqual({})
})
