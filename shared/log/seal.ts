/**
 * The seal of a day: the hash of every commit recorded on it, as a list kept where nobody can change it, and one hash
 * over the list kept in the log itself. Whatever is altered, dropped or added on that day later can be named.
 */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { daysStream } from '../../events/days/decide.ts'
import { once } from '../../events/kernel/once.ts'
import type { CommitBody } from './log.ts'

/** A commit on a sealed day: its place and the SHA-256 of its exact bytes. */
export interface SealedCommit {
  readonly stream: string
  readonly version: number
  readonly hash: string
}

export interface Seal {
  readonly day: string
  /** In order of stream and version. */
  readonly commits: readonly SealedCommit[]
  /** SHA-256 over the list. */
  readonly hash: string
}

/** The seal of a day over its commits, given in any order. */
export function sealOf(day: string, commits: readonly SealedCommit[]): Seal {
  const ordered = commits.toSorted(byPlace)
  const lines = ordered.map(({ stream, version, hash }) => `${stream}@${version} ${hash}\n`)
  return { day, commits: ordered, hash: createHash('sha256').update(`${day}\n`).update(lines.join('')).digest('hex') }
}

function byPlace(a: SealedCommit, b: SealedCommit): number {
  if (a.stream !== b.stream) return a.stream < b.stream ? -1 : 1
  return a.version - b.version
}

/** Where a day's list is kept among the files. */
export function sealFile(day: string): string {
  return `seals/${day}.json`
}

const kept = once(() => z.object({ day: z.string(), commits: z.array(z.tuple([z.string(), z.int(), z.string()])) }))

/** A seal's list as the text it is kept as. */
export function writeSeal({ day, commits }: Seal): string {
  return JSON.stringify({ day, commits: commits.map(({ stream, version, hash }) => [stream, version, hash]) })
}

/** The seal a kept text says, its hash computed anew; undefined for a text that is none. */
export function readSeal(text: string): Seal | undefined {
  const parsed = kept().safeParse(parseJson(text))
  if (!parsed.success) return undefined
  const { day, commits } = parsed.data
  return sealOf(
    day,
    commits.map(([stream, version, hash]) => ({ stream, version, hash })),
  )
}

/** The seals a commit records: those of the stream of the body's days, none of any other. */
export function sealsIn({
  stream,
  events,
}: Pick<CommitBody, 'stream' | 'events'>): z.infer<ReturnType<typeof daySealed>>[] {
  if (stream !== daysStream) return []
  return events.flatMap(({ type, data }) => (type === 'DaySealed' ? (daySealed().safeParse(data).data ?? []) : []))
}

const daySealed = once(() => z.object({ day: z.string(), commits: z.int(), hash: z.string() }))

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
