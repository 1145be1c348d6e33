// Stand-ins are only worth something if a scheduler can order their steps and break each in its way.

import { describe, expect, test } from 'vitest'
import { aCommit } from '../kit/commits.ts'
import { listOf } from '../kit/contract.ts'
import { anEvent } from '../kit/contracts/bus.ts'
import { anEnvelope } from '../kit/letters.ts'
import { standInBoard } from '../kit/stand-ins/board.ts'
import { standInBus } from '../kit/stand-ins/bus.ts'
import { standInLog } from '../kit/stand-ins/log.ts'
import { standInPost } from '../kit/stand-ins/post.ts'
import type { Step, StepFault } from '../kit/stand-ins/step.ts'
import { standInVault } from '../kit/stand-ins/vault.ts'

/** Does this to the first step of this name; all others go well. */
function breaking(name: string, fault: StepFault): Step {
  let done = false
  return async (step) => {
    if (done || step !== name) return undefined
    done = true
    return fault
  }
}

describe('a step that is broken', () => {
  test('before: nothing is done', async () => {
    const log = standInLog(breaking('log.append', 'error-before'))
    await expect(log.append(aCommit('school#a', 1))).rejects.toMatchObject({ name: 'Fault' })
    expect(await log.head('school#a')).toBeUndefined()
  })

  test('after: it is done, and the same commit tried again counts as written', async () => {
    const log = standInLog(breaking('log.append', 'error-after'))
    await expect(log.append(aCommit('school#a', 1))).rejects.toMatchObject({ name: 'Fault' })
    expect(await log.append(aCommit('school#a', 1))).toBe('written')
    expect(await listOf(log.history('school#a'))).toHaveLength(1)
  })

  test('twice: the client’s own retry meets its commit, and followers hear of it once', async () => {
    const log = standInLog(breaking('log.append', 'twice'))
    const followed: number[] = []
    log.onCommit(({ version }) => void followed.push(version))
    expect(await log.append(aCommit('school#a', 1))).toBe('written')
    expect(followed).toEqual([1])
  })

  test('twice on the bus: the event comes twice', async () => {
    const bus = standInBus(breaking('bus.publish', 'twice'))
    await bus.publish([anEvent(1)])
    expect(bus.published).toHaveLength(2)
  })

  test('at the post: before is a try for later, after is a letter that left and nobody knows', async () => {
    const before = standInPost(breaking('post.send', 'error-before'))
    expect(await before.send(anEnvelope())).toMatchObject({ outcome: 'try-later' })
    expect(before.left).toHaveLength(0)
    for (const fault of ['error-after', 'twice'] as const) {
      const after = standInPost(breaking('post.send', fault))
      expect(await after.send(anEnvelope())).toMatchObject({ outcome: 'uncertain' })
      expect(after.left).toHaveLength(1)
    }
  })
})

test('a scheduler decides which of two writers goes first', async () => {
  for (const first of ['one', 'other']) {
    const waiting = new Map<string, () => void>()
    const turn =
      (who: string): Step =>
      () =>
        new Promise((resolve) => {
          waiting.set(who, () => resolve(undefined))
        })
    // Two processes on one log: each has its own seam, the log is one.
    let step: Step = turn('one')
    const log = standInLog((name) => step(name))
    const one = log.append(aCommit('school#a', 1, { id: 'one' }))
    step = turn('other')
    const other = log.append(aCommit('school#a', 1, { id: 'other' }))
    step = async () => undefined
    const second = first === 'one' ? 'other' : 'one'
    waiting.get(first)?.()
    await Promise.resolve()
    waiting.get(second)?.()
    await Promise.all([one, other])
    expect((await log.head('school#a'))?.body.id).toBe(first)
  }
})

test('the steps of each call are named in order, so that none can be missed', async () => {
  const steps: string[] = []
  const vault = standInVault(async (name) => {
    steps.push(name)
    return undefined
  })
  const until = '2026-09-08T10:00:00.000Z'
  await vault.claimAddress('contact', 'ada.marsh@oakfield.example', 'contact#1', until, '2026-09-01T10:00:00.000Z')
  await vault.putPerson('contact#1', { name: 'Ada Marsh', email: 'ada.marsh@oakfield.example' }, until)
  await vault.keep('contact#1')
  expect(steps).toEqual(['vault.holderOf', 'vault.claimAddress', 'vault.putPerson', 'vault.keep', 'vault.keepAddress'])
})

test('an index that lags hides the newest writes, and what was once in view stays', async () => {
  let lag = 1
  const board = standInBoard(undefined, () => lag)
  const row = (stream: string) => ({
    stream,
    name: 'card',
    version: 1,
    places: { list: { key: 'l', sort: stream } },
    data: {},
  })
  const listed = async () => (await board.query({ index: 'list', key: 'l', limit: 9 })).rows.map(({ stream }) => stream)
  await board.put([row('school#a')], [])
  expect(await listed()).toEqual([])
  await board.put([row('school#b')], [])
  expect(await listed()).toEqual(['school#a'])
  expect(await board.get('school#b', 'card')).toBeDefined()
  lag = 5
  expect(await listed()).toEqual(['school#a'])
  lag = 0
  expect(await listed()).toEqual(['school#a', 'school#b'])
})
