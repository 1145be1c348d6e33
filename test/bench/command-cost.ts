/**
 * What one command costs: the requests its client sends, counted on the wire, and their units, computed from the bytes
 * of the items by the log's own figures (shared/log/units.ts).
 */
import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import { defaultSettings } from '../../events/kernel/settings.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { startCloud } from '../../infra/local/cloud/cloud.ts'
import { readDemo } from '../../infra/local/demo/demo.ts'
import { tableNames, tableSpecs } from '../../infra/local/tables.ts'
import { type ActTools, act } from '../../shared/log/act.ts'
import { readCommit } from '../../shared/log/bytes.ts'
import type { CommitBody } from '../../shared/log/log.ts'
import { openLog } from '../../shared/log/log-dynamodb.ts'
import { unitsOfCommand } from '../../shared/log/units.ts'
import { localConfig } from '../kit/local-cloud.ts'
import { type Figure, median } from './figure.ts'
import { makeSchool, now } from './typical-school.ts'

/** Requests and units of booking a visit at a school as most are. */
export async function measureCommandCost(): Promise<Figure[]> {
  const cloud = await startCloud({ dataDir: ':memory:', tables: tableSpecs() })
  try {
    const client = new DynamoDBClient(localConfig(cloud.dynamodbEndpoint))
    const sent = countRequests(client)
    const tools: ActTools = {
      log: openLog(client, tableNames.log),
      world: () => worldAt(now, firstCalendar, defaultSettings),
      newId: randomUUID,
      waitToRetry: async () => undefined,
    }
    const school = await makeSchool(tools, 'typical')
    const before = await tools.log.head(school)
    sent.clear()
    const doing = { by: 'staff#3f0e8c1a-7d42-4b7e-9c55-0a1b2c3d4e5f', because: 'api', trace: randomUUID() }
    const outcome = await act(tools, schoolDecider, school, { do: 'book-visit', on: '2026-11-10' }, doing)
    if ('refused' in outcome || !outcome.commit) throw new Error('the visit was not booked')
    const { read, write } = unitsOfCommand(before?.body, outcome.commit)
    const names = [...sent].map(([name, n]) => `${n} ${name}`).join(', ')
    return [
      request('items read by one command', ['Query', 'GetItem', 'BatchGetItem', 'Scan'], sent, names),
      request(
        'items written by one command',
        ['PutItem', 'UpdateItem', 'BatchWriteItem', 'TransactWriteItems'],
        sent,
        names,
      ),
      units('units of reading of one command', read, 1),
      units('units of writing of one command', write, 3),
      ...unitsOfDemo(),
    ]
  } finally {
    await cloud.stop()
  }
}

const keptItem = z.object({
  stream: z.object({ S: z.string() }),
  version: z.object({ N: z.coerce.number() }),
  body: z.object({ S: z.string() }),
})

/** The units of every command the demo body ever took, as its log keeps them. */
function unitsOfDemo(): Figure[] {
  const commits = (readDemo()?.tables.log ?? []).map((item) => {
    const { stream, version, body } = keptItem.parse(item)
    return readCommit(body.S, stream.S, version.N).body
  })
  const byPlace = new Map(commits.map((commit) => [placeOf(commit), commit]))
  const all = commits.map((commit) => unitsOfCommand(byPlace.get(placeOf(commit, -1)), commit))
  const [read, write] = [all.map((one) => one.read), all.map((one) => one.write)]
  const how = (units: readonly number[]) =>
    `median of ${units.length} commits of the demo body, at most ${Math.max(...units)}`
  return [
    {
      name: 'units of reading, the commands of a whole body',
      measured: median(read),
      limit: { atMost: 1 },
      unit: '',
      how: how(read),
    },
    {
      name: 'units of writing, the commands of a whole body',
      measured: median(write),
      limit: { atMost: 3 },
      unit: '',
      how: how(write),
    },
  ]
}

function placeOf({ stream, version }: CommitBody, ahead = 0): string {
  return `${stream}@${version + ahead}`
}

/** Counts each request as it leaves, tries over again too, by the name of its operation. */
function countRequests(client: DynamoDBClient): Map<string, number> {
  const sent = new Map<string, number>()
  client.middlewareStack.add(
    (next, { commandName = 'unknown' }) =>
      (args) => {
        const name = commandName.replace(/Command$/, '')
        sent.set(name, (sent.get(name) ?? 0) + 1)
        return next(args)
      },
    { step: 'finalizeRequest', priority: 'low', name: 'count-requests' },
  )
  return sent
}

function request(name: string, of: readonly string[], sent: ReadonlyMap<string, number>, names: string): Figure {
  const measured = of.reduce((sum, one) => sum + (sent.get(one) ?? 0), 0)
  return { name, measured, limit: { atMost: 1 }, unit: '', how: `booking a visit sent ${names}` }
}

function units(name: string, measured: number, atMost: number): Figure {
  return {
    name,
    measured,
    limit: { atMost },
    unit: '',
    how: 'booking a visit at a school with two awards and three contacts, from the bytes of its items',
  }
}
