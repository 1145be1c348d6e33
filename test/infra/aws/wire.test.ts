// One list of triggers, two machines: what wakes each function, how many messages at a time and how often, must be the
// same on AWS and on one machine, or the local system would prove nothing about the deployed one. And what the wiring
// refuses: a list that would deploy and then not work.
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { triggers } from '../../../functions/index.ts'
import { readProviderEvent } from '../../../functions/note-deliveries/note.ts'
import type { Trigger } from '../../../functions/trigger.ts'
import { cutProviderEvent } from '../../../infra/local/provider-events.ts'
import { production } from './production.ts'
import { providerEvent, providerEventTypes } from './provider-events.ts'
import { standIns } from './stand-in-triggers.ts'
import { functionsOf, ofType, passedOn, synthesise } from './template.ts'
import { wokenLocally, wokenOnAws } from './woken.ts'

describe.each([
  { list: 'what runs', wired: triggers },
  { list: 'a list that uses everything', wired: standIns },
])('of $list', ({ wired }) => {
  test('each function is woken by the same things on AWS and on one machine', () => {
    const local = wokenLocally(wired)
    expect(Object.values(local).every((said) => said.length > 0)).toBe(true)
    expect(wokenOnAws(synthesise(production, wired))).toEqual(local)
  })
})

test('every function of a body in an emulator finds all services there, and no function of another does', () => {
  const emulator = 'http://127.0.0.1:4566'
  const endpoints = (context: Record<string, string>) =>
    functionsOf(synthesise(context, standIns)).map(({ Environment }) => Environment?.Variables.AWS_ENDPOINT_URL)
  expect(new Set(endpoints({ stage: 'emulator', emulator }))).toEqual(new Set([emulator]))
  expect(new Set(endpoints(production))).toEqual(new Set([undefined]))
})

const changed = (name: string, change: Partial<Trigger>) =>
  standIns.map((trigger) => (trigger.name === name ? { ...trigger, ...change } : trigger))

const wiring = (triggers: readonly Trigger[]) => () => synthesise(production, triggers)

const budget = { timeoutSeconds: 20, memoryMb: 512 }

const throughTheRules = ['Send', 'Delivery', 'DeliveryDelay', 'Bounce', 'Complaint', 'Reject', 'Rendering Failure']
/** Those that are not read by their own name. */
const readAs: Readonly<Record<string, string>> = { DeliveryDelay: 'delay', 'Rendering Failure': 'reject' }

describe('of what the mail provider tells', () => {
  const made = synthesise(production, triggers)

  test.each(throughTheRules)(
    'a %s comes through once, as note-deliveries reads it and as one machine cuts it, without an address',
    (type) => {
      const event = providerEvent(type)
      const passed = passedOn(made, event)
      expect(passed).toHaveLength(1)
      expect(passed.join()).not.toMatch(/ada\.marsh|@/)
      const message: unknown = JSON.parse(passed.join())
      expect(message).toEqual(
        cutProviderEvent({
          id: 'one',
          'detail-type': type,
          account: '',
          region: '',
          resources: [],
          version: '0',
          ...event,
        }),
      )
      expect(readProviderEvent(message)).toEqual({
        type: readAs[type] ?? type.toLowerCase(),
        at: event.time,
        kind: type === 'Bounce' ? 'permanent' : 'transient',
        letter: 'letter#1f0a',
      })
    },
  )

  test('of a bounce it is known whether the address stands on the provider’s own list', () => {
    const [passed = ''] = passedOn(made, providerEvent('Bounce'))
    expect(JSON.parse(passed)).toMatchObject({ bounce: 'Permanent', subtype: 'General' })
    const message = z.looseObject({}).parse(JSON.parse(passed))
    expect(readProviderEvent({ ...message, subtype: 'OnAccountSuppressionList' })?.kind).toBe('suppressed')
  })

  test('nothing else comes through: no opening, no click, nothing of mail that is no letter of ours', () => {
    const others = providerEventTypes.filter((type) => !throughTheRules.includes(type))
    expect(others.length).toBeGreaterThan(0)
    expect(
      [...others.map((type) => providerEvent(type)), providerEvent('Bounce', false)].flatMap((one) =>
        passedOn(made, one),
      ),
    ).toEqual([])
  })

  test('the provider is asked to tell exactly what comes through', () => {
    const [destination] = ofType(made.system, 'AWS::SES::ConfigurationSetEventDestination')
    const asked = z.looseObject({ MatchingEventTypes: z.array(z.string()) })
    const { MatchingEventTypes } = asked.parse(destination?.Properties.EventDestination)
    expect(MatchingEventTypes.toSorted()).toEqual([
      'bounce',
      'complaint',
      'delivery',
      'deliveryDelay',
      'reject',
      'renderingFailure',
      'send',
    ])
  })
})

test('a queue that nobody reads is refused', () => {
  expect(wiring(standIns.filter(({ name }) => name !== 'wake-due'))).toThrow(
    /sends to the queue wake, which no function reads/,
  )
})

test('a queue that two functions read is refused, since each would take the other’s work', () => {
  expect(wiring(changed('import-file', { wakes: [{ by: 'queue', queue: 'wake' }] }))).toThrow(/wake has two readers/)
})

test('a function that asks for one at a time is refused, since a queue hands out to two at least', () => {
  expect(wiring(changed('wake-due', { budget: { ...budget, concurrency: 1 } }))).toThrow(
    /wake-due asks for 1 at a time/,
  )
})

test('whoever sends letters shares the account’s rate by all that may send at the same time, from each of its queues', () => {
  const sender = functionsOf(synthesise(production, standIns)).find(({ verb }) => verb === 'send-letters')
  expect(sender?.Environment?.Variables.SENDERS).toBe('4')
})

test('whoever sends letters names an address for answers only where mail comes in', () => {
  const toldOf = (context: Record<string, string>) =>
    functionsOf(synthesise(context, standIns)).find(({ verb }) => verb === 'send-letters')?.Environment?.Variables
      .REPLY_DOMAIN
  expect(toldOf(production)).toBeUndefined()
  expect(toldOf({ ...production, answers: 'come-in' })).toBe('letters.body.example')
})

test('an answer that takes longer than anyone waits is refused', () => {
  expect(wiring(changed('answer-api', { budget: { ...budget, timeoutSeconds: 60 } }))).toThrow(/nobody waits/)
})

test('a sixth function on the clock is refused, since one rule wakes five', () => {
  const names = ['ask-letters', 'send-letters', 'wake-due']
  const more = names.map(
    (name): Trigger => ({
      name: `${name}-too`,
      wakes: [{ by: 'quarter-hour' }],
      needs: [],
      budget,
      ifItFails: 'Nothing: it is here to be one too many.',
    }),
  )
  expect(wiring([...standIns, ...more])).toThrow(/five|5 functions/)
})

test('an alarm that does not say whom it hurts is refused', () => {
  expect(wiring(changed('tidy-vault', { ifItFails: 'Errors.' }))).toThrow(/does not say whom it hurts/)
})

test('a figure that no function says is refused, since its alarm could never ring', () => {
  expect(wiring(standIns.filter(({ name }) => name !== 'begin-day'))).toThrow(/begin-day is watched/)
})
