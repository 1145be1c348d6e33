/** One run from one seed: some weeks of a body of six schools, with everything that can go wrong going wrong. */
import { Fault } from '../../events/kernel/fault.ts'
import { Conflict } from '../../shared/log/act.ts'
import { clerkOf } from './clerk.ts'
import { type Counts, emptyCounts, type Kind } from './counts.ts'
import { faultsFrom } from './faults.ts'
import { at, minute, quarterHour } from './happenings.ts'
import { hasCanary, judge } from './judge.ts'
import { type Machine, machineOf } from './machine.ts'
import { type Plan, planOf } from './plan.ts'
import { randomOf } from './random.ts'
import { refusalsNoted } from './refusals.ts'
import { type Scheduler, schedulerFrom } from './scheduler.ts'
import { type Watch, watchOver } from './watch.ts'

export interface Outcome {
  readonly seed: number
  /** Everything that is wrong, a sentence each; empty when all holds. */
  readonly problems: readonly string[]
  readonly counts: Counts
}

/** `tell` hears every step of every function as it is taken, to follow a seed with a finger. */
export async function simulate(seed: number, days: number, tell?: (line: string) => void): Promise<Outcome> {
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
  const watch = watchOver(scheduler, problem, (letter) => {
    if (!faults.ended) clerk.asked(letter)
  })
  const failed = (by: string, thrown: unknown) => judgeThrown(by, thrown, problem)
  const machine = machineOf({
    scheduler,
    random: random.fork('machine'),
    faults,
    plan,
    failed,
    tally: (what) => count('deliveries', what),
    begun: watch.begun,
  })
  listen(machine, watch, problem)
  if (tell) tellCommits(machine, scheduler, tell)
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
  // What is refused to a caller is counted once it is answered.
  const forget = refusalsNoted((refused) => {
    if (scheduler.current() !== 'answer-api') count('refusals', refused)
  })
  try {
    for (const what of plan.happenings)
      scheduler.after(what.at - scheduler.ms(), () => {
        tell?.(`${scheduler.now()} now: ${JSON.stringify(what)}`)
        clerk.begin(what)
      })
    for (const { from, until } of plan.outages) {
      scheduler.after(from - scheduler.ms(), machine.switchOff)
      scheduler.after(until - scheduler.ms(), machine.switchOn)
    }
    for (const { at, name, milliseconds } of plan.pauses)
      scheduler.after(at - scheduler.ms(), () => machine.pause(name, milliseconds))
    await live(scheduler, machine, watch, plan)
    faults.end()
    await calmDown(scheduler, machine, watch, plan)
    if (clerk.waiting() > 0) problem(`${clerk.waiting()} calls were never answered`)
  } finally {
    forget()
  }
  for (const [type, times] of watch.events) counts.events.set(type, times)
  for (const [what, times] of watch.told) counts.letters.set(what, times)
  return { seed, problems: [...problems, ...(await judge(machine, watch, plan))], counts }
}

/** Everything on the bus and in the queues is looked through as it is sent: nothing personal travels. */
function listen(machine: Machine, watch: Watch, problem: (says: string) => void): void {
  machine.log.onCommit((body) => watch.commit(body))
  machine.vault.onSuppression(watch.suppression)
  machine.post.onLetter(watch.left)
  machine.bus.onEvent((event) => {
    if (hasCanary(JSON.stringify(event)))
      problem(`something personal went over the bus: ${event.type} of ${event.stream}`)
  })
}

function tellCommits({ log }: Machine, scheduler: Scheduler, tell: (line: string) => void): void {
  log.onCommit(({ stream, version, events, because }) => {
    for (const { type, data } of events)
      tell(`${scheduler.now()} ${stream}@${version} ${type} ${JSON.stringify(data)} because ${because}`)
  })
}

/**
 * Quarter hours of the plan, and of the others those at which something is due or still on its way; never one at which
 * the machine is down.
 */
async function live(scheduler: Scheduler, machine: Machine, watch: Watch, plan: Plan): Promise<void> {
  const first = Math.ceil(scheduler.ms() / quarterHour) * quarterHour
  for (let tick = first; tick <= plan.end; tick += quarterHour) {
    await scheduler.runUntil(tick)
    if (plan.quarterHours.has(tick) || isWanted(tick, machine, watch)) machine.quarterHour(new Date(tick).toISOString())
  }
}

function isWanted(tick: number, machine: Machine, watch: Watch): boolean {
  const hour = new Date(tick).getUTCHours()
  if (hour < 6) return false
  const isMorning = hour < 10
  return watch.wakesFrom() <= tick || (isMorning && !machine.isQuiet())
}

/** Quiet quarter hours until nothing is on its way any more, past every silence that is waited out. */
async function calmDown(scheduler: Scheduler, machine: Machine, _: Watch, plan: Plan): Promise<void> {
  const last = plan.end + 4 * 60 * minute
  for (let tick = plan.end + quarterHour; tick <= last; tick += quarterHour) {
    await scheduler.runUntil(tick)
    machine.quarterHour(new Date(tick).toISOString())
  }
  await scheduler.runDry(last + 24 * 60 * minute)
}

/** What may be thrown: a fault that was planted, a race lost five times, a shard that says it was not all woken. */
function judgeThrown(by: string, thrown: unknown, problem: (says: string) => void): void {
  const text = String(thrown)
  if (hasCanary(text)) problem(`${by} threw something personal`)
  const planted = thrown instanceof Fault && (thrown.why.startsWith('Planted') || thrown.why.startsWith('NotWoken'))
  if (!planted && !(thrown instanceof Conflict))
    problem(`${by} threw ${thrown instanceof Error ? (thrown.stack ?? text) : text}`)
}
