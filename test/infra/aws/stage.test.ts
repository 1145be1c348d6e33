// What a deploy is told, and what it refuses to begin with.
import { expect, test } from 'vitest'
import { readStage } from '../../../infra/aws/stage.ts'
import { production } from './production.ts'

const read = (context: Readonly<Record<string, unknown>>) => readStage((key) => context[key])

test('only production is guarded against deletion', () => {
  expect(read(production).guarded).toBe(true)
  expect(read({ ...production, stage: 'rehearsal' }).guarded).toBe(false)
})

test('a stage must be named, in words a bucket’s name can hold', () => {
  expect(() => read({})).toThrow()
  expect(() => read({ ...production, stage: 'Production 2' })).toThrow(/small letters/)
  expect(() => read({ ...production, stage: 'local' })).toThrow(/never deployed/)
  expect(() => read({ stage: 'production' })).toThrow(/mailDomain/)
  expect(() => read({ stage: 'production', mailDomain: 'not a domain' })).toThrow(/domain/)
})

test('only a body in an emulator has sending without a provider, so it must say where its emulator is', () => {
  expect(() => read({ stage: 'emulator' })).toThrow(/emulator=http/)
  expect(() => read({ ...production, emulator: 'http://127.0.0.1:4566' })).toThrow(/emulator=http/)
  expect(() => read({ stage: 'emulator', emulator: 'https://email.eu-west-2.amazonaws.com' })).toThrow(/this machine/)
})

test('answers to letters go to the domain mail comes in at, once somebody said that it does', () => {
  const inboundDomain = 'in.body.example'
  expect(read({ ...production, inboundDomain }).replyDomain).toBeUndefined()
  expect(read({ ...production, inboundDomain, answers: 'come-in' }).replyDomain).toBe(inboundDomain)
  expect(read({ ...production, answers: 'come-in' }).replyDomain).toBe(production.mailDomain)
  expect(() => read({ ...production, answers: 'yes' })).toThrow(/answers=come-in/)
})
