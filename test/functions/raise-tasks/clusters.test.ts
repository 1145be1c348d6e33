// Tasks that clusters raise: each once, told to whom it concerns, and finished by itself when its reason is gone.
import { describe, expect, test } from 'vitest'
import { clusterDecider } from '../../../events/cluster/decide.ts'
import { staffDecider } from '../../../events/staff/decide.ts'
import { act } from '../../../shared/log/act.ts'
import { aNote } from '../../kit/builders/school.ts'
import {
  aClusterBody,
  aFlagship,
  aMember,
  type ClusterBody,
  cluster,
  followed,
  itIs,
  joins,
  leaves,
  meets,
  morning,
  takeLeft,
  tasksOf,
  whatLeft,
} from '../../kit/cluster-body.ts'
import { bySystem, onSchool } from '../../kit/small-body.ts'

const bothStaff = (kind: string) => [`amal.bassador@body.example ${kind}`, `ann.admin@body.example ${kind}`]

describe('a term that passes without a meeting', () => {
  async function termOver(): Promise<ClusterBody> {
    const body = await aClusterBody()
    await aFlagship(body, 'away')
    await followed(body)
    await whatLeft(body)
    await morning(body, '2027-01-08', 'away')
    return body
  }

  test('is told to the Ambassador and admins, is one task, and is told to no school', async () => {
    const body = await termOver()
    expect(await whatLeft(body)).toEqual(bothStaff('term-without-meeting'))
    expect(await tasksOf(body)).toEqual(['term-without-meeting open'])
  })

  test('names the term and the cluster', async () => {
    const [letter] = takeLeft(await termOver())
    expect(letter?.subject).toBe('No cluster meeting in the term 2026/27 autumn – Northern schools')
  })

  test('is no task any more when a meeting of that term is recorded, and still is when one of another term is', async () => {
    const body = await termOver()
    await meets(body, '2027-01-07', { away: 'attended' })
    await followed(body)
    expect(await tasksOf(body)).toEqual(['term-without-meeting open'])
    await meets(body, '2026-11-12', { away: 'attended' })
    await followed(body, { twice: true })
    expect(await tasksOf(body)).toEqual(['term-without-meeting finished meeting-recorded'])
  })
})

describe('a school without a cluster', () => {
  async function alone(): Promise<ClusterBody> {
    const body = await aClusterBody()
    itIs(body, '2026-09-07')
    await aFlagship(body, 'alone', 'nowhere')
    await followed(body)
    return body
  }

  test('is a task two weeks after its award was recorded, history or not, and not before', async () => {
    const body = await alone()
    await morning(body, '2026-09-20', 'alone')
    expect(await tasksOf(body)).toEqual([])
    await morning(body, '2026-09-21', 'alone')
    await morning(body, '2026-09-22', 'alone')
    expect(await tasksOf(body)).toEqual(['school-without-cluster open'])
  })

  test('is none any more when it joins one, or when the award lapses', async () => {
    const joined = await alone()
    await morning(joined, '2026-09-21', 'alone')
    await joins(joined, 'alone', '2026-09-21')
    await followed(joined, { twice: true })
    expect(await tasksOf(joined)).toEqual(['school-without-cluster finished cluster-joined'])
    const lapsed = await alone()
    await morning(lapsed, '2026-09-21', 'alone')
    await onSchool(lapsed, 'alone', { do: 'lapse-award', award: 'centre-of-excellence', reason: aNote })
    await followed(lapsed)
    expect(await tasksOf(lapsed)).toEqual(['school-without-cluster finished award-ended'])
  })

  test('that leaves its cluster is one again two weeks later, and the Ambassador hears nothing of it', async () => {
    const body = await aClusterBody()
    await aFlagship(body, 'leaver')
    await leaves(body, 'leaver', '2026-10-01')
    await followed(body)
    await whatLeft(body)
    await morning(body, '2026-10-14', 'leaver')
    expect(await tasksOf(body)).toEqual([])
    await morning(body, '2026-10-15', 'leaver')
    expect(await tasksOf(body)).toEqual(['school-without-cluster open'])
    expect(await whatLeft(body)).toEqual(['ann.admin@body.example task-alert'])
  })
})

describe('an Ambassador who leaves', () => {
  const assign = (body: ClusterBody, ambassador: string, of = cluster) =>
    act(body, clusterDecider, `cluster#${of}`, { do: 'assign-ambassador', ambassador }, bySystem)

  test('is a task for each of their clusters, finished one by one as another is assigned', async () => {
    const body = await aClusterBody()
    const { ambassador } = body.staff
    await act(body, clusterDecider, 'cluster#south', { do: 'form-cluster', nation: 'wales', ambassador }, bySystem)
    await followed(body)
    await act(body, staffDecider, ambassador, { do: 'remove-staff' }, bySystem)
    await followed(body, { twice: true })
    expect(await tasksOf(body)).toEqual(['cluster-without-ambassador open', 'cluster-without-ambassador open'])
    const next = await aMember(body, 'ambassador', 'Nina Next')
    await assign(body, next)
    await followed(body, { twice: true })
    expect(await tasksOf(body)).toEqual([
      'cluster-without-ambassador finished ambassador-assigned',
      'cluster-without-ambassador open',
    ])
  })

  test('is a task when the role changes, not when other duties do', async () => {
    const body = await aClusterBody()
    const { ambassador } = body.staff
    await followed(body)
    await act(body, staffDecider, ambassador, { do: 'change-staff', alerts: 'all' }, bySystem)
    await followed(body)
    expect(await tasksOf(body)).toEqual([])
    await act(body, staffDecider, ambassador, { do: 'change-staff', role: 'reader' }, bySystem)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['cluster-without-ambassador open'])
  })

  test('is none where another was assigned before', async () => {
    const body = await aClusterBody()
    await assign(body, await aMember(body, 'ambassador', 'Nina Next'))
    await followed(body)
    await act(body, staffDecider, body.staff.ambassador, { do: 'remove-staff' }, bySystem)
    await followed(body)
    expect(await tasksOf(body)).toEqual([])
  })
})
