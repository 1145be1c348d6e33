/**
 * The form of all that can be read: a path, its filters, what it gives. The app's routes and its description are made
 * from these, so that neither can lack the other.
 */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Caller } from '../../../shared/deeds/callers.ts'
import { type Checked, check } from '../body.ts'
import { type Answer, doesNotFit, type Issue, jsonAnswer, notFound } from '../problem.ts'
import type { ApiTools } from '../tools.ts'

/** One request to read, its filters checked. */
export interface ReadCall<Q> {
  readonly tools: ApiTools
  readonly caller: Caller
  /** The path as it was asked for. */
  readonly path: string
  /** What stands in the path, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: Q
}

export interface ReadRequest extends Omit<ReadCall<unknown>, 'query'> {
  readonly query: Readonly<Record<string, string>>
}

/** Something the request names is not there. */
export type Missing = { readonly notFound: string }

export interface Read {
  /** As OpenAPI writes it: `/api/schools/{school}`. */
  readonly path: string
  readonly sentence: string
  readonly query: z.ZodObject
  /** What a 200 holds. */
  readonly gives: z.ZodType
  answer(request: ReadRequest): Promise<Answer>
}

interface Definition<F extends z.ZodRawShape, T extends object> {
  readonly path: string
  readonly sentence: string
  readonly filters: F
  readonly gives: z.ZodType<object, T>
}

type Filters<F extends z.ZodRawShape> = z.output<z.ZodObject<F, z.core.$strict>>

/** Something that is there or not. */
export function thing<F extends z.ZodRawShape, T extends object>(
  { path, sentence, filters, gives }: Definition<F, T>,
  give: (call: ReadCall<Filters<F>>) => Promise<T | Missing>,
): Read {
  const query = z.strictObject(filters)
  return {
    path,
    sentence,
    query,
    gives,
    async answer(request) {
      const read = check(query, withoutEmpty(request.query))
      if ('issues' in read) return doesNotFit(read.issues)
      const given = await give({ ...request, query: read.value })
      return isMissing(given) ? notFound(given.notFound) : jsonAnswer(given)
    },
  }
}

function isMissing(given: object): given is Missing {
  return 'notFound' in given
}

/** `?level=&nation=wales` asks for any level. */
function withoutEmpty(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

/** The most items a page may have; what a page has when nobody says. */
const largestLimit = 200
const usualLimit = 50

/** Every list takes these. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(largestLimit).default(usualLimit).describe('Items of a page at most.'),
  cursor: z.string().max(4000).optional().describe('The `next` of the page before, with the same filters.'),
}

type Paging = { readonly limit: number; readonly cursor?: string | undefined }

export interface Page<T> {
  readonly items: readonly T[]
  readonly next?: string | undefined
}

interface ListDefinition<F extends z.ZodRawShape, T extends object> extends Omit<Definition<F, T>, 'gives'> {
  readonly item: z.ZodType<object, T>
  /** Another form of the page, when the filters ask for it; `next` is the address of the next page. */
  readonly otherForm?: (page: Page<T>, query: Filters<F>) => Answer | undefined
}

/** Which part of a list: `after` is what the page before gave as its `next`. */
export interface Ask {
  readonly limit: number
  readonly after: string | undefined
}

/** A list, a page at a time. A cursor that is none, or another list's, does not fit. */
export function list<F extends z.ZodRawShape, T extends object>(
  definition: ListDefinition<F, T>,
  give: (call: ReadCall<Filters<F>>, ask: Ask) => Promise<Page<T> | Missing>,
): Read {
  const { path, sentence, filters, item } = definition
  const query = z.strictObject({ ...filters, ...paging })
  const ofFilters = z.strictObject(filters)
  const gives = z.object({ items: z.array(item), next: z.string().optional() })
  return {
    path,
    sentence,
    query,
    gives,
    async answer(request) {
      const { limit, cursor, ...rest } = withoutEmpty(request.query)
      const asked = check(ofFilters, rest)
      const paged = readPaging(request, { limit, cursor }, rest)
      if ('issues' in asked || 'issues' in paged) return doesNotFit(issuesIn(asked, paged))
      const page = await give({ ...request, query: asked.value }, paged.value)
      if ('notFound' in page) return notFound(page.notFound)
      const { items } = page
      const next: { next?: string } =
        page.next === undefined ? {} : { next: closeCursor(page.next, sealOf(request, rest)) }
      const other = definition.otherForm?.({ items, ...addressed(request, rest, next.next) }, asked.value)
      return other ?? jsonAnswer({ items, ...next })
    },
  }
}

function issuesIn(...all: readonly Checked<unknown>[]): Issue[] {
  return all.flatMap((read) => ('issues' in read ? read.issues : []))
}

/** Which part of a list is asked for; the limit and the cursor are checked together. */
function readPaging(request: ReadRequest, given: object, filters: Readonly<Record<string, string>>): Checked<Ask> {
  const paged = check<Paging>(z.object(paging), given)
  if ('issues' in paged) return paged
  const { limit, cursor } = paged.value
  const after = cursor === undefined ? undefined : openCursor(cursor, sealOf(request, filters))
  if (after === 'none')
    return { issues: [{ path: 'cursor', message: 'is not the `next` of this list with these filters' }] }
  return { value: { limit, after } }
}

/** The address of the next page, when there is one. */
function addressed(
  { path }: ReadRequest,
  filters: Readonly<Record<string, string>>,
  cursor: string | undefined,
): { next?: string } {
  return cursor === undefined ? {} : { next: `${path}?${new URLSearchParams({ ...filters, cursor })}` }
}

/** Ties a cursor to its list and filters. */
function sealOf({ path }: ReadRequest, filters: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([path, sorted]))
    .digest('hex')
    .slice(0, 12)
}

const cursorParts = z.tuple([z.string(), z.string()])

function closeCursor(next: string, seal: string): string {
  return Buffer.from(JSON.stringify([seal, next])).toString('base64url')
}

function openCursor(cursor: string, seal: string): string | 'none' {
  try {
    const [sealed, next] = cursorParts.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return sealed === seal ? next : 'none'
  } catch {
    return 'none'
  }
}
