// Letters: why each was asked for and why it did not leave, what was considered on a day, what would leave on another.
import { describe, expect, test } from 'vitest'
import { morningRun } from '../../../events/kernel/day.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { askLetters } from '../../../functions/ask-letters/ask.ts'
import { act } from '../../../shared/log/act.ts'
import { type Body, centreOfExcellence, itemsOf, nextOf, oakfield, openBody, pathsOf } from './kit.ts'

const doing = { by: 'system', because: 'morning-run', trace: 'test' }
const morag = 'morag@oakfield.example'

/** Oakfield, its review due on 1 December, its head consenting, its inclusion lead not. */
async function oakfieldBeforeDecember(): Promise<{ body: Body; school: string }> {
  const body = await openBody({ today: '2026-08-20' })
  const school = await centreOfExcellence(body, '2025-12-01')
  await body.must('add-contact', { school: oakfield.ref, role: 'head', name: 'Morag Evans', email: morag })
  await body.must('add-contact', {
    school: oakfield.ref,
    role: 'inclusion-lead',
    name: 'Idris Cole',
    email: 'idris@oakfield.example',
  })
  await body.must('give-consent', { email: morag, purpose: 'service', wording: '2018-05', how: 'paper' })
  await body.follow()
  return { body, school }
}

/** The morning of a day comes, and what it calls for is asked for. */
async function morning(body: Body, school: string, day: string): Promise<void> {
  body.clock.moveTo(morningRun(day))
  await act(body.tools, schoolDecider, school, { do: 'wake' }, doing)
  await body.follow()
  for (const event of body.bus.published.splice(0)) await askLetters(body.tools, event)
  await body.follow()
}

async function hold(body: Body, letter: unknown): Promise<void> {
  await act(body.tools, letterDecider, `letter#${letter}`, { do: 'claim-letter' }, doing)
  await act(
    body.tools,
    letterDecider,
    `letter#${letter}`,
    { do: 'note-verdict', verdict: { verdict: 'hold', by: 'sending-off' } },
    doing,
  )
  await body.follow()
}

