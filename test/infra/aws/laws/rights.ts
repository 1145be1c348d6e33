/** Who may do what to the log, the vault, the seals and the post. */
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { functionsOf, ofType, rightsOf, type Statement, statementsOf, textOf } from '../template.ts'
import { allows, covers, difference, type Law, perFunction, verbsNeeding, verbsThat } from './law.ts'
import { sourcesOf } from './resources.ts'

const log = /:table\/[a-z0-9-]+-log$/
const vault = /:table\/[a-z0-9-]+-vault$/

/** The only actions the log's table knows that change it. */
const changes = ['UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete'].map(
  (name) => `dynamodb:${name}`,
)

const asPolicies = [
  ['AWS::IAM::Policy', 'PolicyDocument'],
  ['AWS::IAM::ManagedPolicy', 'PolicyDocument'],
] as const

/** Objects: the one thing whose names cannot be known beforehand. All of the buckets for files and mail or a folder, one folder of the sealed one. */
const objectsOfABucket =
  /^arn:<AWS::Partition>:s3:::[a-z0-9-]+-(files-<AWS::AccountId>-<AWS::Region>|mail-<AWS::AccountId>-<AWS::Region>(\/read)?|sealed-<AWS::AccountId>-<AWS::Region>\/seals)\/\*$/

/** Who is there to forget: all others keep what they are given. */
const mayForget: ReadonlySet<string> = new Set(['erase-person', 'tidy-vault', 'tidy-mail'])

/** The one action whose thing has no name: the provider's own list, of which the account has one. It says all that can be said. */
const offTheList: Statement = {
  effect: 'Allow',
  actions: ['ses:DeleteSuppressedDestination'],
  resources: ['*'],
  principal: undefined,
  condition: { StringEquals: { 'ses:ApiVersion': '2' } },
}

const inbound = /:s3:::[a-z0-9-]+-mail-/

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

const named = (properties: Record<string, unknown>, room: string) => textOf(properties.TableName).endsWith(`-${room}`)

export const logLaws: readonly Law[] = [
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

export const rightsLaws: readonly Law[] = [
  {
    sentence:
      'no role has an asterisk in an action or a resource, but for the objects of a bucket, and the provider’s own list',
    offences: ({ system }) =>
      asPolicies.flatMap(([type, key]) =>
        ofType(system, type).flatMap(({ id, Properties }) =>
          statementsOf(Properties[key])
            .filter((said) => !(type === 'AWS::IAM::ManagedPolicy' && isDeepStrictEqual(said, offTheList)))
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
    sentence: 'only what erases a person and what tidies asks to delete from the vault',
    offences: (templates) =>
      verbsNeeding(templates, 'vault:delete')
        .filter((verb) => !mayForget.has(verb))
        .map((verb) => `${verb} asks to delete from the vault`),
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
        verbsThat(templates, (said) =>
          said.some(({ actions }) =>
            actions.some((action) => action.startsWith('ses:') && !offTheList.actions.includes(action)),
          ),
        ),
        verbsNeeding(templates, 'post'),
      ),
  },
  {
    sentence: 'only who asked to may take an address off the provider’s own list, and nobody may look at it',
    offences: (templates) => [
      ...difference(
        'may take addresses off the list',
        verbsThat(templates, (said) => allows(said, 'ses:DeleteSuppressedDestination', /^\*$/)),
        verbsNeeding(templates, 'post:list'),
      ),
      ...verbsThat(templates, (said) =>
        ['Get', 'Put', 'List'].some((doing) => allows(said, `ses:${doing}SuppressedDestination`, /^\*$/)),
      ).map((verb) => `${verb} may look at the list`),
    ],
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
    sentence: 'only who asked to may read or take away mail that came in',
    offences: (templates) => [
      ...difference(
        'may read mail',
        verbsThat(templates, (said) => namesObjectsOf(said, 's3:GetObject', inbound)),
        verbsNeeding(templates, 'mail:read'),
      ),
      ...difference(
        'may take mail away',
        verbsThat(templates, (said) => namesObjectsOf(said, 's3:DeleteObject', inbound)),
        verbsNeeding(templates, 'mail:delete'),
      ),
    ],
  },
  {
    sentence: 'nobody but the mail provider puts a mail where mail comes in, and only by the rule of this body',
    offences: (templates) => {
      const puts = verbsThat(templates, (said) =>
        said.some(
          ({ actions, resources }) =>
            actions.includes('s3:PutObject') && resources.some((one) => inbound.test(one) && !/\/read\/\*$/.test(one)),
        ),
      )
      const admitted = ofType(templates.data, 'AWS::S3::BucketPolicy')
        .flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument))
        .filter(({ effect, actions }) => effect === 'Allow' && actions.includes('s3:PutObject'))
        .filter(({ principal }) => JSON.stringify(principal).includes('ses.amazonaws.com'))
      const bound = admitted.every(
        ({ condition, resources }) =>
          JSON.stringify(condition).includes('aws:SourceArn') &&
          JSON.stringify(condition).includes('aws:SourceAccount') &&
          resources.every((one) => one.endsWith('/inbound/*')),
      )
      return [
        ...puts.map((verb) => `${verb} may put mail`),
        ...(admitted.length === 1 && bound ? [] : ['the bucket lets in more, or less, than the provider’s own rule']),
      ]
    },
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
