// A mailbox handed over, two entries merged: whatever breaks off is finished by asking again, and what came of it is what
// would have come of it at once.
import { describe, expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { keepEntries } from '../../../functions/keep-entries/keep.ts'
import { addContact, findContact, giveConsent, withdrawConsent } from '../../../shared/deeds/contacts.ts'
import { finishDeed } from '../../../shared/deeds/finish.ts'
import { handOverContact } from '../../../shared/deeds/hand-over.ts'
import { mergeContacts } from '../../../shared/deeds/merge-contacts.ts'
import type { DeedTools } from '../../../shared/deeds/tools.ts'
import { act, type Doing, eventsOf, loadStream, type Outcome } from '../../../shared/log/act.ts'
import type { CommitBody } from '../../../shared/log/log.ts'
import { standInLog } from '../../kit/stand-ins/log.ts'
import { type Step, type StepFault, stepFaults } from '../../kit/stand-ins/step.ts'
import { standInVault } from '../../kit/stand-ins/vault.ts'

const start = '2026-09-01T10:00:00.000Z'
const doing: Doing = { by: 'staff#s-1', because: 'api', trace: 'trace' }
const head = { name: 'Ada Marsh', email: 'head@oakfield.example' }
const successor = { name: 'Ben Ho', email: 'Head@Oakfield.example' }
const elsewhere = { name: 'Ben Ho', email: 'ben@oakfield.example' }
const twin = { name: 'A. Marsh', email: 'ada@home.example' }
const yes = { purpose: 'service', wording: '2018-05', how: 'paper', on: '2026-09-01', imported: false } as const
const no = { do: 'withdraw-consent', purpose: 'service', how: 'staff', on: '2026-09-01' } as const
const reason = 'note-00000000-0000-4000-8000-000000000001'

/** Two schools; Ada is head of the first with consent, and once more, as A. Marsh, of the second. */
async function aBody() {
  let step: Step = async () => undefined
  let now = start
  const log = standInLog((name) => step(name))
  const vault = standInVault((name) => step(name))
  let ids = 0
  const newId = () => {
    ids += 1
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`
  }
  const world = () => worldAt(now, firstCalendar, defaultSettings)
  const tools: DeedTools = { log, vault, world, newId, waitToRetry: async () => undefined }
  const commits: CommitBody[] = []
  log.onCommit((body) => void commits.push(body))
  for (const [n, id] of ['one', 'two'].entries()) {
    const school = { do: 'register-school', ref: `urn:10000${n}`, name: 'Oakfield', nation: 'england' } as const
    await act(tools, schoolDecider, `school#${id}`, school, doing)
  }
  const who = streamOf(await addContact(tools, 'one', 'head', head, doing))
  await giveConsent(tools, who, yes, doing)
  const other = streamOf(await addContact(tools, 'two', 'head', twin, doing))
  const follow = async () => {
    for (const body of commits.splice(0))
      for (const event of eventsOf(body)) {
        const { stream, version, at, by, because, trace } = body
        await keepEntries(vault, { ...event, v: 1, stream, version, at, by, because, trace })
      }
  }
  await follow()
  const stateOf = async (stream: string) => (await loadStream(log, contactDecider, stream)).state
  const linksOf = async (id: string) => (await loadStream(log, schoolDecider, `school#${id}`)).state.contacts
  const during = (of: Step) => {
    step = of
  }
  const moveTo = (instant: string) => {
    now = instant
  }
  return { tools, log, vault, who, other, commits, follow, stateOf, linksOf, during, moveTo }
}
type ABody = Awaited<ReturnType<typeof aBody>>

function streamOf(outcome: Outcome<object>): string {
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome.stream
}

/** The nth step goes wrong; all others go well. Counts them. */
function wrongAt(nth: number, fault: StepFault): { step: Step; seen: () => number } {
  let seen = 0
  return {
    step: async () => {
      seen += 1
      return seen === nth ? fault : undefined
    },
    seen: () => seen,
  }
}

/** All that came of it, without ids and versions. */
async function outcomeOf(body: ABody) {
  const { tools, vault, who, other, stateOf, linksOf } = body
  await body.follow()
  const finds = await Promise.all(
    [head, twin, elsewhere].map(async ({ email }) => (await findContact(tools, { email })) ?? ''),
  )
  const persons = await vault.people([...finds, who, other], '2027-01-01T10:00:00.000Z')
  const named = (stream: string) =>
    stream === ''
      ? 'nobody'
      : `${stream === who ? 'who' : stream === other ? 'other' : 'new'} ${persons.get(stream)?.name}`
  const states = await Promise.all([who, other, ...finds.slice(0, 1)].map(stateOf))
  return {
    finds: finds.map(named),
    states: states.map(({ passedOn, ...state }) => ({ ...state, passedOn: passedOn && named(passedOn.to) })),
    links: (await Promise.all(['one', 'two'].map(linksOf))).map((all) =>
      all.map(({ contact, role }) => `${named(contact)} ${role}`).toSorted(),
    ),
    suppressed: await Promise.all([head, twin].map(({ email }) => vault.suppressionOf(email))),
  }
}

type Deed = (body: ABody) => Promise<Outcome<object>>

const deeds: Readonly<Record<string, Deed>> = {
  'a mailbox handed over': ({ tools, who }) =>
    handOverContact(tools, who, { school: 'one', role: 'head' }, successor, doing),
  'a role handed over to another address': ({ tools, who }) =>
    handOverContact(tools, who, { school: 'one', role: 'head' }, elsewhere, doing),
  'two entries merged': ({ tools, who, other }) => mergeContacts(tools, { keep: who, drop: other, reason }, doing),
  'two entries merged of which one withdrew': ({ tools, who, other }) =>
    mergeContacts(tools, { keep: who, drop: other, reason }, doing),
}

/** A body as it stood before one of these. */
async function bodyFor(name: string): Promise<ABody> {
  const body = await aBody()
  if (name.endsWith('withdrew')) await withdrawConsent(body.tools, body.other, no, doing)
  return body
}

describe.each(Object.entries(deeds))('%s', (name, deed) => {
  test('that broke off at any step is finished by asking again, and a third time changes nothing', async () => {
    const smooth = await bodyFor(name)
    const counted = wrongAt(0, 'twice')
    smooth.during(counted.step)
    await deed(smooth)
    smooth.during(async () => undefined)
    const expected = await outcomeOf(smooth)
    expect(counted.seen()).toBeGreaterThan(5)
    for (let nth = 1; nth <= counted.seen(); nth++)
      for (const fault of stepFaults) {
        const body = await bodyFor(name)
        body.during(wrongAt(nth, fault).step)
        await deed(body).catch(() => undefined)
        body.during(async () => undefined)
        await deed(body)
        expect([nth, fault, await outcomeOf(body)]).toEqual([nth, fault, expected])
        const third = await deed(body)
        expect([nth, fault, 'events' in third && third.events.length]).toEqual([nth, fault, 0])
      }
  })

  test('that broke off after its first commit is finished from that commit alone', async () => {
    const smooth = await bodyFor(name)
    await deed(smooth)
    const expected = await outcomeOf(smooth)
    for (let nth = 1; nth <= 40; nth++) {
      const body = await bodyFor(name)
      body.during(wrongAt(nth, 'error-before').step)
      await deed(body).catch(() => undefined)
      body.during(async () => undefined)
      const own = body.commits.find(({ events }) => events.some(({ type }) => /HandedOver|Merged/.test(type)))
      if (!own) continue
      await finishDeed(body.tools, own, doing)
      expect([nth, await outcomeOf(body)]).toEqual([nth, expected])
    }
  })
})

describe('the successor at a mailbox', () => {
  test('is a new person who consented to nothing, found by the address, and the old one is found by it no more', async () => {
    const body = await aBody()
    await deeds['a mailbox handed over']?.(body)
    const { finds, states, links } = await outcomeOf(body)
    expect(finds[0]).toBe('new Ben Ho')
    expect(states[2]?.consents).toEqual({})
    expect(links[0]).toEqual(['new Ben Ho head'])
    expect(states[0]).toMatchObject({ schools: [], consents: {}, passedOn: 'new Ben Ho' })
  })

  test('is kept off by what the person before withdrew, until they consent themselves', async () => {
    const body = await aBody()
    const { tools, vault, who } = body
    await withdrawConsent(tools, who, no, doing)
    await deeds['a mailbox handed over']?.(body)
    const to = (await findContact(tools, { email: head.email })) ?? ''
    expect(await vault.suppressionOf(head.email)).toEqual({ service: '2026-09-01' })
    expect(await giveConsent(tools, to, { ...yes, how: 'e-mail' }, doing)).toMatchObject({
      refused: 'withdrawal-stands',
    })
    streamOf(await giveConsent(tools, to, yes, doing))
    expect(await vault.suppressionOf(head.email)).toEqual({})
    // What is told of the old person late, or again, no longer speaks for the address.
    await finishDeed(tools, lastCommit(body, who), doing)
    expect(await withdrawConsent(tools, who, no, doing)).toMatchObject({ refused: 'contact-handed-over' })
    expect(await vault.suppressionOf(head.email)).toEqual({})
  })

  test('hands it over again, and the address finds the last', async () => {
    const body = await aBody()
    await deeds['a mailbox handed over']?.(body)
    const second = (await findContact(body.tools, { email: head.email })) ?? ''
    await body.follow()
    const third = { name: 'Cai Rees', email: head.email }
    streamOf(await handOverContact(body.tools, second, { school: 'one', role: 'head' }, third, doing))
    expect((await outcomeOf(body)).finds[0]).toBe('new Cai Rees')
  })

  test('named by the address a second time is there already', async () => {
    const body = await aBody()
    await deeds['a mailbox handed over']?.(body)
    const who = (await findContact(body.tools, { email: head.email })) ?? ''
    const again = await handOverContact(body.tools, who, { school: 'one', role: 'head' }, successor, doing)
    expect('events' in again && again.events).toEqual([])
  })

  test('is added where the hand-over broke off before their first fact', async () => {
    const body = await aBody()
    body.during(wrongAt(9, 'error-before').step)
    await deeds['a mailbox handed over']?.(body).catch(() => undefined)
    body.during(async () => undefined)
    await addContact(body.tools, 'one', 'head', successor, doing)
    expect((await outcomeOf(body)).finds[0]).toBe('new Ben Ho')
  })
})

describe('an entry that was merged', () => {
  test('is found by its address as the one that was kept, and names it when something is asked of it', async () => {
    const body = await aBody()
    await deeds['two entries merged']?.(body)
    expect(await findContact(body.tools, { email: twin.email })).toBe(body.who)
    const refused = await giveConsent(body.tools, body.other, yes, doing)
    expect(refused).toMatchObject({ refused: 'contact-merged', facts: { contact: body.who.slice('contact#'.length) } })
  })

  test('cannot be kept, and nothing merges with itself', async () => {
    const body = await aBody()
    await deeds['two entries merged']?.(body)
    const third = streamOf(await addContact(body.tools, 'two', 'office', elsewhere, doing))
    const into = await mergeContacts(body.tools, { keep: body.other, drop: third, reason }, doing)
    expect(into).toMatchObject({ refused: 'contact-merged' })
    expect(await body.stateOf(third)).toMatchObject({ schools: [{ school: 'two', role: 'office' }] })
    const itself = await mergeContacts(body.tools, { keep: third, drop: third, reason }, doing)
    expect(itself).toMatchObject({ refused: 'merge-needs-two' })
  })

  test('passes its withdrawal on to the address of the one that was kept', async () => {
    const body = await bodyFor('two entries merged of which one withdrew')
    await deeds['two entries merged of which one withdrew']?.(body)
    const { suppressed, states } = await outcomeOf(body)
    expect(suppressed).toEqual([{ service: '2026-09-01' }, { service: '2026-09-01' }])
    expect(states[0]?.consents.service?.state).toBe('withdrawn')
  })
})

function lastCommit({ commits }: ABody, stream: string): CommitBody {
  const found = commits.findLast((body) => body.stream === stream)
  if (!found) throw new Error('nothing was committed')
  return found
}
