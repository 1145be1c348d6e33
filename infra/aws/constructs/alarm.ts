/** An alarm cannot be made without saying whom it hurts and where to read what to do. */
import { Duration } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type * as sns from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

/** Where alarms ring and where their page is read. */
export type Alarms = { readonly bell: sns.ITopic; readonly runbook: string; readonly prefix: string }

type AlarmProps = {
  /** Its name and, as the runbook writes headings, the anchor of its page. */
  readonly name: string
  readonly heading: string
  /** For the person woken at night: what does not happen, whom it hurts, what to do first. */
  readonly ifItFails: string
  readonly metric: cloudwatch.IMetric
  readonly above: number
  readonly periods?: number
  /** Whether silence is a failure too: only where something must be heard every period. */
  readonly silenceIsFailure?: boolean
}

/** CloudWatch keeps at most this much of a description. */
const descriptionLimit = 1024

/** The anchor a heading gets where Markdown is shown. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')

/** Rings when the metric was above `above` in each of the last `periods` periods, and once more when it is over. */
export function alarm(scope: Construct, { bell, runbook, prefix }: Alarms, props: AlarmProps): cloudwatch.Alarm {
  const { name, heading, ifItFails, metric, above, periods = 1, silenceIsFailure = false } = props
  const description = `${ifItFails} What to do: ${runbook}#${anchorOf(heading)}`
  if (ifItFails.trim().length < 20) throw new Error(`the alarm ${name} does not say whom it hurts`)
  if (description.length > descriptionLimit)
    throw new Error(`the alarm ${name} says more than ${descriptionLimit} characters`)
  const made = new cloudwatch.Alarm(scope, name, {
    alarmName: `${prefix}-${name}`,
    alarmDescription: description,
    metric,
    threshold: above,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: periods,
    treatMissingData: silenceIsFailure
      ? cloudwatch.TreatMissingData.BREACHING
      : cloudwatch.TreatMissingData.NOT_BREACHING,
  })
  made.addAlarmAction(new SnsAction(bell))
  made.addOkAction(new SnsAction(bell))
  return made
}

/** Five minutes: short enough for the night, long enough to cost nothing. */
export const alarmPeriod = Duration.minutes(5)
