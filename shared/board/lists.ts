/**
 * Names and keys of every list and index of the board, for those who write rows and those who read them. A stream has
 * one card, and a card stands once in each index: so a list says which index it lives in, and one write puts a card in
 * all its lists. Keys of lists and keys of the trail never meet, whichever index they share.
 */
import { epochOf } from '../../events/kernel/day.ts'
import type { Index, Place, Row } from './board.ts'

/** Where rows of a list stand: the partitions of one index, to be read as one, in order. */
export interface Partition {
  readonly index: Index
  readonly keys: readonly string[]
}

interface List {
  readonly index: Index
  /** Over how many partitions it is spread, so that none grows hot; a reader asks all of them for each page. */
  readonly shards: number
}

export const lists = {
  /** Cards of schools by folded name. */
  schools: { index: 'list', shards: 4 },
  /** Cards of schools by the due day of their open review; a school without one is not in it. */
  reviews: { index: 'about', shards: 4 },
  /** Cards of contacts by id. */
  contacts: { index: 'list', shards: 4 },
  /** Cards of letters by day asked, then by the instant of their cause. */
  letters: { index: 'list', shards: 4 },
  /** Cards of clusters by folded name. */
  clusters: { index: 'list', shards: 1 },
  /** Cards of members of staff by id. */
  staff: { index: 'list', shards: 1 },
  /** Cards of imports by id. */
  imports: { index: 'list', shards: 1 },
  /** Cards of calendar feeds by the day they were opened. */
  feeds: { index: 'list', shards: 1 },
  /** Cards of bulletins by id. */
  bulletins: { index: 'list', shards: 1 },
  /** The London days on which anything was recorded: the trail is walked by them. */
  trailDays: { index: 'list', shards: 1 },
} as const satisfies Readonly<Record<string, List>>

export type ListName = keyof typeof lists

/** Lists that are kept apart by a word (a level, a state), so that a filter by it reads nothing else. */
export const listsApart = {
  /** Cards of schools by their highest level (`none` for a school without an award), then by folded name. */
  schoolsOfLevel: { index: 'type', shards: 4 },
  /** Cards of Flagships by their standing (`good`, `at-risk`), then by folded name. */
  schoolsOfStanding: { index: 'because', shards: 4 },
  /** Cards of schools by the Assessor of their booked visit (`staff#…`), then by its day. */
  visitsOfAssessor: { index: 'trace', shards: 1 },
  /** Cards of letters by their state, then by day asked. */
  lettersInState: { index: 'type', shards: 4 },
  /** Cards of letters to one addressee (`contact#…`, `staff#…`), by day asked. */
  lettersTo: { index: 'because', shards: 1 },
  /** Cards of letters about one school (its id), by day asked. */
  lettersOfSchool: { index: 'about', shards: 1 },
  /** Cards of tasks by their state (`open`, `finished`), then by due day. */
  tasksInState: { index: 'list', shards: 1 },
  /** Cards of people's requests by their state (`open`, `waiting`, `answered`, `refused`), then by their statutory day. */
  requestsInState: { index: 'list', shards: 1 },
  /** Cards of work that could not be done by their state (`waiting`, `retried`, `abandoned`), then by when it was filed. */
  deadLettersInState: { index: 'list', shards: 1 },
  /** Cards of mail that came in by their state, then by when it came in. */
  mailInState: { index: 'list', shards: 1 },
} as const satisfies Readonly<Record<string, List>>

export type ListApartName = keyof typeof listsApart

type Places = Partial<Record<Index, Place>>

/** The place of a stream's card in a list. */
export function inList(name: ListName, stream: string, sort: string): Places {
  const { index, shards } = lists[name]
  return { [index]: { key: shardKey(name, shardOf(stream, shards)), sort } }
}

/** The place of a stream's card in the part of a list that has this word. */
export function inListOf(name: ListApartName, word: string, stream: string, sort: string): Places {
  const { index, shards } = listsApart[name]
  return { [index]: { key: shardKey(`${name}.${word}`, shardOf(stream, shards)), sort } }
}

