/**
 * Looks on while a run goes: what must never happen is seen the moment it does. It believes only what is committed, what
 * stands on the suppression list, and what left.
 */
import * as z from 'zod'
import { kindOfStream } from '../../events/deciders.ts'
import { type Calendar, isWorkingDay } from '../../events/kernel/calendar.ts'
import { londonDay } from '../../events/kernel/day.ts'
import { type Nation, nation } from '../../events/kernel/words.ts'
import { type Asked, asked } from '../../events/letter/events.ts'
import type { CommitBody } from '../../shared/log/log.ts'
import type { Envelope } from '../../shared/post/post.ts'
import { foldAddress } from '../../shared/vault/vault.ts'
import type { Scheduler } from './scheduler.ts'
import { type MailWatch, stoppedByMail, watchMails } from './watch-mail.ts'

export interface Watch {
  commit(body: CommitBody): void
  suppression(email: string, purpose: 'service' | 'news', stands: boolean): void
  /** A function is about to hand a letter to the provider. */
  begun(envelope: Envelope): void
  /** The provider took it. */
  left(envelope: Envelope): void
  /** What is seen of the mails that come in. */
  readonly mail: MailWatch
  /** The letter that left last for a contact. */
  lastLetterTo(contact: string): string | undefined
  openTasks(): readonly string[]
  unresolvedLetters(): readonly string[]
  /** The earliest moment at which a stream wants to be woken, in milliseconds. */
  wakesFrom(): number
  readonly letters: ReadonlyMap<string, Asked>
  /** How often each type of event was recorded. */
  readonly events: ReadonlyMap<string, number>
  /** What became of letters, how often: `withheld: withdrawn`, `left: visit-soon`, `chosen: office`. */
  readonly told: ReadonlyMap<string, number>
}

/** Something that can speak against a letter, and since when it does; undefined while it does not. */
interface Against {
  readonly order: number
  readonly ms: number
}

/** What falls due on working days only. */
const workDaysOnly: ReadonlySet<string> = new Set(['ReviewReminderDue', 'VisitReminderDue'])

/** What was checked holds for ten seconds. */
const checkHolds = 10_000

