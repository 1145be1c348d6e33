/** Turns the list of triggers into rules, queues and functions: what wakes each, and what each may do, is said there. */

import { Duration } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import * as events from 'aws-cdk-lib/aws-events'
import * as targets from 'aws-cdk-lib/aws-events-targets'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { QueueName, Trigger, Wakes } from '../../functions/trigger.ts'
import { alarm, alarmPeriod } from './constructs/alarm.ts'
import { longestAnswer } from './constructs/http-door.ts'
import { SystemFunction } from './constructs/system-function.ts'
import { watchFailures, watchFigure } from './constructs/watched-figure.ts'
import { workQueue } from './constructs/work-queue.ts'
import { figures } from './figures.ts'
import { grantNeeds } from './grants.ts'
import type { System } from './system.ts'

/** EventBridge hands one rule to five targets at most; a sixth would need a second rule, and there is one clock. */
const targetsOfOneRule = 5

/**
 * A queue hands out to two readers at a time at least. Fewer could only be had by setting aside a part of what all
 * functions of the account share, which a new account has too little of.
 */
const fewestReaders = 2

const usualTries = 5
const usualBatch = 10
const commitsAtOnce = 100

/** What the wiring has at hand before the functions' needs are granted. */
type Parts = Omit<System, 'queue' | 'deadLetters' | 'workQueues'> & {
  readonly code: (name: string) => lambda.Code
  readonly environment: Record<string, string>
}

/** A function and one of the things that wake it. */
type Woken<By extends Wakes['by']> = { readonly fn: SystemFunction; readonly wakes: Extract<Wakes, { by: By }> }

/** Makes every function of the list with its door, its queues, its rights and its alarms. */
export function wire(scope: Construct, parts: Parts, triggers: readonly Trigger[]): SystemFunction[] {
  const { names, alarms, code, environment } = parts
  const made = triggers.map(
    (trigger) =>
      new SystemFunction(scope, {
        trigger,
        functionName: names.functionOf(trigger.name),
        code: code(trigger.name),
        alarms,
        environment,
      }),
  )
  const woken = made.flatMap((fn) => fn.trigger.wakes.map((wakes) => ({ fn, wakes })))
  const queues = wireQueues(woken.filter(isBy('queue')), parts)
  for (const one of woken.filter(isBy('log'))) followLog(one.fn, parts)
  const heard = new Map(woken.filter(isBy('events')).map((one) => [one.fn, followEvents(one, parts)]))
  const told = woken.filter(isBy('provider-events')).map(({ fn }) => followProvider(fn, parts))
  for (const one of woken.filter(isBy('http'))) answerRequests(one, parts)
  wireClock(
    scope,
    woken.filter(isBy('quarter-hour')).map(({ fn }) => fn),
    parts,
  )
  const system: System = {
    ...parts,
    queue: (name) => queueOf(queues, name),
    deadLetters: made.map((fn) => ({ verb: fn.trigger.name, queue: fn.deadLetters, events: heard.get(fn) })),
    workQueues: [...queues.values(), ...heard.values(), ...told],
  }
  for (const fn of made) grantNeeds(fn, system)
  for (const figure of figures) watch(made, figure.saidBy, (fn) => watchFigure(fn, alarms, fn.logGroup, figure))
  return made
}

const isBy =
  <By extends Wakes['by']>(by: By) =>
  (one: { fn: SystemFunction; wakes: Wakes }): one is Woken<By> =>
    one.wakes.by === by

function queueOf(queues: ReadonlyMap<QueueName, sqs.Queue>, name: QueueName): sqs.Queue {
  const queue = queues.get(name)
  if (queue === undefined) throw new Error(`a function sends to the queue ${name}, which no function reads`)
  return queue
}

function watch(made: readonly SystemFunction[], name: string, then: (fn: SystemFunction) => void): void {
  const fn = made.find(({ trigger }) => trigger.name === name)
  if (fn === undefined) throw new Error(`${name} is watched, and no trigger has that name`)
  then(fn)
}

/** The one clock: a cron of quarter hours, so that 07:30 in London is one of them in summer and winter. */
function wireClock(scope: Construct, woken: readonly SystemFunction[], { names, emulated }: Parts): void {
  if (woken.length > targetsOfOneRule) throw new Error(`one rule wakes ${targetsOfOneRule} functions at most`)
  new events.Rule(scope, 'QuarterHour', {
    ruleName: `${names.prefix}-quarter-hour`,
    description: 'A quarter of an hour has passed',
    schedule: events.Schedule.cron({ minute: '0/15' }),
    enabled: !emulated,
    targets: woken.map(
      // A run that is late is of no use: the next one does what it left.
      ({ fn, deadLetters }) =>
        new targets.LambdaFunction(fn, {
          deadLetterQueue: deadLetters,
          maxEventAge: Duration.minutes(15),
          retryAttempts: 2,
        }),
    ),
  })
}

/**
 * A reader of the log's stream. A batch that fails is halved until the commit that cannot be followed stands alone; it
 * goes to the dead letters (a pointer, not the commit) and `reconcile` sends what it left out.
 */
