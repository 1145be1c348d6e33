/**
 * The laws every template must keep, whatever its list of triggers: each is a sentence and a search for what breaks it.
 * They hold over all resources of a kind; nothing here knows a template by heart.
 */
import * as z from 'zod'
import type { Trigger } from '../../../functions/trigger.ts'
import { figures } from '../../../infra/aws/figures.ts'
import {
  type DeployedFunction,
  functionsOf,
  ofType,
  type Resource,
  rightsOf,
  type Statement,
  statementsOf,
  type Templates,
  textOf,
} from './template.ts'

export type Law = {
  readonly sentence: string
  /** What breaks it, each as a line for the person who broke it. */
  readonly offences: (templates: Templates) => string[]
}

const log = /:table\/[a-z0-9-]+-log$/
const vault = /:table\/[a-z0-9-]+-vault$/

/** The only actions the log's table knows that change it. */
const changes = ['UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete'].map(
  (name) => `dynamodb:${name}`,
)

const allows = (said: readonly Statement[], action: string, resource: RegExp) =>
  said.some(
    ({ effect, actions, resources }) =>
      effect === 'Allow' &&
      actions.some((one) => covers(one, action)) &&
      resources.some((one) => covers(one, resource)),
  )

/** Whether a word of a policy, which may hold asterisks, takes in an action or an address. */
const covers = (word: string, wanted: string | RegExp) =>
  word.includes('*') || (typeof wanted === 'string' ? word === wanted : wanted.test(word))

const verbsThat = (templates: Templates, may: (said: Statement[]) => boolean) => {
  const rights = rightsOf(templates)
  return functionsOf(templates)
    .filter(({ roleId }) => may(rights.get(roleId) ?? []))
    .map(({ verb }) => verb)
    .sort()
}

const verbsNeeding = ({ triggers }: Templates, ...needs: readonly Trigger['needs'][number][]) =>
  triggers
    .filter((trigger) => needs.some((need) => trigger.needs.includes(need)))
    .map(({ name }) => name)
    .sort()

const difference = (what: string, found: readonly string[], wanted: readonly string[]) => [
  ...found.filter((one) => !wanted.includes(one)).map((one) => `${one} ${what} and did not ask for it`),
  ...wanted.filter((one) => !found.includes(one)).map((one) => `${one} asked for it and does not: ${what}`),
]

const asPolicies = [
  ['AWS::IAM::Policy', 'PolicyDocument'],
  ['AWS::IAM::ManagedPolicy', 'PolicyDocument'],
] as const

/** Objects: the one thing whose names cannot be known beforehand. All of the bucket for files, one folder of the sealed one. */
const objectsOfABucket =
  /^arn:<AWS::Partition>:s3:::[a-z0-9-]+-(files-<AWS::AccountId>-<AWS::Region>|sealed-<AWS::AccountId>-<AWS::Region>\/seals)\/\*$/

const sealed = /:s3:::[a-z0-9-]+-sealed-/

/** What would take a seal away, or let it be taken away sooner. */
const unsealing = [
  'DeleteObject',
  'DeleteObjectVersion',
  'PutObjectRetention',
  'BypassGovernanceRetention',
  'PutBucketObjectLockConfiguration',
  'PutLifecycleConfiguration',
].map((name) => `s3:${name}`)

const alarmProperties = z.looseObject({
  AlarmDescription: z.string().default(''),
  AlarmActions: z.array(z.unknown()).default([]),
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  TreatMissingData: z.string().optional(),
  Dimensions: z.array(z.looseObject({ Value: z.unknown().transform(textOf) })).default([]),
})

const alarmsOf = ({ system }: Templates) =>
  ofType(system, 'AWS::CloudWatch::Alarm').map(({ id, Properties }) => ({ id, ...alarmProperties.parse(Properties) }))

const filterProperties = z
  .looseObject({
    FilterPattern: z.string(),
    LogGroupName: z.unknown().transform(textOf),
    MetricTransformations: z.tuple([z.looseObject({ MetricName: z.string(), MetricValue: z.string() })]),
  })
  .transform(({ FilterPattern, LogGroupName, MetricTransformations: [{ MetricName, MetricValue }] }) => ({
    name: MetricName,
    pattern: FilterPattern,
    value: MetricValue,
    group: LogGroupName,
  }))

const filtersOf = ({ system }: Templates) =>
  ofType(system, 'AWS::Logs::MetricFilter').map(({ Properties }) => filterProperties.parse(Properties))

