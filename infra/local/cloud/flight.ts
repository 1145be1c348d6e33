// Counts what is under way in the local cloud, so that `settle` can wait for the last of it without polling.
// Busy is what moves by itself; asleep is what waits for a time (a retry, a delay, a late delivery). When all is asleep,
// settle wakes the sleeper whose time comes first: time is jumped over, its order is kept.

/** `soon` are retries and delays; `late` are deliveries a fault holds back until nothing else moves. */
export type SleepKind = 'soon' | 'late'

const togetherMs = 20

interface Sleeper {
  readonly due: number
  readonly kind: SleepKind
  readonly wake: () => void
}

export interface Flight {
  /** One more thing is under way, until the answer is called. Calling it again does nothing. */
  begin(): () => void
  /** Follows work nobody awaits: an error of it is a fault of the cloud. It is not counted. */
  watch(work: Promise<unknown>): void
  /** Runs `wake` after `ms` real milliseconds, or when `settle` gets to it. The answer takes it back. */
  sleep(ms: number, kind: SleepKind, wake: () => void): () => void
  /** Waits until nothing is busy or asleep and every probe finds the same. `more` may start further work: true if it did. */
  settle(more: () => boolean): Promise<void>
  /** A probe answers when what was under way elsewhere, before it was asked, is known here. */
  addProbe(probe: () => Promise<void>): void
  /** Waits until nothing is busy, or `ms` have gone by: false then. */
  quiet(ms: number): Promise<boolean>
  readonly busy: () => number
  readonly asleep: () => number
  /** Nothing sleeping will wake any more. */
  close(): void
}

export function createFlight(onFault: (error: unknown) => void): Flight {
  let busy = 0
  let activity = 0
  let waiting: (() => void)[] = []
  const sleepers = new Map<Sleeper, NodeJS.Timeout>()
  const probes: (() => Promise<void>)[] = []

  const begin = () => {
    busy += 1
    activity += 1
    let open = true
    return () => {
      if (!open) return
      open = false
      busy -= 1
      if (busy > 0) return
      const wake = waiting
      waiting = []
      for (const resolve of wake) resolve()
    }
  }

  const wake = (sleeper: Sleeper) => {
    clearTimeout(sleepers.get(sleeper))
    if (!sleepers.delete(sleeper)) return
    const end = begin()
    sleeper.wake()
    end()
  }

  /** What sleeps until about the same time wakes together, so that it can be handled together. */
  const wakeNext = () => {
    const first = firstToWake(sleepers.keys())
    if (!first) return
    for (const one of [...sleepers.keys()]) if (one.kind === first.kind && one.due <= first.due + togetherMs) wake(one)
  }

  const isStill = async () => {
    if (busy > 0 || sleepers.size > 0) return false
    const before = activity
    await Promise.all(probes.map((probe) => probe()))
    return busy === 0 && sleepers.size === 0 && activity === before
  }

  const idle = () => (busy === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve)))

  return {
    begin,
    watch: (work) => {
      work.catch(onFault)
    },
    sleep: (ms, kind, run) => {
      activity += 1
      const sleeper: Sleeper = { due: performance.now() + ms, kind, wake: run }
      sleepers.set(
        sleeper,
        setTimeout(() => wake(sleeper), ms),
      )
      return () => {
        clearTimeout(sleepers.get(sleeper))
        sleepers.delete(sleeper)
      }
    },
    settle: async (more) => {
      do {
        await idle()
        if (busy === 0) wakeNext()
      } while (!(await isStill()) || more())
    },
    addProbe: (probe) => {
      probes.push(probe)
    },
    quiet: async (ms) => {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms)
      })
      await Promise.race([idle(), late])
      clearTimeout(timer)
      return busy === 0
    },
    busy: () => busy,
    asleep: () => sleepers.size,
    close: () => {
      for (const timer of sleepers.values()) clearTimeout(timer)
      sleepers.clear()
    },
  }
}

/** The soonest of the soon; only when there is none, the soonest of the late. */
function firstToWake(sleepers: Iterable<Sleeper>): Sleeper | undefined {
  let first: Sleeper | undefined
  for (const one of sleepers) {
    const better = !first || (one.kind === first.kind ? one.due < first.due : one.kind === 'soon')
    if (better) first = one
  }
  return first
}
