// Who is invited to a meeting, what they are told when it changes, and what goes into their calendars.
import { describe, expect, test } from 'vitest'
import { settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { act } from '../../../shared/log/act.ts'
import {
  aClusterBody,
  aFlagship,
  type ClusterBody,
  cancels,
  followed,
  itIs,
  joins,
  leaves,
  meets,
  pauses,
  plans,
  resumes,
  takeLeft,
  whatLeft,
  withheld,
} from '../../kit/cluster-body.ts'
import { bySystem } from '../../kit/small-body.ts'
import { beginsAt, readEntry, said } from '../../shared/ics/read-entry.ts'

const on = '2026-11-10'

/** Two members of a cluster, and one school that is none; nothing was planned yet. */
async function aCluster(): Promise<ClusterBody> {
  const body = await aClusterBody()
  await aFlagship(body, 'one')
  await aFlagship(body, 'two')
  await aFlagship(body, 'stranger', 'nowhere')
  await followed(body)
  await whatLeft(body)
  return body
}

/** The same, with a meeting planned and its invitations gone. */
async function invited(): Promise<ClusterBody> {
  const body = await aCluster()
  await plans(body, 'm-1', { on, from: '14:00' })
  await followed(body)
  takeLeft(body)
  return body
}

/** What the letters that left say: to whom, their subject, and what their entries do to a calendar. */
function entriesLeft(body: ClusterBody): string[] {
  return takeLeft(body)
    .map(({ to, subject, attachments: [entry] = [] }) => {
      const { calendar, event } = readEntry(entry?.text ?? '')
      return `${to} ${subject.split(' on ')[0]}: ${said(calendar, 'method')} ${said(event, 'sequence')}`
    })
    .toSorted()
}

describe('a meeting that is planned', () => {
  test('invites each school that is a member on that day, once, however often it is told', async () => {
    const body = await aCluster()
    await leaves(body, 'two', on)
    await plans(body, 'm-1', { on, from: '14:00' })
    await followed(body, { twice: true })
    expect(entriesLeft(body)).toEqual(['head@one.example Cluster meeting: REQUEST 1'])
  })

  test('goes into the calendar at its time in London, with place and topics', async () => {
    const body = await aCluster()
    await plans(body, 'm-1', { on, from: '14:00', place: 'Hall B; first floor', topics: 'Belonging, reading' })
    await followed(body)
    const [letter] = takeLeft(body)
    const [file] = letter?.attachments ?? []
    expect(file).toMatchObject({ name: 'cluster-meeting.ics', type: 'text/calendar; charset=utf-8; method=REQUEST' })
    const entry = readEntry(file?.text ?? '')
    expect(beginsAt(entry)).toBe('2026-11-10T14:00:00.000Z')
    expect(said(entry.event, 'location')).toBe('Hall B; first floor')
    expect(said(entry.event, 'description')).toBe('Belonging, reading')
    expect(said(entry.event, 'attendee').toLowerCase()).toBe(`mailto:${letter?.to}`)
    for (const words of ['Tuesday 10 November 2026', '14:00', 'Hall B; first floor', 'Belonging, reading'])
      expect(letter?.text).toContain(words)
  })

  test('for a day that is past invites nobody; for today it does', async () => {
    const body = await aCluster()
    itIs(body, on, '08:00')
    await plans(body, 'm-past', { on: '2026-11-09' })
    await followed(body)
    expect(entriesLeft(body)).toEqual([])
    await plans(body, 'm-today', { on })
    await followed(body)
    expect(entriesLeft(body)).toHaveLength(2)
  })

  test('and one that is recorded afterwards, or comes with an import, invites nobody', async () => {
    const body = await aCluster()
    itIs(body, on)
    await meets(body, on, { one: 'attended', two: 'attended' })
    await meets(body, '2026-11-09', { one: 'attended', two: 'attended' }, { ...bySystem, imported: true })
    await followed(body)
    expect(entriesLeft(body)).toEqual([])
  })
})

describe('a meeting that changes', () => {
  test('is told anew under the same identity, with a higher sequence; said again unchanged it is not', async () => {
    const body = await aCluster()
    await plans(body, 'm-1', { on, from: '14:00' })
    await followed(body)
    const before = takeLeft(body).map(({ attachments: [file] = [] }) => said(readEntry(file?.text ?? '').event, 'uid'))
    await plans(body, 'm-1', { on: '2026-11-12', from: '14:00' })
    await followed(body, { twice: true })
    await plans(body, 'm-1', { on: '2026-11-12', from: '14:00' })
    await followed(body)
    const after = takeLeft(body)
    expect(after.map(({ subject }) => subject)).toEqual(
      ['One', 'Two'].map(
        (name) => `Changed: cluster meeting on Thursday 12 November 2026, 14:00 – ${name.toLowerCase()} School`,
      ),
    )
    const uids = after.map(({ attachments: [file] = [] }) => said(readEntry(file?.text ?? '').event, 'uid'))
    expect(new Set([...before, ...uids]).size).toBe(1)
  })

  test('before the first invitation left is an invitation to it as it now is, and the first is not sent', async () => {
    const body = await aCluster()
    await pauses(body)
    await plans(body, 'm-1', { on })
    await followed(body)
    await plans(body, 'm-1', { on: '2026-11-12' })
    await followed(body)
    await resumes(body)
    expect(entriesLeft(body)).toEqual(['one', 'two'].map((name) => `head@${name}.example Cluster meeting: REQUEST 2`))
    expect(await withheld(body)).toEqual(['meeting-invitation superseded', 'meeting-invitation superseded'])
  })

  test('waits while nothing may leave, and is told to nobody once its day is past', async () => {
    const body = await aCluster()
    await pauses(body)
    await plans(body, 'm-1', { on })
    await followed(body)
    itIs(body, '2026-11-11')
    await resumes(body)
    expect(entriesLeft(body)).toEqual([])
    expect(await withheld(body)).toEqual(['meeting-invitation too-late', 'meeting-invitation too-late'])
  })
})

describe('a meeting that is cancelled', () => {
  test('while it is to come is taken out of the calendars; planned again it comes back', async () => {
    const body = await invited()
    await cancels(body, 'm-1')
    await followed(body, { twice: true })
    expect(entriesLeft(body)).toEqual(
      ['one', 'two'].map((name) => `head@${name}.example Cancelled: cluster meeting: CANCEL 2`),
    )
    await plans(body, 'm-1', { on })
    await followed(body)
    expect(entriesLeft(body)).toEqual(['one', 'two'].map((name) => `head@${name}.example Cluster meeting: REQUEST 3`))
  })

  test('of which nobody heard is told to nobody, nor is one that is over', async () => {
    const unheard = await aCluster()
    await act(unheard, settingsDecider, settingsStream, { do: 'set-sending', position: 'off', mayBeOn: true }, bySystem)
    await plans(unheard, 'm-1', { on })
    await followed(unheard)
    await cancels(unheard, 'm-1')
    await followed(unheard)
    await act(unheard, settingsDecider, settingsStream, { do: 'set-sending', position: 'on', mayBeOn: true }, bySystem)
    await resumes(unheard)
    expect(entriesLeft(unheard)).toEqual([])
    const over = await invited()
    itIs(over, '2026-11-11')
    await cancels(over, 'm-1')
    await followed(over)
    expect(entriesLeft(over)).toEqual([])
  })

  test('is not told of when it was held', async () => {
    const body = await invited()
    itIs(body, on)
    await plans(body, `m-${on}`, { on })
    await followed(body)
    takeLeft(body)
    await meets(body, on, { one: 'attended', two: 'absent' })
    await followed(body)
    expect(entriesLeft(body)).toEqual([])
  })
})

describe('a school that', () => {
  test('joins later is invited to the meetings that are still to come', async () => {
    const body = await invited()
    await plans(body, 'm-2', { on: '2027-02-09' })
    await followed(body)
    takeLeft(body)
    itIs(body, '2026-11-20')
    await joins(body, 'stranger', '2026-11-20')
    await followed(body, { twice: true })
    expect(takeLeft(body).map(({ to, subject }) => `${to} ${subject}`)).toEqual([
      'head@stranger.example Cluster meeting on Tuesday 9 February 2027 – stranger School',
    ])
  })

  test('leaves before the day is invited no longer, and once more when it comes back', async () => {
    const body = await invited()
    await leaves(body, 'two', '2026-10-01')
    await followed(body, { twice: true })
    expect(entriesLeft(body)).toEqual(['head@two.example No longer invited: cluster meeting: CANCEL 2'])
    await joins(body, 'two', '2026-10-05')
    await followed(body)
    expect(entriesLeft(body)).toEqual(['head@two.example Cluster meeting: REQUEST 3'])
  })
})
