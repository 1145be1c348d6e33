/**
 * When the weeks are over and all is quiet again: whether everything that had to come of them came, and nothing else
 * stands. Reads what is kept, and asks nobody what they meant.
 */
import * as z from 'zod'
import { londonDay } from '../../events/kernel/day.ts'
import { matter as matterOf } from '../../events/kernel/words.ts'
import { taskCausingTypes } from '../../events/task/calls.ts'
import { compareBoard } from '../../shared/board/rebuild.ts'
import { schoolIdOf } from '../../shared/deeds/schools.ts'
import { letterStream, taskStream } from '../../shared/deeds/tools.ts'
import { allInPresentForm } from '../../shared/log/fold.ts'
import { type CommitBody, eventIdOf } from '../../shared/log/log.ts'
import { inStreamOrder } from '../../shared/log/order.ts'
import { readSeal, sealFile } from '../../shared/log/seal.ts'
import { verifyLog } from '../../shared/log/verify.ts'
import { foldAddress } from '../../shared/vault/vault.ts'
import type { Machine } from './machine.ts'
import { canary } from './people.ts'
import type { Plan } from './plan.ts'
import { sayFact } from './plan-schools.ts'
import type { Watch } from './watch.ts'

/** Everything that is wrong, a sentence each. */
export async function judge(
  machine: Machine,
  watch: Watch,
  plan: Plan,
  personalIn: readonly string[],
): Promise<string[]> {
  const bodies: CommitBody[] = []
  for await (const item of inStreamOrder(machine.log.items()))
    bodies.push(...[(await machine.log.read(item.stream, item.version))?.body ?? []].flat())
  const heads = new Map(bodies.map((body) => [body.stream, body]))
  return [
    ...(await logHolds(machine)),
    ...(await boardHolds(machine, bodies, plan)),
    ...factsHold(bodies, plan),
    ...schoolsHold(heads, plan),
    ...lettersHold(heads, watch),
    ...remindersHold(bodies, heads),
    ...tasksHold(bodies, heads),
    ...(await vaultHolds(machine, bodies)),
    ...(await withdrawalsHold(machine, bodies, heads)),
    ...rolesHold(heads),
    ...nothingLeft(machine),
    ...daysHold(heads),
    ...nothingPersonal(bodies, personalIn),
  ]
}

async function logHolds({ log, files }: Machine): Promise<string[]> {
  const { findings } = await verifyLog(log, async (day) => {
    const bytes = await files.get(sealFile(day))
    return bytes && readSeal(new TextDecoder().decode(bytes))
  })
  return findings.map(({ kind, at, says }) => `the log: ${kind} at ${at}, ${says}`)
}

async function boardHolds({ board }: Machine, bodies: readonly CommitBody[], plan: Plan): Promise<string[]> {
  const { missing, extra, other } = await compareBoard(board, allInPresentForm(each(bodies)), plan.settings.wakeShards)
  return [
    ...missing.map((row) => `the board lacks ${row}`),
    ...extra.map((row) => `the board has ${row}, which the log does not know`),
    ...other.map((row) => `the board shows ${row} other than the log says`),
  ]
}

async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all
}

/** What fell due is what the rules alone say of the same commands, on the same days. */
function factsHold(bodies: readonly CommitBody[], plan: Plan): string[] {
  const refs = new Map([...plan.schools.keys()].map((ref) => [`school#${schoolIdOf(ref)}`, ref]))
  const recorded = bodies.flatMap(({ stream, at, events }) => {
    const ref = refs.get(stream)
    return ref === undefined
      ? []
      : events.filter(({ type }) => fallDue.has(type)).map(({ type, data }) => sayFact(londonDay(at), ref, type, data))
  })
  const found = new Set(recorded)
  return [
    ...[...plan.expected].filter((fact) => !found.has(fact)).map((fact) => `never recorded: ${fact}`),
    ...recorded.filter((fact) => !plan.expected.has(fact)).map((fact) => `recorded and not due: ${fact}`),
    ...recorded.filter((fact, n) => recorded.indexOf(fact) !== n).map((fact) => `recorded twice: ${fact}`),
  ]
}

const fallDue: ReadonlySet<string> = new Set([
  'ReviewReminderDue',
  'ReviewDue',
  'ReviewGraceEnded',
  'VisitReminderDue',
  'VisitDecisionLate',
])

