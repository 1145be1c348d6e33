/** Alarms, filters, queues, event sources and rules of a template, as far as laws look at them. */
import * as z from 'zod'
import { ofType, type Templates, textOf } from '../template.ts'

const alarmProperties = z.looseObject({
  AlarmDescription: z.string().default(''),
  AlarmActions: z.array(z.unknown()).default([]),
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  TreatMissingData: z.string().optional(),
  Dimensions: z.array(z.looseObject({ Value: z.unknown().transform(textOf) })).default([]),
})

export const alarmsOf = ({ system }: Templates) =>
  ofType(system, 'AWS::CloudWatch::Alarm').map(({ id, Properties }) => ({ id, ...alarmProperties.parse(Properties) }))

const filterProperties = z
  .looseObject({
    FilterPattern: z.string(),
    LogGroupName: z.unknown().transform(textOf),
    MetricTransformations: z.tuple([z.looseObject({ MetricName: z.string(), MetricValue: z.string() })]),
  })
  .transform(({ FilterPattern, LogGroupName, MetricTransformations: [{ MetricName, MetricValue }] }) => ({
    name: MetricName,
    pattern: FilterPattern,
    value: MetricValue,
    group: LogGroupName,
  }))

export const filtersOf = ({ system }: Templates) =>
  ofType(system, 'AWS::Logs::MetricFilter').map(({ Properties }) => filterProperties.parse(Properties))

const queueProperties = z.looseObject({
  QueueName: z.string(),
  VisibilityTimeout: z.number().default(30),
  RedrivePolicy: z.looseObject({ deadLetterTargetArn: z.unknown().transform(textOf) }).optional(),
})

export const queuesOf = ({ system }: Templates) =>
  ofType(system, 'AWS::SQS::Queue').map(({ id, Properties }) => ({ id, ...queueProperties.parse(Properties) }))

const sourceProperties = z.looseObject({
  EventSourceArn: z.unknown().transform(textOf),
  FunctionName: z.unknown().transform(textOf),
  FunctionResponseTypes: z.array(z.string()).default([]),
  DestinationConfig: z
    .looseObject({ OnFailure: z.looseObject({ Destination: z.unknown().transform(textOf) }) })
    .optional(),
})

export const sourcesOf = ({ system }: Templates) =>
  ofType(system, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) => sourceProperties.parse(Properties))

const ruleProperties = z.looseObject({
  ScheduleExpression: z.string().optional(),
  EventPattern: z
    .looseObject({ source: z.array(z.string()).default([]), 'detail-type': z.array(z.string()).default([]) })
    .optional(),
  Targets: z
    .array(
      z.looseObject({
        Arn: z.unknown().transform(textOf),
        DeadLetterConfig: z.looseObject({ Arn: z.unknown().transform(textOf) }).optional(),
        InputTransformer: z
          .looseObject({ InputPathsMap: z.record(z.string(), z.string()), InputTemplate: z.string() })
          .optional(),
      }),
    )
    .default([]),
})

export const rulesOf = ({ system }: Templates) =>
  ofType(system, 'AWS::Events::Rule').map(({ id, Properties }) => ({ id, ...ruleProperties.parse(Properties) }))
