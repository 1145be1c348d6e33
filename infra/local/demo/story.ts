/**
 * What happens once in the demo's weeks, beside the office's routine: so that whoever opens the console for the first time
 * finds one of everything a body meets. Every person in it is invented.
 */
import * as z from 'zod'
import { addDays } from '../../../events/kernel/day.ts'
import type { Asks, Office } from './asks.ts'
import { machineWrote, mailOf, type Written } from './mails.ts'
import { addressOf, clusters } from './schools.ts'

type Scene = (office: Office, day: string) => Promise<void>

const schools = z.object({ items: z.array(z.object({ ref: z.string() })) })
const contacts = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      schools: z.array(z.object({ role: z.string() })),
      consents: z.object({ service: z.object({ state: z.string() }), news: z.object({ state: z.string() }) }),
    }),
  ),
})
const granted = z.object({
  items: z.array(z.object({ id: z.string(), data: z.object({ award: z.string(), on: z.string() }) })),
})
const staff = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })
const mails = z.array(z.object({ letter: z.string(), subject: z.string() }))

type Contact = z.infer<typeof contacts>['items'][number]

/** A Centre of Excellence by its place among those shown. */
async function centre({ get }: Asks, n: number): Promise<string> {
  const { items } = schools.parse(await get('/api/schools?level=centre-of-excellence&limit=50'))
  return items[n]?.ref ?? ''
}

/** The person of a school in a role, with both consents; undefined when there is none. */
async function personOf({ get }: Asks, school: string, role = 'head'): Promise<Contact | undefined> {
  const { items } = contacts.parse(await get(`/api/contacts?school=${encodeURIComponent(school)}`))
  return items.find((one) => one.schools.some((place) => place.role === role))
}

/** The n-th person who agreed to both kinds of letter, from the n-th school on. */
async function willing(asks: Asks, n: number): Promise<Contact> {
  for (let school = n; school < n + 30; school++) {
    const person = await personOf(asks, await centre(asks, school))
    if (person?.consents.service.state === 'given' && person.consents.news.state === 'given') return person
  }
  throw new Error('nobody in the demo agreed to both kinds of letter')
}

/** Somebody writes to the body. */
async function write({ post }: Asks, day: string, mail: Written, found = ''): Promise<void> {
  await post(`/local/inbound${found}`, mailOf(mail, day), 'message/rfc822')
}

