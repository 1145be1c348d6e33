/** A table whose content outlives every deploy: point-in-time recovery, and in a guarded stage nobody deletes it. */
import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb'
import type * as iam from 'aws-cdk-lib/aws-iam'
import type * as kms from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { recoveryDays } from '../../../events/request/erasure.ts'
import type { TableShape } from '../tables.ts'

type KeptTableProps = {
  readonly name: string
  readonly shape: TableShape
  readonly guarded: boolean
  readonly key?: kms.IKey
  readonly policy?: (tableArn: string) => iam.PolicyDocument
}

const typeOf = { S: dynamodb.AttributeType.STRING, N: dynamodb.AttributeType.NUMBER }

const attributeOf = ({ name, type }: TableShape['partitionKey']) => ({ name, type: typeOf[type] })

const keysOf = ({ partitionKey, sortKey }: Pick<TableShape, 'partitionKey' | 'sortKey'>) => ({
  partitionKey: attributeOf(partitionKey),
  ...(sortKey === undefined ? {} : { sortKey: attributeOf(sortKey) }),
})

/**
 * One table. Its name is given, so that the system's stack finds it without an export, and so that its own policy can
 * name it (a policy that refers to its table is a circle CloudFormation cannot draw).
 */
export class KeptTable extends Construct {
  readonly table: dynamodb.Table

  constructor(scope: Construct, id: string, { name, shape, guarded, key, policy }: KeptTableProps) {
    super(scope, id)
    const arn = Stack.of(this).formatArn({ service: 'dynamodb', resource: 'table', resourceName: name })
    this.table = new dynamodb.Table(this, 'Table', {
      tableName: name,
      ...keysOf(shape),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: recoveryDays },
      deletionProtection: guarded,
      removalPolicy: guarded ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(shape.timeToLive === undefined ? {} : { timeToLiveAttribute: shape.timeToLive }),
      ...(shape.stream === undefined ? {} : { stream: dynamodb.StreamViewType[shape.stream] }),
      ...(key === undefined ? {} : { encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED, encryptionKey: key }),
      ...(policy === undefined ? {} : { resourcePolicy: policy(arn) }),
    })
    for (const index of shape.indexes) {
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        ...keysOf(index),
        projectionType: dynamodb.ProjectionType[index.projection],
      })
    }
  }
}
