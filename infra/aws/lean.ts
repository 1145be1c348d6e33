/** What a function's bundle goes without: parts of its packages that it never comes to, and words said many times. */

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'esbuild'
import * as z from 'zod'
import { calendarFile } from '../../events/kernel/calendar.ts'

const here = (file: string) => path.join(import.meta.dirname, file)

/** What runs in Lambda in place of a package. */
export const replaced = {
  '@aws-sdk/credential-provider-node': here('lambda-credentials.ts'),
  '@smithy/core/event-streams': here('no-event-streams.ts'),
  'mnemonist/lru-cache': here('no-found-endpoints.ts'),
}

/**
 * The SDK describes each operation of a service in constants, whose computed keys keep the bundler from leaving out
 * those that nobody calls: 50 KB for the post, 55 KB for files. Said to be pure, they go.
 */
const leaveOutOperations: Plugin = {
  name: 'leave-out-operations',
  setup(made) {
    made.onLoad({ filter: /@aws-sdk.client-[a-z0-9]+.dist-es.schemas.schemas_0\.js$/ }, async ({ path: file }) => {
      const said = await readFile(file, 'utf8')
      const constant = /^((?:export )?var \w+\$?) = (\[[\s\S]*?\]);$/gm
      return { contents: said.replace(constant, '$1 = /* @__PURE__ */ (() => $2)();') }
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

/**
 * A client has a class for each error of its service, thirty lines of the same form: said once and called for each, the
 * same classes are 14 KB less where the table, the queue and the files meet. One of another form stays as it comes.
 */
const sayErrorsOnce: Plugin = {
  name: 'say-errors-once',
  setup(made) {
    made.onLoad({ filter: /@aws-sdk.client-[a-z0-9]+.dist-es.models.errors\.js$/ }, async ({ path: file }) => {
      const said = await readFile(file, 'utf8')
      return { contents: `${said.replace(errorClass, errorSaid)}\n${errorOf}` }
    })
  },
}

const errorClass = new RegExp(
  [
    String.raw`^export class (?<name>\w+) extends __BaseException \{`,
    String.raw`    static shapeId = "(?<space>[\w.]+)#\k<name>";`,
    String.raw`    name = "\k<name>";`,
    String.raw`    \$fault = "(?<fault>client|server)";`,
    String.raw`(?<fields>(?:    \w+;\n)*)    constructor\(opts\) \{`,
    String.raw`        super\(\{`,
    String.raw`            name: "\k<name>",`,
    String.raw`            \$fault: "\k<fault>",`,
    String.raw`            \.\.\.opts,`,
    String.raw`        \}\);`,
    String.raw`        Object\.setPrototypeOf\(this, \k<name>\.prototype\);`,
    String.raw`(?<taken>(?:        this\.(\w+) = opts\.\w+;\n)*)    \}`,
    String.raw`\}$`,
  ].join('\\n'),
  'gm',
)

const parsedError = z.object({
  name: z.string(),
  space: z.string(),
  fault: z.string(),
  fields: z.string(),
  taken: z.string(),
})

function errorSaid(whole: string, ...groups: readonly unknown[]): string {
  const { name, space, fault, fields: declared, taken } = parsedError.parse(groups.at(-1))
  const fields = [...declared.matchAll(/\w+/g)].map(([field]) => field)
  if (taken !== fields.map((field) => `        this.${field} = opts.${field};\n`).join('')) return whole
  const said = [space, name, fault, ...fields].map((word) => JSON.stringify(word)).join()
  return `export const ${name} = /* @__PURE__ */ errorOf(${said});`
}

/** In the packages' own words; a field of the service's own is there even where it has no value. */
const errorOf = `
function errorOf(space, name, $fault, ...fields) {
  const made = class extends __BaseException {
    static shapeId = space + "#" + name;
    name = name;
    $fault = $fault;
    constructor(opts) {
      super({ name, $fault, ...opts });
      Object.setPrototypeOf(this, made.prototype);
      for (const field of fields) this[field] = opts[field];
    }
  };
  return made;
}
`

/** Where a machine's node has no cryptography of its own, the SDK brings SHA-1, SHA-256 and MD5 along in JavaScript: 8 KB. */
const leaveOutOwnHashes: Plugin = {
  name: 'leave-out-own-hashes',
  setup(made) {
    made.onLoad({ filter: /dist-es.submodules.(sha|checksum).\w+.(Sha1|Sha256|Md5)Js\.js$/ }, ({ path: file }) => ({
      contents: `export const ${path.basename(file, '.js')} = ${leftOut('OwnHashes', 'hashes in JavaScript')};`,
    }))
  },
}

/**
 * What the SDK brings along for ways nobody goes here: signing for many regions at once, sending at a rate that adapts,
 * buckets of one zone, asking a machine for its region. Some 8 KB where files and tables meet.
 */
const elsewhere: readonly { readonly file: RegExp; readonly contents: string }[] = [
  {
    file: /signature-v4-multi-region.dist-es.SignatureV4MultiRegion\.js$/,
    contents: `import { SignatureV4SignWithCredentials } from './SignatureV4SignWithCredentials';
export class SignatureV4MultiRegion extends SignatureV4SignWithCredentials {
  static sigv4aDependency() { return 'none'; }
}`,
  },
  {
    file: /retry.(util-retry|middleware-retry.retry-pre-sra-deprecated).AdaptiveRetryStrategy\.js$/,
    contents: `export const AdaptiveRetryStrategy = ${leftOut('AdaptiveRate', 'rate that adapts')};`,
  },
  {
    file: /middleware-s3-express.classes.S3ExpressIdentityProviderImpl\.js$/,
    contents: `export class S3ExpressIdentityProviderImpl {}
S3ExpressIdentityProviderImpl.prototype.getS3ExpressIdentity = ${leftOut('ZonalBuckets', 'buckets of one zone')};`,
  },
  {
    file: /regionConfig.getInstanceMetadataRegion\.js$/,
    contents: `export const getInstanceMetadataRegion = ${leftOut('MachineRegion', 'way to ask a machine for its region')};`,
  },
]

const leaveOutWaysElsewhere: Plugin = {
  name: 'leave-out-ways-elsewhere',
  setup(made) {
    for (const { file, contents } of elsewhere) made.onLoad({ filter: file }, () => ({ contents }))
  },
}

/** Addresses by which others put files to us are given by the API alone. */
export const leaveOutUploads: Plugin = {
  name: 'leave-out-uploads',
  setup(made) {
    made.onLoad({ filter: /@aws-sdk.s3-request-presigner.dist-es.index\.js$/ }, () => ({
      contents: `export const getSignedUrl = ${leftOut('Uploads', 'addresses for uploads')};`,
    }))
  },
}

/** An expression in JavaScript, for what stands in place of a part left out: called or made after all, it is an error with a name. */
function leftOut(name: string, what: string): string {
  const error = `Object.assign(new Error('this bundle holds no ${what}: see infra/aws/lean.ts'), { name: '${name}LeftOut' })`
  return `function () { throw ${error} }`
}

/**
 * Each of zod's schemas can tell itself as a JSON schema, 20 KB of it, which only those do that describe themselves to
 * others. In all other bundles being asked for that is an error with a name.
 */
export const leaveOutJsonSchemas: Plugin = {
  name: 'leave-out-json-schemas',
  setup(made) {
    const stub = `const leftOut = ${leftOut('JsonSchemas', 'JSON schemas')};\n`
    made.onLoad({ filter: /zod.v4.core.json-schema-processors\.js$/ }, async ({ path: file }) => {
      const said = await readFile(file, 'utf8')
      return {
        contents: stub + said.replace(/^export const (\w+Processor) = [\s\S]*?^};$/gm, 'export const $1 = leftOut;'),
      }
    })
    made.onLoad({ filter: /zod.v4.core.to-json-schema\.js$/ }, async ({ path: file }) => {
      const said = await readFile(file, 'utf8')
      const makers = /^export const (create\w+Method) = [\s\S]*?^};$/gm
      return { contents: stub + said.replace(makers, 'export const $1 = () => leftOut;') }
    })
  },
}

/** All that is left out of every bundle. */
export const leaner = [
  leaveOutOperations,
  leaveOutPackages,
  shareEqualParts,
  sayErrorsOnce,
  leaveOutOwnHashes,
  leaveOutWaysElsewhere,
]
