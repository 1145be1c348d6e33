// What a rule may know of the moment: all know the day, only the rules of letters and requests the instant.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { deciders } from '../../events/deciders.ts'
import type { DayWorld, World } from '../../events/kernel/decider.ts'

const project = join(import.meta.dirname, '../..')

/** The kinds of streams whose rules ask for the instant. */
type KindsWithInstant = {
  [K in keyof typeof deciders]: Parameters<(typeof deciders)[K]['decide']>[2] extends { now: string } ? K : never
}[keyof typeof deciders]

/** Reads of the instant in a file: `world.now`, `{ now }`, `now:`; not a word in a comment. */
function readsOfNow(text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
  return [...code.matchAll(/[.{,(]\s*now\b|\bnow\s*[,:}]/g)].map(([found]) => found.trim())
}

describe('the instant', () => {
  test('only a letter’s rules take a world that has one', () => {
    expectTypeOf<KindsWithInstant>().toEqualTypeOf<'letter'>()
    expectTypeOf<Parameters<(typeof deciders)['school']['decide']>[2]>().toEqualTypeOf<DayWorld>()
    expectTypeOf<DayWorld>().not.toHaveProperty('now')
    expectTypeOf<World>().toExtend<DayWorld>()
  })

  test('no other rule reads it', () => {
    const files = globSync('events/**/*.ts', { cwd: project }).map((path) => path.replaceAll('\\', '/'))
    expect(files.length).toBeGreaterThan(40)
    const may = /^events\/(letter|request)\/|^events\/kernel\/decider\.ts$|^events\/days\/world\.ts$/
    const offences = files
      .filter((path) => !may.test(path))
      .filter((path) => readsOfNow(readFileSync(join(project, path), 'utf8')).length > 0)
    expect(offences).toEqual([])
    // It is read where it may be: the law would see it elsewhere.
    expect(readsOfNow(readFileSync(join(project, 'events/letter/decide.ts'), 'utf8')).length).toBeGreaterThan(0)
  })

  test.each([
    'f(world.now)',
    'const { now } = world',
    'const { today, now: at } = world',
    'decide(c, s, { now, today })',
  ])('planted, %s is seen', (line) => {
    expect(readsOfNow(line)).not.toEqual([])
  })

  test.each([
    '// as it stands now',
    '/** Judged now: { now } */',
    'const nowhere = known',
    'readonly review: ReviewNow',
  ])('%s is no such read', (line) => {
    expect(readsOfNow(line)).toEqual([])
  })
})
