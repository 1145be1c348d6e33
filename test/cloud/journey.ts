/**
 * The body's way through a deployed system: who may come in, a small import, reminders on their day and once, what the
 * provider says of them, a consent that is withdrawn in time. All by the API but for the clock and the provider.
 */
import * as z from 'zod'
import { triggers } from '../../functions/index.ts'
import { sayDay } from '../../shared/post/say-day.ts'
import { type Api, openApi } from './api.ts'
import type { Deployed } from './deploy.ts'
import type { Emulator } from './emulator.ts'
import { signIn } from './people.ts'
import { expectSame, prove, proveFirst } from './prove.ts'
import { names, people, type Story, schools, tellStory } from './small-body.ts'
import { beginDay, followAgain, provide } from './wake.ts'
import { atRest, deadLetters, lettersThatLeft, linesOf, until } from './watch.ts'

const letter = z.object({
  id: z.string(),
  kind: z.string(),
  contact: z.string().optional(),
  school: z.string().optional(),
  state: z.string(),
  whyNot: z.string().optional(),
  heldBy: z.string().optional(),
  why: z.looseObject({ event: z.string(), stage: z.string().optional(), due: z.string().optional() }),
})
const entry = z.object({
  id: z.string(),
  type: z.string(),
  stream: z.string(),
  version: z.int(),
  school: z.string().optional(),
})
const task = z.object({ about: z.string(), school: z.string().optional(), state: z.string() })
const contact = z.object({ id: z.string(), email: z.string(), address: z.string() })
const settings = z.object({ sending: z.string() })
const report = z.object({
  import: z.string(),
  state: z.string(),
  rows: z.int(),
  accepted: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.array(z.unknown()),
})
const upload = z.object({ import: z.string(), upload: z.url() })

/** What the proofs of the journey have at hand. */
type Journey = {
  readonly emulator: Emulator
  readonly deployed: Deployed
  /** The first admin’s. */
  readonly token: string
  readonly admin: Api
  readonly story: Story
}

/** Every proof of the way through, in its order. Throws `NotShown` when one fails on which the others stand. */
export async function drive(emulator: Emulator, deployed: Deployed, today: string): Promise<void> {
  const token = await proveFirst('the first admin signs in at the pool', () =>
    signIn(emulator, deployed, 'first-admin'),
  )
  const journey = { emulator, deployed, token, admin: openApi(deployed.api, token), story: tellStory(today) }
  await comeIn(journey)
  await bringIn(journey)
  await switchOn(journey)
  await remind(journey)
  await comeTwice(journey)
  await hearBack(journey)
  await withdrawInTime(journey)
  await leaveNoTrace(journey)
}

async function comeIn({ emulator, deployed, token, admin }: Journey): Promise<void> {
  await prove('nobody without a token comes in, and nobody with one who is not on the staff', async () => {
    const passer = openApi(deployed.api, await signIn(emulator, deployed, 'passer-by'))
    const answers = [
      await openApi(deployed.api).call('GET', '/api/settings'),
      await passer.call('GET', '/api/settings'),
    ]
    expectSame(
      'answers',
      answers.map(({ status }) => String(status)),
      ['401', '403'],
    )
  })
  await prove('whoever is added to the staff may what their role may, and no more', async () => {
    const added = z.object({ stream: z.string() })
    const said = await admin.does('add-staff', {
      role: 'reader',
      name: 'Rhea Lund',
      email: 'rhea.lund@iqm.example',
      alerts: 'none',
    })
    const reader = openApi(
      deployed.api,
      await signIn(emulator, deployed, added.parse(said).stream.replace('staff#', '')),
    )
    const read = await reader.call('GET', '/api/settings')
    const done = await reader.call('POST', '/api/do/set-sending', { position: 'on', reason: 'to try it' })
    expectSame('answers', [`${read.status} to read`, `${done.status} to do`], ['200 to read', '403 to do'])
  })
  await prove('the console leads strangers to the way in, and shows its pages to the staff', async () => {
    const page = async (headers: Record<string, string>) => {
      const answer = await fetch(`${deployed.api}/schools`, { redirect: 'manual', headers })
      const [, title = ''] = /<h1[^>]*>([^<]*)</.exec(await answer.text()) ?? []
      return `${answer.status} ${answer.headers.get('location') ?? title.trim()}`
    }
    const pages = [await page({}), await page({ cookie: `__Host-session=${token}` })]
    expectSame('pages', pages, ['303 /sign-in?next=%2Fschools', '200 Schools'])
  })
  await prove('a body that was just deployed sends nothing until it is told to', async () => {
    expectSame('sending', [settings.parse(await admin.must('GET', '/api/settings')).sending], ['off'])
  })
}

