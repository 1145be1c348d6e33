/**
 * Bugs planted on purpose: each kept patch is put into a copy of the project, and the tests that must see it are run
 * there. Prints which test went red beside each. Exits 1 when a patch no longer fits or a test stays green: then nobody
 * would see that bug.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import * as z from 'zod'

const project = join(import.meta.dirname, '../..')

interface Planted {
  readonly says: string
  readonly patch: string
  readonly tests: readonly string[]
}

const bugs: readonly Planted[] = [
  {
    says: 'the SDK retries a letter whose answer was lost',
    patch: 'sdk-retries-left-on',
    tests: ['test/shared/post/post-ses.test.ts'],
  },
  {
    says: 'entries the bus refused inside an answer of 200 are taken for published',
    patch: 'failed-entries-unchecked',
    tests: ['test/shared/bus/bus-eventbridge.test.ts'],
  },
  {
    says: 'a stage is sent on its very day or never',
    patch: 'equals-today',
    tests: ['test/events/school/ladder.test.ts'],
  },
  {
    says: 'consent is read before the letter is claimed',
    patch: 'consent-read-before-the-claim',
    tests: ['test/journeys/race.test.ts'],
  },
  {
    says: 'a row of the board is put whatever newer one stands',
    patch: 'projector-without-version-guard',
    tests: ['test/shared/board/board-contract.test.ts'],
  },
]

/** Left out of the copy: what is made, and what is only linked to. */
const leftOut = new Set(['node_modules', '.git', '.cache', '.local', 'dist', 'cdk.out'])

const copy = mkdtempSync(join(tmpdir(), 'planted-'))

/** Plants one bug, looks which tests see it, and takes it out again; whether at least one did. */
function plant({ says, patch, tests }: Planted): boolean {
  const file = join(import.meta.dirname, `${patch}.patch`)
  const wrong = apply(file)
  if (wrong !== undefined) {
    console.log(`${says}: ${patch}.patch no longer fits. ${wrong}`)
    return false
  }
  const red = failing(tests)
  const back = apply(file, '--reverse')
  if (back !== undefined) throw new Error(`${patch} could not be taken out again: ${back}`)
  console.log(red.length > 0 ? `${says}: seen by` : `${says}: SEEN BY NOBODY (${tests.join(', ')})`)
  for (const name of red) console.log(`  ${name}`)
  return red.length > 0
}

/** Applies a patch to the copy; what is wrong with it, if anything. */
function apply(file: string, ...how: readonly string[]): string | undefined {
  const { status, stderr } = spawnSync('git', ['apply', ...how, file], { cwd: copy, encoding: 'utf8' })
  return status === 0 ? undefined : stderr.trim()
}

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

/** The tests that fail in the copy. A file that cannot even be run sees nothing: that is no bug found. */
function failing(tests: readonly string[]): string[] {
  const runner = join(project, 'node_modules/vitest/vitest.mjs')
  const said = join(copy, 'said.json')
  rmSync(said, { force: true })
  const { stderr } = spawnSync(process.execPath, [runner, 'run', '--reporter=json', `--outputFile=${said}`, ...tests], {
    cwd: copy,
    encoding: 'utf8',
    // A hundred races are enough to see a bug that is there.
    env: { ...process.env, RACES: '100' },
  })
  const parsed = report.safeParse(JSON.parse(existsSync(said) ? readFileSync(said, 'utf8') : 'null'))
  if (!parsed.success) throw new Error(`the tests could not be run: ${stderr.slice(0, 2000)}`)
  return parsed.data.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  )
}

const began = performance.now()
let seen = 0
try {
  cpSync(project, copy, { recursive: true, filter: (path) => !leftOut.has(basename(path)) })
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'))
  const redBefore = failing(bugs.flatMap(({ tests }) => tests))
  if (redBefore.length > 0) throw new Error(`red without any bug planted: ${redBefore.join(', ')}`)
  for (const bug of bugs) if (plant(bug)) seen += 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}
const missed = bugs.length - seen
console.log(`${bugs.length} bugs planted in ${((performance.now() - began) / 1000).toFixed(1)} s`)
console.log(`${seen} passed, ${missed} failed`)
process.exit(missed === 0 ? 0 : 1)