function followLog(fn: SystemFunction, { logStreamArn, alarms }: Parts): void {
  const { budget, name, ifItFails } = fn.trigger
  new lambda.EventSourceMapping(fn, 'FromLog', {
    target: fn.fn,
    eventSourceArn: logStreamArn,
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    batchSize: budget.batch ?? commitsAtOnce,
    parallelizationFactor: budget.concurrency ?? 1,
    bisectBatchOnError: true,
    retryAttempts: budget.tries ?? usualTries,
    maxRecordAge: Duration.hours(1),
    onFailure: new SqsDlq(fn.deadLetters),
  })
  fn.allow(
    ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    [logStreamArn],
  )
  alarm(fn, alarms, {
    name: `${name}-behind`,
    heading: name,
    ifItFails,
    metric: fn.fn.metric('IteratorAge', { period: alarmPeriod, statistic: cloudwatch.Stats.MAXIMUM }),
    above: Duration.minutes(5).toMilliseconds(),
    periods: 2,
  })
}

/** A queue read by a function, a batch at a time; what failed in a batch is named by the function and comes again. */
function readBy(fn: SystemFunction, id: string, queueName: string): sqs.Queue {
  const { budget, name } = fn.trigger
  if (budget.concurrency !== undefined && budget.concurrency < fewestReaders)
    throw new Error(`${name} asks for ${budget.concurrency} at a time; a queue hands out to ${fewestReaders} at least`)
  const queue = workQueue(fn, id, {
    name: queueName,
    timeout: fn.timeout,
    tries: budget.tries ?? usualTries,
    deadLetters: fn.deadLetters,
  })
  new lambda.EventSourceMapping(fn, `From${id}`, {
    target: fn.fn,
    eventSourceArn: queue.queueArn,
    batchSize: budget.batch ?? usualBatch,
    reportBatchItemFailures: true,
    ...(budget.concurrency === undefined ? {} : { maxConcurrency: budget.concurrency }),
  })
  fn.allow(
    ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
    [queue.queueArn],
  )
  return queue
}

function wireQueues(woken: readonly Woken<'queue'>[], { names }: Parts): Map<QueueName, sqs.Queue> {
  const queues = new Map<QueueName, sqs.Queue>()
  for (const { fn, wakes } of woken) {
    if (queues.has(wakes.queue))
      throw new Error(`the queue ${wakes.queue} has two readers; one would take the other’s work`)
    queues.set(wakes.queue, readBy(fn, 'Work', names.queue(wakes.queue)))
  }
  return queues
}

/** Events of the bus by exact type, through a queue of the function's own. */
function followEvents({ fn, wakes }: Woken<'events'>, { bus, names }: Parts): sqs.Queue {
  const { name } = fn.trigger
  const queue = readBy(fn, 'Events', names.queue(name))
  new events.Rule(fn, 'Rule', {
    ruleName: names.queue(name),
    description: `The events ${name} follows`,
    eventBus: bus,
    eventPattern: { source: ['iqm'], detailType: [...wakes.types] },
    targets: [new targets.SqsQueue(queue, { deadLetterQueue: fn.deadLetters })],
  })
  return queue
}

/**
 * The mail provider's events come to the account's own bus, addresses and all. Only type, time, kind and subtype of a
 * bounce and the letter's tag pass: an address is in no queue. Two rules, since a path an event does not have would spoil the template.
 */
function followProvider(fn: SystemFunction, { names, emulated }: Parts): sqs.Queue {
  const { name } = fn.trigger
  const queue = readBy(fn, 'Provider', `${names.queue(name)}-provider`)
  const common = {
    type: events.EventField.fromPath('$.detail.eventType'),
    time: events.EventField.fromPath('$.time'),
    letter: events.EventField.fromPath('$.detail.mail.tags.letter'),
  }
  const kinds = [
    {
      id: 'Bounces',
      types: ['Bounce'],
      input: {
        ...common,
        bounce: events.EventField.fromPath('$.detail.bounce.bounceType'),
        subtype: events.EventField.fromPath('$.detail.bounce.bounceSubType'),
      },
    },
    {
      id: 'Others',
      types: ['Send', 'Delivery', 'DeliveryDelay', 'Complaint', 'Reject', 'Rendering Failure'],
      input: common,
    },
  ]
  for (const { id, types, input } of kinds) {
    new events.Rule(fn, id, {
      ruleName: `${names.queue(name)}-${id.toLowerCase()}`,
      description: 'What became of letters, without the addresses',
      eventPattern: {
        source: [emulated ? 'emulator.ses' : 'aws.ses'],
        detail: { eventType: types, mail: { tags: { letter: events.Match.exists() } } },
      },
      targets: [
        new targets.SqsQueue(queue, {
          deadLetterQueue: fn.deadLetters,
          message: events.RuleTargetInput.fromObject(input),
        }),
      ],
    })
  }
  return queue
}

function answerRequests({ fn, wakes }: Woken<'http'>, { door, alarms }: Parts): void {
  const { name, ifItFails } = fn.trigger
  if (fn.timeout.toSeconds() > longestAnswer.toSeconds()) {
    throw new Error(`${name} may take longer than the ${longestAnswer.toSeconds()} s after which nobody waits`)
  }
  for (const path of wakes.paths) door.handBelow(path, fn.fn)
  watchFailures(fn, alarms)
  alarm(fn, alarms, {
    name: `${name}-errors`,
    heading: name,
    ifItFails,
    metric: fn.fn.metricErrors({ period: alarmPeriod }),
    above: 0,
  })
}