async function bringIn({ emulator, admin, story: { csv } }: Journey): Promise<void> {
  await proveFirst('schools and awards go in by the API, contacts by an upload address', async () => {
    expectSame(
      'schools',
      [told(await admin.must('POST', '/api/imports/schools', csv.schools))],
      ['done, 6 of 6 changed'],
    )
    expectSame(
      'awards',
      [told(await admin.must('POST', '/api/imports/awards', csv.awards))],
      ['done, 10 of 10 changed'],
    )
    expectSame('contacts', [await uploaded(admin, csv.contacts)], ['done, 6 of 6 changed'])
  })
  await prove('the same files a second time change nothing', async () => {
    const again = [
      told(await admin.must('POST', '/api/imports/schools', csv.schools)),
      told(await admin.must('POST', '/api/imports/awards', csv.awards)),
      told(await admin.must('POST', '/api/imports/contacts', csv.contacts)),
    ]
    expectSame('reports', again, ['done, 0 of 6 changed', 'done, 0 of 10 changed', 'done, 0 of 6 changed'])
  })
  await prove('importing history writes to nobody', async () => {
    await atRest(emulator, () => countOf(admin))
    expectSame(
      'letters asked for',
      (await lettersOf(admin)).map(({ kind }) => kind),
      [],
    )
  })
}

function told(answered: unknown): string {
  const { state, rows, accepted, changed, refused } = report.parse(answered)
  const all = refused.length === 0 && accepted === rows
  return `${state}, ${changed} of ${rows} changed${all ? '' : `, refused ${JSON.stringify(refused)}`}`
}

async function uploaded(admin: Api, csv: string): Promise<string> {
  const offered = upload.parse(await admin.must('POST', '/api/imports/contacts?upload=1'))
  const put = await fetch(offered.upload, { method: 'PUT', body: csv, headers: { 'content-type': 'text/csv' } })
  if (!put.ok) throw new Error(`the upload was answered ${put.status} ${await put.text()}`)
  const path = `/api/imports/${encodeURIComponent(offered.import)}`
  return told(
    await until(
      () => admin.must('GET', path),
      (seen) => (report.parse(seen).state === 'done' ? undefined : JSON.stringify(seen)),
    ),
  )
}

async function switchOn({ emulator, admin, story: { visit } }: Journey): Promise<void> {
  await prove('a visit is booked: its letter is asked for, and held while sending is off', async () => {
    await admin.does('book-visit', { school: schools.visited.ref, on: visit })
    await until(
      () => lettersOf(admin),
      (seen) => notAs(seen.map(asWords), [`visit-confirmed to ${people.visited}: held by sending-off`]),
    )
    expectSame(
      'letters that left',
      (await lettersThatLeft(emulator)).map(({ to }) => to),
      [],
    )
  })
  await proveFirst('set to on, what was held leaves', async () => {
    await admin.does('set-sending', { position: 'on', reason: 'The body begins its work.' })
    const [confirmed] = await until(
      () => lettersThatLeft(emulator),
      (seen) =>
        notAs(
          seen.map(({ to }) => to),
          [people.visited],
        ),
    )
    if (!confirmed?.text.includes(sayDay(visit))) throw new Error(`the letter does not say ${sayDay(visit)}`)
  })
}

