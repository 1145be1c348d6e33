// The files in memory and the files on the local cloud's S3 keep the same contract.

import { afterEach, expect, test } from 'vitest'
import { filesClient, openFiles } from '../../../shared/files/files-s3.ts'
import { filesContract, type OpenFiles } from '../../kit/contracts/files.ts'
import { holdContract } from '../../kit/hold-contract.ts'
import { localConfig, memoryCloud } from '../../kit/local-cloud.ts'
import { startScriptedServer } from '../../kit/scripted-server.ts'
import { standInFiles } from '../../kit/stand-ins/files.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

holdContract('the files in memory', filesContract, () => {
  const files = standInFiles()
  return { files, upload: (address, body) => files.upload(address, body) }
})
holdContract('the files on S3', filesContract, localFiles)

async function localFiles(): Promise<OpenFiles> {
  const cloud = await memoryCloud()
  const client = filesClient(localConfig(cloud.endpoint))
  stops.push(
    () => cloud.stop(),
    async () => client.destroy(),
  )
  return { files: openFiles(client, 'iqm-files'), upload }
}

async function upload(address: string, body: string): Promise<void> {
  const answer = await fetch(address, { method: 'PUT', body, headers: { 'content-type': 'text/csv' } })
  expect(answer.status).toBe(200)
}

test('an upload address is signed for its key and its time, and asks for no header a script would not send', async () => {
  const files = openFiles(filesClient(localConfig('http://127.0.0.1:9')), 'iqm-files')
  const address = new URL(await files.uploadAddress('uploads/1/schools.csv', 'text/csv', 900))
  expect(address.pathname).toBe('/iqm-files/uploads/1/schools.csv')
  expect(address.searchParams.get('X-Amz-Expires')).toBe('900')
  expect(address.searchParams.get('X-Amz-SignedHeaders')).toBe('host')
  expect(address.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/)
  expect([...address.searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([])
})

test('a fault names the operation and the failure, never the file', async () => {
  const server = await startScriptedServer(() => ({ status: 403, headers: { 'content-type': 'application/xml' } }))
  stops.push(server.close)
  const files = openFiles(filesClient({ ...localConfig(server.endpoint), maxAttempts: 1 }), 'iqm-files')
  const tries = [
    () => files.put('by-ada-marsh', 'x', 'text/plain'),
    () => files.get('by-ada-marsh'),
    () => files.remove('by-ada-marsh'),
  ]
  for (const tried of tries) await expect(tried()).rejects.toThrow(/^files\.(put|get|remove): [A-Za-z0-9]+$/)
})
