/** A body of schools in memory: rules only, each stream a state, woken when it wants to be. */
import { type ClusterCommand, clusterDecider } from '../../events/cluster/decide.ts'
import { membersOn } from '../../events/cluster/state.ts'
import { contactDecider } from '../../events/contact/decide.ts'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import { type Day, type Instant, londonDay, londonInstant, morningRun } from '../../events/kernel/day.ts'
import { type Decider, type Fact, isRefusal, type World } from '../../events/kernel/decider.ts'
import { defaultSettings } from '../../events/kernel/settings.ts'
import { letterFor } from '../../events/letter/calls.ts'
import { meetingDecider } from '../../events/meeting/decide.ts'
import type { SchoolCommand } from '../../events/school/commands.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { SchoolFact } from '../../events/school/events.ts'
import type { Candidate } from '../../events/school/recipients.ts'
import type { ContactRow, importFiles, yearLines } from './sample-files.ts'

/** One kind of stream: the state of each after its last commit, and the instant it wants to be woken. */
class Streams<C, S, F extends Fact> {
  readonly wakes = new Map<string, Instant>()
  readonly #states = new Map<string, S>()
  readonly #versions = new Map<string, number>()
  readonly #decider: Decider<C, S, F, World>

  constructor(decider: Decider<C, S, F, World>) {
    this.#decider = decider
  }

  versionOf(id: string): number {
    return this.#versions.get(id) ?? 0
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
    if (decision.length > 0) this.#versions.set(id, this.versionOf(id) + 1)
    const wakeAt = this.#decider.wakeAt(state, world)
    if (wakeAt === undefined) this.wakes.delete(id)
    else this.wakes.set(id, wakeAt)
    return decision
  }
}

type Line = ReturnType<typeof yearLines>[number]['command']
type ClusterLine = Extract<Line, { do: 'record-meeting' | 'cancel-meeting' | 'excuse-absence' | 'leave-cluster' }>

export class Body {
  /** What came of it, one line of text each, as the expected files say it. */
  readonly reminders: string[] = []
  readonly events: string[] = []
  readonly missed: string[] = []
  readonly risk: string[] = []
  readonly #schools = new Streams(schoolDecider)
  readonly #contacts = new Streams(contactDecider)
  readonly #clusters = new Streams(clusterDecider)
  readonly #meetings = new Streams(meetingDecider)
  #commits = 0

  /** Takes over the files of an import, in its order, at ten o'clock of a day. */
  takeOver({ schools, awards, contacts, clusters }: ReturnType<typeof importFiles>, day: Day): void {
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
    for (const { cluster, nation, ambassador, school, joined_on: on } of clusters) {
      this.#clusters.act(cluster, { do: 'form-cluster', nation, ambassador }, now)
      this.#schools.act(school, { do: 'join-cluster', cluster, on }, now)
      this.#clusters.act(cluster, { do: 'note-stay', school, joinedOn: on }, now)
    }
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
    for (const [school, at] of [...this.#schools.wakes]) if (at <= now) this.#actOnSchool(school, { do: 'wake' }, now)
    for (const [cluster, at] of [...this.#clusters.wakes])
      if (at <= now) this.#actOnCluster(cluster, { do: 'wake' }, now)
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
        this.#actOnSchool(school, command, now)
        return
      }
      default:
        this.#playMeeting(line, now)
    }
  }

  #playMeeting(line: ClusterLine, now: Instant): void {
    switch (line.do) {
      case 'record-meeting': {
        const { attendance, ...what } = line
        const members = membersOn(this.#clusters.of(line.cluster), line.on).map((ref) => ({ id: ref, ref }))
        const marked = Object.entries(attendance).map(([ref, mark]) => ({ id: ref, ref, mark }))
        this.#meetings.act(line.meeting, { ...what, attendance: marked, members }, now)
        this.#followMeeting(line.meeting, now)
        return
      }
      case 'cancel-meeting': {
        const { meeting, ...command } = line
        this.#meetings.act(meeting, command, now)
        this.#followMeeting(meeting, now)
        return
      }
      case 'excuse-absence': {
        const { school, meeting, reason } = line
        this.#actOnSchool(school, { do: line.do, meeting, reason }, now)
        return
      }
      case 'leave-cluster':
        this.#actOnSchool(line.school, { do: line.do, cluster: line.cluster, on: line.on }, now)
        for (const { cluster, joinedOn, leftOn } of this.#schools.of(line.school).memberships)
          this.#actOnCluster(cluster, { do: 'note-stay', school: line.school, joinedOn, leftOn }, now)
    }
  }

  /** What a meeting says, told to its cluster and to every school it ever marked. */
  #followMeeting(meeting: string, now: Instant): void {
    const { cluster, on, kind = 'required', state, attendance, everMarked } = this.#meetings.of(meeting)
    if (on === undefined || state === 'none') return
    const version = this.#meetings.versionOf(meeting)
    this.#actOnCluster(cluster, { do: 'note-meeting', meeting, on, kind, state, version }, now)
    const clusterSince = this.#clusters.of(cluster).formedOn
    for (const school of everMarked) {
      const mark = state === 'held' ? (attendance[school] ?? 'none') : 'none'
      this.#actOnSchool(school, { do: 'note-mark', meeting, on, kind, mark, version, clusterSince }, now)
    }
  }

  #actOnSchool(school: string, command: SchoolCommand, now: Instant): void {
    for (const fact of this.#schools.act(school, command, now)) this.#note(school, fact, now)
  }

  #actOnCluster(cluster: string, command: ClusterCommand, now: Instant): void {
    for (const fact of this.#clusters.act(cluster, command, now))
      if (fact.type === 'ClusterTermWithoutMeeting')
        this.risk.push([londonDay(now), cluster, fact.type, fact.data.term].join())
  }

  #note(school: string, fact: SchoolFact, now: Instant): void {
    const day = londonDay(now)
    if (fact.type === 'ReviewReminderDue') {
      const { kind, stage, due } = fact.data
      this.reminders.push([day, school, kind, stage, due, this.#writeTo(school, fact, now).toSorted().join(' ')].join())
    }
    if (fact.type === 'ClusterMeetingMissed') this.missed.push([day, school, fact.data.meeting].join())
    if (fact.type === 'FlagshipAtRisk' || fact.type === 'FlagshipRiskCleared')
      this.risk.push([day, school, fact.type, fact.data.because].join())
    if (fact.type === 'ReviewDue' || fact.type === 'ReviewGraceEnded')
      this.events.push([day, school, fact.type, fact.data.due].join())
  }

  /** Who is written to because of a fact, as it stands now (R9). */
  #writeTo(school: string, fact: SchoolFact, now: Instant): readonly string[] {
    const cause = { stream: school, version: 1, because: 'test', day: londonDay(now), ...fact }
    const call = letterFor(cause)
    if (call?.topic === undefined) throw new Error(`${fact.type} of ${school} called for no letter`)
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
