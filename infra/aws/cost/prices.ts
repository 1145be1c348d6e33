/**
 * What AWS asks for each thing, in US dollars without tax, in London (eu-west-2). Each price says where it stands and of
 * which day it is; where London's own line was not found, it says which stands in for it. Only the first tier of a price
 * that falls with its amount is here: more is never dearer.
 */

export interface Price {
  readonly dollars: number
  /** How many units that is for. */
  readonly per: number
  /** One of them where it is for one, else several. */
  readonly unit: string
  readonly region: 'eu-west-2' | 'us-east-1' | 'us-west-2'
  /** The line of the price list, as the bill names it. */
  readonly line: string
  readonly source: string
  /** The day the list was published, or else the day it was read. */
  readonly of: string
  /** What is not as it should be with this price. */
  readonly note?: string
}

const london = (service: string) =>
  `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${service}/current/eu-west-2/index.json`
const sesOfVirginia =
  'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonSES/20260722172054/us-east-1/index.json'

const million = 1_000_000

export const prices = {
  functionCalls: {
    dollars: 0.2,
    per: million,
    unit: 'calls',
    region: 'eu-west-2',
    line: 'EUW2-Request-ARM',
    source: london('AWSLambda'),
    of: '2026-10-01',
  },
  functionSeconds: {
    dollars: 0.0000133334,
    per: 1,
    unit: 'GB-second',
    region: 'eu-west-2',
    line: 'EUW2-Lambda-GB-Second-ARM',
    source: london('AWSLambda'),
    of: '2026-10-01',
  },
  queueRequests: {
    dollars: 0.4,
    per: million,
    unit: 'requests',
    region: 'eu-west-2',
    line: 'EUW2-Requests-Tier1',
    source: london('AWSQueueService'),
    of: '2026-09-11',
  },
  reads: {
    dollars: 0.1487,
    per: million,
    unit: 'read units',
    region: 'eu-west-2',
    line: 'EUW2-ReadRequestUnits',
    source: london('AmazonDynamoDB'),
    of: '2026-06-08',
  },
  writes: {
    dollars: 0.7423,
    per: million,
    unit: 'write units',
    region: 'eu-west-2',
    line: 'EUW2-WriteRequestUnits',
    source: london('AmazonDynamoDB'),
    of: '2026-06-08',
  },
  tableKept: {
    dollars: 0.29715,
    per: 1,
    unit: 'GB-month',
    region: 'eu-west-2',
    line: 'EUW2-TimedStorage-ByteHrs',
    source: london('AmazonDynamoDB'),
    of: '2026-06-08',
  },
  tableRecovery: {
    dollars: 0.23772,
    per: 1,
    unit: 'GB-month',
    region: 'us-west-2',
    line: 'USW2-TimedPITRStorage-ByteHrs',
    source: 'https://aws.amazon.com/dynamodb/pricing/',
    of: '2026-09-05',
    note: 'London’s line was not found: the 0.20 dollars of Oregon, times what storage costs here and there (0.29715 / 0.25); asked of tables without their global indexes, here of all bytes',
  },
  busEvents: {
    dollars: 1,
    per: million,
    unit: 'events of 64 KB',
    region: 'us-east-1',
    line: 'USE1-Event-64K-Chunks',
    source: 'https://aws.amazon.com/eventbridge/pricing/',
    of: '2025-10-28',
    note: 'London’s line was not found: that of us-east-1',
  },
  letters: {
    dollars: 0.16,
    per: 1_000,
    unit: 'letters',
    region: 'us-east-1',
    line: 'USE1-Essentials-Outbound-Email',
    source: sesOfVirginia,
    of: '2026-07-22',
    note: 'an account that first sends after 2026-07-21 is put on this plan, whose London line was not found; with the plan taken off (`aws sesv2 put-account-pricing-attributes --plan NONE`) London asks 0.10 (EUW2-Recipients, 2026-09-11)',
  },
  letterBytes: {
    dollars: 0.12,
    per: 1,
    unit: 'GB',
    region: 'eu-west-2',
    line: 'EUW2-AttachmentsSize-Bytes',
    source: london('AmazonSES'),
    of: '2026-09-11',
    note: 'asked of attachments; here of all bytes of letters',
  },
  mailsIn: {
    dollars: 0.1,
    per: 1_000,
    unit: 'mails',
    region: 'us-east-1',
    line: 'Message (Receiving Email)',
    source: sesOfVirginia,
    of: '2026-07-22',
    note: 'London’s line was not found: that of us-east-1',
  },
  mailParts: {
    dollars: 0.09,
    per: 1_000,
    unit: 'parts of 256 KB',
    region: 'us-east-1',
    line: 'ReceivedChunk',
    source: sesOfVirginia,
    of: '2026-07-22',
    note: 'London’s line was not found: that of us-east-1; begun parts count as whole ones',
  },
  filePuts: {
    dollars: 0.0053,
    per: 1_000,
    unit: 'puts and listings',
    region: 'eu-west-2',
    line: 'EUW2-Requests-Tier1',
    source: london('AmazonS3'),
    of: '2026-09-28',
  },
  fileGets: {
    dollars: 0.0042,
    per: 10_000,
    unit: 'gets',
    region: 'eu-west-2',
    line: 'EUW2-Requests-Tier2',
    source: london('AmazonS3'),
    of: '2026-09-28',
  },
  filesKept: {
    dollars: 0.024,
    per: 1,
    unit: 'GB-month',
    region: 'eu-west-2',
    line: 'EUW2-TimedStorage-ByteHrs',
    source: london('AmazonS3'),
    of: '2026-09-28',
  },
  logLines: {
    dollars: 0.5985,
    per: 1,
    unit: 'GB',
    region: 'eu-west-2',
    line: 'EUW2-DataProcessing-Bytes',
    source: london('AmazonCloudWatch'),
    of: '2026-09-22',
  },
  logKept: {
    dollars: 0.0315,
    per: 1,
    unit: 'GB-month',
    region: 'eu-west-2',
    line: 'EUW2-TimedStorage-ByteHrs',
    source: london('AmazonCloudWatch'),
    of: '2026-09-22',
    note: 'asked of lines as they are compressed; here of all their bytes',
  },
  alarms: {
    dollars: 0.1,
    per: 1,
    unit: 'alarm, a month',
    region: 'eu-west-2',
    line: 'EUW2-CW:AlarmMonitorUsage',
    source: london('AmazonCloudWatch'),
    of: '2026-09-22',
  },
  metrics: {
    dollars: 0.3,
    per: 1,
    unit: 'metric, a month',
    region: 'eu-west-2',
    line: 'EUW2-CW:MetricMonitorUsage',
    source: london('AmazonCloudWatch'),
    of: '2026-09-22',
  },
  keyVersions: {
    dollars: 1,
    per: 1,
    unit: 'key version, a month',
    region: 'eu-west-2',
    line: 'eu-west-2-KMS-Keys',
    source: london('awskms'),
    of: '2026-09-11',
  },
  keyRequests: {
    dollars: 0.03,
    per: 10_000,
    unit: 'requests',
    region: 'eu-west-2',
    line: 'eu-west-2-KMS-Requests',
    source: london('awskms'),
    of: '2026-09-11',
  },
  requests: {
    dollars: 1.16,
    per: million,
    unit: 'requests',
    region: 'eu-west-2',
    line: 'EUW2-ApiGatewayHttpRequest',
    source: london('AmazonApiGateway'),
    of: '2026-09-05',
  },
  bytesOut: {
    dollars: 0.09,
    per: 1,
    unit: 'GB',
    region: 'eu-west-2',
    line: 'EUW2-DataTransfer-Out-Bytes',
    source: london('AWSDataTransfer'),
    of: '2026-09-16',
  },
  staff: {
    dollars: 0.02,
    per: 1,
    unit: 'person who signs in, a month',
    region: 'us-east-1',
    line: 'CognitoPlusMAU',
    source: 'https://aws.amazon.com/cognito/pricing/',
    of: '2026-09-20',
    note: 'the plan Plus, which has no free allowance; London’s line was not found, the page gives one price',
  },
} as const satisfies Readonly<Record<string, Price>>

export type PriceName = keyof typeof prices
