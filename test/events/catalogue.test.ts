// Whatever an event names in the vault is kept: no kind of event is missed for the form its note has.
import { expect, test } from 'vitest'
import * as z from 'zod'
import { allEvents, vaultNamingTypes } from '../../events/catalogue.ts'

/** The form as JSON Schema keeps the word each text is written with, at any depth. */
function namesANote(schema: z.ZodType): boolean {
  return JSON.stringify(z.toJSONSchema(schema)).includes('"word":"note"')
}

test('each kind of event with a note in its form, however deep, is one that keeps its entries in the vault', () => {
  const withNotes = allEvents.filter(({ definition }) => namesANote(definition.data)).map(({ type }) => type)
  expect(withNotes).toContain('BulletinWritten')
  expect(withNotes).toContain('LetterheadChanged')
  expect(withNotes.filter((type) => !vaultNamingTypes().includes(type))).toEqual([])
})

test('each kind of event about a person keeps that person', () => {
  const people = allEvents.filter(({ kind }) => /^(contact|staff)$/.test(kind)).map(({ type }) => type)
  expect(people).toContain('ContactAdded')
  expect(vaultNamingTypes()).toEqual(expect.arrayContaining(people))
})
