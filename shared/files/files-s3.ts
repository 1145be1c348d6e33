/** Files on S3. Everything it throws is a Fault, which names the operation and never a key. */
import {
  type _Object,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { faultOf } from '../../events/kernel/fault.ts'
import type { Files } from './files.ts'

/**
 * A client for files. The bucket stands in the path, so that one address of this machine can be S3; and no checksum is
 * put in unasked: a signed upload address would carry that of an empty file and refuse every other. A bucket under Object
 * Lock takes nothing without one: its client asks for it.
 */
export function filesClient(config: S3ClientConfig = {}): S3Client {
  return new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED', ...config, forcePathStyle: true })
}

/** The files of a bucket, through a client of `filesClient`. */
export function openFiles(client: S3Client, bucket: string): Files {
  return {
    async put(key, body, contentType) {
      const bytes = typeof body === 'string' ? Buffer.from(body) : body
      // The length is said, or an empty file counts as one of unknown length.
      const whole = { Body: bytes, ContentLength: bytes.length, ContentType: contentType }
      await send('files.put', client.send(new PutObjectCommand({ Bucket: bucket, Key: key, ...whole })))
    },

    get: async (key) => (await send('files.get', read(client, bucket, key)))?.bytes,

    open: (key) => send('files.get', read(client, bucket, key)),

    async *list(prefix) {
      let next: string | undefined
      do {
        const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: next })
        const page = await send('files.list', client.send(command))
        yield* (page.Contents ?? []).flatMap(entryOf)
        next = page.NextContinuationToken
      } while (next)
    },

    uploadAddress(key, contentType, seconds) {
      const command = new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: contentType })
      return send('files.uploadAddress', getSignedUrl(client, command, { expiresIn: seconds }))
    },

    async remove(key) {
      await send('files.remove', client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })))
    },
  }
}

function entryOf({ Key: key, Size: size = 0, LastModified: at }: _Object) {
  return key !== undefined && at ? [{ key, size, at: at.toISOString() }] : []
}

async function read(client: S3Client, bucket: string, key: string) {
  try {
    const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    const bytes = await Body?.transformToByteArray()
    return bytes && { bytes, contentType: ContentType ?? 'application/octet-stream' }
  } catch (thrown) {
    if (thrown instanceof NoSuchKey) return undefined
    throw thrown
  }
}

async function send<T>(operation: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (thrown) {
    throw faultOf(operation, thrown)
  }
}
