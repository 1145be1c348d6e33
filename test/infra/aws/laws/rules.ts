/** What wakes a function, and what comes through on the way. */
import * as z from 'zod'
import { functionsOf, ofType } from '../template.ts'
import { difference, type Law } from './law.ts'
import { rulesOf, sourcesOf } from './resources.ts'

const receipt = z.looseObject({
  Rule: z.looseObject({
    ScanEnabled: z.boolean().default(false),
    Enabled: z.boolean().default(false),
    Recipients: z.array(z.string()).default([]),
    Actions: z.array(z.looseObject({})),
  }),
})

export const ruleLaws: readonly Law[] = [
  {
    sentence: 'one rule is the clock: every quarter of an hour, for each function that asked and no other',
    offences: (templates) => {
      const clocks = rulesOf(templates).filter(({ ScheduleExpression }) => ScheduleExpression !== undefined)
      const [clock] = clocks
      const woken = functionsOf(templates)
        .filter(({ id }) => clock?.Targets.some(({ Arn }) => Arn === `<${id}.Arn>`))
        .map(({ verb }) => verb)
      const wanted = templates.triggers
        .filter(({ wakes }) => wakes.some(({ by }) => by === 'quarter-hour'))
        .map(({ name }) => name)
      return [
        ...(clocks.length === 1 ? [] : [`there are ${clocks.length} clocks`]),
        ...(clock?.ScheduleExpression === 'cron(0/15 * * * ? *)' ? [] : [`the clock is ${clock?.ScheduleExpression}`]),
        ...difference('is woken by the clock', woken, wanted),
      ]
    },
  },
  {
    sentence: 'a function hears of exactly the events its trigger names, by exact type, from this system',
    offences: (templates) =>
      templates.triggers.flatMap(({ name, wakes }) => {
        const wanted = wakes.flatMap((one) => (one.by === 'events' ? one.types : [])).sort()
        const queues = sourcesOf(templates)
          .filter(({ FunctionName }) =>
            functionsOf(templates).some(({ id, verb }) => verb === name && FunctionName === `<${id}>`),
          )
          .map(({ EventSourceArn }) => EventSourceArn)
        const heard = rulesOf(templates)
          .filter(
            ({ EventPattern, Targets }) =>
              EventPattern?.source.join() === 'iqm' && Targets.some(({ Arn }) => queues.includes(Arn)),
          )
          .flatMap(({ EventPattern }) => EventPattern?.['detail-type'] ?? [])
          .sort()
        return heard.join() === wanted.join() ? [] : [`${name} hears ${heard.join()}, not ${wanted.join()}`]
      }),
  },
  {
    sentence:
      'of the mail provider’s events only type, time, kind and subtype of a bounce and the letter’s tag get into a queue',
    offences: (templates) => {
      const passed = [
        '$.detail.eventType',
        '$.time',
        '$.detail.bounce.bounceType',
        '$.detail.bounce.bounceSubType',
        '$.detail.mail.tags.letter',
      ]
      return rulesOf(templates)
        .filter(({ EventPattern }) => EventPattern?.source.some((source) => source !== 'iqm'))
        .flatMap(({ id, Targets }) =>
          Targets.flatMap(({ InputTransformer }) => {
            if (InputTransformer === undefined) return [`${id} passes everything on`]
            const paths = Object.values(InputTransformer.InputPathsMap).filter((path) => !passed.includes(path))
            const whole = InputTransformer.InputTemplate.includes('aws.events') ? ['the whole event'] : []
            return [...paths, ...whole].map((what) => `${id} passes on ${what}`)
          }),
        )
    },
  },
  {
    sentence: 'mail is looked through for spam and viruses, stored, and then told of: in this order',
    offences: ({ mail }) => {
      // An emulator takes no mail in.
      if (mail.length === 0) return []
      const [rule, ...more] = ofType(mail, 'AWS::SES::ReceiptRule')
      const { ScanEnabled, Enabled, Recipients, Actions } = receipt.parse(rule?.Properties ?? {}).Rule
      const kinds = Actions.map((action) => Object.keys(action).join()).join()
      return [
        ...(more.length === 0 ? [] : ['mail comes in by several rules']),
        ...(ScanEnabled && Enabled ? [] : ['mail is not looked through']),
        ...(Recipients.length === 1 ? [] : ['mail is taken for more than the one domain']),
        ...(kinds === 'S3Action,LambdaAction' ? [] : [`mail goes through ${kinds}`]),
      ]
    },
  },
  {
    sentence: 'what a rule cannot deliver goes to dead letters',
    offences: (templates) =>
      rulesOf(templates)
        .filter(
          ({ Targets }) =>
            Targets.length === 0 || Targets.some(({ DeadLetterConfig }) => DeadLetterConfig === undefined),
        )
        .map(({ id }) => `${id} drops what it cannot deliver`),
  },
]
