/** A body in this process with a meter, asked as the outside asks it: by HTTP alone. */
import { randomUUID } from 'node:crypto'
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { addMinutes, type Day, type Instant, morningRun } from '../../../events/kernel/day.ts'
import type { Kept } from '../../../infra/aws/cost/measured.ts'
import { type Body, startBody } from '../../../infra/local/body.ts'
import type { HandlerContext } from '../../../infra/local/cloud/types.ts'
import { quarterAtOrAfter } from '../../../infra/local/days.ts'
import { bringUp } from '../../../infra/local/local.ts'
import { localConfig } from '../../kit/local-cloud.ts'
import { bytesKept, item } from './items.ts'
import { type Meter, startMeter } from './meter.ts'

export interface MeteredBody {
  readonly body: Body
  readonly meter: Meter
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown }>
  /** Like call, and throws unless the answer says it was done. */
  must(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<unknown>
  /** Opens a page as a browser does. */
  open(path: string): Promise<void>
  /** Runs so many quarters of an hour, one after the other. */
  quarters(count: number): Promise<void>
  /** Looks through the dead letters as every quarter of an hour does on AWS; here `quarters` leaves it out. */
  fileDeadLetters(): Promise<void>
  /** Quarters of an hour that were run so far, mornings among them. */
  quartersRun(): number
  /** Bytes kept in each table, as they are billed. */
  kept(): Promise<Kept>
}

const signedIn = z.object({ token: z.string() })

/** Starts an empty body on the morning of a day. */
export async function startMetered(day: Day): Promise<MeteredBody> {
  const meter = startMeter()
  const body = await startBody({ port: 0, dataDir: ':memory:', clockAt: morningRun(day), between: meter.between })
  await bringUp(body)
  // Loaded now, because it reads the environment that the body has set.
  const { handler } = await import('../../../functions/file-dead-letters/handler.ts')
  const filing = meter.between.around('file-dead-letters', async (event, context) => handler(event, context))
  const { token } = signedIn.parse(
    await (
      await fetch(`${body.url}/local/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ role: 'admin', name: 'Morag Evans', email: 'morag@iqm.example' }),
      })
    ).json(),
  )
  const call: MeteredBody['call'] = async (method, path, sent, headers = {}) => {
    const isCsv = sent instanceof Uint8Array
    const response = await fetch(body.url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(sent !== undefined && { 'content-type': isCsv ? 'text/csv' : 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: isCsv ? Buffer.from(sent) : JSON.stringify(sent) }),
    })
    return { status: response.status, body: parsed(await response.text()) }
  }
  return {
    body,
    meter,
    call,
    must: async (method, path, ...rest) => {
      const { status, body: answer } = await call(method, path, ...rest)
      if (status !== 200 && status !== 202) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`)
      return answer
    },
    open: async (path) => {
      const { status } = await fetch(body.url + path, { headers: { cookie: `session=${token}` }, redirect: 'manual' })
      if (status !== 200) throw new Error(`${path}: ${status}`)
    },
    quarters: async (count) => {
      for (let n = 0; n < count; n++) {
        const at = quarterAtOrAfter(addMinutes(nowOf(body), 1))
        body.clock?.moveTo(at)
        await body.quarterHour(at)
      }
    },
    fileDeadLetters: async () => {
      await filing({ time: nowOf(body) }, contextOf('file-dead-letters'))
    },
    quartersRun: () => meter.read().functions['begin-day']?.calls ?? 0,
    kept: async () => ({
      log: await bytesOfTable(body, 'log'),
      board: await bytesOfTable(body, 'board'),
      vault: await bytesOfTable(body, 'vault'),
    }),
  }
}

function contextOf(functionName: string): HandlerContext {
  return {
    awsRequestId: randomUUID(),
    functionName,
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => 60_000,
  }
}

function nowOf({ clock }: Body): Instant {
  if (!clock) throw new Error('the body has no test clock')
  return clock.now()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The table's own address, past the meter. */
async function bytesOfTable({ cloud }: Body, table: string): Promise<number> {
  const client = new DynamoDBClient(localConfig(cloud.dynamodbEndpoint))
  let bytes = 0
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table }))
    for (const one of Items) bytes += bytesKept(table, item.parse(one))
  client.destroy()
  return bytes
}
