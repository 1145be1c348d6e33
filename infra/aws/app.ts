/** Run by the CDK: `cdk deploy --all -c stage=production -c mailDomain=…`. Bundles every function, then makes the stacks. */
import path from 'node:path'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import { triggers } from '../../functions/index.ts'
import { buildBody, newApp } from './build.ts'
import { bundle, handlerEntries } from './bundle.ts'
import { readStage } from './stage.ts'

const root = path.resolve(import.meta.dirname, '../..')
const app = newApp()
const stage = readStage((key) => app.node.tryGetContext(key))
const names = triggers.map(({ name }) => name)
const { bundles } = await bundle(handlerEntries(names, root), path.join(root, 'dist', 'functions'))
const folders = new Map(bundles.map(({ name, folder }) => [name, folder]))

buildBody(app, stage, triggers, (name) => lambda.Code.fromAsset(folders.get(name) ?? name))
app.synth()