async function remind({ emulator, admin, story: { first, due } }: Journey): Promise<void> {
  const before = (await lettersThatLeft(emulator)).length
  await proveFirst('on the morning of its day the right reminder leaves to the right people', async () => {
    await beginDay(emulator, first)
    const wanted = [people.head, people.lead, people.office]
    const reminders = await until(
      async () => (await lettersThatLeft(emulator)).slice(before),
      (seen) =>
        notAs(
          seen.map(({ to }) => to),
          wanted,
        ),
    )
    for (const { to, subject, text, html } of reminders) {
      const school = to === people.office ? schools.officeOnly.name : schools.due.name
      const lacking = [school, sayDay(due)].filter(
        (words) => ![subject, text, html].every((part) => part.includes(words)),
      )
      if (lacking.length > 0) throw new Error(`the letter to ${to} lacks ${lacking.join(' and ')}: ${subject}`)
    }
  })
  await prove('the API tells which letters those were and why, and of whom nobody was written to', async () => {
    const reminded = (seen: readonly z.infer<typeof letter>[]) => seen.filter(({ kind }) => kind === 'review-reminder')
    const wanted = [people.head, people.lead, people.office].map((to) => `review-reminder to ${to}: sent`)
    const seen = await until(
      async () => reminded(await lettersOf(admin)),
      (letters) => notAs(letters.map(asWords), wanted),
    )
    expectSame(
      'why',
      seen.map(({ why }) => `${why.stage} ${why.due}`),
      Array(3).fill(`before-90 ${due}`),
    )
    await until(
      () => admin.list('/api/log?type=ReviewReminderDue', entry),
      (entries) =>
        notAs(
          entries.map(({ school }) => school ?? ''),
          [schools.due.ref, schools.officeOnly.ref, schools.unreachable.ref],
        ),
    )
    await until(
      () => admin.list('/api/tasks?state=open', task),
      (tasks) =>
        notAs(
          tasks.map(({ about, school }) => `${about} ${school}`),
          [`school-unreachable ${schools.unreachable.ref}`],
        ),
    )
  })
}

async function comeTwice({ emulator, admin, story: { first } }: Journey): Promise<void> {
  await prove('the same morning a second time sends nothing', async () => {
    await staysAsItIs({ emulator, admin }, () => beginDay(emulator, first))
  })
  await prove('every entry of the log published and followed a second time changes nothing', async () => {
    const places = await admin.list('/api/log', entry)
    const deliveries = async () => (await linesOf(emulator, 'send-letters')).length
    const before = await deliveries()
    await staysAsItIs({ emulator, admin }, () => followAgain(emulator, places))
    if ((await deliveries()) === before) throw new Error('send-letters was told nothing a second time')
  })
}

/** Nothing is recorded and no letter leaves, whatever is done. */
async function staysAsItIs(
  { emulator, admin }: Pick<Journey, 'emulator' | 'admin'>,
  done: () => Promise<void>,
): Promise<void> {
  const seen = async () => {
    await atRest(emulator, () => countOf(admin))
    const entries = await admin.list('/api/log', entry)
    const letters = await lettersThatLeft(emulator)
    return [...entries.map(({ id, type }) => `${id} ${type}`), ...letters.map(({ to, subject }) => `${to} ${subject}`)]
  }
  const before = await seen()
  await done()
  const after = await seen()
  expectSame(
    'what is new',
    after.filter((one) => !before.includes(one)),
    [],
  )
  expectSame('how much there is', [String(after.length)], [String(before.length)])
}

async function hearBack({ emulator, admin }: Journey): Promise<void> {
  await prove(
    'what the provider says of a letter is noted: delivered, or bounced, and then a person is asked',
    async () => {
      const [toHead, toOffice] = [await letterTo(admin, people.head), await letterTo(admin, people.office)]
      await provide(emulator, `letter#${toHead}`, people.head, 'Delivery')
      await provide(emulator, `letter#${toOffice}`, people.office, 'Bounce')
      await until(
        () => lettersOf(admin),
        (seen) =>
          notAs(seen.filter(({ id }) => [toHead, toOffice].includes(id)).map(asWords), [
            `review-reminder to ${people.head}: delivered`,
            `review-reminder to ${people.office}: bounced`,
          ]),
      )
      await until(
        () => contactsOf(admin, schools.officeOnly.ref),
        (seen) =>
          notAs(
            seen.map(({ address }) => address),
            ['bounced'],
          ),
      )
      await until(
        () => admin.list('/api/tasks?state=open', task),
        (seen) => (seen.some(({ about }) => about === 'address-bounced') ? undefined : 'no task for the address'),
      )
    },
  )
}

