/**
 * The trail by any filters, newest first: reads the narrowest index they allow and filters the rest. The trail of one
 * stream is read from the log itself, which is ordered and never late.
 */
import * as z from 'zod'
import { kindOfStream } from '../../../events/deciders.ts'
import { addDays, epochOf, instantOf, londonDay, londonInstant } from '../../../events/kernel/day.ts'
import { once } from '../../../events/kernel/once.ts'
import { type Board, trailName } from '../board.ts'
import { listOf, type Partition, trailOfCause, trailOfDay, trailOfSchool, trailOfTrace, trailOfType } from '../lists.ts'
import { entriesOf, entryOf, type Recorded, type TrailEntry } from '../rows/trail.ts'
import { type Ask, mostExamined, type Page, type Part, readPage } from './page.ts'

export interface TrailFilters {
  readonly stream?: string | undefined
  /** The school's id. */
  readonly school?: string | undefined
  readonly type?: string | undefined
  /** Types that are left out. */
  readonly without?: ReadonlySet<string> | undefined
  readonly by?: string | undefined
  readonly trace?: string | undefined
  /** The id of the event that caused it directly. */
  readonly cause?: string | undefined
  /** A day or an instant; recorded then or later. */
  readonly since?: string | undefined
  /** A day (the whole of it) or an instant; recorded then or earlier. */
  readonly until?: string | undefined
}

/** The log, as far as the trail of a stream needs it. */
export interface Commits {
  head(stream: string): Promise<{ readonly body: Recorded } | undefined>
  history(stream: string, after?: number): AsyncIterable<{ readonly body: Recorded }>
}

export interface TrailTools {
  readonly board: Board
  readonly log: Commits
}

/** A page of the trail. */
export function readTrail({ board, log }: TrailTools, filters: TrailFilters, ask: Ask): Promise<Page<TrailEntry>> {
  const { cause, trace, stream, school, type } = filters
  if (cause !== undefined) return readSections(board, oneSection(trailOfCause(cause)), filters, ask)
  if (trace !== undefined) return readSections(board, oneSection(trailOfTrace(trace)), filters, ask)
  if (stream !== undefined) return readStream(log, stream, filters, ask)
  if (school !== undefined) return readSections(board, oneSection(trailOfSchool(school)), filters, ask)
  const sections = type === undefined ? sectionsOfDays(board, filters) : sectionsOfMonths(board, type, filters)
  return readSections(board, sections, filters, ask)
}

/** How far back a page looked that has a `next`: a day or a month; undefined where its part of the trail has neither. */
export function lookedBackTo(next: string): string | undefined {
  const section = readCursor(next)?.section
  return section !== undefined && /^\d{4}-\d{2}(-\d{2})?$/.test(section) ? section : undefined
}

/** What an event (its id) caused, oldest first. */
export async function readEffects(board: Board, event: string, ask: Ask): Promise<Page<TrailEntry>> {
  const { items, next } = await readPage(board, trailOfCause(event), {}, ask)
  return { items: items.map(entryOf), ...(next !== undefined && { next }) }
}

/** The entry a correction is about, by its id; undefined for an entry that corrects none. */
export function correctedEvent({ type, data }: TrailEntry): string | undefined {
  return correcting.has(type) && typeof data.event === 'string' ? data.event : undefined
}

const correcting: ReadonlySet<string> = new Set(['SchoolCorrected', 'ConsentCorrected'])
/** Kinds of streams whose entries can be corrected. */
const corrected: ReadonlySet<string> = new Set(['school', 'contact'])

/** The corrections of an entry, the last one first: they stand in its own stream, so they are never late. */
export async function readCorrections(tools: TrailTools, { id, stream }: TrailEntry): Promise<TrailEntry[]> {
  if (!corrected.has(kindOfStream(stream))) return []
  const found: TrailEntry[] = []
  for await (const entry of entriesOfStream(tools.log, stream, undefined))
    if (correctedEvent(entry) === id) found.push(entry)
  return found
}

/** Whether a commit was followed to its end: published, its rows written. Strongly consistent. */
export async function isFollowed(board: Board, stream: string, version: number): Promise<boolean> {
  return (await board.get(stream, trailName(version, 0))) !== undefined
}

/** Waits for a commit to be followed, a try every 50 ms, for about a second; answers whether it was. */
export async function untilFollowed(
  board: Board,
  stream: string,
  version: number,
  wait: (ms: number) => Promise<unknown>,
): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    if (await isFollowed(board, stream, version)) return true
    await wait(50)
  }
  return false
}

/** A part of the trail read whole before the next: a day, a month of a type. Labels go down from section to section. */
interface Section {
  readonly label: string
  readonly partition: Partition
}

/** Sections from a label (inclusive) down; all of them when there is none. */
type Sections = (from: string | undefined) => AsyncIterable<Section>

/** Days or months a page looks into at most: a filter that finds nothing must not read the whole of history. */
const mostSections = 40

function oneSection(partition: Partition): Sections {
  return async function* () {
    yield { label: 'all', partition }
  }
}

function sectionsOfDays(board: Board, filters: TrailFilters): Sections {
  return async function* (from) {
    for await (const day of trailDays(board, filters, from)) yield { label: day, partition: trailOfDay(day) }
  }
}

function sectionsOfMonths(board: Board, type: string, filters: TrailFilters): Sections {
  return async function* (from) {
    // Any day of the month the page goes on with will do, so its last.
    const lastDay = from && addDays(`${nextMonth(from)}-01`, -1)
    let month = ''
    for await (const day of trailDays(board, filters, lastDay)) {
      if (day.startsWith(month) && month !== '') continue
      month = day.slice(0, 7)
      yield { label: month, partition: trailOfType(type, month) }
    }
  }
}

