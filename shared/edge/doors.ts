/**
 * The doors functions are woken through, each a typed middy wrapper: a queue, the log's stream, the quarter hour. What
 * comes in is parsed; what fails is named in a log line, without its text, and thrown or handed back to be tried again.
 */
import middy from '@middy/core'
import type { Context, DynamoDBStreamEvent, SQSBatchResponse } from 'aws-lambda'
import * as z from 'zod'
import { epochOf, instantOf } from '../../events/kernel/day.ts'
import { once } from '../../events/kernel/once.ts'
import type { Finding } from '../../events/mail/events.ts'
import type { Published } from '../bus/bus.ts'
import { inboundPrefix } from '../deeds/mail-places.ts'
import { failLine, sayLine } from './lines.ts'
import { keepUp, lookAgain } from './standing.ts'

/** The little of a Lambda context that is used: whoever calls a door on one machine makes no more of it. */
export interface DoorContext {
  readonly awsRequestId: string
  readonly functionName: string
  getRemainingTimeInMillis(): number
}

/** What a handler is told beside its message. */
export interface Doorway {
  /** Milliseconds until the function is ended. */
  remaining(): number
}

/** A handler as Lambda, or the local machine, calls it. */
export type Door<Answer> = (event: unknown, context?: DoorContext) => Promise<Answer>

/** A door without a context, as in a test, is given ten minutes. */
const unhurried: DoorContext = {
  awsRequestId: 'no-request',
  functionName: 'none',
  getRemainingTimeInMillis: () => 600_000,
}

function wholeContext(given: DoorContext): Context {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: given.functionName,
    functionVersion: '',
    invokedFunctionArn: '',
    memoryLimitInMB: '',
    awsRequestId: given.awsRequestId,
    logGroupName: '',
    logStreamName: '',
    getRemainingTimeInMillis: () => given.getRemainingTimeInMillis(),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  }
}

/** Says how long each invocation took; a failure is named before it goes on to be tried again. */
function told(name: string): middy.MiddlewareObj {
  const began = new WeakMap<object, number>()
  return {
    before: (request) => void began.set(request, performance.now()),
    after: (request) => {
      const milliseconds = Math.round(performance.now() - (began.get(request) ?? 0))
      sayLine('done', { function: name, milliseconds })
    },
    onError: ({ error }) => failLine('failed', error, { function: name }),
  }
}

/** Settings and calendar are those of lately: a look at the log, at most once a second. */
const keptUp: middy.MiddlewareObj = { before: keepUp }

function door<Answer>(name: string, handle: (event: unknown, doorway: Doorway) => Promise<Answer>): Door<Answer> {
  const wrapped = middy<unknown, Answer>()
    .use(told(name))
    .use(keptUp)
    .handler((event, context) => handle(event, { remaining: () => context.getRemainingTimeInMillis() }))
  return (event, context = unhurried) => wrapped(event, wholeContext(context))
}

const queueEvent = once(() => z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) }))

/** A queue's door: each message by itself; one that fails comes back, the others do not. */
export function queueDoor(
  name: string,
  handle: (message: unknown, doorway: Doorway) => Promise<void>,
): Door<SQSBatchResponse> {
  return door(name, async (event, doorway) => {
    const { Records } = queueEvent().parse(event)
    const failed = await Promise.all(
      Records.map(async ({ messageId, body }) => {
        try {
          await handle(JSON.parse(body), doorway)
          return []
        } catch (error) {
          failLine('a message could not be handled', error, { function: name })
          return [{ itemIdentifier: messageId }]
        }
      }),
    )
    return { batchItemFailures: failed.flat() }
  })
}

