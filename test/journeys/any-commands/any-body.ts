/**
 * A body for any command, drawn from its own schema: mostly things that are there, at times things that are not, and at
 * times a field that does not fit. A command that is added to events/commands.ts is tried without a line here.
 */
import * as z from 'zod'
import { addDays, type Day } from '../../../events/kernel/day.ts'
import type { Random } from '../../simulate/random.ts'

/** What bodies may name: each list holds things that are there and some that are not. */
export interface Known {
  readonly today: Day
  /** By what a field names (`school`, `contact`) or by the field's own name (`task`, `letter`, `event`, `email` …). */
  readonly names: Readonly<Record<string, readonly string[]>>
}

type Schema = z.core.$ZodType

/** Draws a body. One in twenty has a field that does not fit, or lacks one. */
export function drawBody(random: Random, schema: Schema, known: Known): unknown {
  const body = draw(random, schema, 'body', known)
  if (!isRecord(body) || !random.chance(0.05)) return body
  const fields = Object.keys(body)
  if (fields.length === 0) return { unheardOf: true }
  const field = random.pick(fields)
  const { [field]: _, ...others } = body
  return random.pick([others, { ...body, [field]: { odd: [] } }, { ...body, [field]: null }, { ...body, unheardOf: 1 }])
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function draw(random: Random, schema: Schema, field: string, known: Known): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return random.chance(0.5) ? draw(random, schema.unwrap(), field, known) : undefined
  if (schema instanceof z.ZodObject) return drawFields(random, schema, known)
  if (schema instanceof z.ZodUnion) return draw(random, random.pick(schema.options), field, known)
  if (schema instanceof z.ZodArray)
    return Array.from({ length: random.int(0, 3) }, () => draw(random, schema.element, field, known))
  if (schema instanceof z.ZodRecord) return drawRecord(random, schema.valueType, field, known)
  return drawOne(random, schema, field, known)
}

function drawOne(random: Random, schema: Schema, field: string, known: Known): unknown {
  if (schema instanceof z.ZodEnum) return random.pick(schema.options)
  if (schema instanceof z.ZodLiteral) return random.pick([...schema.values])
  if (schema instanceof z.ZodBoolean) return random.chance(0.5)
  if (schema instanceof z.ZodNumber) return random.pick([0, 1, 2, 3, 7, 14, 28, 90, 180, 400])
  return drawText(random, schema, field, known)
}

function drawFields(random: Random, schema: z.ZodObject, known: Known): Record<string, unknown> {
  const drawn = Object.entries(schema.shape).map(([name, one]) => [name, draw(random, one, name, known)] as const)
  return Object.fromEntries(drawn.filter(([, value]) => value !== undefined))
}

function drawRecord(random: Random, value: Schema, field: string, known: Known): Record<string, unknown> {
  const keys = known.names[field] ?? ['on', 'award', 'decision', 'to', 'role']
  const entries = Array.from({ length: random.int(0, 2) }, () => [random.pick(keys), draw(random, value, field, known)])
  return Object.fromEntries(entries)
}

function drawText(random: Random, schema: Schema, field: string, known: Known): unknown {
  if (schema instanceof z.ZodISODate) return drawDay(random, known)
  const meta = z.globalRegistry.get(schema)
  if (meta?.freeText === true) return random.pick(['As agreed by telephone.', 'The committee said so.'])
  const names = typeof meta?.names === 'string' ? meta.names : field
  const from = known.names[names] ?? known.names[field]
  if (from !== undefined && from.length > 0) return random.pick(from)
  return random.pick([drawDay(random, known), 'centre-of-excellence', 'retained', 'words', 'words-1'])
}

/** Often near today, at times years off. */
function drawDay(random: Random, { today }: Known): Day {
  return addDays(today, random.pick([0, 0, -1, 1, -7, 14, -30, 60, -400, 365, -800, -1200, random.int(-1500, 700)]))
}
