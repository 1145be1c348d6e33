/** How long and how safely what is kept is kept. */
import * as z from 'zod'
import { ofType, type Resource, textOf } from '../template.ts'
import { difference, type Law } from './law.ts'

const named = (properties: Record<string, unknown>, room: string) => textOf(properties.TableName).endsWith(`-${room}`)

const lifecycle = z.looseObject({
  LifecycleConfiguration: z.looseObject({
    Rules: z.array(z.looseObject({ Prefix: z.string().optional(), ExpirationInDays: z.number().optional() })),
  }),
})

export const keepingLaws: readonly Law[] = [
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
            JSON.stringify(Properties.PointInTimeRecoverySpecification) !==
            '{"PointInTimeRecoveryEnabled":true,"RecoveryPeriodInDays":35}',
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
    sentence: 'files that came in, and how far a run over many got, go away within a week, and no others do',
    offences: ({ data }) => {
      const [files] = ofType(data, 'AWS::S3::Bucket').filter(({ id }) => id.startsWith('Files'))
      const { LifecycleConfiguration } = lifecycle.parse(files?.Properties ?? {})
      const rules = LifecycleConfiguration.Rules.map(({ Prefix = 'all', ExpirationInDays }) =>
        [Prefix, ExpirationInDays].join(' '),
      )
      return difference('goes away', rules, ['bulk/ 7', 'importing/ 7', 'uploads/ 7'])
    },
  },
  {
    sentence: 'mail that came in goes away by itself, however long its setting says: after 400 days at most',
    offences: ({ data }) => {
      const [mail] = ofType(data, 'AWS::S3::Bucket').filter(({ id }) => id.startsWith('Mail'))
      const { LifecycleConfiguration } = lifecycle.parse(mail?.Properties ?? {})
      const rules = LifecycleConfiguration.Rules.map(({ Prefix = 'all', ExpirationInDays }) =>
        [Prefix, ExpirationInDays].join(' '),
      )
      return difference('goes away', rules, ['all 400'])
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