/** `askedFor` hears of each letter that is asked for; `calendar` is the one that stands. */
export function watchOver(
  scheduler: Scheduler,
  problem: (says: string) => void,
  askedFor: (letter: Asked) => void,
  calendar: () => Calendar,
): Watch {
  const against = new Map<string, Against>()
  const claims = new Map<string, number>()
  const letters = new Map<string, Asked>()
  const gone = new Map<string, string>()
  const nations = new Map<string, Nation>()
  const told = new Map<string, number>()
  const tasks = new Set<string>()
  const lastLetters = new Map<string, string>()
  const unresolved = new Set<string>()
  const wakes = new Map<string, number>()
  const events = new Map<string, number>()
  /** Of contacts whose letters pause for a question alone: the day from which they go on. */
  const pausesUntil = new Map<string, string | undefined>()
  let order = 0
  let earliest: number | undefined

  const count = (what: string) => void told.set(what, (told.get(what) ?? 0) + 1)

  const set = (what: string, speaksAgainst: boolean) => {
    if (!speaksAgainst) against.delete(what)
    else if (!against.has(what)) against.set(what, { order, ms: scheduler.ms() })
  }

  const mail = watchMails({
    isSuppressed: (purpose, email) => against.has(suppressedFor(purpose, email)),
    set,
    problem,
  })

  // Nothing leaves until somebody says so.
  set('sending off', true)

  const ofState: Readonly<Record<string, (stream: string, body: CommitBody) => void>> = {
    contact(stream, { state }) {
      const { consents, address, paused, passedOn, erased, pausedByStaff, question } = contactState.parse(state)
      pausesUntil.set(stream, pausedByStaff ? undefined : question?.until)
      set(`replaced ${stream}`, passedOn !== undefined)
      set(`erased ${stream}`, erased)
      set(`consent ${stream}`, consents.service?.state !== 'given')
      set(`consent to news ${stream}`, consents.news?.state !== 'given')
      set(`objection ${stream}`, consents.service?.state === 'withdrawn')
      set(`bounced ${stream}`, address !== 'ok')
      set(`paused ${stream}`, paused)
    },
    settings(_, { state }) {
      const { sending, allPaused, pausedSchools } = switches.parse(state)
      set('sending off', sending === 'off')
      set('sending to staff only', sending === 'staff')
      set('all paused', allPaused)
      for (const what of [...against.keys()])
        if (what.startsWith('school paused ')) set(what, pausedSchools.includes(what.slice(14)))
      for (const school of pausedSchools) set(`school paused ${school}`, true)
    },
    letter(stream, body) {
      for (const event of body.events) hearOfLetter(stream, event)
      const { state, unresolved: isUnresolved } = letterState.parse(body.state)
      if (state === 'uncertain' && isUnresolved) unresolved.add(stream)
      else unresolved.delete(stream)
    },
    task(stream, { state }) {
      if (state.state === 'open') tasks.add(stream)
      else tasks.delete(stream)
    },
    school(stream, body) {
      const day = londonDay(body.at)
      const of = nationOf.parse(body.state.nation)
      nations.set(stream, of)
      set(`no risk of ${stream}`, body.state.risk === undefined)
      set(`a risk of ${stream}`, body.state.risk !== undefined)
      const isWorkDay = isWorkingDay(calendar(), of, day)
      for (const { type, data } of body.events) {
        if (type === 'RecipientsChosen') count(`chosen: ${data.via}`)
        if (!isWorkDay && workDaysOnly.has(type))
          problem(`${type} was recorded on ${day}, no working day, for ${stream}`)
      }
    },
  }

  const hearOfLetter = (stream: string, { type, data }: CommitBody['events'][number]) => {
    if (type === 'LetterSending') claims.set(stream, order)
    if (type === 'LetterWithheld') count(`withheld: ${data.why}`)
    if (type === 'LetterHeld') count(`held: ${data.by}`)
    if (type !== 'LetterAsked') return
    letters.set(stream, askedIn(data))
    askedFor(askedIn(data))
  }

  /** Why what spoke against a letter should have stopped it; undefined when it came in between. */
  const whyTooLate = (since: Against, claimed: number): string | undefined => {
    if (since.order < claimed) return 'before it was claimed'
    return since.ms < scheduler.ms() - checkHolds ? 'more than ten seconds before' : undefined
  }

  /** Letters to staff go by the switches alone, and the position `staff` lets them go. */
  const speakAgainst = (asked: Asked, email: string): string[] => {
    const { to, role, school, purpose, kind } = asked
    if (purpose === 'staff') return ['all paused']
    if (purpose === 'rights') return speakAgainstRights(asked)
    const byConsent =
      purpose === 'news'
        ? [`consent to news ${to}`, `suppressed for news ${foldAddress(email)}`]
        : [role === 'office' ? `objection ${to}` : `consent ${to}`, `suppressed ${foldAddress(email)}`]
    const byMail = stoppedByMail(purpose, email)
    const byStanding = (standingAgainst[kind] ?? []).map((what) => `${what} of ${school}`)
    return [...byConsent, byMail, ...byStanding, ...speakAgainstAll({ to, school })]
  }

  /**
   * An answer to a person's own request needs no consent, and reaches them while other letters to them pause (C1); what tells
   * them that they were erased leaves after they were.
   */
  const speakAgainstRights = ({ to, school, kind, facts }: Asked): string[] => {
    const isFarewell = kind === 'request-answered' && facts.asks === 'erasure'
    const but = [`paused ${to}`, ...(isFarewell ? [`erased ${to}`] : [])]
    return speakAgainstAll({ to, school }).filter((what) => !but.includes(what))
  }

  /** The morning run that records it may come to the contact after it came to the school. */
  const isPauseOver = (contact: string) => {
    const until = pausesUntil.get(contact)
    return until !== undefined && until <= londonDay(scheduler.now())
  }

  const speakAgainstAll = ({ to, school }: Pick<Asked, 'to' | 'school'>): string[] => [
    `bounced ${to}`,
    `replaced ${to}`,
    `erased ${to}`,
    ...(isPauseOver(to) ? [] : [`paused ${to}`]),
    'sending off',
    ...(to.startsWith('staff#') ? [] : ['sending to staff only']),
    'all paused',
    `school paused ${school ?? ''}`,
  ]

  /** A successor at a mailbox is another contact: what the person before had is asked for anew (C2). */
  const isFirst = (before: string | undefined, to: string | undefined) =>
    before === undefined || (before !== to && against.has(`replaced ${before}`))

  return {
    letters,
    events,
    told,
    commit(body) {
      order += 1
      for (const { type } of body.events) events.set(type, (events.get(type) ?? 0) + 1)
      if (body.wakeAt !== undefined || wakes.delete(body.stream)) earliest = undefined
      if (body.wakeAt !== undefined) wakes.set(body.stream, Date.parse(body.wakeAt))
      ofState[kindOfStream(body.stream)]?.(body.stream, body)
      mail.commit(body)
    },
    suppression(email, purpose, stands) {
      order += 1
      set(suppressedFor(purpose, email), stands)
      if (!stands) mail.released(purpose, email)
    },
    begun(envelope) {
      const letter = letters.get(envelope.letter)
      if (!letter) return problem(`a letter was begun that nobody asked for: ${envelope.letter}`)
      for (const what of speakAgainst(letter, envelope.to)) {
        const since = against.get(what)
        const why = since && whyTooLate(since, claims.get(envelope.letter) ?? 0)
        if (why) problem(`${envelope.letter} was begun although (${what.replace(/ \S*@\S*/, '')}) ${why}`)
      }
    },
    left(envelope) {
      const letter = letters.get(envelope.letter)
      const matter = letter?.matter
      const of = nations.get(letter?.school ?? '')
      const isWorkDay = of === undefined || isWorkingDay(calendar(), of, londonDay(scheduler.now()))
      count(`left: ${letter?.kind}`)
      if (!isWorkDay && letter && leavesOnWorkDays.has(letter.kind))
        problem(`${envelope.letter} (${letter.kind}) left on no working day`)
      const key = `${foldAddress(envelope.to)} ${matter}`
      if (!isFirst(gone.get(key), letter?.to))
        problem(`a letter about ${matter} left twice to the same address: ${envelope.letter}`)
      gone.set(key, letter?.to ?? '')
      if (letter) lastLetters.set(letter.to, envelope.letter)
      mail.left(envelope)
    },
    mail,
    lastLetterTo: (contact) => lastLetters.get(contact),
    openTasks: () => [...tasks],
    unresolvedLetters: () => [...unresolved],
    wakesFrom() {
      earliest ??= Math.min(...wakes.values())
      return earliest
    },
  }
}

