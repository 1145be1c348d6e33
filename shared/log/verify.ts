/**
 * Checks the whole log: that every item can be read and stands where it says, that no stream has a gap and each commit
 * follows the one before it, that sealed days hold what they held, and that every kept state is what its events make.
 */
import { isDeepStrictEqual } from 'node:util'
import { londonDay } from '../../events/kernel/day.ts'
import { hashOf } from './act.ts'
import { readCommit } from './bytes.ts'
import { feedKeysOf } from './feed.ts'
import { type Folding, foldingOf } from './fold.ts'
import type { CommitBody, KeptItem, Log } from './log.ts'
import { inStreamOrder } from './order.ts'
import { type Seal, sealOf, sealsIn } from './seal.ts'

export const findingKinds = [
  'unreadable', 'elsewhere', 'gap', 'chain-broken', 'state-differs', 'event-does-not-fit',
  'altered', 'dropped', 'added', 'list-missing', 'list-altered', 'seal-differs',
] as const // biome-ignore format: a list to be read at a glance
export type FindingKind = (typeof findingKinds)[number]

/** What is wrong, with the place it is wrong at: `school#x@3`, or the day of a seal. */
export interface Finding {
  readonly kind: FindingKind
  readonly at: string
  readonly says: string
}

export interface Verified {
  readonly commits: number
  readonly streams: number
  readonly sealedDays: number
  readonly findings: readonly Finding[]
}

/** Reads every item of the log and every list of sealed days. `listOf` gives a day's list, if there is one. */
export async function verifyLog(
  log: Pick<Log, 'items'>,
  listOf: (day: string) => Promise<Seal | undefined>,
): Promise<Verified> {
  const findings: Finding[] = []
  const seen: Seen = { streams: new Map(), days: new Map(), seals: new Map() }
  let commits = 0
  for await (const item of inStreamOrder(log.items())) {
    commits += 1
    findings.push(...checkItem(item, seen))
  }
  for (const [day, seal] of seen.seals)
    findings.push(...checkDay(day, seal, seen.days.get(day) ?? new Map(), await listOf(day)))
  return { commits, streams: seen.streams.size, sealedDays: seen.seals.size, findings }
}

interface Stream {
  readonly version: number
  readonly bytes: string
  readonly folding: Folding | undefined
  /** Whether the folding has taken up every event so far; after a gap it goes on from the next state that is kept. */
  readonly whole: boolean
}

interface Seen {
  /** The last commit seen of each stream. */
  readonly streams: Map<string, Stream>
  /** Hashes of the commits of each London day, by place. */
  readonly days: Map<string, Map<string, string>>
  readonly seals: Map<string, { readonly commits: number; readonly hash: string }>
}

function placeOf({ stream, version }: { readonly stream: string; readonly version: number }): string {
  return `${stream}@${version}`
}

function checkItem(item: KeptItem, seen: Seen): Finding[] {
  const before = seen.streams.get(item.stream) ?? beginning(item.stream)
  const body = readOr(item)
  const isNext = item.version === before.version + 1
  const { folding } = before
  // Which day an unreadable item belonged to is said by the place it holds in the feed.
  note(seen.days, body ? londonDay(body.at) : (item.feed.split('#')[0] ?? ''), placeOf(item), hashOf(item.bytes))
  seen.streams.set(item.stream, { version: item.version, bytes: item.bytes, folding, whole: body !== undefined })
  const gap = isNext ? [] : [missingBefore(item, before.version)]
  if (!body) return [...gap, { kind: 'unreadable', at: placeOf(item), says: 'is no commit: somebody altered it' }]
  for (const seal of sealsIn(body)) seen.seals.set(seal.day, seal)
  const chain = isNext ? checkChain(body, before) : []
  return [
    ...gap,
    ...checkPlace(item, body),
    ...chain,
    ...(folding ? checkState(body, folding, isNext && before.whole) : []),
  ]
}

function beginning(stream: string): Stream {
  return { version: 0, bytes: '', folding: foldingOf(stream), whole: true }
}

