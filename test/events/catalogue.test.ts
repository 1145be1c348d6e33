// Whatever an event names in the vault is kept: no kind of event is missed for the form its note has.
import { expect, test } from 'vitest'
import * as z from 'zod'
import { allEvents, vaultNamingTypes } from '../../events/catalogue.ts'

/** The form as JSON Schema keeps the word each text is written with, at any depth. */
function namesANote(schema: z.ZodType): boolean {
  return JSON.stringify(z.toJSONSchema(schema)).includes('"word":"note"')
}

test('each kind of event with a note in its form, however deep, is one that keeps its entries in the vault', () => {
  const built = allEvents.filter(({ definition }) => !definition.notYet)
  const withNotes = built.filter(({ definition }) => namesANote(definition.data)).map(({ type }) => type)
  expect(withNotes).toContain('BulletinWritten')
  expect(withNotes).toContain('LetterheadChanged')
  expect(withNotes.filter((type) => !vaultNamingTypes().includes(type))).toEqual([])
})

test('each kind of event about a person keeps that person, and nothing of later work is listened for', () => {
  const people = allEvents.filter(({ kind, definition }) => /^(contact|staff)$/.test(kind) && !definition.notYet)
  expect(vaultNamingTypes()).toEqual(expect.arrayContaining(people.map(({ type }) => type)))
  const later = new Set(allEvents.filter(({ definition }) => definition.notYet).map(({ type }) => type))
  expect(vaultNamingTypes().filter((type) => later.has(type))).toEqual([])
})
