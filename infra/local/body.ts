/**
 * The whole body on one machine: the local cloud, every function of the list, the doors, the clock. The same code as on
 * AWS; what differs is said in the environment.
 */
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { type Instant, londonDay } from '../../events/kernel/day.ts'
import { triggers } from '../../functions/index.ts'
import { processClock } from '../../shared/clock/clock-process.ts'
import { startCloud } from './cloud/cloud.ts'
import type { Cloud, HandlerContext } from './cloud/types.ts'
import { type DayTools, moveThroughDays } from './days.ts'
import { loadHandlers } from './handlers.ts'
import { type GatewayAnswer, gatewayAnswer, problem, serveHttp } from './http.ts'
import { takeIn, type Verdicts } from './inbound.ts'
import { noteAddresses } from './kept.ts'
import { answerLocally, type LocalTools } from './local-api.ts'
import { answerMachine, type MachineTools, machinePath } from './machine/machine.tsx'
import { signIn } from './sign-in.ts'
import { type Issuer, openIssuer } from './signing-key.ts'
import { tableNames, tableSpecs } from './tables.ts'
import { keptInstant, startTestClock, type TestClock } from './test-clock.ts'
import { deadLetterPlaces, type Handler, queueAddresses, type Wired, wireTriggers } from './wire.ts'

/** How long before the body's clock a message counts as under way when settling, in seconds. */
const forwardSeconds = 5

export interface BodyOptions {
  readonly port: number
  readonly dataDir: string
  /** A test clock stands at this instant unless a kept one stands later; undefined: the kept one, or the machine's time. */
  readonly clockAt: Instant | undefined
  /** What stands between the functions and the cloud; nothing, but where their use of it is measured. */
  readonly between?: Between | undefined
}

