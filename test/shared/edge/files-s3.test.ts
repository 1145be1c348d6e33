// The files of an environment: seals go to a bucket of their own, with the checksum that Object Lock asks for.
import { afterEach, expect, test, vi } from 'vitest'
import { filesHere, sealsHere } from '../../../shared/edge/files-s3.ts'
import { type ScriptedServer, startScriptedServer } from '../../kit/scripted-server.ts'

let server: ScriptedServer

afterEach(async () => {
  vi.unstubAllEnvs()
  await server.close()
})

async function here(environment: Readonly<Record<string, string>>): Promise<void> {
  server = await startScriptedServer(() => ({ status: 200 }))
  const all = { AWS_ENDPOINT_URL: server.endpoint, FILES_BUCKET: 'files', ...environment }
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value)
}

/** Where each put went, and by which header it said its checksum. */
const puts = () =>
  server.asked.map(({ path, headers }) => ({
    path: path.split('?')[0],
    checksums: Object.keys(headers).filter((name) => /^x-amz-checksum-|^content-md5$/.test(name)).length,
  }))

test('a seal is put with a checksum, into the sealed bucket; a file with none, into the bucket for files', async () => {
  await here({ SEALED_BUCKET: 'sealed' })
  await sealsHere().put('seals/2026-09-01.json', '{}', 'application/json')
  await filesHere().put('imports/1.json', '{}', 'application/json')
  expect(puts()).toEqual([
    { path: '/sealed/seals/2026-09-01.json', checksums: 1 },
    { path: '/files/imports/1.json', checksums: 0 },
  ])
})

test('where no bucket is kept for seals they lie among the files', async () => {
  await here({})
  await sealsHere().put('seals/2026-09-01.json', '{}', 'application/json')
  expect(puts()).toEqual([{ path: '/files/seals/2026-09-01.json', checksums: 1 }])
})
