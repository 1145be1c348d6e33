// Messages asked for with `DelaySeconds`: they come when the body's clock says so, however that clock moves.
import type { Message } from './messages.ts'

const longestTimerMs = 2 ** 31 - 1

export interface Later {
  /** Milliseconds of the body's clock, or the instant `releaseNext` has jumped to. */
  now(): number
  add(message: Message): void
  count(queue?: string): number
  nextDue(): Date | undefined
  tick(): void
  releaseNext(horizon: number): boolean
  endReleases(): void
  start(): void
  stop(): void
}

export function createLater(clock: () => Date, release: (message: Message) => void): Later {
  const waiting = new Set<Message>()
  let jumped: number | undefined
  let started = false
  let timer: NodeJS.Timeout | undefined

  const now = () => Math.max(clock().getTime(), jumped ?? 0)
  const first = () => {
    let least: number | undefined
    for (const { dueAt = 0 } of waiting) least = Math.min(least ?? dueAt, dueAt)
    return least
  }
  const plan = () => {
    clearTimeout(timer)
    const due = first()
    if (due === undefined || !started) return
    timer = setTimeout(tick, Math.min(Math.max(due - clock().getTime(), 0), longestTimerMs))
  }
  const releaseUntil = (instant: number) => {
    const due = [...waiting].filter((message) => (message.dueAt ?? 0) <= instant)
    for (const message of due) {
      waiting.delete(message)
      release(message)
    }
    return due.length > 0
  }
  function tick() {
    if (started) releaseUntil(now())
    plan()
  }
  return {
    now,
    add: (message) => {
      waiting.add(message)
      plan()
    },
    count: (queue) => (queue ? [...waiting].filter((message) => message.queue === queue).length : waiting.size),
    nextDue: () => {
      const due = first()
      return due === undefined ? undefined : new Date(due)
    },
    tick,
    releaseNext: (horizon) => {
      const due = first()
      if (due === undefined || due > horizon) return false
      jumped = Math.max(due, jumped ?? 0)
      return releaseUntil(jumped)
    },
    endReleases: () => {
      jumped = undefined
    },
    start: () => {
      started = true
      tick()
    },
    stop: () => {
      started = false
      clearTimeout(timer)
    },
  }
}
