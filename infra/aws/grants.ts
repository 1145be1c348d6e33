/** A need of a function, as rights on named things and the names of the things: it is told of nothing it may not use. */
import { Stack } from 'aws-cdk-lib'
import type * as kms from 'aws-cdk-lib/aws-kms'
import { type Need, type QueueName, queueNames } from '../../functions/trigger.ts'
import type { SystemFunction } from './constructs/system-function.ts'
import type { TableName } from './names.ts'
import type { System } from './system.ts'
import { tableShapes } from './tables.ts'

type Grant = (fn: SystemFunction, system: System) => void

const actions = (...names: readonly string[]) => names.map((name) => `dynamodb:${name}`)

/** Rights on a table and, for reading, on each of its indexes by name. */
function table(name: TableName, given: readonly string[], alsoIndexes: boolean): Grant {
  return (fn, system) => {
    const arn = system.tableArn(name)
    const indexes = alsoIndexes ? tableShapes[name].indexes.map((index) => `${arn}/index/${index.name}`) : []
    fn.allow(given, [arn, ...indexes])
    fn.tell(`${name.toUpperCase()}_TABLE`, system.names.table(name))
  }
}

const together =
  (...grants: readonly Grant[]): Grant =>
  (fn, system) => {
    for (const grant of grants) grant(fn, system)
  }

const read = actions('GetItem', 'BatchGetItem', 'Query')

/** The vault's content is read and written through its key, and only by way of the table. */
const throughKey =
  (...operations: readonly string[]): Grant =>
  (fn, { vaultKey }) =>
    fn.allow(
      operations.map((operation) => `kms:${operation}`),
      [arnOf(vaultKey)],
    )

/** Whoever writes people down may give up the claim on an address that changed, and delete nothing else. */
const giveUpAddresses: Grant = (fn, system) =>
  fn.allow(actions('DeleteItem'), [system.tableArn('vault')], {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['address#*'] },
  })

/** The suppression list is found among all entries by their names alone: nothing else of an entry may be asked for. */
const listSuppressed: Grant = (fn, system) =>
  fn.allow(actions('Scan'), [system.tableArn('vault')], {
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['entry', 'service', 'news', 'keyVersion'] },
    StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
  })

const arnOf = (key: kms.IKey) => key.keyArn

const sendTo =
  (queue: QueueName): Grant =>
  (fn, system) => {
    const { queueArn, queueUrl } = system.queue(queue)
    fn.allow(['sqs:SendMessage'], [queueArn])
    fn.tell(`QUEUE_${queue.toUpperCase()}_URL`, queueUrl)
  }

type OfAQueue = `queue:${QueueName}`