/** By day. */
export const story: Readonly<Record<string, Scene>> = {
  '2026-09-02': async ({ robin }) => {
    const { items } = staff.parse(await robin.get('/api/staff'))
    for (const { id, name } of items)
      if (name === 'Priya Nair') await robin.do('change-staff', { staff: id, alerts: 'all' })
    await robin.do('add-staff', { role: 'reader', name: 'Jo Marsh', email: addressOf('Jo Marsh'), alerts: 'none' })
  },
  '2026-09-08': ({ robin }) =>
    robin.do('change-letter', {
      kind: 'review-reminder',
      paragraph: 'Our office is closed from 21 December to 1 January. Messages are answered from 4 January.',
    }),
  '2026-09-22': async ({ priya }) => {
    const { id } = await willing(priya, 3)
    await priya.do('withdraw-consent', { contact: id, purpose: 'service' })
  },
  '2026-09-25': (office) => meet(office, '2026-09-24'),
  '2026-10-05': async ({ robin }) => {
    await robin.do('write-bulletin', {
      bulletin: 'autumn-2026',
      subject: 'What schools shared this autumn',
      paragraphs: ['Three clusters met on transitions.', 'Their notes are on our website from next week.'],
    })
    await robin.do('send-bulletin', { bulletin: 'autumn-2026' })
  },
  '2026-10-14': async ({ priya }) => {
    const school = await centre(priya, 5)
    const head = await personOf(priya, school)
    if (head)
      await priya.do('hand-over-contact', {
        contact: head.id,
        school,
        role: 'head',
        name: 'Morag Lindqvist',
        email: 'morag.lindqvist@newhead.example',
      })
  },
  '2026-10-16': async ({ robin }) => {
    const school = await centre(robin, 7)
    const path = `/api/log?type=AwardGranted&school=${encodeURIComponent(school)}&limit=10`
    const { items } = granted.parse(await robin.get(path))
    const wrong = items.find(({ data }) => data.award === 'centre-of-excellence')
    if (wrong)
      await robin.do('correct', {
        event: wrong.id,
        reason: 'The certificate says another day.',
        data: { on: addDays(wrong.data.on, 6) },
      })
  },
  '2026-10-20': async ({ priya }, day) => {
    const { email, name } = await willing(priya, 12)
    await write(priya, day, {
      from: email,
      name,
      subject: 'Re: What schools shared this autumn',
      text: `Hello,\n\nPlease take me off the bulletin. The reminders are useful, do keep sending those.\n\nThank you\n${name}`,
    })
  },
  '2026-11-02': async ({ robin }) => {
    await robin.do('change-setting', {
      name: 'visitDecisionDays',
      value: 21,
      reason: 'The committee meets every three weeks.',
    })
    await robin.do('change-calendar', {
      nation: 'northern-ireland',
      bankHolidays: ['2027-01-01', '2027-03-17', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-07-12'],
      reason: 'The days of 2027 as announced.',
    })
  },
  '2026-11-05': async ({ priya }, day) => {
    const { email, name } = await willing(priya, 18)
    await write(priya, day, {
      from: email,
      name,
      subject: 'E-mails',
      text: `Dear all,\n\nI retire at Christmas. Please stop sending me e-mails.\n\nKind regards\n${name}`,
    })
  },
  '2026-11-10': async ({ priya }, day) => {
    const { email, name } = await willing(priya, 24)
    await write(priya, day, {
      from: email,
      name,
      subject: 'What you hold about me',
      text: `Good morning,\n\nPlease send me a copy of all the personal data you hold about me.\n\n${name}`,
    })
  },
  '2026-11-12': async (office) => {
    const { robin, priya } = office
    await meet(office, '2026-11-11')
    await robin.do('suspend-award', {
      school: await centre(priya, 9),
      award: 'centre-of-excellence',
      reason: 'The action plan is outstanding; agreed with the governors.',
    })
  },
  '2026-11-16': async (office, day) => {
    const { email, name } = await willing(office.priya, 28)
    const forged = { from: email, name, subject: 'Stop', text: 'Stop sending me anything.' }
    await write(office.priya, day, forged, '?dmarc=FAIL')
    await plan(office, 'Gwen Parry', 'vale-of-trent', '2026-12-02')
    await plan(office, 'Morven Reid', 'forth-and-tay', '2027-01-21')
    await office.priya.do('pause-letters', {
      scope: 'school',
      id: await centre(office.priya, 11),
      reason: 'The school has asked for a quiet fortnight during its inspection.',
    })
  },
  '2026-11-17': async ({ robin }) => {
    const left = mails.parse(await robin.get('/local/mail?since=2026-11-09'))
    const reminder = left.find(({ subject }) => subject.includes('due'))
    if (reminder) await robin.post('/local/feedback', { letter: reminder.letter, event: 'bounce', kind: 'permanent' })
  },
  '2026-11-18': async ({ priya }, day) => {
    const { email, name } = await willing(priya, 33)
    await write(priya, day, {
      from: email,
      name,
      subject: 'Automatic reply: your annual review',
      text: 'I am out of the office until Monday.',
      headers: machineWrote,
    })
  },
  '2026-11-19': async ({ priya, robin }, day) => {
    const { email, name } = await willing(priya, 36)
    await write(priya, day, {
      from: email,
      name,
      subject: 'Our visit',
      text: `Hello,\n\nCould the assessor also see our new sensory room, and may two governors come along?\n\n${name}`,
    })
    const careful = await willing(priya, 40)
    await write(priya, day, {
      from: careful.email,
      name: careful.name,
      subject: 'Reminders',
      text: `Hello,\n\nIf the governors decide not to renew, please take me off your list.\n\n${careful.name}`,
    })
    await robin.post(
      '/api/imports/contacts',
      'school,role,name,email,phone,service,service_on,news,news_on,wording,how\n' +
        `${await centre(priya, 1)},other,Leila Haddad,leila.haddad@invented.example,,yes,2026-11-02,,,2026-04,paper\n` +
        'urn:999999,head,Owen Price,owen.price@invented.example,,yes,2026-11-02,,,2026-04,paper\n' +
        `${await centre(priya, 2)},head,Sunita Rao,sunita.rao-at-invented.example,,yes,2026-11-02,,,2026-04,paper\n`,
    )
  },
}

/** Mersey and Dee meets; the first of its Flagships stays away each time, and the second sends apologies. */
async function meet(office: Office, on: string): Promise<void> {
  const cluster = 'mersey-and-dee'
  const members = async (level: string) =>
    schools.parse(await office.priya.get(`/api/schools?cluster=${cluster}&level=${level}`)).items.map(({ ref }) => ref)
  const [away = '', ill = '', ...others] = await members('flagship')
  const there = [...others, ...(await members('centre-of-excellence'))].map((ref) => [ref, 'attended'])
  const topics = Object.values(clusters).find(({ id }) => id === cluster)?.topics
  const asks = await office.ambassador('Samuel Okafor')
  await asks.do('record-meeting', {
    cluster,
    meeting: `${cluster}-${on}`,
    on,
    kind: 'required',
    place: 'Online',
    topics,
    attendance: { ...Object.fromEntries(there), [away]: 'absent', [ill]: 'apologies' },
    impact: { [others[0] ?? '']: 'They will try the buddy scheme in the spring.' },
  })
}

async function plan(office: Office, ambassador: string, cluster: string, on: string): Promise<void> {
  const topics = Object.values(clusters).find(({ id }) => id === cluster)?.topics
  const meeting = `${cluster}-${on}`
  const asks = await office.ambassador(ambassador)
  await asks.do('schedule-meeting', { cluster, meeting, on, from: '15:30', kind: 'required', place: 'Online', topics })
}
