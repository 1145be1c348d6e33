// Every function's bundle is opened as Lambda opens it: alone in a folder far from node_modules, with the environment the
// template gives it and nothing else.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { triggers } from '../../../functions/index.ts'
import { type Bundle, bundle, handlerEntries } from '../../../infra/aws/bundle.ts'
import { functionsOf, production, synthesise, textOf } from './template.ts'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../../..')

/** What Lambda sets itself, of which the SDK wants the region. */
const ofLambda = { AWS_REGION: 'eu-west-2', LAMBDA_TASK_ROOT: '/var/task', AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }

/** A file, since code given on the command line has a `require` of its own, which Lambda's does not. */
const open = "const opened = await import(process.argv[2])\nconsole.log('handler is a ' + typeof opened.handler)\n"

/** What opening a bundle in a process of its own prints, or the error it dies of. */
async function opened(file: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const env = { ...ofLambda, ...environment }
  try {
    const { stdout, stderr } = await run(process.execPath, [join(folder, 'open.mjs'), file], {
      env,
      cwd: tmpdir(),
      timeout: 20_000,
    })
    return (stdout + stderr).trim()
  } catch (thrown) {
    return String(thrown)
  }
}

let folder: string
let bundles: Bundle[]
let told: ReadonlyMap<string, Record<string, string>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqm-bundle-'))
  writeFileSync(join(folder, 'open.mjs'), open)
  const names = triggers.map(({ name }) => name)
  bundles = (await bundle(handlerEntries(names, root), folder)).bundles
  told = new Map(
    functionsOf(synthesise(production, triggers)).map(({ verb, Environment }) => [
      verb,
      Object.fromEntries(Object.entries(Environment?.Variables ?? {}).map(([name, value]) => [name, textOf(value)])),
    ]),
  )
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(triggers)('the bundle of $name opens bare, with what the template tells it', async ({ name }) => {
  const made = bundles.find((one) => one.name === name)
  expect(await opened(made?.file ?? '', told.get(name) ?? {})).toBe('handler is a function')
})

test('a bundle that leans on a package left outside does not open', async () => {
  const file = join(folder, 'leaning.mjs')
  writeFileSync(file, "import 'zod'\nexport const handler = () => {}\n")
  expect(await opened(file, {})).toContain("Cannot find package 'zod'")
})

test('a bundle whose dependency asks for node’s own modules by require opens all the same', async () => {
  const [old, source] = [join(folder, 'old.cjs'), join(folder, 'new.mjs')]
  writeFileSync(
    old,
    "const ask = (name) => require(name)\nexports.handler = () => ask('node:https')\nask('node:https')\n",
  )
  writeFileSync(source, "import old from './old.cjs'\nexport const handler = old.handler\n")
  const [made] = (await bundle([{ name: 'asks', source }], folder)).bundles
  expect(await opened(made?.file ?? '', {})).toBe('handler is a function')
})
