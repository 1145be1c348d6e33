/** Events as the bus counts them: how big one is, and which go together in one call. */
import type { Published } from './bus.ts'
import { busSource } from './bus.ts'

/** One call takes ten entries of 256 KB together (EventBridge quotas for PutEvents). */
export const mostEntries = 10
export const mostBytes = 256 * 1024

export interface Sized {
  readonly event: Published
  readonly detail: string
  readonly bytes: number
}

/** An event with its size as EventBridge counts it: 14 bytes for the time, and source, type and detail in UTF-8. */
export function sized(event: Published): Sized {
  const detail = JSON.stringify(event)
  const bytes = 14 + [busSource, event.type, detail].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  return { event, detail, bytes }
}

/** Entries in calls that fit, in order. One that fits in no call is alone in one, and refused there. */
export function inCalls(entries: readonly Sized[]): Sized[][] {
  const calls: Sized[][] = []
  let bytes = 0
  for (const entry of entries) {
    const call = calls.at(-1)
    const fits = call && call.length < mostEntries && bytes + entry.bytes <= mostBytes
    if (fits) call.push(entry)
    else calls.push([entry])
    bytes = fits ? bytes + entry.bytes : entry.bytes
  }
  return calls
}
