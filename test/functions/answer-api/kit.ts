/**
 * A whole API on stand-ins: staff who are signed in, requests as they come from outside, and a board that is brought up
 * to date only when a test says so, as if the bus were switched off.
 */
import { randomUUID } from 'node:crypto'
import { setImmediate as immediately } from 'node:timers/promises'
import * as z from 'zod'
import { worldAt } from '../../../events/days/world.ts'
import { londonInstant } from '../../../events/kernel/day.ts'
import type { StaffRole } from '../../../events/kernel/words.ts'
import { answerApi } from '../../../functions/answer-api/app.ts'
import type { ApiTools } from '../../../functions/answer-api/tools.ts'
import { followerOf } from '../../../functions/follow-log/follow.ts'
import { keepEntries } from '../../../functions/keep-entries/keep.ts'
import type { Published } from '../../../shared/bus/bus.ts'
import { addStaff } from '../../../shared/deeds/staff.ts'
import type { CommitBody } from '../../../shared/log/log.ts'
import { readStanding, type Standing, shipped } from '../../../shared/log/standing.ts'
import { standInBoard } from '../../kit/stand-ins/board.ts'
import { standInBus } from '../../kit/stand-ins/bus.ts'
import { standInClock } from '../../kit/stand-ins/clock.ts'
import { standInFiles } from '../../kit/stand-ins/files.ts'
import { standInLog } from '../../kit/stand-ins/log.ts'
import { standInQueue } from '../../kit/stand-ins/queue.ts'
import { standInReplies } from '../../kit/stand-ins/replies.ts'
import { type Step, smooth } from '../../kit/stand-ins/step.ts'
import { standInVault } from '../../kit/stand-ins/vault.ts'
import { standInViews } from '../../kit/stand-ins/views.ts'

/** What came back: the JSON as it is, to be looked into. */
export interface Came {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
}

const done = z.object({
  stream: z.string(),
  version: z.int(),
  events: z.array(z.object({ id: z.string(), type: z.string(), data: z.record(z.string(), z.unknown()) }).loose()),
})
export type DoneBody = z.infer<typeof done>

export interface BodyOptions {
  readonly today?: string
  readonly step?: Step
  readonly mayBeOn?: boolean
  readonly firstAdmin?: string
  readonly change?: (tools: ApiTools) => Partial<ApiTools>
}

/** The token of a username, as the stand-in for the issuer knows it. */
const tokenOf = (username: string) => `token-of-${username}`

interface Asking {
  readonly as?: StaffRole | string
  readonly headers?: Record<string, string>
}

export type Body = Awaited<ReturnType<typeof openBody>>

