// A task finishes by itself when its reason is gone, whichever of the two is told first; else it waits for a person.
import { describe, expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { addDays, morningRun } from '../../../events/kernel/day.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { finishTasks } from '../../../functions/finish-tasks/finish.ts'
import { noteDelivery } from '../../../functions/note-deliveries/note.ts'
import { raiseTaskFor } from '../../../functions/raise-tasks/raise.ts'
import { readTasks } from '../../../shared/board/reads/lists.ts'
import { changeContact, removeContact } from '../../../shared/deeds/contacts.ts'
import { markErased } from '../../../shared/deeds/erasure.ts'
import { act, loadStream } from '../../../shared/log/act.ts'
import { aReminder } from '../../kit/builders/letter.ts'
import { aFollowingBody, aHead, type FollowingBody, followThrough } from '../../kit/following.ts'
import { aLetter, aSchool, bySystem, onSchool } from '../../kit/small-body.ts'

/** Everything is followed: tasks are raised and finished. */
const followed = (body: FollowingBody) =>
  followThrough(
    body,
    (event) => raiseTaskFor(body, event),
    (event) => finishTasks(body, event),
  )

const tasksOf = async (body: FollowingBody) =>
  (await readTasks(body.board, {}, { limit: 100 })).items.map(({ about, state, settled }) =>
    [about, state, settled].filter(Boolean).join(' '),
  )

const morning = async (body: FollowingBody, school: string, day: string) => {
  body.clock.moveTo(morningRun(day))
  await act(body, schoolDecider, school, { do: 'wake' }, bySystem)
}

/** A school whose time of grace ended: nobody decided its review for ninety days. */
async function aForgottenSchool(body: FollowingBody): Promise<string> {
  const school = await aSchool(body, 'a', { grantedOn: '2025-09-20' })
  await morning(body, school, addDays('2026-09-20', 90))
  return school
}

describe('an ended time of grace', () => {
  test('is no task any more when the review is decided', async () => {
    const body = aFollowingBody()
    const school = await aForgottenSchool(body)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['grace-ended open'])
    await act(body, schoolDecider, school, { do: 'decide-review', decision: 'retained' }, bySystem)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['grace-ended finished review-decided'])
  })

  test('is none when the review is extended, nor when the award lapses', async () => {
    const extended = aFollowingBody()
    const one = await aForgottenSchool(extended)
    await followed(extended)
    await onSchool(extended, 'a', {
      do: 'extend-review',
      to: '2027-06-01',
      reason: 'note-00000000-0000-4000-8000-000000000001',
    })
    await followed(extended)
    expect([one, await tasksOf(extended)]).toEqual([one, ['grace-ended finished review-extended']])

    const lapsed = aFollowingBody()
    await aForgottenSchool(lapsed)
    await followed(lapsed)
    await onSchool(lapsed, 'a', {
      do: 'lapse-award',
      award: 'centre-of-excellence',
      reason: 'note-00000000-0000-4000-8000-000000000001',
    })
    await followed(lapsed)
    expect(await tasksOf(lapsed)).toEqual(['grace-ended finished award-ended'])
  })

  test('told late, when it is decided already, it is finished as it is raised', async () => {
    const body = aFollowingBody()
    const school = await aForgottenSchool(body)
    await act(body, schoolDecider, school, { do: 'decide-review', decision: 'retained' }, bySystem)
    await body.followAll()
    const told = body.bus.published.splice(0)
    for (const event of told) await finishTasks(body, event)
    for (const event of told) await raiseTaskFor(body, event)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['grace-ended finished review-decided'])
  })
})

