/**
 * What happens to people and switches: contacts come and go, consent and withdraw, letters are paused and released,
 * staff settle what waits for a person. At any hour, also in the middle of the morning run and two at once: none of it
 * changes what falls due, all of it who is written to.
 */
import { addDays, type Day } from '../../events/kernel/day.ts'
import type { ContactRole } from '../../events/kernel/words.ts'
import { at, type Happening, minute, type PlannedDay, type PlanTools } from './happenings.ts'
import { someMail } from './mails.ts'
import { aReason, freshEmail, nameOf, type SimulatedPerson } from './people.ts'
import type { SchoolsPlan } from './plan-schools.ts'
import type { Random } from './random.ts'

/** `end`: when all is switched on again, for what was begun to be finished. */
export function planPeople(
  { random: whole, worldAt }: PlanTools,
  days: readonly PlannedDay[],
  schools: SchoolsPlan,
  end: number,
): readonly Happening[] {
  const random = whole.fork('people')
  const happenings: Happening[] = []
  const body = emptyBody(random, [...schools.schools.keys()], happenings)
  const mails = whole.fork('mails')
  for (const planned of days) liveThrough(body, mails, planned, worldAt)
  const before = happenings.filter((one) => one.at < end)
  return [...before, ...calmDown(body, end)]
}

function liveThrough(
  body: Body,
  mails: Random,
  { day, first, office, firstRun }: PlannedDay,
  worldAt: PlanTools['worldAt'],
): void {
  if (first && office) setUp(body, office[0] + 65 * minute, day)
  const moments = first ? [] : momentsOf(body.random, office, firstRun)
  for (const ms of moments) doSomething(body, ms, worldAt(ms).today)
  if (mails.chance(mailShare)) mailComes(body, mails, first ? undefined : firstRun, day)
}

/** Days of a hundred on which a mail comes in. */
const mailShare = 0.12

/** At any hour, also when the machine is down; at times in the middle of the morning run, at times sent twice. */
function mailComes({ people, errand }: Body, random: Random, firstRun: number | undefined, day: Day): void {
  if (people.length === 0) return
  const inRun = firstRun !== undefined && random.chance(0.4)
  const ms = inRun ? firstRun + random.int(1000, 20 * minute) : at(day, '05:00') + random.int(0, 16 * 60) * minute
  const mail = { kind: someMail(random), email: random.pick(people).email, number: random.int(1, 1_000_000) }
  errand(ms, 'a mail comes', mail)
  if (random.chance(0.2)) errand(ms + random.int(0, 600) * minute, 'a mail comes', mail)
}

/** Moments of a day: some in office hours, some while the morning run is at work. */
function momentsOf(random: Random, office: PlannedDay['office'], firstRun: number | undefined): number[] {
  const inRun = firstRun !== undefined && random.chance(0.3) ? [firstRun + random.int(1000, 20 * minute)] : []
  if (!office) return inRun
  const count = random.weighed([[45, 0], [30, 1], [20, 2], [5, 4]] as const) // biome-ignore format: a table
  return [...inRun, ...Array.from({ length: count }, () => random.int(...office))]
}

/** What the planner believes of the body. */
interface Body {
  readonly random: Random
  readonly people: SimulatedPerson[]
  readonly schools: readonly string[]
  call(at: number, command: string, body: Readonly<Record<string, unknown>>, tryOut?: true): void
  errand(at: number, what: Exclude<Happening['do'], 'call'>, more?: Readonly<Record<string, unknown>>): void
  add(at: number, school: string, role: ContactRole, person?: SimulatedPerson): SimulatedPerson
}

function emptyBody(random: Random, schools: readonly string[], happenings: Happening[]): Body {
  const people: SimulatedPerson[] = []
  const body: Body = {
    random,
    people,
    schools,
    call: (at, command, with_, tryOut) =>
      void happenings.push({ at, do: 'call', command, body: with_, ...(tryOut && { tryOut }) }),
    errand: (at, what, more = {}) => void happenings.push({ at, do: what, with: more }),
    add(at, school, role, known) {
      const number = people.length + 1
      const person = known ?? { number, email: freshEmail(number, random), places: [], said: {} }
      if (!known) people.push(person)
      person.places.push({ school, role })
      const phone = random.chance(0.2) ? { phone: `canary-07700-${person.number}` } : {}
      body.call(at, 'add-contact', { school, role, name: nameOf(person), email: person.email, ...phone })
      return person
    },
  }
  return body
}

