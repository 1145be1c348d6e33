/** What only one machine offers: the test clock, settling, letters that left, the provider's events, faults. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod'
import { decodeTag, encodeTag } from '../../shared/post/tag.ts'
import type { Cloud, Letter } from './cloud/types.ts'
import { faultKinds, faultPlaces } from './cloud/types.ts'
import type { Move } from './days.ts'
import { type GatewayAnswer, json, problem } from './http.ts'
import { type Verdicts, verdicts } from './inbound.ts'

export interface LocalTools {
  readonly cloud: Cloud
  /** Whether a test clock runs; without one the machine's own time holds. */
  readonly hasTestClock: boolean
  /** Moves the test clock; answers the day it stands on then, or undefined when `to` is past. */
  readonly moveTo: (move: Move) => Promise<string | undefined>
  /** Takes a mail in as the mail provider would; answers its stream. */
  readonly takeIn: (bytes: Uint8Array, found: Verdicts) => Promise<string>
  readonly settle: () => Promise<{ inFlight: 0; deadLetters: number }>
  readonly signIn: (body: string, contentType: string) => Promise<GatewayAnswer>
}

const day = z.iso.date('a day is written YYYY-MM-DD')
const move = z.strictObject({
  to: day,
  outage: z.boolean().optional(),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written HH:MM')
    .optional(),
})
const feedback = z.strictObject({
  letter: z.string().min(1),
  event: z.enum(['bounce', 'complaint', 'delivery']),
  kind: z.enum(['permanent', 'transient']).optional(),
})
const fault = z.strictObject({
  on: z.enum(faultPlaces),
  do: z.enum(faultKinds),
  next: z.union([z.int().min(1), z.literal('all')]),
  seed: z.int().optional(),
  error: z.string().optional(),
})

type Answer = (tools: LocalTools, event: APIGatewayProxyEventV2) => Promise<GatewayAnswer>

const answers: Readonly<Record<string, Answer>> = {
  'POST /local/sign-in': async (tools, event) =>
    tools.signIn(textOf(event), event.headers['content-type'] ?? 'application/json'),
  'POST /local/clock': async (tools, event) => {
    const parsed = move.safeParse(bodyOf(event))
    if (!parsed.success) return badBody(parsed.error)
    if (!tools.hasTestClock)
      return problem(400, 'The real time holds here: start with START_DAY to have a clock that can be moved.')
    const stands = await tools.moveTo(parsed.data)
    return stands === undefined
      ? problem(400, `${parsed.data.to} is past: the clock only goes forward.`)
      : json(200, { day: stands })
  },
  'POST /local/settle': async (tools) => json(200, await tools.settle()),
  'GET /local/mail': async ({ cloud }, { queryStringParameters: { to, since } = {} }) =>
    json(200, (await cloud.mail.list({ to, since })).map(shown)),
  'DELETE /local/mail': async ({ cloud }) => {
    await cloud.mail.clear()
    return json(200, {})
  },
  'POST /local/inbound': async (tools, event) => {
    const found = verdicts.safeParse(event.queryStringParameters ?? {})
    if (!found.success) return badBody(found.error)
    return json(200, { mail: idOf(await tools.takeIn(bytesOf(event), found.data)) })
  },
  'POST /local/feedback': async ({ cloud }, event) => {
    const parsed = feedback.safeParse(bodyOf(event))
    if (!parsed.success) return badBody(parsed.error)
    const { letter, event: type, kind } = parsed.data
    return (await anyOf(namesOf(letter), (name) => cloud.feedback(name, type, kind)))
      ? json(200, {})
      : problem(404, 'No such letter has left.')
  },
  'POST /local/faults': async ({ cloud }, event) => {
    const parsed = fault.safeParse(bodyOf(event))
    if (!parsed.success) return badBody(parsed.error)
    cloud.faults.set(parsed.data)
    return json(200, { faults: cloud.faults.list() })
  },
  'GET /local/faults': async ({ cloud }) => json(200, { faults: cloud.faults.list() }),
  'DELETE /local/faults': async ({ cloud }) => {
    cloud.faults.clear()
    return json(200, { faults: [] })
  },
}

/** A letter may be named by the provider's id, by its stream, or by the stream's id alone. */
function namesOf(letter: string): string[] {
  return [letter, encodeTag(letter), encodeTag(`letter#${letter}`)]
}

async function anyOf(names: readonly string[], holds: (name: string) => Promise<boolean>): Promise<boolean> {
  for (const name of names) if (await holds(name)) return true
  return false
}

/** Answers a request below `/local/`. */
export async function answerLocally(tools: LocalTools, event: APIGatewayProxyEventV2): Promise<GatewayAnswer> {
  const answer = answers[`${event.requestContext.http.method} ${event.rawPath}`]
  return answer ? answer(tools, event) : problem(404, 'There is no such local control.')
}

function textOf(event: APIGatewayProxyEventV2): string {
  return bytesOf(event).toString()
}

function bytesOf({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): Buffer {
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
}

function idOf(stream: string): string {
  return stream.slice(stream.indexOf('#') + 1)
}

function bodyOf(event: APIGatewayProxyEventV2): unknown {
  try {
    return JSON.parse(textOf(event) || '{}')
  } catch {
    return undefined
  }
}

function badBody(error: z.ZodError): GatewayAnswer {
  const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return {
    ...problem(400, 'The body does not fit.'),
    body: JSON.stringify({ type: 'about:blank', title: 'The body does not fit.', status: 400, issues }),
  }
}

function shown({ id, day: on, from, to, subject, text, html, headers, tags, attachments = [] }: Letter) {
  return {
    id,
    day: on,
    from,
    to,
    subject,
    text,
    html,
    headers,
    letter: decodeTag(tags.letter ?? '')?.replace('letter#', ''),
    attachments,
  }
}
