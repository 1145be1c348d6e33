/** Calls to the emulator that no adapter of the system makes: signed by hand, so that no client is installed for them. */
import { createHash, createHmac } from 'node:crypto'

/** The account's owner there: what a person with all rights would be. */
export const owner = { accessKeyId: 'test', secretAccessKey: 'test', region: 'eu-west-2' }

export type Call = {
  readonly service: string
  /** The operation, where the service takes one by header. */
  readonly target?: string
  readonly method?: 'GET' | 'POST' | 'PUT'
  /** Path and query. */
  readonly path?: string
  readonly body?: string
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

/** Calls a service as the account's owner (Signature Version 4) and answers the body. Throws on any status but 2xx. */
export async function call(
  endpoint: string,
  { service, target, method = 'POST', path = '/', body = '' }: Call,
): Promise<string> {
  const url = new URL(path, endpoint)
  const at = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '')
  const day = at.slice(0, 8)
  const headers: Record<string, string> = {
    'content-type': target === undefined ? 'application/json' : 'application/x-amz-json-1.1',
    host: url.host,
    'x-amz-content-sha256': hash(body),
    'x-amz-date': at,
    ...(target === undefined ? {} : { 'x-amz-target': target }),
  }
  const names = Object.keys(headers).sort()
  const signed = names.join(';')
  const query = [...url.searchParams]
    .map(([key, value]) => `${encoded(key)}=${encoded(value)}`)
    .sort()
    .join('&')
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('')
  const canonical = [method, url.pathname, query, lines, signed, hash(body)].join('\n')
  const scope = [day, owner.region, service, 'aws4_request']
  const key = scope.reduce<string | Buffer>((under, part) => mac(under, part), `AWS4${owner.secretAccessKey}`)
  const signature = mac(key, ['AWS4-HMAC-SHA256', at, scope.join('/'), hash(canonical)].join('\n')).toString('hex')
  const authorization = `AWS4-HMAC-SHA256 Credential=${owner.accessKeyId}/${scope.join('/')}, SignedHeaders=${signed}, Signature=${signature}`
  const answer = await fetch(url, {
    method,
    headers: { ...headers, authorization },
    ...(method === 'GET' ? {} : { body }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${service} ${target ?? path}: ${answer.status} ${text.slice(0, 300)}`)
  return text
}
