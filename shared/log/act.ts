/**
 * act: load, decide, commit. One read and one conditional write; a lost race is decided again on what won it. All else
 * in the system follows from what is committed here.
 */
import { createHash } from 'node:crypto'
import { definitionOf } from '../../events/catalogue.ts'
import type { Decider, Fact, Refusal, World } from '../../events/kernel/decider.ts'
import { isRefusal } from '../../events/kernel/decider.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { type Commit, type CommitBody, eventIdOf, type Log } from './log.ts'

/** Everyone kept winning the race for five tries; the caller may try again. */
export class Conflict extends Error {
  override name = 'Conflict'
}

export interface ActTools {
  readonly log: Log
  /** The world of this moment. */
  readonly world: () => World
  readonly newId: () => string
  /** Waits a little before deciding again; `tries` counts from 1. */
  readonly waitToRetry: (tries: number) => Promise<void>
}

/** Who does it, and what for. */
export interface Doing {
  readonly by: string
  readonly because: string
  readonly trace: string
  /** The commit's id when it must be known beforehand (idempotent replies). */
  readonly commitId?: string
  /** Told where the commit is about to be written, before each try. */
  readonly beforeAppend?: (stream: string, version: number) => Promise<void>
  /** Only if the stream stands at this version (`If-Match`); else a Conflict at once. */
  readonly ifVersion?: number
}

