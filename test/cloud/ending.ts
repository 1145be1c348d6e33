/** However these proofs end, nothing they started goes on running: done, failed, out of time or stopped from outside. */

const ends: (() => void)[] = []
const controller = new AbortController()

/** For programs that are waited for: they are ended with this process. */
export const untilTheEnd: AbortSignal = controller.signal

/** Has something done at the very end; it must not wait. */
export const atTheEnd = (end: () => void): void => void ends.push(end)

process.once('exit', () => {
  controller.abort()
  for (const end of ends.reverse()) end()
})

const stop = (why: string) => {
  console.log(why)
  process.exit(1)
}

process.once('SIGINT', () => stop('interrupted')).once('SIGTERM', () => stop('ended from outside'))

/** Ends everything when so many minutes have gone by. */
export const endAfter = (minutes: number): void =>
  void setTimeout(() => stop(`not done after ${minutes} minutes`), minutes * 60_000).unref()
