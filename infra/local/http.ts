/** The local HTTP door: requests become the events of AWS's HTTP API (payload 2.0), so that the same handlers answer. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod'

/** As much as AWS's HTTP API takes in one request. */
const mostBytes = 10 * 1024 * 1024

export const gatewayAnswer = z.union([
  z.string().transform((body) => ({ statusCode: 200, body, headers: {}, cookies: [], isBase64Encoded: false })),
  z.object({
    statusCode: z.int().default(200),
    headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
    cookies: z.array(z.string()).default([]),
    body: z.string().default(''),
    isBase64Encoded: z.boolean().default(false),
  }),
])
export type GatewayAnswer = z.output<typeof gatewayAnswer>

/** Answers one request, given as the gateway gives it. */
export type Answerer = (event: APIGatewayProxyEventV2) => Promise<GatewayAnswer>

/** Serves on a port; answers the server once it listens. */
export function serveHttp(port: number, answer: Answerer, now: () => string): Promise<Server> {
  const server = createServer((request, response) => {
    void serveOne(request, response, answer, now)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => resolve(server))
  })
}

async function serveOne(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answerer,
  now: () => string,
): Promise<void> {
  try {
    const { bytes, isCut } = await readBody(request)
    // Where a file too large for a request may go, the API says itself: it sees the length in the header.
    if (isCut && !request.url?.startsWith('/api/imports/'))
      return write(response, problem(413, 'The request is too large.'))
    write(response, await answer(eventOf(request, bytes, now())))
  } catch (error) {
    process.stderr.write(`a request failed: ${error instanceof Error ? error.stack : 'unknown'}\n`)
    write(response, problem(500, 'Something went wrong. Try again; if it stays, look at the log.'))
  }
}

export function problem(status: number, title: string): GatewayAnswer {
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json' },
    cookies: [],
    body: JSON.stringify({ type: 'about:blank', title, status }),
    isBase64Encoded: false,
  }
}

export function json(status: number, body: unknown, cookies: string[] = []): GatewayAnswer {
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json' },
    cookies,
    body: JSON.stringify(body),
    isBase64Encoded: false,
  }
}

/** The body, or what there is of it within the limit. */
async function readBody(request: IncomingMessage): Promise<{ bytes: Buffer; isCut: boolean }> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part))
    size += bytes.length
    if (size <= mostBytes) parts.push(bytes)
  }
  return { bytes: Buffer.concat(parts), isCut: size > mostBytes }
}

function eventOf(request: IncomingMessage, body: Buffer, now: string): APIGatewayProxyEventV2 {
  const [rawPath = '/', rawQueryString = ''] = (request.url ?? '/').split('?', 2)
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  const { cookie, ...rest } = headers
  const method = request.method ?? 'GET'
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    headers: rest,
    queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: rest.host ?? 'localhost',
      domainPrefix: 'local',
      requestId: crypto.randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: now,
      timeEpoch: Date.parse(now),
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: rest['user-agent'] ?? '' },
    },
    ...(body.length > 0 && { body: body.toString('base64') }),
    isBase64Encoded: body.length > 0,
  }
}

function write(response: ServerResponse, { statusCode, headers, cookies, body, isBase64Encoded }: GatewayAnswer): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value))
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  response.statusCode = statusCode
  response.end(isBase64Encoded ? Buffer.from(body, 'base64') : body)
}