const queueProperties = z.looseObject({
  QueueName: z.string(),
  VisibilityTimeout: z.number().default(30),
  RedrivePolicy: z.looseObject({ deadLetterTargetArn: z.unknown().transform(textOf) }).optional(),
})

const queuesOf = ({ system }: Templates) =>
  ofType(system, 'AWS::SQS::Queue').map(({ id, Properties }) => ({ id, ...queueProperties.parse(Properties) }))

const sourceProperties = z.looseObject({
  EventSourceArn: z.unknown().transform(textOf),
  FunctionName: z.unknown().transform(textOf),
  FunctionResponseTypes: z.array(z.string()).default([]),
  DestinationConfig: z
    .looseObject({ OnFailure: z.looseObject({ Destination: z.unknown().transform(textOf) }) })
    .optional(),
})

const sourcesOf = ({ system }: Templates) =>
  ofType(system, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) => sourceProperties.parse(Properties))

const ruleProperties = z.looseObject({
  ScheduleExpression: z.string().optional(),
  EventPattern: z
    .looseObject({ source: z.array(z.string()).default([]), 'detail-type': z.array(z.string()).default([]) })
    .optional(),
  Targets: z
    .array(
      z.looseObject({
        Arn: z.unknown().transform(textOf),
        DeadLetterConfig: z.looseObject({}).optional(),
        InputTransformer: z
          .looseObject({ InputPathsMap: z.record(z.string(), z.string()), InputTemplate: z.string() })
          .optional(),
      }),
    )
    .default([]),
})

const rulesOf = ({ system }: Templates) =>
  ofType(system, 'AWS::Events::Rule').map(({ id, Properties }) => ({ id, ...ruleProperties.parse(Properties) }))

const perFunction =
  (judge: (fn: DeployedFunction, templates: Templates, trigger: Trigger | undefined) => string | undefined) =>
  (templates: Templates): string[] =>
    functionsOf(templates).flatMap((fn) => {
      const said = judge(
        fn,
        templates,
        templates.triggers.find(({ name }) => name === fn.verb),
      )
      return said === undefined ? [] : [`${fn.verb} ${said}`]
    })

const theLog: readonly Law[] = [
  {
    sentence: 'whoever may put a commit into the log has asked for it, and nobody else may',
    offences: (templates) =>
      difference(
        'may put into the log',
        verbsThat(templates, (said) => allows(said, 'dynamodb:PutItem', log)),
        verbsNeeding(templates, 'log:write'),
      ),
  },
  {
    sentence: 'nobody may change or remove a commit, in batches or by statement either',
    offences: (templates) =>
      verbsThat(templates, (said) => changes.some((action) => allows(said, action, log))).map(
        (verb) => `${verb} may change the log`,
      ),
  },
  {
    sentence: 'the log’s table itself refuses every change but a put, to everyone',
    offences: ({ data }) => {
      const [table] = ofType(data, 'AWS::DynamoDB::Table').filter(({ Properties }) => named(Properties, 'log'))
      const policy = z.looseObject({ PolicyDocument: z.unknown() }).safeParse(table?.Properties.ResourcePolicy)
      const said = policy.success ? statementsOf(policy.data.PolicyDocument) : []
      const refused = said.filter(
        ({ effect, principal, condition }) =>
          effect === 'Deny' && condition === undefined && JSON.stringify(principal) === '{"AWS":"*"}',
      )
      return changes
        .filter(
          (action) =>
            !refused.some(
              ({ actions, resources }) => actions.includes(action) && resources.some((one) => log.test(one)),
            ),
        )
        .map((action) => `the table lets ${action} through`)
    },
  },
  {
    sentence: 'one function reads the log’s stream',
    offences: (templates) => {
      const stream = (arn: string) => arn.includes('logstream')
      const readers = sourcesOf(templates).filter(({ EventSourceArn }) => stream(EventSourceArn))
      const mayRead = verbsThat(templates, (said) => allows(said, 'dynamodb:GetRecords', /logstream/))
      const wanted = templates.triggers
        .filter(({ wakes }) => wakes.some(({ by }) => by === 'log'))
        .map(({ name }) => name)
      return [
        ...(readers.length === 1 ? [] : [`the stream has ${readers.length} readers`]),
        ...difference('may read the stream', mayRead, wanted),
        ...readers
          .filter(({ DestinationConfig }) => DestinationConfig === undefined)
          .map(() => 'what cannot be followed is dropped'),
      ]
    },
  },
]