/** Every need but those of queues, which are alike. `log:write` is the only one with `PutItem` on the log; nothing has any other write on it. */
const grants: Record<Exclude<Need, OfAQueue>, Grant> = {
  'log:read': table('log', actions('GetItem', 'Query'), true),
  'log:write': together(table('log', actions('GetItem', 'Query'), true), table('log', actions('PutItem'), false)),
  'board:read': table('board', read, true),
  'board:write': together(table('board', read, true), table('board', actions('PutItem', 'BatchWriteItem'), false)),
  'vault:read': together(table('vault', read, false), throughKey('Decrypt', 'DescribeKey')),
  'vault:write': together(
    table('vault', [...read, ...actions('PutItem', 'UpdateItem')], false),
    giveUpAddresses,
    throughKey('Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'),
  ),
  'vault:delete': together(
    table('vault', [...read, ...actions('DeleteItem', 'Scan')], false),
    throughKey('Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'),
  ),
  'vault:suppressed': listSuppressed,
  replies: table('replies', actions('GetItem', 'PutItem', 'UpdateItem'), false),
  bus: (fn, { bus }) => {
    fn.allow(['events:PutEvents'], [bus.eventBusArn])
    fn.tell('BUS_NAME', bus.eventBusName)
  },
  post: (fn, { post, mail }) => {
    fn.allow(['ses:SendEmail'], post.arns)
    if (mail.replyDomain !== undefined) fn.tell('REPLY_DOMAIN', mail.replyDomain)
    fn.tell('SENDER', post.sender)
    fn.tell('SES_CONFIGURATION_SET', post.set)
    fn.tell('SEND_RATE', String(post.rate))
    // The rate is the account's: as many as run at the same time share it.
    fn.tell('SENDERS', String(fn.mostAtOnce))
  },
  'post:list': (fn, { post }) => fn.role.addManagedPolicy(post.listRemovers),
  'files:read': (fn, { files }) => {
    fn.role.addManagedPolicy(files.readers)
    fn.tell('FILES_BUCKET', files.name)
  },
  'files:write': (fn, { files }) => {
    fn.role.addManagedPolicy(files.writers)
    fn.tell('FILES_BUCKET', files.name)
  },
  seals: (fn, { seals }) => {
    fn.role.addManagedPolicy(seals.writers)
    fn.tell('SEALED_BUCKET', seals.name)
  },
  'mail:read': (fn, { mail }) => {
    fn.role.addManagedPolicy(mail.readers)
    tellOfMail(fn, mail)
  },
  'mail:write': (fn, { mail }) => {
    fn.role.addManagedPolicy(mail.writers)
    tellOfMail(fn, mail)
  },
  'mail:delete': (fn, { mail }) => {
    fn.role.addManagedPolicy(mail.removers)
    tellOfMail(fn, mail)
  },
  'dead-letters': (fn, { deadLetters, workQueues }) => {
    fn.allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
      deadLetters.map(({ queue }) => queue.queueArn),
    )
    fn.allow(
      ['sqs:SendMessage'],
      workQueues.map(({ queueArn }) => queueArn),
    )
    const { region, account, urlSuffix } = Stack.of(fn)
    fn.tell('QUEUES_AT', `https://sqs.${region}.${urlSuffix}/${account}/`)
    fn.tell(
      'DEAD_LETTERS',
      deadLetters
        .map(({ verb, queue, events }) => [verb, queue.queueName, ...(events ? [events.queueName] : [])].join('='))
        .join(','),
    )
  },
  // Accounts are opened and closed: nobody's password, second factor or group can be touched.
  accounts: (fn, { userPool }) => {
    fn.allow(['cognito-idp:AdminCreateUser', 'cognito-idp:AdminDeleteUser'], [userPool.userPoolArn])
    fn.tell('USER_POOL', userPool.userPoolId)
  },
  tokens: (fn, { tokens }) => {
    fn.tell('TOKEN_ISSUER', tokens.issuer)
    fn.tell('TOKEN_CLIENT', tokens.client)
    fn.tell('TOKEN_JWKS', tokens.jwks)
    fn.tell('SIGN_IN_URL', tokens.signIn)
    fn.tell('FIRST_ADMIN', tokens.firstAdmin)
  },
}

function tellOfMail(fn: SystemFunction, { name, inboundDomain, ownDomains }: System['mail']): void {
  fn.tell('MAIL_BUCKET', name)
  fn.tell('INBOUND_DOMAIN', inboundDomain)
  fn.tell('MAIL_DOMAINS', ownDomains.join(','))
}

const isOfAQueue = (need: Need): need is OfAQueue => queueNames.some((queue) => need === `queue:${queue}`)

function grantOf(need: Need): Grant {
  if (!isOfAQueue(need)) return grants[need]
  const [queue] = queueNames.filter((name) => need === `queue:${name}`)
  if (queue === undefined) throw new Error(`there is no queue for ${need}`)
  return sendTo(queue)
}

/** Gives a function what its trigger says it needs. */
export function grantNeeds(fn: SystemFunction, system: System): void {
  for (const need of fn.trigger.needs) grantOf(need)(fn, system)
}