/** Switches on again all that was switched off. */
function calmDown({ random, schools }: Body, end: number): Happening[] {
  const call = (after: number, command: string, body: Readonly<Record<string, unknown>>): Happening => {
    return { at: end + after, do: 'call', command, body: { ...body, reason: aReason(random) } }
  }
  return [
    call(0, 'resume-letters', { scope: 'all' }),
    ...schools.map((id, n) => call(1000 + n, 'resume-letters', { scope: 'school', id })),
    call(2000, 'set-sending', { position: 'on' }),
  ]
}

const rolesAtFirst: readonly (readonly [share: number, role: ContactRole])[] = [
  [0.85, 'head'],
  [0.5, 'inclusion-lead'],
  [0.7, 'office'],
  [0.15, 'other'],
]

function setUp(body: Body, from: number, today: Day): void {
  const { random } = body
  let ms = from
  const next = () => {
    ms += random.int(20_000, 60_000)
    return ms
  }
  for (const role of ['admin', 'coordinator', 'reader'] as const)
    body.call(next(), 'add-staff', {
      role,
      name: `Canary of Staff as ${role}`,
      email: `${role}.canary@body.example`,
      // One who hears of everything is enough in most bodies.
      alerts:
        role === 'admin'
          ? random.fork('alerts').pick(['all', 'none', 'none'])
          : random.pick(['tasks', 'none', 'none', 'none']),
    })
  for (const school of body.schools)
    for (const [share, role] of rolesAtFirst)
      if (random.chance(share)) body.add(next(), school, role, sharedPerson(body, role))
  for (const person of body.people) firstWords(body, person, next(), today)
  body.call(next(), 'set-sending', { position: 'on', reason: aReason(random) })
}

/** At times the same mailbox, or the same head, serves a further school. */
function sharedPerson({ random, people }: Body, role: ContactRole): SimulatedPerson | undefined {
  const alike = people.filter(({ places }) => places.some((place) => place.role === role))
  return alike.length > 0 && random.chance(role === 'office' ? 0.35 : 0.15) ? random.pick(alike) : undefined
}

function firstWords(body: Body, person: SimulatedPerson, ms: number, today: Day): void {
  if (body.random.chance(0.85)) give(body, person, ms, today, 'service')
  if (body.random.chance(0.3)) give(body, person, ms + 10_000, today, 'news')
}

type Purpose = 'service' | 'news'

function give({ random, call }: Body, person: SimulatedPerson, ms: number, today: Day, purpose: Purpose): void {
  const how = random.weighed([[6, 'web-form'], [3, 'paper'], [2, 'phone'], [2, 'e-mail']] as const) // biome-ignore format: a table
  const on = random.weighed([[6, undefined], [3, addDays(today, -random.int(1, 40))], [1, addDays(today, 1)]] as const) // biome-ignore format: a table
  call(ms, 'give-consent', { email: person.email, purpose, wording: '2018-05', how, ...(on && { on }) })
  person.said[purpose] = 'given'
}

function withdraw({ call }: Body, person: SimulatedPerson, ms: number, purpose: Purpose): void {
  call(ms, 'withdraw-consent', { email: person.email, purpose })
  person.said[purpose] = 'withdrawn'
}

type Doing = (body: Body, person: SimulatedPerson, ms: number, today: Day) => void

const doings: readonly (readonly [number, Doing])[] = [
  [8, (body, person, ms, today) => give(body, person, ms, today, purposeOf(body))],
  [8, (body, person, ms) => withdraw(body, person, ms, purposeOf(body))],
  [4, bothAtOnce],
  [5, newContact],
  [3, twoClerks],
  [3, comesAndGoes],
  [5, changedContact],
  [4, removedContact],
  [4, handedOver],
  [2, merged],
  [3, importedWord],
  [3, pausedPerson],
  [3, pausedSchool],
  [1, pausedBody],
  [2, otherPosition],
  [4, settledByStaff],
  [2, changedStaff],
  [2, changedWords],
  [1, bulletin],
  [1, erased],
]

function doSomething(body: Body, ms: number, today: Day): void {
  if (body.people.length === 0) return
  body.random.weighed(doings)(body, body.random.pick(body.people), ms, today)
}

function purposeOf({ random }: Body): Purpose {
  return random.chance(0.8) ? 'service' : 'news'
}