const named = (properties: Record<string, unknown>, room: string) => textOf(properties.TableName).endsWith(`-${room}`)

const rights: readonly Law[] = [
  {
    sentence: 'no role has an asterisk in an action or a resource, but for the objects of a bucket',
    offences: ({ system }) =>
      asPolicies.flatMap(([type, key]) =>
        ofType(system, type).flatMap(({ id, Properties }) =>
          statementsOf(Properties[key])
            .flatMap(({ actions, resources }) => [...actions, ...resources])
            .filter(
              (word) => word.includes('*') && !(type === 'AWS::IAM::ManagedPolicy' && objectsOfABucket.test(word)),
            )
            .map((word) => `${id} says ${word}`),
        ),
      ),
  },
  {
    sentence:
      'each function has a role of its own, which only Lambda may take, with no rights said outside this template',
    offences: (templates) => {
      const roles = functionsOf(templates).map(({ roleId }) => roleId)
      const shared = roles.filter((role, at) => roles.indexOf(role) !== at).map((role) => `${role} is shared`)
      const taken = ofType(templates.system, 'AWS::IAM::Role').flatMap(({ id, Properties }) =>
        statementsOf(Properties.AssumeRolePolicyDocument)
          .filter(({ principal }) => JSON.stringify(principal) !== '{"Service":"lambda.amazonaws.com"}')
          .map(({ principal }) => `${id} may be taken by ${JSON.stringify(principal)}`),
      )
      const inline = ofType(templates.system, 'AWS::IAM::Role')
        .filter(({ Properties }) => Properties.Policies !== undefined)
        .map(({ id }) => `${id} has rights written into it`)
      const foreign = [...rightsOf(templates)].flatMap(([id, said]) =>
        said.filter(({ actions }) => actions.includes('*')).map(({ resources }) => `${id} has ${resources.join()}`),
      )
      return [...shared, ...taken, ...inline, ...foreign]
    },
  },
  {
    sentence:
      'only who asked to may delete from the vault; who writes people down may at most give up a claim on an address',
    offences: (templates) =>
      difference(
        'may delete from the vault',
        verbsThat(templates, (said) =>
          allows(
            said.filter(({ condition }) => JSON.stringify(condition) !== claimsOnAddresses),
            'dynamodb:DeleteItem',
            vault,
          ),
        ),
        verbsNeeding(templates, 'vault:delete'),
      ),
  },
  {
    sentence: 'only who asked for the vault can open it: its key is in no other role',
    offences: (templates) =>
      difference(
        'may use the vault’s key',
        verbsThat(templates, (said) => allows(said, 'kms:Decrypt', /vaultkey/)),
        verbsNeeding(templates, 'vault:read', 'vault:write', 'vault:delete'),
      ),
  },
  {
    sentence: 'only who asked for the post may send a letter',
    offences: (templates) =>
      difference(
        'may send letters',
        verbsThat(templates, (said) => said.some(({ actions }) => actions.some((action) => action.startsWith('ses:')))),
        verbsNeeding(templates, 'post'),
      ),
  },
  {
    sentence: 'only who asked to may put a seal, and nobody may take one away',
    offences: (templates) => [
      ...difference(
        'may put a seal',
        verbsThat(templates, (said) => namesObjectsOf(said, 's3:PutObject', sealed)),
        verbsNeeding(templates, 'seals'),
      ),
      ...verbsThat(templates, (said) => unsealing.some((action) => namesObjectsOf(said, action, sealed))).map(
        (verb) => `${verb} may take a seal away`,
      ),
    ],
  },
  {
    sentence: 'a function is told the address of a thing only with a right to it',
    offences: perFunction((fn, _, trigger) => {
      const told = Object.keys(fn.Environment?.Variables ?? {}).filter((name) =>
        /_(TABLE|BUCKET|URL)$|BUS_NAME/.test(name),
      )
      const extra = told.filter((name) => !mayBeTold(name, trigger?.needs ?? []))
      return extra.length === 0 ? undefined : `is told ${extra.join()}`
    }),
  },
]

/** Like `allows`, for addresses that end in an asterisk by their nature. */
const namesObjectsOf = (said: readonly Statement[], action: string, bucket: RegExp) =>
  said.some(
    ({ effect, actions, resources }) =>
      effect === 'Allow' &&
      actions.some((one) => covers(one, action)) &&
      resources.some((one) => one === '*' || bucket.test(one)),
  )

