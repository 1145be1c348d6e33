/** The bill in words: what each line is, and numbers as people read them. */
import type { PriceName } from './prices.ts'

/** The sizes the bill is told at. */
export const usualSizes = [1_000, 6_500, 10_000, 100_000, 1_000_000] as const

export const lineNames: Readonly<Record<PriceName, string>> = {
  functionCalls: 'Lambda: calls of functions',
  functionSeconds: 'Lambda: time of functions',
  queueRequests: 'SQS: messages and polling',
  reads: 'DynamoDB: reading',
  writes: 'DynamoDB: writing',
  tableKept: 'DynamoDB: storage',
  tableRecovery: 'DynamoDB: point-in-time recovery',
  busEvents: 'EventBridge: events',
  letters: 'SES: letters',
  letterBytes: 'SES: bytes of letters',
  mailsIn: 'SES: mails that come in',
  mailParts: 'SES: parts of mails that come in',
  filePuts: 'S3: puts and listings',
  fileGets: 'S3: gets',
  filesKept: 'S3: storage',
  logLines: 'CloudWatch: log lines taken in',
  logKept: 'CloudWatch: storage of log lines',
  alarms: 'CloudWatch: alarms',
  metrics: 'CloudWatch: metrics',
  keyVersions: 'KMS: the vault’s key',
  keyRequests: 'KMS: the key asked for',
  requests: 'API Gateway: requests',
  bytesOut: 'Data that leaves',
  staff: 'Cognito: members of staff',
}

/** `1,234.50`; below a cent `0.00`. */
export function dollars(amount: number): string {
  return amount.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

/** A number of units to three digits. */
export function units(amount: number): string {
  return amount.toLocaleString('en-GB', { maximumSignificantDigits: 3 })
}

export function whole(amount: number): string {
  return amount.toLocaleString('en-GB', { maximumFractionDigits: 0 })
}
