/** An offence against each law, planted into templates that keep them all. */
import { functionsOf, ofType, type Resource, type Templates, textOf } from './template.ts'

export type Plant = (templates: Templates) => Templates

type Properties = Resource['Properties']

/** Changes the properties of every resource that fits, in either stack. */
const change =
  (fits: (resource: Resource) => boolean, how: (properties: Properties, resource: Resource) => Properties): Plant =>
  (templates) => {
    const apply = (resources: readonly Resource[]) =>
      resources.map((one) => (fits(one) ? { ...one, Properties: how(one.Properties, one) } : one))
    const { data, system, mail } = templates
    return { ...templates, data: apply(data), system: apply(system), mail: apply(mail) }
  }

const isType = (type: string) => (one: Resource) => one.Type === type

const isRule = (id: RegExp) => (one: Resource) => one.Type === 'AWS::Events::Rule' && id.test(one.id)

const isFunction = (verb: string) => (one: Resource) =>
  one.Type === 'AWS::Lambda::Function' && textOf(one.Properties.FunctionName).endsWith(verb)

const isTable = (room: string) => (one: Resource) =>
  one.Type === 'AWS::DynamoDB::Table' && textOf(one.Properties.TableName).endsWith(`-${room}`)

/** A role is given one more statement. */
const allow = (verb: string, action: string, resource: string): Plant => {
  const Statement: Partial<Record<'Effect' | 'Action' | 'Resource', string>>[] = [
    { Effect: 'Allow', Action: action, Resource: resource },
  ]
  return (templates) => {
    const role = functionsOf(templates).find((fn) => fn.verb === verb)?.roleId
    const policy = {
      id: 'Planted',
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyDocument: { Statement }, Roles: [{ Ref: role }] },
    }
    return { ...templates, system: [...templates.system, policy] }
  }
}

const table = (room: string) => `arn:aws:dynamodb:eu-west-2:1:table/iqm-production-${room}`

const bucket = (name: string) => `arn:<AWS::Partition>:s3:::iqm-production-${name}-<AWS::AccountId>-<AWS::Region>`

const anotherBy =
  (type: string, id: RegExp): Plant =>
  (templates) => ({
    ...templates,
    system: [
      ...templates.system,
      ...ofType(templates.system, type)
        .filter((one) => id.test(one.id))
        .map((one) => ({ ...one, id: `${one.id}Again` })),
    ],
  })

const without =
  (fits: (one: Resource) => boolean): Plant =>
  (templates) => ({
    ...templates,
    system: templates.system.filter((one) => !fits(one)),
  })

const dropping =
  (...keys: readonly string[]) =>
  (properties: Properties): Properties =>
    Object.fromEntries(Object.entries(properties).filter(([key]) => !keys.includes(key)))

