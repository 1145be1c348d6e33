// Every function's bundle is opened as Lambda opens it: alone in a folder far from node_modules, with the environment the
// template gives it and nothing else.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Metafile } from 'esbuild'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { describeApi } from '../../../functions/answer-api/openapi.ts'
import { triggers } from '../../../functions/index.ts'
import { type Bundle, bundle, handlerEntries, mostBytesOf } from '../../../infra/aws/bundle.ts'
import { defaultProvider } from '../../../infra/aws/lambda-credentials.ts'
import {
  EventStreamSerde,
  eventStreamSerdeProvider,
  resolveEventStreamSerdeConfig,
} from '../../../infra/aws/no-event-streams.ts'
import FoundEndpoints from '../../../infra/aws/no-found-endpoints.ts'
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
/** Within the project, so that what is written there finds the packages. */
let sources: string
let bundles: Bundle[]
let meta: Metafile
let told: ReadonlyMap<string, Record<string, string>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqm-bundle-'))
  writeFileSync(join(folder, 'open.mjs'), open)
  const names = triggers.map(({ name }) => name)
  sources = join(root, '.cache', 'bundles', String(process.pid))
  mkdirSync(sources, { recursive: true })
  const made = await bundle(handlerEntries(names, root), folder)
  bundles = made.bundles
  meta = made.meta
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
  rmSync(sources, { recursive: true, force: true })
})

test.each(triggers)('the bundle of $name opens bare, with what the template tells it', async ({ name }) => {
  const made = bundles.find((one) => one.name === name)
  expect(await opened(made?.file ?? '', told.get(name) ?? {})).toBe('handler is a function')
})

test('no function that follows events weighs more than it may', () => {
  const doors = triggers.filter(({ wakes }) => wakes.some(({ by }) => by === 'http')).map(({ name }) => name)
  const heavy = bundles.filter(({ name, bytes }) => !doors.includes(name) && bytes > mostBytesOf(name))
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

const openapi = join(root, 'functions/answer-api/openapi.ts')

/** The bundle of a source that says all it has to say when it is opened. */
async function saying(name: string, lines: readonly string[], how: { describes?: boolean; asPackaged?: boolean } = {}) {
  const source = join(sources, `${name}.mjs`)
  writeFileSync(source, [...lines, 'export const handler = () => {}'].join('\n'))
  const { describes = false, asPackaged = false } = how
  const [made] = (await bundle([{ name, source, describes }], folder, { asPackaged })).bundles
  return await opened(made?.file ?? '', {})
}

const describing = [`import { describeApi } from '${openapi}'`, 'console.log(JSON.stringify(describeApi()))']

test('the API describes itself in its bundle as it does here', async () => {
  const api = handlerEntries(['answer-api', 'run-import'], root)
  expect(api.map(({ describes }) => describes)).toEqual([true, false])
  const [said] = (await saying('describes', describing, { describes: true })).split('\n')
  expect(said).toBe(JSON.stringify(describeApi()))
})

test('a bundle that describes itself though it was not to says what was left out', async () => {
  const died = await saying('describes-nothing', describing)
  expect(died).toContain('JsonSchemasLeftOut: this bundle holds no JSON schemas')
})

test('nothing but the API asks a schema to describe itself', () => {
  const asks = Object.entries(meta.outputs).filter(([, { inputs }]) =>
    Object.keys(inputs).some(
      (file) => !file.includes('node_modules') && /toJSONSchema/.test(readFileSync(file, 'utf8')),
    ),
  )
  expect(asks.map(([file]) => basename(dirname(file)))).toEqual(['answer-api'])
})

/** Every error of every client in use, made and told field by field, and which of its client's errors it is. */
const errors = [
  ...['dynamodb', 's3', 'sqs', 'sesv2', 'eventbridge'].map((of) => `import * as ${of} from '@aws-sdk/client-${of}'`),
  `for (const [client, of] of Object.entries({ dynamodb, s3, sqs, sesv2, eventbridge })) {
    const kinds = Object.entries(of).filter(([, kind]) => kind.prototype instanceof Error)
    for (const [name, Kind] of kinds) {
      const given = new Proxy({ message: 'why', $metadata: {} }, { get: (all, key) => all[key] ?? 'given ' + String(key) })
      const made = new Kind(given)
      const fields = Object.keys(made).sort().map((key) => [key, made[key]])
      const is = kinds.filter(([, other]) => made instanceof other).map(([other]) => other)
      console.log(JSON.stringify([client, name, Kind.shapeId, made.message, String(made), fields, is]))
    }
  }`,
]

test('each error of a service is in a bundle what it is in its package', async () => {
  const packaged = await saying('errors-packaged', errors, { asPackaged: true })
  expect(packaged.split('\n').length).toBeGreaterThan(100)
  expect(packaged).toContain('["CancellationReasons","given CancellationReasons"]')
  expect((await saying('errors', errors)).split('\n')).toEqual(packaged.split('\n'))
})

const leftOut = [
  ['EventStreamsLeftOut', "import { EventStreamSerde } from '@smithy/core/event-streams'\nnew EventStreamSerde({})"],
  ['FoundEndpointsLeftOut', "import Store from 'mnemonist/lru-cache'\nnew Store(1).get('one')"],
  ['OwnHashesLeftOut', "import { Sha256Js } from '@smithy/core/checksum'\nnew Sha256Js()"],
] as const

test.each(leftOut)('what was left out dies of a name of its own: %s', async (name, source) => {
  expect(await saying(name, [source])).toContain(`${name}: this bundle holds no`)
})

test('a client is made with what stands in for a part left out, and dies of it only when it uses it', () => {
  const { eventStreamMarshaller } = resolveEventStreamSerdeConfig({ eventStreamSerdeProvider })
  expect(eventStreamMarshaller.deserialize).toThrow('this bundle holds no event streams')
  expect(() => new EventStreamSerde()).toThrow('this bundle holds no event streams')
  const found = new FoundEndpoints()
  expect(() => found.has()).toThrow('this bundle holds no store of found endpoints')
})
