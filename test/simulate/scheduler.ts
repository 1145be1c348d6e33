/**
 * One thread of time for a whole simulated machine. Every I/O step of every running function waits here for its turn;
 * which goes next is chosen from the seed, and so is whether it goes well. A function that dies gets no further turn:
 * all it had begun stops where it is, as a process does that is killed.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Step } from '../kit/stand-ins/step.ts'
import type { Allowance, Faults } from './faults.ts'
import type { Random } from './random.ts'

/** One function at work: an invocation, or a person's call. */
export interface Run {
  readonly name: string
  readonly allowances: readonly Allowance[]
  readonly ended: (how: 'done' | 'failed' | 'died', thrown?: unknown) => void
  over: boolean
}

interface Ticket {
  readonly run: Run
  readonly allowance: Allowance
  readonly step: string
  readonly go: (answer: Awaited<ReturnType<Step>>) => void
  slowed: boolean
}

interface Timed {
  readonly at: number
  readonly order: number
  readonly act: () => void
}

interface Place {
  readonly run: Run
  readonly allowance: Allowance
}

export interface Scheduler {
  /** Milliseconds since 1970. */
  ms(): number
  /** The same as an instant. */
  now(): string
  /** The seam every stand-in is opened with. Outside any run all goes well at once. */
  readonly step: Step
  /** Does something when so many milliseconds have passed. */
  after(milliseconds: number, act: () => void): void
  /** Waits, as a step of the run that asks. */
  wait(milliseconds: number): Promise<void>
  /** Starts a function; `ended` is told once how it ended. */
  start(name: string, allowances: readonly Allowance[], work: () => Promise<void>, ended: Run['ended']): void
  /** Within a run: a part of it whose faults count against one allowance. */
  within<T>(allowance: Allowance, part: () => Promise<T>): Promise<T>
  /** The name of the run that is asking, if any. */
  current(): string | undefined
  /** Lets time go on until this moment, and no further. */
  runUntil(ms: number): Promise<void>
  /** Lets time go on, at most until this moment, and stops as soon as nothing is at work or waiting. */
  runDry(ms: number): Promise<void>
  /** All that is at work dies. */
  killAll(): void
  /** Runs at work. */
  atWork(): number
}

/** A step takes so many milliseconds of the simulated day at most. */
const longestStep = 15

/** A step held up for longer than what was checked may be relied on (10 s). */
const stall = [11_000, 25_000] as const

const unlimited: Allowance = { left: Number.POSITIVE_INFINITY }

export function schedulerFrom(start: number, random: Random, faults: Faults): Scheduler {
  const places = new AsyncLocalStorage<Place>()
  const timed: Timed[] = []
  const running = new Set<Run>()
  let runnable: Ticket[] = []
  let now = start
  let order = 0

  const later = (at: number, act: () => void) => {
    order += 1
    insert(timed, { at, order, act })
  }

  const end = (run: Run, how: 'done' | 'failed' | 'died', thrown?: unknown) => {
    if (run.over) return
    run.over = true
    running.delete(run)
    run.ended(how, thrown)
  }

  const kill = (run: Run) => {
    runnable = runnable.filter((ticket) => ticket.run !== run)
    end(run, 'died')
  }

  const ask = (step: string, go: Ticket['go']) => {
    const place = places.getStore()
    if (!place) return go(undefined)
    if (!place.run.over) runnable.push({ ...place, step, go, slowed: false })
  }

  const take = (ticket: Ticket) => {
    const fault = faults.choose(ticket.step, ticket.run.name, ticket.allowance, ticket.run.allowances, ticket.slowed)
    if (fault === 'died') return kill(ticket.run)
    if (fault === 'stalled') {
      later(now + random.int(...stall), () => {
        ticket.slowed = true
        if (!ticket.run.over) runnable.push(ticket)
      })
      return
    }
    ticket.go(fault)
  }

  /** One thing happens; false when nothing can before `until`. */
  const turn = (until: number): boolean => {
    const next = timed[0]
    if (next && next.at <= now) {
      timed.shift()
      next.act()
      return true
    }
    const [ticket] = runnable.length > 0 ? runnable.splice(random.int(0, runnable.length - 1), 1) : []
    if (ticket) {
      now += random.int(1, longestStep)
      take(ticket)
      return true
    }
    if (!next || next.at > until) return false
    now = next.at
    return true
  }

  const drained = () => new Promise<void>((resolve) => setImmediate(resolve))

  return {
    ms: () => now,
    now: () => new Date(now).toISOString(),
    step: (name) => new Promise((go) => ask(name, go)),
    after: (milliseconds, act) => later(now + milliseconds, act),
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const run = places.getStore()?.run
        later(now + milliseconds, () => {
          if (!run?.over) resolve()
        })
      }),
    start(name, allowances, work, ended) {
      const run: Run = { name, allowances, ended, over: false }
      running.add(run)
      places.run({ run, allowance: allowances[0] ?? unlimited }, () => {
        work().then(
          () => end(run, 'done'),
          (thrown: unknown) => end(run, 'failed', thrown),
        )
      })
    },
    within(allowance, part) {
      const run = places.getStore()?.run
      return run ? places.run({ run, allowance }, part) : part()
    },
    current: () => places.getStore()?.run.name,
    async runUntil(ms) {
      await drained()
      while (turn(ms)) await drained()
      now = Math.max(now, ms)
    },
    async runDry(ms) {
      await drained()
      while ((running.size > 0 || timed.length > 0) && turn(ms)) await drained()
    },
    killAll() {
      for (const run of [...running]) kill(run)
    },
    atWork: () => running.size,
  }
}

/** Into its place by time, the earlier said first. */
function insert(timed: Timed[], one: Timed): void {
  let [low, high] = [0, timed.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = timed[middle]
    if (other && other.at <= one.at) low = middle + 1
    else high = middle
  }
  timed.splice(low, 0, one)
}
