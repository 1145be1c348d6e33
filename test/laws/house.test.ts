// The house is in order: the commands that are promised exist, versions are pinned, files say what they promise.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { missingFrom } from '../../infra/house/complete-lock.ts'

const project = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(project, path), 'utf8')

const Package = z.object({
  scripts: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
})
const Lock = z.object({ packages: z.record(z.string(), z.looseObject({})) })

const { scripts, dependencies, devDependencies } = Package.parse(JSON.parse(read('package.json')))

/** What people and other systems may call, as the contract lists it. */
const promised =
  'start test test:cloud test:browser check import verify-log rebuild-board simulate fuzz export restore make-demo docs cost bench deploy'

const sources = globSync('{events,shared,functions,infra,test}/**/*.{ts,tsx}', { cwd: project }).toSorted()

describe('the commands', () => {
  test.each(promised.split(' '))('npm run %s exists, and what it starts is there', (name) => {
    expect(scripts).toHaveProperty([name])
    const entries = [...(scripts[name] ?? '').matchAll(/(?:events|shared|functions|infra|test)\/[\w./-]+\.ts/g)]
    expect(entries.map(([path]) => path).filter((path) => !existsSync(join(project, path)))).toEqual([])
  })
})

describe('the packages', () => {
  test('every one is pinned to one version', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/(^|@)\d+\.\d+\.\d+$/.test(version),
    )
    expect(loose).toEqual([])
  })

  test('the lockfile is whole, so that npm ci takes it on every machine', () => {
    expect(missingFrom(Lock.parse(JSON.parse(read('package-lock.json'))).packages)).toEqual({})
  })

  test('a package of another platform that the lockfile lacks is named, with its machine', () => {
    const biome = {
      license: 'MIT',
      optionalDependencies: { '@x/cli-linux-arm64-musl': '1.2.3', '@x/cli-win32-x64': '1.2.3' },
    }
    expect(missingFrom({ biome, 'node_modules/@x/cli-win32-x64': {} })).toEqual({
      'node_modules/@x/cli-linux-arm64-musl': {
        version: '1.2.3',
        os: ['linux'],
        cpu: ['arm64'],
        libc: ['musl'],
        license: 'MIT',
        optional: true,
      },
    })
  })

  test('the lockfile says what, not where from, so that any registry will do', () => {
    const { packages } = Lock.parse(JSON.parse(read('package-lock.json')))
    expect(Object.keys(packages).length).toBeGreaterThan(100)
    expect(Object.keys(packages).filter((name) => packages[name]?.resolved !== undefined)).toEqual([])
  })
})

describe('the files', () => {
  test('there are some', () => expect(sources.length).toBeGreaterThan(10))

  test('each opens with the promise it keeps', () => {
    expect(sources.filter((path) => !/^(#!.*\n)?\s*(\/\/|\/\*)/.test(read(path)))).toEqual([])
  })

  test('each is named in kebab-case', () => {
    expect(sources.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.tsx?$/.test(basename(path)))).toEqual([])
  })

  test("none names a place on somebody's machine", () => {
    const texts = globSync('{*.md,.ci/run,docs/**/*.md}', { cwd: project })
    const place = /(^|[\s'"`(=])\/(work|root|home|Users)\//m
    expect([...sources, ...texts].filter((path) => place.test(read(path)))).toEqual([])
  })

  test('each test stands in the room it is about, or in one of the proofs', () => {
    const rooms =
      /^test\/(events|shared|functions|infra|kit|journeys|laws|golden|browser|cloud|bench|simulate|planted|fuzz|inbound)\//
    expect(sources.filter((path) => path.startsWith('test/') && !rooms.test(path))).toEqual([])
  })
})

describe('the functions', () => {
  const folders = globSync('functions/*/', { cwd: project }).map((path) => basename(path))

  test('each is a verb phrase', () => {
    expect(folders.filter((name) => !/^[a-z]+(-[a-z]+)+$/.test(name))).toEqual([])
  })

  test('each says when it wakes, and is opened by a handler', () => {
    const wanted = folders.flatMap((name) => [`functions/${name}/trigger.ts`, `functions/${name}/handler.ts`])
    expect(wanted.filter((path) => !existsSync(join(project, path)) && !existsSync(join(project, `${path}x`)))).toEqual(
      [],
    )
  })
})
