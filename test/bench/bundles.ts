/**
 * What each function's bundle weighs, and how long it takes to open beside a bundle of the same AWS clients alone, as
 * they are packaged. Both are opened in processes of their own, turn and turn about, with the environment the template
 * gives the function; only the import is timed, not the start of the process.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Metafile } from 'esbuild'
import { triggers } from '../../functions/index.ts'
import type { Trigger } from '../../functions/trigger.ts'
import { type Bundle, bundle, type Entry, handlerEntries, mostBytesOf } from '../../infra/aws/bundle.ts'
import { production } from '../infra/aws/production.ts'
import { functionsOf, synthesise, textOf } from '../infra/aws/template.ts'
import { type Figure, median } from './figure.ts'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')

const mostImport = 1.25
const samples = 11
/** A figure that is missed is measured again with as many samples more, at most so often: other work may have been in the way. */
const more = 2

/** Each event function's bundle and its import. */
export async function measureBundles(): Promise<Figure[]> {
  const out = mkdtempSync(join(tmpdir(), 'bench-bundles-'))
  const sources = join(root, '.cache', 'bench', String(process.pid))
  mkdirSync(sources, { recursive: true })
  try {
    const names = triggers.map(({ name }) => name)
    const { bundles, meta } = await bundle(handlerEntries(names, root), join(out, 'functions'))
    const clients = bundles.map((made) => clientsAlone(made, meta, sources))
    const packaged = await bundle(clients, join(out, 'packaged'), { asPackaged: true })
    const leaner = await bundle(clients, join(out, 'leaner'))
    const opener = writeOpener(out)
    const told = environments()
    const figures: Figure[] = triggers.map((trigger) => sizeOf(trigger, bundles))
    for (const trigger of triggers.filter(isWokenByEvents)) {
      const of = ({ bundles: made }: { readonly bundles: readonly Bundle[] }) => fileOf(made, trigger.name)
      const trio = { own: fileOf(bundles, trigger.name), clients: of(packaged), leaner: of(leaner) }
      figures.push(await importOf(trigger, trio, opener, told.get(trigger.name) ?? {}))
    }
    return figures
  } finally {
    rmSync(out, { recursive: true, force: true })
    rmSync(sources, { recursive: true, force: true })
  }
}

/** All but those that people's requests wake. */
function isWokenByEvents({ wakes }: Trigger): boolean {
  return wakes.some(({ by }) => by !== 'http')
}

function fileOf(bundles: readonly Bundle[], name: string): string {
  return bundles.find((made) => made.name === name)?.file ?? ''
}

function sizeOf(trigger: Trigger, bundles: readonly Bundle[]): Figure {
  const { name } = trigger
  const { bytes = Number.NaN } = bundles.find((made) => made.name === name) ?? {}
  const limit = isWokenByEvents(trigger) ? { limit: { atMost: mostBytesOf(name) / 1000 } } : {}
  return { name: `bundle of ${name}`, measured: bytes / 1000, ...limit, unit: 'KB', how: 'minified' }
}

/**
 * A bundle's AWS clients with no code of ours: the same names as the bundle's own sources import from each client's
 * package, the clients made as the functions make them.
 */
function clientsAlone(made: Bundle, meta: Metafile, folder: string): Entry {
  const output = Object.entries(meta.outputs).find(([file]) => resolve(file) === resolve(made.file))
  const own = Object.keys(output?.[1].inputs ?? {}).filter((file) => !file.includes('node_modules'))
  const used = new Map<string, Set<string>>()
  for (const file of own)
    for (const [, names = '', from = ''] of readFileSync(file, 'utf8').matchAll(imports))
      for (const name of valuesIn(names)) used.set(from, (used.get(from) ?? new Set<string>()).add(name))
  if (used.size === 0) throw new Error(`${made.name} seems to use no AWS client: the comparison would say nothing`)
  const lines = [...used].map(([from, names]) => `import { ${[...names].join(', ')} } from '${from}'`)
  const all = [...used.values()].flatMap((names) => [...names])
  const exported = all.map((name) => (name.endsWith('Client') ? `new ${name}({})` : name))
  const source = join(folder, `${made.name}.mjs`)
  writeFileSync(source, `${lines.join('\n')}\nexport const clients = [${exported.join(', ')}]\n`)
  return { name: made.name, source }
}

const imports = /import \{([^}]*)\} from '(@aws-sdk\/[^']+)'/g

function valuesIn(names: string): string[] {
  const all = names.split(',').map((name) => name.trim())
  return all.filter((name) => name !== '' && !name.startsWith('type '))
}

function writeOpener(folder: string): string {
  const opener = join(folder, 'open.mjs')
  writeFileSync(
    opener,
    'const began = performance.now()\nawait import(process.argv[2])\nconsole.log(performance.now() - began)\n',
  )
  return opener
}

/** What the template tells each function, and what Lambda says itself. */
function environments(): ReadonlyMap<string, Record<string, string>> {
  const ofLambda = { AWS_REGION: 'eu-west-2', AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
  return new Map(
    functionsOf(synthesise(production, triggers)).map(({ verb, Environment }) => {
      const told = Object.entries(Environment?.Variables ?? {}).map(([name, value]) => [name, textOf(value)] as const)
      return [verb, { ...ofLambda, ...Object.fromEntries(told) }]
    }),
  )
}

interface Trio {
  readonly own: string
  readonly clients: string
  readonly leaner: string
}

async function importOf(
  { name }: Trigger,
  { own, clients, leaner }: Trio,
  opener: string,
  env: Record<string, string>,
): Promise<Figure> {
  const open = async (file: string) => Number((await run(process.execPath, [opener, file], { env })).stdout)
  const times: Record<keyof Trio, number[]> = { own: [], clients: [], leaner: [] }
  const ratio = () => median(times.own) / median(times.clients)
  for (let go = 0; go <= more && (go === 0 || ratio() > mostImport); go++)
    for (let n = 0; n < samples; n++) {
      times.own.push(await open(own))
      times.clients.push(await open(clients))
      if (n % 2 === 0) times.leaner.push(await open(leaner))
    }
  const ms = (some: readonly number[]) => `${median(some).toFixed(1)} ms`
  return {
    name: `import of ${name} beside its AWS clients alone`,
    measured: ratio(),
    limit: { atMost: mostImport },
    unit: '',
    how: `medians of ${times.own.length}: ${ms(times.own)}, the clients as packaged ${ms(times.clients)}, as slimmed here ${ms(times.leaner)}`,
  }
}