function nextMonth(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7)
}

/** The days on which anything was recorded, newest first. */
async function* trailDays(board: Board, filters: TrailFilters, from: string | undefined): AsyncGenerator<string> {
  const { since, until } = instantsOf(filters)
  const last = [from, until && londonDay(until)].filter((day) => day !== undefined).toSorted()[0]
  const part = { newestFirst: true, from: since && londonDay(since), until: last }
  let after: string | undefined
  do {
    const page = await readPage(board, listOf('trailDays'), part, { limit: 100, after })
    for (const { places } of page.items) yield places.list?.sort ?? ''
    after = page.next
  } while (after !== undefined)
}

const cursor = once(() => z.strictObject({ section: z.string(), after: z.string().optional() }))

async function readSections(
  board: Board,
  sections: Sections,
  filters: TrailFilters,
  ask: Ask,
): Promise<Page<TrailEntry>> {
  const start = ask.after === undefined ? undefined : readCursor(ask.after)
  if (ask.after !== undefined && !start) return { items: [] }
  const part = partOf(filters)
  const items: TrailEntry[] = []
  let [visited, examined] = [0, 0]
  for await (const { label, partition } of sections(start?.section)) {
    if (isFull(items, ask, visited, examined)) return { items, next: writeCursor({ section: label }) }
    const after = label === start?.section ? start.after : undefined
    const more = { limit: ask.limit - items.length, after, budget: mostExamined - examined }
    const page = await readPage(board, partition, part, more, (row) => fits(entryOf(row), filters))
    items.push(...page.items.map(entryOf))
    visited += 1
    examined += page.examined
    if (page.next !== undefined) return { items, next: writeCursor({ section: label, after: page.next }) }
  }
  return { items }
}

function isFull(items: readonly TrailEntry[], { limit }: Ask, visited: number, examined: number): boolean {
  return items.length === limit || visited === mostSections || examined === mostExamined
}

function partOf(filters: TrailFilters): Part {
  const { since, until } = instantsOf(filters)
  return { newestFirst: true, from: since, until }
}

function fits(entry: TrailEntry, filters: TrailFilters): boolean {
  if (filters.without?.has(entry.type)) return false
  const { stream, school, type, by, trace, cause } = filters
  const same = (wanted: string | undefined, is: string) => wanted === undefined || wanted === is
  const fitsThing = same(stream, entry.stream) && same(type, entry.type) && same(cause, entry.because)
  const fitsWords = fitsThing && same(by, entry.by) && same(trace, entry.trace)
  return (
    fitsWords && (school === undefined || entry.schools.includes(school)) && isBetween(entry.at, instantsOf(filters))
  )
}

function isBetween(at: string, { since, until }: { since?: string | undefined; until?: string | undefined }): boolean {
  return (since === undefined || at >= since) && (until === undefined || at <= until)
}

const aDay = /^\d{4}-\d{2}-\d{2}$/

/** The filters' bounds as instants, both inclusive: a day is the whole of London's day. */
function instantsOf({ since, until }: TrailFilters): { since?: string | undefined; until?: string | undefined } {
  return {
    since: since && (aDay.test(since) ? londonInstant(since, '00:00') : instantOf(epochOf(since))),
    until: until && (aDay.test(until) ? endOf(until) : instantOf(epochOf(until))),
  }
}

function endOf(day: string): string {
  return instantOf(epochOf(londonInstant(addDays(day, 1), '00:00')) - 1)
}

/** Commits of a stream taken from the log at a time. */
const portion = 100

async function readStream(log: Commits, stream: string, filters: TrailFilters, ask: Ask): Promise<Page<TrailEntry>> {
  const start = ask.after === undefined ? undefined : readCursor(ask.after)
  if (ask.after !== undefined && !start) return { items: [] }
  const items: TrailEntry[] = []
  let examined = 0
  let last = start?.after
  for await (const entry of entriesOfStream(log, stream, start?.after)) {
    if (items.length === ask.limit || examined === mostExamined)
      return { items, next: writeCursor({ section: kindOfStream(stream), after: last }) }
    examined += 1
    last = entry.id
    if (fits(entry, filters)) items.push(entry)
  }
  return { items }
}

/** A stream's events, newest first, from before an event on. */
async function* entriesOfStream(log: Commits, stream: string, before: string | undefined): AsyncGenerator<TrailEntry> {
  const of = before === undefined ? (await log.head(stream))?.body.version : Number(/@(\d+)\.\d+$/.exec(before)?.[1])
  for (let top = of ?? 0; top > 0; top -= portion) {
    const entries = await portionOf(log, stream, Math.max(0, top - portion), top)
    const end = entries.findIndex(({ id }) => id === before)
    yield* (end < 0 ? entries : entries.slice(0, end)).toReversed()
  }
}

async function portionOf(log: Commits, stream: string, after: number, upTo: number): Promise<TrailEntry[]> {
  const entries: TrailEntry[] = []
  for await (const { body } of log.history(stream, after)) {
    if (body.version > upTo) break
    entries.push(...entriesOf(body))
  }
  return entries
}

function writeCursor(place: z.infer<ReturnType<typeof cursor>>): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

function readCursor(text: string): z.infer<ReturnType<typeof cursor>> | undefined {
  try {
    return cursor().safeParse(JSON.parse(Buffer.from(text, 'base64url').toString())).data
  } catch {
    return undefined
  }
}
