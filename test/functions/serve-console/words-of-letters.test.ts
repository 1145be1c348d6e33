// The body's own words around its letters, letters to oneself and bulletins, from the command to the mailbox.
import { describe, expect, test } from 'vitest'
import { bulletinDecider } from '../../../events/bulletin/decide.ts'
import { askBulletin } from '../../../functions/ask-bulletins/ask.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { itemsOf, oakfield, problem } from '../answer-api/kit.ts'
import { type Console, openConsole, withOakfield } from './kit.ts'

const morag = 'morag@oakfield.example'

async function opened() {
  const console = await openConsole({ today: '2026-08-20' })
  const school = await withOakfield(console)
  console.post.left.splice(0)
  return { console, school }
}

/** The letters that left, oldest first. */
const sentBy = ({ post }: Console) => post.left.map(({ envelope }) => envelope)

/** Where the page of the newest letter of a kind is. */
async function pageOfLetter(console: Console, kind: string): Promise<string> {
  const letter = itemsOf(await console.getJson('/api/letters')).find((one) => one.kind === kind)
  return `/letters/${String(letter?.id)}`
}

describe('the letterhead', () => {
  test('it is changed in parts, stands on letters and pages, and a letter that left keeps the one it left with', async () => {
    const { console, school } = await opened()
    await console.morning(school, '2026-09-02')
    await console.must('change-letterhead', {
      name: 'The Inclusion Body',
      signatory: 'Ann Other',
      phone: '',
      reason: 'A new name',
    })
    await console.morning(school, '2026-10-02')
    const [first, second] = sentBy(console)
    expect(first?.text).toContain('01632 960000')
    expect(first?.text).not.toContain('The Inclusion Body')
    expect(second?.text).toContain('Ann Other')
    expect(second?.text).toContain('The Inclusion Body, Awards Office, 1 Sample Street')
    expect(second?.text).not.toContain('01632 960000')
    expect((await console.get('/')).text).toContain('The Inclusion Body')
    const letters = itemsOf(await console.getJson('/api/letters')).filter(({ kind }) => kind === 'review-reminder')
    const [late, early] = await Promise.all(letters.map(({ id }) => console.get(`/letters/${String(id)}`)))
    expect(late?.text).toContain('Ann Other')
    expect(early?.text).not.toContain('Ann Other')
    expect(early?.text).toContain('01632 960000')
  })

  test('what makes no letterhead is refused in words, and said again nothing changes', async () => {
    const { console } = await opened()
    const refused = async (body: object) => problem.parse((await console.ask('change-letterhead', body)).body).detail
    expect(await refused({ colour: '#ffff00' })).toContain('too light to be read on white')
    expect((await console.ask('change-letterhead', { reason: 'none' })).status).toBe(400)
    expect((await console.must('change-letterhead', { mark: 'IQM' })).events).toHaveLength(1)
    expect((await console.must('change-letterhead', { mark: 'IQM' })).events).toHaveLength(0)
  })

  test('no name of the letterhead is in the log', async () => {
    const { console } = await opened()
    await console.must('change-letterhead', { signatory: 'Philippa Unmistakable' })
    for await (const { bytes } of console.tools.log.all()) expect(bytes).not.toContain('Unmistakable')
  })
})

