/**
 * `npm run test:cloud`: the body deployed for real into a local emulator, and driven from outside. Prints each proof as it
 * goes and `N passed, N failed` at the end; leaves nothing behind but the emulator in its cache.
 */
import * as z from 'zod'
import { triggers } from '../../functions/index.ts'
import { deploy, lintTemplates } from './deploy.ts'
import { type Emulator, install, startEmulator } from './emulator.ts'
import { signIn } from './people.ts'
import { call } from './signed.ts'

let passed = 0
let failed = 0

/** One claim and what shows it. A claim that does not hold is counted and told, and the next is tried. */
async function prove<T>(claim: string, show: () => Promise<T>): Promise<T | undefined> {
  const began = performance.now()
  const took = () => `${((performance.now() - began) / 1000).toFixed(1)} s`
  try {
    const shown = await show()
    passed++
    console.log(`✓ ${claim} (${took()})`)
    return shown
  } catch (thrown) {
    failed++
    console.log(`✗ ${claim} (${took()})\n  ${thrown instanceof Error ? thrown.message : String(thrown)}`)
    return undefined
  }
}

function expectSame(what: string, found: readonly string[], wanted: readonly string[]): void {
  const [one, other] = [[...found].sort().join(', '), [...wanted].sort().join(', ')]
  if (one !== other) throw new Error(`${what}: found ${one}; wanted ${other}`)
}

async function deployedFunctions(emulator: Emulator): Promise<string[]> {
  const listed = await call(emulator.endpoint, { service: 'lambda', method: 'GET', path: '/2015-03-31/functions/' })
  const functions = z.object({ Functions: z.array(z.object({ FunctionName: z.string() })) })
  return functions
    .parse(JSON.parse(listed))
    .Functions.map(({ FunctionName }) => FunctionName.replace('iqm-emulator-', ''))
}

async function proofs(emulator: Emulator): Promise<void> {
  const deployed = await prove('the body is deployed by the real CDK into an account that judges by IAM', () =>
    deploy(emulator),
  )
  if (deployed === undefined) return
  await prove('what is deployed is the list of triggers', async () =>
    expectSame(
      'functions',
      await deployedFunctions(emulator),
      triggers.map(({ name }) => name),
    ),
  )
  await prove('the first admin signs in at the pool', () => signIn(emulator, deployed, 'first-admin'))
  await prove('the linter finds nothing in the templates of production', async () => {
    const said = await lintTemplates(emulator)
    if (said !== '') throw new Error(said)
  })
}

await prove('the emulator installs from PyPI', install)
const emulator = await prove('the emulator starts on a free port', startEmulator)
if (emulator !== undefined) {
  const end = () => void emulator.stop().then(() => process.exit(1))
  process.once('SIGINT', end).once('SIGTERM', end)
  try {
    await proofs(emulator)
    if (failed > 0) console.log(`the emulator’s last words:\n${await emulator.lastWords()}`)
  } finally {
    await emulator.stop()
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
