// The AWS Solutions rules of cdk-nag: nothing is found, and what is excused is little, named and reasoned.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CfnResource, Validations } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import { AwsSolutionsChecks } from 'cdk-nag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { triggers } from '../../../functions/index.ts'
import { buildBody, newApp } from '../../../infra/aws/build.ts'
import { readStage } from '../../../infra/aws/stage.ts'
import { production } from './production.ts'

const mostExcuses = 11

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iqm-nag-'))
  writeFileSync(join(folder, 'index.mjs'), 'export const handler = () => {}\n')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const made = () => {
  const context: Readonly<Record<string, string>> = production
  return buildBody(
    newApp({ outdir: join(folder, 'out') }),
    readStage((key) => context[key]),
    triggers,
    () => lambda.Code.fromAsset(folder, { exclude: ['out'] }),
  )
}

const foundIn = ({ app }: ReturnType<typeof made>) =>
  new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName)

test('cdk-nag finds nothing in what is kept and what runs', () => {
  expect(foundIn(made())).toEqual([])
})

test('a role that may do everything is found, and stops the deploy before it begins', () => {
  const body = made()
  const role = new iam.Role(body.system, 'Planted', { assumedBy: new iam.AccountRootPrincipal() })
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }))
  expect(foundIn(body)).toEqual(['AwsSolutions-IAM5[Action::s3:*]', 'AwsSolutions-IAM5[Resource::*]'])
  expect(() => body.app.synth()).toThrow(/wildcard permissions/)
})

test('at most eleven excuses are made, each for one resource and with its reason', () => {
  const excuses = z.record(z.string(), z.string())
  const excused = made()
    .app.node.findAll()
    .flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) =>
          Object.entries(excuses.parse(data)).map(([rule, reason]) => ({
            rule,
            reason,
            resources: construct.node
              .findAll()
              .filter(
                (one) => CfnResource.isCfnResource(one) && /Route|ManagedPolicy|SQS::Queue$/.test(one.cfnResourceType),
              ).length,
          })),
        ),
    )
  expect(excused.length).toBeGreaterThan(0)
  expect(excused.length).toBeLessThanOrEqual(mostExcuses)
  expect(excused.filter(({ reason, resources }) => reason.length < 40 || resources !== 1)).toEqual([])
})