/** F5: no letter of a risk without the risk, and none of its end, or of a first miss, to a school at risk. */
const standingAgainst: Readonly<Record<string, readonly string[]>> = {
  'flagship-at-risk': ['no risk'],
  'risk-cleared': ['a risk'],
  'missed-meeting': ['a risk'],
}

function askedIn({ day: _, ...data }: CommitBody['events'][number]['data']): Asked {
  return asked().parse(data)
}

/** R4 and R6: what a day calls for leaves on working days alone, however long it was held. */
const leavesOnWorkDays: ReadonlySet<string> = new Set([
  'review-reminder',
  'visit-soon',
  'missed-meeting',
  'flagship-at-risk',
])

function suppressedFor(purpose: 'service' | 'news', email: string): string {
  return `suppressed ${purpose === 'news' ? 'for news ' : ''}${foldAddress(email)}`
}

const nationOf = nation()
const contactState = z.object({
  consents: z.object({
    service: z.object({ state: z.string() }).optional(),
    news: z.object({ state: z.string() }).optional(),
  }),
  address: z.string(),
  paused: z.boolean(),
  pausedByStaff: z.boolean().optional(),
  question: z.object({ until: z.string() }).optional(),
  passedOn: z.object({ to: z.string() }).optional(),
  erased: z.boolean(),
})
const switches = z.object({ sending: z.string(), allPaused: z.boolean(), pausedSchools: z.array(z.string()) })
const letterState = z.object({ state: z.string(), unresolved: z.boolean() })
