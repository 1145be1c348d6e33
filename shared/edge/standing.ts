/**
 * Settings and calendar as this process last read them. The doors look again at the beginning of what they let in; the
 * world of every command is made of what was read last, and only ever goes forward.
 */
import { processClock } from '../clock/clock-process.ts'
import { readStanding, type Standing, shipped } from '../log/standing.ts'
import { mayHave } from './env.ts'
import { logHere } from './tables-dynamodb.ts'

let last: Standing = shipped
let lookedAt: number | undefined
let looking: Promise<void> | undefined

/** What was read last. */
export function standingHere(): Standing {
  return last
}

/** How long what was read is good enough for work that nobody waits for, in milliseconds. */
const goodFor = 1_000

/** Looks whether anything changed, at most once a second: for what comes by itself, by the dozen. */
export async function keepUp(): Promise<void> {
  if (lookedAt !== undefined && processClock.monotonic() - lookedAt < goodFor) return
  looking ??= lookAgain().finally(() => {
    looking = undefined
  })
  await looking
}

/** Looks now: for commands of people, and for what follows from a change itself. */
export async function lookAgain(): Promise<void> {
  // A function that has no log decides nothing, and has no right to read.
  if (mayHave('LOG_TABLE', '') === '') return
  const began = processClock.monotonic()
  const read = await readStanding(logHere(), last)
  if (read.version > last.version) last = read
  lookedAt = Math.max(lookedAt ?? began, began)
}

/** For apps that answer people: a command is decided by how things stand when it comes; a page may be a second old. */
export async function look(method: string): Promise<void> {
  await (method === 'GET' || method === 'HEAD' ? keepUp() : lookAgain())
}