/** A body with one member of staff of each role, on a day at ten in the morning. */
export async function openBody(options: BodyOptions = {}) {
  const { today = '2026-09-01', step = smooth, mayBeOn = true, firstAdmin } = options
  const clock = standInClock(londonInstant(today, '10:00'))
  const log = standInLog(step)
  const reports: { path: string; name: string }[] = []
  let standing: Standing = shipped
  const vault = standInVault(step)
  const own: ApiTools = {
    log,
    board: standInBoard(),
    views: standInViews(step),
    vault,
    replies: standInReplies(step),
    files: standInFiles(),
    mail: standInFiles(),
    imports: standInQueue(),
    clock,
    // Whoever waits lets all others get on.
    wait: async (milliseconds) => {
      await immediately()
      clock.pass(milliseconds)
    },
    tokens: { bearerOf: async (token) => /^token-of-([\w-]+)$/.exec(token)?.[1] },
    publicUrl: () => 'https://awards.iqm.example',
    firstAdmin,
    mayBeOn,
    world: () => worldAt(clock.now(), standing.calendar, standing.settings),
    look: async () => {
      standing = await readStanding(log, standing)
    },
    newId: randomUUID,
    waitToRetry: async () => undefined,
    report: (thrown, { path }) =>
      void reports.push({ path, name: thrown instanceof Error ? `${thrown.name} ${thrown.message}` : 'unknown' }),
  }
  const tools: ApiTools = { ...own, ...options.change?.(own) }
  const app = answerApi(tools)

  const commits: CommitBody[] = []
  const heard: Published[] = []
  log.onCommit((body) => void commits.push(body))
  const bus = standInBus()
  const followCommits = followerOf({ log, bus, board: tools.board, wakeShards: () => 4 })
  bus.onEvent((event) => void heard.push(event))
  /** Follows all that was committed: the board is brought up to date, and what the vault holds of it is kept. */
  const follow = async () => {
    await followCommits(commits.splice(0))
    for (const event of heard.splice(0)) await keepEntries(tools.vault, event)
  }

  const staff = new Map<StaffRole, string>()
  const member = async (role: StaffRole, name: string) => {
    const person = { name, email: `${name.toLowerCase().replace(' ', '.')}@staff.example` }
    const added = await addStaff(
      own,
      person,
      { role, clusters: [], alerts: 'none' },
      { by: 'system', because: 'test', trace: 'test' },
    )
    if ('refused' in added) throw new Error(added.refused)
    return added.stream
  }
  for (const role of ['admin', 'coordinator', 'ambassador', 'assessor', 'reader'] as const)
    staff.set(role, await member(role, `Robin ${role}`))

  /** A role stands for the member of staff who has it; all else is a stream or username. */
  const whoIs = (name: string) => [...staff].find(([role]) => role === name)?.[1] ?? name

  const request = async (
    path: string,
    init: RequestInit & { as?: StaffRole | string | undefined } = {},
  ): Promise<Came> => {
    const { as, ...rest } = init
    const headers = new Headers(rest.headers)
    const who = as === undefined ? undefined : whoIs(as)
    if (who !== undefined) headers.set('authorization', `Bearer ${tokenOf(who.replace('staff#', ''))}`)
    const answer = await app.request(path, { ...rest, headers })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false
    return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined }
  }

  /** One command, by an admin unless said otherwise. */
  const ask = async (command: string, body: unknown, { as = 'admin', headers = {} }: Asking = {}) => {
    const came = await request(`/api/do/${command}`, {
      method: 'POST',
      body: JSON.stringify(body),
      as,
      headers: { 'content-type': 'application/json', ...headers },
    })
    // What comes after is later.
    clock.pass(1000)
    return came
  }

  /** One command that must be done. */
  const must = async (command: string, body: unknown, more: Asking = {}): Promise<DoneBody> => {
    const came = await ask(command, body, more)
    if (came.status !== 200) throw new Error(`${command}: ${came.status} ${came.text} ${JSON.stringify(reports)}`)
    return done.parse(came.body)
  }

  const get = (path: string, as: StaffRole | string = 'admin') => request(path, { as })

  return {
    app,
    tools,
    /** The vault of these tools, to be read through. */
    through: vault,
    clock,
    bus,
    staff,
    reports,
    member,
    request,
    ask,
    must,
    get,
    follow,
    idOf: (role: StaffRole) => staff.get(role)?.replace('staff#', '') ?? '',
  }
}

/** The body of a problem. */
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  refused: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})

/** Paths of what did not fit. */
export function pathsOf(came: Came): string[] {
  return (problem.parse(came.body).issues ?? []).map(({ path }) => path)
}

const page = z.object({ items: z.array(z.looseObject({})), next: z.string().optional() })

/** The items of a list. */
export function itemsOf(came: Came) {
  return page.parse(came.body).items
}

export function nextOf(came: Came): string | undefined {
  return page.parse(came.body).next
}

export const oakfield = { ref: 'urn:123456', name: 'Oakfield Primary School', nation: 'england' } as const

/** Oakfield with the two lower awards, its next review due a year after `since`. */
export async function centreOfExcellence(body: Pick<Body, 'must'>, since: string): Promise<string> {
  const { stream } = await body.must('register-school', oakfield)
  await body.must('grant-award', { school: oakfield.ref, award: 'inclusive-school', on: since })
  await body.must('grant-award', { school: oakfield.ref, award: 'centre-of-excellence', on: since })
  return stream
}
