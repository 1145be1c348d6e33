/** What runs: bus, rules, queues, functions, the door, sign-in, the post and the bell. It keeps nothing and can be made anew. */
import { CfnCondition, CfnOutput, CfnParameter, Fn, Stack } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import * as kms from 'aws-cdk-lib/aws-kms'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import * as sns from 'aws-cdk-lib/aws-sns'
import * as ssm from 'aws-cdk-lib/aws-ssm'
import type { Construct } from 'constructs'
import type { Trigger } from '../../functions/trigger.ts'
import { readPrefix } from '../../shared/deeds/mail-places.ts'
import { HttpDoor } from './constructs/http-door.ts'
import { objectRights } from './constructs/object-rights.ts'
import { Post } from './constructs/post.ts'
import { SignIn } from './constructs/sign-in.ts'
import { type Names, nameThings } from './names.ts'
import type { Stage } from './stage.ts'
import { wire } from './wire.ts'

type SystemStackProps = {
  readonly stage: Stage
  readonly triggers: readonly Trigger[]
  /** The bundle of a function, by its name. */
  readonly code: (name: string) => lambda.Code
}

export class SystemStack extends Stack {
  constructor(scope: Construct, id: string, { stage, triggers, code }: SystemStackProps) {
    super(scope, id, { description: 'What the body runs' })
    const names = nameThings(stage.name)
    const door = new HttpDoor(this, 'Door', names.prefix)
    const publicUrl = stage.publicUrl ?? door.url
    const signIn = new SignIn(this, 'SignIn', { stage, names, publicUrl })
    const post = new Post(this, 'Post', { names, stage })
    const bus = new events.EventBus(this, 'Bus', { eventBusName: names.bus })

    wire(
      this,
      {
        names,
        alarms: { bell: this.bell(names), runbook: stage.runbook, prefix: names.prefix },
        tableArn: (name) => this.formatArn({ service: 'dynamodb', resource: 'table', resourceName: names.table(name) }),
        logStreamArn: ssm.StringParameter.valueForStringParameter(this, names.parameter.logStream),
        vaultKey: kms.Key.fromKeyArn(
          this,
          'VaultKey',
          ssm.StringParameter.valueForStringParameter(this, names.parameter.vaultKey),
        ),
        bus,
        door,
        post,
        files: this.files(names),
        seals: this.seals(names),
        userPool: signIn.pool,
        mail: this.mail(names, stage),
        tokens: signIn.tokens,
        emulated: stage.emulator !== undefined,
        code,
        environment: {
          STAGE: stage.name,
          PUBLIC_URL: publicUrl,
          ...(stage.emulator === undefined ? {} : { AWS_ENDPOINT_URL: stage.emulator }),
        },
      },
      triggers,
    )

    new CfnOutput(this, 'Address', { value: publicUrl })
    new CfnOutput(this, 'UserPool', { value: signIn.pool.userPoolId })
    new CfnOutput(this, 'UserPoolClient', { value: signIn.client.userPoolClientId })
  }

  /** Where alarms ring: whoever the deploy's parameter names; nobody when it is left out. */
  private bell(names: Names): sns.Topic {
    const to = new CfnParameter(this, 'AlarmsTo', {
      default: '',
      description: 'The e-mail address alarms go to; empty for none',
    })
    const given = new CfnCondition(this, 'AlarmsGoSomewhere', {
      expression: Fn.conditionNot(Fn.conditionEquals(to, '')),
    })
    const bell = new sns.Topic(this, 'Bell', { topicName: `${names.prefix}-alarms`, enforceSSL: true })
    const rung = new sns.CfnSubscription(this, 'Rung', {
      topicArn: bell.topicArn,
      protocol: 'email',
      endpoint: to.valueAsString,
    })
    rung.cfnOptions.condition = given
    return bell
  }

  /** Working copies: whoever imports reads, keeps and removes them. */
  private files(names: Names) {
    const name = names.bucket('files')
    const reason = 'The objects of the one bucket for files: each import brings one with a name not known beforehand.'
    const readers = objectRights(this, 'FilesReaders', {
      description: 'Reads the files that came in',
      bucket: name,
      actions: ['s3:GetObject'],
      mayList: true,
      reason,
    })
    const writers = objectRights(this, 'FilesWriters', {
      description: 'Keeps and removes files',
      bucket: name,
      actions: ['s3:PutObject', 's3:DeleteObject'],
      reason,
    })
    return { name, readers, writers }
  }

  /** Mail that came in: read, what was read of it kept beside it, and taken away when it is too old. */
  private mail(names: Names, { inboundDomain, mailDomain, replyDomain }: Stage) {
    const name = names.bucket('mail')
    const reason = 'The objects of the one bucket for mail: each mail is stored under a number not known beforehand.'
    const given = { bucket: name, reason }
    return {
      name,
      readers: objectRights(this, 'MailReaders', {
        ...given,
        description: 'Reads the mail that came in',
        actions: ['s3:GetObject'],
        mayList: true,
      }),
      writers: objectRights(this, 'MailWriters', {
        ...given,
        description: 'Keeps what was read of a mail',
        actions: ['s3:PutObject'],
        below: readPrefix,
      }),
      removers: objectRights(this, 'MailRemovers', {
        ...given,
        description: 'Takes mail away',
        actions: ['s3:DeleteObject'],
      }),
      inboundDomain,
      ownDomains: [...new Set([inboundDomain, mailDomain])],
      replyDomain,
    }
  }

  /** Seals are put and nothing else: their bucket keeps every version for years, whoever asks. */
  private seals(names: Names) {
    const name = names.bucket('sealed')
    const writers = objectRights(this, 'SealWriters', {
      description: 'Puts the seals of days',
      bucket: name,
      below: 'seals/',
      actions: ['s3:PutObject'],
      reason: 'Each day has a seal of its own under its own name, in this one folder of this one bucket.',
    })
    return { name, writers }
  }
}