describe('a school nobody can write to', () => {
  test('is no task any more when a head agrees to be written to', async () => {
    const body = aFollowingBody()
    const school = await aSchool(body, 'a', { grantedOn: '2025-09-20' })
    const matter = { do: 'choose-recipients', topic: 'review', matter: 'review|a', cause: 1, candidates: [] } as const
    await act(body, schoolDecider, school, matter, bySystem)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['school-unreachable open'])
    await aHead(body, 'a', 'ada@school.example')
    await followed(body)
    expect(await tasksOf(body)).toEqual(['school-unreachable finished reachable-again'])
  })

  test('is a task anew when nobody can be written to once more', async () => {
    const body = aFollowingBody()
    const school = await aSchool(body, 'a', { grantedOn: '2025-09-20' })
    const choose = (cause: number) =>
      act(
        body,
        schoolDecider,
        school,
        { do: 'choose-recipients', topic: 'review', matter: `review|${cause}`, cause, candidates: [] },
        bySystem,
      )
    await choose(1)
    await followed(body)
    const head = await aHead(body, 'a', 'ada@school.example')
    await followed(body)
    expect((await loadStream(body.log, schoolDecider, school)).state.unreachable).toBe(false)
    await act(
      body,
      contactDecider,
      head,
      { do: 'withdraw-consent', purpose: 'service', on: '2026-09-14', how: 'phone' },
      bySystem,
    )
    await choose(2)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['school-unreachable finished reachable-again', 'school-unreachable open'])
  })

  test('stays one while the new contact has not agreed', async () => {
    const body = aFollowingBody()
    const school = await aSchool(body, 'a', { grantedOn: '2025-09-20' })
    const matter = { do: 'choose-recipients', topic: 'review', matter: 'review|a', cause: 1, candidates: [] } as const
    await act(body, schoolDecider, school, matter, bySystem)
    await act(body, contactDecider, 'contact#c', { do: 'add-contact', school: 'a', role: 'head' }, bySystem)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['school-unreachable open'])
  })
})

describe('an address mail comes back from', () => {
  const bounced = async (body: FollowingBody) => {
    await aSchool(body, 'a')
    const head = await aHead(body, 'a', 'ada@school.example')
    await act(body, contactDecider, head, { do: 'note-bounce', kind: 'permanent' }, bySystem)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['address-bounced open'])
    return head
  }

  test('is no task any more when it is corrected; a new name corrects nothing', async () => {
    const body = aFollowingBody()
    const head = await bounced(body)
    await changeContact(body, head, { name: 'Ada Marsh-Hill' }, bySystem)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['address-bounced open'])
    await changeContact(body, head, { email: 'ada.hill@school.example' }, bySystem)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['address-bounced finished address-changed'])
  })

  test('is none when the contact is taken off', async () => {
    const body = aFollowingBody()
    const head = await bounced(body)
    await removeContact(body, head, 'a', undefined, bySystem)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['address-bounced finished contact-removed'])
  })

  test('is none when the person was erased', async () => {
    const body = aFollowingBody()
    const head = await bounced(body)
    await markErased(body, { contact: head, request: 'request#1' }, bySystem)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['address-bounced finished person-erased'])
  })
})

describe('a letter nobody knows the end of', () => {
  const unresolved = async (body: FollowingBody) => {
    await aSchool(body, '1')
    const letter = await aLetter(body, '1', aReminder())
    const step = (command: Parameters<typeof letterDecider.decide>[0]) =>
      act(body, letterDecider, letter, command, bySystem)
    await step({ do: 'claim-letter' })
    await step({ do: 'note-uncertain' })
    body.clock.moveTo('2026-09-07T10:00:00.000Z')
    await step({ do: 'wake' })
    await followed(body)
    expect(await tasksOf(body)).toEqual(['letter-unresolved open'])
    return letter
  }

  test('is no task any more when a person says what became of it', async () => {
    const body = aFollowingBody()
    const letter = await unresolved(body)
    await act(body, letterDecider, letter, { do: 'resolve-letter', outcome: 'sent' }, bySystem)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['letter-unresolved finished letter-settled'])
  })

  test('is none when the provider tells after all, even told twice', async () => {
    const body = aFollowingBody()
    const letter = await unresolved(body)
    const event = { type: 'delivery', at: '2026-09-07T10:05:00.000Z', kind: 'transient', letter } as const
    await noteDelivery(body, event)
    await noteDelivery(body, event)
    await followed(body)
    expect(await tasksOf(body)).toEqual(['letter-unresolved finished letter-settled'])
  })
})
