/**
 * What would happen to each thing, before anything is done: the very commands are given, on a log that reads the real one
 * and writes nowhere. So a preview cannot say anything else than the rules would.
 */
import type { Commit, CommitBody, Log } from '../../../shared/log/log.ts'
import { type Performed, perform } from '../do/perform.ts'
import type { Asked, Sent } from '../page.ts'
import { type BulkAction, type Command, commandsFor, isTyped } from './actions.tsx'
import { forEachOf, type Thing } from './things.ts'

interface Said {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

export type Foreseen =
  | { readonly is: 'would'; readonly events: readonly Said[] }
  | { readonly is: 'same' }
  | { readonly is: 'refused'; readonly detail: string }

export interface ForeseenThing {
  readonly thing: Thing
  readonly foreseen: Foreseen
}

/** Stands for what will be typed: an event holds a note's id, and no note is kept of what is only looked at. */
const noNote = 'note-00000000-0000-4000-8000-000000000000'

/** A log that holds what is written to it until it is thrown away; the real one is only read. */
export function logAside(log: Log): Log {
  const aside = new Map<string, Commit[]>()
  const ahead = (stream: string) => aside.get(stream) ?? []
  const head = async (stream: string) => ahead(stream).at(-1) ?? (await log.head(stream))
  return {
    head,
    read: async (stream, version) =>
      ahead(stream).find(({ body }) => body.version === version) ?? (await log.read(stream, version)),
    async *history(stream, after = 0) {
      yield* log.history(stream, after)
      yield* ahead(stream).filter(({ body }) => body.version > after)
    },
    async append(body: CommitBody) {
      const { body: { version } = { version: 0 } } = (await head(body.stream)) ?? {}
      if (body.version !== version + 1) return 'lost-race'
      aside.set(body.stream, [...ahead(body.stream), { body, bytes: JSON.stringify(body) }])
      return 'written'
    },
    feed: (day, range) => log.feed(day, range),
    all: () => log.all(),
    items: () => log.items(),
  }
}

/** Foresees an action for each thing, each as if it were the only one. */
export function foresee(
  asked: Asked,
  action: BulkAction,
  things: readonly Thing[],
  sent: Sent,
): Promise<ForeseenThing[]> {
  return forEachOf(things, async (thing) => ({ thing, foreseen: await foreseeOne(asked, action, thing, sent) }))
}

export async function foreseeOne(asked: Asked, action: BulkAction, thing: Thing, sent: Sent): Promise<Foreseen> {
  const commands = commandsFor(action, thing, sent, asked.tools.world().today)
  if ('refused' in commands) return { is: 'refused', detail: commands.detail }
  const tools = { ...asked.tools, log: logAside(asked.tools.log) }
  const events: Said[] = []
  for (const command of commands) {
    const performed = await performAside({ ...asked, tools }, thing, command)
    const detail = whyNot(performed)
    if (detail !== undefined) return { is: 'refused', detail }
    if ('events' in performed) events.push(...performed.events)
  }
  return events.length === 0 ? { is: 'same' } : { is: 'would', events }
}

function performAside({ tools, caller, trace }: Asked, thing: Thing, { form, body }: Command): Promise<Performed> {
  const withoutNotes = Object.entries(body).map(([name, value]) => [name, isTyped(form, name) ? noNote : value])
  return perform(form, {
    tools,
    caller,
    doing: { by: caller.id, because: 'console', trace },
    body: Object.fromEntries(withoutNotes),
    school: thing.school,
    contact: undefined,
  })
}

/** Why a command was not carried out, as a sentence; undefined where it was. */
export function whyNot(performed: Performed): string | undefined {
  if ('refused' in performed) return performed.detail
  if ('mayNot' in performed) return performed.mayNot
  return 'notFound' in performed ? `There is no such ${performed.notFound} any more.` : undefined
}
