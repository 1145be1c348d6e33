/** A dead letter is filed once, then tried again or given up by a person, once. */
import { type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { DeadFact } from './events.ts'

export type Filed = Extract<DeadFact, { type: 'DeadLetterFiled' }>['data']

export interface DeadLetter {
  readonly state: 'none' | 'waiting' | 'retried' | 'abandoned'
  readonly filed?: Filed
}

export type DeadCommand =
  | { readonly do: 'file-dead-letter'; readonly filed: Filed }
  | { readonly do: 'retry-dead-letter'; readonly reason: string }
  | { readonly do: 'abandon-dead-letter'; readonly reason: string }

export const deadDecider: Decider<DeadCommand, DeadLetter, DeadFact> = {
  shape: 1,
  initial: { state: 'none' },
  decide: decideDead,
  evolve: evolveDead,
  wakeAt: () => undefined,
}

function decideDead(command: DeadCommand, dead: DeadLetter): Decision<DeadFact> {
  if (command.do === 'file-dead-letter')
    return dead.state === 'none' ? [{ type: 'DeadLetterFiled', data: command.filed }] : []
  if (dead.state === 'none') return refuse('dead-letter-not-known', 'There is no such work that could not be done.')
  return command.do === 'retry-dead-letter' ? retry(command.reason, dead) : abandon(command.reason, dead)
}

function retry(reason: string, { state, filed }: DeadLetter): Decision<DeadFact> {
  if (state === 'retried') return []
  if (state === 'abandoned')
    return refuse('dead-letter-abandoned', 'It was given up already, so it cannot be tried again.')
  if (filed?.queue === undefined)
    return refuse(
      'dead-letter-is-made-up-for',
      'There is nothing to try again: the quarter-hourly run makes up for it by itself. Give it up when it has.',
    )
  return [{ type: 'DeadLetterRetried', data: { reason } }]
}

function abandon(reason: string, { state }: DeadLetter): Decision<DeadFact> {
  if (state === 'abandoned') return []
  if (state === 'retried')
    return refuse('dead-letter-retried', 'It was tried again already; if that failed, it is filed anew.')
  return [{ type: 'DeadLetterAbandoned', data: { reason } }]
}

function evolveDead(dead: DeadLetter, fact: DeadFact): DeadLetter {
  switch (fact.type) {
    case 'DeadLetterFiled':
      return { state: 'waiting', filed: fact.data }
    case 'DeadLetterRetried':
      return { ...dead, state: 'retried' }
    case 'DeadLetterAbandoned':
      return { ...dead, state: 'abandoned' }
  }
}
