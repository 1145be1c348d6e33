/** The form of all that a command can do: it takes the call as it was read and answers what came of it. */
import type * as z from 'zod'
import type { CommandDefinition } from '../../../events/commands.ts'
import type { Caller } from '../../../shared/deeds/callers.ts'
import type { FoundSchool } from '../../../shared/deeds/schools.ts'
import { type Doing, eventsOf, type Outcome } from '../../../shared/log/act.ts'
import type { CommitBody } from '../../../shared/log/log.ts'
import type { ApiTools } from '../tools.ts'

/** What the body names, found before anything is kept. */
export interface Found {
  readonly school: FoundSchool | undefined
  /** The contact's stream. */
  readonly contact: string | undefined
}

export interface Call<B> extends Found {
  readonly tools: ApiTools
  readonly caller: Caller
  /** Free text in it is kept already: where it stood, the note's id stands. */
  readonly body: B
  readonly doing: Doing
}

/** Something the body names beside schools and contacts is not there; or it is there and not the caller's to touch. */
export type Stopped = { readonly notFound: string } | { readonly mayNot: string }

/** An answer of its own: what would be done, or what more than one commit did. */
export interface Shown {
  readonly shown: object
}

export type Performed = Outcome<object> | Stopped | Shown

/** The events of a commit as the contract answers them. */
export function eventViewsOf(commit: CommitBody): object[] {
  const { stream, version, at, by, because } = commit
  return eventsOf(commit).map(({ id, type, data }) => ({ id, type, stream, version, at, by, because, data }))
}

/** One command, ready to be called with a body that was checked before. */
export interface Performer {
  /**
   * `several`: it commits on several streams, each step with a natural key, so that one that broke off is finished by
   * doing it again. `one`: a single commit, which must not be made twice.
   */
  readonly steps: 'one' | 'several'
  perform(call: Call<unknown>): Promise<Performed>
}

type Perform<B> = (call: Call<B>) => Promise<Performed>

/** A command that is one commit. */
export function one<S extends z.ZodType>(command: CommandDefinition<S>, perform: Perform<z.output<S>>): Performer {
  return performer('one', command, perform)
}

/** A command that takes more than one stream. */
export function several<S extends z.ZodType>(command: CommandDefinition<S>, perform: Perform<z.output<S>>): Performer {
  return performer('several', command, perform)
}

/** The body is parsed again, now that notes stand in it: so each command gets its own type of body without a cast. */
function performer<S extends z.ZodType>(
  steps: Performer['steps'],
  { body }: CommandDefinition<S>,
  perform: Perform<z.output<S>>,
): Performer {
  return { steps, perform: (call) => perform({ ...call, body: body.parse(call.body) }) }
}

/** For commands whose body names a school. */
export function ofSchool<B>(then: (call: Call<B>, school: FoundSchool) => Promise<Performed>): Perform<B> {
  return async (call) => (call.school ? then(call, call.school) : { notFound: 'school' })
}

/** For commands whose body names a contact, by id or by address. */
export function ofContact<B>(then: (call: Call<B>, contact: string) => Promise<Performed>): Perform<B> {
  return async (call) => (call.contact ? then(call, call.contact) : { notFound: 'contact' })
}
