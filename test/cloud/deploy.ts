/** The real CDK, used as `npm run deploy` uses it, on an emulator; and its templates given to a linter. */
import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import { type Emulator, program, root } from './emulator.ts'
import { untilTheEnd } from './ending.ts'
import { owner } from './signed.ts'

const run = promisify(execFile)

/** What a deploy and a synthesis are of, and where their assembly lies. */
const ofTheBody = (emulator: Emulator) => [
  ...['--app', 'node --import tsx infra/aws/app.ts'],
  ...['--output', join(emulator.folder, 'cdk.out')],
]

async function cdk(emulator: Emulator, args: readonly string[], cwd = root): Promise<void> {
  const options = { env: emulator.environment, cwd, timeout: 180_000, maxBuffer: 64_000_000, signal: untilTheEnd }
  try {
    await run(join(root, 'node_modules', '.bin', 'cdk'), [...args, '--no-notices', '--ci'], options)
  } catch (thrown) {
    const said = z.object({ stdout: z.string(), stderr: z.string() }).safeParse(thrown)
    const words = said.success ? `${said.data.stdout}\n${said.data.stderr}` : String(thrown)
    throw new Error(`cdk ${args[0]} failed:\n${words.split('\n').slice(-40).join('\n')}`)
  }
}

const outputs = z.record(z.string(), z.object({ Address: z.url(), UserPool: z.string(), UserPoolClient: z.string() }))

export type Deployed = { readonly api: string; readonly userPool: string; readonly client: string }

/** Bootstraps the emulator's account and deploys what is kept and what runs into it. `api` is where its HTTP API is reached. */
export async function deploy(emulator: Emulator): Promise<Deployed> {
  // An account is prepared for any body: elsewhere, where no app of ours would be made first.
  await cdk(emulator, ['bootstrap', `aws://000000000000/${owner.region}`], emulator.folder)
  const file = join(emulator.folder, 'outputs.json')
  const stage = ['-c', 'stage=emulator', '-c', `emulator=${emulator.endpoint}`]
  await cdk(emulator, [
    'deploy',
    '--all',
    '--require-approval',
    'never',
    '--outputs-file',
    file,
    ...stage,
    ...ofTheBody(emulator),
  ])
  const [said] = Object.values(outputs.parse(JSON.parse(await readFile(file, 'utf8'))))
  if (said === undefined) throw new Error('the deploy said nothing of what it made')
  const [id] = new URL(said.Address).hostname.split('.')
  // By path: the name the API has would have to be resolved, and this machine has no such names.
  const api = `${emulator.endpoint}/_aws/execute-api/${id}/$default`
  return { api, userPool: said.UserPool, client: said.UserPoolClient }
}

const production = ['-c', 'stage=production', '-c', 'mailDomain=letters.body.example']

/** What the linter has to say about the templates of production, as text; empty when it has nothing. */
export async function lintTemplates(emulator: Emulator): Promise<string> {
  await cdk(emulator, ['synth', '--all', '--quiet', ...production, ...ofTheBody(emulator)])
  const out = join(emulator.folder, 'cdk.out')
  const templates = (await readdir(out))
    .filter((name) => /-production-.*\.template\.json$/.test(name))
    .map((name) => join(out, name))
  // The library says some dependencies twice (W3005), which is harmless and not ours to change.
  const args = ['--ignore-checks', 'W3005', '--regions', owner.region, '--', ...templates]
  const { stdout } = await run(program('cfn-lint'), args, { signal: untilTheEnd }).catch((thrown: unknown) =>
    z.object({ stdout: z.string() }).parse(thrown),
  )
  return templates.length === 3 ? stdout.trim() : `${templates.length} templates were made, not 3`
}
