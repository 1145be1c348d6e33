// Plants what the compiler and the linter must refuse, in a tree under the project's own settings, and sees each refused.
import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'

const project = join(import.meta.dirname, '../..')
const root = mkdtempSync(join(tmpdir(), 'type-law-'))

/** Each offence: where it is planted, the line, and words of what is said to whoever wrote it. */
const lint: Record<string, readonly [path: string, line: string, said: string]> = {
  'a cast': ['shared/log/a.ts', `export const a = (v: unknown): string => v as string`, 'No casts'],
  'a cast of a cast': [
    'functions/x/b.ts',
    `export const b = (v: number): string => v as unknown as string`,
    'No casts',
  ],
  'a cast in a test': ['test/c.ts', `export const c = (v: unknown): number => v as number`, 'No casts'],
  any: ['infra/local/d.ts', `export const d = (v: any): string => v`, 'any'],
  'any, by way of a schema': ['events/school/e.ts', `import * as z from 'zod'\n\nexport const e = z.any()`, 'z.any()'],
  'a non-null assertion': ['shared/log/f.ts', `export const f = (v?: string): string => v!`, 'non-null'],
  'a value promised for later': ['shared/log/g.ts', `export class G {\n  g!: string\n}`, 'No `!`'],
  'an enum': ['events/school/h.ts', `export enum H {\n  One,\n}`, 'enum'],
  'a promise nobody waits for': [
    'functions/x/i.ts',
    `const put = async (): Promise<void> => undefined\n\nexport function i(): void {\n  put()\n}`,
    'floating',
  ],
  'a barrel': ['shared/log/j.ts', `export * from './a.ts'`, 'barrel'],
  'a clock in a rule': ['events/school/k.ts', `export const k = (): number => Date.now()`, 'No clock here'],
  'a clock in a function': ['functions/x/l.ts', `export const l = (): Date => new Date()`, 'No clock here'],
  'chance in a rule': ['events/school/m.ts', `export const m = (): number => Math.random()`, 'No chance'],
  'waiting in a rule': [
    'events/school/n.ts',
    `export const n = async (v: Promise<string>): Promise<string> => await v`,
    'waits for nothing',
  ],
  'an import without its ending': ['shared/log/o.ts', `import { a } from './a'\n\nexport const o = a`, 'extension'],
}

const types: Record<string, readonly [path: string, line: string, said: string]> = {
  'parsed JSON taken at its word': ['shared/log/t1.ts', `export const t1: { a: string } = JSON.parse('{}')`, 'TS2322'],
  'an array read without a look': ['shared/log/t2.ts', `export const t2 = (v: string[]): string => v[0]`, 'TS2322'],
  'a class that strips badly': [
    'shared/log/t4.ts',
    `export class T4 {\n  constructor(private readonly a: string) {}\n  read = (): string => this.a\n}`,
    'TS1294',
  ],
  'a machine in a rule': ['events/school/t5.ts', `export const t5 = (): unknown => process.env`, 'TS2591'],
  'a log line in a rule': ['events/school/t6.ts', `export const t6 = (): void => console.log('x')`, 'TS2584'],
}

const lawful: Record<string, string> = {
  'shared/log/lawful.ts': `import { readFileSync } from 'node:fs'\nimport * as z from 'zod'\n\nexport const stages = ['before', 'after'] as const\nexport const read = (): string => z.string().parse(JSON.parse(readFileSync('x', 'utf8')))`,
  'shared/clock/real-clock.ts': `export const realClock = { now: (): string => new Date().toISOString() }`,
}

const Said = z.object({
  diagnostics: z.array(
    z.object({ severity: z.string(), message: z.unknown(), location: z.object({ path: z.unknown() }).loose() }).loose(),
  ),
})

let lintSaid: { path: string; message: string }[] = []
let typesSaid: { path: string; message: string }[] = []

beforeAll(async () => {
  for (const file of ['biome.json', 'tsconfig.json', 'tsconfig.events.json', 'house.d.ts', 'package.json']) {
    copyFileSync(join(project, file), join(root, file))
  }
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'))
  const plugins = ['no-casts', 'no-clock', 'no-chance'].map((name) => `test/laws/${name}.grit`)
  mkdirSync(join(root, 'test/laws'), { recursive: true })
  for (const file of plugins) copyFileSync(join(project, file), join(root, file))
  const offences = [...Object.values(lint), ...Object.values(types)].map(([path, line]) => [path, line] as const)
  for (const [path, text] of [...Object.entries(lawful), ...offences]) write(path, `${text}\n`)
  ;[lintSaid, typesSaid] = await Promise.all([readLint(), readTypes()])
})

afterAll(() => rmSync(root, { recursive: true }))

describe('the linter refuses', () => {
  test.each(Object.entries(lint))('%s', (_, [path, , said]) => {
    expect(lintSaid.filter((one) => one.path === path).map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringContaining(said)]),
    )
  })
})

describe('the compiler refuses', () => {
  test.each(Object.entries(types))('%s', (_, [path, , said]) => {
    expect(typesSaid.filter((one) => one.path === path).map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringContaining(said)]),
    )
  })
})

test('what keeps the law is let through by both', () => {
  const about = (path: string): boolean => path in lawful
  expect([...lintSaid, ...typesSaid].filter(({ path }) => about(path))).toEqual([])
})

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** Runs a tool of the project over the planted tree; a tool that finds something exits 1, which is what we came for. */
function run(command: string, args: string[]): Promise<string> {
  const file = join(project, 'node_modules', command)
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { cwd: root, maxBuffer: 2 ** 26 }, (_, stdout) => resolve(stdout))
  })
}

async function readLint(): Promise<{ path: string; message: string }[]> {
  const out = await run('@biomejs/biome/bin/biome', [
    'lint',
    '--vcs-enabled=false',
    '--reporter=json',
    '--max-diagnostics=none',
  ])
  const { diagnostics } = Said.parse(JSON.parse(out))
  return diagnostics.map(({ location, message }) => ({
    path: typeof location.path === 'string' ? location.path : JSON.stringify(location.path),
    message: typeof message === 'string' ? message : JSON.stringify(message),
  }))
}

async function readTypes(): Promise<{ path: string; message: string }[]> {
  const outs = await Promise.all(
    ['tsconfig.json', 'tsconfig.events.json'].map((config) =>
      run('typescript-7/bin/tsc', ['--pretty', 'false', '--project', config]),
    ),
  )
  return outs.flatMap((out) =>
    [...out.matchAll(/^(?<path>[^(\n]+)\(\d+,\d+\): error (?<message>.*)$/gm)].map(({ groups }) => ({
      path: groups?.path ?? '',
      message: groups?.message ?? '',
    })),
  )
}
