/** Local files, through the real client. */
import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import type { StoredFile } from '../../../../infra/local/cloud/types.ts'
import { clients, testCloud, testFolder } from './kit.ts'

const Bucket = 'mail'
const put = (Key: string, Body: string | Readable, more: object = {}) =>
  new PutObjectCommand({ Bucket, Key, Body, ...more })

describe.for([':memory:', 'on disk'])('the files %s', (kept) => {
  const dataDir = () => (kept === ':memory:' ? kept : testFolder())

  test('an object comes back as it was put, with its type and metadata', async () => {
    const cloud = await testCloud({ dataDir: dataDir() })
    const { files } = clients(cloud)
    const sent = await files.send(
      put('in/a b é.eml', 'Grüße', { ContentType: 'message/rfc822', Metadata: { from: 'x' } }),
    )
    const got = await files.send(new GetObjectCommand({ Bucket, Key: 'in/a b é.eml' }))
    expect(await got.Body?.transformToString()).toBe('Grüße')
    expect(got).toMatchObject({
      ContentType: 'message/rfc822',
      Metadata: { from: 'x' },
      ETag: sent.ETag,
      ContentLength: 7,
    })
    const head = await files.send(new HeadObjectCommand({ Bucket, Key: 'in/a b é.eml' }))
    expect(head).toMatchObject({ ContentLength: 7, Metadata: { from: 'x' } })
  })

  test('a streamed upload is taken out of its framing', async () => {
    const cloud = await testCloud({ dataDir: dataDir() })
    const { files } = clients(cloud)
    await files.send(put('s', Readable.from([Buffer.from('hello '), Buffer.from('world')]), { ContentLength: 11 }))
    const got = await files.send(new GetObjectCommand({ Bucket, Key: 's' }))
    expect(await got.Body?.transformToString()).toBe('hello world')
  })

  test('what is not there is told as such, and so is what was deleted', async () => {
    const cloud = await testCloud({ dataDir: dataDir() })
    const { files } = clients(cloud)
    await expect(files.send(new GetObjectCommand({ Bucket, Key: 'x' }))).rejects.toMatchObject({ name: 'NoSuchKey' })
    await expect(files.send(new HeadObjectCommand({ Bucket, Key: 'x' }))).rejects.toMatchObject({ name: 'NotFound' })
    await files.send(put('x', '1'))
    await files.send(put('x', '2'))
    await files.send(new DeleteObjectCommand({ Bucket, Key: 'x' }))
    await files.send(new DeleteObjectCommand({ Bucket, Key: 'x' }))
    await expect(files.send(new GetObjectCommand({ Bucket, Key: 'x' }))).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  test('of two that may only be new, one is put', async () => {
    const cloud = await testCloud({ dataDir: dataDir() })
    const { files } = clients(cloud)
    const tries = await Promise.allSettled(['1', '2'].map((body) => files.send(put('x', body, { IfNoneMatch: '*' }))))
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'PreconditionFailed' } })
  })

  test('a list gives the keys below a prefix in their order, page by page', async () => {
    const cloud = await testCloud({ dataDir: dataDir() })
    const { files } = clients(cloud)
    for (const key of ['in/3', 'in/1', 'out/1', 'in/2 & <more>']) await files.send(put(key, key))
    const keys: (string | undefined)[] = []
    let ContinuationToken: string | undefined
    do {
      const page = await files.send(new ListObjectsV2Command({ Bucket, Prefix: 'in/', MaxKeys: 2, ContinuationToken }))
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key))
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)
    expect(keys).toEqual(['in/1', 'in/2 & <more>', 'in/3'])
    const other = await files.send(new ListObjectsV2Command({ Bucket: 'another' }))
    expect(other).toMatchObject({ KeyCount: 0, IsTruncated: false })
  })
})

describe('the files', () => {
  test('an object that was kept is told to whom it concerns, until they have taken it', async () => {
    const told: StoredFile[] = []
    const cloud = await testCloud({
      onObjectCreated: (file) => {
        told.push(file)
        if (told.length === 1) throw new Error('not yet')
      },
    })
    await clients(cloud).files.send(put('in/1', 'x'))
    await cloud.settle()
    expect(told).toHaveLength(2)
    expect(told[1]).toMatchObject({ bucket: Bucket, key: 'in/1', size: 1 })
  })

  test('an upload address takes a file without further sign-in, until it has run out', async () => {
    const cloud = await testCloud()
    const { files } = clients(cloud)
    const address = (signedAt: Date, seconds: number) => {
      const date = signedAt.toISOString().replace(/[-:]|\.\d+/g, '')
      return `${cloud.endpoint}/${Bucket}/up.csv?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=${date}&X-Amz-Expires=${seconds}&X-Amz-Signature=0`
    }
    const upload = (url: string) => fetch(url, { method: 'PUT', body: 'a,b\n' })
    expect((await upload(address(new Date(), 60))).status).toBe(200)
    const got = await files.send(new GetObjectCommand({ Bucket, Key: 'up.csv' }))
    expect(await got.Body?.transformToString()).toBe('a,b\n')
    expect((await upload(address(new Date(Date.now() - 61_000), 60))).status).toBe(403)
    expect((await upload(`${cloud.endpoint}/${Bucket}/up.csv`)).status).toBe(403)
  })

  test('a call the local files do not have is told as not implemented, not guessed at', async () => {
    const cloud = await testCloud()
    const { files } = clients(cloud, 1)
    await expect(files.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }))).rejects.toMatchObject({
      name: 'NotImplemented',
    })
  })

  test('objects on disk are there after a restart', async () => {
    const dataDir = testFolder()
    const first = await testCloud({ dataDir })
    await clients(first).files.send(put('k', 'kept'))
    await first.stop()
    const second = await testCloud({ dataDir })
    const got = await clients(second).files.send(new GetObjectCommand({ Bucket, Key: 'k' }))
    expect(await got.Body?.transformToString()).toBe('kept')
  })
})
