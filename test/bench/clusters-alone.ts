/**
 * Prints, as one line of JSON: how long a meeting of sixty takes until every school's standing is settled, and what it writes; and how long the morning
 * takes in which a thousand clusters close a term without a meeting, with all that follows: no function can have taken
 * longer than the whole of it.
 */
import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { clusterDecider } from '../../events/cluster/decide.ts'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import { defaultSettings } from '../../events/kernel/settings.ts'
import type { Mark } from '../../events/kernel/words.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { type Body, startBody } from '../../infra/local/body.ts'
import { tableNames } from '../../infra/local/tables.ts'
import { processClock } from '../../shared/clock/clock-process.ts'
import { actOnMeeting, changeMembership } from '../../shared/deeds/clusters.ts'
import { type ActTools, act, loadStream } from '../../shared/log/act.ts'
import { openLog } from '../../shared/log/log-dynamodb.ts'
import { localConfig } from '../kit/local-cloud.ts'
import { type Figure, median, saySamples } from './figure.ts'

const members = 60
const clusters = 1_000
/** England's autumn term of 2026/27 ended eight days before. */
const judged = '2027-01-08'
const dayBefore = '2027-01-07T10:00:00.000Z'
/** Monthly meetings before that day: who misses the first two is at risk. */
const meetings = ['2026-10-12', '2026-11-09', '2026-12-07'] as const

async function measureHere(): Promise<Figure[]> {
  const body = await startBody({ port: 0, dataDir: ':memory:', clockAt: dayBefore })
  body.cloud.resume()
  try {
    const tools = toolsOf(body)
    const sixty = await measureSixty(tools, body)
    return [...sixty, await measureMorning(tools, body)]
  } finally {
    await body.stop()
  }
}

function toolsOf({ cloud }: Body): ActTools {
  const log = openLog(new DynamoDBClient(localConfig(cloud.dynamodbEndpoint)), tableNames.log)
  const world = () => worldAt(processClock.now(), firstCalendar, defaultSettings)
  const waitToRetry = (tries: number) => new Promise<void>((resolve) => setTimeout(resolve, 5 * tries))
  return { log, world, newId: randomUUID, waitToRetry }
}

const doing = { by: 'staff#bench', because: 'api', trace: 'bench' } as const

async function form(tools: ActTools, cluster: string): Promise<void> {
  const command = { do: 'form-cluster', nation: 'england', ambassador: 'staff#bench' } as const
  await act(tools, clusterDecider, `cluster#${cluster}`, command, doing)
}

const schools = Array.from({ length: members }, (_, n) => `bench-${n}`)

async function makeFlagship(tools: ActTools, school: string): Promise<void> {
  const rows = (['inclusive-school', 'centre-of-excellence', 'flagship'] as const).map((award) => ({
    award,
    action: 'granted' as const,
    on: award === 'flagship' ? '2024-09-01' : '2020-09-01',
  }))
  const registered = {
    do: 'register-school',
    ref: `ref:${school}`,
    name: `School ${school}`,
    nation: 'england',
  } as const
  await act(tools, schoolDecider, `school#${school}`, registered, doing)
  await act(tools, schoolDecider, `school#${school}`, { do: 'take-over-history', rows }, doing)
  await changeMembership(tools, 'join-cluster', school, { cluster: 'sixty', on: '2024-09-01' }, doing)
}

async function measureSixty(tools: ActTools, body: Body): Promise<Figure[]> {
  await form(tools, 'sixty')
  for (const school of schools) await makeFlagship(tools, school)
  await settled(body)
  const times: number[] = []
  let commits = 0
  for (const on of meetings) {
    const before = await versionsOf(tools)
    const began = performance.now()
    await meet(tools, on, (n) => (n % 2 === 0 ? 'absent' : 'attended'))
    await settled(body)
    times.push(performance.now() - began)
    const after = await versionsOf(tools)
    commits = Math.max(commits, ...after.map((version, n) => version - (before[n] ?? 0)))
  }
  const atRisk = await Promise.all(
    schools.map(async (one) => (await loadStream(tools.log, schoolDecider, `school#${one}`)).state.risk),
  )
  if (atRisk.filter((risk) => risk !== undefined).length !== members / 2)
    throw new Error('the standings are not settled')
  const { version } = await loadStream(tools.log, schoolDecider, `meeting#m-${meetings[0]}`)
  return [
    {
      name: 'a meeting of 60 members, until all standings are settled and all that follows is done',
      measured: median(times),
      limit: { atMost: 2_000 },
      unit: 'ms',
      how: `from recording to nothing in flight, median of ${times.length} meetings with 30 misses each: ${saySamples(times)}`,
    },
    {
      name: 'commits of a meeting on the meeting, and on any one school',
      measured: Math.max(commits, version),
      limit: { atMost: 1 },
      unit: '',
      how: `the most on one of ${members} schools in ${times.length} meetings, and on the first meeting`,
    },
  ]
}

async function meet(tools: ActTools, on: string, mark: (n: number) => Mark): Promise<void> {
  const named = schools.map((id) => ({ id, ref: `ref:${id}` }))
  const what = { cluster: 'sixty', on, kind: 'required', place: 'Hall', topics: 'Belonging' } as const
  const attendance = named.map((one, n) => ({ ...one, mark: mark(n) }))
  const outcome = await actOnMeeting(
    tools,
    `m-${on}`,
    { do: 'record-meeting', ...what, attendance, members: named },
    doing,
  )
  if ('refused' in outcome) throw new Error(outcome.refused)
}

function versionsOf({ log }: ActTools): Promise<number[]> {
  return Promise.all(schools.map(async (one) => (await log.head(`school#${one}`))?.body.version ?? 0))
}

async function settled(body: Body): Promise<void> {
  const { deadLetters } = await body.settle()
  if (deadLetters > 0) throw new Error(`${deadLetters} messages could not be followed`)
}

async function measureMorning(tools: ActTools, body: Body): Promise<Figure> {
  await act(
    tools,
    staffDecider,
    'staff#admin',
    { do: 'add-staff', role: 'admin', clusters: [], alerts: 'tasks' },
    doing,
  )
  const names = Array.from({ length: clusters }, (_, n) => `closing-${n}`)
  // Formed in the year of the term, as those are that were there before it ended.
  for (const name of names) await formInTerm(tools, name)
  await settled(body)
  const began = performance.now()
  const answer = await fetch(`${body.url}/local/clock`, { method: 'POST', body: JSON.stringify({ to: judged }) })
  if (!answer.ok) throw new Error(await answer.text())
  const seconds = (performance.now() - began) / 1000
  const heads = await Promise.all(
    names.map(async (name) => (await loadStream(tools.log, clusterDecider, `cluster#${name}`)).state),
  )
  if (heads.some(({ judgedUpTo }) => judgedUpTo !== judged)) throw new Error('a cluster was not judged')
  return {
    name: '1,000 clusters close a term without a meeting in one morning run, with their tasks and alerts',
    measured: seconds,
    limit: { atMost: 60 },
    unit: 's',
    how: 'the whole morning until nothing is in flight, so that no function took longer',
  }
}

async function formInTerm(tools: ActTools, name: string): Promise<void> {
  const formed = { ...tools, world: () => worldAt('2026-12-01T10:00:00.000Z', firstCalendar, defaultSettings) }
  await form(formed, name)
}

console.log(JSON.stringify(await measureHere()))
// The clients of the functions keep their connections.
process.exit(0)
