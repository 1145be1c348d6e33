/** One file per function, as it runs: a bundle holds all it needs, so that what is tested is what is deployed. */

import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'
import * as z from 'zod'
import { calendarFile } from '../../events/kernel/calendar.ts'

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

/** A client tells its version with each request, and brings the whole of its package.json along to know it: 2.5 KB each. */
const leaveOutPackages: Plugin = {
  name: 'leave-out-packages',
  setup(made) {
    made.onLoad({ filter: /@aws-sdk.client-[a-z0-9]+.package\.json$/ }, async ({ path: file }) => {
      const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(file, 'utf8')))
      return { contents: JSON.stringify({ version }), loader: 'json' }
    })
  },
}

/** The nations' calendars have most in common: what is equal is written once, 5 KB in every function. */
const shareEqualParts: Plugin = {
  name: 'share-equal-parts',
  setup(made) {
    made.onLoad({ filter: /events.days.calendar\.json$/ }, async ({ path: file }) => {
      const { nations } = calendarFile().parse(JSON.parse(await readFile(file, 'utf8')))
      const parts = new Map<string, string>()
      const nameOf = (part: unknown) => {
        const said = JSON.stringify(part)
        const name = parts.get(said) ?? `part${parts.size}`
        parts.set(said, name)
        return name
      }
      const written = Object.entries(nations).map(([nation, of]) => {
        const fields = Object.entries(of).map(([field, part]) => `${field}:${nameOf(part)}`)
        return `${JSON.stringify(nation)}:{${fields.join()}}`
      })
      const shared = [...parts].map(([said, name]) => `const ${name}=${said};`)
      return { contents: `${shared.join('')}export default {nations:{${written.join()}}};`, loader: 'js' }
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
    ...(!asPackaged && { alias: replaced, plugins: [leaveOutOperations, leaveOutPackages, shareEqualParts] }),
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
