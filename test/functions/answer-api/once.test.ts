// Idempotency-Key: the same key and body gets the same answer and does nothing twice, whatever breaks in between.
import { describe, expect, test } from 'vitest'
import type { CommitBody } from '../../../shared/log/log.ts'
import type { StepFault } from '../../kit/stand-ins/step.ts'
import { type Body, centreOfExcellence, oakfield, openBody, problem } from './kit.ts'
import { commandNames, furnish, headsAddress, typicalBodies } from './typical.ts'

const key = { 'idempotency-key': 'key-1' }

async function commitsOf(body: Body): Promise<CommitBody[]> {
  const all = await Array.fromAsync(body.tools.log.all())
  return all.map((commit) => commit.body)
}

describe('the same key and body', () => {
  test.each(commandNames)('%s is answered the same and done once', async (name) => {
    const body = await openBody()
    await furnish(body)
    const typical = typicalBodies(body)[name]
    const first = await body.ask(name, typical, { headers: key })
    const commits = await commitsOf(body)
    const again = await body.ask(name, typical, { headers: key })
    expect([again.status, again.text]).toEqual([first.status, first.text])
    expect(await commitsOf(body)).toEqual(commits)
  })

  test.each(commandNames)('%s sent several times at once is answered the same, and later too', async (name) => {
    const body = await openBody()
    await furnish(body)
    const typical = typicalBodies(body)[name]
    const ask = () => body.ask(name, typical, { headers: key })
    const before = (await commitsOf(body)).length
    const answers = await Promise.all(Array.from({ length: 4 }, ask))
    const after = await commitsOf(body)
    const told = [...answers, await ask()].map(({ status, text }) => [status, text])
    expect(told).toEqual(told.map(() => told[0]))
    expect(new Set(after.slice(before).map(({ stream, version }) => `${stream}@${version}`)).size).toBe(
      after.length - before,
    )
  })

  test('is the same whatever the order of its fields', async () => {
    const body = await openBody()
    const first = await body.ask('register-school', oakfield, { headers: key })
    const { ref, name, nation } = oakfield
    const again = await body.ask('register-school', { nation, name, ref }, { headers: key })
    expect(again.text).toBe(first.text)
  })

  test('gets a refusal again even when the rule would now say yes', async () => {
    const body = await openBody()
    await body.must('register-school', oakfield)
    const grant = { school: oakfield.ref, award: 'centre-of-excellence', on: '2026-09-01' }
    const first = await body.ask('grant-award', grant, { headers: key })
    expect(first.status).toBe(422)
    await body.must('grant-award', { ...grant, award: 'inclusive-school' })
    const again = await body.ask('grant-award', grant, { headers: key })
    expect([again.status, again.text]).toEqual([422, first.text])
    expect((await body.ask('grant-award', grant, { headers: { 'idempotency-key': 'key-2' } })).status).toBe(200)
  })

  test('is told as a problem again when it was one', async () => {
    const body = await openBody()
    for (let times = 0; times < 2; times++) {
      const came = await body.ask(
        'grant-award',
        { school: 'urn:000001', award: 'flagship', on: '2026-09-01' },
        { headers: key },
      )
      expect([came.status, came.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    }
  })

  test('is done anew after a day', async () => {
    const body = await openBody()
    await furnish(body)
    const recommend = { school: oakfield.ref, recommendation: 'retained' }
    const first = await body.must('recommend', recommend, { headers: key })
    body.clock.pass(24 * 60 * 60 * 1000 + 1000)
    const again = await body.must('recommend', recommend, { headers: key })
    expect(again.version).toBe(first.version + 1)
  })

  test('of two members of staff are two', async () => {
    const body = await openBody()
    await furnish(body)
    const recommend = { school: oakfield.ref, recommendation: 'retained' }
    const first = await body.must('recommend', recommend, { headers: key })
    const other = await body.must('recommend', recommend, { headers: key, as: 'coordinator' })
    expect(other.version).toBe(first.version + 1)
  })
})

describe('the same key with another body', () => {
  test('is refused, and so is it with another command or version', async () => {
    const body = await openBody()
    await body.must('register-school', oakfield, { headers: key })
    const others = [
      body.ask('register-school', { ...oakfield, name: 'Another' }, { headers: key }),
      body.ask('change-school', { school: oakfield.ref, pupils: 1 }, { headers: key }),
      body.ask('register-school', oakfield, { headers: { ...key, 'if-match': '1' } }),
    ]
    for (const came of await Promise.all(others))
      expect([came.status, problem.parse(came.body).refused]).toEqual([422, 'key-reused'])
  })

  test('is taken when the first did not fit', async () => {
    const body = await openBody()
    expect((await body.ask('register-school', { ...oakfield, ref: 'x' }, { headers: key })).status).toBe(400)
    expect((await body.ask('register-school', oakfield, { headers: key })).status).toBe(200)
  })
})

test('a key is visible text of at most 200 characters', async () => {
  const body = await openBody()
  for (const wrong of ['', 'a b', 'x'.repeat(201)]) {
    const came = await body.ask('register-school', oakfield, { headers: { 'idempotency-key': wrong } })
    expect([wrong, came.status]).toEqual([wrong, 400])
  }
})

/** A body whose steps go wrong as a test plans: `faults` takes the first step of a name that is to fail. */
function planned() {
  const faults: { step: string; fault: StepFault }[] = []
  const step = async (name: string) => {
    const at = faults.findIndex((planned) => planned.step === name)
    return at < 0 ? undefined : faults.splice(at, 1)[0]?.fault
  }
  return { faults, step }
}

describe('what broke off', () => {
  // Each step a keyed command takes, failing before and after it was done.
  const steps = ['replies.claim', 'replies.note', 'log.head', 'log.append', 'replies.answer', 'vault.putNote']
  const cases = steps.flatMap((step) =>
    (['error-before', 'error-after', 'twice'] as const).map((fault) => [step, fault] as const),
  )

  test.each(cases)('at %s (%s) is finished by the same request, once', async (step, fault) => {
    const { faults, step: planStep } = planned()
    const body = await openBody({ step: planStep })
    await centreOfExcellence(body, '2025-10-01')
    const before = await commitsOf(body)
    const recommend = { school: oakfield.ref, recommendation: 'retained', report: 'A calm school.' }
    // Who is asking is read first; the command's own load is the second.
    if (step === 'log.head') faults.push({ step, fault: 'twice' })
    faults.push({ step, fault })
    const came = [await body.ask('recommend', recommend, { headers: key })]
    expect(faults).toEqual([])
    expect(came[0]?.status).toBe(fault === 'twice' ? 200 : 503)
    came.push(
      await body.ask('recommend', recommend, { headers: key }),
      await body.ask('recommend', recommend, { headers: key }),
    )
    expect(came[1]?.status).toBe(200)
    expect(came[2]?.text).toBe(came[1]?.text)
    expect(await commitsOf(body)).toHaveLength(before.length + 1)
  })

  test('after the first of two streams is finished on the second, and answered with the first', async () => {
    const { faults, step } = planned()
    const body = await openBody({ step })
    await body.must('register-school', oakfield)
    const add = { school: oakfield.ref, role: 'head', name: 'Morag Evans', email: headsAddress }
    faults.push({ step: 'log.append', fault: 'twice' }, { step: 'log.append', fault: 'error-before' })
    const broken = await body.ask('add-contact', add, { headers: key })
    expect(broken.status).toBe(503)
    const finished = await body.must('add-contact', add, { headers: key })
    expect(finished).toMatchObject({ version: 1, events: [{ type: 'ContactAdded' }] })
    const school = (await commitsOf(body)).filter(({ stream }) => stream.startsWith('school#'))
    expect(school.flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
      'SchoolRegistered',
      'ContactLinked',
    ])
  })

  test('is done once though others wrote to the same stream meanwhile', async () => {
    const { faults, step } = planned()
    const body = await openBody({ step })
    await centreOfExcellence(body, '2025-10-01')
    const recommend = { school: oakfield.ref, recommendation: 'retained' }
    faults.push({ step: 'replies.answer', fault: 'error-before' })
    expect((await body.ask('recommend', recommend, { headers: key })).status).toBe(503)
    await body.must('book-visit', { school: oakfield.ref, on: '2026-09-20' })
    const again = await body.must('recommend', recommend, { headers: key })
    const types = (await commitsOf(body)).flatMap(({ events }) => events.map(({ type }) => type))
    expect(types.filter((type) => type === 'RecommendationMade')).toHaveLength(1)
    expect(again.events[0]?.id).toMatch(/@\d+\.0$/)
  })

  test('and goes on while it is asked for again is done once', async () => {
    // The same request many times at once, every step of one between any steps of the others.
    for (let seed = 1; seed <= 40; seed++) {
      const turns = takingTurns(seed)
      const body = await openBody({ step: turns.step })
      await centreOfExcellence(body, '2025-10-01')
      const before = (await commitsOf(body)).length
      turns.begin()
      const recommend = { school: oakfield.ref, recommendation: 'retained', report: 'A calm school.' }
      const asked = Array.from({ length: 4 }, () => body.ask('recommend', recommend, { headers: key }))
      asked.push(body.ask('book-visit', { school: oakfield.ref, on: '2026-09-20' }))
      const came = await turns.until(Promise.all(asked))
      expect([seed, came.map(({ status }) => status)]).toEqual([seed, [200, 200, 200, 200, 200]])
      expect([seed, (await commitsOf(body)).length - before]).toEqual([seed, 2])
      const ids = came.slice(0, 4).map(({ text }) => /"id":"[^"]+"/.exec(text)?.[0])
      expect([seed, new Set(ids).size]).toEqual([seed, 1])
    }
  })
})

/** A scheduler that picks, by a seed, which of the waiting steps comes next. */
function takingTurns(seed: number) {
  let begun = false
  let state = seed
  const waiting: (() => void)[] = []
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const step = (): Promise<undefined> =>
    begun ? new Promise((resolve) => waiting.push(() => resolve(undefined))) : Promise.resolve(undefined)
  return {
    step,
    begin: () => {
      begun = true
    },
    /** Lets waiting steps go one at a time until all is done. */
    async until<T>(all: Promise<T>): Promise<T> {
      let isDone = false
      const done = all.finally(() => {
        isDone = true
        begun = false
      })
      while (!isDone) {
        // Everything that can come to a step comes to it first.
        await new Promise((resolve) => setImmediate(resolve))
        waiting.splice(random(waiting.length), 1)[0]?.()
      }
      return done
    },
  }
}
