/**
 * What stands in the template and is billed whether it is used or not, counted in the template itself. A kind of resource
 * is billed by something, or it is said here why it costs nothing: one that nobody has thought of is told apart. The
 * counts are kept, since making the template takes seconds; a test holds that they are those of the template.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import type { PriceName } from './prices.ts'

/** A resource as CloudFormation is given it. */
export interface Resource {
  readonly Type: string
  readonly Properties: Readonly<Record<string, unknown>>
}

/** By what a kind of resource is billed. */
export const billed: Readonly<Record<string, readonly PriceName[]>> = {
  'AWS::ApiGatewayV2::Api': ['requests', 'bytesOut'],
  'AWS::CloudWatch::Alarm': ['alarms'],
  'AWS::Cognito::UserPool': ['staff'],
  'AWS::DynamoDB::Table': ['reads', 'writes', 'tableKept', 'tableRecovery'],
  'AWS::Events::EventBus': ['busEvents'],
  'AWS::KMS::Key': ['keyVersions', 'keyRequests'],
  'AWS::Lambda::EventSourceMapping': ['queueRequests'],
  'AWS::Lambda::Function': ['functionCalls', 'functionSeconds'],
  'AWS::Logs::LogGroup': ['logLines', 'logKept'],
  'AWS::Logs::MetricFilter': ['metrics'],
  'AWS::S3::Bucket': ['filePuts', 'fileGets', 'filesKept'],
  'AWS::SES::ConfigurationSet': ['metrics'],
  'AWS::SES::EmailIdentity': ['letters', 'letterBytes'],
  'AWS::SES::ReceiptRule': ['mailsIn', 'mailParts'],
  'AWS::SQS::Queue': ['queueRequests'],
}

const partOf = (whole: string) => `a part of ${whole}, which is billed`
const right = 'says who may do what; rights are not billed'

/** Why a kind of resource is in no line. */
export const notBilled: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Integration': partOf('the door'),
  'AWS::ApiGatewayV2::Route': partOf('the door'),
  'AWS::ApiGatewayV2::Stage': partOf('the door'),
  'AWS::Cognito::ManagedLoginBranding': partOf('the user pool'),
  'AWS::Cognito::UserPoolClient': partOf('the user pool'),
  'AWS::Cognito::UserPoolDomain': partOf('the user pool'),
  'AWS::Cognito::UserPoolUser': 'the first admin, who is counted among staff',
  'AWS::Events::Rule':
    'rules, the clock and what AWS itself tells are free; what comes of them is counted at the queue',
  'AWS::IAM::ManagedPolicy': right,
  'AWS::IAM::Policy': right,
  'AWS::IAM::Role': right,
  'AWS::Lambda::EventInvokeConfig': partOf('the function'),
  'AWS::Lambda::Permission': right,
  'AWS::S3::BucketPolicy': right,
  'AWS::SES::ConfigurationSetEventDestination': 'what AWS itself tells the account’s own bus is free',
  'AWS::SES::ReceiptRuleSet': partOf('the rule for mail that comes in'),
  'AWS::SNS::Subscription': 'one e-mail for an alarm that rings: cents in a year',
  'AWS::SNS::Topic': 'one e-mail for an alarm that rings: cents in a year',
  'AWS::SNS::TopicPolicy': right,
  'AWS::SQS::QueuePolicy': right,
  'AWS::SSM::Parameter': 'standard parameters are free',
}

/** Kinds of resources that are neither billed nor excused. */
export function unthoughtOf(resources: readonly Resource[]): string[] {
  const kinds = [...new Set(resources.map(({ Type }) => Type))].toSorted()
  return kinds.filter((kind) => !(kind in billed) && !(kind in notBilled))
}

const count = z.number().int().min(0)

const standing = z.strictObject({
  /** Queues that a function reads: each is asked all day. */
  queuesRead: count,
  alarms: count,
  metrics: count,
  keys: count,
  /** Memory of each function in MB, by its trigger's name. */
  memory: z.record(z.string(), count),
})
export type Standing = z.infer<typeof standing>

/** Where the counts are kept. */
export const standingPath = fileURLToPath(new URL('standing.json', import.meta.url))

/** Reads the kept counts; throws when they do not fit. */
export function readStanding(): Standing {
  return standing.parse(JSON.parse(readFileSync(standingPath, 'utf8')))
}

/** Rates of bounces and of complaints, which a set of letters tells; no word was found that they are free. */
const reputationMetrics = 2

const functionOf = z.looseObject({ FunctionName: z.string(), MemorySize: z.number() })

/** Counts what stands, in a template whose names begin as `prefix` says. */
export function countStanding(resources: readonly Resource[], prefix: string): Standing {
  const ofType = (type: string) => resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties)
  const functions = ofType('AWS::Lambda::Function').map((one) => functionOf.parse(one))
  return {
    // A stream has a place to start from; a queue has none.
    queuesRead: ofType('AWS::Lambda::EventSourceMapping').filter((one) => !('StartingPosition' in one)).length,
    alarms: ofType('AWS::CloudWatch::Alarm').length,
    metrics: ofType('AWS::Logs::MetricFilter').length + ofType('AWS::SES::ConfigurationSet').length * reputationMetrics,
    keys: ofType('AWS::KMS::Key').length,
    memory: Object.fromEntries(
      functions.map(({ FunctionName, MemorySize }) => [FunctionName.replace(`${prefix}-`, ''), MemorySize]),
    ),
  }
}
