/**
 * A stream as it stood before an import touched it. Counts and warnings are decided on that, so that a stretch of rows
 * that is done again, because it broke off after its commits, is told of exactly as the first time.
 */

import { addMinutes } from '../../events/kernel/day.ts'
import type { Decider, Fact, World } from '../../events/kernel/decider.ts'
import { foldFacts, isStateOf, loadStream } from '../../shared/log/act.ts'
import type { CommitBody, Log } from '../../shared/log/log.ts'
import type { Run } from './tools.ts'

export interface Before<S> {
  readonly state: S
  /** The version the stream stands at now. */
  readonly version: number
  /** The events this import has recorded on it already. */
  readonly own: CommitBody['events']
}

/** Clocks of two machines are not further apart than this, in minutes. */
const skew = 1

/** One read for a stream that nobody touched since the import started. */
export async function standingBefore<C, S extends object, F extends Fact>(
  log: Log,
  decider: Decider<C, S, F, World>,
  stream: string,
  { stream: because, startedAt }: Run,
): Promise<Before<S>> {
  const since = addMinutes(startedAt, -skew)
  const own: CommitBody['events'] = []
  let first: CommitBody | undefined
  const head = (await log.head(stream))?.body
  for (let body = head; body && body.at >= since; body = await previous(log, body)) {
    if (body.because !== because) continue
    first = body
    own.push(...body.events)
  }
  const version = head?.version ?? 0
  if (first) return { state: await stateAt(log, decider, stream, first.version - 1), version, own }
  if (!head) return { state: decider.initial, version, own }
  const state = isStateOf(decider, head) ? head.state : (await loadStream(log, decider, stream)).state
  return { state, version, own }
}

async function previous(log: Log, { stream, version }: CommitBody): Promise<CommitBody | undefined> {
  return version > 1 ? (await log.read(stream, version - 1))?.body : undefined
}

async function stateAt<C, S extends object, F extends Fact>(
  log: Log,
  decider: Decider<C, S, F, World>,
  stream: string,
  version: number,
): Promise<S> {
  if (version === 0) return decider.initial
  const kept = (await log.read(stream, version))?.body
  if (kept && isStateOf(decider, kept)) return kept.state
  let state = decider.initial
  for await (const { body } of log.history(stream)) {
    if (body.version > version) break
    state = foldFacts(decider, state, body.events)
  }
  return state
}
