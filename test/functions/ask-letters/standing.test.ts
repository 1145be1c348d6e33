// Letters and alerts about a Flagship's standing: who hears what, when, and why not (F5, F6, C1 to C3).
import { describe, expect, test } from 'vitest'
import { schoolDecider } from '../../../events/school/decide.ts'
import { withdrawConsent } from '../../../shared/deeds/contacts.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { aNote } from '../../kit/builders/school.ts'
import {
  aClusterBody,
  aFlagship,
  aMember,
  type ClusterBody,
  excuses,
  followed,
  itIs,
  meets,
  morning,
  pauses,
  plans,
  resumes,
  takeLeft,
  tasksOf,
  whatLeft,
  withheld,
} from '../../kit/cluster-body.ts'
import { bySystem, onSchool } from '../../kit/small-body.ts'

const [first, second, third] = ['2026-09-17', '2026-10-15', '2026-11-12'] as const
const byImport = { by: 'system', because: 'import#1', trace: 't', imported: true } as const

/** Two Flagships in a cluster; on a Thursday in September one was away, the other was there. */
async function afterOneMiss(): Promise<ClusterBody> {
  const body = await aClusterBody()
  for (const name of ['away', 'there']) await aFlagship(body, name)
  await followed(body)
  await whatLeft(body)
  itIs(body, first)
  await meets(body, first, { away: 'absent', there: 'attended' })
  await followed(body)
  return body
}

/** The same, and it was away again: at risk, and nobody outside told yet. */
async function atRisk(): Promise<ClusterBody> {
  const body = await afterOneMiss()
  await morning(body, '2026-09-18', 'away', 'there')
  await whatLeft(body)
  itIs(body, second)
  await meets(body, second, { away: 'apologies', there: 'attended' })
  await followed(body)
  return body
}

/** The same, and told. */
async function told(): Promise<ClusterBody> {
  const body = await atRisk()
  await morning(body, '2026-10-16', 'away')
  await whatLeft(body)
  return body
}

describe('a first miss', () => {
  test('is told gently on the next working day, to the school that missed, with the meeting and the next one', async () => {
    const body = await afterOneMiss()
    expect(await whatLeft(body)).toEqual([])
    await plans(body, 'm-next', { on: '2026-11-12', place: 'Aldermoor High School' })
    await morning(body, '2026-09-18', 'away', 'there')
    const [letter, ...others] = takeLeft(body).filter(({ subject }) => subject.includes('nobody from your school'))
    expect(others).toEqual([])
    expect(letter?.to).toBe('head@away.example')
    expect(letter?.text).toContain('Thursday 17 September 2026')
    expect(letter?.text).toContain('Aldermoor High School')
  })

  test('that is excused before the letter leaves is told to nobody', async () => {
    const body = await afterOneMiss()
    await pauses(body)
    await morning(body, '2026-09-18', 'away')
    await excuses(body, 'away', first)
    await resumes(body)
    expect(await whatLeft(body)).toEqual([])
    expect(await withheld(body)).toEqual(['missed-meeting superseded'])
  })
})

describe('a Flagship at risk', () => {
  test('is told to admins and the Ambassador of its cluster at once, and to no other Ambassador', async () => {
    const body = await afterOneMiss()
    await aMember(body, 'ambassador', 'Other Ambassador')
    await aMember(body, 'reader', 'Rea Der')
    itIs(body, second)
    await meets(body, second, { away: 'absent', there: 'attended' })
    await followed(body, { twice: true })
    expect(await whatLeft(body)).toEqual(['amal.bassador@body.example risk-alert', 'ann.admin@body.example risk-alert'])
    expect(await tasksOf(body)).toEqual(['flagship-at-risk open'])
  })

  test('is told on the next working day, naming each meeting with day and place, and what clears it', async () => {
    const body = await atRisk()
    await whatLeft(body)
    await morning(body, '2026-10-16', 'away', 'there')
    const [letter, ...others] = takeLeft(body)
    expect(others).toEqual([])
    expect(letter?.to).toBe('head@away.example')
    for (const said of ['Thursday 17 September 2026, Hall B', 'Thursday 15 October 2026, Hall B (apologies received)'])
      expect(letter?.text).toContain(said)
    expect(letter?.text).toContain('What clears the risk')
  })

  test('cleared before its letter leaves is told of neither', async () => {
    const body = await atRisk()
    await whatLeft(body)
    await pauses(body)
    await morning(body, '2026-10-16', 'away')
    await excuses(body, 'away', second)
    await followed(body)
    await resumes(body)
    expect(await whatLeft(body)).toEqual([])
    expect(await withheld(body)).toContain('flagship-at-risk superseded')
    expect(await tasksOf(body)).toEqual(['flagship-at-risk finished risk-cleared'])
  })

  test('that withdrew in between passes the letter on to nobody else, and says why', async () => {
    const body = await atRisk()
    await whatLeft(body)
    const { contacts } = (await loadStream(body.log, schoolDecider, 'school#away')).state
    await pauses(body)
    await morning(body, '2026-10-16', 'away')
    await withdrawConsent(
      body,
      contacts[0]?.contact ?? '',
      { do: 'withdraw-consent', purpose: 'service', how: 'phone', on: '2026-10-16' },
      bySystem,
    )
    await resumes(body)
    expect(await whatLeft(body)).not.toContain('head@away.example flagship-at-risk')
    expect(await withheld(body)).toContain('flagship-at-risk withdrawn')
    expect(await tasksOf(body)).toContain('school-unreachable open')
  })
})

describe('the end of a risk', () => {
  test('is told at once to a school that was told of the risk, and finishes the task', async () => {
    const body = await told()
    itIs(body, third)
    await meets(body, third, { away: 'attended', there: 'attended' })
    await followed(body, { twice: true })
    expect(await whatLeft(body)).toEqual(['head@away.example risk-cleared'])
    expect(await tasksOf(body)).toEqual(['flagship-at-risk finished risk-cleared'])
  })

  test('is not told to a school that never heard of the risk', async () => {
    const body = await atRisk()
    await whatLeft(body)
    await excuses(body, 'away', second)
    await followed(body)
    expect(await whatLeft(body)).toEqual([])
  })

  test('is not told when the award itself ended, nor by an import', async () => {
    const ended = await told()
    await onSchool(ended, 'away', { do: 'lapse-award', award: 'flagship', reason: aNote })
    await followed(ended)
    expect(await whatLeft(ended)).not.toContain('head@away.example risk-cleared')
    const imported = await told()
    itIs(imported, third)
    await meets(imported, third, { away: 'attended', there: 'attended' }, byImport)
    await followed(imported)
    expect(await whatLeft(imported)).toEqual([])
    expect(await tasksOf(imported)).toEqual(['flagship-at-risk finished risk-cleared'])
  })
})

test('an import that puts a Flagship at risk alerts staff, and writes to no school', async () => {
  const body = await aClusterBody()
  await aFlagship(body, 'away')
  itIs(body, second)
  await followed(body)
  await whatLeft(body)
  for (const on of [first, second]) await meets(body, on, { away: 'absent' }, byImport)
  await followed(body)
  await morning(body, '2026-10-16', 'away')
  expect(await whatLeft(body)).toEqual(['amal.bassador@body.example risk-alert', 'ann.admin@body.example risk-alert'])
})
