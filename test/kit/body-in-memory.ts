/** A body of schools in memory: rules only, each stream a state, woken when it wants to be. */
import { contactDecider } from '../../events/contact/decide.ts'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import { type Day, type Instant, londonDay, londonInstant, morningRun } from '../../events/kernel/day.ts'
import { type Decider, type Fact, isRefusal, type World } from '../../events/kernel/decider.ts'
import { defaultSettings } from '../../events/kernel/settings.ts'
import { letterFor } from '../../events/letter/calls.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { SchoolFact } from '../../events/school/events.ts'
import type { Candidate } from '../../events/school/recipients.ts'
import type { ContactRow, importFiles, yearLines } from './sample-files.ts'

/** One kind of stream: the state of each after its last commit, and the instant it wants to be woken. */
class Streams<C, S, F extends Fact> {
  readonly wakes = new Map<string, Instant>()
  readonly #states = new Map<string, S>()
  readonly #decider: Decider<C, S, F, World>

  constructor(decider: Decider<C, S, F, World>) {
    this.#decider = decider
  }

  of(id: string): S {
    return this.#states.get(id) ?? this.#decider.initial
  }

  /** Commits what the rule says. A refusal is thrown: the sample asks nothing that a rule refuses. */
  act(id: string, command: C, now: Instant): readonly F[] {
    const world = worldAt(now, firstCalendar, defaultSettings)
    const decision = this.#decider.decide(command, this.of(id), world)
    if (isRefusal(decision)) throw new Error(`${now} ${id} ${JSON.stringify(command)}: ${decision.detail}`)
    const state = decision.reduce(this.#decider.evolve, this.of(id))
    this.#states.set(id, state)
    const wakeAt = this.#decider.wakeAt(state, world)
    if (wakeAt === undefined) this.wakes.delete(id)
    else this.wakes.set(id, wakeAt)
    return decision
  }
}

type Line = ReturnType<typeof yearLines>[number]['command']

export class Body {
  /** What came of it, one line of text each, as the expected files say it. */
  readonly reminders: string[] = []
  readonly events: string[] = []
  /** Lines of the year that speak of clusters, which are not played here. */
  skipped = 0
  readonly #schools = new Streams(schoolDecider)
  readonly #contacts = new Streams(contactDecider)
  #commits = 0

  /** Takes over the files of an import, in its order, at ten o'clock of a day. */
  takeOver({ schools, awards, contacts }: ReturnType<typeof importFiles>, day: Day): void {
    const now = londonInstant(day, '10:00')
    for (const { ref, name, nation } of schools)
      this.#schools.act(ref, { do: 'register-school', ref, name, nation }, now)
    for (const [school, rows] of Map.groupBy(awards, (row) => row.school))
      this.#schools.act(
        school,
        { do: 'take-over-history', rows: rows.map(({ award, action, on }) => ({ award, action, on })) },
        now,
      )
    for (const row of contacts) this.#takeOverContact(row, now)
  }

  #takeOverContact(row: ContactRow, now: Instant): void {
    const { school, role, email: contact } = row
    this.#contacts.act(contact, { do: 'add-contact', school, role }, now)
    this.#schools.act(school, { do: 'link-contact', contact, role }, now)
    for (const purpose of ['service', 'news'] as const) {
      const on = row[`${purpose}_on`] || londonDay(now)
      const evidence = { wording: row.wording || 'unknown', how: row.how || 'import', on, imported: true } as const
      if (row[purpose] === 'yes') this.#contacts.act(contact, { do: 'give-consent', purpose, ...evidence }, now)
      if (row[purpose] === 'withdrawn')
        this.#contacts.act(contact, { do: 'withdraw-consent', purpose, how: 'import', on }, now)
    }
  }

  /** A day's morning run: all that want to be woken by then. */
  wake(day: Day): void {
    const now = morningRun(day)
    for (const [school, at] of [...this.#schools.wakes])
      if (at <= now) for (const fact of this.#schools.act(school, { do: 'wake' }, now)) this.#note(school, fact, now)
  }

  /** A line of the year, at ten o'clock of its day. */
  play(day: Day, line: Line): void {
    const now = londonInstant(day, '10:00')
    switch (line.do) {
      case 'withdraw-consent':
        this.#contacts.act(line.email, { do: line.do, purpose: line.purpose, how: 'staff', on: day }, now)
        return
      case 'book-visit':
      case 'cancel-visit':
      case 'extend-review':
      case 'decide-review':
      case 'grant-award': {
        const { school, ...command } = line
        this.#schools.act(school, command, now)
        return
      }
      default:
        this.skipped += 1
    }
  }

  #note(school: string, fact: SchoolFact, now: Instant): void {
    const day = londonDay(now)
    if (fact.type === 'ReviewReminderDue') {
      const { kind, stage, due } = fact.data
      this.reminders.push([day, school, kind, stage, due, this.#writeTo(school, fact, now).toSorted().join(' ')].join())
    }
    if (fact.type === 'ReviewDue' || fact.type === 'ReviewGraceEnded')
      this.events.push([day, school, fact.type, fact.data.due].join())
  }

  /** Who is written to because of a fact, as it stands now (R9). */
  #writeTo(school: string, fact: SchoolFact, now: Instant): readonly string[] {
    const call = letterFor({ school, day: londonDay(now), ...fact })
    if (!call) throw new Error(`${fact.type} of ${school} called for no letter`)
    const { topic, matter } = call
    this.#commits += 1
    this.#schools.act(
      school,
      { do: 'choose-recipients', topic, matter, cause: this.#commits, candidates: this.#candidates(school) },
      now,
    )
    return this.#schools.of(school).addressed[topic]?.to ?? []
  }

  #candidates(school: string): Candidate[] {
    const links = Map.groupBy(this.#schools.of(school).contacts, ({ contact }) => contact)
    return [...links].map(([contact, roles]) => {
      const { consents, address, paused, erased } = this.#contacts.of(contact)
      return {
        contact,
        roles: roles.map(({ role }) => role),
        service: consents.service?.state ?? 'none',
        address,
        paused,
        gone: erased,
      }
    })
  }
}
