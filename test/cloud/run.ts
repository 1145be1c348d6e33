/**
 * `npm run test:cloud`: the body deployed for real into a local emulator, and driven from outside. Installs what it needs,
 * prints each proof as it goes and `N passed, N failed` at the end; leaves nothing behind but the emulator in its cache.
 */
import * as z from 'zod'
import { londonDay } from '../../events/kernel/day.ts'
import { triggers } from '../../functions/index.ts'
import { holdContractsOn } from '../kit/contracts/on-aws.ts'
import { deploy, lintTemplates } from './deploy.ts'
import { type Emulator, install, startEmulator } from './emulator.ts'
import { endAfter } from './ending.ts'
import { drive } from './journey.ts'
import { answerItsQuestions } from './people.ts'
import { counted, expectSame, NotShown, prove, proveFirst, tell } from './prove.ts'
import { showSeals } from './seals.ts'
import { call, owner } from './signed.ts'
import { lettersThatLeft, linesOf } from './watch.ts'

/** Minutes: longer than it ever took. */
const budget = 8

async function deployedFunctions(emulator: Emulator): Promise<string[]> {
  const listed = await call(emulator.endpoint, { service: 'lambda', method: 'GET', path: '/2015-03-31/functions/' })
  const functions = z.object({ Functions: z.array(z.object({ FunctionName: z.string() })) })
  return functions
    .parse(JSON.parse(listed))
    .Functions.map(({ FunctionName }) => FunctionName.replace('iqm-emulator-', ''))
}

async function proofs(emulator: Emulator): Promise<void> {
  const deployed = await proveFirst('the body is deployed by the real CDK into an account that judges by IAM', () =>
    deploy(emulator),
  )
  await prove('what is deployed is the list of triggers', async () =>
    expectSame(
      'functions',
      await deployedFunctions(emulator),
      triggers.map(({ name }) => name),
    ),
  )
  await answerItsQuestions(emulator)
  try {
    await drive(emulator, deployed, londonDay(new Date().toISOString()))
    await showSeals(emulator)
  } catch (thrown) {
    if (!(thrown instanceof NotShown)) throw thrown
  }
  await holdContracts(emulator)
  await prove('the linter finds nothing in the templates of production', async () => {
    const said = await lintTemplates(emulator)
    if (said !== '') throw new Error(said)
  })
}

/** The same promises that stand-ins and the local cloud keep, kept by the emulator. */
async function holdContracts(emulator: Emulator): Promise<void> {
  const place = { endpoint: emulator.endpoint, region: owner.region, credentials: owner }
  const letters = async () => (await lettersThatLeft(emulator)).map(({ to, subject }) => ({ to, subject }))
  for (const { says, broken } of await holdContractsOn(place, letters)) tell(says, broken)
}

/** For whoever looks for the cause of a failure. */
async function tellWhy(emulator: Emulator): Promise<void> {
  console.log(`the emulator’s last words:\n${await emulator.lastWords()}`)
  for (const { name } of triggers) {
    const lines = await linesOf(emulator, name).catch(() => [])
    const failures = lines.filter((line) => /"ERROR"|"WARN"|Error/.test(line)).slice(-20)
    if (failures.length > 0) console.log(`${name} says:\n${failures.join('\n')}`)
  }
}

async function run(): Promise<void> {
  await proveFirst('the emulator installs from PyPI', install)
  const emulator = await proveFirst('the emulator starts on a free port', startEmulator)
  try {
    await proofs(emulator)
    if (counted().failed > 0) await tellWhy(emulator)
  } finally {
    await emulator.stop()
  }
}

endAfter(budget)
await run().catch((thrown: unknown) => {
  if (!(thrown instanceof NotShown)) tell('the proofs run to their end', String(thrown))
})
const { passed, failed } = counted()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