export interface Between {
  /** The environment that functions are given instead of this one: another address leads through what measures. */
  exchange(environment: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>>
  /** What is called instead of a function. */
  around(name: string, handler: Handler): Handler
}

export interface Body {
  readonly url: string
  readonly cloud: Cloud
  readonly clock: TestClock | undefined
  settle(): Promise<{ inFlight: 0; deadLetters: number }>
  /** Takes a mail in as the mail provider would; answers its stream. */
  takeIn(bytes: Uint8Array, found: Verdicts): Promise<string>
  /** Runs what the quarter-hour rule wakes, as of an instant, and waits until nothing is in flight. */
  quarterHour(at: Instant): Promise<void>
  stop(): Promise<void>
}

function contextOf(functionName: string): HandlerContext {
  return {
    awsRequestId: randomUUID(),
    functionName,
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => 60_000,
  }
}

function keepsIn(dataDir: string): string | undefined {
  return dataDir === ':memory:' ? undefined : dataDir
}

export async function startBody(options: BodyOptions): Promise<Body> {
  const clock = startClock(options)
  const issuer = openIssuer(options.dataDir)
  // The queues are wired to functions that are loaded when the environment says where everything is.
  let handlerOf: ((name: string) => Handler) | undefined
  const late = (name: string): Handler => {
    const handler: Handler = (event, context) => {
      if (!handlerOf) throw new Error('the functions are not loaded yet')
      return handlerOf(name)(event, context)
    }
    return options.between?.around(name, handler) ?? handler
  }
  const wired = wireTriggers(triggers, late, tableNames.log)
  const cloud = await startCloud({
    dataDir: options.dataDir,
    clock: () => new Date(processClock.now()),
    dayOf: (at) => londonDay(at.toISOString()),
    tables: tableSpecs(),
    streams: wired.streams,
    queues: wired.queues,
    rules: wired.rules,
    paused: true,
  })
  const environment = { ...cloud.env, ...issuer.env, ...environmentOf(cloud) }
  Object.assign(process.env, (await options.between?.exchange(environment)) ?? environment)
  noteAddresses(options.dataDir, cloud.env)
  handlerOf = await loadHandlers(triggers)
  return openDoors(options, { cloud, clock, wired, issuer })
}

function startClock({ clockAt, dataDir }: BodyOptions): TestClock | undefined {
  const kept = keptInstant(keepsIn(dataDir))
  const at = kept !== undefined && (clockAt === undefined || kept >= clockAt) ? kept : clockAt
  return at === undefined ? undefined : startTestClock(at, keepsIn(dataDir))
}

function environmentOf(cloud: Cloud): Record<string, string> {
  return {
    LOG_TABLE: tableNames.log,
    BOARD_TABLE: tableNames.board,
    VAULT_TABLE: tableNames.vault,
    REPLIES_TABLE: tableNames.replies,
    BUS_NAME: 'iqm',
    FILES_BUCKET: 'files',
    SEALED_BUCKET: 'seals',
    USER_POOL: 'local',
    MAIL_BUCKET: 'mail',
    // What tells of a mail is called before the sender is answered: whatever is older was not told of.
    MAIL_UNTOLD_SECONDS: '2',
    REPLY_DOMAIN: 'iqm.example',
    STAGE: 'local',
    LOG_LINES: 'off',
    // One machine's post takes what it is given, and tells at once of every letter it took.
    SEND_RATE: '10000',
    PROVIDER_SILENCE_SECONDS: '2',
    ...queueAddresses((name) => cloud.queueUrl(name)),
    QUEUES_AT: cloud.queueUrl(''),
    DEAD_LETTERS: deadLetterPlaces(triggers),
  }
}

interface Parts {
  readonly cloud: Cloud
  readonly clock: TestClock | undefined
  readonly wired: Wired
  readonly issuer: Issuer
}

async function openDoors({ port }: BodyOptions, parts: Parts): Promise<Body> {
  const { cloud, clock, wired } = parts
  // What a message waits for by the body's clock, as the last settling found it.
  let messageDue: Date | undefined
  const quiet = async () => {
    const settled = await cloud.settle({ forwardSeconds })
    messageDue = settled.nextDue
    return settled
  }
  // What could not be done is shown to staff at once, and not only at the next quarter of an hour.
  const settle = async () => {
    const { deadLetters } = await quiet()
    if (deadLetters > 0) await fileDeadLetters(wired)
    const { inFlight, deadLetters: unfiled } = deadLetters > 0 ? await quiet() : { inFlight: 0 as const, deadLetters }
    return { inFlight, deadLetters: unfiled + (await waitingForPerson()) }
  }
  const quarterHour = async (at: Instant) => {
    cloud.tick()
    // Dead letters are filed by the settling that follows, when there are any: here every queue need not be asked.
    for (const { name, handler } of wired.quarterHourly)
      if (name !== filing) await handler({ time: at }, contextOf(name))
    await settle()
  }
  // Loaded now, because it reads the environment that the cloud has just set.
  const { firstWake, localDeeds, localMail, waitingForPerson } = await import('./tools-here.ts')
  const deeds = localDeeds()
  const days: DayTools = {
    now: () => processClock.now(),
    moveTo: (instant) => clock?.moveTo(instant),
    quarterHour,
    nextDue: async (after) => earliest(await firstWake(after), messageDue?.toISOString()),
  }
  const mailTools = { mail: localMail(), told: wired.mail, contextOf, now: () => processClock.now() }
  const local: LocalTools = {
    takeIn: (bytes, found) => takeIn(mailTools, bytes, found),
    cloud,
    hasTestClock: clock !== undefined,
    settle,
    signIn: async (body, contentType) => {
      const request = new Request('http://localhost/local/sign-in', {
        method: 'POST',
        body,
        headers: { 'content-type': contentType },
      })
      return answerOf(await signIn(deeds, parts.issuer, request))
    },
    moveTo: oneAtATime(async (move) => {
      // What was asked for today is done today, not on the day moved to.
      await settle()
      return clock && (await moveThroughDays(days, move)) ? clock.today() : undefined
    }),
  }
  const machine: MachineTools = {
    now: days.now,
    hasTestClock: local.hasTestClock,
    moveTo: local.moveTo,
    nextDue: async () => {
      await settle()
      return days.nextDue(days.now())
    },
    mail: cloud.mail,
    faults: cloud.faults,
  }
  const server = await serveHttp(
    port,
    (event) => answerRequest(event, { local, machine }, wired),
    () => processClock.now(),
  )
  const url = urlOf(server)
  // Which port it is, is only known now; no letter leaves before.
  Object.assign(process.env, { PUBLIC_URL: url })
  return { url, cloud, clock, settle, takeIn: local.takeIn, quarterHour, stop: () => stopAll(server, cloud, clock) }
}

/** A fault of the files or the log may stop it: what is not filed is counted where it lies. */
/** The function that files them. */
const filing = 'file-dead-letters'

async function fileDeadLetters({ quarterHourly }: Wired): Promise<void> {
  const found = quarterHourly.find(({ name }) => name === filing)
  await found?.handler({ time: processClock.now() }, contextOf(filing)).catch(() => undefined)
}

function earliest(...instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.filter((instant) => instant !== undefined).toSorted()[0]
}

/** Two moves at once would run the same mornings in each other's middle. */
function oneAtATime<A, R>(work: (argument: A) => Promise<R>): (argument: A) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve()
  return (argument) => {
    const next = last.then(() => work(argument))
    last = next.catch(() => undefined)
    return next
  }
}

interface Here {
  readonly local: LocalTools
  readonly machine: MachineTools
}

async function answerRequest(
  event: APIGatewayProxyEventV2,
  { local, machine }: Here,
  wired: Wired,
): Promise<GatewayAnswer> {
  const { rawPath } = event
  if (rawPath === machinePath || rawPath.startsWith(`${machinePath}/`)) return answerMachine(machine, event)
  if (event.rawPath.startsWith('/local/')) return answerLocally(local, event)
  const door = wired.doors.find(
    ({ path }) => path === '/' || event.rawPath === path || event.rawPath.startsWith(`${path}/`),
  )
  return door
    ? gatewayAnswer.parse(await door.handler(event, contextOf('door')))
    : problem(404, 'There is nothing here.')
}

async function answerOf(response: Response): Promise<GatewayAnswer> {
  const { 'set-cookie': _, ...headers } = Object.fromEntries(response.headers)
  return {
    statusCode: response.status,
    headers,
    cookies: response.headers.getSetCookie(),
    body: await response.text(),
    isBase64Encoded: false,
  }
}

function urlOf(server: Server): string {
  const address = server.address()
  return `http://localhost:${typeof address === 'object' && address ? address.port : ''}`
}

async function stopAll(server: Server, cloud: Cloud, clock: TestClock | undefined): Promise<void> {
  server.closeAllConnections()
  server.close()
  clock?.stop()
  await cloud.stop()
}
