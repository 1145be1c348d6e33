/** What a command's schema says of its fields: which hold free text, wherever they are nested, and which name things. */
import * as z from 'zod'

type Schema = z.core.$ZodType

/** What a field holds without `optional` and its like around it. */
function inner(schema: Schema): Schema {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? inner(schema.unwrap())
    : schema
}

/** What a field of the body names: `school`, `contact`; undefined for one that names nothing. */
export function namedBy(body: Schema, field: string): string | undefined {
  const schema = body instanceof z.ZodObject ? body.shape[field] : undefined
  const names = schema && z.globalRegistry.get(inner(schema))?.names
  return typeof names === 'string' ? names : undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The body with each free text in it replaced; everything else stays as it is. */
export async function replaceFreeText(
  schema: Schema,
  value: unknown,
  replace: (text: string) => Promise<string>,
): Promise<unknown> {
  const kind = inner(schema)
  // An empty text says that there is none, and is no note.
  if (typeof value === 'string')
    return value !== '' && z.globalRegistry.get(kind)?.freeText === true ? replace(value) : value
  if (kind instanceof z.ZodArray && Array.isArray(value))
    return Promise.all(value.map((one) => replaceFreeText(kind.element, one, replace)))
  if (!isRecord(value)) return value
  const replaced = Object.entries(value).map(async ([key, one]) => {
    const field = fieldOf(kind, key)
    return [key, field ? await replaceFreeText(field, one, replace) : one] as const
  })
  return Object.fromEntries(await Promise.all(replaced))
}

function fieldOf(schema: Schema, key: string): Schema | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[key]
  return schema instanceof z.ZodRecord ? schema.valueType : undefined
}
