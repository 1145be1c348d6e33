// The grammar: events in the past tense, commands imperative, refusals as reasons, tests as whole sentences.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const project = join(import.meta.dirname, '../..')

/** Every match of a pattern's group `name` in the files of a glob, with the file it stands in. */
function named(glob: string, pattern: RegExp): { name: string; path: string }[] {
  return globSync(glob, { cwd: project }).flatMap((path) =>
    [...readFileSync(join(project, path), 'utf8').matchAll(pattern)].map(({ groups }) => ({
      name: groups?.name ?? '',
      path,
    })),
  )
}

const kebab = /^[a-z0-9]+(-[a-z0-9]+)+$/

/** Past participles that do not end in `ed`. */
const irregular =
  /^(Began|Sent|Held|Withheld|Given|Withdrawn|Left|Chosen|Made|Done|Set|Woken|Undone|Rebuilt|Written|Read|Taken|Forgotten)$/

/** What a thing became, in the words of the body's own contract. */
const became = /^(Due|Risk|Unreachable|Reachable|Uncertain|Late|Without|Sending)$/

test('an event says what happened or what became so, and no two share a name', () => {
  const events = named('events/*/events.ts', /^ {2}(?<name>[A-Z]\w+): fact/gm)
  expect(events.length).toBeGreaterThan(50)
  const tells = (word: string): boolean => word.endsWith('ed') || irregular.test(word) || became.test(word)
  expect(events.filter(({ name }) => !(name.match(/[A-Z][a-z]+/g) ?? []).some(tells))).toEqual([])
  const names = events.map(({ name }) => name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('a refusal is a reason in kebab case', () => {
  const refusals = named('events/**/*.ts', /\brefuse\(\s*'(?<name>[^']*)'/g)
  expect(refusals.length).toBeGreaterThan(10)
  expect(refusals.filter(({ name }) => !kebab.test(name))).toEqual([])
})

test('a command is a verb, its object after it, in kebab case', () => {
  const commands = named('events/**/*.ts', /\bdo: '(?<name>[^']*)'/g)
  const single = /^(recommend|correct|wake|plan|ask|claim|release|begin|close|seal)$/
  expect(commands.filter(({ name }) => !kebab.test(name) && !single.test(name))).toEqual([])
  expect(commands.filter(({ name }) => /^\w+ed\b/.test(name))).toEqual([])
})

test('a test is a whole sentence that says what is so', () => {
  const tests = named('test/**/*.test.{ts,tsx}', /^\s*(?:test|it)\(\s*(?<quote>['"`])(?<name>.*?)\k<quote>,/gm)
  expect(tests.length).toBeGreaterThan(10)
  expect(tests.filter(({ name }) => name.split(' ').length < 3 || /\bshould\b/.test(name))).toEqual([])
})
