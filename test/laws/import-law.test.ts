// Plants an offence against every rule of the import law in a tree of its own, and sees each caught by its name.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cruised, cruise, ruleNames } from './cruise.ts'

const project = join(import.meta.dirname, '../..')

/** A small tree that keeps the law: one file of each kind, each imported by something. */
const lawful: Record<string, string> = {
  'events/kernel/day.ts': `import * as z from 'zod'\nexport const Day = z.string()`,
  'events/days/events.ts': `import { Day } from '../kernel/day.ts'\nexport const dayBegan = Day`,
  'events/days/working-days.ts': `import { Temporal } from 'temporal-polyfill'\nexport const today = Temporal.PlainDate`,
  'events/days/decide.ts': `import { dayBegan } from './events.ts'\nexport const decideDays = dayBegan`,
  'events/school/events.ts': `import { Day } from '../kernel/day.ts'\nexport const registered = Day`,
  'events/school/state.ts': `import { registered } from './events.ts'\nexport const state = registered`,
  'events/contact/events.ts': `import { Day } from '../kernel/day.ts'\nexport const added = Day`,
  'events/contact/decide.ts': `import { registered } from '../school/events.ts'\nimport { today } from '../days/working-days.ts'\nimport { added } from './events.ts'\nexport const decide = [registered, added, today]`,
  'events/catalogue.ts': `import { added } from './contact/events.ts'\nimport { decide } from './contact/decide.ts'\nimport { decideDays } from './days/decide.ts'\nimport { registered } from './school/events.ts'\nimport { state } from './school/state.ts'\nexport const catalogue = [added, registered, decide, decideDays, state]`,
  'shared/log/log.ts': `import type { Day } from '../../events/kernel/day.ts'\nexport interface Log { day: typeof Day }`,
  'shared/log/log-dynamodb.ts': `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'\nimport { createHash } from 'node:crypto'\nimport type { Log } from './log.ts'\nexport const openLog = (log: Log) => [log, DynamoDBClient, createHash]`,
  'shared/board/board.ts': `import { catalogue } from '../../events/catalogue.ts'\nexport const board = catalogue`,
  'shared/deeds/schools.ts': `import type { Log } from '../log/log.ts'\nexport const schools = (log: Log) => log`,
  'shared/edge/tools.ts': `import { openLog } from '../log/log-dynamodb.ts'\nimport type { SQSEvent } from 'aws-lambda'\nexport const tools = (event: SQSEvent) => [openLog, event]`,
  'functions/trigger.ts': `export interface Trigger { name: string }`,
  'functions/index.ts': `import { trigger } from './follow/trigger.ts'\nexport const triggers = [trigger]`,
  'functions/follow/trigger.ts': `import type { Trigger } from '../trigger.ts'\nexport const trigger: Trigger = { name: 'follow' }`,
  'functions/follow/follow.ts': `import type { Log } from '../../shared/log/log.ts'\nimport { board } from '../../shared/board/board.ts'\nexport const follow = (log: Log) => [log, board]`,
  'functions/follow/handler.ts': `import { tools } from '../../shared/edge/tools.ts'\nimport { openLog } from '../../shared/log/log-dynamodb.ts'\nimport { follow } from './follow.ts'\nexport const handler = [tools, openLog, follow]`,
  'functions/send/send.ts': `import { registered } from '../../events/school/events.ts'\nimport { schools } from '../../shared/deeds/schools.ts'\nexport const send = [registered, schools]`,
  'infra/aws/app.ts': `import { App } from 'aws-cdk-lib'\nimport { triggers } from '../../functions/index.ts'\nexport const app = [App, triggers]`,
  'infra/local/start.ts': `import dynalite from 'dynalite'\nimport { handler } from '../../functions/follow/handler.ts'\nimport { send } from '../../functions/send/send.ts'\nexport const start = [dynalite, handler, send]`,
  'test/kit/given.ts': `import { start } from '../../infra/local/start.ts'\nexport const given = start`,
}

