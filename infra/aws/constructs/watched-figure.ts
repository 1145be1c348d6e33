/** A figure said in a function's log, as a metric and an alarm. */
import { Duration } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import * as logs from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { Figure } from '../figures.ts'
import { type Alarms, alarm } from './alarm.ts'

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