/** Each command was done once, in order: the schools stand as the rules leave them on paper. */
function schoolsHold(heads: ReadonlyMap<string, CommitBody>, plan: Plan): string[] {
  return [...plan.schools].flatMap(([ref, wanted]) => {
    const state = heads.get(`school#${schoolIdOf(ref)}`)?.state ?? {}
    const fields = ['registered', 'ref', 'refs', 'name', 'nation', 'entry', 'awards', 'review'] as const
    return fields.flatMap((field) => {
      const [is, shouldBe] = [sorted(state[field]), sorted(wanted[field])]
      return is === shouldBe ? [] : [`${ref} has ${field} ${is} instead of ${shouldBe}`]
    })
  })
}

function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_, one: unknown) =>
      isRecord(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one,
    ) ?? 'none'
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const letterState = z.object({ state: z.string(), unresolved: z.boolean(), whyNot: z.string().optional() })

/** A letter left, or says why not, or waits for a person; none is on its way for ever. */
function lettersHold(heads: ReadonlyMap<string, CommitBody>, watch: Watch): string[] {
  return [...watch.letters.keys()].flatMap((stream) => {
    const { state, unresolved, whyNot } = letterState.parse(heads.get(stream)?.state)
    if (ended.has(state)) return []
    if (state === 'withheld')
      return whyNot === undefined && !wasResolved(heads.get(stream))
        ? [`${stream} is withheld and does not say why`]
        : []
    return state === 'uncertain' && unresolved ? [] : [`${stream} is ${state} for ever`]
  })
}

function wasResolved(head: CommitBody | undefined): boolean {
  return head?.events.some(({ type }) => type === 'LetterResolved') ?? false
}

const ended: ReadonlySet<string> = new Set(['sent', 'delivered', 'bounced', 'complained'])
const addressed = z.object({
  addressed: z.record(
    z.string(),
    z.object({ matter: matterOf(), to: z.array(z.string()), failed: z.array(z.object({ contact: z.string() })) }),
  ),
})
const chosen = z.object({ topic: z.string(), matter: z.string(), to: z.array(z.string()), via: z.string() })

/** Every reminder found its recipients or nobody; each of them has a letter; one that failed is known to the school. */
function remindersHold(bodies: readonly CommitBody[], heads: ReadonlyMap<string, CommitBody>): string[] {
  const choices = bodies.flatMap(({ stream, events }) =>
    events.filter(({ type }) => type === 'RecipientsChosen').map(({ data }) => ({ stream, ...chosen.parse(data) })),
  )
  const matters = new Set(choices.map(({ matter }) => matter))
  const unanswered = bodies.flatMap(({ stream, version, events }) =>
    events.flatMap(({ type, data }, n) =>
      type === 'ReviewReminderDue' && !matters.has(['review', stream, data.own, data.due, data.stage].join('|'))
        ? [`nobody was chosen for ${eventIdOf(stream, version, n)}`]
        : [],
    ),
  )
  const unasked = choices.flatMap(({ matter, to }) =>
    to
      .filter((contact) => !heads.has(letterStream(contact, matter)))
      .map((contact) => `${contact} was chosen and has no letter about ${matter}`),
  )
  return [
    ...unanswered,
    ...unasked,
    ...[...heads].flatMap(([stream, head]) => (stream.startsWith('school#') ? failuresKnown(stream, head, heads) : [])),
  ]
}

const personal: ReadonlySet<string> = new Set([
  'no-consent',
  'withdrawn',
  'objected',
  'bounced',
  'suppressed',
  'erased',
  'contact-paused',
])

function failuresKnown(stream: string, head: CommitBody, heads: ReadonlyMap<string, CommitBody>): string[] {
  return Object.values(addressed.parse(head.state).addressed).flatMap(({ matter, to, failed }) =>
    to.flatMap((contact) => {
      const letter = heads.get(letterStream(contact, matter))
      const known = failed.some((one) => one.contact === contact)
      return letter && hasFailed(letter) && !known
        ? [`${stream} does not know that its letter about ${matter} failed`]
        : []
    }),
  )
}

function hasFailed({ state, events }: CommitBody): boolean {
  const { state: of, whyNot } = letterState.parse(state)
  if (of === 'bounced') return events.some(({ type, data }) => type === 'LetterBounced' && data.kind === 'permanent')
  return of === 'withheld' && personal.has(whyNot ?? '')
}

/** Whatever needs a person raised its task. */
function tasksHold(bodies: readonly CommitBody[], heads: ReadonlyMap<string, CommitBody>): string[] {
  return bodies.flatMap(({ stream, version, events }) =>
    events.flatMap(({ type }, n) => {
      const cause = eventIdOf(stream, version, n)
      return taskCausingTypes.includes(type) && !heads.has(taskStream(cause)) ? [`${type} ${cause} raised no task`] : []
    }),
  )
}