const claimsOnAddresses = JSON.stringify({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['address#*'] } })

/** Needs whose things are called otherwise. */
const ownersOf: Readonly<Record<string, string>> = { sign: 'tokens', sealed: 'seals' }

function mayBeTold(name: string, needs: readonly string[]): boolean {
  const [first = '', second = ''] = name.toLowerCase().split('_')
  const owner = first === 'queue' ? `queue:${second}` : (ownersOf[first] ?? first)
  return ['public', 'aws'].includes(first) || needs.some((need) => need === owner || need.startsWith(`${owner}:`))
}

const functions: readonly Law[] = [
  {
    sentence: 'every trigger has its function, and every function its trigger',
    offences: (templates) =>
      difference(
        'is deployed',
        functionsOf(templates).map(({ verb }) => verb),
        templates.triggers.map(({ name }) => name),
      ),
  },
  {
    sentence: 'every function runs on Node 24 and arm64, within the budget its trigger states',
    offences: perFunction((fn, _, trigger) => {
      const is = [fn.Runtime, fn.Architectures.join(), fn.Timeout, fn.MemorySize].join(' ')
      const must = ['nodejs24.x', 'arm64', trigger?.budget.timeoutSeconds, trigger?.budget.memoryMb].join(' ')
      return is === must ? undefined : `runs on ${is}, not ${must}`
    }),
  },
  {
    sentence: 'no function sets aside a part of what all functions of the account share',
    offences: perFunction(({ ReservedConcurrentExecutions: aside }) =>
      aside === undefined ? undefined : `sets ${aside} aside`,
    ),
  },
  {
    sentence: 'every function keeps its log lines 90 days',
    offences: perFunction((fn, { system }) => {
      const group = system.find(({ id }) => `<${id}>` === fn.LoggingConfig?.LogGroup)
      return group?.Properties.RetentionInDays === 90 ? undefined : 'does not'
    }),
  },
  {
    sentence:
      'every function has dead letters, and an alarm on them that says whom it hurts and where to read what to do',
    offences: perFunction((fn, templates, trigger) => {
      const letters = fn.DeadLetterConfig?.TargetArn.replace('.Arn>', '.QueueName>')
      if (letters === undefined) return 'has no dead letters'
      const alarm = alarmsOf(templates).find(({ Dimensions }) => Dimensions.some(({ Value }) => Value === letters))
      if (alarm === undefined) return 'has dead letters that ring no bell'
      const says = alarm.AlarmDescription
      const said = trigger !== undefined && says.includes(trigger.ifItFails) && says.includes(`runbook.md#${fn.verb}`)
      return said ? undefined : 'has an alarm that does not say whom it hurts and where to read'
    }),
  },
  {
    sentence: 'every alarm rings a bell, and says something with a page to read',
    offences: (templates) =>
      alarmsOf(templates)
        .filter(
          ({ AlarmActions, AlarmDescription }) =>
            AlarmActions.length === 0 || !/.{20}.*runbook\.md#[a-z-]+$/.test(AlarmDescription),
        )
        .map(({ id }) => `${id} is silent`),
  },
  {
    sentence:
      'every figure is counted in the log of the function that says it, and where it must be heard, silence rings',
    offences: (templates) =>
      figures.flatMap((figure) => {
        const [filter] = filtersOf(templates).filter(({ name }) => name === figure.name)
        const [alarm] = alarmsOf(templates).filter(({ MetricName }) => MetricName === figure.name)
        const group = functionsOf(templates).find(({ verb }) => verb === figure.saidBy)?.LoggingConfig?.LogGroup
        if (filter === undefined || filter.group !== group) return [`${figure.name} is not counted where it is said`]
        const counts = filter.pattern === `{ $.figure = "${figure.name}" }` && filter.value === '$.value'
        const heeds = alarm?.TreatMissingData === (figure.silenceIsFailure ? 'breaching' : 'notBreaching')
        return [
          ...(counts ? [] : [`${figure.name} is counted by ${filter.pattern}`]),
          ...(heeds ? [] : [`${figure.name} takes silence for ${alarm?.TreatMissingData}`]),
        ]
      }),
  },
  {
    sentence: 'every function that answers requests has an alarm on those it could not answer',
    offences: perFunction((fn, templates, trigger) => {
      if (trigger?.wakes.every(({ by }) => by !== 'http')) return undefined
      const filter = filtersOf(templates).find(({ name }) => name === `${fn.verb}-failures`)
      const counts = filter?.pattern === '{ $.level = "ERROR" }' && filter.group === fn.LoggingConfig?.LogGroup
      const rings = alarmsOf(templates).some(({ MetricName }) => MetricName === filter?.name)
      return counts && rings ? undefined : 'fails and nobody hears of it'
    }),
  },
  {
    sentence: 'every queue is a function’s dead letters, or sends its own there',
    offences: (templates) => {
      const letters = functionsOf(templates).map(({ DeadLetterConfig }) => DeadLetterConfig?.TargetArn)
      return queuesOf(templates)
        .filter(
          ({ id, RedrivePolicy }) =>
            !letters.includes(`<${id}.Arn>`) && !letters.includes(RedrivePolicy?.deadLetterTargetArn),
        )
        .map(({ QueueName }) => `${QueueName} loses what fails`)
    },
  },
  {
    sentence: 'a message stays hidden for six timeouts of its function, which names what failed in a batch',
    offences: (templates) =>
      sourcesOf(templates).flatMap(({ EventSourceArn, FunctionName, FunctionResponseTypes }) => {
        const queue = queuesOf(templates).find(({ id }) => `<${id}.Arn>` === EventSourceArn)
        const fn = functionsOf(templates).find(({ id }) => `<${id}>` === FunctionName)
        if (queue === undefined || fn === undefined) return []
        return [
          ...(queue.VisibilityTimeout >= 6 * fn.Timeout ? [] : [`${queue.QueueName} hands out again too early`]),
          ...(FunctionResponseTypes.includes('ReportBatchItemFailures') ? [] : [`${fn.verb} repeats whole batches`]),
        ]
      }),
  },
]

