/**
 * One command from outside: read, found, its free text kept in the vault, decided, answered. What it may be asked to do,
 * by whom and with what body stands in events/commands.ts; what then happens in perform/.
 */
import { createHash } from 'node:crypto'
import type * as z from 'zod'
import { type CommandName, commands, isCommand } from '../../events/commands.ts'
import { addMinutes } from '../../events/kernel/day.ts'
import type { Caller } from '../../shared/deeds/callers.ts'
import { finishDeed } from '../../shared/deeds/finish.ts'
import { vaultWaits } from '../../shared/deeds/tools.ts'
import type { Doing } from '../../shared/log/act.ts'
import { type CommitBody, parseEventId } from '../../shared/log/log.ts'
import { check, readJson } from './body.ts'
import { replaceFreeText } from './fields.ts'
import { findNamed } from './find-named.ts'
import { type OnceDoing, once } from './once.ts'
import { performers } from './perform/all.ts'
import { type Call, eventViewsOf, type Found, type Performed, type Performer } from './perform/performer.ts'
import { type Answer, doesNotFit, jsonAnswer, mayNot, notFound, refused } from './problem.ts'
import type { ApiTools } from './tools.ts'

/** A request as it came in, its caller known. */
export interface CommandRequest {
  readonly caller: Caller
  readonly command: string
  readonly bytes: ArrayBuffer
  /** The header `Idempotency-Key`. */
  readonly key: string | undefined
  /** The header `If-Match`. */
  readonly ifMatch: string | undefined
  readonly trace: string
}

/** Answers one command. Throws Conflict and Fault; all else is an answer. */
export async function doCommand(tools: ApiTools, request: CommandRequest): Promise<Answer> {
  const { command: name, caller } = request
  if (!isCommand(name)) return notFound('command')
  const command = commands[name]
  if (!command.roles.includes(caller.role))
    return mayNot(`${command.sentence} Only ${command.roles.join(', ')} may do it.`)
  const performer = performers[name]
  const read = readRequest(name, request)
  return 'answer' in read ? read.answer : performKeyed(tools, request, { name, performer, ...read })
}

interface Ready {
  readonly name: CommandName
  readonly performer: Performer
  readonly body: Readonly<Record<string, unknown>>
  readonly ifVersion: number | undefined
}

type ReadRequest = Pick<Ready, 'body' | 'ifVersion'> | { readonly answer: Answer }

function readRequest(name: CommandName, { bytes, key, ifMatch }: CommandRequest): ReadRequest {
  const json = readJson(bytes)
  const schema: z.ZodType<object> = commands[name].body
  const body = 'issues' in json ? json : check(schema, json.value)
  const version = versionOf(ifMatch)
  const issues = [
    ...('issues' in body ? body.issues : []),
    ...(version === 'none' ? [noVersion] : []),
    ...(isKey(key) ? [] : [noKey]),
  ]
  if ('issues' in body || version === 'none' || issues.length > 0) return { answer: doesNotFit(issues) }
  return { body: { ...body.value }, ifVersion: version }
}

const noVersion = { path: 'If-Match', message: 'give the version the stream must stand at: a number' }
const noKey = { path: 'Idempotency-Key', message: 'give 1 to 200 visible characters' }

function isKey(key: string | undefined): boolean {
  return key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)
}

/** The version of an `If-Match`: `7`, or `"7"` as an entity tag. */
function versionOf(ifMatch: string | undefined): number | undefined | 'none' {
  if (ifMatch === undefined) return undefined
  const [, digits] = /^"?(\d{1,9})"?$/.exec(ifMatch.trim()) ?? []
  return digits === undefined ? 'none' : Number(digits)
}

async function performKeyed(tools: ApiTools, request: CommandRequest, ready: Ready): Promise<Answer> {
  const { caller, key } = request
  const doing = { by: caller.id, because: 'api', trace: request.trace }
  const perform = (more: Partial<Doing>) => performOnce(tools, caller, ready, { ...doing, ...more })
  const strict = ready.ifVersion === undefined ? {} : { ifVersion: ready.ifVersion }
  if (key === undefined) return perform(strict)
  const keyed = { caller: caller.id, key, bodyHash: hashOf(ready), commitId: tools.newId(), now: tools.world().now }
  return once(tools, keyed, {
    run: (noted: OnceDoing) => perform({ ...strict, ...noted }),
    async finish(commit) {
      if (ready.performer.steps === 'several') await finishDeed(tools, commit, doing)
      return doneAnswer(commit.stream, commit.version, commit)
    },
    didSomething,
    isKept: ({ status }) => status < 500 && status !== 409,
  })
}

/** The hash of command and body, whatever the order of its fields and the space between them. */
function hashOf({ name, body, ifVersion }: Ready): string {
  const sorted = JSON.stringify([name, body, ifVersion ?? null], (_, value: unknown) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value,
  )
  return createHash('sha256').update(sorted).digest('hex')
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function performOnce(
  tools: ApiTools,
  caller: Caller,
  { name, performer, body }: Ready,
  doing: Doing,
): Promise<Answer> {
  const found = await findNamed(tools, name, body, doing)
  if ('notFound' in found) return notFound(found.notFound)
  const until = addMinutes(tools.world().now, vaultWaits)
  const about = found.contact ?? (found.school ? `school#${found.school.id}` : (streamOfEntry(body.event) ?? name))
  const kept = await replaceFreeText(commands[name].body, body, (text) => tools.vault.putNote(text, about, until))
  return answerOf(await performer.perform(callOf(tools, caller, found, kept, doing)))
}

/** The stream of an entry that is to be corrected: the reason is kept as something said about that. */
function streamOfEntry(event: unknown): string | undefined {
  return typeof event === 'string' ? parseEventId(event)?.stream : undefined
}

function callOf(tools: ApiTools, caller: Caller, found: Found, body: unknown, doing: Doing): Call<unknown> {
  return { tools, caller, body, doing, school: found.school, contact: found.contact }
}

function answerOf(performed: Performed): Answer {
  if ('notFound' in performed) return notFound(performed.notFound)
  if ('mayNot' in performed) return mayNot(performed.mayNot)
  if ('refused' in performed) return refused(performed)
  if ('shown' in performed) return jsonAnswer(performed.shown)
  return doneAnswer(performed.stream, performed.version, performed.commit)
}

/** Whether an answer tells of something that happened. */
function didSomething({ status, body }: Answer): boolean {
  return status === 200 && !body.endsWith('"events":[]}')
}

/** What happened; no events when it was already so. */
function doneAnswer(stream: string, version: number, commit: CommitBody | undefined): Answer {
  return jsonAnswer({ stream, version, events: commit ? eventViewsOf(commit) : [] })
}
