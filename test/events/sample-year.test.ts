// The whole sample year at the rules' level: 400 schools imported, every morning of a year, every line of it played;
// each reminder with its recipients, each due day and each end of grace as expected, no more and no fewer.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { contactDecider } from '../../events/contact/decide.ts'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import { addDays, type Day, type Instant, londonInstant, morningRun } from '../../events/kernel/day.ts'
import { type Decider, type Fact, isRefusal, type World } from '../../events/kernel/decider.ts'
import { defaultSettings } from '../../events/kernel/settings.ts'
import { award, consentWays, contactRoles, nation, purposes } from '../../events/kernel/words.ts'
import { letterFor } from '../../events/letter/calls.ts'
import type { HistoryRow } from '../../events/school/commands.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { decisions } from '../../events/school/events.ts'
import type { Candidate } from '../../events/school/recipients.ts'

const folder = join(import.meta.dirname, '../sample')

function rowsOf<T extends z.ZodType>(file: string, row: T, encoding: 'utf8' | 'latin1' = 'utf8'): z.output<T>[] {
  return z.array(row).parse(parse(readFileSync(join(folder, file), encoding), { columns: true, bom: true }))
}

const blank = <T extends z.ZodType>(schema: T) => z.union([z.literal(''), schema])

const giasRow = z.object({ URN: z.string(), EstablishmentName: z.string(), 'TypeOfEstablishment (name)': z.string() })
const schoolRow = z.object({ ref: z.string(), name: z.string(), nation: nation() })
const awardRow = z.object({ school: z.string(), award: award(), action: z.enum(['granted', 're-accredited']), on: z.iso.date() })
const said = blank(z.enum(['yes', 'withdrawn']))
const contactRow = z.object({
  school: z.string(),
  role: z.enum(contactRoles),
  email: z.string(),
  service: said,
  service_on: blank(z.iso.date()),
  news: said,
  news_on: blank(z.iso.date()),
  wording: z.string(),
  how: blank(z.enum(consentWays)),
})
const expectedReminder = z.object({ on: z.string(), school: z.string(), kind: z.string(), stage: z.string(), due: z.string(), to: z.string() })
const expectedEvent = z.object({ on: z.string(), school: z.string(), event: z.string(), about: z.string() })

const ofSchool = { school: z.string() }
const line = z.discriminatedUnion('do', [
  z.object({ do: z.literal('book-visit'), with: z.object({ ...ofSchool, on: z.iso.date() }) }),
  z.object({ do: z.literal('cancel-visit'), with: z.object(ofSchool) }),
  z.object({ do: z.literal('extend-review'), with: z.object({ ...ofSchool, to: z.iso.date(), reason: z.string() }) }),
  z.object({ do: z.literal('decide-review'), with: z.object({ ...ofSchool, decision: z.enum(decisions) }) }),
  z.object({ do: z.literal('grant-award'), with: z.object({ ...ofSchool, award: award(), on: z.iso.date() }) }),
  z.object({ do: z.literal('withdraw-consent'), with: z.object({ email: z.string(), purpose: z.enum(purposes) }) }),
])
const cluster = z.object({ do: z.enum(['record-meeting', 'cancel-meeting', 'excuse-absence', 'leave-cluster']), with: z.unknown() })
const dayed = z.object({ on: z.iso.date() })

/** One kind of stream in memory: its state after each commit, and the instant it wants to be woken. */
class Streams<C, S, F extends Fact> {
  readonly states = new Map<string, S>()
  readonly wakes = new Map<string, Instant>()
  readonly #decider: Decider<C, S, F, World>

  constructor(decider: Decider<C, S, F, World>) {
    this.#decider = decider
  }

  of(id: string): S {
    return this.states.get(id) ?? this.#decider.initial
  }

  act(id: string, command: C, now: Instant): readonly F[] {
    const world = worldAt(now, firstCalendar, defaultSettings)
    const decision = this.#decider.decide(command, this.of(id), world)
    if (isRefusal(decision)) throw new Error(`${id} ${JSON.stringify(command)}: ${decision.detail}`)
    const state = decision.reduce(this.#decider.evolve, this.of(id))
    this.states.set(id, state)
    const wakeAt = this.#decider.wakeAt(state, world)
    if (wakeAt === undefined) this.wakes.delete(id)
    else this.wakes.set(id, wakeAt)
    return decision
  }
}

/** The body in memory: schools by reference, contacts by address, as an import and a year of commands would have them. */
class Body {
  readonly schools = new Streams(schoolDecider)
  readonly contacts = new Streams(contactDecider)
  readonly reminders: string[] = []
  readonly events: string[] = []
  skipped = 0
  #commits = 0