/** Later than every `until`. */
const forEver = '9999-12-31T00:00:00.000Z'

/** Everybody and every note that the log names is kept for good, and everybody holds the address in their entry. */
async function vaultHolds({ vault }: Machine, bodies: readonly CommitBody[]): Promise<string[]> {
  const problems: string[] = []
  const addresses = new Map<string, string>()
  const people = new Set(bodies.map(({ stream }) => stream).filter((stream) => /^(contact|staff)#/.test(stream)))
  for (const who of people) {
    const kind = who.startsWith('staff#') ? 'staff' : 'contact'
    const person = await vault.person(who, forEver)
    if (!person) problems.push(`${who} is in the log and will vanish from the vault`)
    const address = `${kind} ${foldAddress(person?.email ?? who)}`
    if (addresses.has(address)) problems.push(`${who} has the address of ${addresses.get(address)}`)
    addresses.set(address, who)
    if (person && (await vault.holderOf(kind, person.email, forEver)) !== who)
      problems.push(`${who} will not hold the address in its entry`)
  }
  for (const note of new Set(JSON.stringify(bodies.map(({ events }) => events)).match(/note-[0-9a-f-]{36}/g) ?? []))
    if ((await vault.note(note, forEver)) === undefined)
      problems.push(`${note} is in the log and will vanish from the vault`)
  return problems
}

/** Who withdrew stands on the suppression list, unless their address is another one since. */
async function withdrawalsHold(
  { vault }: Machine,
  bodies: readonly CommitBody[],
  heads: ReadonlyMap<string, CommitBody>,
): Promise<string[]> {
  const problems: string[] = []
  for (const [who, head] of heads) {
    if (!who.startsWith('contact#') || contactState.parse(head.state).consents.service?.state !== 'withdrawn') continue
    const person = await vault.person(who, forEver)
    const moved = bodies.some(
      ({ stream, events }) =>
        stream === who &&
        events.some(({ type, data }) => type === 'ContactChanged' && JSON.stringify(data).includes('email')),
    )
    if (person && !moved && (await vault.suppressionOf(person.email)).service === undefined)
      problems.push(`${who} withdrew and is not on the suppression list`)
  }
  return problems
}

/** A contact's roles at schools, and the schools' contacts, are the same. */
function rolesHold(heads: ReadonlyMap<string, CommitBody>): string[] {
  const all = [...heads]
  const says = (kind: string, of: (stream: string, head: CommitBody) => string[]) =>
    new Set(all.flatMap(([stream, head]) => (stream.startsWith(kind) ? of(stream, head) : [])))
  const ofContacts = says('contact#', (stream, { state }) =>
    contactState.parse(state).schools.map(({ school, role }) => `${stream} ${role} school#${school}`),
  )
  const ofSchools = says('school#', (stream, { state }) =>
    schoolState.parse(state).contacts.map(({ contact, role }) => `${contact} ${role} ${stream}`),
  )
  return [
    ...[...ofContacts].filter((one) => !ofSchools.has(one)).map((one) => `the school does not know of ${one}`),
    ...[...ofSchools].filter((one) => !ofContacts.has(one)).map((one) => `the contact does not know of ${one}`),
  ]
}

const role = z.string()
const contactState = z.object({
  consents: z.object({ service: z.object({ state: z.string() }).optional() }),
  schools: z.array(z.object({ school: z.string(), role })),
})
const schoolState = z.object({ contacts: z.array(z.object({ contact: z.string(), role })) })

function nothingLeft({ queues }: Machine): string[] {
  return [...queues.values()].flatMap(({ name, deadLetters, inFlight }) => [
    ...deadLetters.map(({ body }) => `a dead letter of ${name}: ${body.slice(0, 300)}`),
    ...(inFlight() > 0 ? [`${inFlight()} messages of ${name} are still on their way`] : []),
  ])
}

function daysHold(heads: ReadonlyMap<string, CommitBody>): string[] {
  const { began, done } = z.object({ began: z.string(), done: z.boolean() }).parse(heads.get('days#body')?.state)
  return done ? [] : [`the work of ${began} was never done`]
}

function nothingPersonal(bodies: readonly CommitBody[], others: readonly string[]): string[] {
  const found = bodies
    .filter((body) => hasCanary(JSON.stringify(body)))
    .map(({ stream, version }) => `something personal is in the log at ${stream}@${version}`)
  return [...found, ...others]
}

export function hasCanary(text: string): boolean {
  return text.toLowerCase().includes(canary)
}
