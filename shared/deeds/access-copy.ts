/**
 * The copy of everything held on a person (DOMAIN C9; UK GDPR article 15): made anew whenever it is asked for, and kept
 * nowhere. It is theirs alone: nothing of another entry is in it. What others wrote about them, and they themselves, may
 * name other people: staff look at it before they answer.
 */
import { contactDecider } from '../../events/contact/decide.ts'
import type { Contact } from '../../events/contact/state.ts'
import { londonDay } from '../../events/kernel/day.ts'
import { purposes } from '../../events/kernel/words.ts'
import { letterKindNames } from '../../events/letter/names.ts'
import { sayAsk, sayDeed } from '../../events/mail/events.ts'
import type { AccessCopy } from '../../events/request/copy.ts'
import { requestDecider } from '../../events/request/decide.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { taskSentence } from '../../events/task/calls.ts'
import { schoolCards } from '../board/reads/lists.ts'
import type { LetterCard } from '../board/rows/letter.ts'
import type { MailCard } from '../board/rows/mail.ts'
import type { TaskCard } from '../board/rows/task.ts'
import { loadStream } from '../log/act.ts'
import { earliestOf, type Suppression, whateverMark } from '../vault/vault.ts'
import type { Views } from '../vault/views.ts'
import { consentsIn, eventsIn, historyOf, pausesIn, placesIn, sourcesIn, type Told } from './copy-history.ts'
import {
  addressSaid,
  asksSaid,
  letterStatesSaid,
  lettersOf,
  notesSaid,
  requestStatesSaid,
  sayTold,
  whyNotSaid,
} from './copy-words.ts'
import { seeMail } from './mail.ts'
import { requestStream } from './requests.ts'
import { ownEntry } from './rights.ts'
import { type DeedTools, idOfSchool } from './tools.ts'
import { viewsOf } from './views.ts'
import { findWhereabouts, type OwnEntry, type Whereabouts, type WhereaboutsTools } from './whereabouts.ts'
import { letterheadNow } from './wording.ts'

export interface CopyTools extends WhereaboutsTools {
  /** Who was shown whom. */
  readonly views: Pick<Views, 'of'>
}

/** The copy, and the entries (`contact#…`) whose names stand in it, for whoever notes who saw it. */
export interface MadeCopy {
  readonly copy: AccessCopy
  readonly shown: readonly string[]
}

/** Makes the copy of everything held on a contact (`contact#…`), with what was merged into their entry. */
export async function copyFor(tools: CopyTools, contact: string): Promise<MadeCopy> {
  const found = await findWhereabouts(tools, { contact })
  const whos = found.entries.map(({ who }) => who)
  const [own, ofRequests] = await Promise.all([
    historyOf(tools.log, whos),
    historyOf(
      tools.log,
      found.requests.map(({ stream }) => stream),
    ),
  ])
  const { today, settings } = tools.world()
  const { name, replyTo } = await letterheadNow(tools)
  const places = placesIn(own)
  const schools = await namesOf(tools, places, found.letters)
  const copy: AccessCopy = {
    madeOn: today,
    body: { name, writeTo: replyTo },
    ...(await entriesShown(tools, found.entries)),
    schools: places.map(({ school, role, ...days }) => ({
      school: schools.get(bareId(school)) ?? 'A school that is no longer kept',
      role: large(role.replaceAll('-', ' ')),
      ...days,
    })),
    consents: consentsIn(own),
    standing: await standingOf(tools, found.entries, own),
    requests: await requestsShown(tools, found),
    mails: await Promise.all(found.mails.map((mail) => mailShown(tools, mail))),
    letters: found.letters.map((letter) => letterShown(letter, schools)),
    tasks: await tasksShown(tools, found.tasks),
    notes: await notesShown(tools, found),
    seen: await seenBy(tools, whos),
    events: eventsIn([...own, ...ofRequests].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))),
    told: sayTold(settings, sourcesIn(own)),
  }
  return { copy, shown: found.entries.flatMap(({ who, person }) => (person ? who : [])) }
}

