/**
 * What wakes each function, as lines in the same words for both machines: as this machine is wired, and as the template
 * says it.
 */
import * as z from 'zod'
import type { Trigger } from '../../../functions/trigger.ts'
import { type Handler, wireTriggers } from '../../../infra/local/wire.ts'
import { functionsOf, ofType, type Templates, textOf } from './template.ts'

/** By function. */
type Woken = Record<string, string[]>

const handlers = new Map<unknown, string>()

/** A handler that can be known again by whose it is. */
function handlerOf(name: string): Handler {
  const handler: Handler = () => Promise.resolve(name)
  handlers.set(handler, name)
  return handler
}

const reading = (batch: number, atOnce: number, tries: number) =>
  `a queue: ${batch} of it, ${atOnce} at once, ${tries} tries`

/** What the local cloud takes where a trigger does not say. */
const localDefaults = { batchSize: 10, concurrency: 2, maxReceives: 5 }

/** What wakes each function here. */
export function wokenLocally(list: readonly Trigger[]): Woken {
  const wired = wireTriggers(list, handlerOf, 'log')
  const woken: Woken = Object.fromEntries(list.map(({ name }) => [name, []]))
  const say = (handler: unknown, what: string) => woken[handlers.get(handler) ?? '']?.push(what)
  for (const { handler, ...said } of wired.queues) {
    const { batchSize, concurrency, maxReceives } = { ...localDefaults, ...defined(said) }
    say(handler, reading(batchSize, concurrency, maxReceives))
  }
  for (const { source, detailTypes, queue } of wired.rules) {
    const ours = source === undefined || source === 'iqm'
    const reader = wired.queues.find(({ name }) => name === queue)?.handler
    say(reader, ours ? `events ${[...detailTypes].sort().join()}` : 'what became of letters')
  }
  for (const { handler } of wired.streams) say(handler, 'the log')
  for (const { handler, path } of wired.doors) say(handler, `requests below ${path}`)
  for (const { handler } of wired.quarterHourly) say(handler, 'a quarter of an hour')
  for (const { handler } of wired.mail) say(handler, 'mail')
  return sorted(woken)
}

const defined = (said: object) => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))

const sorted = (woken: Woken): Woken =>
  Object.fromEntries(Object.entries(woken).map(([name, said]) => [name, [...new Set(said)].sort()]))

const text = z.unknown().transform(textOf)

const source = z.looseObject({
  EventSourceArn: text,
  FunctionName: text,
  BatchSize: z.number(),
  ScalingConfig: z.looseObject({ MaximumConcurrency: z.number() }).optional(),
})

const queue = z.looseObject({ RedrivePolicy: z.looseObject({ maxReceiveCount: z.number() }).optional() })

const rule = z.looseObject({
  ScheduleExpression: z.string().optional(),
  EventPattern: z
    .looseObject({ source: z.array(z.string()), 'detail-type': z.array(z.string()).default([]) })
    .optional(),
  Targets: z.array(z.looseObject({ Arn: text })),
})

const route = z.looseObject({ RouteKey: z.string(), Target: text })

/** One thing that wakes a function: whose it is, by reference, and what. */
type Said = { readonly of: string; readonly what: string }

const sourcesOf = ({ system }: Templates) =>
  ofType(system, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) => source.parse(Properties))

/** Queues and the log's stream. */
function bySources(templates: Templates): Said[] {
  return sourcesOf(templates).map(({ EventSourceArn, FunctionName, BatchSize, ScalingConfig }) => {
    const read = templates.system.find(({ id }) => EventSourceArn === `<${id}.Arn>`)
    const tries = queue.parse(read?.Properties ?? {}).RedrivePolicy?.maxReceiveCount
    const atOnce = ScalingConfig?.MaximumConcurrency ?? localDefaults.concurrency
    return { of: FunctionName, what: tries === undefined ? 'the log' : reading(BatchSize, atOnce, tries) }
  })
}

/** The clock, the bus and the mail provider. */
function byRules(templates: Templates): Said[] {
  const readerOf = (arn: string) =>
    sourcesOf(templates).find(({ EventSourceArn }) => EventSourceArn === arn)?.FunctionName ?? 'nobody'
  return ofType(templates.system, 'AWS::Events::Rule').flatMap(({ Properties }) => {
    const { ScheduleExpression, EventPattern, Targets } = rule.parse(Properties)
    const clock = ScheduleExpression !== undefined
    const ours = EventPattern?.source.join() === 'iqm'
    const heard = ours ? `events ${EventPattern['detail-type'].toSorted().join()}` : 'what became of letters'
    return Targets.map(({ Arn }) =>
      clock ? { of: Arn, what: 'a quarter of an hour' } : { of: readerOf(Arn), what: heard },
    )
  })
}

function byRequests({ system }: Templates): Said[] {
  return ofType(system, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => {
    const { RouteKey, Target } = route.parse(Properties)
    const integration = system.find(({ id }) => Target === `integrations/<${id}>`)
    const below = RouteKey === '$default' ? '/' : RouteKey.replace(/^ANY (.+)\/\{below\+\}$/, '$1')
    return { of: textOf(integration?.Properties.IntegrationUri), what: `requests below ${below}` }
  })
}

const receipt = z.looseObject({
  Rule: z.looseObject({
    Actions: z.array(
      z.looseObject({ LambdaAction: z.looseObject({ FunctionArn: z.unknown().transform(textOf) }).optional() }),
    ),
  }),
})

/** The mail provider's rules for what comes in. They name a function as the deploy names it. */
function byMail(templates: Templates): Said[] {
  const arns = ofType(templates.mail, 'AWS::SES::ReceiptRule')
    .flatMap(({ Properties }) => receipt.parse(Properties).Rule.Actions)
    .flatMap(({ LambdaAction }) => LambdaAction?.FunctionArn ?? [])
  return functionsOf(templates)
    .filter(({ FunctionName }) => arns.some((arn) => arn.endsWith(`:function:${FunctionName}`)))
    .map(({ id }) => ({ of: `<${id}>`, what: 'mail' }))
}

/** What wakes each function of a template. */
export function wokenOnAws(templates: Templates): Woken {
  const said = [...bySources(templates), ...byRules(templates), ...byRequests(templates), ...byMail(templates)]
  return sorted(
    Object.fromEntries(
      functionsOf(templates).map(({ id, verb }) => [
        verb,
        said.filter(({ of }) => [`<${id}>`, `<${id}.Arn>`].includes(of)).map(({ what }) => what),
      ]),
    ),
  )
}
