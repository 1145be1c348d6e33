/** What is kept, and outlives every deploy of the system: four tables, the vault's key, the buckets. */
import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as kms from 'aws-cdk-lib/aws-kms'
import * as s3 from 'aws-cdk-lib/aws-s3'
import * as ssm from 'aws-cdk-lib/aws-ssm'
import type { Construct } from 'constructs'
import { bulkPrefix } from '../../shared/deeds/bulk-runs.ts'
import { underWayPrefix, uploadPrefix } from '../../shared/deeds/import-files.ts'
import { inboundPrefix } from '../../shared/deeds/mail-places.ts'
import { KeptTable } from './constructs/kept-table.ts'
import { nameThings } from './names.ts'
import type { Stage } from './stage.ts'
import { tableShapes } from './tables.ts'

/**
 * Files that come in hold names, and are working copies: what is left of one after a week belongs to no import that still
 * runs; nor does anybody go on then with what was begun for many things. All else in the bucket stays: the register's
 * look-up, and what imports refused.
 */
const underWay = [underWayPrefix, uploadPrefix, bulkPrefix]
const underWayKept = Duration.days(7)

/**
 * Mail that came in is tidied away daily, as the body's setting says; this is the longest the setting may say, for the day
 * that nothing tidies any more.
 */
const mailKeptAtMost = Duration.days(400)

/** How long a seal cannot be taken away, not even by the account's owner: the years a contract and its review run. */
const sealsHeld = Duration.days(7 * 365)

const accessesKept = Duration.days(90)

/**
 * No one, whatever their role allows, changes or removes a commit: the only way into the log is `PutItem`, which one
 * file of the code names, always with the condition that the place is empty. (IAM cannot demand a condition itself.)
 */
const appendOnly = (tableArn: string) =>
  new iam.PolicyDocument({
    statements: [
      new iam.PolicyStatement({
        sid: 'NobodyChangesTheLog',
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: [
          'dynamodb:UpdateItem',
          'dynamodb:DeleteItem',
          'dynamodb:BatchWriteItem',
          'dynamodb:PartiQLInsert',
          'dynamodb:PartiQLUpdate',
          'dynamodb:PartiQLDelete',
        ],
        resources: [tableArn],
      }),
    ],
  })

export class DataStack extends Stack {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, { terminationProtection: stage.guarded, description: 'What the body keeps' })
    const names = nameThings(stage.name)
    const { guarded } = stage
    const removalPolicy = guarded ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY

    const vaultKey = new kms.Key(this, 'VaultKey', {
      description: 'Everything in the vault: names, addresses and what people wrote',
      enableKeyRotation: true,
      removalPolicy,
    })
    const log = new KeptTable(this, 'Log', {
      name: names.table('log'),
      shape: tableShapes.log,
      guarded,
      policy: appendOnly,
    })
    new KeptTable(this, 'Board', { name: names.table('board'), shape: tableShapes.board, guarded })
    new KeptTable(this, 'Vault', { name: names.table('vault'), shape: tableShapes.vault, guarded, key: vaultKey })
    new KeptTable(this, 'Replies', { name: names.table('replies'), shape: tableShapes.replies, guarded })

    const bucketDefaults = {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy,
    }
    const accesses = new s3.Bucket(this, 'Accesses', {
      ...bucketDefaults,
      bucketName: names.bucket('accesses'),
      lifecycleRules: [{ expiration: accessesKept }],
    })
    const logged = (name: string) => ({ serverAccessLogsBucket: accesses, serverAccessLogsPrefix: `${name}/` })
    new s3.Bucket(this, 'Files', {
      ...bucketDefaults,
      ...logged('files'),
      bucketName: names.bucket('files'),
      lifecycleRules: underWay.map((prefix) => ({
        prefix,
        expiration: underWayKept,
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      })),
    })
    const mail = new s3.Bucket(this, 'Mail', {
      ...bucketDefaults,
      ...logged('mail'),
      bucketName: names.bucket('mail'),
      lifecycleRules: [{ expiration: mailKeptAtMost, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    })
    mail.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'MailComesIn',
        principals: [new iam.ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [mail.arnForObjects(`${inboundPrefix}*`)],
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Aws.ACCOUNT_ID,
            'aws:SourceArn': `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:receipt-rule-set/${names.prefix}:receipt-rule/${names.prefix}`,
          },
        },
      }),
    )
    new s3.Bucket(this, 'Sealed', {
      ...bucketDefaults,
      ...logged('sealed'),
      bucketName: names.bucket('sealed'),
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: guarded
        ? s3.ObjectLockRetention.compliance(sealsHeld)
        : s3.ObjectLockRetention.governance(Duration.days(1)),
      removalPolicy: RemovalPolicy.RETAIN,
    })

    // Two stacks joined by an export cannot be changed apart: a parameter is read anew at each deploy of the system.
    new ssm.StringParameter(this, 'LogStream', {
      parameterName: names.parameter.logStream,
      stringValue: log.table.tableStreamArn ?? '',
    })
    new ssm.StringParameter(this, 'VaultKeyArn', {
      parameterName: names.parameter.vaultKey,
      stringValue: vaultKey.keyArn,
    })
  }
}