export interface DoneEvent {
  readonly id: string
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface Done<S> {
  readonly stream: string
  readonly version: number
  /** Empty when it was already so. */
  readonly events: readonly DoneEvent[]
  readonly state: S
  /** The commit written; absent when it was already so. */
  readonly commit?: CommitBody
}

export type Outcome<S> = Done<S> | Refusal

const maxTries = 5

/**
 * Decides a command on a stream and commits what follows.
 * Answers the facts recorded (none when already so), or the rule's refusal. Throws Conflict after five lost races, or
 * when `ifVersion` does not hold.
 */
export async function act<C, S extends object, F extends Fact>(
  tools: ActTools,
  decider: Decider<C, S, F, World>,
  stream: string,
  command: C,
  doing: Doing,
): Promise<Outcome<S>> {
  const id = doing.commitId ?? tools.newId()
  for (let tries = 1; tries <= maxTries; tries++) {
    const loaded = await loadStream(tools.log, decider, stream)
    if (doing.ifVersion !== undefined && doing.ifVersion !== loaded.version)
      throw new Conflict(`stands at version ${loaded.version}`)
    const outcome = await attempt(tools, decider, stream, command, doing, id, loaded)
    if (outcome) return outcome
    await tools.waitToRetry(tries)
  }
  throw new Conflict('others kept changing it')
}

interface Loaded<S> {
  readonly version: number
  readonly state: S
  readonly head: Commit | undefined
}

async function attempt<C, S extends object, F extends Fact>(
  tools: ActTools,
  decider: Decider<C, S, F, World>,
  stream: string,
  command: C,
  doing: Doing,
  id: string,
  { version, state, head }: Loaded<S>,
): Promise<Outcome<S> | undefined> {
  const world = withKept(tools.world(), head)
  const decision = decider.decide(command, state, world)
  if (isRefusal(decision)) return decision
  if (decision.length === 0) return { stream, version, events: [], state }
  const after = decision.reduce((s, fact) => decider.evolve(s, fact), state)
  const wakeAt = decider.wakeAt(after, world)
  const body: CommitBody = {
    id,
    stream,
    version: version + 1,
    events: decision.map(eventOf),
    state: Object.fromEntries(Object.entries(after)),
    shape: decider.shape,
    at: world.now,
    by: doing.by,
    because: doing.because,
    trace: doing.trace,
    ...(wakeAt !== undefined && { wakeAt }),
    world: { calendar: world.calendar.version, settings: world.settings.version },
    ...(head && { prev: hashOf(head.bytes) }),
  }
  await doing.beforeAppend?.(stream, version + 1)
  if ((await tools.log.append(body)) === 'lost-race') return undefined
  return { stream, version: version + 1, events: eventsOf(body), state: after, commit: body }
}

/** A commit that notes no world was decided with what the system ships with. */
function withKept(world: World, head: Commit | undefined): World {
  if (!head) return world
  const { wakeAt, world: { calendar, settings } = { calendar: '0', settings: 0 } } = head.body
  return { ...world, kept: { calendar, settings, wakeAt } }
}

function eventOf(fact: Fact): CommitBody['events'][number] {
  const definition = definitionOf(fact.type)
  if (!definition) throw new Fault('act', `NoDefinition ${fact.type}`)
  return { type: fact.type, v: definition.v, data: definition.data.parse(fact.data) }
}

/** The events of a commit with their ids. */
export function eventsOf(body: CommitBody): DoneEvent[] {
  return body.events.map((event, n) => ({
    id: eventIdOf(body.stream, body.version, n),
    type: event.type,
    data: event.data,
  }))
}

/** SHA-256 of a commit's exact bytes, in hex. */
export function hashOf(bytes: string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The newest state of a stream, strongly consistent; the initial one and version 0 for a stream that has none. */
export async function loadStream<C, S extends object, F extends Fact>(
  log: Log,
  decider: Decider<C, S, F, World>,
  stream: string,
): Promise<Loaded<S>> {
  const head = await log.head(stream)
  if (!head) return { version: 0, state: decider.initial, head }
  const kept = head.body
  if (isStateOf(decider, kept)) return { version: kept.version, state: kept.state, head }
  return { version: kept.version, state: await foldAnew(log, decider, stream), head }
}

/** The state of a stream as a commit left it; the initial one for version 0. Undefined when there is no such commit. */
export async function loadStreamAt<C, S extends object, F extends Fact>(
  log: Log,
  decider: Decider<C, S, F, World>,
  stream: string,
  version: number,
): Promise<S | undefined> {
  if (version === 0) return decider.initial
  const kept = (await log.read(stream, version))?.body
  if (!kept) return undefined
  return isStateOf(decider, kept) ? kept.state : foldAnew(log, decider, stream, version)
}

/** The shape's number is the promise of the state's form: it is raised whenever the form changes. */
export function isStateOf<C, S extends object, F extends Fact>(
  decider: Decider<C, S, F, World>,
  body: { shape: number; state: unknown },
): body is { shape: number; state: S } {
  return body.shape === decider.shape
}

/** The catalogue's schema is the promise of an event's form. */
function isFactOf<C, S, F extends Fact>(_: Decider<C, S, F, World>, fact: { type: string; data: unknown }): fact is F {
  return definitionOf(fact.type)?.data.safeParse(fact.data).success === true
}

/** Folds facts over the initial state of a decider: what the state must be. */
export function foldFacts<C, S, F extends Fact>(
  decider: Decider<C, S, F, World>,
  state: S,
  events: CommitBody['events'],
): S {
  return factsOf(decider, events).reduce((now, fact) => decider.evolve(now, fact), state)
}

/** Facts of a commit by their schemas. A Fault when one does not fit. */
export function factsOf<C, S, F extends Fact>(decider: Decider<C, S, F, World>, events: CommitBody['events']): F[] {
  return events.map(({ type, data }) => {
    const fact = { type, data }
    if (!isFactOf(decider, fact)) throw new Fault('log.fold', `EventDoesNotFit ${type}`)
    return fact
  })
}

async function foldAnew<C, S extends object, F extends Fact>(
  log: Log,
  decider: Decider<C, S, F, World>,
  stream: string,
  until = Number.POSITIVE_INFINITY,
): Promise<S> {
  let state = decider.initial
  for await (const { body } of log.history(stream)) {
    if (body.version > until) break
    state = foldFacts(decider, state, body.events)
  }
  return state
}
