// Calendar feeds from the outside: opened by those who may, read by whoever has the address, closed at once and for good.
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { StaffRole } from '../../../events/kernel/words.ts'
import { itemsOf } from '../answer-api/kit.ts'
import { openPublic, publicUrl } from './kit.ts'

const opened = z.object({
  stream: z.string(),
  version: z.int(),
  events: z.array(z.looseObject({})),
  address: z.string(),
})

const planned = {
  cluster: 'north-1',
  meeting: 'north-1-a',
  on: '2026-09-10',
  from: '15:30',
  kind: 'required',
  place: 'Alder Primary',
  topics: 'Transitions',
}

type Public = Awaited<ReturnType<typeof openPublic>>

/** Cluster North, Robin's, with one meeting planned; cluster South, an admin's. */
async function withClusters(): Promise<Public> {
  const body = await openPublic()
  const own = { cluster: 'north-1', nation: 'england', ambassador: body.idOf('ambassador'), name: 'North' }
  await body.must('form-cluster', own)
  await body.must('form-cluster', { cluster: 'south-1', nation: 'england', ambassador: body.idOf('admin') })
  await body.must('schedule-meeting', planned)
  await body.follow()
  return body
}

async function open(body: Public, of: object, as: StaffRole = 'admin') {
  const came = await body.ask('open-feed', of, { as })
  await body.follow()
  return opened.parse(came.body)
}

async function read(body: Public, address: string) {
  const seen = await body.get(address)
  const calendar = new ICAL.Component(ICAL.parse(seen.html))
  return { ...seen, events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)) }
}

