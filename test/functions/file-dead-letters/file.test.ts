// What functions could not do is filed, shown to a person, and put back when they say so; nothing is lost on the way.
import { describe, expect, test } from 'vitest'
import { deadDecider } from '../../../events/dead/decide.ts'
import { alertStaff } from '../../../functions/alert-staff/alert.ts'
import { fileDeadLetters, waitingDeadLetters } from '../../../functions/file-dead-letters/file.ts'
import { tryAgain } from '../../../functions/file-dead-letters/try-again.ts'
import { finishTasks } from '../../../functions/finish-tasks/finish.ts'
import { readDeadLetters, readTasks } from '../../../shared/board/reads/lists.ts'
import { act } from '../../../shared/log/act.ts'
import { aFollowingBody, type FollowingBody, followThrough } from '../../kit/following.ts'
import { aSchool, bySystem } from '../../kit/small-body.ts'
import { standInDeadLetters } from '../../kit/stand-ins/dead-letters.ts'
import { die } from './die.ts'

const verbs = ['follow-log', 'ask-letters', 'alert-staff', 'begin-day']

function aBodyWithDeadLetters() {
  const body = aFollowingBody()
  const deadLetters = standInDeadLetters(verbs)
  return { ...body, deadLetters }
}

const followed = (body: ReturnType<typeof aBodyWithDeadLetters>) =>
  followThrough(
    body,
    (event) => tryAgain(body, event),
    (event) => finishTasks(body, event),
  )

const aboutSchool = JSON.stringify({
  detail: { id: 'school#a@2.0', type: 'ReviewReminderDue', stream: 'school#a', version: 2, data: {} },
})
const note = 'note-00000000-0000-4000-8000-000000000001'

const list = async (body: FollowingBody) => (await readDeadLetters(body.board, {}, { limit: 100 })).items
const tasks = async (body: FollowingBody) => (await readTasks(body.board, {}, { limit: 100 })).items

describe('a message that could not be handled', () => {
  test('is kept, told to a person with whom it touches, and taken from its queue', async () => {
    const body = aBodyWithDeadLetters()
    await aSchool(body, 'a', { says: 'Oakfield' })
    body.deadLetters.setAside('ask-letters', { id: 'm-1', body: aboutSchool, queue: 'ask-letters-events', tries: 5 })
    expect(await fileDeadLetters(body)).toBe(1)
    expect(await fileDeadLetters(body)).toBe(0)
    await followed(body)
    expect(await list(body)).toMatchObject([
      { state: 'waiting', verb: 'ask-letters', kind: 'queue', event: 'school#a@2.0', stream: 'school#a', tries: 5 },
    ])
    expect(await tasks(body)).toMatchObject([
      { about: 'dead-letter', state: 'open', schoolName: 'Oakfield', verb: 'ask-letters', due: '2026-09-08' },
    ])
    expect(await waitingDeadLetters(body)).toBe(1)
    expect(body.deadLetters.left()).toBe(0)
  })

  test('goes back on its queue when a person wants it tried again, and its task finishes', async () => {
    const body = aBodyWithDeadLetters()
    body.deadLetters.setAside('ask-letters', { id: 'm-1', body: aboutSchool, queue: 'later' })
    await fileDeadLetters(body)
    await followed(body)
    const [dead] = await list(body)
    const retry = () => act(body, deadDecider, `dead#${dead?.id}`, { do: 'retry-dead-letter', reason: note }, bySystem)
    await retry()
    await retry()
    await followed(body)
    expect(body.deadLetters.putBackAgain).toEqual([{ queue: 'later', body: aboutSchool }])
    expect(await tasks(body)).toMatchObject([{ state: 'finished', settled: 'tried-again' }])
    expect(await waitingDeadLetters(body)).toBe(0)
  })

  test('goes nowhere when it is given up, and its task finishes', async () => {
    const body = aBodyWithDeadLetters()
    body.deadLetters.setAside('ask-letters', { id: 'm-1', body: aboutSchool, queue: 'later' })
    await fileDeadLetters(body)
    await followed(body)
    const [dead] = await list(body)
    await act(body, deadDecider, `dead#${dead?.id}`, { do: 'abandon-dead-letter', reason: note }, bySystem)
    await followed(body)
    expect(body.deadLetters.putBackAgain).toEqual([])
    expect(await tasks(body)).toMatchObject([{ state: 'finished', settled: 'given-up' }])
  })

  test('that a rule could not hand over goes to the queue that hears events', async () => {
    const body = aBodyWithDeadLetters()
    body.deadLetters.setAside('ask-letters', { id: 'm-1', body: aboutSchool })
    await fileDeadLetters(body)
    await followed(body)
    expect(await list(body)).toMatchObject([{ kind: 'queue', queue: 'ask-letters-events' }])
  })
})