async function withdrawInTime({ emulator, admin, story: { second } }: Journey): Promise<void> {
  const before = (await lettersThatLeft(emulator)).length
  await proveFirst('held back, the next stage waits', async () => {
    await admin.does('set-sending', { position: 'off', reason: 'To look at it first.' })
    await beginDay(emulator, second)
    const wanted = [people.head, people.lead, people.later]
    await until(
      () => lettersOf(admin),
      (seen) =>
        notAs(
          seen.filter(({ state }) => state === 'held').map(asWords),
          wanted.map((to) => `review-reminder to ${to}: held by sending-off`),
        ),
    )
  })
  await prove('a consent withdrawn meanwhile stops that letter for good, and no other', async () => {
    await admin.does('withdraw-consent', { email: people.head, purpose: 'service' })
    await admin.does('set-sending', { position: 'on', reason: 'It is as it should be.' })
    await until(
      async () => (await lettersThatLeft(emulator)).slice(before).map(({ to }) => to),
      (seen) => notAs(seen, [people.lead, people.later]),
    )
    await until(
      () => lettersOf(admin),
      (seen) =>
        notAs(seen.filter(({ state }) => state === 'withheld').map(asWords), [
          `review-reminder to ${people.head}: withheld, withdrawn`,
        ]),
    )
    await atRest(emulator, () => countOf(admin))
    expectSame(
      'letters',
      (await lettersThatLeft(emulator)).slice(before).map(({ to }) => to),
      [people.lead, people.later],
    )
  })
}

async function leaveNoTrace({ emulator, admin }: Journey): Promise<void> {
  await prove('nothing ended among the dead letters', async () => {
    await atRest(emulator, () => countOf(admin))
    expectSame('dead letters', await deadLetters(emulator), [])
  })
  await prove('no log line holds a name or an address', async () => {
    const lines = (await Promise.all(triggers.map(({ name }) => linesOf(emulator, name)))).flat()
    if (lines.length < triggers.length) throw new Error(`${lines.length} lines are too few to tell`)
    const personal = [...Object.values(people), ...names, 'Rhea Lund', 'rhea.lund@iqm.example']
    expectSame(
      'lines',
      lines.filter((line) => personal.some((words) => line.includes(words))),
      [],
    )
  })
  await prove(
    'the figures that alarms watch stand in the log of begin-day in the form their filters count',
    async () => {
      const figure = z.object({ figure: z.string(), value: z.number() })
      const said = (await linesOf(emulator, 'begin-day')).flatMap((line) => figure.safeParse(jsonOr(line)).data ?? [])
      expectSame('figures', [...new Set(said.map((one) => one.figure))], ['morning-overdue', 'wakes-overdue'])
    },
  )
}

function jsonOr(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Who is who, by the contact’s id: filled as letters are read, since they name their contact by it alone. */
const addresses = new Map<string, string>()

async function contactsOf(admin: Api, school: string): Promise<z.infer<typeof contact>[]> {
  return admin.list(`/api/contacts?school=${encodeURIComponent(school)}`, contact)
}

async function lettersOf(admin: Api): Promise<z.infer<typeof letter>[]> {
  const letters = await admin.list('/api/letters', letter)
  if (letters.some((one) => !addresses.has(one.contact ?? '')))
    for (const { ref } of Object.values(schools))
      for (const { id, email } of await contactsOf(admin, ref)) addresses.set(id, email)
  return letters
}

const asWords = ({ kind, contact: to, state, heldBy, whyNot }: z.infer<typeof letter>) =>
  `${kind} to ${addresses.get(to ?? '')}: ${state}${heldBy ? ` by ${heldBy}` : ''}${whyNot ? `, ${whyNot}` : ''}`

async function letterTo(admin: Api, address: string): Promise<string> {
  const found = (await lettersOf(admin)).find(
    (one) => one.kind === 'review-reminder' && addresses.get(one.contact ?? '') === address,
  )
  if (found === undefined) throw new Error(`there is no reminder to ${address}`)
  return found.id
}

const countOf = async (admin: Api) => (await admin.list('/api/log', entry)).length

function notAs(found: readonly string[], wanted: readonly string[]): string | undefined {
  const [one, other] = [[...found].sort().join('; '), [...wanted].sort().join('; ')]
  return one === other ? undefined : `found ${one || 'none'}; wanted ${other || 'none'}`
}