describe('the body’s own paragraph', () => {
  test('it stands in letters of its kind from then on, until it is taken away; a letter that left keeps it', async () => {
    const { console, school } = await opened()
    await console.must('change-letter', { kind: 'review-reminder', paragraph: 'Our office is closed in August.' })
    await console.morning(school, '2026-09-02')
    await console.must('change-letter', { kind: 'review-reminder', paragraph: '' })
    await console.morning(school, '2026-10-02')
    const [first, second] = sentBy(console)
    expect(first?.text).toContain('Our office is closed in August.')
    expect(second?.text).not.toContain('closed in August')
    const letters = itemsOf(await console.getJson('/api/letters')).filter(({ kind }) => kind === 'review-reminder')
    const [late, early] = await Promise.all(letters.map(({ id }) => console.get(`/letters/${String(id)}`)))
    expect(early?.text).toContain('Our office is closed in August.')
    expect(late?.text).not.toContain('closed in August')
  })

  test('the same words said again are no new version', async () => {
    const { console } = await opened()
    const say = () => console.must('change-letter', { kind: 'visit-soon', paragraph: 'Please park at the back.' })
    expect((await say()).events).toHaveLength(1)
    expect((await say()).events).toHaveLength(0)
    expect((await console.must('change-letter', { kind: 'visit-soon', paragraph: null })).events).toHaveLength(1)
  })

  test('a school keeps in an old letter the name it had', async () => {
    const { console, school } = await opened()
    await console.morning(school, '2026-09-02')
    await console.must('change-school', { school: oakfield.ref, name: 'Oakfield Academy' })
    await console.settle()
    const page = await console.get(await pageOfLetter(console, 'review-reminder'))
    expect(page.text).toMatch(/Subject: .*Oakfield Primary School/)
  })
})

describe('letters about awards, decisions and consent', () => {
  test('a decision is told to the head who agreed, and what stands until when', async () => {
    const { console } = await opened()
    await console.must('decide-review', { school: oakfield.ref, decision: 'retained' })
    await console.settle()
    expect(sentBy(console).map(({ to, subject }) => [to, subject])).toEqual([
      [
        morag,
        'Decision on the annual review due on Tuesday 1 December 2026: the award is retained – Oakfield Primary School',
      ],
    ])
    expect(sentBy(console)[0]?.text).toMatch(/Next due on:? +Wednesday 1 December 2027/)
  })

  test('an award granted today is told; the two of one visit in two letters', async () => {
    const { console } = await opened()
    await console.must('register-school', { ref: 'urn:654321', name: 'Northridge School', nation: 'wales' })
    const office = { school: 'urn:654321', role: 'office', name: 'Office', email: 'office@northridge.example' }
    await console.must('add-contact', office)
    await console.must('grant-award', { school: 'urn:654321', award: 'inclusive-school', on: '2026-08-20' })
    await console.must('grant-award', { school: 'urn:654321', award: 'centre-of-excellence', on: '2026-08-20' })
    await console.settle()
    expect(sentBy(console).map(({ to, subject }) => [to, subject])).toEqual([
      ['office@northridge.example', 'Inclusive School Award granted on Thursday 20 August 2026 – Northridge School'],
      ['office@northridge.example', 'Centre of Excellence granted on Thursday 20 August 2026 – Northridge School'],
    ])
  })

  test('a consent is confirmed to whoever gave it, once', async () => {
    const { console } = await opened()
    const give = { email: 'idris@oakfield.example', purpose: 'news', wording: '2018-05', how: 'paper' }
    await console.must('give-consent', give)
    await console.must('give-consent', give)
    await console.settle()
    expect(sentBy(console).map(({ to, subject }) => [to, subject])).toEqual([
      ['idris@oakfield.example', 'What you agreed to: news'],
    ])
  })
})

describe('a letter to oneself', () => {
  test('it goes to whoever asks, through the gate, marked as a test and with the words as they stand', async () => {
    const { console } = await opened()
    await console.must('change-letter', { kind: 'review-reminder', paragraph: 'Our office is closed in August.' })
    await console.must(
      'test-letter',
      { kind: 'review-reminder', values: { example: 'after-14' } },
      { as: 'coordinator' },
    )
    await console.settle()
    const [letter, ...others] = sentBy(console)
    expect(others).toEqual([])
    expect(letter?.to).toBe('robin.coordinator@staff.example')
    expect(letter?.subject).toMatch(/^Test: .*Kingcroft/)
    expect(letter?.text).toContain('Our office is closed in August.')
    const page = await console.get(await pageOfLetter(console, 'test-letter'))
    expect(console.reports).toEqual([])
    expect(page.text).toContain('Subject: Test:')
  })

  test('while sending is off it is held like all others', async () => {
    const { console } = await opened()
    await console.must('set-sending', { position: 'off', reason: 'Not yet' })
    await console.must('test-letter', { kind: 'visit-confirmed' })
    await console.settle()
    expect(sentBy(console)).toEqual([])
    expect(itemsOf(await console.getJson('/api/letters?state=held'))[0]).toMatchObject({ heldBy: 'sending-off' })
  })

  test('values that make no letter are refused in words', async () => {
    const { console } = await opened()
    const came = await console.ask('test-letter', { kind: 'visit-soon', values: { before: 0 } })
    expect(problem.parse(came.body)).toMatchObject({ refused: 'values-do-not-fit' })
    expect((await console.ask('test-letter', { kind: 'visit-soon', values: { colour: 'red' } })).status).toBe(422)
    expect((await console.ask('test-letter', { kind: 'love-letter' })).status).toBe(400)
  })
})

