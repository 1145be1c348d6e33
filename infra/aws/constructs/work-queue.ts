/** A queue keeps each message until its function has done it, and what cannot be done ends in the dead letters. */
import { Duration } from 'aws-cdk-lib'
import * as sqs from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'

/** Long enough to come back from a fortnight's holiday and still find what failed. */
export const deadLettersKept = Duration.days(14)

/** A queue for what failed for good; read by people, emptied by `retry-dead-letter` and `abandon-dead-letter`. */
export const deadLetterQueue = (scope: Construct, id: string, name: string) =>
  new sqs.Queue(scope, id, {
    queueName: name,
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: deadLettersKept,
  })

type WorkQueueProps = {
  readonly name: string
  /** The timeout of the function that reads it. */
  readonly timeout: Duration
  readonly tries: number
  readonly deadLetters: sqs.IQueue
}

/** A queue read by one function. A message stays hidden for six timeouts, as Lambda's documentation asks. */
export const workQueue = (scope: Construct, id: string, { name, timeout, tries, deadLetters }: WorkQueueProps) =>
  new sqs.Queue(scope, id, {
    queueName: name,
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6),
    retentionPeriod: deadLettersKept,
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: tries },
  })
