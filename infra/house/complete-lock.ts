// Completes package-lock.json with the optional packages of other platforms (`node infra/house/complete-lock.ts`, after
// every change of packages). npm leaves out of the lock whatever its registry does not serve, and then `npm ci` of newer
// npm calls the lock out of step. A platform's package is its parent's version for another machine, so its entry can be
// written from its name; `npm ci` skips it here and fetches it there.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const path = join(import.meta.dirname, '../../package-lock.json')

const AnyRecord = z.record(z.string(), z.unknown())
const Packages = z.record(
  z.string(),
  z.object({
    dev: z.boolean().optional(),
    license: z.string().optional(),
    optionalDependencies: z.record(z.string(), z.string()).default({}),
  }),
)

/** Optional packages that a lock's packages name by exact version and the lock lacks: entries by their place in it. */
export function missingFrom(locked: unknown): Record<string, unknown> {
  const packages = Packages.parse(locked)
  const missing = Object.values(packages).flatMap(({ dev, license, optionalDependencies }) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => packages[`node_modules/${name}`] === undefined && /^\d+\.\d+\.\d+$/.test(version))
      .map(
        ([name, version]) =>
          [`node_modules/${name}`, { version, ...machineOf(name), dev, license, optional: true }] as const,
      ),
  )
  return Object.fromEntries(missing)
}

/** What machine a package is for, from a name such as `@biomejs/cli-linux-arm64-musl`. */
function machineOf(name: string): { os: string[]; cpu: string[]; libc?: string[] } {
  const found =
    /-(?<os>android|darwin|freebsd|linux|openharmony|win32)-(?<cpu>arm64|arm|x64|ia32|ppc64|riscv64|s390x)(-(?<abi>\w+))?$/.exec(
      name,
    )
  const { os, cpu, abi = '' } = found?.groups ?? {}
  if (os === undefined || cpu === undefined)
    throw new Error(`${name} does not say what machine it is for: add it to package-lock.json by hand`)
  const libc = /^(musl|gnu)/.exec(abi)?.[0]
  return { os: [os], cpu: [cpu], ...(libc !== undefined && { libc: [libc === 'gnu' ? 'glibc' : libc] }) }
}

if (import.meta.main) {
  const lock = AnyRecord.parse(JSON.parse(readFileSync(path, 'utf8')))
  const missing = missingFrom(lock.packages)
  const all = Object.entries({ ...AnyRecord.parse(lock.packages), ...missing })
  const packages = Object.fromEntries(all.toSorted(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync(path, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`)
  console.log(`package-lock.json: ${Object.keys(missing).length} packages of other platforms added`)
}
