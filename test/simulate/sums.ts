/** Many runs as one proof: the seeds in order, side by side on the cores there are, their counts added up. */
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import { addCounts, type Counts, emptyCounts } from './counts.ts'

export interface Sum {
  readonly runs: number
  readonly counts: Counts
  /** Seeds that did not hold, with what was wrong. */
  readonly wrong: readonly { readonly seed: number; readonly problems: readonly string[] }[]
  readonly seconds: number
}

const counted = z.map(z.string(), z.number())
/** What a worker says of one seed. */
const told = z.object({
  seed: z.int(),
  problems: z.array(z.string()),
  counts: z.object({
    events: counted,
    refusals: counted,
    letters: counted,
    steps: counted,
    deliveries: counted,
    answers: counted,
  }),
})

/** Runs the seeds from `first` on, so many days each, on so many threads. */
export async function simulateMany(first: number, seeds: number, days: number, threads: number): Promise<Sum> {
  const began = performance.now()
  const counts = emptyCounts()
  const wrong: { seed: number; problems: readonly string[] }[] = []
  const waiting = Array.from({ length: seeds }, (_, n) => first + n).values()
  await Promise.all(
    Array.from({ length: Math.min(threads, seeds) }, () =>
      workThrough(waiting, days, (message) => {
        const { seed, problems, counts: of } = told.parse(message)
        addCounts(counts, of)
        if (problems.length > 0) wrong.push({ seed, problems })
      }),
    ),
  )
  wrong.sort((a, b) => a.seed - b.seed)
  return { runs: seeds, counts, wrong, seconds: (performance.now() - began) / 1000 }
}

/** One thread takes the next seed as long as there is one. */
function workThrough(waiting: Iterator<number>, days: number, hear: (message: unknown) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), { execArgv: ['--import', 'tsx'] })
    const next = () => {
      const { done, value: seed } = waiting.next()
      if (done) void worker.terminate().then(() => resolve())
      else worker.postMessage({ seed, days })
    }
    worker.on('message', (message) => {
      hear(message)
      next()
    })
    worker.on('error', reject)
    next()
  })
}
