// The door of the files: S3's REST calls with the bucket in the path. It has Put, Get, Head and DeleteObject and
// ListObjectsV2, and says NotImplemented to all else. Signatures are not checked; that there is one, and its expiry, are.
import type { FileEntry, Files } from './files.ts'
import type { Answer, Call } from './http.ts'
import { objectBody } from './s3-body.ts'
import type { StoredFile } from './types.ts'

const mostKeys = 1000
/** Sub-resources and uploads in parts, which the local files do not have. */
const foreign = ['acl', 'tagging', 'uploads', 'uploadId', 'delete', 'versioning', 'retention', 'delimiter', 'versionId']

export interface S3Tools {
  readonly files: Files
  /** Called after an object was kept. */
  onCreated(file: StoredFile): void
}

export function createS3Api(tools: S3Tools): (call: Call) => Promise<Answer> {
  return async (call) => {
    const denied = refuseAccess(call)
    if (denied) return denied
    const [, bucket = '', ...rest] = call.path.split('/')
    const key = rest.join('/')
    if (bucket === '' || foreign.some((name) => call.query.has(name))) return notImplemented(call)
    return key === '' ? ofBucket(tools.files, bucket, call) : ofObject(tools, bucket, key, call)
  }
}

async function ofBucket(files: Files, bucket: string, call: Call): Promise<Answer> {
  return call.method === 'GET' ? list(files, bucket, call.query) : notImplemented(call)
}

async function ofObject({ files, onCreated }: S3Tools, bucket: string, key: string, call: Call): Promise<Answer> {
  switch (call.method) {
    case 'PUT':
      return put(files, onCreated, bucket, key, call)
    case 'GET': {
      const found = await files.get(bucket, key)
      return found ? { status: 200, headers: describe(found.entry), body: found.body } : noSuchKey
    }
    case 'HEAD': {
      const entry = await files.head(bucket, key)
      if (!entry) return { ...noSuchKey, body: '' }
      return { status: 200, headers: { ...describe(entry), 'content-length': String(entry.size) }, body: '' }
    }
    case 'DELETE':
      await files.remove(bucket, key)
      return { status: 204, headers: {}, body: '' }
    default:
      return notImplemented(call)
  }
}

async function put(
  files: Files,
  onCreated: S3Tools['onCreated'],
  bucket: string,
  key: string,
  call: Call,
): Promise<Answer> {
  if (call.header('x-amz-copy-source')) return notImplemented(call)
  const body = objectBody(call.body, call.header)
  if (!body) return s3Error(400, 'IncompleteBody', 'The request body was cut short.')
  const entry = await files.put(bucket, key, {
    body,
    contentType: call.header('content-type') ?? 'binary/octet-stream',
    metadata: metadataIn(call),
    onlyNew: call.header('if-none-match') === '*',
  })
  if (!entry)
    return s3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold.')
  onCreated({ bucket, key, size: entry.size, eTag: entry.eTag })
  return { status: 200, headers: { etag: entry.eTag }, body: '' }
}

async function list(files: Files, bucket: string, query: URLSearchParams): Promise<Answer> {
  const prefix = query.get('prefix') ?? ''
  const most = Math.min(Number(query.get('max-keys') ?? mostKeys), mostKeys)
  const token = query.get('continuation-token')
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8')
  const found = await files.list(bucket, prefix, after, most + 1)
  const page = found.slice(0, most)
  const more = found.length > most
  const next = more ? tag('NextContinuationToken', Buffer.from(page.at(-1)?.key ?? '').toString('base64url')) : ''
  const contents = page.map(({ key, size, eTag, at }) =>
    ['<Contents>', tag('Key', key), tag('LastModified', at), tag('ETag', eTag), tag('Size', size), '</Contents>'].join(
      '',
    ),
  )
  const about = [tag('Name', bucket), tag('Prefix', prefix), tag('KeyCount', page.length), tag('MaxKeys', most)]
  return xml(200, 'ListBucketResult', [...about, tag('IsTruncated', more), next, ...contents].join(''))
}

/** A call without a signature, or with an address that has run out, is refused as S3 refuses it. */
function refuseAccess({ query, header }: Call): Answer | undefined {
  if (header('authorization')) return undefined
  if (!query.has('X-Amz-Signature')) return s3Error(403, 'AccessDenied', 'Access Denied')
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '') ?? []
  const signedAt = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`)
  const ends = signedAt + Number(query.get('X-Amz-Expires') ?? Number.NaN) * 1000
  // Not a number is never later than now, so it is refused too.
  return ends > Date.now() ? undefined : s3Error(403, 'AccessDenied', 'Request has expired')
}

function metadataIn({ headers }: Call): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('x-amz-meta-'))
      .map(([name, value]) => [name, String(value)]),
  )
}

const describe = (entry: FileEntry) => ({
  'content-type': entry.contentType,
  etag: entry.eTag,
  'last-modified': new Date(entry.at).toUTCString(),
  ...entry.metadata,
})

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeXml = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
const tag = (name: string, value: string | number | boolean) => `<${name}>${escapeXml(String(value))}</${name}>`
const xml = (status: number, root: string, inner: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${inner}</${root}>`,
})

export const s3Error = (status: number, code: string, message: string): Answer =>
  xml(status, 'Error', tag('Code', code) + tag('Message', message))

const noSuchKey = s3Error(404, 'NoSuchKey', 'The specified key does not exist.')
const notImplemented = ({ method, path }: Call) =>
  s3Error(501, 'NotImplemented', `The local files have no such call: ${method} ${path}`)
