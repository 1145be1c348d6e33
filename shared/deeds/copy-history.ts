/** What the log tells a person of themselves: their roles, all they ever said of consent, pauses, and what happened. */
import { sentenceOf } from '../../events/catalogue.ts'
import { contactFacts } from '../../events/contact/events.ts'
import { type Day, londonDay } from '../../events/kernel/day.ts'
import type { ConsentPurpose, ConsentWay } from '../../events/kernel/words.ts'
import type { AccessCopy } from '../../events/request/copy.ts'
import type { Log } from '../log/log.ts'
import { consentWording, consentWords } from './consent-words.ts'
import { lettersOf, pausesSaid, sayWho, waysSaid } from './copy-words.ts'

/** An event as it was recorded. */
export interface Told {
  readonly stream: string
  readonly at: string
  readonly day: Day
  readonly by: string
  readonly because: string
  readonly type: string
  readonly data: unknown
}

/** All events of these streams, the earliest first. */
export async function historyOf(log: Pick<Log, 'history'>, streams: Iterable<string>): Promise<Told[]> {
  const told: Told[] = []
  for (const stream of streams)
    for await (const { body } of log.history(stream)) {
      const { at, by, because } = body
      for (const { type, data } of body.events) told.push({ stream, at, day: londonDay(at), by, because, type, data })
    }
  return told.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

interface Place {
  readonly stream: string
  readonly school: string
  readonly role: string
  readonly since: Day
  readonly until?: Day
}

type Open = Omit<Place, 'until'>

/** Every role at a school there was, those that go on first, the earliest of each first. Where an entry was merged into another, its roles go on there. */
export function placesIn(history: readonly Told[]): Omit<Place, 'stream'>[] {
  const ended: Place[] = []
  let open: Open[] = []
  const end = (until: Day, isMeant: (place: Open) => boolean) => {
    ended.push(...open.filter(isMeant).map((place) => ({ ...place, until })))
    open = open.filter((place) => !isMeant(place))
  }
  for (const told of history) {
    const { stream, day, type } = told
    if (type === 'ContactAdded' || type === 'ContactRoleAdded') open.push({ stream, ...placeOf(told), since: day })
    if (type === 'ContactRemoved' || type === 'ContactHandedOver') {
      const { school, role } = placeOf(told)
      end(day, (place) => place.stream === stream && place.school === school && place.role === role)
    }
    if (endsAll.has(type)) end(day, (place) => place.stream === stream)
  }
  const spans = joined([...ended, ...open].toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0)))
  const isPresent = ({ until }: Pick<Place, 'until'>) => until === undefined
  return [...spans.filter(isPresent), ...spans.filter((span) => !isPresent(span))]
}

const endsAll: ReadonlySet<string> = new Set(['PersonErased', 'ContactsMerged', 'ContactForgotten'])

function placeOf({ data }: Told): { readonly school: string; readonly role: string } {
  const { school, role } = contactFacts.ContactRoleAdded.data.loose().parse(data)
  return { school, role }
}

/** Spans of one role that touch are one. */
function joined(places: readonly Place[]): Omit<Place, 'stream'>[] {
  const spans: Omit<Place, 'stream'>[] = []
  for (const { stream: _, ...place } of places) {
    const n = spans.findIndex((one) => goesOn(one, place))
    const before = spans[n]
    if (before) spans[n] = longer(before, place)
    else spans.push(place)
  }
  return spans
}

function goesOn(one: Omit<Place, 'stream'>, next: Omit<Place, 'stream'>): boolean {
  return one.school === next.school && one.role === next.role && (one.until === undefined || one.until >= next.since)
}

/** Whichever ends later, from the day on which the first began. */
function longer({ until, ...one }: Omit<Place, 'stream'>, next: Omit<Place, 'stream'>): Omit<Place, 'stream'> {
  if (until === undefined || next.until === undefined) return one
  return { ...one, until: until > next.until ? until : next.until }
}

type Evidence = AccessCopy['consents'][number]

/** All that was ever said of consent, in the order in which it was noted. */
export function consentsIn(history: readonly Told[]): Evidence[] {
  return history.flatMap((told) => {
    const said = sayings[told.type]
    if (!said) return []
    const noted = { notedOn: told.day, notedBy: sayWho(told) }
    return said(told).map(({ purpose, ...one }) => ({ to: lettersOf[purpose], ...one, ...noted }))
  })
}

