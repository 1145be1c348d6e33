/** What runs: bus, rules, queues, functions, the door, sign-in, the post and the bell. It keeps nothing and can be made anew. */
import { Aws, CfnCondition, CfnOutput, CfnParameter, Fn, Stack, Validations } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as kms from 'aws-cdk-lib/aws-kms'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import * as sns from 'aws-cdk-lib/aws-sns'
import * as ssm from 'aws-cdk-lib/aws-ssm'
import type { Construct } from 'constructs'
import type { Trigger } from '../../functions/trigger.ts'
import { HttpDoor } from './constructs/http-door.ts'
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

  /**
   * Who may read and who may write files. The asterisk stands for the objects of one bucket, whose names are not known
   * beforehand; it is said in these two policies and nowhere else.
   */
  private files(names: Names) {
    const name = names.bucket('files')
    const bucketArn = `arn:${Aws.PARTITION}:s3:::${name}`
    const policy = (id: string, description: string, actions: string[], alsoBucket: boolean) => {
      const made = new iam.ManagedPolicy(this, id, {
        description,
        statements: [
          new iam.PolicyStatement({ actions, resources: [`${bucketArn}/*`] }),
          ...(alsoBucket ? [new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] })] : []),
        ],
      })
      Validations.of(made).acknowledge({
        id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::${names.prefix}-files-<AWS::AccountId>-<AWS::Region>/*]`,
        reason: 'The objects of the one bucket for files: each import brings one with a name not known beforehand.',
      })
      return made
    }
    return {
      name,
      readers: policy('FilesReaders', 'Reads the files that came in', ['s3:GetObject'], true),
      writers: policy('FilesWriters', 'Keeps and removes files', ['s3:PutObject', 's3:DeleteObject'], false),
    }
  }
}
