/** One run from one seed: some weeks of a body of six schools, with everything that can go wrong going wrong. */
import { Fault } from '../../events/kernel/fault.ts'
import { Conflict } from '../../shared/log/act.ts'
import { type Clerk, clerkOf } from './clerk.ts'
import { type Counts, emptyCounts, type Kind } from './counts.ts'
import { type Faults, faultsFrom } from './faults.ts'
import { at, minute, quarterHour } from './happenings.ts'
import { hasCanary, judge } from './judge.ts'
import { type Machine, machineOf } from './machine.ts'
import { type Plan, planOf } from './plan.ts'
import { type Random, randomOf } from './random.ts'
import { refusalsNoted } from './refusals.ts'
import { type Scheduler, schedulerFrom } from './scheduler.ts'
import { type Watch, watchOver } from './watch.ts'

export interface Outcome {
  readonly seed: number
  /** Everything that is wrong, a sentence each; empty when all holds. */
  readonly problems: readonly string[]
  readonly counts: Counts
}

/** Hears every step of every function as it is taken, to follow a seed with a finger. */
export type Tell = (line: string) => void

export async function simulate(seed: number, days: number, tell?: Tell): Promise<Outcome> {
  const counts = emptyCounts()
  const count = (kind: Kind, what: string) => void counts[kind].set(what, (counts[kind].get(what) ?? 0) + 1)
  const problems = new Set<string>()
  const random = randomOf(seed)
  const plan = planOf(random.fork('plan'), days)
  const faults = faultsFrom(random.fork('faults'), (step, fault, by) => {
    count('steps', `${step} ${fault}`)
    tell?.(`${scheduler.now()} ${by}: ${step} ${fault}`)
  })
  const scheduler = schedulerFrom(at(plan.start, '08:55'), random.fork('turns'), faults)
  const problem = (says: string) => void problems.add(`${scheduler.now()} ${says}`)
  const run = open({ random, plan, faults, scheduler, count, problem })
  if (tell) tellCommits(run, tell)
  // What is refused to a caller is counted once it is answered.
  const forget = refusalsNoted((refused) => {
    if (scheduler.current() !== 'answer-api') count('refusals', refused)
  })
  try {
    await live(run, tell)
    faults.end()
    await calmDown(run)
  } finally {
    forget()
  }
  if (run.clerk.waiting() > 0) problem(`${run.clerk.waiting()} calls were never answered`)
  for (const [type, times] of run.watch.events) counts.events.set(type, times)
  for (const [what, times] of run.watch.told) counts.letters.set(what, times)
  return { seed, problems: [...problems, ...(await judge(run.machine, plan, run.watch.mail.mails))], counts }
}

interface Given {
  readonly random: Random
  readonly plan: Plan
  readonly faults: Faults
  readonly scheduler: Scheduler
  readonly count: (kind: Kind, what: string) => void
  readonly problem: (says: string) => void
}

interface Run extends Given {
  readonly machine: Machine
  readonly watch: Watch
  readonly clerk: Clerk
}

/** A machine, whoever watches it, and whoever calls it. */
function open(given: Given): Run {
  const { random, plan, faults, scheduler, count, problem } = given
  const askedFor: Parameters<typeof watchOver>[2] = (letter) => {
    if (!faults.ended) clerk.asked(letter)
  }
  const watch = watchOver(scheduler, problem, askedFor, () => machine.world().calendar)
  const failed = (by: string, thrown: unknown) => judgeThrown(by, thrown, problem)
  let looked = ''
  const machine = machineOf({
    scheduler,
    random: random.fork('machine'),
    faults,
    plan,
    failed,
    tally: (what) => count('deliveries', what),
    begun: watch.begun,
    travels(queue, body) {
      // One event goes to several queues, one after the other.
      if (body === looked) return
      looked = body
      if (hasCanary(body)) problem(`something personal was put on the queue ${queue}`)
    },
  })
  machine.log.onCommit((body) => watch.commit(body))
  machine.vault.onSuppression(watch.suppression)
  machine.post.onLetter(watch.left)
  machine.bus.onEvent((event) => {
    if (hasCanary(JSON.stringify(event))) problem(`something personal went over the bus from ${event.stream}`)
  })
  const clerk = clerkOf({
    scheduler,
    random: random.fork('clerk'),
    machine,
    watch,
    failed,
    problem,
    answered(command, status, refused) {
      count('answers', `${command} ${status}`)
      if (refused !== undefined) count('refusals', refused)
    },
  })
  return { ...given, machine, watch, clerk }
}

function tellCommits({ machine, scheduler }: Run, tell: Tell): void {
  machine.log.onCommit(({ stream, version, events, because }) => {
    for (const { type, data } of events)
      tell(`${scheduler.now()} ${stream}@${version} ${type} ${JSON.stringify(data)} because ${because}`)
  })
}

/**
 * Lets everything happen that is planned. Quarter hours are those of the plan, and of the others those at which
 * something is due or, in the morning, still on its way.
 */
async function live({ scheduler, machine, watch, clerk, plan }: Run, tell: Tell | undefined): Promise<void> {
  const when = (ms: number, act: () => void) => scheduler.after(ms - scheduler.ms(), act)
  for (const what of plan.happenings)
    when(what.at, () => {
      tell?.(`${scheduler.now()} now: ${JSON.stringify(what)}`)
      clerk.begin(what)
    })
  for (const { from, until } of plan.outages) {
    when(from, machine.switchOff)
    when(until, machine.switchOn)
  }
  for (const pause of plan.pauses) when(pause.at, () => machine.pause(pause.name, pause.milliseconds))
  const first = Math.ceil(scheduler.ms() / quarterHour) * quarterHour
  for (let tick = first; tick <= plan.end; tick += quarterHour) {
    await scheduler.runUntil(tick)
    const wanted = plan.quarterHours.has(tick) || isWanted(tick, machine, watch)
    if (wanted) machine.quarterHour(new Date(tick).toISOString())
  }
}

function isWanted(tick: number, machine: Machine, watch: Watch): boolean {
  const hour = new Date(tick).getUTCHours()
  if (hour < 6) return false
  const isMorning = hour < 10
  return watch.wakesFrom() <= tick || (isMorning && !machine.isQuiet())
}

/** Past every silence that is waited out. */
const quietHours = 4

/** Quiet quarter hours, then whatever is still to come by itself. */
async function calmDown({ scheduler, machine, plan }: Run): Promise<void> {
  const last = plan.end + quietHours * 60 * minute
  for (let tick = plan.end + quarterHour; tick <= last; tick += quarterHour) {
    await scheduler.runUntil(tick)
    machine.quarterHour(new Date(tick).toISOString())
  }
  await scheduler.runDry(last + 24 * 60 * minute)
}

/** What may be thrown: a fault that was planted, a race lost five times, a shard that says it was not all woken. */
function judgeThrown(by: string, thrown: unknown, problem: Given['problem']): void {
  const text = String(thrown)
  if (hasCanary(text)) problem(`${by} threw something personal`)
  const isPlanted = thrown instanceof Fault && /^(Planted|NotWoken|NotPlanned)/.test(thrown.why)
  const trace = thrown instanceof Error ? (thrown.stack ?? text) : text
  if (!isPlanted && !(thrown instanceof Conflict)) problem(`${by} threw ${trace}`)
}
