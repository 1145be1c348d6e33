/** The seal of a day in the deployed body: put by the function into a bucket that keeps it, and read by verify-log. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import {
  DeleteObjectCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  type ObjectVersion,
} from '@aws-sdk/client-s3'
import * as z from 'zod'
import { filesClient } from '../../shared/files/files-s3.ts'
import { type Emulator, root } from './emulator.ts'
import { prove } from './prove.ts'
import { owner } from './signed.ts'

const run = promisify(execFile)

const bucket = `iqm-emulator-sealed-000000000000-${owner.region}`

/** Shows both. `today` is the day the body was brought in on, which has been sealed as the first day of its log. */
export async function showSeals(emulator: Emulator, today: string): Promise<void> {
  const client = filesClient({ endpoint: emulator.endpoint, region: owner.region, credentials: owner })
  await prove(
    'the days before the first morning are sealed where nobody, the owner included, takes them away',
    async () => {
      const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: 'seals/' }))
      const sealed = Versions.find(({ Key }) => Key === `seals/${today}.json`)
      if (sealed === undefined)
        throw new Error(`there is no seal of ${today} among ${Versions.map(({ Key }) => Key).join()}`)
      const { Retention } = await client.send(new GetObjectRetentionCommand(placeOf(sealed)))
      if (Retention?.Mode !== 'GOVERNANCE') throw new Error(`it is kept in the mode ${Retention?.Mode}`)
      const gone = await client.send(new DeleteObjectCommand(placeOf(sealed))).then(
        () => true,
        () => false,
      )
      if (gone) throw new Error('it was taken away')
    },
  )
  client.destroy()
  await prove(
    'verify-log reads the deployed log and its seals, and finds only what came after the seal of today',
    async () => {
      const said = await verifyLog(emulator)
      const [summary = '', ...findings] = said.reverse()
      const { days } = z
        .object({ days: z.coerce.number().min(1) })
        .parse(/ (?<days>\d+) days sealed/.exec(summary)?.groups)
      const others = findings.filter((line) => !line.startsWith('added: ') || !line.includes(`to ${today} `))
      if (others.length > 0 || days < 1) throw new Error(said.join('\n'))
    },
  )
}

const placeOf = ({ Key, VersionId }: ObjectVersion) => ({ Bucket: bucket, Key, VersionId })

/** What `npm run verify-log` prints, told where the deployed body keeps its log. */
async function verifyLog(emulator: Emulator): Promise<string[]> {
  const env = {
    ...emulator.environment,
    LOG_TABLE: 'iqm-emulator-log',
    BOARD_TABLE: 'iqm-emulator-board',
    SEALED_BUCKET: bucket,
  }
  const args = ['--import', 'tsx', 'infra/local/verify-log.ts']
  const said = z.object({ stdout: z.string() })
  const { stdout } = await run(process.execPath, args, { cwd: root, env, timeout: 60_000 }).catch((thrown: unknown) =>
    said.parse(thrown),
  )
  return stdout.trim().split('\n')
}