const rules: readonly Law[] = [
  {
    sentence: 'one rule is the clock: every quarter of an hour, for each function that asked and no other',
    offences: (templates) => {
      const clocks = rulesOf(templates).filter(({ ScheduleExpression }) => ScheduleExpression !== undefined)
      const [clock] = clocks
      const woken = functionsOf(templates)
        .filter(({ id }) => clock?.Targets.some(({ Arn }) => Arn === `<${id}.Arn>`))
        .map(({ verb }) => verb)
      const wanted = templates.triggers
        .filter(({ wakes }) => wakes.some(({ by }) => by === 'quarter-hour'))
        .map(({ name }) => name)
      return [
        ...(clocks.length === 1 ? [] : [`there are ${clocks.length} clocks`]),
        ...(clock?.ScheduleExpression === 'cron(0/15 * * * ? *)' ? [] : [`the clock is ${clock?.ScheduleExpression}`]),
        ...difference('is woken by the clock', woken, wanted),
      ]
    },
  },
  {
    sentence: 'a function hears of exactly the events its trigger names, by exact type, from this system',
    offences: (templates) =>
      templates.triggers.flatMap(({ name, wakes }) => {
        const wanted = wakes.flatMap((one) => (one.by === 'events' ? one.types : [])).sort()
        const queues = sourcesOf(templates)
          .filter(({ FunctionName }) =>
            functionsOf(templates).some(({ id, verb }) => verb === name && FunctionName === `<${id}>`),
          )
          .map(({ EventSourceArn }) => EventSourceArn)
        const heard = rulesOf(templates)
          .filter(
            ({ EventPattern, Targets }) =>
              EventPattern?.source.join() === 'iqm' && Targets.some(({ Arn }) => queues.includes(Arn)),
          )
          .flatMap(({ EventPattern }) => EventPattern?.['detail-type'] ?? [])
          .sort()
        return heard.join() === wanted.join() ? [] : [`${name} hears ${heard.join()}, not ${wanted.join()}`]
      }),
  },
  {
    sentence: 'of the mail provider’s events only type, time, kind of bounce and the letter’s tag get into a queue',
    offences: (templates) => {
      const passed = ['$.detail.eventType', '$.time', '$.detail.bounce.bounceType', '$.detail.mail.tags.letter']
      return rulesOf(templates)
        .filter(({ EventPattern }) => EventPattern?.source.some((source) => source !== 'iqm'))
        .flatMap(({ id, Targets }) =>
          Targets.flatMap(({ InputTransformer }) => {
            if (InputTransformer === undefined) return [`${id} passes everything on`]
            const paths = Object.values(InputTransformer.InputPathsMap).filter((path) => !passed.includes(path))
            const whole = InputTransformer.InputTemplate.includes('aws.events') ? ['the whole event'] : []
            return [...paths, ...whole].map((what) => `${id} passes on ${what}`)
          }),
        )
    },
  },
  {
    sentence: 'what a rule cannot deliver goes to dead letters',
    offences: (templates) =>
      rulesOf(templates)
        .filter(
          ({ Targets }) =>
            Targets.length === 0 || Targets.some(({ DeadLetterConfig }) => DeadLetterConfig === undefined),
        )
        .map(({ id }) => `${id} drops what it cannot deliver`),
  },
]

