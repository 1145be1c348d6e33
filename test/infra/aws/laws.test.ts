// The laws over the template of a list of triggers that uses everything; then an offence planted against each, since a
// law that nothing can break is no law.
import { beforeAll, describe, expect, test } from 'vitest'
import { triggers } from '../../../functions/index.ts'
import { guardedLaws } from './laws/keeping.ts'
import { laws } from './laws.ts'
import { planted } from './planted.ts'
import { production } from './production.ts'
import { standIns } from './stand-in-triggers.ts'
import { synthesise, type Templates } from './template.ts'

const made: Record<string, Templates> = {}

const templatesOf = (name: string): Templates => made[name] ?? fail(name)

function fail(name: string): never {
  throw new Error(`no templates of ${name}`)
}

beforeAll(() => {
  made['what runs'] = synthesise(production, triggers)
  made['a list that uses everything'] = synthesise(production, standIns)
  made['an emulator'] = synthesise({ stage: 'emulator', emulator: 'http://127.0.0.1:4566' }, standIns)
}, 120_000)

describe.each(['what runs', 'a list that uses everything'])('%s in production keeps the law', (name) => {
  test.each([...laws, ...guardedLaws])('that $sentence', ({ offences }) => {
    expect(offences(templatesOf(name))).toEqual([])
  })
})

describe('a body in an emulator keeps the law', () => {
  // There the clock stands still and the mail provider's source has another name; all else is as in production.
  test.each(laws)('that $sentence', ({ offences }) => {
    expect(offences(templatesOf('an emulator'))).toEqual([])
  })
})

describe('an offence is seen against the law', () => {
  const all = [...laws, ...guardedLaws]

  test('of every sentence there is, and of no other', () => {
    expect(Object.keys(planted).sort()).toEqual(all.map(({ sentence }) => sentence).sort())
  })

  test.each(all)('that $sentence', ({ sentence, offences }) => {
    const plants = planted[sentence] ?? []
    const sound = templatesOf('a list that uses everything')
    expect(plants.map((plant) => offences(plant(sound)).length > 0)).toEqual(plants.map(() => true))
  })
})