type Said = Omit<Evidence, 'to' | 'notedOn' | 'notedBy'> & { readonly purpose: ConsentPurpose }

const sayings: Readonly<Record<string, (told: Told) => readonly Said[]>> = {
  ConsentGiven({ data }) {
    const { purpose, wording, how, on } = contactFacts.ConsentGiven.data.parse(data)
    return [{ purpose, what: 'Given', on, how: waysSaid[how], ...wordsOf(purpose, wording) }]
  },
  ConsentWithdrawn({ data }) {
    const { purpose, how, on } = contactFacts.ConsentWithdrawn.data.parse(data)
    return [{ purpose, what: 'Withdrawn', on, how: waysSaid[how] }]
  },
  WithdrawalUndone({ data, day }) {
    const { purposes } = contactFacts.WithdrawalUndone.data.parse(data)
    const undone = { what: 'The withdrawal was undone', on: day, how: waysSaid['undo-link'] }
    return purposes.map((purpose) => ({ purpose, ...undone }))
  },
  ConsentClaimedLater({ data }) {
    const { purpose, on } = contactFacts.ConsentClaimedLater.data.parse(data)
    return [{ purpose, what: 'Said to be given again, and not taken as true', on, how: waysSaid.import }]
  },
  ConsentCorrected({ data, day }) {
    const { purpose, stands } = contactFacts.ConsentCorrected.data.parse(data)
    const rest = stands ? `it stands as ${stands.state} on ${stands.since}` : 'none was ever given'
    return [{ purpose, what: `Taken back, as it was noted by mistake: ${rest}`, on: day }]
  },
  ConsentEnded({ data, day }) {
    const { purpose } = contactFacts.ConsentEnded.data.parse(data)
    return [{ purpose, what: 'Ended, as the mailbox was handed over', on: day }]
  },
}

function wordsOf(purpose: ConsentPurpose, wording: string): Pick<Evidence, 'wording' | 'words'> {
  return { wording, ...(wording === consentWording && { words: consentWords[purpose] }) }
}

type Pause = AccessCopy['standing']['pauses'][number]

/** Every pause of letters to them, the earliest first. One that was said twice went on. */
export function pausesIn(history: readonly Told[]): Pause[] {
  const pauses: Pause[] = []
  for (const one of history) {
    const last = pauses.at(-1)
    const isOpen = last !== undefined && last.until === undefined
    if (one.type === 'LettersResumed' && isOpen) pauses[pauses.length - 1] = { ...last, until: one.day }
    if (one.type === 'LettersPaused' && !isOpen)
      pauses.push({ why: pausesSaid[contactFacts.LettersPaused.data.parse(one.data).because], since: one.day })
  }
  return pauses
}

/** Where what is held on them came from, each way once. */
export function sourcesIn(history: readonly Told[]): string[] {
  const added = history.filter(({ type }) => type === 'ContactAdded').map(sourceOf)
  const given = history.filter(({ type }) => type === 'ConsentGiven')
  const ways = given.flatMap(({ data }) => ofOwn[contactFacts.ConsentGiven.data.parse(data).how] ?? [])
  return [...new Set([...added, ...ways])]
}

function sourceOf({ day, by, because }: Told): string {
  if (because.startsWith('import#')) return `A list that our staff took over on ${day}.`
  return by.startsWith('staff#')
    ? `A member of our staff, who noted it on ${day}, as you or your school told us.`
    : `Your school, which named you as its contact on ${day}.`
}

const ofOwn: Readonly<Partial<Record<ConsentWay, string>>> = {
  'web-form': 'Yourself: the form you filled in.',
  paper: 'Yourself: the form you signed on paper.',
  phone: 'Yourself, by telephone.',
  'preference-page': 'Yourself: the page of your own.',
}

/** What happened, a sentence for each event; an event's own number is no word for people. */
export function eventsIn(history: readonly Told[]): AccessCopy['events'] {
  return history.map(({ day, type, data }) => ({ on: day, what: sayEvent(type, data) }))
}

function sayEvent(type: string, data: unknown): string {
  const event = typeof data === 'object' && data !== null && 'event' in data ? data.event : undefined
  const said = sentenceOf(type, data)
  const told = typeof event === 'string' ? said.replace(` ${event}`, '') : said
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}`
}
