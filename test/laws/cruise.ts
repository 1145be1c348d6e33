// Cruises the imports of a tree and says which break the law. `npm run law` runs it on the project itself.
// Without a compiler it can read, dependency-cruiser finds no modules at all and is content: so we count them.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cruise as cruiseImports, type IViolation } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'

const project = join(import.meta.dirname, '../..')
const rooms = ['events', 'shared', 'functions', 'infra', 'test']

export interface Cruised {
  /** Files read, without those of node_modules. */
  readonly modules: number
  readonly offences: readonly Offence[]
}

export interface Offence {
  readonly rule: string
  readonly from: string
  readonly to: string
  /** The sentence to the offender. */
  readonly comment: string
}

/** Judges every import under `root` by the project's law. Throws when it could read nothing. */
export async function cruise(root: string = project): Promise<Cruised> {
  const options = await extractOptions(join(project, '.dependency-cruiser.mjs'))
  const standing = rooms.filter((room) => existsSync(join(root, room)))
  const { output } = await cruiseImports(standing, { ...options, baseDir: root })
  if (typeof output === 'string') throw new Error(`expected a result, not a report: ${output.slice(0, 200)}`)
  const comments = new Map(options.ruleSet?.forbidden?.map((rule) => [rule.name, rule.comment ?? '']))
  const modules = output.modules.filter(
    ({ source }) => !source.includes('node_modules/') && /\.tsx?$/.test(source),
  ).length
  if (modules === 0)
    throw new Error(`cruised no modules under ${root}: is there a TypeScript older than 7 to read them?`)
  return { modules, offences: output.summary.violations.map((violation) => asOffence(violation, comments)) }
}

/** The names of all rules, in the order they are written. */
export async function ruleNames(): Promise<string[]> {
  const options = await extractOptions(join(project, '.dependency-cruiser.mjs'))
  return (options.ruleSet?.forbidden ?? []).map((rule) => rule.name ?? 'unnamed')
}

function asOffence({ rule, from, to }: IViolation, comments: ReadonlyMap<string | undefined, string>): Offence {
  return { rule: rule.name, from, to, comment: comments.get(rule.name) ?? '' }
}

if (import.meta.main) {
  const { modules, offences } = await cruise()
  for (const { rule, from, to, comment } of offences) console.error(`${from} → ${to}\n  ${rule}: ${comment}\n`)
  console.log(`import law: ${modules} modules, ${offences.length} offences`)
  if (offences.length > 0) process.exitCode = 1
}
