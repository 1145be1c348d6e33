/**
 * Looks on while a run goes: what must never happen is seen the moment it does. It believes only what is committed, what
 * stands on the suppression list, and what left.
 */
import * as z from 'zod'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { kindOfStream } from '../../events/deciders.ts'
import { isWorkingDay } from '../../events/kernel/calendar.ts'
import { londonDay } from '../../events/kernel/day.ts'
import { nation } from '../../events/kernel/words.ts'
import { type Asked, asked } from '../../events/letter/events.ts'
import type { CommitBody } from '../../shared/log/log.ts'
import type { Envelope } from '../../shared/post/post.ts'
import { foldAddress } from '../../shared/vault/vault.ts'
import type { Scheduler } from './scheduler.ts'

export interface Watch {
  commit(body: CommitBody): void
  suppression(email: string, purpose: 'service' | 'news', stands: boolean): void
  /** A function is about to hand a letter to the provider. */
  begun(envelope: Envelope): void
  /** The provider took it. */
  left(envelope: Envelope): void
  openTasks(): readonly string[]
  unresolvedLetters(): readonly string[]
  /** The earliest moment at which a stream wants to be woken, in milliseconds. */
  wakesFrom(): number
  readonly letters: ReadonlyMap<string, Asked>
  /** How often each type of event was recorded. */
  readonly events: ReadonlyMap<string, number>
}

/** Something that can speak against a letter, and since when it does; undefined while it does not. */
interface Against {
  readonly order: number
  readonly ms: number
}

/** What was checked holds for ten seconds. */
const checkHolds = 10_000

/** `askedFor` hears of each letter that is asked for. */
export function watchOver(scheduler: Scheduler, problem: (says: string) => void, askedFor: (letter: Asked) => void): Watch {
  const against = new Map<string, Against>()
  const claims = new Map<string, number>()
  const letters = new Map<string, Asked>()
  const gone = new Set<string>()
  const tasks = new Set<string>()
  const unresolved = new Set<string>()
  const wakes = new Map<string, number>()
  const events = new Map<string, number>()
  let order = 0
  let earliest: number | undefined

  const set = (what: string, speaksAgainst: boolean) => {
    if (!speaksAgainst) against.delete(what)
    else if (!against.has(what)) against.set(what, { order, ms: scheduler.ms() })
  }

  // Nothing leaves until somebody says so.
  set('sending off', true)

  const ofState: Readonly<Record<string, (stream: string, body: CommitBody) => void>> = {
    contact(stream, { state }) {
      const { consents, address, paused } = contactState.parse(state)
      set(`consent ${stream}`, consents.service?.state !== 'given')
      set(`objection ${stream}`, consents.service?.state === 'withdrawn')
      set(`bounced ${stream}`, address !== 'ok')
      set(`paused ${stream}`, paused)
    },
    settings(_, { state }) {
      const { sending, allPaused, pausedSchools } = switches.parse(state)
      set('sending off', sending !== 'on')
      set('all paused', allPaused)
      for (const what of [...against.keys()]) if (what.startsWith('school paused ')) set(what, pausedSchools.includes(what.slice(14)))
      for (const school of pausedSchools) set(`school paused ${school}`, true)
    },
    letter(stream, body) {
      for (const { type, data } of body.events) {
        if (type === 'LetterAsked') {
          letters.set(stream, askedIn(data))
          askedFor(askedIn(data))
        }
        if (type === 'LetterSending') claims.set(stream, order)
      }
      const { state, unresolved: isUnresolved } = letterState.parse(body.state)
      if (state === 'uncertain' && isUnresolved) unresolved.add(stream)
      else unresolved.delete(stream)
    },
    task(stream, { state }) {
      if (state['state'] === 'open') tasks.add(stream)
      else tasks.delete(stream)
    },
    school(stream, body) {
      const day = londonDay(body.at)
      const of = nation().parse(body.state['nation'])
      for (const { type } of body.events)
        if ((type === 'ReviewReminderDue' || type === 'VisitReminderDue') && !isWorkingDay(firstCalendar, of, day))
          problem(`${type} was recorded on ${day}, no working day in ${of}, for ${stream}`)
    },
  }

  const speakAgainst = ({ to, role, school }: Asked, email: string): string[] => [
    role === 'office' ? `objection ${to}` : `consent ${to}`,
    `suppressed ${foldAddress(email)}`,
    `bounced ${to}`,
    `paused ${to}`,
    'sending off',
    'all paused',
    `school paused ${school ?? ''}`,
  ]

  return {
    letters,
    events,
    commit(body) {
      order += 1
      for (const { type } of body.events) events.set(type, (events.get(type) ?? 0) + 1)
      if (body.wakeAt !== undefined || wakes.delete(body.stream)) earliest = undefined
      if (body.wakeAt !== undefined) wakes.set(body.stream, Date.parse(body.wakeAt))
      ofState[kindOfStream(body.stream)]?.(body.stream, body)
    },
    suppression(email, purpose, stands) {
      order += 1
      if (purpose === 'service') set(`suppressed ${foldAddress(email)}`, stands)
    },
    begun(envelope) {
      const letter = letters.get(envelope.letter)
      if (!letter) return problem(`a letter was begun that nobody asked for: ${envelope.letter}`)
      const claimed = claims.get(envelope.letter) ?? 0
      for (const what of speakAgainst(letter, envelope.to)) {
        const since = against.get(what)
        if (!since) continue
        const before = since.order < claimed
        if (before || since.ms < scheduler.ms() - checkHolds)
          problem(`${envelope.letter} was begun although (${what.replace(/ \S*@\S*/, '')}) ${before ? 'before it was claimed' : 'more than ten seconds before'}`)
      }
    },
    left(envelope) {
      const matter = letters.get(envelope.letter)?.matter
      const key = `${foldAddress(envelope.to)} ${matter}`
      if (gone.has(key)) problem(`a letter about ${matter} left twice to the same address: ${envelope.letter}`)
      gone.add(key)
    },
    openTasks: () => [...tasks],
    unresolvedLetters: () => [...unresolved],
    wakesFrom() {
      earliest ??= Math.min(...wakes.values())
      return earliest
    },
  }
}

function askedIn({ day: _, ...data }: CommitBody['events'][number]['data']): Asked {
  return asked().parse(data)
}

const contactState = z.object({
  consents: z.object({ service: z.object({ state: z.string() }).optional() }),
  address: z.string(),
  paused: z.boolean(),
})
const switches = z.object({ sending: z.string(), allPaused: z.boolean(), pausedSchools: z.array(z.string()) })
const letterState = z.object({ state: z.string(), unresolved: z.boolean() })
