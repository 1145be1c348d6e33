/**
 * The door for requests: an app of the Fetch standard behind AWS's HTTP API (payload 2.0), on AWS and on one machine
 * alike. The gateway hands paths on decoded, and so does the emulator: they are encoded again, a part at a time, so that
 * an id with `#` or a space finds its page.
 */
import * as z from 'zod'
import type { DoorContext } from './doors.ts'

const request = z.object({
  rawPath: z.string(),
  rawQueryString: z.string().default(''),
  headers: z.record(z.string(), z.string().optional()).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ domainName: z.string().optional(), http: z.object({ method: z.string() }) }),
})
type GatewayRequest = z.output<typeof request>

/** What the gateway takes as an answer. */
export interface GatewayAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly string[]
  readonly body: string
  readonly isBase64Encoded: boolean
}

/** An app of the Fetch standard, such as hono's. */
export interface App {
  fetch(request: Request): Response | Promise<Response>
}

/** Answers requests with an app. What fails is the app's own to answer and to tell of. */
export function httpDoor(app: App): (event: unknown, context?: DoorContext) => Promise<GatewayAnswer> {
  return async (event) => answerOf(await app.fetch(requestOf(request.parse(event))))
}

function requestOf({
  rawPath,
  rawQueryString,
  headers,
  cookies,
  body,
  isBase64Encoded,
  requestContext,
}: GatewayRequest): Request {
  const host = headers.host ?? requestContext.domainName ?? 'localhost'
  const url = `https://${host}${encodedAgain(rawPath)}${rawQueryString && `?${rawQueryString}`}`
  const given = new Headers(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  if (cookies.length > 0) given.set('cookie', cookies.join('; '))
  const { method } = requestContext.http
  if (body === undefined || method === 'GET' || method === 'HEAD') return new Request(url, { method, headers: given })
  return new Request(url, { method, headers: given, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') })
}

function encodedAgain(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(decoded(part)))
    .join('/')
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const text = /^text\/|^application\/([\w.-]+\+)?(json|xml)|charset=/i

async function answerOf(response: Response): Promise<GatewayAnswer> {
  const { 'set-cookie': _, ...headers } = Object.fromEntries(response.headers)
  const bytes = Buffer.from(await response.arrayBuffer())
  // What is compressed is bytes, whatever it was before.
  const isText = headers['content-encoding'] === undefined && text.test(headers['content-type'] ?? 'text/plain')
  return {
    statusCode: response.status,
    headers,
    cookies: response.headers.getSetCookie(),
    body: bytes.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText,
  }
}