/** A withdrawal and a new consent of the same person at the same moment: by phone and by paper. */
function bothAtOnce(body: Body, person: SimulatedPerson, ms: number, today: Day): void {
  const { random } = body
  const within = random.pick([100, 1500])
  const times = Array.from({ length: random.int(2, 4) }, () => ms + random.int(0, within))
  for (const time of times) {
    if (random.chance(0.5)) withdraw(body, person, time, 'service')
    else give(body, person, time, today, 'service')
  }
}

function newContact(body: Body, person: SimulatedPerson, ms: number, today: Day): void {
  const { random } = body
  const school = random.pick(body.schools)
  const role = random.pick(['head', 'inclusion-lead', 'office', 'other'] as const)
  const added = body.add(ms, school, role, random.chance(0.4) ? person : undefined)
  // A hasty clerk enters the consent while the contact is still being added.
  if (random.chance(0.8)) give(body, added, ms + random.int(1, 20_000), today, 'service')
}

/** Two clerks enter the same new person at the same moment, for two schools. */
function twoClerks(body: Body, _: SimulatedPerson, ms: number): void {
  const { random } = body
  const person = body.add(ms, random.pick(body.schools), 'inclusion-lead')
  body.add(ms + random.int(0, 60), random.pick(body.schools), random.pick(['inclusion-lead', 'head'] as const), person)
}

/** One clerk takes a contact off a school while another puts it on. */
function comesAndGoes(body: Body, person: SimulatedPerson, ms: number): void {
  const place = person.places[0]
  if (!place) return
  const { school, role } = place
  body.call(ms + body.random.int(0, 100), 'remove-contact', { contact: person.email, school, role })
  body.call(ms + body.random.int(0, 100), 'add-contact', { school, role, name: nameOf(person), email: person.email })
}

function changedContact({ random, call, people }: Body, person: SimulatedPerson, ms: number): void {
  const contact = person.email
  const what = random.weighed([[3, 'anothers'], [7, 'name'], [10, 'address']] as const) // biome-ignore format: a table
  if (what === 'anothers') call(ms, 'change-contact', { contact, email: random.pick(people).email })
  if (what === 'name') call(ms, 'change-contact', { contact, name: nameOf(person, random.pick(['Ada', 'Eve', 'Ida'])) })
  if (what !== 'address') return
  person.email = freshEmail(person.number, random)
  call(ms, 'change-contact', { contact, email: person.email })
}

function removedContact({ random, call }: Body, person: SimulatedPerson, ms: number): void {
  const place = person.places[0]
  if (!place) return
  const { school, role } = place
  call(ms, 'remove-contact', { contact: person.email, school, ...(random.chance(0.5) && { role }) })
}

/** A role passes to a successor: mostly with its mailbox, and who was there has no address any more. */
function handedOver(body: Body, person: SimulatedPerson, ms: number, today: Day): void {
  const { random, call, people } = body
  const place = person.places[0]
  if (!place) return
  const number = 1000 + people.length
  const mailbox = random.chance(0.7)
  const email = mailbox ? person.email : freshEmail(number, random)
  const successor: SimulatedPerson = { number, email, places: mailbox ? [...person.places] : [place], said: {} }
  const { school, role } = place
  const hand = { contact: person.email, school, role, name: nameOf(successor), email }
  call(ms, 'hand-over-contact', hand)
  // Two clerks were told of it.
  if (random.chance(0.2)) call(ms + random.int(0, 2000), 'hand-over-contact', hand)
  if (mailbox) people.splice(people.indexOf(person), 1)
  else person.places.shift()
  people.push(successor)
  if (random.chance(0.7)) give(body, successor, ms + random.int(1, 90) * minute, today, 'service')
}

/** Somebody was entered twice; or a clerk names one entry for both. */
function merged({ random, call, people, schools }: Body, person: SimulatedPerson, ms: number): void {
  const other = random.pick(people)
  if (people.length < schools.length) return
  call(ms, 'merge-contacts', { keep: person.email, drop: other.email, reason: aReason(random) })
  if (other === person) return
  people.splice(people.indexOf(other), 1)
  person.places.push(...other.places)
}

function importedWord({ random, errand }: Body, person: SimulatedPerson, ms: number, today: Day): void {
  const on = addDays(today, -random.int(0, 20))
  errand(ms, 'import a consent', { email: person.email, on })
}

