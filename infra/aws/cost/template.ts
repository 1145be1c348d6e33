/** The template of production as a deploy would make it, read for what stands in it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as z from 'zod'
import { triggers } from '../../../functions/index.ts'
import { newApp, standStacks } from '../build.ts'
import { nameThings } from '../names.ts'
import { readStage } from '../stage.ts'
import type { Resource } from './standing.ts'

const resource = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) })
const template = z.looseObject({ Resources: z.record(z.string(), resource) })

const production = { stage: 'production', mailDomain: 'letters.body.example' } as const

/** Every resource of production, as a deploy would make it. */
export function synthesise(): { resources: Resource[]; prefix: string } {
  const folder = mkdtempSync(join(tmpdir(), 'iqm-cost-'))
  try {
    const app = newApp({ outdir: folder })
    const given: Readonly<Record<string, string>> = production
    const stage = readStage((key) => given[key])
    const { data, system, mail } = standStacks(app, stage, triggers, () =>
      lambda.Code.fromInline('// measured elsewhere'),
    )
    const assembly = app.synth()
    const stacks = [data, system, ...(mail ? [mail] : [])]
    const resources = stacks.flatMap(({ stackName }) =>
      Object.values(template.parse(assembly.getStackByName(stackName).template).Resources),
    )
    return { resources, prefix: nameThings(stage.name).prefix }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