/** For each rule, files that break it; the first of them is the offender. */
const offences: Record<string, Record<string, string>> = {
  'events-are-pure': {
    'events/school/offence-1.ts': `import { board } from '../../shared/board/board.ts'\nexport const x = board`,
  },
  'events-need-no-machine': {
    'events/school/offence-2.ts': `import { readFileSync } from 'node:fs'\nexport const x = readFileSync`,
  },
  'events-need-only-zod-and-temporal': {
    'events/school/offence-3.ts': `import { Hono } from 'hono'\nexport const x = Hono`,
  },
  'concepts-share-only-their-events': {
    'events/contact/offence-4.ts': `import type { state } from '../school/state.ts'\nexport type X = typeof state`,
  },
  'days-lend-only-their-calendar': {
    'events/contact/offence-5.ts': `import { decideDays } from '../days/decide.ts'\nexport const x = decideDays`,
  },
  'kernel-knows-no-concept': {
    'events/kernel/offence-6.ts': `import { registered } from '../school/events.ts'\nexport const x = registered`,
  },
  'concepts-do-not-read-the-contents-pages': {
    'events/school/offence-7.ts': `import { catalogue } from '../catalogue.ts'\nexport const x = catalogue`,
  },
  'shared-knows-no-function': {
    'shared/log/offence-8.ts': `import { follow } from '../../functions/follow/follow.ts'\nexport const x = follow`,
  },
  'rooms-are-strangers': {
    'shared/board/offence-9.ts': `import type { Log } from '../log/log.ts'\nexport type X = Log`,
  },
  'deeds-take-ports': {
    'shared/deeds/offence-9b.ts': `import { openLog } from '../log/log-dynamodb.ts'\nexport const x = openLog`,
  },
  'only-adapters-speak-to-aws': {
    'functions/send/offence-10.ts': `import { SQSClient } from '@aws-sdk/client-sqs'\nexport const x = SQSClient`,
  },
  'what-runs-ships-no-dev-tools': { 'shared/log/offence-11.ts': `import fc from 'fast-check'\nexport const x = fc` },
  'functions-know-no-machine': {
    'functions/send/offence-12.ts': `import { start } from '../../infra/local/start.ts'\nexport const x = start`,
  },
  'functions-are-strangers': {
    'functions/send/offence-13.ts': `import { follow } from '../follow/follow.ts'\nexport const x = follow`,
  },
  'only-handlers-name-adapters': {
    'functions/send/offence-14.ts': `import { openLog } from '../../shared/log/log-dynamodb.ts'\nexport const x = openLog`,
  },
  'triggers-are-plain-data': {
    'functions/send/trigger.ts': `import { send } from './send.ts'\nexport const trigger = { name: 'send', send }`,
  },
  'the-contents-page-lists-triggers': {
    'functions/index.ts': `import { trigger } from './follow/trigger.ts'\nimport { send } from './send/send.ts'\nexport const triggers = [trigger, send]`,
  },
  'the-template-reads-only-triggers': {
    'infra/aws/offence-17.ts': `import { follow } from '../../functions/follow/follow.ts'\nexport const x = follow`,
  },
  'the-template-names-no-adapter': {
    'infra/aws/offence-18.ts': `import { openLog } from '../../shared/log/log-dynamodb.ts'\nexport const x = openLog`,
  },
  'aws-and-local-are-strangers': {
    'infra/aws/offence-19.ts': `import { start } from '../local/start.ts'\nexport const x = start`,
  },
  'nothing-leans-on-tests': {
    'infra/local/offence-20.ts': `import { given } from '../../test/kit/given.ts'\nexport const x = given`,
  },
  'no-cycles': {
    'shared/log/offence-21.ts': `import type { Y } from './offence-21b.ts'\nexport interface X { y: Y }`,
    'shared/log/offence-21b.ts': `import type { X } from './offence-21.ts'\nexport interface Y { x: X }`,
  },
  'no-orphans': { 'shared/log/offence-22.ts': `export const x = 1` },
  'no-barrels': { 'shared/log/offence-23.ts': `export { openLog } from './log-dynamodb.ts'` },
  'no-broken-imports': { 'shared/log/offence-24.ts': `import { gone } from './gone.ts'\nexport const x = gone` },
  'no-borrowed-packages': { 'shared/log/offence-25.ts': `import { expect } from 'chai'\nexport const x = expect` },
}

const planted: string[] = []

/** Writes a tree of files with the project's own packages beside it, and returns where it stands. */
function plant(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'import-law-'))
  planted.push(root)
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'))
  symlinkSync(join(project, 'package.json'), join(root, 'package.json'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), `${text}\n`)
  }
  return root
}

afterAll(() => {
  for (const root of planted) rmSync(root, { recursive: true })
})

test('a tree that keeps the law is let through, every file of it read', async () => {
  const { modules, offences } = await cruise(plant(lawful))
  expect(offences).toEqual([])
  expect(modules).toBe(Object.keys(lawful).length)
})

test('a tree in which nothing could be read is no proof of anything', async () => {
  await expect(cruise(plant({ 'events/readme.md': 'nothing to cruise' }))).rejects.toThrow('cruised no modules')
})

test('the project keeps the law', async () => {
  const { modules, offences } = await cruise()
  expect(offences).toEqual([])
  expect(modules).toBeGreaterThan(0)
})

describe('an offence planted against each rule is caught by its name', () => {
  let cruised: Cruised
  beforeAll(async () => {
    cruised = await cruise(plant({ ...lawful, ...Object.assign({}, ...Object.values(offences)) }))
  })

  test('every rule has an offence planted, and no offence is without its rule', async () => {
    expect(Object.keys(offences).toSorted()).toEqual((await ruleNames()).toSorted())
  })

  test.each(Object.entries(offences))('%s', (rule, files) => {
    const [offender] = Object.keys(files)
    const caught = cruised.offences.filter((offence) => offence.rule === rule && offence.from === offender)
    expect(caught).toHaveLength(1)
    expect(caught[0]?.comment).toMatch(/^[\w"'].+[.]$/)
  })

  test('and nothing else is', () => {
    const offenders = new Set(Object.values(offences).flatMap((files) => Object.keys(files)))
    const innocent = cruised.offences.filter(({ from }) => !offenders.has(from))
    expect(innocent).toEqual([])
  })
})