const published = once(() =>
  z.object({
    detail: z.object({
      id: z.string(),
      type: z.string(),
      v: z.int(),
      stream: z.string(),
      version: z.int(),
      at: z.string(),
      by: z.string(),
      because: z.string(),
      trace: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  }),
)

/** The event a message of the bus carries; undefined for a message of another form. */
export function publishedIn(message: unknown): Published | undefined {
  return published().safeParse(message).data?.detail
}

/** A door for events of the bus. */
export function eventsDoor(
  name: string,
  handle: (event: Published, doorway: Doorway) => Promise<void>,
): Door<SQSBatchResponse> {
  return queueDoor(name, async (message, doorway) => {
    const event = published().parse(message).detail
    if (changesTheWorld(event)) await lookAgain()
    await handle(event, doorway)
  })
}

/** Whether an event itself says that settings or calendar are others from here on. */
export function changesTheWorld({ type }: Pick<Published, 'type'>): boolean {
  return type === 'SettingChanged' || type === 'CalendarChanged'
}

const attribute = once(() => z.object({ S: z.string().optional(), N: z.string().optional() }))
const streamEvent = once(() =>
  z.object({
    Records: z.array(
      z.object({
        eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
        dynamodb: z.object({
          Keys: z.record(z.string(), attribute()),
          NewImage: z.record(z.string(), attribute()).optional(),
        }),
      }),
    ),
  }),
)

/** A change of an item as a table's stream tells it; texts and numbers only, as text. */
export interface Change {
  readonly name: 'INSERT' | 'MODIFY' | 'REMOVE'
  readonly keys: Readonly<Record<string, string>>
  readonly image: Readonly<Record<string, string>>
}

/** A table's stream: throws on any failure, so that the whole batch comes again, in order. */
export function streamDoor(
  name: string,
  handle: (changes: readonly Change[], doorway: Doorway) => Promise<void>,
): Door<void> {
  return door(name, (event, doorway) => {
    const changes = streamEvent()
      .parse(event)
      .Records.map(({ eventName, dynamodb: { Keys, NewImage = {} } }) => {
        return { name: eventName, keys: textsOf(Keys), image: textsOf(NewImage) }
      })
    return handle(changes, doorway)
  })
}

function textsOf(item: Readonly<Record<string, z.infer<ReturnType<typeof attribute>>>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(item).flatMap(([key, { S, N }]) =>
      S === undefined && N === undefined ? [] : [[key, S ?? N ?? '']],
    ),
  )
}

const ofStream = once(() =>
  z.object({ Records: z.tuple([z.object({ eventSource: z.literal('aws:dynamodb') })], z.unknown()) }),
)

/** Whether an event comes from a table's stream, for a function that has a queue besides. */
export function isOfStream(event: unknown): event is DynamoDBStreamEvent {
  return ofStream().safeParse(event).success
}

const scheduled = once(() => z.object({ time: z.iso.datetime() }))

/** For a function that a queue wakes, and the quarter hour besides. */
export function queueOrQuarterHourDoor(
  name: string,
  ofQueue: (message: unknown, doorway: Doorway) => Promise<void>,
  ofQuarterHour: (at: string, doorway: Doorway) => Promise<void>,
): Door<SQSBatchResponse | undefined> {
  const [queue, quarterHour] = [queueDoor(name, ofQueue), quarterHourDoor(name, ofQuarterHour)]
  return async (event, context) => {
    if (queueEvent().safeParse(event).success) return queue(event, context)
    await quarterHour(event, context)
    return undefined
  }
}

const findings: Readonly<Record<string, Finding>> = {
  PASS: 'pass',
  FAIL: 'fail',
  GRAY: 'gray',
  PROCESSING_FAILED: 'processing-failed',
}
/** What the provider says beside these (`DISABLED`, or nothing) is no finding. */
const found = once(() =>
  z
    .object({ status: z.string() })
    .optional()
    .catch(undefined)
    .transform((verdict): Finding => findings[verdict?.status ?? ''] ?? 'none'),
)
const receipt = once(() =>
  z.object({
    dmarcVerdict: found(),
    spfVerdict: found(),
    dkimVerdict: found(),
    spamVerdict: found(),
    virusVerdict: found(),
  }),
)
const mailEvent = once(() =>
  z.object({
    Records: z.array(
      z.object({
        ses: z.object({
          mail: z.object({
            messageId: z.string().regex(/^[\w-]{1,200}$/),
            timestamp: z.iso.datetime({ offset: true }),
          }),
          receipt: receipt(),
        }),
      }),
    ),
  }),
)

/** A mail that came in, as the provider's event tells of it. */
export interface MailOfEvent {
  /** The stored mail's name. */
  readonly kept: string
  readonly received: string
  readonly findings: Readonly<Record<'dmarc' | 'spf' | 'dkim' | 'spam' | 'virus', Finding>>
}

function mailsOf(event: unknown): MailOfEvent[] {
  return mailEvent()
    .parse(event)
    .Records.map(({ ses: { mail, receipt: said } }) => ({
      kept: `${inboundPrefix}${mail.messageId}`,
      received: instantOf(epochOf(mail.timestamp)),
      findings: {
        dmarc: said.dmarcVerdict,
        spf: said.spfVerdict,
        dkim: said.dkimVerdict,
        spam: said.spamVerdict,
        virus: said.virusVerdict,
      },
    }))
}

/** For the function the mail provider wakes with each mail, and the quarter hour besides. The event's headers go no further. */
export function mailOrQuarterHourDoor(
  name: string,
  ofMail: (mail: MailOfEvent) => Promise<void>,
  ofQuarterHour: (at: string, doorway: Doorway) => Promise<void>,
): Door<void> {
  const quarterHour = quarterHourDoor(name, ofQuarterHour)
  const mail = door(name, async (event) => {
    for (const one of mailsOf(event)) await ofMail(one)
  })
  return (event, context) => (scheduled().safeParse(event).success ? quarterHour : mail)(event, context)
}

/** The quarter-hour rule: told the instant the event names, so that no clock is needed. */
export function quarterHourDoor(name: string, handle: (at: string, doorway: Doorway) => Promise<void>): Door<void> {
  return door(name, async (event, doorway) => handle(instantOf(epochOf(scheduled().parse(event).time)), doorway))
}
