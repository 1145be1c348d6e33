// Correcting an entry of the log from outside: what it answers, what the log then shows, and what it never does.
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Body, itemsOf, oakfield, openBody, problem } from './kit.ts'

const reason = 'The certificate says otherwise.'
const oneEntry = z.looseObject({
  corrects: z.looseObject({ id: z.string(), type: z.string() }).nullable(),
  correctedBy: z.array(z.looseObject({ id: z.string(), sentence: z.string() })),
})
const review = z.looseObject({ review: z.looseObject({ due: z.string(), own: z.string() }).nullable() })

async function bodyWithCentre() {
  const body = await openBody({ today: '2026-03-02' })
  const stream = await longStanding(body)
  return { body, stream, entry: `${stream}@3.0` }
}

/** A Centre of Excellence since October that holds the award below for five years. */
async function longStanding(body: Body): Promise<string> {
  const { stream } = await body.must('register-school', oakfield)
  await body.must('grant-award', { school: oakfield.ref, award: 'inclusive-school', on: '2020-10-01' })
  await body.must('grant-award', { school: oakfield.ref, award: 'centre-of-excellence', on: '2025-10-01' })
  return stream
}

const entryOf = async (body: Body, id: string) =>
  oneEntry.parse((await body.get(`/api/log/${encodeURIComponent(id)}`)).body)

test('a corrected grant moves the review, and the log shows what was corrected and by what', async () => {
  const { body, entry } = await bodyWithCentre()
  const done = await body.must('correct', { event: entry, reason, data: { on: '2025-09-01' } })
  expect(done.events.map(({ type }) => type)).toEqual(['SchoolCorrected', 'AwardCorrected', 'ReviewReplanned'])
  const school = review.parse((await body.get(`/api/schools/${oakfield.ref}`)).body)
  expect(school.review).toMatchObject({ due: '2026-09-01', own: '2026-09-01' })

  const [correction] = done.events
  expect((await entryOf(body, entry)).correctedBy.map(({ id }) => id)).toEqual([correction?.id])
  expect((await entryOf(body, correction?.id ?? '')).corrects).toMatchObject({ id: entry, type: 'AwardGranted' })
  await body.follow()
  const log = itemsOf(await body.get('/api/log?type=SchoolCorrected'))
  expect(log[0]?.sentence).toBe(`the entry ${entry} was corrected: the day is 2025-09-01`)
})

test('said twice it is already so; said otherwise the last word holds', async () => {
  const { body, entry } = await bodyWithCentre()
  await body.must('correct', { event: entry, reason, data: { on: '2025-09-01' } })
  expect((await body.must('correct', { event: entry, reason, data: { on: '2025-09-01' } })).events).toEqual([])
  const last = await body.must('correct', { event: entry, reason, data: { on: '2025-08-01' } })
  expect((await entryOf(body, entry)).correctedBy[0]?.id).toBe(last.events[0]?.id)
})

test('the same key does it once and gives the same answer', async () => {
  const { body, entry } = await bodyWithCentre()
  const headers = { 'idempotency-key': 'k-1' }
  const first = await body.must('correct', { event: entry, reason, data: { on: '2025-09-01' } }, { headers })
  expect(await body.must('correct', { event: entry, reason, data: { on: '2025-09-01' } }, { headers })).toEqual(first)
})

describe('it is not done', () => {
  test('for an entry the log does not have', async () => {
    const { body, stream } = await bodyWithCentre()
    for (const event of [`${stream}@99.0`, `${stream}@3.9`, 'nonsense', 'school#none@1.0'])
      expect((await body.ask('correct', { event, reason, data: {} })).status).toBe(404)
  })

  test('for an entry of another kind, with the remedy', async () => {
    const { body, stream } = await bodyWithCentre()
    const paused = await body.must('pause-letters', { scope: 'all', reason })
    const ids = [`${stream}@1.0`, paused.events[0]?.id ?? '']
    for (const event of ids) {
      const came = await body.ask('correct', { event, reason, data: {} })
      expect(problem.parse(came.body)).toMatchObject({ status: 422, refused: 'entry-not-correctable' })
    }
  })

  test('by anybody but admin and coordinator', async () => {
    const { body, entry } = await bodyWithCentre()
    for (const as of ['ambassador', 'assessor', 'reader'] as const)
      expect((await body.ask('correct', { event: entry, reason, data: {} }, { as })).status).toBe(403)
  })
})