  import(day: Day): void {
    const now = londonInstant(day, '10:00')
    for (const row of rowsOf('gias.csv', giasRow, 'latin1')) this.#register(`urn:${row.URN}`, row.EstablishmentName, nationOf(row), now)
    for (const row of rowsOf('schools.csv', schoolRow)) this.#register(row.ref, row.name, row.nation, now)
    const histories = Map.groupBy(rowsOf('awards.csv', awardRow), ({ school }) => school)
    for (const [school, rows] of histories) this.schools.act(school, { do: 'take-over-history', rows: rows.map(historyOf) }, now)
    for (const row of rowsOf('contacts.csv', contactRow)) this.#importContact(row, now)
  }

  #register(ref: string, name: string, of: z.output<typeof schoolRow>['nation'], now: Instant): void {
    this.schools.act(ref, { do: 'register-school', ref, name, nation: of }, now)
  }

  #importContact(row: z.output<typeof contactRow>, now: Instant): void {
    const contact = row.email.trim().normalize('NFC').toLowerCase()
    const { school, role } = row
    this.contacts.act(contact, { do: 'add-contact', school, role }, now)
    this.schools.act(school, { do: 'link-contact', contact, role }, now)
    for (const purpose of purposes) this.#importConsent(contact, purpose, row[purpose], row[`${purpose}_on`], row, now)
  }

  #importConsent(contact: string, purpose: 'service' | 'news', what: z.output<typeof said>, on: string, row: z.output<typeof contactRow>, now: Instant): void {
    const day = on || now.slice(0, 10)
    if (what === 'withdrawn') this.contacts.act(contact, { do: 'withdraw-consent', purpose, how: 'import', on: day }, now)
    if (what === 'yes')
      this.contacts.act(contact, { do: 'give-consent', purpose, wording: row.wording || 'unknown', how: row.how || 'import', on: day, imported: true }, now)
  }

  /** A day's morning run: all that want to be woken by then, and the letters their reminders call for. */
  wake(day: Day): void {
    const now = morningRun(day)
    for (const [school, at] of [...this.schools.wakes])
      if (at <= now) for (const fact of this.schools.act(school, { do: 'wake' }, now)) this.#note(school, fact, day, now)
  }

  #note(school: string, { type, data }: Fact, day: Day, now: Instant): void {
    if (type === 'ReviewReminderDue') {
      const { kind, stage, due } = expectedReminder.partial().parse(data)
      this.reminders.push([day, school, kind, stage, due, this.#recipients(school, { type, data }, day, now)].join())
    }
    if (type === 'ReviewDue' || type === 'ReviewGraceEnded') this.events.push([day, school, type, z.object({ due: z.string() }).parse(data).due].join())
  }

  #recipients(school: string, fact: Fact, day: Day, now: Instant): string {
    const call = letterFor({ school, day, ...fact })
    if (!call) throw new Error('a reminder calls for no letter')
    const { topic, matter } = call
    this.#commits += 1
    this.schools.act(school, { do: 'choose-recipients', topic, matter, cause: this.#commits, candidates: this.#candidates(school) }, now)
    return [...(this.schools.of(school).addressed[topic]?.to ?? [])].toSorted().join(' ')
  }

  #candidates(school: string): Candidate[] {
    const links = Map.groupBy(this.schools.of(school).contacts, ({ contact }) => contact)
    return [...links].map(([contact, roles]) => {
      const { consents, address, paused, erased } = this.contacts.of(contact)
      return { contact, roles: roles.map(({ role }) => role), service: consents.service?.state ?? 'none', address, paused, gone: erased }
    })
  }

  /** A line of the year, played after that day's morning run. */
  play(day: Day, said: unknown): void {
    if (cluster.safeParse(said).success) {
      this.skipped += 1
      return
    }
    const now = londonInstant(day, '10:00')
    const parsed = line.parse(said)
    if (parsed.do === 'withdraw-consent') {
      this.contacts.act(parsed.with.email, { do: 'withdraw-consent', purpose: parsed.with.purpose, how: 'staff', on: day }, now)
      return
    }
    const { school, ...body } = parsed.with
    for (const fact of this.schools.act(school, { do: parsed.do, ...body } satisfies object as never, now)) this.#note(school, fact, day, now)
  }
}