function pausedPerson({ random, call }: Body, person: SimulatedPerson, ms: number): void {
  const pause = { scope: 'contact', id: person.email, reason: aReason(random) }
  call(ms, 'pause-letters', pause)
  if (random.chance(0.7)) call(ms + random.int(10, 300) * minute, 'resume-letters', pause)
}

function pausedSchool({ random, call, schools }: Body, _: SimulatedPerson, ms: number): void {
  const pause = { scope: 'school', id: random.pick(schools), reason: aReason(random) }
  call(ms, 'pause-letters', pause)
  call(ms + random.int(60, 6000) * minute, 'resume-letters', pause)
}

function pausedBody({ random, call }: Body, _: SimulatedPerson, ms: number): void {
  const pause = { scope: 'all', reason: aReason(random) }
  call(ms, 'pause-letters', pause)
  call(ms + random.int(30, 1500) * minute, 'resume-letters', pause)
}

function otherPosition({ random, call }: Body, _: SimulatedPerson, ms: number): void {
  const set = (at: number, position: 'off' | 'staff' | 'on', tryOut?: true) =>
    call(at, 'set-sending', { position, reason: aReason(random) }, tryOut)
  set(ms, random.pick(['off', 'staff']))
  if (random.chance(0.3)) set(ms + minute, 'on', true)
  set(ms + random.int(30, 1500) * minute, 'on')
}

function settledByStaff({ random, errand }: Body, _: SimulatedPerson, ms: number): void {
  errand(ms, random.pick(['finish a task', 'assign a task', 'settle a letter', 'settle a letter'] as const))
}

/** The body's own words around its letters, tried on oneself; also words that make no letter. */
function changedWords({ random, call }: Body, _: SimulatedPerson, ms: number): void {
  const kind = random.pick(['review-reminder', 'visit-confirmed'] as const)
  call(ms, 'change-letter', { kind, paragraph: random.pick(['canary is away in August', 'canary is back', '']) })
  call(ms + minute, 'change-letterhead', {
    signatory: random.pick(['canary Ann', 'canary Ben']),
    colour: random.pick(['#1d4f7c', '#1d4f7c', '#ffff00']),
  })
  const tried = random.pick([{ kind }, { kind: 'visit-soon', values: { before: 0 } }, { kind: 'test-letter' }] as const)
  call(ms + 2 * minute, 'test-letter', tried)
}

/** A bulletin is written, corrected, sent; at times it is sent before it is written, or corrected too late. */
function bulletin({ random, call }: Body, _: SimulatedPerson, ms: number): void {
  const name = `news-${random.int(1, 30)}`
  const write = (at: number) =>
    call(at, 'write-bulletin', {
      bulletin: name,
      subject: 'canary news',
      paragraphs: [`canary says ${random.int(1, 9)}`],
    })
  if (random.chance(0.2)) call(ms, 'send-bulletin', { bulletin: name })
  write(ms + minute)
  if (random.chance(0.5)) write(ms + 2 * minute)
  call(ms + 3 * minute, 'send-bulletin', { bulletin: name })
  if (random.chance(0.3)) write(ms + 4 * minute)
}

/** Somebody asks to be erased and is; at times two members of staff decide it, and somebody is entered anew. */
function erased({ random, errand, call, people }: Body, person: SimulatedPerson, ms: number, today: Day): void {
  errand(ms, 'is erased', { email: person.email, received: today })
  if (random.chance(0.3)) errand(ms + random.int(0, 5000), 'is erased', { email: person.email, received: today })
  const [place] = person.places
  if (place && random.chance(0.3))
    call(ms + random.int(0, 120) * minute, 'add-contact', { ...place, name: nameOf(person), email: person.email })
  else people.splice(people.indexOf(person), 1)
}

function changedStaff({ random, call }: Body, _: SimulatedPerson, ms: number): void {
  const staff = `${random.pick(['coordinator', 'reader'])}.canary@body.example`
  const role = random.pick(['coordinator', 'reader', 'assessor', 'admin'] as const)
  random.pick([
    () => call(ms, 'change-staff', { staff, role }),
    () => call(ms, 'change-staff', { staff, alerts: 'none' }),
    () => call(ms, 'remove-staff', { staff }),
    () => call(ms, 'invite-staff', { staff }),
    // Mostly the only admin there is.
    () => call(ms, 'remove-staff', { staff: 'admin.canary@body.example' }),
    () => call(ms, 'add-staff', { role, name: 'Canary of Staff', email: staff, alerts: 'tasks' }),
  ])()
}
