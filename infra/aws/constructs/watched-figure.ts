/** What a function's log says, as a metric and an alarm: figures, and failures that somebody was told of and nobody else. */
import { Duration } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import * as logs from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { Figure } from '../figures.ts'
import { type Alarms, alarm, alarmPeriod } from './alarm.ts'
import type { SystemFunction } from './system-function.ts'

/** As often as the quarter-hourly run speaks. */
const period = Duration.minutes(15)

/** Rings when the figure was above 0; where silence is a failure, only two periods together tell it from a late line. */
export function watchFigure(scope: Construct, alarms: Alarms, logGroup: logs.ILogGroup, figure: Figure): void {
  const filter = new logs.MetricFilter(scope, `${figure.name}-said`, {
    logGroup,
    filterPattern: logs.FilterPattern.stringValue('$.figure', '=', figure.name),
    metricNamespace: alarms.prefix,
    metricName: figure.name,
    metricValue: '$.value',
  })
  alarm(scope, alarms, {
    name: figure.name,
    heading: figure.name,
    ifItFails: figure.ifItFails,
    metric: filter.metric({ period, statistic: cloudwatch.Stats.MAXIMUM }),
    above: 0,
    periods: figure.silenceIsFailure ? 2 : 1,
    silenceIsFailure: figure.silenceIsFailure,
  })
}

/** One request that failed may be sent again; this many within five minutes are no accident. */
const failuresPassedOver = 4

/**
 * Rings when a function that answers requests could not answer some: whoever asked was told so, and Lambda takes that for
 * an answer like any other. It says each in its log, as an error.
 */
export function watchFailures(fn: SystemFunction, alarms: Alarms): void {
  const { name, ifItFails } = fn.trigger
  const filter = new logs.MetricFilter(fn, 'failures-said', {
    logGroup: fn.logGroup,
    filterPattern: logs.FilterPattern.stringValue('$.level', '=', 'ERROR'),
    metricNamespace: alarms.prefix,
    metricName: `${name}-failures`,
  })
  alarm(fn, alarms, {
    name: `${name}-failures`,
    heading: name,
    ifItFails,
    metric: filter.metric({ period: alarmPeriod, statistic: cloudwatch.Stats.SUM }),
    above: failuresPassedOver,
  })
}