describe('a calendar feed of a cluster', () => {
  test('shows its meetings to whoever has the address, and is kept by no cache in between', async () => {
    const body = await withClusters()
    const { address } = await open(body, { cluster: 'north-1' })
    expect(address.startsWith(`${publicUrl}/p/feed/`)).toBe(true)
    const { status, headers, events } = await read(body, address)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(headers.get('cache-control')).toBe('private, no-cache')
    expect(headers.get('x-robots-tag')).toContain('noindex')
    expect(events.map(({ summary, location }) => [summary, location])).toEqual([
      ['Meeting of cluster North', 'Alder Primary'],
    ])
  })

  test('keeps up with what is moved and cancelled, under the same name', async () => {
    const body = await withClusters()
    const { address } = await open(body, { cluster: 'north-1' })
    const [first] = (await read(body, address)).events
    await body.must('schedule-meeting', { ...planned, on: '2026-09-17' })
    const [moved] = (await read(body, address)).events
    expect([moved?.uid, moved?.startDate.toString()]).toEqual([first?.uid, '2026-09-17T15:30:00'])
    expect(Number(moved?.sequence)).toBeGreaterThan(Number(first?.sequence))
    await body.must('cancel-meeting', { cluster: 'north-1', meeting: 'north-1-a' })
    const [cancelled] = (await read(body, address)).events
    expect(cancelled?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
    expect(cancelled?.uid).toBe(first?.uid)
  })

  test('is gone at once when it is closed, and answered like any address behind which there is nothing', async () => {
    const body = await withClusters()
    const { address, stream } = await open(body, { cluster: 'north-1' })
    await body.must('revoke-feed', { feed: stream })
    const gone = await body.get(address)
    const never = await body.get(`${publicUrl}/p/feed/${'0'.repeat(64)}.ics`)
    const odd = await body.get(`${publicUrl}/p/feed/..%2F..%2Fx`)
    const nowhere = await body.get(`${publicUrl}/p/no-such-page`)
    for (const seen of [gone, never, odd]) expect([seen.status, seen.html]).toEqual([404, nowhere.html])
  })

  test('keeps its secret out of the log, the lists and all that is read', async () => {
    const body = await withClusters()
    const { address, stream } = await open(body, { cluster: 'north-1' })
    const secret = /([0-9a-f]{64})\.ics$/.exec(address)?.[1] ?? ''
    for await (const { bytes } of body.tools.log.all()) expect(bytes).not.toContain(secret)
    for await (const row of body.tools.board.all()) expect(JSON.stringify(row)).not.toContain(secret)
    const listed = await body.api('/api/feeds')
    expect(itemsOf(listed)).toMatchObject([{ cluster: 'north-1', state: 'open', openedOn: '2026-08-20' }])
    expect(listed.text).not.toContain(secret)
    expect((await body.get(`${publicUrl}/p/feed/${stream.slice('feed#'.length)}.ics`)).status).toBe(404)
  })
})

describe('a calendar feed of a member of staff', () => {
  test('shows the meetings of all their clusters and the visits booked with them, and names nobody', async () => {
    const body = await withClusters()
    await body.must('register-school', { ref: 'urn:123456', name: 'Oakfield', nation: 'england', town: 'Sampleton' })
    await body.must('grant-award', { school: 'urn:123456', award: 'inclusive-school', on: '2025-12-01' })
    await body.must('grant-award', { school: 'urn:123456', award: 'centre-of-excellence', on: '2025-12-01' })
    const staff = `staff#${body.idOf('ambassador')}`
    await body.must('book-visit', { school: 'urn:123456', on: '2026-10-01', assessor: staff })
    await body.follow()
    const { address } = await open(body, { staff: body.idOf('ambassador') }, 'ambassador')
    const { events, html } = await read(body, address)
    expect(events.map(({ summary }) => summary)).toEqual(['Meeting of cluster North', 'Visit to Oakfield'])
    expect(html).not.toMatch(/Robin|@staff/)
    const before = events[1]?.uid
    await body.must('book-visit', { school: 'urn:123456', on: '2026-10-08', assessor: staff })
    await body.follow()
    const moved = (await read(body, address)).events[1]
    expect([moved?.uid, moved?.startDate.toString()]).toEqual([before, '2026-10-08'])
    await body.must('cancel-visit', { school: 'urn:123456' })
    await body.follow()
    expect((await read(body, address)).events).toHaveLength(1)
  })

  test('ends when they are removed from the staff', async () => {
    const body = await withClusters()
    const { address } = await open(body, { staff: body.idOf('ambassador') })
    await body.must('remove-staff', { staff: body.idOf('ambassador') })
    expect((await body.get(address)).status).toBe(404)
  })
})

describe('who opens and closes feeds', () => {
  test.each([
    ['admin', 200, 200],
    ['coordinator', 200, 200],
    ['ambassador', 200, 403],
    ['assessor', 403, 403],
    ['reader', 403, 403],
  ] as const)('%s: of Robin’s cluster and of Robin %s, of another’s %s', async (role, own, others) => {
    const body = await withClusters()
    const status = async (command: string, of: object) => (await body.ask(command, of, { as: role })).status
    expect(await status('open-feed', { cluster: 'north-1' })).toBe(own)
    expect(await status('open-feed', { staff: body.idOf('ambassador') })).toBe(own)
    expect(await status('open-feed', { cluster: 'south-1' })).toBe(others)
    expect(await status('open-feed', { staff: body.idOf('admin') })).toBe(others)
    const { stream } = await open(body, { cluster: 'south-1' })
    expect(await status('revoke-feed', { feed: stream })).toBe(others)
  })

  test('nobody opens one of nothing, of both, or of somebody who is not there', async () => {
    const body = await withClusters()
    const status = async (of: object) => (await body.ask('open-feed', of)).status
    expect(await status({})).toBe(400)
    expect(await status({ cluster: 'north-1', staff: body.idOf('admin') })).toBe(400)
    expect(await status({ cluster: 'nowhere' })).toBe(404)
    expect(await status({ staff: 's-nobody' })).toBe(404)
    expect((await body.ask('revoke-feed', { feed: 'x' })).status).toBe(404)
  })

  test('asked again under the same key, the same feed and address are answered', async () => {
    const body = await withClusters()
    const headers = { 'idempotency-key': 'once' }
    const [first, second] = [
      await body.ask('open-feed', { cluster: 'north-1' }, { headers }),
      await body.ask('open-feed', { cluster: 'north-1' }, { headers }),
    ]
    expect(second.body).toEqual(first.body)
  })
})

describe('the page of feeds', () => {
  const seenAddress = /value="(https:\/\/awards\.iqm\.example\/p\/feed\/[0-9a-f]{64}\.ics)"/

  test('opens a feed, tells its address once, and closes it', async () => {
    const body = await withClusters()
    const { consoleGet, send } = body
    expect((await consoleGet('/feeds?cluster=north-1', 'ambassador')).html).toMatch(/value="cluster#north-1" selected/)
    const answer = await send('/feeds', { of: 'cluster#north-1' }, 'ambassador')
    const address = seenAddress.exec(answer.html)?.[1] ?? ''
    expect((await read(body, address)).events).toHaveLength(1)
    await body.follow()
    const list = await consoleGet('/feeds', 'ambassador')
    expect(list.text).toContain('Cluster north-1 20 Aug 2026 Open Close')
    expect(list.html).not.toMatch(seenAddress)
    const close = /href="(\/feeds\/[0-9a-f]+\/do\/revoke-feed)"/.exec(list.html)?.[1] ?? ''
    expect((await send(close, {}, 'ambassador')).status).toBe(303)
    await body.follow()
    expect((await consoleGet('/feeds', 'ambassador')).text).toContain('Cluster north-1 20 Aug 2026 Closed')
    expect((await body.get(address)).status).toBe(404)
  })

  test('shows an Ambassador own feeds alone, and refuses another’s', async () => {
    const body = await withClusters()
    await open(body, { cluster: 'south-1' })
    expect((await body.consoleGet('/feeds', 'ambassador')).text).toContain('No feed is open.')
    expect((await body.consoleGet('/feeds', 'admin')).text).toContain('Cluster south-1')
    expect((await body.send('/feeds', { of: 'cluster#south-1' }, 'ambassador')).status).toBe(403)
    expect((await body.send('/feeds', {}, 'ambassador')).status).toBe(400)
  })
})
