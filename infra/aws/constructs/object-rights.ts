/**
 * Rights on a bucket's objects. Their names are not known beforehand, so that an asterisk stands for them: it is said
 * here and nowhere else, in a managed policy for each thing that is done, and answered for one policy at a time.
 */
import { Aws, Validations } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'

export type ObjectRights = {
  readonly description: string
  readonly bucket: string
  /** The folder they are in; all of the bucket when it is left out. */
  readonly below?: string
  readonly actions: readonly string[]
  /** Whether their names may be listed: without it, one that is not there looks like one that may not be seen. */
  readonly mayList?: boolean
  /** Why the names of the objects cannot be said. */
  readonly reason: string
}

/** Makes the policy; functions are given it by their role. */
export function objectRights(scope: Construct, id: string, rights: ObjectRights): iam.ManagedPolicy {
  const { description, bucket, below = '', actions, mayList = false, reason } = rights
  const bucketArn = `arn:${Aws.PARTITION}:s3:::${bucket}`
  const made = new iam.ManagedPolicy(scope, id, {
    description,
    statements: [
      new iam.PolicyStatement({ actions: [...actions], resources: [`${bucketArn}/${below}*`] }),
      ...(mayList ? [new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] })] : []),
    ],
  })
  // In a finding the account and the region, which a template does not know, stand as `<Name>`.
  const found = `${bucket}/${below}*`.replace(Aws.ACCOUNT_ID, '<AWS::AccountId>').replace(Aws.REGION, '<AWS::Region>')
  Validations.of(made).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::${found}]`,
    reason,
  })
  return made
}
