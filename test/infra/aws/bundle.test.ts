// Every function's bundle is opened as Lambda opens it: alone in a folder far from node_modules, with the environment the
// template gives it and nothing else.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { triggers } from '../../../functions/index.ts'
import { type Bundle, bundle, handlerEntries } from '../../../infra/aws/bundle.ts'
import { defaultProvider } from '../../../infra/aws/lambda-credentials.ts'
import { production } from './production.ts'
import { functionsOf, synthesise, textOf } from './template.ts'

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
}, 120_000)

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

test.each(triggers)('the bundle of $name opens bare, with what the template tells it', async ({ name }) => {
  const made = bundles.find((one) => one.name === name)
  expect(await opened(made?.file ?? '', told.get(name) ?? {})).toBe('handler is a function')
})

/** What an event function may weigh: it starts cold before a letter leaves. Pages and the API hold words of their own. */
const mostBytes = 650_000
/** No letter waits for an import: it holds the files' readers, and the rules by which an import is taken back. */
const mostOfImports = 700_000

test('no function that follows events weighs more than 650 KB', () => {
  const doors = triggers.filter(({ wakes }) => wakes.some(({ by }) => by === 'http')).map(({ name }) => name)
  const most = (name: string) => (name === 'run-import' ? mostOfImports : mostBytes)
  const heavy = bundles.filter(({ name, bytes }) => !doors.includes(name) && bytes > most(name))
  expect(heavy.map(({ name, bytes }) => `${name} weighs ${bytes}`)).toEqual([])
})

test('a function’s credentials are its role’s, from the environment; without them it says what is missing', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key')
    .stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
    .stubEnv('AWS_SESSION_TOKEN', 'token')
  expect(await defaultProvider()()).toEqual({ accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'token' })
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', '')
  await expect(defaultProvider()()).rejects.toThrow('the environment lacks AWS_SECRET_ACCESS_KEY')
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
