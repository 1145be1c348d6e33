/** A synthesised template as plain data, and what its intrinsic functions come to once names are filled in. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as z from 'zod'
import type { Trigger } from '../../../functions/trigger.ts'
import { buildBody, newApp } from '../../../infra/aws/build.ts'
import { readStage } from '../../../infra/aws/stage.ts'

const resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  Condition: z.string().optional(),
})

const template = z.looseObject({ Resources: z.record(z.string(), resource) })

export type Resource = { readonly id: string } & z.infer<typeof resource>

/** The stacks of one stage, as CloudFormation is given them. */
export type Templates = {
  readonly data: readonly Resource[]
  readonly system: readonly Resource[]
  /** How mail comes in; nothing in an emulator. */
  readonly mail: readonly Resource[]
  readonly triggers: readonly Trigger[]
  readonly whole: string
}

/** Makes both templates as a deploy would, with an empty bundle in place of each function's. */
export function synthesise(context: Readonly<Record<string, string>>, triggers: readonly Trigger[]): Templates {
  const folder = mkdtempSync(join(tmpdir(), 'iqm-synth-'))
  try {
    writeFileSync(join(folder, 'index.mjs'), 'export const handler = () => {}\n')
    const app = newApp({ outdir: join(folder, 'out') })
    const { data, system, mail } = buildBody(
      app,
      readStage((key) => context[key]),
      triggers,
      () => lambda.Code.fromAsset(folder, { exclude: ['out'] }),
    )
    const assembly = app.synth()
    const read = (name: string) => assembly.getStackByName(name).template
    const all = [data, system, ...(mail ? [mail] : [])].map(({ stackName }) => read(stackName))
    const [inData, inSystem, inMail] = all.map((one) => listOf(template.parse(one).Resources))
    return { data: inData ?? [], system: inSystem ?? [], mail: inMail ?? [], triggers, whole: JSON.stringify(all) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const listOf = (resources: Record<string, z.infer<typeof resource>>): Resource[] =>
  Object.entries(resources).map(([id, one]) => ({ id, ...one }))

/** The resources of a type. */
export const ofType = (resources: readonly Resource[], type: string): Resource[] =>
  resources.filter((one) => one.Type === type)

const intrinsic = z.union([
  z.strictObject({ Ref: z.string() }).transform(({ Ref }) => `<${Ref}>`),
  z
    .strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
    .transform((of) => `<${of['Fn::GetAtt'].join('.')}>`),
])

const join2 = z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) })

/** A value as text: joins joined, a reference as `<Name>`, an attribute as `<Name.Attribute>`. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  const joined = join2.safeParse(value)
  if (joined.success) {
    const [between, parts] = joined.data['Fn::Join']
    return parts.map(textOf).join(between)
  }
  const referred = intrinsic.safeParse(value)
  return referred.success ? referred.data : JSON.stringify(value)
}

const oneOrMany = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])])

const statement = z
  .looseObject({
    Effect: z.enum(['Allow', 'Deny']),
    Action: oneOrMany,
    Resource: oneOrMany.default([]),
    Principal: z.unknown().optional(),
    Condition: z.unknown().optional(),
  })
  .transform(({ Effect, Action, Resource, Principal, Condition }) => ({
    effect: Effect,
    actions: Action.map(textOf),
    resources: Resource.map(textOf),
    principal: Principal,
    condition: Condition,
  }))

const document = z.looseObject({ Statement: z.array(statement) })

/** What a policy says, in its own words. */
export type Statement = z.infer<typeof statement>

export const statementsOf = (policy: unknown): Statement[] => document.parse(policy).Statement

