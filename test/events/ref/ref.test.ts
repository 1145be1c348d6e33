// A reference belongs to one school, for ever.
import { test } from 'vitest'
import { refDecider } from '../../../events/ref/decide.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

const given = givenOf(refDecider)
const take = (school: string) => at('2026-09-14', { do: 'take-ref', ref: 'urn:145678', school })

test('the first school to take a reference has it', () =>
  given()
    .when(take('school-1'))
    .then([{ type: 'RefTaken', data: { ref: 'urn:145678', school: 'school-1' } }]))

test('taken again by the same school, it is already so', () =>
  given().after(take('school-1')).when(take('school-1')).then(nothing()))

test('another school cannot take it, and is told whose it is', () =>
  given()
    .after(take('school-1'))
    .when(take('school-2'))
    .thenRefused('ref-is-another-school', { ref: 'urn:145678', school: 'school-1' }))
