/** The API's own description, OpenAPI 3.1, made of the commands and the reads themselves: it cannot say what is not so. */
import * as z from 'zod'
import { type CommandDefinition, commands } from '../../events/commands.ts'
import { importKinds } from '../../events/import/events.ts'
import { importQuery } from './imports.ts'
import { reads } from './reads/all.ts'
import type { Read } from './reads/read.ts'

type Json = { readonly [key: string]: unknown }

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const problems: Readonly<Record<string, string>> = {
  400: 'The request does not fit; every problem at once.',
  401: 'Not signed in.',
  403: 'The role may not.',
  404: 'No such thing.',
  409: 'Somebody else was first, or it does not stand at the version asked for; try again.',
  413: 'The body is too large.',
  422: 'A rule says no.',
}

function problemsOf(...statuses: readonly number[]): Json {
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  return Object.fromEntries(
    statuses.map((status) => [String(status), { description: problems[String(status)], content: problem }]),
  )
}

function json(description: string, schema: Json): Json {
  return { description, content: { 'application/json': { schema } } }
}

const text = { type: 'string' } as const

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: text,
})

const keyed = [
  header('Idempotency-Key', 'The same key and body gets the same answer for 24 hours and does nothing twice.'),
  header('If-Match', 'The version the stream must stand at.'),
]

function ofCommand([name, command]: [string, CommandDefinition]): [string, Json] {
  const operation = {
    operationId: name,
    tags: [command.stream],
    summary: command.sentence,
    description: `May be done by ${command.roles.join(', ')}.`,
    'x-roles': command.roles,
    parameters: keyed,
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(command.body, 'input') } } },
    responses: {
      200: json('Done; no events when it was already so.', { $ref: '#/components/schemas/Done' }),
      ...problemsOf(400, 401, 403, 404, 409, 413, 422),
    },
  }
  return [`/api/do/${name}`, { post: operation }]
}

function inPath(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: text }))
}

function inQuery(query: z.ZodObject): Json[] {
  const { properties = {} } = z
    .object({ properties: z.record(z.string(), z.looseObject({})).optional() })
    .parse(schemaOf(query, 'input'))
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: false,
    ...(description !== undefined && { description }),
    schema,
  }))
}

function ofRead({ path, sentence, query, gives }: Read): [string, Json] {
  const operation = {
    summary: sentence,
    parameters: [...inPath(path), ...inQuery(query)],
    responses: { 200: json('As asked.', schemaOf(gives, 'output')), ...problemsOf(400, 401, 403, 404) },
  }
  return [path, { get: operation }]
}

const rowShape = z.object({ row: z.int(), column: z.string(), reason: z.string() })
const reportShape = z.object({
  import: z.string(),
  state: z.enum(['running', 'done']),
  rows: z.int(),
  total: z.int(),
  dryRun: z.boolean(),
  accepted: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.array(rowShape),
  warnings: z.array(rowShape),
  more: z.int().optional().describe('Refused rows and warnings that are too many to list.'),
  waitsFor: z.literal('upload').optional().describe('It waits for its file to be put to the address given.'),
})

const report = { $ref: '#/components/schemas/ImportReport' }

const imports: Json = {
  '/api/imports/{kind}': {
    post: {
      summary: `Takes in a file of ${importKinds.join(', ')}. Done within 20 seconds it is told at once, else under its address.`,
      description:
        'Row 1 is the first after the header. A file above 5 MB is answered with 413 and `{ upload, import }`: put it to the address in `upload` (once, within the hour) and ask /api/imports/{import} what came of it. With `?upload=1` and no file such an address is given straight away.',
      parameters: [...inPath('/api/imports/{kind}'), ...inQuery(importQuery)],
      requestBody: { required: false, content: { 'text/csv': { schema: text } } },
      responses: {
        200: json('Done.', report),
        202: json('Under way.', report),
        ...problemsOf(400, 401, 403, 404, 413, 422),
      },
    },
  },
  '/api/imports/{import}': {
    get: {
      summary: 'How far an import got, and what was refused.',
      parameters: inPath('/api/imports/{import}'),
      responses: { 200: json('As it stands.', report), ...problemsOf(401, 404) },
    },
  },
}

const issue = z.object({ path: z.string(), message: z.string() })
const problemShape = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  issues: z.array(issue).optional(),
  refused: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
})

const event = z.object({
  id: z.string(),
  type: z.string(),
  stream: z.string(),
  version: z.int(),
  at: z.iso.datetime(),
  by: z.string(),
  because: z.string(),
  data: z.record(z.string(), z.unknown()),
})

/** A command's answer when it was done. */
export const doneShape = z.object({ stream: z.string(), version: z.int(), events: z.array(event) })

/** The whole description. */
export function describeApi(): Json {
  const itself = {
    '/api/openapi.json': {
      get: { summary: 'This.', responses: { 200: json('This.', { type: 'object' }), ...problemsOf(401) } },
    },
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Inclusion Quality Mark',
      version: '1',
      description:
        'Commands, reads and imports of the award body. Days are YYYY-MM-DD in Europe/London, instants ISO 8601 with Z. Lists are paged as `{ items, next }`.',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: {
      ...Object.fromEntries(Object.entries(commands).map(ofCommand)),
      ...Object.fromEntries(reads.map(ofRead)),
      ...imports,
      ...itself,
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        Problem: schemaOf(problemShape, 'output'),
        Done: schemaOf(doneShape, 'output'),
        ImportReport: schemaOf(reportShape, 'output'),
      },
    },
  }
}