describe('a bulletin', () => {
  const written = { bulletin: 'autumn', subject: 'News of the autumn', paragraphs: ['The meetings are set.', 'Come!'] }
  const agree = (console: Console, email: string, purpose = 'news') =>
    console.must('give-consent', { email, purpose, wording: '2018-05', how: 'paper' })

  test('it goes to those who agreed to news, and to nobody else; one who withdraws in between gets none', async () => {
    const { console } = await opened()
    await agree(console, 'idris@oakfield.example')
    await agree(console, morag)
    await console.settle()
    console.post.left.splice(0)
    await console.must('write-bulletin', written)
    await console.must('send-bulletin', { bulletin: 'autumn' })
    await console.must('withdraw-consent', { email: morag, purpose: 'news' })
    await console.settle()
    const sent = sentBy(console).toSorted((a, b) => (a.to < b.to ? -1 : 1))
    expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
      ['idris@oakfield.example', 'News of the autumn'],
      [morag, 'Stopped, as you asked: newsletters'],
    ])
    expect(sent[0]?.text).toContain('no longer want our newsletters')
    const bulletins = itemsOf(await console.getJson('/api/bulletins'))
    expect(bulletins).toMatchObject([{ id: 'autumn', state: 'sent' }])
    await console.must('give-consent', { email: morag, purpose: 'service', wording: '2018-05', how: 'paper' })
  })

  test('its words are in the vault alone, and it cannot be corrected once it was sent', async () => {
    const { console } = await opened()
    await console.must('write-bulletin', written)
    for await (const { bytes } of console.tools.log.all()) expect(bytes).not.toContain('News of the autumn')
    expect((await console.must('write-bulletin', written)).events).toEqual([])
    await console.must('send-bulletin', { bulletin: 'autumn' })
    const came = await console.ask('write-bulletin', { ...written, subject: 'Another' })
    expect(problem.parse(came.body)).toMatchObject({ refused: 'bulletin-already-sent' })
  })

  test('over many pages of contacts, told twice and late, everybody gets one', async () => {
    const { console } = await opened()
    const people = Array.from({ length: 230 }, (_, n) => `person-${n}@oakfield.example`)
    for (const email of people)
      await console.must('add-contact', { school: oakfield.ref, role: 'other', name: 'A person', email })
    for (const email of people.filter((_, n) => n % 2 === 0)) await agree(console, email)
    await console.settle()
    console.post.left.splice(0)
    await console.must('write-bulletin', written)
    const { stream } = await console.must('send-bulletin', { bulletin: 'autumn' })
    await console.follow()
    const ordered = console.bus.published.filter(({ type }) => type === 'BulletinOrdered')
    for (const event of [...ordered, ...ordered]) await askBulletin(console.tools, event)
    await console.settle()
    for (const event of ordered) await askBulletin(console.tools, event)
    await console.settle()
    const addresses = sentBy(console).map(({ to }) => to)
    expect(addresses).toHaveLength(115)
    expect(new Set(addresses).size).toBe(115)
    const { state } = await loadStream(console.tools.log, bulletinDecider, stream)
    expect(state).toMatchObject({ state: 'sent', asked: 115, passedOver: 118 })
  })
})
