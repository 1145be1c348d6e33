/** The queues of this environment on which functions put work for others. */
import { SQSClient } from '@aws-sdk/client-sqs'
import type { Queue } from '../queue/queue.ts'
import { openQueue } from '../queue/queue-sqs.ts'
import { mustHave } from './env.ts'

const client = new SQSClient({})

/** A queue by its name: `wake` is at `QUEUE_WAKE_URL`. */
export function queueHere(name: 'repair' | 'wake' | 'import' | 'later' | 'plan'): Queue {
  return openQueue(client, mustHave(`QUEUE_${name.toUpperCase()}_URL`))
}
