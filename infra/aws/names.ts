/** What the two stacks call the things both know: the system finds the data by these names, never by an export. */
import { Aws } from 'aws-cdk-lib'

/** The rooms data is kept in, each its own table. */
export const tableNames = ['log', 'board', 'vault', 'replies'] as const

export type TableName = (typeof tableNames)[number]

/** Names everything of one body. Bucket names are the world's, so they end in account and region. */
export function nameThings(stage: string) {
  const prefix = `iqm-${stage}`
  return {
    prefix,
    table: (name: TableName) => `${prefix}-${name}`,
    bucket: (name: 'files' | 'sealed' | 'mail' | 'accesses') => `${prefix}-${name}-${Aws.ACCOUNT_ID}-${Aws.REGION}`,
    functionOf: (verb: string) => `${prefix}-${verb}`,
    queue: (name: string) => `${prefix}-${name}`,
    bus: prefix,
    parameter: { logStream: `/${prefix}/log-stream-arn`, vaultKey: `/${prefix}/vault-key-arn` },
  }
}

export type Names = ReturnType<typeof nameThings>
