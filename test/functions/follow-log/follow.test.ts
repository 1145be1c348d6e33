// A commit is published first, then its rows are written, and the trail last of all; whatever fails comes again whole.
import { describe, expect, test } from 'vitest'
import { taskDecider } from '../../../events/task/decide.ts'
import { raiseAlteration } from '../../../functions/follow-log/altered.ts'
import { followerOf, publishedOf } from '../../../functions/follow-log/follow.ts'
import { readSchools } from '../../../shared/board/reads/lists.ts'
import { isFollowed } from '../../../shared/board/reads/trail.ts'
import { loadStream } from '../../../shared/log/act.ts'
import type { CommitBody } from '../../../shared/log/log.ts'
import { aSchool, aSmallBody, onSchool } from '../../kit/small-body.ts'
import { standInBoard } from '../../kit/stand-ins/board.ts'
import { standInBus } from '../../kit/stand-ins/bus.ts'
import type { Step } from '../../kit/stand-ins/step.ts'

/** Steps that are noted, and go wrong once at the one named. */
function noting(failAt?: string): { step: Step; steps: string[] } {
  const steps: string[] = []
  let failed = false
  return {
    steps,
    step: async (name) => {
      steps.push(name)
      if (name !== failAt || failed) return undefined
      failed = true
      return 'error-before'
    },
  }
}

async function aFollower(failAt?: string) {
  const body = aSmallBody()
  const { step, steps } = noting(failAt)
  const bus = standInBus(step)
  const board = standInBoard(step)
  return { body, steps, bus, board, follow: followerOf({ log: body.log, bus, board, wakeShards: () => 4 }) }
}

describe('following', () => {
  test('publishes before the first row is written, and writes the trail after the last', async () => {
    const { body, steps, follow } = await aFollower()
    await aSchool(body, 'a', { grantedOn: '2026-03-02' })
    await follow(body.commits)
    expect([...new Set(steps)]).toEqual(['bus.publish', 'board.put', 'board.trail'])
    expect(steps.lastIndexOf('bus.publish')).toBeLessThan(steps.indexOf('board.put'))
    expect(steps.lastIndexOf('board.put')).toBeLessThan(steps.indexOf('board.trail'))
  })

  test('publishes the commits of a batch together, ten events a call, each with its place in the log', async () => {
    const { body, steps, bus, follow } = await aFollower()
    for (const n of ['a', 'b', 'c', 'd']) await aSchool(body, n, { grantedOn: '2026-03-02' })
    await follow(body.commits)
    const events = body.commits.flatMap(({ events: of }) => of).length
    expect(events).toBeGreaterThan(10)
    expect(steps.filter((name) => name === 'bus.publish')).toHaveLength(Math.ceil(events / 10))
    expect(bus.published[0]).toEqual({
      id: 'school#a@1.0',
      type: 'SchoolRegistered',
      v: 1,
      stream: 'school#a',
      version: 1,
      at: '2026-09-07T09:00:00.000Z',
      by: 'system',
      because: 'api',
      trace: 'trace-1',
      data: { ref: 'ref:a', name: 'School a', nation: 'england' },
    })
  })

  test.each(['bus.publish', 'board.put', 'board.trail'])(
    'throws when %s fails, is no proof then, and does all when it comes again',
    async (failAt) => {
      const { body, board, bus, follow } = await aFollower(failAt)
      const stream = await aSchool(body, 'a', { grantedOn: '2026-03-02' })
      await expect(follow(body.commits)).rejects.toThrow('PlantedBefore')
      expect(await isFollowed(board, stream, 1)).toBe(false)
      await follow(body.commits)
      for (const { version } of body.commits) expect(await isFollowed(board, stream, version)).toBe(true)
      expect((await readSchools(board, {}, { limit: 9 })).items).toHaveLength(1)
      expect(new Set(bus.published.map(({ id }) => id))).toEqual(
        new Set(body.commits.flatMap(publishedOf).map(({ id }) => id)),
      )
    },
  )

  test('reads the commit before from the log when it does not remember it, and not when it does', async () => {
    const { body, board, bus } = await aFollower()
    await aSchool(body, 'a', { grantedOn: '2026-03-02' })
    await body.followAll()
    const reads: string[] = []
    const log = {
      ...body.log,
      read: (stream: string, version: number) => {
        reads.push(`${stream}@${version}`)
        return body.log.read(stream, version)
      },
    }
    const follow = followerOf({ log, bus, board, wakeShards: () => 4 })
    const [, second, third] = body.commits
    if (!second || !third) throw new Error('three commits were expected')
    await follow([second])
    expect(reads).toEqual(['school#a@1'])
    await follow([third])
    expect(reads).toEqual(['school#a@1'])
  })

  test('folds a state of an older form anew before it shows it', async () => {
    const { body, board } = await aFollower()
    await aSchool(body, 'a', { grantedOn: '2026-03-02' })
    const older: CommitBody[] = body.commits.map((commit) => ({ ...commit, shape: 0, state: { of: 'long ago' } }))
    const log = {
      ...body.log,
      read: async (stream: string, version: number) => {
        const commit = await body.log.read(stream, version)
        return commit && { ...commit, body: { ...commit.body, shape: 0, state: { of: 'long ago' } } }
      },
    }
    await followerOf({ log, bus: standInBus(), board, wakeShards: () => 4 })(older)
    const { items } = await readSchools(board, {}, { limit: 9 })
    expect(items).toMatchObject([{ id: 'a', name: 'School a', level: 'centre-of-excellence' }])
  })

  test('of a commit whose stream has a gap before it is a fault that names it', async () => {
    const { body, follow } = await aFollower()
    await aSchool(body, 'a')
    const [first] = body.commits
    if (!first) throw new Error('one commit was expected')
    await expect(follow([{ ...first, version: 7 }])).rejects.toThrow('NoCommitBefore school#a@7')
  })
})

test('a change of the log’s items raises one task, however often it is told of', async () => {
  const body = aSmallBody()
  await onSchool(body, 'a', { do: 'register-school', ref: 'ref:a', name: 'School a', nation: 'wales' })
  for (let n = 0; n < 2; n++) await raiseAlteration(body, { stream: 'school#a', version: '1' })
  const tasks = body.commits.filter(({ stream }) => stream.startsWith('task#'))
  expect(tasks).toHaveLength(1)
  const { state } = await loadStream(body.log, taskDecider, tasks[0]?.stream ?? '')
  expect(state).toMatchObject({
    state: 'open',
    raised: { about: 'log-altered', cause: 'school#a@1.0', due: '2026-09-07' },
  })
})
