/** The mail provider: the body's own subdomain, and what became of each letter told to the account's bus. */
import { Stack, Validations } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as ses from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import type { Names } from '../names.ts'
import type { Stage } from '../stage.ts'

type PostProps = { readonly names: Names; readonly stage: Stage }

export class Post extends Construct {
  /** What a sender must be allowed: the domain and the set that reports on it. */
  readonly arns: readonly string[]
  readonly set: string
  readonly sender: string
  readonly rate: number
  /** Takes addresses off the provider's own list. */
  readonly listRemovers: iam.ManagedPolicy

  constructor(scope: Construct, id: string, { names, stage: { mailDomain, sendRate } }: PostProps) {
    super(scope, id)
    const set = new ses.ConfigurationSet(this, 'Set', {
      configurationSetName: names.prefix,
      reputationMetrics: true,
      // Our own list decides (and knows for which purpose); the provider's would swallow letters and report them sent.
      disableSuppressionList: true,
      tlsPolicy: ses.ConfigurationSetTlsPolicy.REQUIRE,
    })
    // The provider reports to the account's own bus and to no other.
    set.addEventDestination('Reports', {
      destination: ses.EventDestination.eventBus(events.EventBus.fromEventBusName(this, 'Account', 'default')),
      events: [
        ses.EmailSendingEvent.SEND,
        ses.EmailSendingEvent.DELIVERY,
        ses.EmailSendingEvent.BOUNCE,
        ses.EmailSendingEvent.COMPLAINT,
        ses.EmailSendingEvent.REJECT,
        ses.EmailSendingEvent.RENDERING_FAILURE,
        ses.EmailSendingEvent.DELIVERY_DELAY,
      ],
    })
    // Every letter from the domain goes by this set without the sender having to name it.
    new ses.EmailIdentity(this, 'Domain', {
      identity: ses.Identity.domain(mailDomain),
      configurationSet: set,
      dkimSigning: true,
    })
    const { formatArn } = Stack.of(this)
    const arn = formatArn.bind(Stack.of(this))
    this.arns = [
      arn({ service: 'ses', resource: 'identity', resourceName: mailDomain }),
      arn({ service: 'ses', resource: 'configuration-set', resourceName: names.prefix }),
    ]
    this.set = names.prefix
    this.sender = `Inclusion Quality Mark <awards@${mailDomain}>`
    this.rate = sendRate
    this.listRemovers = new iam.ManagedPolicy(this, 'ListRemovers', {
      description: 'Takes an address off the mail provider’s own list',
      statements: [
        // The action knows no resource (the account has one list), so no other can be named than all; what can be said is
        // said: one action, of the one version of the interface that has it. Service authorization reference, SES v2.
        new iam.PolicyStatement({
          actions: ['ses:DeleteSuppressedDestination'],
          resources: ['*'],
          conditions: { StringEquals: { 'ses:ApiVersion': '2' } },
        }),
      ],
    })
    Validations.of(this.listRemovers).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'The one action it allows takes no resource: the account has one list, and an address is taken off it.',
    })
  }
}