/** By law, and the reason it must be seen. */
export const planted: Readonly<Record<string, readonly Plant[]>> = {
  'whoever may put a commit into the log has asked for it, and nobody else may': [
    allow('tidy-vault', 'dynamodb:PutItem', table('log')),
    allow('tidy-vault', 'dynamodb:*', table('log')),
    allow('tidy-vault', 'dynamodb:PutItem', '*'),
  ],
  'nobody may change or remove a commit, in batches or by statement either': [
    allow('answer-api', 'dynamodb:BatchWriteItem', table('log')),
    allow('answer-api', 'dynamodb:PartiQLDelete', table('log')),
  ],
  'the log’s table itself refuses every change but a put, to everyone': [
    change(isTable('log'), dropping('ResourcePolicy')),
  ],
  'one function reads the log’s stream': [
    allow('answer-api', 'dynamodb:GetRecords', '<logstream>'),
    anotherBy('AWS::Lambda::EventSourceMapping', /FromLog/),
  ],
  'no role has an asterisk in an action or a resource, but for the objects of a bucket, and the provider’s own list': [
    allow('answer-api', 'ses:DeleteSuppressedDestination', '*'),
    allow('answer-api', 'sqs:*', 'arn:aws:sqs:eu-west-2:1:queue'),
    allow('answer-api', 'ses:SendEmail', '*'),
    allow('answer-api', 's3:GetObject', `${bucket('files')}/*`),
  ],
  'each function has a role of its own, which only Lambda may take, with no rights said outside this template': [
    change(isType('AWS::Lambda::Function'), (properties) => ({
      ...properties,
      Role: { 'Fn::GetAtt': ['one', 'Arn'] },
    })),
    change(isType('AWS::IAM::Role'), (properties) => ({
      ...properties,
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    })),
    change(isType('AWS::IAM::Role'), (properties) => ({ ...properties, Policies: [] })),
    change(isType('AWS::IAM::Role'), (properties) => ({
      ...properties,
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } }] },
    })),
  ],
  'only what erases a person and what tidies asks to delete from the vault': [
    (templates) => ({
      ...templates,
      triggers: templates.triggers.map((one) =>
        one.name === 'import-file' ? { ...one, needs: [...one.needs, 'vault:delete'] } : one,
      ),
    }),
  ],
  'only who asked to may delete from the vault; who writes people down may at most give up a claim on an address': [
    allow('import-file', 'dynamodb:DeleteItem', table('vault')),
  ],
  'only who asked for the vault can open it: its key is in no other role': [
    allow('reconcile', 'kms:Decrypt', '<vaultkey>'),
  ],
  'only who asked for the post may send a letter': [allow('answer-api', 'ses:SendRawEmail', 'identity/one')],
  'only who asked to may take an address off the provider’s own list, and nobody may look at it': [
    allow('tidy-vault', 'ses:DeleteSuppressedDestination', '*'),
    allow('tidy-vault', 'ses:GetSuppressedDestination', '*'),
    without((one) => one.Type === 'AWS::IAM::ManagedPolicy' && /ListRemovers/.test(one.id)),
  ],
  'only who asked to may put a seal, and nobody may take one away': [
    allow('begin-day', 's3:PutObject', `${bucket('sealed')}/*`),
    allow('seal-days', 's3:DeleteObject', `${bucket('sealed')}/seals/*`),
    allow('seal-days', 's3:*', '*'),
    without((one) => one.Type === 'AWS::IAM::ManagedPolicy' && /SealWriters/.test(one.id)),
  ],
  'only who asked to may read or take away mail that came in': [
    allow('begin-day', 's3:GetObject', `${bucket('mail')}/*`),
    allow('receive-mail', 's3:DeleteObject', `${bucket('mail')}/*`),
  ],
  'nobody but the mail provider puts a mail where mail comes in, and only by the rule of this body': [
    allow('receive-mail', 's3:PutObject', `${bucket('mail')}/*`),
    change(
      (one) => one.Type === 'AWS::S3::BucketPolicy' && /Mail/.test(one.id),
      (properties) => ({ ...properties, PolicyDocument: { Statement: [] } }),
    ),
  ],
  'a function is told the address of a thing only with a right to it': [
    change(isFunction('tidy-vault'), (properties) => ({
      ...properties,
      Environment: { Variables: { LOG_TABLE: 'iqm-production-log' } },
    })),
  ],
  'every trigger has its function, and every function its trigger': [without(isFunction('tidy-vault'))],
  'every function runs on Node 24 and arm64, within the budget its trigger states': [
    change(isFunction('tidy-vault'), (properties) => ({ ...properties, Architectures: ['x86_64'] })),
    change(isFunction('tidy-vault'), (properties) => ({ ...properties, MemorySize: 3008 })),
  ],
  'no function sets aside a part of what all functions of the account share': [
    change(isFunction('tidy-vault'), (properties) => ({ ...properties, ReservedConcurrentExecutions: 1 })),
  ],
  'every function keeps its log lines 90 days': [change(isType('AWS::Logs::LogGroup'), dropping('RetentionInDays'))],
  'every function has dead letters, and an alarm on them that says whom it hurts and where to read what to do': [
    change(isFunction('tidy-vault'), dropping('DeadLetterConfig')),
    without((one) => one.Type === 'AWS::CloudWatch::Alarm' && /deadletters/.test(one.id)),
    change(isType('AWS::CloudWatch::Alarm'), (properties) => ({ ...properties, AlarmDescription: 'dead letters > 0' })),
  ],
  'a function that mail wakes has no dead letters for what tells of a mail: its headers would lie in a queue': [
    change(isFunction('receive-mail'), (properties) => ({
      ...properties,
      DeadLetterConfig: { TargetArn: 'arn:aws:sqs:eu-west-2:1:queue' },
    })),
  ],
  'every alarm rings a bell, and says something with a page to read': [
    change(isType('AWS::CloudWatch::Alarm'), dropping('AlarmActions')),
    change(isType('AWS::CloudWatch::Alarm'), dropping('AlarmDescription')),
  ],
  'every figure is counted in the log of the function that says it, and where it must be heard, silence rings': [
    without((one) => one.Type === 'AWS::Logs::MetricFilter' && /logaltered/.test(one.id)),
    change(isType('AWS::Logs::MetricFilter'), (properties) => ({ ...properties, FilterPattern: '"figure"' })),
    change(isType('AWS::Logs::MetricFilter'), (properties) => ({ ...properties, LogGroupName: { Ref: 'another' } })),
    change(isType('AWS::CloudWatch::Alarm'), dropping('TreatMissingData')),
  ],
  'every function that answers requests has an alarm on those it could not answer': [
    without((one) => one.Type === 'AWS::Logs::MetricFilter' && /answerapifailures/.test(one.id)),
    without((one) => one.Type === 'AWS::CloudWatch::Alarm' && /answerapifailures/.test(one.id)),
  ],
  'every queue is a function’s dead letters, or sends its own there': [
    change(isType('AWS::SQS::Queue'), dropping('RedrivePolicy')),
  ],
  'a message stays hidden for six timeouts of its function, which names what failed in a batch': [
    change(isType('AWS::SQS::Queue'), dropping('VisibilityTimeout')),
    change(isType('AWS::Lambda::EventSourceMapping'), dropping('FunctionResponseTypes')),
  ],
  'one rule is the clock: every quarter of an hour, for each function that asked and no other': [
    anotherBy('AWS::Events::Rule', /QuarterHour/),
    change(isRule(/QuarterHour/), (properties) => ({ ...properties, ScheduleExpression: 'rate(1 hour)' })),
    change(isRule(/QuarterHour/), (properties) => ({ ...properties, Targets: [] })),
  ],
  'a function hears of exactly the events its trigger names, by exact type, from this system': [
    change(isRule(/sendletters/), (properties) => ({ ...properties, EventPattern: { source: ['iqm'] } })),
  ],
  'of the mail provider’s events only type, time, kind and subtype of a bounce and the letter’s tag get into a queue': [
    change(isRule(/Bounces/), (properties) => ({ ...properties, Targets: [{ Arn: 'queue' }] })),
    change(isRule(/Bounces/), (properties) => ({
      ...properties,
      Targets: [
        { Arn: 'q', InputTransformer: { InputPathsMap: { to: '$.detail.mail.destination' }, InputTemplate: '' } },
      ],
    })),
    change(isRule(/Others/), (properties) => ({
      ...properties,
      Targets: [{ Arn: 'q', InputTransformer: { InputPathsMap: {}, InputTemplate: '<aws.events.event.json>' } }],
    })),
  ],
  'mail is looked through for spam and viruses, stored, and then told of: in this order': [
    change(isType('AWS::SES::ReceiptRule'), (properties) => ({
      ...properties,
      Rule: { Enabled: true, Recipients: ['one.example'], Actions: [{ S3Action: {} }, { LambdaAction: {} }] },
    })),
    change(isType('AWS::SES::ReceiptRule'), (properties) => ({
      ...properties,
      Rule: { ScanEnabled: true, Enabled: true, Recipients: ['one.example'], Actions: [{ LambdaAction: {} }] },
    })),
  ],
  'what a rule cannot deliver goes to dead letters': [
    change(isRule(/sendletters/), (properties) => ({ ...properties, Targets: [{ Arn: 'queue' }] })),
  ],
  'no stack leans on another by an export, so each can be changed alone': [
    (templates) => ({ ...templates, whole: `${templates.whole}{"Fn::ImportValue":"x"}` }),
  ],
  'every table can be taken back to any second of the last weeks': [
    change(isTable('board'), dropping('PointInTimeRecoverySpecification')),
  ],
  'only the vault has people in it, and the vault has a key of its own': [
    change(isTable('vault'), dropping('SSESpecification')),
  ],
  'no bucket is public, and each is reached by TLS alone': [
    change(isType('AWS::S3::Bucket'), dropping('PublicAccessBlockConfiguration')),
    change(isType('AWS::S3::BucketPolicy'), dropping('PolicyDocument')),
  ],
  'files that came in, and how far a run over many got, go away within a week, and no others do': [
    change(
      (one) => one.id.startsWith('Files'),
      (properties) => ({ ...properties, LifecycleConfiguration: { Rules: [{ ExpirationInDays: 30 }] } }),
    ),
  ],
  'mail that came in goes away by itself, however long its setting says: after 400 days at most': [
    change(
      (one) => one.id.startsWith('Mail') && one.Type === 'AWS::S3::Bucket',
      (properties) => ({ ...properties, LifecycleConfiguration: { Rules: [{ ExpirationInDays: 4000 }] } }),
    ),
  ],
  'a seal cannot be taken away: its bucket is locked and kept': [
    change(isType('AWS::S3::Bucket'), dropping('ObjectLockEnabled')),
  ],
  'what is kept in production is not deleted with its stack, nor by a slip of the hand': [
    change(isTable('log'), dropping('DeletionProtectionEnabled')),
  ],
}
