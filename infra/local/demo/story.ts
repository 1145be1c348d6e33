/**
 * What people do in the demo's weeks beside the sample year: so that whoever opens the console for the first time finds
 * one of everything a body meets. Every person in it is invented.
 */
import * as z from 'zod'
import { addDays } from '../../../events/kernel/day.ts'

/** Calls of the API, as the admin of the demo. */
export interface Asks {
  do(command: string, body: object): Promise<void>
  get(path: string): Promise<unknown>
  post(path: string, body: object): Promise<unknown>
}

type Scene = (asks: Asks) => Promise<void>

const schools = z.object({ items: z.array(z.object({ ref: z.string() })) })
const contacts = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), schools: z.array(z.object({ role: z.string() })) })),
})
const granted = z.object({
  items: z.array(z.object({ id: z.string(), data: z.object({ award: z.string(), on: z.string() }) })),
})
const mails = z.array(z.object({ letter: z.string(), subject: z.string() }))

/** A Centre of Excellence by its place among those shown. */
async function centre(asks: Asks, n: number): Promise<string> {
  const { items } = schools.parse(await asks.get('/api/schools?level=centre-of-excellence&limit=50'))
  return items[n]?.ref ?? ''
}

async function headOf(asks: Asks, school: string) {
  const { items } = contacts.parse(await asks.get(`/api/contacts?school=${encodeURIComponent(school)}`))
  return items.find((one) => one.schools.some(({ role }) => role === 'head'))
}

/** By day. */
export const story: Readonly<Record<string, Scene>> = {
  '2026-09-02': async (asks) => {
    for (const [role, name] of [
      ['coordinator', 'Priya Nair'],
      ['assessor', 'Tom Ellery'],
      ['reader', 'Jo Marsh'],
    ])
      await asks.do('add-staff', {
        role,
        name,
        email: `${name?.toLowerCase().replace(' ', '.')}@staff.example`,
        alerts: role === 'coordinator' ? 'all' : 'none',
      })
  },
  '2026-09-08': (asks) =>
    asks.do('change-letter', {
      kind: 'review-reminder',
      paragraph: 'Our office is closed from 21 December to 1 January. Messages are answered from 4 January.',
    }),
  '2026-09-22': async (asks) => {
    const head = await headOf(asks, await centre(asks, 3))
    if (head) await asks.do('withdraw-consent', { contact: head.id, purpose: 'service' })
  },
  '2026-10-05': async (asks) => {
    await asks.do('write-bulletin', {
      bulletin: 'autumn-2026',
      subject: 'What schools shared this autumn',
      paragraphs: ['Three clusters met on transitions.', 'Their notes are on our website from next week.'],
    })
    await asks.do('send-bulletin', { bulletin: 'autumn-2026' })
  },
  '2026-10-14': async (asks) => {
    const school = await centre(asks, 5)
    const head = await headOf(asks, school)
    if (head)
      await asks.do('hand-over-contact', {
        contact: head.id,
        school,
        role: 'head',
        name: 'Morag Lindqvist',
        email: 'morag.lindqvist@newhead.example',
      })
  },
  '2026-10-16': async (asks) => {
    const school = await centre(asks, 7)
    const path = `/api/log?type=AwardGranted&school=${encodeURIComponent(school)}&limit=10`
    const { items } = granted.parse(await asks.get(path))
    const wrong = items.find(({ data }) => data.award === 'centre-of-excellence')
    if (wrong)
      await asks.do('correct', {
        event: wrong.id,
        reason: 'The certificate says another day.',
        data: { on: addDays(wrong.data.on, 6) },
      })
  },
  '2026-10-22': async (asks) => {
    const left = mails.parse(await asks.get('/local/mail?since=2026-10-15'))
    const [reminder] = left.filter(({ subject }) => subject.includes('due'))
    if (reminder) await asks.post('/local/feedback', { letter: reminder.letter, event: 'bounce', kind: 'permanent' })
  },
  '2026-11-02': async (asks) => {
    await asks.do('change-setting', {
      name: 'visitDecisionDays',
      value: 21,
      reason: 'The committee meets every three weeks.',
    })
    await asks.do('change-calendar', {
      nation: 'northern-ireland',
      bankHolidays: ['2027-01-01', '2027-03-17', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-07-12'],
      reason: 'The days of 2027 as announced.',
    })
  },
  '2026-11-10': (asks) =>
    asks.do('record-meeting', {
      cluster: 'named-1',
      meeting: 'named-1-2026-11-09',
      on: '2026-11-09',
      kind: 'required',
      place: 'Online',
      topics: 'Transitions',
      attendance: { 'urn:199104': 'attended', 'urn:199105': 'apologies', 'urn:199103': 'absent' },
      impact: { 'urn:199104': 'They will try the buddy scheme in the spring.' },
    }),
  '2026-11-12': async (asks) =>
    asks.do('suspend-award', {
      school: await centre(asks, 9),
      award: 'centre-of-excellence',
      reason: 'The action plan is outstanding; agreed with the governors.',
    }),
  '2026-11-16': async (asks) => {
    await asks.do('schedule-meeting', {
      cluster: 'named-1',
      meeting: 'named-1-2026-12-02',
      on: '2026-12-02',
      from: '15:30',
      kind: 'required',
      place: 'Online',
      topics: 'Reading for all',
    })
    await asks.do('pause-letters', {
      scope: 'school',
      id: await centre(asks, 11),
      reason: 'The school has asked for a quiet fortnight during its inspection.',
    })
  },
}