/** All of a list. */
export function listOf(name: ListName): Partition {
  const { index, shards } = lists[name]
  return { index, keys: shardKeys(name, shards) }
}

/** The parts of a list that have one of these words. */
export function listOfWords(name: ListApartName, ...words: readonly string[]): Partition {
  const { index, shards } = listsApart[name]
  return { index, keys: words.flatMap((word) => shardKeys(`${name}.${word}`, shards)) }
}

/** How many partitions a day of the trail, or the words of one first letter, are spread over. */
const trailShards = 4
const wordShards = 4

/** The trail of a London day: a row for each event recorded on it. Sorted by instant, as all of the trail is. */
export function trailOfDay(day: string): Partition {
  return { index: 'list', keys: shardKeys(`day#${day}`, trailShards) }
}

/** The trail of one type of event in one month (`2027-03`). */
export function trailOfType(type: string, month: string): Partition {
  return { index: 'type', keys: [`trail#${type}#${month}`] }
}

/** The trail of what concerns a school (its id). */
export function trailOfSchool(school: string): Partition {
  return { index: 'about', keys: [`trail#${school}`] }
}

/** The trail of all that follows from one call from outside. */
export function trailOfTrace(trace: string): Partition {
  return { index: 'trace', keys: [`trail#${trace}`] }
}

/** The trail of what an event caused. */
export function trailOfCause(event: string): Partition {
  return { index: 'because', keys: [`trail#${event}`] }
}

/** The place of a row of the trail in a partition of it. */
export function inTrail({ index, keys }: Partition, stream: string, at: string): Places {
  return { [index]: { key: keys[shardOf(stream, keys.length)] ?? '', sort: at } }
}

/** Streams to be woken, by the instant they want to be; over as many shards as the settings say. */
export function toWake(shard: number): Partition {
  return { index: 'wake', keys: [shardKey('wake', shard)] }
}

/** The place of a stream that wants to be woken. */
export function inWake(stream: string, wakeAt: string, shards: number): Places {
  return { wake: { key: shardKey('wake', shardOf(stream, shards)), sort: wakeAt } }
}

/**
 * Words of schools that begin with the same letter, by word, then by the school's folded name. Kept apart by one letter
 * only, since whoever searches begins with one.
 */
export function wordsLike(prefix: string): Partition {
  return { index: 'list', keys: shardKeys(`word#${firstLetter(prefix)}`, wordShards) }
}

/** The place of a word of a school. */
export function inWords(word: string, stream: string, foldedName: string): Places {
  const key = shardKey(`word#${firstLetter(word)}`, shardOf(stream, wordShards))
  return { list: { key, sort: `${word} ${foldedName}` } }
}

/** The row that says up to which instant the board is known to lack nothing. */
export const markRow = { stream: 'mark', name: 'reconciled' } as const

/** The mark at an instant; a later one stands. */
export function rowOfMark(until: string): Row {
  return { ...markRow, version: epochOf(until), places: {}, data: { until } }
}

/** The name of a stream's card. */
export const cardName = 'card'

/** Text as it is searched and sorted: without accents and apostrophes, in lower case. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\p{M}'’`]/gu, '')
    .toLowerCase()
    .trim()
}

/** The words of a text as they are searched, each once. */
export function wordsOf(text: string): string[] {
  return [...new Set(fold(text).match(/[\p{L}\p{N}]+/gu) ?? [])]
}

/** What a reference is searched by: what follows `urn:` or `ref:`. */
export function wordsOfRef(ref: string): string[] {
  return wordsOf(ref.replace(/^(urn|ref):/, ''))
}

function firstLetter(word: string): string {
  return String.fromCodePoint(word.codePointAt(0) ?? 0)
}

function shardKey(list: string, shard: number): string {
  return `${list}#${shard}`
}

function shardKeys(list: string, shards: number): string[] {
  return Array.from({ length: shards }, (_, shard) => shardKey(list, shard))
}

/** A stream's shard of so many: FNV-1a, the same for ever and on every machine. */
export function shardOf(stream: string, shards: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < stream.length; i++) hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % shards
}