describe('letters', () => {
  test('say what called for them, and why one was withheld or is held', async () => {
    const { body, school } = await oakfieldBeforeDecember()
    await morning(body, school, '2026-09-02')
    const [letter] = itemsOf(await body.get('/api/letters'))
    expect(letter).toMatchObject({
      kind: 'review-reminder',
      purpose: 'service',
      contact: expect.stringMatching(/^c-/),
      role: 'head',
      school: oakfield.ref,
      state: 'asked',
      day: '2026-09-02',
      why: {
        review: 'annual-review',
        stage: 'before-90',
        due: '2026-12-01',
        event: expect.stringMatching(/^school#.+@\d+\.0$/),
        sentence: expect.stringContaining('reminder'),
      },
    })
    await hold(body, letter?.id)
    expect(itemsOf(await body.get('/api/letters?state=held'))[0]).toMatchObject({
      id: letter?.id,
      heldBy: 'sending-off',
    })
    await act(body.tools, letterDecider, `letter#${letter?.id}`, { do: 'release-letter' }, doing)
    await act(body.tools, letterDecider, `letter#${letter?.id}`, { do: 'claim-letter' }, doing)
    await act(
      body.tools,
      letterDecider,
      `letter#${letter?.id}`,
      { do: 'note-verdict', verdict: { verdict: 'withhold', why: 'withdrawn', since: '2026-09-02' } },
      doing,
    )
    await body.follow()
    expect(itemsOf(await body.get('/api/letters?state=withheld'))[0]).toMatchObject({ whyNot: 'withdrawn' })
  })

  test('are found by school, contact, state and day together', async () => {
    const { body, school } = await oakfieldBeforeDecember()
    await morning(body, school, '2026-09-02')
    const contact = itemsOf(await body.get('/api/letters'))[0]?.contact
    const count = async (query: string) => itemsOf(await body.get(`/api/letters?${query}`)).length
    expect(await count(`school=urn:123456&contact=${contact}&state=asked&since=2026-09-02`)).toBe(1)
    // The reminder, and the confirmation of what she agreed to.
    expect(await count(`contact=${encodeURIComponent(morag)}`)).toBe(2)
    expect(await count('contact=idris%40oakfield.example')).toBe(0)
    expect(await count('state=sent')).toBe(0)
    expect(await count('since=2026-09-03')).toBe(0)
    expect((await body.get('/api/letters?school=urn:000001')).status).toBe(404)
    expect((await body.get('/api/letters?contact=nobody%40nowhere.example')).status).toBe(404)
    expect(pathsOf(await body.get('/api/letters?state=lost&since=today')).toSorted()).toEqual(['since', 'state'])
  })

  test('never show a name or an address to those who may not see them', async () => {
    const { body, school } = await oakfieldBeforeDecember()
    await morning(body, school, '2026-09-02')
    for (const path of ['letters', 'schools/urn%3A123456/explain', 'preview', 'log', 'tasks'])
      expect((await body.get(`/api/${path}`, 'reader')).text).not.toMatch(/Morag|Idris|oakfield\.example/)
  })
})

describe('why a letter went or not', () => {
  test('is told stage by stage, with who was chosen and who was passed over', async () => {
    const { body, school } = await oakfieldBeforeDecember()
    await morning(body, school, '2026-09-02')
    const came = await body.get('/api/schools/urn%3A123456/explain?day=2026-09-02')
    expect(came.body).toMatchObject({
      school: oakfield.ref,
      day: '2026-09-02',
      workingDay: true,
      review: {
        kind: 'annual-review',
        due: '2026-12-01',
        stage: 'before-90',
        booked: false,
        plannedAfter: '2026-08-20',
      },
      stages: [
        { stage: 'before-180', fate: 'superseded', because: expect.stringContaining('2026-08-20') },
        { stage: 'before-90', sendDay: '2026-09-02', fate: 'sent', on: '2026-09-02' },
        { stage: 'before-60', sendDay: '2026-10-02', fate: 'not-yet', because: 'its day is 2026-10-02' },
        { stage: 'before-30' },
        { stage: 'before-7' },
        { stage: 'after-1' },
        { stage: 'after-14' },
        { stage: 'after-28' },
      ],
      recipients: [
        {
          topic: 'review',
          via: 'named',
          to: [expect.any(String)],
          passedOver: [{ contact: expect.any(String), why: 'no-consent' }],
        },
      ],
      letters: [{ kind: 'review-reminder', state: 'asked', day: '2026-09-02' }],
      recorded: [{ type: 'ReviewReminderDue' }, { type: 'RecipientsChosen' }],
    })
  })

  test('is told of a day before as it stood then', async () => {
    const { body, school } = await oakfieldBeforeDecember()
    await morning(body, school, '2026-09-02')
    await body.must('book-visit', { school: oakfield.ref, on: '2026-11-20' })
    const then = await body.get('/api/schools/urn%3A123456/explain?day=2026-09-01')
    expect(then.body).toMatchObject({ review: { stage: null, booked: false }, letters: [], recorded: [] })
    const now = await body.get('/api/schools/urn%3A123456/explain')
    expect(now.body).toMatchObject({ day: '2026-09-02', review: { booked: true } })
    expect(now.text).toContain('a visit is booked for 2026-11-20')
    const before = await body.get('/api/schools/urn%3A123456/explain?day=2020-01-01')
    expect(before.body).toMatchObject({ review: null, stages: [], contacts: [] })
    expect((await body.get('/api/schools/urn%3A000001/explain')).status).toBe(404)
    expect(pathsOf(await body.get('/api/schools/urn%3A123456/explain?day=soon'))).toEqual(['day'])
  })
})

describe('what would leave', () => {
  test('on a day to come is what the ladder plans for it, with who would get it', async () => {
    const { body, school } = await oakfieldBeforeDecember()
    await morning(body, school, '2026-09-02')
    const on = async (day: string) => itemsOf(await body.get(`/api/preview?day=${day}`))
    expect(await on('2026-10-02')).toEqual([
      {
        kind: 'review-reminder',
        school: oakfield.ref,
        is: 'planned',
        leaves: true,
        stage: 'before-60',
        due: '2026-12-01',
        to: [expect.stringMatching(/^c-/)],
        via: 'named',
        passedOver: [{ contact: expect.any(String), why: 'no-consent' }],
      },
    ])
    expect([await on('2026-10-01'), await on('2026-10-03'), await on('2026-10-05'), await on('2020-01-01')]).toEqual([
      [],
      [],
      [],
      [],
    ])
    await body.must('book-visit', { school: oakfield.ref, on: '2026-10-30' })
    await body.follow()
    expect(await on('2026-10-02')).toEqual([])
    expect(await on('2026-10-16')).toMatchObject([{ kind: 'visit-soon', before: 14, visit: '2026-10-30' }])
  })

  test('today is also what is held, and says what would be withheld after all', async () => {
    const { body, school } = await oakfieldBeforeDecember()
    await morning(body, school, '2026-09-02')
    const letter = itemsOf(await body.get('/api/letters'))[0]?.id
    await hold(body, letter)
    const today = async () => {
      const first = await body.get('/api/preview')
      const second = await body.get(`/api/preview?cursor=${nextOf(first)}`)
      expect(nextOf(second)).toBeUndefined()
      return [...itemsOf(first), ...itemsOf(second)]
    }
    expect(await today()).toMatchObject([
      { is: 'held', letter, leaves: true, heldBy: 'sending-off', stage: 'before-90' },
    ])
    await body.must('withdraw-consent', { email: morag, purpose: 'service' })
    expect(await today()).toMatchObject([{ letter, leaves: false, whyNot: 'withdrawn' }])
  })
})
