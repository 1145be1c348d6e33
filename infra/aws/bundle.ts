/** One file per function, as it runs: a bundle holds all it needs, so that what is tested is what is deployed. */

import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import { leaner, leaveOutJsonSchemas, leaveOutUploads, replaced } from './lean.ts'

/**
 * Bundled dependencies ask for node's own modules with `require`, which an ES module does not have: without this line
 * the bundle dies at import with "Dynamic require of node:https is not supported".
 */
const banner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);"

/** A source file, the name of the folder its bundle goes to, and whether it describes its schemas to others. */
export type Entry = { readonly name: string; readonly source: string; readonly describes?: boolean }

/** Where a bundle lies, its size in bytes, and what went into it. */
export type Bundle = { readonly name: string; readonly folder: string; readonly file: string; readonly bytes: number }

/** What is made of the entries: their bundles, in the same order, and what esbuild tells of them. */
export type Made = { readonly bundles: Bundle[]; readonly meta: Metafile }

/**
 * Bundles each entry to `<out>/<name>/index.mjs`: one minified ES module for Node 24, nothing left outside but node's
 * own modules. Promises that a dependency's ES module form is taken where there is one (CommonJS cannot be shaken and
 * is several times the size). `asPackaged` leaves every package as it comes, to measure beside. Throws what esbuild throws.
 */
export async function bundle(entries: readonly Entry[], out: string, { asPackaged = false } = {}): Promise<Made> {
  await mkdir(out, { recursive: true })
  // A package is loaded one way for all entries of a build, so those that describe their schemas have one of their own.
  const { describing = [], others = [] } = Object.groupBy(entries, ({ describes }) =>
    describes ? 'describing' : 'others',
  )
  const lean = { alias: replaced, plugins: leaner }
  const metas = [
    await buildAll(describing, out, asPackaged ? {} : lean),
    await buildAll(
      others,
      out,
      asPackaged ? {} : { ...lean, plugins: [...leaner, leaveOutJsonSchemas, leaveOutUploads] },
    ),
  ]
  const meta = {
    inputs: Object.assign({}, ...metas.map(({ inputs }) => inputs)),
    outputs: Object.assign({}, ...metas.map(({ outputs }) => outputs)),
  }
  const bytesOf = new Map(
    metas.flatMap(({ outputs }) => Object.entries(outputs).map(([file, { bytes }]) => [path.resolve(file), bytes])),
  )
  const bundles = entries.map(({ name }) => {
    const folder = path.join(out, name)
    const file = path.join(folder, 'index.mjs')
    return { name, folder, file, bytes: bytesOf.get(path.resolve(file)) ?? 0 }
  })
  return { bundles, meta }
}

async function buildAll(
  entries: readonly Entry[],
  out: string,
  how: Pick<BuildOptions, 'alias' | 'plugins'>,
): Promise<Metafile> {
  if (entries.length === 0) return { inputs: {}, outputs: {} }
  const { metafile } = await build({
    entryPoints: entries.map(({ name, source }) => ({ in: source, out: `${name}/index` })),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    ...how,
    banner: { js: banner },
    metafile: true,
    logLevel: 'error',
  })
  return metafile
}

/**
 * What a function that follows events may weigh, in bytes: it starts cold before a letter leaves. Two are on no letter's
 * way: who reads mail holds what opens mails (81 KB) and the rules of reading in two languages; who imports holds the rules
 * of schools, contacts, clusters and meetings together, and a file takes longer than its start.
 */
export function mostBytesOf(name: string): number {
  return furtherBytes[name] ?? 650_000
}

const furtherBytes: Readonly<Record<string, number>> = { 'receive-mail': 850_000, 'run-import': 690_000 }

/** The functions that tell others the form of what they take and give, as JSON schemas. */
const describing: ReadonlySet<string> = new Set(['answer-api'])

/** The entries of functions by name: `functions/<name>/handler.ts`, or `.tsx` where it makes pages. */
export const handlerEntries = (names: readonly string[], root: string): Entry[] =>
  names.map((name) => {
    const source = path.join(root, 'functions', name, 'handler.ts')
    return { name, source: existsSync(source) ? source : `${source}x`, describes: describing.has(name) }
  })
