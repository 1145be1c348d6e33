// No event can carry a name, an address, a phone number of a person or free text: every string in the catalogue is one of
// the words of events/kernel/words.ts, and public text stands only where a school or a meeting is described.
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { allEvents, sentenceOf } from '../../events/catalogue.ts'
import { publicText, ref, type Word } from '../../events/kernel/words.ts'

const words: readonly Word[] = [
  'id',
  'ref',
  'day',
  'instant',
  'hash',
  'term-key',
  'public-text',
  'note',
  'event-id',
  'wording',
  'matter',
]

/** One place in a schema where a string may stand, and what the schema says it is; `free` where it says nothing. */
interface Text {
  readonly path: string
  readonly word: string
}

/** Every string a schema lets in, wherever it hides. What is not known to be harmless counts as free text. */
function textsIn(schema: unknown, path: string): Text[] {
  const inside = (inner: unknown, step: string) => textsIn(inner, `${path}${step}`)
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return inside(schema.unwrap(), '')
  if (schema instanceof z.ZodObject) return textsInObject(schema, path)
  if (schema instanceof z.ZodArray) return inside(schema.element, '[]')
  if (schema instanceof z.ZodRecord) return [...inside(schema.keyType, '{key}'), ...inside(schema.valueType, '{}')]
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => inside(option, '|'))
  if (schema instanceof z.ZodTemplateLiteral) return schema._zod.def.parts.flatMap((part) => inside(part, '`'))
  return harmless(schema) ? [] : [{ path, word: wordOf(schema) }]
}

function textsInObject(schema: z.ZodObject, path: string): Text[] {
  const fields = Object.entries(schema.shape).flatMap(([name, field]) => textsIn(field, `${path}.${name}`))
  // A field nobody named could hold anything.
  const strict = schema.def.catchall instanceof z.ZodNever
  return strict ? fields : [...fields, { path: `${path}.*`, word: 'free' }]
}

function harmless(schema: unknown): boolean {
  return (
    schema instanceof z.ZodNumber ||
    schema instanceof z.ZodBoolean ||
    schema instanceof z.ZodEnum ||
    schema instanceof z.ZodLiteral ||
    typeof schema === 'string' ||
    typeof schema === 'number'
  )
}

function wordOf(schema: unknown): string {
  const word = schema instanceof z.ZodType ? schema.meta()?.word : undefined
  return typeof word === 'string' ? word : 'free'
}

const texts = allEvents.flatMap(({ type, definition }) => textsIn(definition.data, type))

describe('the strings of the catalogue', () => {
  test('each is one of the words an event may carry', () => {
    expect(texts.length).toBeGreaterThan(150)
    const known: readonly string[] = words
    expect(texts.filter(({ word }) => !known.includes(word))).toEqual([])
  })

  test('public text stands only where a school or a meeting is described, and where a code is noted', () => {
    const places = texts.filter(({ word }) => word === 'public-text').map(({ path }) => path)
    const entry = ['name', 'town', 'postcode', 'phone', 'website', 'group']
    expect(places.toSorted()).toEqual(
      [
        ...entry.map((field) => `SchoolRegistered.${field}`),
        ...entry.map((field) => `EntryCorrected.${field}`),
        ...entry.map((field) => `SchoolChanged.${field}`),
        'ClusterFormed.name',
        ...['place', 'topics', 'from'].map((field) => `MeetingScheduled.${field}`),
        ...['place', 'topics'].map((field) => `MeetingRecorded.${field}`),
        ...['place', 'topics', 'from'].map((field) => `MeetingTakenBack.stands.${field}`),
        // The school's name and its public number, for whoever has to ring.
        'TaskRaised.schoolName',
        'TaskRaised.schoolPhone',
        'TaskRaised.clusterName',
        // The name of a school holiday.
        'NationCalendarEdited.closures[].name',
        // The same, in a letter to staff about the task; and the schools a digest names.
        'LetterAsked.facts.task.schoolName',
        'LetterAsked.facts.task.schoolPhone',
        'LetterAsked.facts.task.clusterName',
        // Where the meetings are held that a letter names.
        'LetterAsked.facts.meetings[].place',
        'LetterAsked.facts.nextMeeting.place',
        ...['place', 'topics', 'from', 'hostName'].flatMap((field) => [
          `MeetingInvitationDue.${field}`,
          `LetterAsked.facts.invitation.${field}`,
        ]),
        ...['dueSoon', 'notBooked', 'overdue', 'unreachable'].map((list) => `LetterAsked.facts.digest.${list}.first[]`),
        // The name of the provider's error, never its message.
        'LetterRefused.why',
      ].toSorted(),
    )
  })

  test.each<[string, z.ZodType]>([
    ['a plain string', z.strictObject({ name: z.string() })],
    ['a string that may be missing', z.strictObject({ name: z.string().min(1).optional() })],
    ['an e-mail address', z.strictObject({ to: z.email() })],
    ['a list of strings', z.strictObject({ names: z.array(z.string()) })],
    ['a record by name', z.strictObject({ marks: z.record(z.string(), z.number()) })],
    ['a record of names', z.strictObject({ marks: z.record(ref(), z.string()) })],
    ['one of two', z.strictObject({ value: z.union([z.number(), z.string()]) })],
    ['part of a code', z.strictObject({ key: z.templateLiteral(['by-', z.string()]) })],
    [
      'deep inside',
      z.strictObject({ a: z.array(z.strictObject({ b: z.strictObject({ c: z.string() }).optional() })) }),
    ],
    ['whatever is sent', z.strictObject({ value: z.unknown() })],
    ['fields nobody named', z.looseObject({})],
    ['fields that are dropped', z.object({})],
  ])('planted, %s is found', (_, schema) => {
    expect(textsIn(schema, 'Planted').map(({ word }) => word)).toContain('free')
  })

  test('planted, public text is told from the rest', () =>
    expect(textsIn(z.strictObject({ ref: ref(), name: publicText().optional() }), 'Planted')).toEqual([
      { path: 'Planted.ref', word: 'ref' },
      { path: 'Planted.name', word: 'public-text' },
    ]))
})

describe('the sentences of the catalogue', () => {
  test('an event nobody knows any more is still readable', () => {
    expect(sentenceOf('SchoolPainted', {})).toBe('SchoolPainted')
    expect(sentenceOf('ReviewDue', { due: 'soon' })).toBe('ReviewDue')
  })
})
