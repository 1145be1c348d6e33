/**
 * When the weeks are over and all is quiet again: whether everything that had to come of them came, and nothing else
 * stands. Reads what is kept, and asks nobody what they meant.
 */
import * as z from 'zod'
import { londonDay } from '../../events/kernel/day.ts'
import { compareBoard } from '../../shared/board/rebuild.ts'
import { schoolIdOf } from '../../shared/deeds/schools.ts'
import { allInPresentForm } from '../../shared/log/fold.ts'
import type { CommitBody } from '../../shared/log/log.ts'
import { inStreamOrder } from '../../shared/log/order.ts'
import { readSeal, sealFile } from '../../shared/log/seal.ts'
import { verifyLog } from '../../shared/log/verify.ts'
import { clustersHold } from './judge-clusters.ts'
import { lettersHold, remindersHold, tasksHold } from './judge-letters.ts'
import { mailsHold } from './judge-mail.ts'
import { rolesHold, vaultHolds, withdrawalsHold } from './judge-people.ts'
import type { Machine } from './machine.ts'
import type { SimulatedMail } from './mails.ts'
import { canary } from './people.ts'
import type { Plan } from './plan.ts'
import { byTime, sayFact } from './plan-schools.ts'

/** Everything that is wrong, a sentence each. */
export async function judge(machine: Machine, plan: Plan, mails: readonly SimulatedMail[]): Promise<string[]> {
  const bodies: CommitBody[] = []
  for await (const { stream, version } of inStreamOrder(machine.log.items())) {
    const commit = await machine.log.read(stream, version)
    if (commit) bodies.push(commit.body)
  }
  const heads = new Map(bodies.map((body) => [body.stream, body]))
  return [
    ...(await logHolds(machine)),
    ...(await boardHolds(machine, bodies, plan)),
    ...factsHold(bodies, plan),
    ...schoolsHold(heads, plan),
    ...doneOnce(bodies),
    ...lettersHold(heads),
    ...remindersHold(bodies, heads),
    ...tasksHold(bodies, heads),
    ...(await vaultHolds(machine.vault, bodies, heads)),
    ...(await withdrawalsHold(machine.vault, bodies, heads)),
    ...rolesHold(heads),
    ...mailsHold(mails, heads),
    ...clustersHold(heads, machine.world()),
    ...nothingLeft(machine),
    ...daysHold(heads),
    ...(await nothingPersonal(machine, bodies)),
  ]
}

async function logHolds({ log, files }: Machine): Promise<string[]> {
  const { findings } = await verifyLog(log, async (day) => {
    const bytes = await files.get(sealFile(day))
    return bytes && readSeal(new TextDecoder().decode(bytes))
  })
  return findings.map(({ kind, at, says }) => `the log: ${kind} at ${at}, ${says}`)
}

async function boardHolds({ board }: Machine, bodies: readonly CommitBody[], plan: Plan): Promise<string[]> {
  const { missing, extra, other } = await compareBoard(board, allInPresentForm(each(bodies)), plan.settings.wakeShards)
  return [
    ...missing.map((row) => `the board lacks ${row}`),
    ...extra.map((row) => `the board has ${row}, which the log does not know`),
    ...other.map((row) => `the board shows ${row} other than the log says`),
  ]
}

async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all
}

/** What fell due is what the rules alone say of the same commands, on the same days. */
function factsHold(bodies: readonly CommitBody[], plan: Plan): string[] {
  const refs = new Map([...plan.schools.keys()].map((ref) => [`school#${schoolIdOf(ref)}`, ref]))
  const recorded = bodies.flatMap(({ stream, at, events }) => {
    const ref = refs.get(stream)
    const due = ref === undefined ? [] : events.filter(({ type }) => byTime.has(type))
    return due.map(({ type, data }) => sayFact(londonDay(at), ref ?? '', type, data))
  })
  const found = new Set(recorded)
  return [
    ...[...plan.expected].filter((fact) => !found.has(fact)).map((fact) => `never recorded: ${fact}`),
    ...recorded.filter((fact) => !plan.expected.has(fact)).map((fact) => `recorded and not due: ${fact}`),
    ...recorded.filter((fact, n) => recorded.indexOf(fact) !== n).map((fact) => `recorded twice: ${fact}`),
  ]
}