describe('filing', () => {
  test.each(['files.put', 'log.append 1', 'log.append 2', 'dead.remove'])(
    'broken off at %s is done again and files nothing twice',
    async (where) => {
      const body = aBodyWithDeadLetters()
      body.deadLetters.setAside('ask-letters', { id: 'm-1', body: aboutSchool, queue: 'later' })
      await expect(fileDeadLetters(die(body, where))).rejects.toThrow('died')
      expect(body.deadLetters.left()).toBe(1)
      await fileDeadLetters(body)
      await followed(body)
      expect([(await list(body)).length, (await tasks(body)).length, body.deadLetters.left()]).toEqual([1, 1, 0])
    },
  )

  test('of what points at the log only is once a day: it may be thousands', async () => {
    const body = aBodyWithDeadLetters()
    for (let n = 0; n < 30; n++)
      body.deadLetters.setAside('follow-log', {
        id: `m-${n}`,
        body: JSON.stringify({ DDBStreamBatchInfo: { shardId: n } }),
      })
    body.deadLetters.setAside('begin-day', { id: 'm-call', body: JSON.stringify({ time: '2026-09-07T09:00:00Z' }) })
    expect(await fileDeadLetters(body)).toBe(31)
    await followed(body)
    expect((await list(body)).map(({ verb, kind }) => `${verb} ${kind}`).toSorted()).toEqual([
      'begin-day call',
      'follow-log stream',
    ])
    expect(await tasks(body)).toHaveLength(2)
  })

  test('of what cannot be told raises no task whose telling fails again, and so on for ever', async () => {
    const body = aBodyWithDeadLetters()
    await aSchool(body, 'a')
    body.deadLetters.setAside('ask-letters', { id: 'm-1', body: aboutSchool, queue: 'later' })
    let rounds = 0
    while (body.deadLetters.left() > 0 && rounds < 10) {
      rounds += 1
      await fileDeadLetters(body)
      await body.followAll()
      // Telling staff is broken: each of its events is set aside.
      for (const event of body.bus.published.splice(0))
        if (event.type === 'TaskRaised')
          body.deadLetters.setAside('alert-staff', {
            id: event.id,
            body: JSON.stringify({ detail: event }),
            queue: 'x',
          })
    }
    expect(rounds).toBe(2)
    expect(await list(body)).toHaveLength(2)
    await followThrough(body, (event) => alertStaff(body, event))
  })

  test('of a message nobody can read keeps it as it is', async () => {
    const body = aBodyWithDeadLetters()
    body.deadLetters.setAside('ask-letters', { id: 'm-1', body: 'not JSON', queue: 'later' })
    await fileDeadLetters(body)
    await followed(body)
    const [dead] = await list(body)
    expect(dead).toMatchObject({ kind: 'queue', queue: 'later' })
    const kept = await body.files.get(`dead-letters/${dead?.id}.json`)
    expect(new TextDecoder().decode(kept)).toBe('not JSON')
  })
})
