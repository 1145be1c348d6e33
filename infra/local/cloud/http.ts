// Calls and answers of the local endpoints, apart from sockets.
import type * as z from 'zod'

export interface Call {
  readonly method: string
  /** Decoded, without the query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly header: (name: string) => string | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

export const answerJson = (value: unknown, contentType = 'application/x-amz-json-1.1'): Answer => ({
  status: 200,
  headers: { 'content-type': contentType },
  body: JSON.stringify(value),
})

/** An error of the JSON protocols; REST JSON reads its name from the header. */
export const jsonError = (status: number, name: string, message: string): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': name },
  body: JSON.stringify({ __type: name, message }),
})

export function readJson<T>(
  body: Buffer,
  schema: z.ZodType<T>,
): { success: true; data: T } | { success: false; message: string } {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    return { success: false, message: 'The body is no JSON.' }
  }
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed : { success: false, message: parsed.error.message }
}