const fields = ['registered', 'ref', 'refs', 'name', 'nation', 'entry', 'awards', 'review'] as const

/** Each command was done, and in order: the schools stand as the rules leave them on paper. */
function schoolsHold(heads: ReadonlyMap<string, CommitBody>, plan: Plan): string[] {
  return [...plan.schools].flatMap(([ref, wanted]) => {
    const state = heads.get(`school#${schoolIdOf(ref)}`)?.state ?? {}
    return fields.flatMap((field) => {
      const [is, shouldBe] = [sorted(withoutPlan(state[field])), sorted(withoutPlan(wanted[field]))]
      return is === shouldBe ? [] : [`${ref} has ${field} ${is} instead of ${shouldBe}`]
    })
  })
}

/** Up to when all was settled may be said by the plan made anew, or by whatever was recorded before it; it comes to the same. */
function withoutPlan(value: unknown): unknown {
  if (!isRecord(value)) return value
  const { plannedAfter: _, visit, ...rest } = value
  return visit === undefined ? rest : { ...rest, visit: withoutPlan(visit) }
}

function sorted(value: unknown): string {
  const inOrder = (_: string, one: unknown) =>
    isRecord(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one
  return JSON.stringify(value, inOrder) ?? 'none'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What may be said again by one call: that a contact changed, what a school is told of its contacts, and who counts as admin. */
const mayBeAgain: ReadonlySet<string> = new Set([
  'ContactChanged',
  'ContactLinked',
  'ContactUnlinked',
  'AdminCounted',
  'AdminReleased',
])

/** One call is done once, however often it was sent. */
function doneOnce(bodies: readonly CommitBody[]): string[] {
  const calls = bodies.filter(({ because }) => because === 'api')
  const done = calls.flatMap(({ stream, trace, events }) =>
    events
      .filter(({ type }) => !mayBeAgain.has(type))
      .map(({ type, data }) => `${type} ${JSON.stringify(data)} of ${stream} by ${trace}`),
  )
  const seen = new Set<string>()
  return done.flatMap((says) => {
    const isAgain = seen.has(says)
    seen.add(says)
    return isAgain ? [`done twice: ${says}`] : []
  })
}

function nothingLeft({ queues }: Machine): string[] {
  return [...queues.values()].flatMap(({ name, deadLetters, inFlight }) => [
    ...deadLetters.map(({ body }) => `a dead letter of ${name}: ${body.slice(0, 300)}`),
    ...(inFlight() > 0 ? [`${inFlight()} messages of ${name} are still on their way`] : []),
  ])
}

const daysState = z.object({ began: z.string(), done: z.boolean() })

function daysHold(heads: ReadonlyMap<string, CommitBody>): string[] {
  const { began, done } = daysState.parse(heads.get('days#body')?.state)
  return done ? [] : [`the work of ${began} was never done`]
}

async function nothingPersonal({ board }: Machine, bodies: readonly CommitBody[]): Promise<string[]> {
  const rows = await Array.fromAsync(board.all())
  const [inLog, onBoard] = [bodies, rows].map((all) => all.filter((one) => hasCanary(JSON.stringify(one))))
  return [
    ...(inLog ?? []).map(({ stream, version }) => `something personal is in the log at ${stream}@${version}`),
    ...(onBoard ?? []).map(({ stream }) => `something personal is on the board, of ${stream}`),
  ]
}

/** Whether a text carries anything of a person's. */
export function hasCanary(text: string): boolean {
  return text.toLowerCase().includes(canary)
}