const lifecycle = z.looseObject({
  LifecycleConfiguration: z.looseObject({
    Rules: z.array(z.looseObject({ Prefix: z.string().optional(), ExpirationInDays: z.number().optional() })),
  }),
})

const keeping: readonly Law[] = [
  {
    sentence: 'no stack leans on another by an export, so each can be changed alone',
    offences: ({ whole }) => (/Fn::ImportValue|"Export"/.test(whole) ? ['an export joins the stacks'] : []),
  },
  {
    sentence: 'every table can be taken back to any second of the last weeks',
    offences: ({ data }) =>
      ofType(data, 'AWS::DynamoDB::Table')
        .filter(
          ({ Properties }) =>
            JSON.stringify(Properties.PointInTimeRecoverySpecification) !== '{"PointInTimeRecoveryEnabled":true}',
        )
        .map(({ id }) => `${id} cannot`),
  },
  {
    sentence: 'only the vault has people in it, and the vault has a key of its own',
    offences: ({ data }) =>
      ofType(data, 'AWS::DynamoDB::Table')
        .filter(
          ({ Properties }) =>
            named(Properties, 'vault') !== JSON.stringify(Properties.SSESpecification ?? '').includes('VaultKey'),
        )
        .map(({ id }) => `${id} has the wrong key`),
  },
  {
    sentence: 'no bucket is public, and each is reached by TLS alone',
    offences: ({ data }) =>
      ofType(data, 'AWS::S3::Bucket').flatMap(({ id, Properties }) => {
        const block = JSON.stringify(Properties.PublicAccessBlockConfiguration ?? {})
        const policies = ofType(data, 'AWS::S3::BucketPolicy').filter(
          ({ Properties: of }) => textOf(of.Bucket) === `<${id}>`,
        )
        const tls = policies.some(({ Properties: of }) => JSON.stringify(of).includes('"aws:SecureTransport":"false"'))
        return [
          ...((block.match(/true/g) ?? []).length === 4 ? [] : [`${id} may be public`]),
          ...(tls ? [] : [`${id} takes plain HTTP`]),
        ]
      }),
  },
  {
    sentence: 'files that came in go away within a week, and no others do',
    offences: ({ data }) => {
      const [files] = ofType(data, 'AWS::S3::Bucket').filter(({ id }) => id.startsWith('Files'))
      const { LifecycleConfiguration } = lifecycle.parse(files?.Properties ?? {})
      const rules = LifecycleConfiguration.Rules.map(({ Prefix = 'all', ExpirationInDays }) =>
        [Prefix, ExpirationInDays].join(' '),
      )
      return difference('goes away', rules, ['importing/ 7', 'uploads/ 7'])
    },
  },
  {
    sentence: 'a seal cannot be taken away: its bucket is locked and kept',
    offences: ({ data }) => {
      const sealed = ofType(data, 'AWS::S3::Bucket').filter(({ Properties }) => Properties.ObjectLockEnabled === true)
      return sealed.length === 1 && sealed.every(({ DeletionPolicy }) => DeletionPolicy === 'Retain') ? [] : ['it can']
    },
  },
]

export const laws: readonly Law[] = [...theLog, ...rights, ...functions, ...rules, ...keeping]

/** Of a guarded stage only. */
export const guardedLaws: readonly Law[] = [
  {
    sentence: 'what is kept in production is not deleted with its stack, nor by a slip of the hand',
    offences: ({ data }) =>
      ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key'].flatMap((type) =>
        ofType(data, type)
          .filter(
            ({ Type, DeletionPolicy, Properties }) =>
              DeletionPolicy !== 'Retain' ||
              (Type === 'AWS::DynamoDB::Table' && Properties.DeletionProtectionEnabled !== true),
          )
          .map(({ id }: Resource) => `${id} can be deleted`),
      ),
  },
]
