/** One file per function, as it runs: a bundle holds all it needs, so that what is tested is what is deployed. */

import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'

/**
 * Bundled dependencies ask for node's own modules with `require`, which an ES module does not have: without this line
 * the bundle dies at import with "Dynamic require of node:https is not supported".
 */
const banner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);"

/** What runs in Lambda in place of a package. */
const replaced = { '@aws-sdk/credential-provider-node': path.join(import.meta.dirname, 'lambda-credentials.ts') }

/**
 * The SDK describes each operation of a service in a constant, whose computed keys keep the bundler from leaving out
 * those that nobody calls: 50 KB for the post, 55 KB for files. Said to be pure, they go.
 */
const leaveOutOperations: Plugin = {
  name: 'leave-out-operations',
  setup(made) {
    made.onLoad({ filter: /@aws-sdk.client-[a-z0-9]+.dist-es.schemas.schemas_0\.js$/ }, async ({ path: file }) => {
      const said = await readFile(file, 'utf8')
      const constant = /^export var (\w+\$) = (\[[\s\S]*?\]);$/gm
      return { contents: said.replace(constant, 'export var $1 = /* @__PURE__ */ (() => $2)();') }
    })
  },
}

/** A source file and the name of the folder its bundle goes to. */
export type Entry = { readonly name: string; readonly source: string }

/** Where a bundle lies, its size in bytes, and what went into it. */
export type Bundle = { readonly name: string; readonly folder: string; readonly file: string; readonly bytes: number }

/**
 * Bundles each entry to `<out>/<name>/index.mjs`: one minified ES module for Node 24, nothing left outside but node's
 * own modules. Promises that a dependency's ES module form is taken where there is one (CommonJS cannot be shaken and
 * is several times the size). `asPackaged` leaves every package as it comes, to measure beside. Throws what esbuild throws.
 */
export async function bundle(
  entries: readonly Entry[],
  out: string,
  { asPackaged = false } = {},
): Promise<{ bundles: Bundle[]; meta: Metafile }> {
  await mkdir(out, { recursive: true })
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
    ...(!asPackaged && { alias: replaced, plugins: [leaveOutOperations] }),
    banner: { js: banner },
    metafile: true,
    logLevel: 'error',
  })
  const bytesOf = new Map(Object.entries(metafile.outputs).map(([file, { bytes }]) => [path.resolve(file), bytes]))
  const bundles = entries.map(({ name }) => {
    const folder = path.join(out, name)
    const file = path.join(folder, 'index.mjs')
    return { name, folder, file, bytes: bytesOf.get(path.resolve(file)) ?? 0 }
  })
  return { bundles, meta: metafile }
}

/** The entries of functions by name: `functions/<name>/handler.ts`, or `.tsx` where it makes pages. */
export const handlerEntries = (names: readonly string[], root: string): Entry[] =>
  names.map((name) => {
    const source = path.join(root, 'functions', name, 'handler.ts')
    return { name, source: existsSync(source) ? source : `${source}x` }
  })
