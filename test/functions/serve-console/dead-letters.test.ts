// What could not be done: in plain words what did not happen, whom it touches by name, when; and forms that say the same.
import { beforeAll, describe, expect, test } from 'vitest'
import { deadDecider, type Filed } from '../../../events/dead/decide.ts'
import { act } from '../../../shared/log/act.ts'
import { type Console, openConsole, withOakfield } from './kit.ts'

let console: Console
const ids = { school: 'one', contact: 'two', nothing: 'three' } as const

beforeAll(async () => {
  console = await openConsole()
  const school = await withOakfield(console)
  const contact = await console.must('withdraw-consent', { email: 'morag@oakfield.example', purpose: 'service' })
  const { version } = await console.must('book-visit', { school: 'urn:123456', on: '2026-11-10' })
  await console.settle()
  const filed = (more: Partial<Filed>): Filed => ({
    verb: 'ask-letters',
    kind: 'queue',
    queue: 'ask-letters',
    last: '2026-08-20T09:30:00.000Z',
    kept: 'x',
    ...more,
  })
  const file = (id: string, what: Filed) =>
    act(
      console.tools,
      deadDecider,
      `dead#${id}`,
      { do: 'file-dead-letter', filed: what },
      { by: 'system', because: what.event ?? 'quarter-hour', trace: 't' },
    )
  await file(ids.school, filed({ event: `${school}@${version}.0`, stream: school, type: 'VisitBooked' }))
  const withdrawn = { event: `${contact.stream}@${contact.version}.0`, stream: contact.stream }
  await file(ids.contact, filed({ verb: 'keep-entries', type: 'ConsentWithdrawn', ...withdrawn }))
  await file(ids.nothing, filed({ verb: 'begin-day', kind: 'call' }))
  await console.settle()
})

describe('the list', () => {
  test('names the school and the person it touches, what had happened, and the day it was set aside', async () => {
    const { text } = await console.get('/dead-letters')
    expect(text).toMatch(
      /A letter to a school was not asked for\. Oakfield Primary School A visit was booked for 10 Nov 2026 .*20 Aug 2026, 10:30/,
    )
    expect(text).toMatch(/was not kept for good.* Morag Evans , Oakfield Primary School/)
    expect(text).toMatch(/quarter-hourly run did not end well.* Nobody by name Nothing that is recorded/)
  })

  test('names no person to a reader', async () => {
    const { text } = await console.get('/dead-letters', 'reader')
    expect(text).not.toContain('Morag')
    expect(text).toContain('A contact , Oakfield Primary School')
  })
})

describe('the page', () => {
  test('says whom it touches with the way there, and names the part of the system to an engineer only', async () => {
    const { text, html } = await console.get(`/dead-letters/${ids.contact}`)
    expect(text).toMatch(/Whom it touches Morag Evans , Oakfield Primary School/)
    expect(html).toMatch(/href="\/contacts\/[^"]+">Morag Evans</)
    expect(html.indexOf('keep-entries')).toBeGreaterThan(html.indexOf('For an engineer'))
    expect(text).not.toContain('Work of')
  })
})

describe('the forms that settle it', () => {
  test.each(['retry-dead-letter', 'abandon-dead-letter'])('of %s say what is settled and for whom', async (form) => {
    const { text } = await console.get(`/dead-letters/${ids.school}/do/${form}`)
    expect(text).toContain('A letter to a school was not asked for (Oakfield Primary School)')
  })
})
