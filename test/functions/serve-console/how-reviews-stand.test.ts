// How open reviews stand: overdue is what is past its day and undecided, whatever else is so; a suspension can be found.
import { beforeAll, describe, expect, test } from 'vitest'
import { type Console, openConsole, withOakfield } from './kit.ts'

let console: Console

/**
 * On 5 December 2026: Ash past its time of grace, Beech visited after its day, Cherry past its day with a visit to come,
 * Damson visited before its day, and Oakfield past its day with its Centre of Excellence suspended: none is decided.
 */
beforeAll(async () => {
  console = await openConsole()
  await withOakfield(console)
  const school = async (ref: string, name: string, since: string, visit?: string) => {
    const { stream } = await console.must('register-school', { ref, name, nation: 'england' })
    await console.must('grant-award', { school: ref, award: 'inclusive-school', on: since })
    if (visit !== undefined) await console.must('book-visit', { school: ref, on: visit })
    return stream
  }
  const ash = await school('urn:200001', 'Ash School', '2023-09-01')
  await school('urn:200002', 'Beech School', '2023-09-10', '2026-09-20')
  await school('urn:200003', 'Cherry School', '2023-12-01', '2026-12-20')
  await school('urn:200004', 'Damson School', '2024-01-10', '2026-11-20')
  await console.must('suspend-award', {
    school: 'urn:123456',
    award: 'centre-of-excellence',
    reason: 'The school is being rebuilt',
  })
  await console.settle()
  await console.morning(ash, '2026-12-05')
})

const [ash, beech, cherry, damson, oakfield] = [
  'Ash School',
  'Beech School',
  'Cherry School',
  'Damson School',
  'Oakfield Primary School',
] as const
const all = [ash, beech, cherry, damson, oakfield]

async function onPage(path: string): Promise<string[]> {
  const { html } = await console.get(path)
  return all.filter((name) => new RegExp(`<th role="rowheader"[^>]*><a[^>]*>${name}<`).test(html))
}

const wanted = {
  overdue: [ash, beech, cherry, oakfield],
  'grace-ended': [ash],
  visited: [beech, damson],
  booked: [cherry],
} as const

describe('the figures of reviews', () => {
  test.each(Object.entries(wanted))('count as %s all that are, as does the list behind', async (name, schools) => {
    const { html } = await console.get('/')
    const shown = new RegExp(`app-figure__number">(\\d+)</span><span><a class="govuk-link" href="/today/${name}"`)
    expect(shown.exec(html)?.[1]).toBe(String(schools.length))
    expect(await onPage(`/today/${name}`)).toEqual(schools)
  })

  test('say of each review in their lists what was held, what is booked, and what else is so', async () => {
    const { text } = await console.get('/today/overdue')
    expect(text).toContain('The due day has passed and no decision is recorded, whatever is booked or was held.')
    expect(text).toContain(
      'Ash School 1 Sept 2026 Overdue Renewal (Inclusive School Award), no visit booked, its time of grace',
    )
    expect(text).toContain('visited on 20 Sept 2026, no decision yet')
    expect(text).toContain('visit booked for 20 Dec 2026')
    expect(text).toContain('no visit booked, the award is suspended')
  })
})

describe('the list of reviews', () => {
  test.each([...Object.entries(wanted), ['suspended', [oakfield]] as const, ['open', []] as const])(
    'is narrowed to those that are %s, whatever else they are',
    async (state, schools) => {
      expect(await onPage(`/reviews?state=${state}`)).toEqual(schools)
    },
  )

  test('says all that holds of a review', async () => {
    const { text } = await console.get('/reviews')
    expect(text).toContain('1 Sept 2026 Overdue Grace ended None booked')
    expect(text).toContain('10 Sept 2026 Overdue Visited, to be decided 20 Sept 2026')
    expect(text).toContain('1 Dec 2026 Overdue Visit booked 20 Dec 2026')
    expect(text).toContain('10 Jan 2027 Visited, to be decided 20 Nov 2026')
    expect(text).toContain('1 Dec 2026 Overdue Award suspended None booked')
  })
})

describe('the list of schools', () => {
  test('says that an award is suspended, beside the highest that is held', async () => {
    const { text } = await console.get('/schools')
    expect(text).toContain('Inclusive School Award Centre of Excellence Suspended Annual review, 1 Dec 2026 Overdue')
  })

  test('is narrowed to schools with a suspended award, and by words as well', async () => {
    expect(await onPage('/schools?suspended=yes')).toEqual([oakfield])
    expect(await onPage('/schools?suspended=yes&q=oak')).toEqual([oakfield])
    expect(await onPage('/schools?suspended=yes&q=ash')).toEqual([])
  })
})
