/** A thread that runs one seed after another, as it is told. */
import { parentPort } from 'node:worker_threads'
import * as z from 'zod'
import { simulate } from './simulate.ts'

const asked = z.object({ seed: z.int(), days: z.int() })

parentPort?.on('message', (message) => {
  const { seed, days } = asked.parse(message)
  simulate(seed, days).then(
    (outcome) => parentPort?.postMessage(outcome),
    (thrown: unknown) => {
      throw new Error(`seed ${seed} broke the simulator`, { cause: thrown })
    },
  )
})