/** What one role may do: its own policy and the managed ones it has, by the role's logical id. */
export function rightsOf({ system }: Templates): Map<string, Statement[]> {
  const refs = z.array(z.unknown()).default([])
  const managed = new Map(
    ofType(system, 'AWS::IAM::ManagedPolicy').map((one) => [
      `<${one.id}>`,
      statementsOf(one.Properties.PolicyDocument),
    ]),
  )
  const rights = new Map<string, Statement[]>()
  for (const role of ofType(system, 'AWS::IAM::Role')) {
    const attached = refs.parse(role.Properties.ManagedPolicyArns).map(textOf)
    rights.set(
      role.id,
      attached.flatMap((arn) => managed.get(arn) ?? [unknownRights(arn)]),
    )
  }
  for (const policy of ofType(system, 'AWS::IAM::Policy')) {
    const said = statementsOf(policy.Properties.PolicyDocument)
    for (const role of refs.parse(policy.Properties.Roles).map(textOf)) {
      const id = role.slice(1, -1)
      rights.set(id, [...(rights.get(id) ?? []), ...said])
    }
  }
  return rights
}

/** A managed policy this template does not hold may allow anything. */
const unknownRights = (arn: string): Statement => ({
  effect: 'Allow',
  actions: ['*'],
  resources: [arn],
  principal: undefined,
  condition: undefined,
})

const functionProperties = z.looseObject({
  FunctionName: z.string(),
  Runtime: z.string(),
  Architectures: z.array(z.string()),
  Timeout: z.number(),
  MemorySize: z.number(),
  ReservedConcurrentExecutions: z.number().optional(),
  Role: z.unknown().transform(textOf),
  DeadLetterConfig: z.looseObject({ TargetArn: z.unknown().transform(textOf) }).optional(),
  LoggingConfig: z.looseObject({ LogGroup: z.unknown().transform(textOf) }).optional(),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.unknown()) }).optional(),
})

export type DeployedFunction = z.infer<typeof functionProperties> & {
  readonly id: string
  /** The trigger's name: the function's without the body's and stage's. */
  readonly verb: string
  readonly roleId: string
}

/** The functions as deployed. */
export const functionsOf = ({ system }: Templates): DeployedFunction[] =>
  ofType(system, 'AWS::Lambda::Function').map(({ id, Properties }) => {
    const properties = functionProperties.parse(Properties)
    const verb = properties.FunctionName.split('-').slice(2).join('-')
    return { ...properties, id, verb, roleId: properties.Role.replace(/^<|\.Arn>$/g, '') }
  })

const providerRule = z.looseObject({
  EventPattern: z.looseObject({
    source: z.array(z.string()),
    detail: z.looseObject({
      eventType: z.array(z.string()),
      mail: z.strictObject({
        tags: z.strictObject({ letter: z.tuple([z.strictObject({ exists: z.literal(true) })]) }),
      }),
    }),
  }),
  Targets: z.tuple([
    z.looseObject({
      InputTransformer: z.looseObject({
        InputPathsMap: z.record(z.string(), z.string()),
        InputTemplate: z.string(),
      }),
    }),
  ]),
})

const reaching = z.record(z.string(), z.unknown())

const reach = (event: unknown, path: string): unknown =>
  path
    .replace('$.', '')
    .split('.')
    .reduce<unknown>((at, key) => reaching.safeParse(at).data?.[key], event)

/** The messages that the rules of a template make of one event of the mail provider, as EventBridge makes them. */
export function passedOn({ system }: Templates, event: { readonly source: string }): string[] {
  return ofType(system, 'AWS::Events::Rule')
    .flatMap(({ Properties }) => providerRule.safeParse(Properties).data ?? [])
    .filter(({ EventPattern: { source, detail } }) => {
      const isOurs = reach(event, '$.detail.mail.tags.letter') !== undefined
      return (
        isOurs &&
        source.includes(event.source) &&
        detail.eventType.some((type) => type === reach(event, '$.detail.eventType'))
      )
    })
    .map(
      ({
        Targets: [
          {
            InputTransformer: { InputPathsMap, InputTemplate },
          },
        ],
      }) =>
        InputTemplate.replace(
          /<([^>]+)>/g,
          (_, name: string) => JSON.stringify(reach(event, InputPathsMap[name] ?? '')) ?? '',
        ),
    )
}
