/**
 * How many commands a second: act() at concurrency 8 on the local cloud, with the whole system following, and without
 * it beside a bare loop of the same two calls. Rounds of the three take turns in one process, so that whatever else the
 * machine does slows all alike.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import { defaultSettings } from '../../events/kernel/settings.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { type Body, startBody } from '../../infra/local/body.ts'
import { startCloud } from '../../infra/local/cloud/cloud.ts'
import type { Cloud } from '../../infra/local/cloud/types.ts'
import { tableNames, tableSpecs } from '../../infra/local/tables.ts'
import { openBoard } from '../../shared/board/board-dynamodb.ts'
import { cardName } from '../../shared/board/lists.ts'
import { processClock } from '../../shared/clock/clock-process.ts'
import { type ActTools, act } from '../../shared/log/act.ts'
import { writeCommit } from '../../shared/log/bytes.ts'
import { feedKeysOf } from '../../shared/log/feed.ts'
import type { CommitBody } from '../../shared/log/log.ts'
import { openLog } from '../../shared/log/log-dynamodb.ts'
import { localConfig } from '../kit/local-cloud.ts'
import { type Figure, median, saySamples } from './figure.ts'
import { makeSchool, now } from './typical-school.ts'

const concurrency = 8
const streams = 40
const rounds = 7
/** Commands of one round: about a second of work, and half as many where the whole system follows. */
const perRound = 960

interface Lane {
  /** Commands in a round. */
  readonly count: number
  /** Makes the n-th command. */
  readonly command: (n: number) => Promise<void>
  /** Waits until all that follows from the round is done; counts as part of its time. */
  readonly settle: () => Promise<void>
}

/** The rate with the board following, and the two ratios to the bare loop. */
export async function measureRates(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-rate-'))
  const body = await startBody({ port: 0, dataDir: join(folder, 'followed'), clockAt: now })
  body.cloud.resume()
  const alone = await startCloud({ dataDir: join(folder, 'alone'), tables: tableSpecs() })
  try {
    const lanes = [await followedLane(body), await actLane(alone), await bareLane(alone)] as const
    // The first round of each warms up and is not counted.
    for (const lane of lanes) await runRound(lane)
    const rates: number[][] = [[], [], []]
    for (let round = 0; round < rounds; round++)
      for (const [n, lane] of lanes.entries()) rates[n]?.push(await runRound(lane))
    return figuresOf(rates)
  } finally {
    await body.stop()
    await alone.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function figuresOf([followed = [], acted = [], bare = []]: readonly number[][]): Figure[] {
  const ratios = (rates: readonly number[]) => rates.map((rate, n) => rate / (bare[n] ?? Number.NaN))
  const how = (samples: readonly number[]) => `median of ${samples.length} rounds: ${saySamples(samples)}`
  return [
    {
      name: 'commands at concurrency 8 with the board following, until it has followed',
      measured: median(followed),
      limit: { atLeast: 150 },
      unit: 'commands/s',
      how: how(followed),
    },
    {
      name: 'act() beside a bare Query and conditional PutItem, nothing following',
      measured: median(ratios(acted)),
      limit: { atLeast: 0.6 },
      unit: '',
      how: `${how(ratios(acted))}; act() ${Math.round(median(acted))}, bare ${Math.round(median(bare))} a second`,
    },
    {
      name: 'commands with the board following beside the bare loop',
      measured: median(ratios(followed)),
      unit: '',
      how: how(ratios(followed)),
    },
  ]
}

async function runRound({ count, command, settle }: Lane): Promise<number> {
  const numbers = Array.from({ length: count }, (_, n) => n).values()
  const work = async () => {
    for (const n of numbers) await command(n)
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: concurrency }, work))
  await settle()
  return count / ((performance.now() - began) / 1000)
}

function toolsOf(cloud: Cloud): ActTools {
  const log = openLog(new DynamoDBClient(localConfig(cloud.dynamodbEndpoint)), tableNames.log)
  const world = () => worldAt(processClock.now(), firstCalendar, defaultSettings)
  const waitToRetry = (tries: number) => new Promise<void>((resolve) => setTimeout(resolve, 5 * tries))
  return { log, world, newId: randomUUID, waitToRetry }
}

const names = Array.from({ length: streams }, (_, n) => `bench-${n}`)

/** Changes the number of pupils of one school after another: each command records a fact, and no two meet on a stream. */
async function acting(tools: ActTools): Promise<Lane['command']> {
  const schools = await Promise.all(names.map((name) => makeSchool(tools, name)))
  let pupils = 0
  return async (n) => {
    pupils += 1
    const stream = schools[n % streams] ?? ''
    const command = { do: 'change-school', pupils: pupils % 100_000 } as const
    const outcome = await act(tools, schoolDecider, stream, command, {
      by: 'staff#bench',
      because: 'api',
      trace: `t-${n}`,
    })
    if ('refused' in outcome || outcome.events.length !== 1) throw new Error(`nothing was recorded on ${stream}`)
  }
}

async function followedLane({ cloud, settle }: Body): Promise<Lane> {
  const tools = toolsOf(cloud)
  const board = openBoard(new DynamoDBClient(localConfig(cloud.dynamodbEndpoint)), tableNames.board)
  const command = await acting(tools)
  const followed = async () => {
    const { deadLetters } = await settle()
    if (deadLetters > 0) throw new Error(`${deadLetters} messages could not be followed`)
    const [{ version } = { version: 0 }, head] = [
      await board.get(`school#${names[0]}`, cardName),
      await tools.log.head(`school#${names[0]}`),
    ]
    if (version !== head?.body.version)
      throw new Error(`the board stands at ${version}, the log at ${head?.body.version}`)
  }
  await followed()
  return { count: perRound / 2, command, settle: followed }
}

async function actLane(cloud: Cloud): Promise<Lane> {
  return { count: perRound, command: await acting(toolsOf(cloud)), settle: async () => undefined }
}

/** The same two calls by hand: the newest item of a stream, read strongly, then the next one if it is not there yet. */
async function bareLane(cloud: Cloud): Promise<Lane> {
  const client = new DynamoDBClient(localConfig(cloud.dynamodbEndpoint))
  const tools = toolsOf(cloud)
  const head = await tools.log.head(await makeSchool(tools, 'as-long-as'))
  if (!head) throw new Error('the school was not made')
  const command = async (n: number) => {
    const stream = `bare#${n % streams}`
    const { Items: [newest] = [] } = await client.send(
      new QueryCommand({
        TableName: tableNames.log,
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: 1,
        KeyConditionExpression: '#stream = :stream',
        ExpressionAttributeNames: { '#stream': 'stream' },
        ExpressionAttributeValues: { ':stream': { S: stream } },
      }),
    )
    const version = Number(newest?.version?.N ?? 0) + 1
    await client.send(bareWrite({ ...head.body, stream, version, at: processClock.now() }))
  }
  return { count: perRound, command, settle: async () => undefined }
}

/** An item as long as a commit of a school, with the same keys. */
function bareWrite(body: CommitBody): PutItemCommand {
  const { feed, at } = feedKeysOf(body)
  return new PutItemCommand({
    TableName: tableNames.log,
    Item: {
      stream: { S: body.stream },
      version: { N: String(body.version) },
      body: { S: writeCommit(body) },
      feed: { S: feed },
      at: { S: at },
    },
    ConditionExpression: 'attribute_not_exists(#stream)',
    ExpressionAttributeNames: { '#stream': 'stream' },
  })
}
