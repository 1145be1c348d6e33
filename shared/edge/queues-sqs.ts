/** The queues of this environment on which functions put work for others. */
import { SQSClient } from '@aws-sdk/client-sqs'
import type { DeadLetters } from '../queue/dead-letters.ts'
import { openDeadLetters, readPlaces } from '../queue/dead-letters-sqs.ts'
import type { Queue } from '../queue/queue.ts'
import { openQueue } from '../queue/queue-sqs.ts'
import { mustHave } from './env.ts'

const client = new SQSClient({})

/** A queue by its name: `wake` is at `QUEUE_WAKE_URL`. */
export function queueHere(name: 'repair' | 'wake' | 'import' | 'later' | 'plan'): Queue {
  return openQueue(client, mustHave(`QUEUE_${name.toUpperCase()}_URL`))
}

/** What could not be done, of every function: `DEAD_LETTERS` says where, `QUEUES_AT` what all addresses begin with. */
export function deadLettersHere(): DeadLetters {
  return openDeadLetters(client, mustHave('QUEUES_AT'), readPlaces(mustHave('DEAD_LETTERS')))
}