/** Whom the copy of a request is about (`contact#…`); undefined where it does not ask for access, or is a stranger's. */
export async function copiedFor(tools: DeedTools, request: string): Promise<string | undefined> {
  const { state } = await loadStream(tools.log, requestDecider, requestStream(request))
  const { kind, contact } = state
  if (state.state === 'none' || kind !== 'access' || contact === undefined) return undefined
  // Somebody whose mailbox was handed over is kept in an entry of their own still.
  return (await ownEntry(tools, contact)) ?? contact
}

function large(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function bareId(school: string): string {
  return school.startsWith('school#') ? idOfSchool(school) : school
}

/** Names of the schools they served or were written to about, by id. */
async function namesOf(
  { board }: CopyTools,
  places: readonly { readonly school: string }[],
  letters: readonly LetterCard[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...places, ...letters].flatMap(({ school }) => (school === undefined ? [] : bareId(school)))
  const cards = await schoolCards(board, ids)
  return new Map([...cards].map(([id, card]) => [id, card.name]))
}

type State = Contact & { readonly who: string }

function statesOf({ log }: CopyTools, entries: readonly OwnEntry[]): Promise<State[]> {
  return Promise.all(entries.map(async ({ who }) => ({ who, ...(await loadStream(log, contactDecider, who)).state })))
}

async function entriesShown(
  tools: CopyTools,
  entries: readonly OwnEntry[],
): Promise<Pick<AccessCopy, 'entries' | 'staff'>> {
  const states = await statesOf(tools, entries)
  const shown = entries.flatMap(({ person }, n) => {
    if (!person) return []
    const { name, email, phone } = person
    const until = states[n]?.left?.until
    const kept = n === 0 ? 'The entry you are kept in' : 'An earlier entry, merged into it'
    return { kept, name, address: email, ...(phone && { phone }), ...(until && { until }) }
  })
  const staff = await staffEntryOf(tools, entries)
  return { entries: shown, ...(staff && { staff }) }
}

/** Whoever works here under the same address is held as a member of staff as well. */
async function staffEntryOf(tools: CopyTools, entries: readonly OwnEntry[]): Promise<AccessCopy['staff']> {
  for (const { who, person } of entries) {
    const staff =
      person && (await isHeldBy(tools, who, entries, person.email))
        ? await tools.vault.holderOf('staff', person.email, tools.world().now)
        : undefined
    const kept = staff && (await tools.vault.person(staff, tools.world().now))
    if (staff && kept) return { name: kept.name, role: (await loadStream(tools.log, staffDecider, staff)).state.role }
  }
  return undefined
}

/** Whether an address is theirs, and not by now that of somebody who has the mailbox after them. */
async function isHeldBy(
  { vault }: CopyTools,
  who: string,
  entries: readonly OwnEntry[],
  email: string,
): Promise<boolean> {
  const holder = (await vault.holderOf('contact', email, whateverMark)) ?? who
  return entries.some((entry) => entry.who === holder)
}

async function standingOf(
  tools: CopyTools,
  entries: readonly OwnEntry[],
  own: readonly Told[],
): Promise<AccessCopy['standing']> {
  const [state] = await statesOf(tools, entries)
  return {
    address: addressSaid[state?.address ?? 'ok'],
    pauses: pausesIn(own),
    notWrittenTo: await suppressedOf(tools, entries),
  }
}

/** From the earliest day on, where several addresses are theirs. */
async function suppressedOf(
  tools: CopyTools,
  entries: readonly OwnEntry[],
): Promise<AccessCopy['standing']['notWrittenTo']> {
  const listed: Suppression[] = []
  for (const { who, person } of entries)
    if (person && (await isHeldBy(tools, who, entries, person.email)))
      listed.push(await tools.vault.suppressionOf(person.email))
  const earliest = earliestOf(listed)
  return purposes.flatMap((purpose) => {
    const since = earliest[purpose]
    return since === undefined ? [] : { letters: lettersOf[purpose], since }
  })
}

async function requestsShown(tools: CopyTools, { requests }: Whereabouts): Promise<AccessCopy['requests']> {
  const shown = await Promise.all(
    requests.map(async ({ request }) => {
      const { state, kind, received, due, decidedOn, reason, extension } = request
      if (state === 'none') return []
      const [why, whyLonger] = await Promise.all([textOf(tools, reason), textOf(tools, extension)])
      return {
        asked: asksSaid[kind],
        received,
        due,
        state: requestStatesSaid[state],
        ...(decidedOn !== undefined && { decidedOn }),
        ...(why !== undefined && { reason: why }),
        ...(whyLonger !== undefined && { whyLonger }),
      }
    }),
  )
  return shown.flat().toSorted((a, b) => (a.received < b.received ? -1 : 1))
}

/** A free text; a fact names it, so it counts whatever its mark says. */
async function textOf({ vault }: CopyTools, note: string | undefined): Promise<string | undefined> {
  return note === undefined ? undefined : vault.note(note, whateverMark)
}

async function mailShown(tools: CopyTools, { id, day, asks, does }: MailCard): Promise<AccessCopy['mails'][number]> {
  const seen = await seeMail(tools, `mail#${id}`)
  return {
    received: day,
    ...(seen && { subject: seen.subject, text: seen.text }),
    understood: asks.map((ask) => large(sayAsk(ask))),
    done: does.map((deed) => large(sayDeed(deed))),
  }
}

function letterShown(
  { kind, day, state, whyNot, school }: LetterCard,
  schools: ReadonlyMap<string, string>,
): AccessCopy['letters'][number] {
  const name = school && schools.get(bareId(school))
  return {
    kind: letterKindNames[kind],
    on: day,
    state: letterStatesSaid[state],
    ...(whyNot && { why: whyNotSaid[whyNot] }),
    ...(name && { school: name }),
  }
}

async function tasksShown({ log }: CopyTools, tasks: readonly TaskCard[]): Promise<AccessCopy['tasks']> {
  return Promise.all(
    tasks.map(async (task) => {
      const first = await log.read(`task#${task.id}`, 1)
      return {
        task: taskSentence(task.about, task),
        ...(first && { since: londonDay(first.body.at) }),
        ...(task.due !== undefined && { due: task.due }),
        state: task.state === 'open' ? 'Open' : 'Finished',
      }
    }),
  )
}

/** Free texts but those that stand with a request already, each with the day on which it was first named. */
async function notesShown(tools: CopyTools, { notes, requests }: Whereabouts): Promise<AccessCopy['notes']> {
  const told = new Set(requests.flatMap(({ request }) => [request.reason, request.extension]))
  const others = [...notes].filter(([note]) => !told.has(note))
  const history = await historyOf(tools.log, new Set(others.map(([, stream]) => stream)))
  const shown = await Promise.all(
    others.map(async ([note, stream]) => {
      const text = await textOf(tools, note)
      const named = history.find((one) => one.stream === stream && JSON.stringify(one.data).includes(note))
      if (text === undefined || !named) return []
      return { about: notesSaid[stream.slice(0, stream.indexOf('#'))] ?? 'You', on: named.day, text }
    }),
  )
  return shown.flat().toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** On which days they were shown, and to how many; not to whom: members of staff have rights of their own. */
async function seenBy(tools: CopyTools, whos: readonly string[]): Promise<AccessCopy['seen']> {
  const views = (await Promise.all(whos.map((who) => viewsOf(tools, who)))).flat()
  const days = Map.groupBy(views, ({ day }) => day)
  return [...days]
    .toSorted(([a], [b]) => (a > b ? -1 : 1))
    .map(([on, seen]) => ({ on, by: sayStaff(new Set(seen.map(({ staff }) => staff)).size) }))
}

function sayStaff(count: number): string {
  return count === 1 ? 'A member of staff' : `${count} members of staff`
}
