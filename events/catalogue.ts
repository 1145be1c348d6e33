/** Everything that can happen, once: the table of contents of the log. Generated into docs/events.md. */
import * as z from 'zod'
import { adminsFacts } from './admins/events.ts'
import { bulletinFacts } from './bulletin/events.ts'
import { calendarFacts } from './calendar/events.ts'
import { clusterFacts } from './cluster/events.ts'
import { contactFacts } from './contact/events.ts'
import { daysFacts } from './days/events.ts'
import { deadFacts } from './dead/events.ts'
import { feedFacts } from './feed/events.ts'
import { importFacts } from './import/events.ts'
import type { FactDefinition } from './kernel/facts.ts'
import { letterEventFacts } from './letter/events.ts'
import { mailFacts } from './mail/events.ts'
import { meetingFacts } from './meeting/events.ts'
import { refFacts } from './ref/events.ts'
import { requestFacts } from './request/events.ts'
import { schoolFacts } from './school/events.ts'
import { settingsFacts } from './settings/events.ts'
import { staffFacts } from './staff/events.ts'
import { taskFacts } from './task/events.ts'
import { wordingFacts } from './wording/events.ts'

/** The events of each kind of stream. */
export const catalogue = {
  school: schoolFacts,
  ref: refFacts,
  contact: contactFacts,
  staff: staffFacts,
  admins: adminsFacts,
  cluster: clusterFacts,
  meeting: meetingFacts,
  letter: letterEventFacts,
  request: requestFacts,
  task: taskFacts,
  dead: deadFacts,
  mail: mailFacts,
  import: importFacts,
  settings: settingsFacts,
  wording: wordingFacts,
  bulletin: bulletinFacts,
  feed: feedFacts,
  days: daysFacts,
  calendar: calendarFacts,
} as const

export type StreamKind = keyof typeof catalogue

interface Entry {
  readonly kind: StreamKind
  readonly type: string
  readonly definition: FactDefinition
}

function entriesOf(kind: StreamKind): Entry[] {
  const facts: Readonly<Record<string, FactDefinition>> = catalogue[kind]
  return Object.entries(facts).map(([type, definition]) => ({ kind, type, definition }))
}

const kinds: readonly StreamKind[] = [
  'school',
  'ref',
  'contact',
  'staff',
  'admins',
  'cluster',
  'meeting',
  'letter',
  'request',
  'task',
  'dead',
  'mail',
  'import',
  'settings',
  'wording',
  'bulletin',
  'feed',
  'days',
  'calendar',
]

/** All events with their stream and definition, in the order of the catalogue. */
export const allEvents: readonly Entry[] = kinds.flatMap(entriesOf)

const byType = new Map(allEvents.map((entry) => [entry.type, entry]))

/** The definition of an event type; undefined for a type nobody knows. */
export function definitionOf(type: string): FactDefinition | undefined {
  return byType.get(type)?.definition
}

/** The sentence of an event, for people; never throws, since old events must stay readable. */
export function sentenceOf(type: string, data: unknown): string {
  const definition = byType.get(type)?.definition
  const parsed = definition?.data.safeParse(data)
  return definition && parsed?.success ? definition.sentence(parsed.data) : type
}

/** Whether a form has a note in it, however deep. */
function hasNote(schema: unknown): boolean {
  if (!(schema instanceof z.ZodType)) return false
  return schema.meta()?.word === 'note' || partsOf(schema).some(hasNote)
}

function partsOf(schema: z.ZodType): readonly unknown[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return [schema.unwrap()]
  if (schema instanceof z.ZodRecord) return [schema.valueType]
  if (schema instanceof z.ZodArray) return [schema.element]
  if (schema instanceof z.ZodUnion) return schema.options
  return schema instanceof z.ZodObject ? Object.values(schema.shape) : []
}

/** The types of events that name an entry of the vault: those of people, and those with a note. */
export function vaultNamingTypes(): string[] {
  const naming = ({ kind, definition }: Entry) => kind === 'contact' || kind === 'staff' || hasNote(definition.data)
  return allEvents.filter(naming).map(({ type }) => type)
}
