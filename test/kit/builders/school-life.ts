/** A school's life as it was lived: commands on their days, and every fact on record with its id and day, as corrections need them. */
import { expect } from 'vitest'
import { definitionOf } from '../../../events/catalogue.ts'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import { addDays, type Day, londonDay, londonInstant } from '../../../events/kernel/day.ts'
import { isRefusal, type Refusal } from '../../../events/kernel/decider.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import type { RecordedFact, SchoolCommand } from '../../../events/school/commands.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import type { SchoolFact } from '../../../events/school/events.ts'
import { noSchool, type School } from '../../../events/school/state.ts'
import { aNote } from './school.ts'

type Type = SchoolFact['type']

export interface Life {
  readonly school: School
  readonly history: readonly RecordedFact[]
  /** Does this at ten o'clock of that day; throws when a rule says no. */
  then(day: Day, command: SchoolCommand): Life
  /** Lives through the mornings from one day to another. */
  through(from: Day, to: Day): Life
  /** Corrects the last entry of this type (or the n-th, from 0). */
  corrected(day: Day, type: Type, data: Readonly<Record<string, unknown>>, n?: number): Life
  /** The refusal of a correction. */
  refusedTo(day: Day, type: Type, data: Readonly<Record<string, unknown>>, n?: number): Refusal
  /** What was recorded on a day, or last. */
  facts(day: Day): SchoolFact[]
  idOf(type: Type, n?: number): string
}

export const aLife = (): Life => lifeOf(noSchool, [])

function worldOf(day: Day, time = '10:00') {
  return worldAt(londonInstant(day, time), firstCalendar, defaultSettings)
}

function lifeOf(school: School, history: readonly RecordedFact[]): Life {
  const decide = (day: Day, command: SchoolCommand, time?: string) =>
    schoolDecider.decide(command, school, worldOf(day, time))
  const add = (day: Day, facts: readonly SchoolFact[]): Life => {
    if (facts.length === 0) return life
    const version = (history.at(-1)?.version ?? 0) + 1
    for (const { type, data } of facts) expect(definitionOf(type)?.data.parse(data)).toEqual(data)
    const recorded = facts.map((fact, n) => ({ event: `school#1@${version}.${n}`, version, day, fact }))
    return lifeOf(facts.reduce(schoolDecider.evolve, school), [...history, ...recorded])
  }
  const must = (day: Day, command: SchoolCommand, time?: string): Life => {
    const decision = decide(day, command, time)
    if (isRefusal(decision)) throw new Error(`${day} ${command.do}: ${decision.detail}`)
    return add(day, decision)
  }
  const idOf = (type: Type, n?: number) => {
    const all = history.filter(({ fact }) => fact.type === type)
    const found = n === undefined ? all.at(-1) : all[n]
    if (!found) throw new Error(`no ${type}`)
    return found.event
  }
  const correction = (type: Type, data: Readonly<Record<string, unknown>>, n?: number): SchoolCommand => ({
    do: 'correct-entries',
    corrections: [{ event: idOf(type, n), reason: aNote, data }],
    history,
  })
  const life: Life = {
    school,
    history,
    // biome-ignore lint/suspicious/noThenProperty: a life goes on; it is awaited by nobody.
    then: (day, command) => must(day, command),
    through(from, to) {
      let now: Life = life
      for (let day = from; day <= to; day = addDays(day, 1)) now = now.then(day, { do: 'wake' })
      return now
    },
    corrected: (day, type, data, n) => must(day, correction(type, data, n)),
    refusedTo(day, type, data, n) {
      const decision = decide(day, correction(type, data, n))
      if (!isRefusal(decision)) throw new Error(`not refused: ${JSON.stringify(decision)}`)
      expect(decision.detail).toMatch(/^\S.+\.$/)
      return decision
    },
    facts: (day) => history.filter((one) => one.day === day).map(({ fact }) => fact),
    idOf,
  }
  return life
}

/** The day a school wants to be woken next, seen from a day's run. */
export function wakesOn({ school }: Life, day: Day): Day | undefined {
  const next = schoolDecider.wakeAt(school, worldOf(day, '07:30'))
  return next === undefined ? undefined : londonDay(next)
}

export const registered: SchoolCommand = {
  do: 'register-school',
  ref: 'urn:123456',
  name: 'Oakfield Primary School',
  nation: 'england',
}
