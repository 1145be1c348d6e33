// One kept example of each version of each event: what was once recorded is readable for ever, by its schema, by its
// sentence and by the state that is folded from it.
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { adminsDecider } from '../../events/admins/decide.ts'
import { adminsFacts } from '../../events/admins/events.ts'
import { bulletinDecider } from '../../events/bulletin/decide.ts'
import { bulletinFacts } from '../../events/bulletin/events.ts'
import { calendarDecider } from '../../events/calendar/decide.ts'
import { calendarFacts } from '../../events/calendar/events.ts'
import { allEvents, definitionOf, sentenceOf } from '../../events/catalogue.ts'
import { clusterDecider } from '../../events/cluster/decide.ts'
import { clusterFacts } from '../../events/cluster/events.ts'
import { contactDecider } from '../../events/contact/decide.ts'
import { contactFacts } from '../../events/contact/events.ts'
import { daysDecider } from '../../events/days/decide.ts'
import { daysFacts } from '../../events/days/events.ts'
import { deadDecider } from '../../events/dead/decide.ts'
import { deadFacts } from '../../events/dead/events.ts'
import type { deciders } from '../../events/deciders.ts'
import { feedDecider } from '../../events/feed/decide.ts'
import { feedFacts } from '../../events/feed/events.ts'
import { importDecider } from '../../events/import/decide.ts'
import { importFacts } from '../../events/import/events.ts'
import type { Fact } from '../../events/kernel/decider.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { letterEventFacts } from '../../events/letter/events.ts'
import { mailDecider } from '../../events/mail/decide.ts'
import { mailFacts } from '../../events/mail/events.ts'
import { meetingDecider } from '../../events/meeting/decide.ts'
import { meetingFacts } from '../../events/meeting/events.ts'
import { refDecider } from '../../events/ref/decide.ts'
import { refFacts } from '../../events/ref/events.ts'
import { requestDecider } from '../../events/request/decide.ts'
import { requestFacts } from '../../events/request/events.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { schoolFacts } from '../../events/school/events.ts'
import { settingsDecider } from '../../events/settings/decide.ts'
import { settingsFacts } from '../../events/settings/events.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { staffFacts } from '../../events/staff/events.ts'
import { taskDecider } from '../../events/task/decide.ts'
import { taskFacts } from '../../events/task/events.ts'
import { wordingDecider } from '../../events/wording/decide.ts'
import { wordingFacts } from '../../events/wording/events.ts'

const folder = join(import.meta.dirname, '../golden/events')
const example = z.strictObject({ type: z.string(), v: z.int().min(1), data: z.looseObject({}) })

const kept = globSync('*.json', { cwd: folder })
  .toSorted()
  .flatMap((file) =>
    z
      .array(example)
      .parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
      .map((one) => ({ ...one, kind: basename(file, '.json'), name: `${one.type} of version ${one.v}` })),
  )

describe('the kept examples', () => {
  test('there is one of each event in its version', () => {
    const names = kept.map(({ kind, name }) => `${kind}: ${name}`)
    const needed = allEvents.map(({ kind, type, definition }) => `${kind}: ${type} of version ${definition.v}`)
    expect(needed.filter((name) => !names.includes(name))).toEqual([])
  })

  test.each(kept)('$name is read by its schema and has a sentence', ({ type, data }) => {
    expect(definitionOf(type)?.data.parse(data)).toEqual(data)
    const sentence = sentenceOf(type, data)
    expect(sentence).not.toBe(type)
    expect(sentence).not.toMatch(/undefined|\[object/)
    // It follows a name: `Oakfield Primary School: its next annual review is due on …`.
    expect(sentence).toMatch(/^\S.*[^.]$/)
  })

  test('every field an event may have stands in one: an event that gains a field gets a further example, and the old one stays', () => {
    const shown = Map.groupBy(kept, ({ type }) => type)
    const unseen = allEvents.flatMap(({ type, definition }) => {
      const seen = new Set((shown.get(type) ?? []).flatMap(({ data }) => Object.keys(data)))
      return Object.keys(definition.data.shape).flatMap((field) => (seen.has(field) ? [] : [`${type}.${field}`]))
    })
    expect(unseen).toEqual([])
  })
})

interface Folding {
  readonly initial: object
  /** The state after these facts; throws on a fact of another kind. */
  readonly fold: (facts: readonly Fact[]) => object
}

/** A decider as something that folds whatever was kept of its kind; `facts` is its part of the catalogue. */
function folding<S extends object, F extends Fact>(
  decider: { readonly initial: S; evolve(state: S, fact: F): S },
  facts: object,
): Folding {
  const belongs = (fact: Fact): fact is F => fact.type in facts
  const step = (state: S, fact: Fact): S => {
    if (!belongs(fact)) throw new Error(`${fact.type} stands in the wrong file`)
    return decider.evolve(state, fact)
  }
  return { initial: decider.initial, fold: (all) => all.reduce(step, decider.initial) }
}

const foldings: Record<keyof typeof deciders, Folding> = {
  school: folding(schoolDecider, schoolFacts),
  ref: folding(refDecider, refFacts),
  contact: folding(contactDecider, contactFacts),
  staff: folding(staffDecider, staffFacts),
  cluster: folding(clusterDecider, clusterFacts),
  meeting: folding(meetingDecider, meetingFacts),
  admins: folding(adminsDecider, adminsFacts),
  letter: folding(letterDecider, letterEventFacts),
  request: folding(requestDecider, requestFacts),
  task: folding(taskDecider, taskFacts),
  import: folding(importDecider, importFacts),
  settings: folding(settingsDecider, settingsFacts),
  wording: folding(wordingDecider, wordingFacts),
  bulletin: folding(bulletinDecider, bulletinFacts),
  feed: folding(feedDecider, feedFacts),
  dead: folding(deadDecider, deadFacts),
  mail: folding(mailDecider, mailFacts),
  days: folding(daysDecider, daysFacts),
  calendar: folding(calendarDecider, calendarFacts),
}

describe.each(Object.entries(foldings))('the state of a %s', (kind, { initial, fold }) => {
  const facts = kept.filter((one) => one.kind === kind)

  test('every fact of the past can be folded into it, whatever came before', () => {
    expect(facts.length).toBeGreaterThan(0)
    for (const fact of facts) expect(fold([fact])).toBeTypeOf('object')
    // Each after each other: none may stumble over a state it does not expect.
    for (const first of facts) for (const second of facts) expect(fold([first, second])).toBeTypeOf('object')
    expect(fold(facts)).toBeTypeOf('object')
  })

  test('it is kept as JSON and comes back the same', () => {
    const state = fold(facts)
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
    expect(JSON.parse(JSON.stringify(initial))).toEqual(initial)
    expect(JSON.stringify(state).length).toBeLessThan(8_000)
  })
})
