/**
 * What every function of the system has, said once: Node 24 on arm64, a role of its own with no rights but its log's,
 * log lines kept 90 days, a dead-letter queue, and alarms that say whom it hurts.
 */
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { Trigger } from '../../../functions/trigger.ts'
import { type Alarms, alarm, alarmPeriod } from './alarm.ts'
import { deadLetterQueue } from './work-queue.ts'

type SystemFunctionProps = {
  readonly trigger: Trigger
  readonly functionName: string
  readonly code: lambda.Code
  readonly alarms: Alarms
  readonly environment: Readonly<Record<string, string>>
}

/** A function as deployed: what it was made from, and the means to give it a right together with its address. */
export class SystemFunction extends Construct {
  readonly trigger: Trigger
  readonly fn: lambda.Function
  readonly role: iam.Role
  readonly deadLetters: sqs.Queue
  readonly logGroup: logs.LogGroup
  readonly timeout: Duration

  constructor(scope: Construct, { trigger, functionName, code, alarms, environment }: SystemFunctionProps) {
    super(scope, trigger.name)
    this.trigger = trigger
    this.timeout = Duration.seconds(trigger.budget.timeoutSeconds)
    this.deadLetters = deadLetterQueue(this, 'DeadLetters', `${functionName}-dead-letters`)
    this.logGroup = new logs.LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: logs.RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    if (isToldOfMail(trigger))
      Validations.of(this.deadLetters).acknowledge({
        id: 'AwsSolutions-SQS3',
        reason: 'It is itself the dead letters of the clock’s calls of this function, which hold nothing but a time.',
      })
    // A role made here gets no managed policy: what is not granted by name below is not allowed.
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${trigger.name} may do`,
    })
    this.logGroup.grantWrite(this.role)
    this.fn = new lambda.Function(this, 'Function', {
      functionName,
      description: trigger.ifItFails.slice(0, 255),
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code,
      role: this.role,
      logGroup: this.logGroup,
      timeout: this.timeout,
      memorySize: trigger.budget.memoryMb,
      // What tells of a mail holds its headers, which no queue may: the stored mail is the truth, and is looked through.
      ...(isToldOfMail(trigger) ? {} : { deadLetterQueue: this.deadLetters }),
      retryAttempts: 2,
      environment: { ...environment },
    })
    alarm(this, alarms, {
      name: `${trigger.name}-dead-letters`,
      heading: trigger.name,
      ifItFails: trigger.ifItFails,
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: alarmPeriod,
        statistic: cloudwatch.Stats.MAXIMUM,
      }),
      above: 0,
    })
  }

  /** How many of it run at the same time at most: each queue it reads hands out to as many as its budget says. */
  get mostAtOnce(): number {
    const { wakes, budget } = this.trigger
    const queues = wakes.filter(({ by }) => by === 'events' || by === 'queue' || by === 'provider-events')
    return queues.length * (budget.concurrency ?? 1)
  }

  /** Gives a right and nothing beside it: actions by name on resources by name. */
  allow(actions: readonly string[], resources: readonly string[], conditions: Record<string, unknown> = {}): void {
    this.role.addToPolicy(new iam.PolicyStatement({ actions: [...actions], resources: [...resources], conditions }))
  }

  /** Tells the function where something is. */
  tell(name: string, value: string): void {
    this.fn.addEnvironment(name, value)
  }
}

function isToldOfMail({ wakes }: Trigger): boolean {
  return wakes.some(({ by }) => by === 'mail')
}
