// A schema is made when it is first asked for, and only then.
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { allEvents } from '../../../events/catalogue.ts'
import { fact } from '../../../events/kernel/facts.ts'
import { once } from '../../../events/kernel/once.ts'

describe('what is made once', () => {
  test('is not made before it is asked for, and then stays the same', () => {
    let made = 0
    const thing = once(() => ({ n: ++made }))
    expect(made).toBe(0)
    expect(thing()).toBe(thing())
    expect(made).toBe(1)
  })

  test('is made once even when it is undefined', () => {
    let made = 0
    const nothing = once(() => void made++)
    nothing()
    nothing()
    expect(made).toBe(1)
  })

  test('is made at the next asking when the first one failed', () => {
    let tries = 0
    const second = once(() => {
      tries += 1
      if (tries === 1) throw new Error('not yet')
      return tries
    })
    expect(second).toThrow('not yet')
    expect(second()).toBe(2)
  })
})

test('the schema of an event is made at its first reading and is the same ever after', () => {
  let made = 0
  const definition = fact(
    1,
    () => {
      made += 1
      return z.strictObject({ n: z.int() })
    },
    ({ n }) => `it happened ${n} times`,
  )
  expect(made).toBe(0)
  expect(definition.data).toBe(definition.data)
  expect(made).toBe(1)
})

test('every event of the catalogue has a schema that can be made', () => {
  expect(allEvents.length).toBeGreaterThan(60)
  for (const { definition } of allEvents) expect(definition.data).toBeInstanceOf(z.ZodObject)
})
