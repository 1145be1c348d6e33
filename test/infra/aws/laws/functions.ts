/** What every function has, and who hears when it fails. */
import { figures } from '../../../../infra/aws/figures.ts'
import { type DeployedFunction, functionsOf, type Templates } from '../template.ts'
import { difference, type Law, perFunction } from './law.ts'
import { alarmsOf, filtersOf, queuesOf, rulesOf, sourcesOf } from './resources.ts'

export const functionLaws: readonly Law[] = [
  {
    sentence: 'every trigger has its function, and every function its trigger',
    offences: (templates) =>
      difference(
        'is deployed',
        functionsOf(templates).map(({ verb }) => verb),
        templates.triggers.map(({ name }) => name),
      ),
  },
  {
    sentence: 'every function runs on Node 24 and arm64, within the budget its trigger states',
    offences: perFunction((fn, _, trigger) => {
      const is = [fn.Runtime, fn.Architectures.join(), fn.Timeout, fn.MemorySize].join(' ')
      const must = ['nodejs24.x', 'arm64', trigger?.budget.timeoutSeconds, trigger?.budget.memoryMb].join(' ')
      return is === must ? undefined : `runs on ${is}, not ${must}`
    }),
  },
  {
    sentence: 'no function sets aside a part of what all functions of the account share',
    offences: perFunction(({ ReservedConcurrentExecutions: aside }) =>
      aside === undefined ? undefined : `sets ${aside} aside`,
    ),
  },
  {
    sentence: 'every function keeps its log lines 90 days',
    offences: perFunction((fn, { system }) => {
      const group = system.find(({ id }) => `<${id}>` === fn.LoggingConfig?.LogGroup)
      return group?.Properties.RetentionInDays === 90 ? undefined : 'does not'
    }),
  },
  {
    sentence:
      'every function has dead letters, and an alarm on them that says whom it hurts and where to read what to do',
    offences: perFunction((fn, templates, trigger) => {
      const letters = (fn.DeadLetterConfig?.TargetArn ?? clockLetters(templates, fn))?.replace('.Arn>', '.QueueName>')
      if (letters === undefined) return 'has no dead letters'
      const alarm = alarmsOf(templates).find(({ Dimensions }) => Dimensions.some(({ Value }) => Value === letters))
      if (alarm === undefined) return 'has dead letters that ring no bell'
      const says = alarm.AlarmDescription
      const said = trigger !== undefined && says.includes(trigger.ifItFails) && says.includes(`runbook.md#${fn.verb}`)
      return said ? undefined : 'has an alarm that does not say whom it hurts and where to read'
    }),
  },
  {
    sentence:
      'a function that mail wakes has no dead letters for what tells of a mail: its headers would lie in a queue',
    offences: perFunction((fn, _, trigger) => {
      const isTold = trigger?.wakes.some(({ by }) => by === 'mail') === true
      return isTold && fn.DeadLetterConfig !== undefined ? 'keeps what tells of mail' : undefined
    }),
  },
  {
    sentence: 'every alarm rings a bell, and says something with a page to read',
    offences: (templates) =>
      alarmsOf(templates)
        .filter(
          ({ AlarmActions, AlarmDescription }) =>
            AlarmActions.length === 0 || !/.{20}.*runbook\.md#[a-z-]+$/.test(AlarmDescription),
        )
        .map(({ id }) => `${id} is silent`),
  },
  {
    sentence:
      'every figure is counted in the log of the function that says it, and where it must be heard, silence rings',
    offences: (templates) =>
      figures.flatMap((figure) => {
        const [filter] = filtersOf(templates).filter(({ name }) => name === figure.name)
        const [alarm] = alarmsOf(templates).filter(({ MetricName }) => MetricName === figure.name)
        const group = functionsOf(templates).find(({ verb }) => verb === figure.saidBy)?.LoggingConfig?.LogGroup
        if (filter === undefined || filter.group !== group) return [`${figure.name} is not counted where it is said`]
        const counts = filter.pattern === `{ $.figure = "${figure.name}" }` && filter.value === '$.value'
        const heeds = alarm?.TreatMissingData === (figure.silenceIsFailure ? 'breaching' : 'notBreaching')
        return [
          ...(counts ? [] : [`${figure.name} is counted by ${filter.pattern}`]),
          ...(heeds ? [] : [`${figure.name} takes silence for ${alarm?.TreatMissingData}`]),
        ]
      }),
  },
  {
    sentence: 'every function that answers requests has an alarm on those it could not answer',
    offences: perFunction((fn, templates, trigger) => {
      if (trigger?.wakes.every(({ by }) => by !== 'http')) return undefined
      const filter = filtersOf(templates).find(({ name }) => name === `${fn.verb}-failures`)
      const counts = filter?.pattern === '{ $.level = "ERROR" }' && filter.group === fn.LoggingConfig?.LogGroup
      const rings = alarmsOf(templates).some(({ MetricName }) => MetricName === filter?.name)
      return counts && rings ? undefined : 'fails and nobody hears of it'
    }),
  },
  {
    sentence: 'every queue is a function’s dead letters, or sends its own there',
    offences: (templates) => {
      const letters = functionsOf(templates).map((fn) => fn.DeadLetterConfig?.TargetArn ?? clockLetters(templates, fn))
      return queuesOf(templates)
        .filter(
          ({ id, RedrivePolicy }) =>
            !letters.includes(`<${id}.Arn>`) && !letters.includes(RedrivePolicy?.deadLetterTargetArn),
        )
        .map(({ QueueName }) => `${QueueName} loses what fails`)
    },
  },
  {
    sentence: 'a message stays hidden for six timeouts of its function, which names what failed in a batch',
    offences: (templates) =>
      sourcesOf(templates).flatMap(({ EventSourceArn, FunctionName, FunctionResponseTypes }) => {
        const queue = queuesOf(templates).find(({ id }) => `<${id}.Arn>` === EventSourceArn)
        const fn = functionsOf(templates).find(({ id }) => `<${id}>` === FunctionName)
        if (queue === undefined || fn === undefined) return []
        return [
          ...(queue.VisibilityTimeout >= 6 * fn.Timeout ? [] : [`${queue.QueueName} hands out again too early`]),
          ...(FunctionResponseTypes.includes('ReportBatchItemFailures') ? [] : [`${fn.verb} repeats whole batches`]),
        ]
      }),
  },
]

/** Where the clock's calls of a function go that it could not take. */
function clockLetters(templates: Templates, { id }: DeployedFunction): string | undefined {
  const targets = rulesOf(templates).flatMap(({ ScheduleExpression, Targets }) => (ScheduleExpression ? Targets : []))
  return targets.find(({ Arn }) => Arn === `<${id}.Arn>`)?.DeadLetterConfig?.Arn
}
