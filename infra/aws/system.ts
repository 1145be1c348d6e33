/** What the system's parts are to the wiring: the names and handles a trigger's words are turned into. */
import type * as cognito from 'aws-cdk-lib/aws-cognito'
import type * as events from 'aws-cdk-lib/aws-events'
import type * as iam from 'aws-cdk-lib/aws-iam'
import type * as kms from 'aws-cdk-lib/aws-kms'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import type { QueueName } from '../../functions/trigger.ts'
import type { Alarms } from './constructs/alarm.ts'
import type { HttpDoor } from './constructs/http-door.ts'
import type { Names, TableName } from './names.ts'

export type System = {
  readonly names: Names
  readonly alarms: Alarms
  readonly tableArn: (name: TableName) => string
  readonly logStreamArn: string
  readonly vaultKey: kms.IKey
  readonly bus: events.IEventBus
  readonly door: HttpDoor
  readonly post: {
    readonly arns: readonly string[]
    readonly set: string
    readonly sender: string
    readonly rate: number
    readonly listRemovers: iam.IManagedPolicy
  }
  readonly files: { readonly name: string; readonly readers: iam.IManagedPolicy; readonly writers: iam.IManagedPolicy }
  readonly mail: {
    readonly name: string
    readonly readers: iam.IManagedPolicy
    readonly writers: iam.IManagedPolicy
    readonly removers: iam.IManagedPolicy
    /** The domain mail comes in at, and all domains mail of the body's own comes from. */
    readonly inboundDomain: string
    readonly ownDomains: readonly string[]
    /** Where answers to letters go, once mail comes in there. */
    readonly replyDomain: string | undefined
  }
  readonly seals: { readonly name: string; readonly writers: iam.IManagedPolicy }
  readonly userPool: cognito.IUserPool
  readonly tokens: {
    readonly issuer: string
    readonly client: string
    readonly jwks: string
    readonly signIn: string
    readonly firstAdmin: string
  }
  readonly queue: (name: QueueName) => sqs.IQueue
  /** Each function's dead letters, and the queue on which it hears events. */
  readonly deadLetters: readonly {
    readonly verb: string
    readonly queue: sqs.IQueue
    readonly events: sqs.IQueue | undefined
  }[]
  /** Every queue a function works on: what failed goes back there. */
  readonly workQueues: readonly sqs.IQueue[]
  /**
   * In an emulator the clock is the test's, so the quarter-hourly rule does not run by itself; and nobody may speak as
   * the mail provider, so its events come from a source of another name.
   */
  readonly emulated: boolean
}
