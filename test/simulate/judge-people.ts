/** Whether what is kept of people is what the log says of them, in each place it is kept. */
import * as z from 'zod'
import type { CommitBody } from '../../shared/log/log.ts'
import { foldAddress, type Vault } from '../../shared/vault/vault.ts'

type Heads = ReadonlyMap<string, CommitBody>

/** Later than every `until`: what is live then is kept for good. */
const forEver = '9999-12-31T00:00:00.000Z'

const standing = z.object({
  passedOn: z.object({ to: z.string() }).optional(),
  forgotten: z.boolean().optional(),
  erased: z.boolean().optional(),
})

/**
 * Everybody and every note that the log names is kept for good, and everybody holds the address in their entry, unless
 * somebody else stands in their place. Who was forgotten or erased is gone, with what was noted about them; of what was
 * about an erased person, in whatever stream, it is not asked that it be kept.
 */
export async function vaultHolds(vault: Vault, bodies: readonly CommitBody[], heads: Heads): Promise<string[]> {
  const waiting = waitingToGo(bodies, heads)
  const isGone = (stream: string, state: unknown) => isForgotten(stream, state) && !waiting.has(stream)
  const forgotten = new Set([...heads].flatMap(([stream, { state }]) => (isGone(stream, state) ? [stream] : [])))
  const aboutErased = streamsAboutErased(heads)
  const people = new Set(
    bodies.map(({ stream }) => stream).filter((stream) => /^(contact|staff)#/.test(stream) && !waiting.has(stream)),
  )
  const kept = bodies.filter(({ stream }) => !forgotten.has(stream) && !aboutErased.has(stream))
  const notes = notesIn(kept)
  const ofForgotten = notesIn(bodies.filter(({ stream }) => forgotten.has(stream)))
  const holders = new Map<string, string>()
  const problems: string[] = []
  for (const who of people)
    problems.push(
      ...(forgotten.has(who) ? await goneHolds(vault, who) : await personHolds(vault, who, holders, heads.get(who))),
    )
  for (const note of notes)
    if ((await vault.note(note, forEver)) === undefined)
      problems.push(`${note} is in the log and will vanish from the vault`)
  for (const note of ofForgotten)
    if (!notes.has(note) && (await vault.note(note, '')) !== undefined)
      problems.push(`${note} is about nobody who is still kept, and stays in the vault`)
  return problems
}

function notesIn(bodies: readonly CommitBody[]): Set<string> {
  return new Set(JSON.stringify(bodies.map(({ events }) => events)).match(/note-[0-9a-f-]{36}/g) ?? [])
}

const requestState = z.object({ erasureDue: z.boolean().optional() })

/** Erased, and the letter that tells them is on its way still: they go when it has left, or in three mornings. */
function waitingToGo(bodies: readonly CommitBody[], heads: Heads): ReadonlySet<string> {
  const isDue = (request: unknown) => requestState.parse(heads.get(String(request))?.state ?? {}).erasureDue === true
  const waits = ({ events }: CommitBody) =>
    events.some(({ type, data }) => type === 'PersonErased' && !isDue(data.request))
  return new Set(bodies.filter(waits).map(({ stream }) => stream))
}

function isForgotten(stream: string, state: unknown): boolean {
  if (!stream.startsWith('contact#')) return false
  const { forgotten, erased } = standing.parse(state)
  return forgotten === true || erased === true
}

const about = z.object({
  /** Of a request. */
  contact: z.string().optional(),
  /** Of a request by an address that was nobody's: it may have been of somebody who was erased since. */
  from: z.string().optional(),
  /** Of a letter. */
  asked: z.object({ to: z.string() }).optional(),
  /** Of a mail. */
  read: z.object({ contact: z.string().optional() }).optional(),
  /** Of a task. */
  raised: z
    .object({
      contact: z.string().optional(),
      request: z.string().optional(),
      mail: z.string().optional(),
      letter: z.string().optional(),
    })
    .optional(),
})

/** Requests of theirs, letters to them, mails they wrote, and tasks about any of these or about them. */
function streamsAboutErased(heads: Heads): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [stream, { state }] of heads)
    if (stream.startsWith('contact#') && standing.parse(state).erased) found.add(stream)
  const addWhere = (kind: RegExp) => {
    for (const [stream, { state }] of heads) {
      if (!kind.test(stream)) continue
      const { contact, from, asked, read, raised = {} } = about.parse(state)
      const of = [contact, asked?.to, read?.contact, ...Object.values(raised)]
      const isStrangers = from !== undefined && found.size > 0
      if (isStrangers || of.some((one) => one !== undefined && found.has(one))) found.add(stream)
    }
  }
  addWhere(/^(request|letter|mail)#/)
  addWhere(/^task#/)
  return found
}

async function goneHolds(vault: Vault, who: string): Promise<string[]> {
  return (await vault.person(who, '')) ? [`${who} was forgotten or erased and is still in the vault`] : []
}

/** `holders` is who has each address, as far as people were looked at. */
async function personHolds(
  vault: Vault,
  who: string,
  holders: Map<string, string>,
  head: CommitBody | undefined,
): Promise<string[]> {
  const kind = who.startsWith('staff#') ? 'staff' : 'contact'
  const person = await vault.person(who, forEver)
  if (!person) return [`${who} is in the log and will vanish from the vault`]
  const holds = (await vault.holderOf(kind, person.email, forEver)) === who
  if (kind === 'contact' && standing.parse(head?.state).passedOn)
    return holds ? [`${who} was passed on and still holds its address`] : []
  const address = `${kind} ${foldAddress(person.email)}`
  const other = holders.get(address)
  holders.set(address, who)
  if (other !== undefined) return [`${who} has the address of ${other}`]
  return holds ? [] : [`${who} will not hold the address in its entry`]
}

const contactState = z.object({
  consents: z.object({ service: z.object({ state: z.string() }).optional() }),
  schools: z.array(z.object({ school: z.string(), role: z.string() })),
})

/** Who withdrew stands on the suppression list, unless their address became another one. */
export async function withdrawalsHold(vault: Vault, bodies: readonly CommitBody[], heads: Heads): Promise<string[]> {
  const moved = new Set(bodies.filter(changesAddress).map(({ stream }) => stream))
  const problems: string[] = []
  for (const [who, { state }] of heads) {
    if (!who.startsWith('contact#') || moved.has(who) || standing.parse(state).passedOn) continue
    const withdrew = contactState.parse(state).consents.service?.state === 'withdrawn'
    const person = withdrew ? await vault.person(who, forEver) : undefined
    if (person && (await vault.suppressionOf(person.email)).service === undefined)
      problems.push(`${who} withdrew and is not on the suppression list`)
  }
  return problems
}

function changesAddress({ events }: CommitBody): boolean {
  return events.some(({ type, data }) => type === 'ContactChanged' && JSON.stringify(data).includes('email'))
}

const schoolState = z.object({ contacts: z.array(z.object({ contact: z.string(), role: z.string() })) })

/** A contact's roles at schools, and the schools' contacts, are the same. */
export function rolesHold(heads: Heads): string[] {
  const says = (kind: string, of: (stream: string, state: unknown) => string[]) =>
    new Set([...heads].flatMap(([stream, { state }]) => (stream.startsWith(kind) ? of(stream, state) : [])))
  const ofContacts = says('contact#', (stream, state) =>
    contactState.parse(state).schools.map(({ school, role }) => `${stream} ${role} school#${school}`),
  )
  const ofSchools = says('school#', (stream, state) =>
    schoolState.parse(state).contacts.map(({ contact, role }) => `${contact} ${role} ${stream}`),
  )
  return [
    ...[...ofContacts].filter((one) => !ofSchools.has(one)).map((one) => `the school does not know of ${one}`),
    ...[...ofSchools].filter((one) => !ofContacts.has(one)).map((one) => `the contact does not know of ${one}`),
  ]
}
