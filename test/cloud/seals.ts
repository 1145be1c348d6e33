/** The seals of days in the deployed body: put by the function into a bucket that keeps them, and read by verify-log. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { HeadObjectCommand } from '@aws-sdk/client-s3'
import * as z from 'zod'
import { filesClient, openFiles } from '../../shared/files/files-s3.ts'
import { type Emulator, root } from './emulator.ts'
import { untilTheEnd } from './ending.ts'
import { prove } from './prove.ts'
import { owner } from './signed.ts'

const run = promisify(execFile)

const bucket = `iqm-emulator-sealed-000000000000-${owner.region}`

/** Shows that the days before each morning of the story were sealed, and that their seals are found. */
export async function showSeals(emulator: Emulator): Promise<void> {
  const client = filesClient({ endpoint: emulator.endpoint, region: owner.region, credentials: owner })
  // That the bucket is locked is said by the template, which this emulator does not follow in that.
  await prove('the days that are over are sealed, each with the checksum that a locked bucket asks for', async () => {
    const sealed = await Array.fromAsync(openFiles(client, bucket).list('seals/'))
    if (sealed.length === 0) throw new Error('there is no seal')
    for (const { key } of sealed) {
      const asked = new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' })
      const { ChecksumCRC32, VersionId } = await client.send(asked)
      if (ChecksumCRC32 === undefined) throw new Error(`${key} was put without a checksum`)
      if (VersionId === undefined) throw new Error(`the bucket keeps no versions of ${key}`)
    }
  })
  client.destroy()
  await prove('verify-log reads the deployed log and its seals, and finds nothing altered or dropped', async () => {
    const said = await verifyLog(emulator)
    const sealed = /, (?<days>\d+) days sealed/.exec(said.at(-1) ?? '')?.groups
    const { days } = z.object({ days: z.coerce.number() }).parse(sealed)
    // The clock went ahead: what was recorded after the first morning belongs to a day that it had sealed.
    const others = said.slice(0, -1).filter((line) => !line.startsWith('added: '))
    if (others.length > 0 || days === 0) throw new Error(said.join('\n'))
  })
}

/** What `npm run verify-log` prints, told where the deployed body keeps its log and its seals. */
async function verifyLog(emulator: Emulator): Promise<string[]> {
  const kept = { LOG_TABLE: 'iqm-emulator-log', BOARD_TABLE: 'iqm-emulator-board', SEALED_BUCKET: bucket }
  const options = { cwd: root, env: { ...emulator.environment, ...kept }, timeout: 60_000, signal: untilTheEnd }
  const said = z.object({ stdout: z.string(), stderr: z.string() })
  const ended = await run(process.execPath, ['--import', 'tsx', 'infra/local/verify-log.ts'], options).catch(
    (thrown: unknown) => said.parse(thrown),
  )
  return `${ended.stdout}${ended.stderr}`.trim().split('\n')
}
