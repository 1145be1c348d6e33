// Real adapters on real tables, their next I/O step picked by a test.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../../../shared/log/log-dynamodb.ts'
import { aCommit } from '../../kit/commits.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'
import type { StepFault } from '../../kit/stand-ins/step.ts'
import { withSteps } from '../../kit/stepped-client.ts'

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.close())

async function logWith(faults: Readonly<Record<string, StepFault>>) {
  const steps: string[] = []
  const client = withSteps(tables.clientOf(), async (name) => {
    steps.push(name)
    return faults[name]
  })
  const { log: table } = await tables.fresh()
  return { log: openLog(client, table), plain: openLog(tables.client, table), steps }
}

test('each command asks for its turn, by name', async () => {
  const { log, steps } = await logWith({})
  await log.head('school#a')
  await log.append(aCommit('school#a', 1))
  await log.append(aCommit('school#a', 1, { id: 'another' }))
  expect(steps).toEqual(['Query', 'PutItem', 'PutItem', 'GetItem'])
})

test('a step can fail before it is done, after it, or be done twice by the client’s own retry', async () => {
  const before = await logWith({ PutItem: 'error-before' })
  await expect(before.log.append(aCommit('school#a', 1))).rejects.toMatchObject({ why: 'PlantedBefore' })
  expect(await before.plain.head('school#a')).toBeUndefined()

  const after = await logWith({ PutItem: 'error-after' })
  await expect(after.log.append(aCommit('school#a', 1))).rejects.toMatchObject({ why: 'PlantedAfter' })
  expect((await after.plain.head('school#a'))?.body.version).toBe(1)

  const twice = await logWith({ PutItem: 'twice' })
  expect(await twice.log.append(aCommit('school#a', 1))).toBe('written')
  expect(twice.steps).toEqual(['PutItem', 'GetItem'])
})