describe('a consent noted by mistake', () => {
  const consent = { purpose: 'news', wording: '2018-05', how: 'paper' } as const

  async function bodyWithHead() {
    const { body } = await bodyWithCentre()
    const email = 'morag@oakfield.example'
    await body.must('add-contact', { school: oakfield.ref, role: 'head', name: 'Morag Evans', email })
    return { body, email }
  }
  const stateOf = async (body: Body) => {
    await body.follow()
    const [contact] = itemsOf(await body.get(`/api/contacts?school=${oakfield.ref}`))
    return z.looseObject({ news: z.looseObject({ state: z.string() }) }).parse(contact?.consents).news.state
  }

  test('is taken back: nothing was given', async () => {
    const { body, email } = await bodyWithHead()
    const given = await body.must('give-consent', { email, ...consent })
    const back = await body.must('correct', { event: given.events[0]?.id, reason, data: {} })
    expect(back.events.map(({ type }) => type)).toEqual(['ConsentCorrected'])
    expect(await stateOf(body)).toBe('none')
    expect((await body.must('correct', { event: given.events[0]?.id, reason, data: {} })).events).toEqual([])
  })

  test('is taken back: the withdrawal before it stands again, on the suppression list too', async () => {
    const { body, email } = await bodyWithHead()
    await body.must('withdraw-consent', { email, purpose: 'news' })
    const given = await body.must('give-consent', { email, ...consent })
    expect(await body.tools.vault.suppressionOf(email)).toEqual({})
    await body.must('correct', { event: given.events[0]?.id, reason, data: {} })
    expect(await body.tools.vault.suppressionOf(email)).toEqual({ news: '2026-03-02' })
    expect(await stateOf(body)).toBe('withdrawn')
  })

  test('but a withdrawal is never taken back, nor revived by taking back what came before it', async () => {
    const { body, email } = await bodyWithHead()
    const given = await body.must('give-consent', { email, ...consent })
    const withdrawn = await body.must('withdraw-consent', { email, purpose: 'news' })
    const came = await body.ask('correct', { event: withdrawn.events[0]?.id, reason, data: {} })
    expect(problem.parse(came.body)).toMatchObject({ refused: 'entry-not-correctable' })
    await body.must('correct', { event: given.events[0]?.id, reason, data: {} })
    expect(await stateOf(body)).toBe('withdrawn')
    expect(await body.tools.vault.suppressionOf(email)).toEqual({ news: '2026-03-02' })
  })
})

test('a race on the stream is decided again on the longer history', async () => {
  let meanwhile: (() => Promise<unknown>) | undefined
  const { body, entry } = await (async () => {
    const opened = await openBody({
      today: '2026-03-02',
      change: ({ log }) => ({
        log: {
          ...log,
          async *history(stream, after) {
            yield* log.history(stream, after)
            const now = meanwhile
            meanwhile = undefined
            await now?.()
          },
        },
      }),
    })
    const stream = await longStanding(opened)
    return { body: opened, entry: `${stream}@3.0` }
  })()
  meanwhile = () => body.must('book-visit', { school: oakfield.ref, on: '2026-08-20' })
  await body.must('correct', { event: entry, reason, data: { on: '2025-09-01' } })
  const shown = z
    .looseObject({ review: z.looseObject({ due: z.string(), booked: z.boolean() }) })
    .parse((await body.get(`/api/schools/${oakfield.ref}`)).body)
  expect(shown.review).toMatchObject({ due: '2026-09-01', booked: true })
})