function note(days: Seen['days'], day: string, place: string, hash: string): void {
  const of = days.get(day) ?? new Map<string, string>()
  of.set(place, hash)
  days.set(day, of)
}

function missingBefore({ stream, version }: KeptItem, before: number): Finding {
  const [from, to] = [before + 1, version - 1]
  return {
    kind: 'gap',
    at: `${stream}@${from}`,
    says: from === to ? 'is missing' : `and all up to version ${to} are missing`,
  }
}

function readOr({ bytes, stream, version }: KeptItem): CommitBody | undefined {
  try {
    return readCommit(bytes, stream, version).body
  } catch {
    return undefined
  }
}

function checkPlace(item: KeptItem, body: CommitBody): Finding[] {
  const { feed, at } = feedKeysOf(body)
  const isThere = body.stream === item.stream && body.version === item.version && feed === item.feed && at === item.at
  return isThere
    ? []
    : [
        {
          kind: 'elsewhere',
          at: placeOf(item),
          says: `stands where it does not belong: it says ${placeOf(body)}, recorded ${body.at}`,
        },
      ]
}

function checkChain(body: CommitBody, before: Stream): Finding[] {
  const holds = before.version > 0 ? body.prev === hashOf(before.bytes) : body.prev === undefined
  if (holds) return []
  return [
    {
      kind: 'chain-broken',
      at: placeOf(body),
      says: 'does not follow the commit before it: one of the two was altered',
    },
  ]
}

function checkState(body: CommitBody, folding: Folding, whole: boolean): Finding[] {
  if (!whole) {
    folding.goOnFrom(body)
    return []
  }
  const folded = foldedOr(folding, body.events)
  if (folded && (body.shape !== folding.shape || isDeepStrictEqual(folded, body.state))) return []
  // One finding for one alteration: what comes after is judged from what is kept here.
  folding.goOnFrom(body)
  const at = placeOf(body)
  return folded
    ? [{ kind: 'state-differs', at, says: 'keeps a state that its events do not make' }]
    : [{ kind: 'event-does-not-fit', at, says: 'holds an event that does not fit its schema' }]
}

/** The state as it is kept, which is JSON; undefined when an event does not fit. */
function foldedOr(folding: Folding, events: CommitBody['events']): unknown {
  try {
    return JSON.parse(JSON.stringify(folding.add(events)))
  } catch {
    return undefined
  }
}

function checkDay(
  day: string,
  seal: { readonly commits: number; readonly hash: string },
  now: ReadonlyMap<string, string>,
  list: Seal | undefined,
): Finding[] {
  if (!list)
    return [
      {
        kind: 'list-missing',
        at: day,
        says: `the list of this sealed day is missing${differs(day, seal, now) ? ', and the day is not what it was' : ''}`,
      },
    ]
  if (list.hash !== seal.hash || list.day !== day)
    return [
      {
        kind: 'list-altered',
        at: day,
        says: `the list of this sealed day was altered${differs(day, seal, now) ? ', and the day is not what it was' : ''}`,
      },
    ]
  return compare(day, new Map(list.commits.map((commit) => [placeOf(commit), commit.hash])), now)
}

function differs(day: string, seal: { readonly hash: string }, now: ReadonlyMap<string, string>): boolean {
  const commits = [...now].map(([place, hash]) => {
    const cut = place.lastIndexOf('@')
    return { stream: place.slice(0, cut), version: Number(place.slice(cut + 1)), hash }
  })
  return sealOf(day, commits).hash !== seal.hash
}

function compare(day: string, sealed: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): Finding[] {
  const old = [...sealed].flatMap(([at, hash]): Finding[] => {
    if (!now.has(at)) return [{ kind: 'dropped', at, says: `was sealed on ${day} and is there no more` }]
    return now.get(at) === hash ? [] : [{ kind: 'altered', at, says: `is not what was sealed on ${day}` }]
  })
  const added = [...now.keys()].filter((at) => !sealed.has(at))
  return [
    ...old,
    ...added.map((at): Finding => ({ kind: 'added', at, says: `was added to ${day} after it was sealed` })),
  ]
}
