/** The whole body as an app: what is kept, and beside it what runs. */
import { App, type AppProps, Tags, Validations } from 'aws-cdk-lib'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { AwsSolutionsChecks } from 'cdk-nag'
import type { Trigger } from '../../functions/trigger.ts'
import { DataStack } from './data-stack.ts'
import { MailStack } from './mail-stack.ts'
import { nameThings } from './names.ts'
import type { Stage } from './stage.ts'
import { SystemStack } from './system-stack.ts'

export type Body = {
  readonly app: App
  readonly data: DataStack
  readonly system: SystemStack
  /** None in an emulator, which takes no mail in. */
  readonly mail: MailStack | undefined
}

/** Makes the stacks of a stage in an app. Synthesis fails on any finding of cdk-nag that is not answered beside its resource. */
export function buildBody(...given: Parameters<typeof standStacks>): Body {
  const body = standStacks(...given)
  const { app } = body
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return body
}

/** The same without the findings: for whoever only reads what would stand. */
export function standStacks(
  app: App,
  stage: Stage,
  triggers: readonly Trigger[],
  code: (name: string) => lambda.Code,
): Body {
  const { prefix } = nameThings(stage.name)
  const data = new DataStack(app, `${prefix}-data`, stage)
  const system = new SystemStack(app, `${prefix}-system`, { stage, triggers, code })
  system.addStackDependency(data)
  const mail = stage.emulator === undefined ? new MailStack(app, `${prefix}-mail`, stage, triggers) : undefined
  mail?.addStackDependency(system)
  Tags.of(app).add('body', prefix)
  return { app, data, system, mail }
}

/**
 * The library's newer ways of doing things, where they matter here: access logs let in by a bucket policy instead of an
 * access-control list, and rights of one role written as one statement per set of resources.
 */
const newerWays = {
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
}

/** An app that says nothing about itself to anyone. */
export const newApp = (props: AppProps = {}) =>
  new App({ ...props, analyticsReporting: false, context: { ...newerWays, ...props.context } })
