/**
 * An erasure that was granted (DOMAIN C8): what is kept waits for the answer to leave to the address that is to go, and for
 * nothing else.
 */
import { addDays, type Day } from '../kernel/day.ts'
import type { DayWorld, Decision } from '../kernel/decider.ts'
import type { ErasureBecause, ErasureReport, RequestFact } from './events.ts'
import { type PersonsRequest, whoseOf } from './state.ts'

/**
 * Days back to which DynamoDB can restore a table (point-in-time recovery, at most 35): as long, what was removed from one
 * lies in a copy that nobody can read but by restoring it.
 */
export const recoveryDays = 35

/** Days for which what is kept waits for the answer to leave to the address that is to go; without undue delay all the same. */
const answerWaitsDays = 3

/** Their erasure was granted, and the letter that says so may be on its way still. */
function waitsToErase({ kind, state, erasureDue: isDue }: PersonsRequest): boolean {
  return kind === 'erasure' && state === 'answered' && isDue === undefined
}

/** Nothing is needed of them any more: what is kept is to go. */
export function erasureDue(request: PersonsRequest, because: ErasureBecause, on: Day): RequestFact {
  return { type: 'ErasureDue', data: { ...whoseOf(request), on, because } }
}

/** The letter that tells them left, or never will. */
export function eraseNow(because: ErasureBecause, request: PersonsRequest, { today }: DayWorld): Decision<RequestFact> {
  return waitsToErase(request) ? [erasureDue(request, because, today)] : []
}

/**
 * The day on which it is no longer waited; undefined where nothing is waited for. What was decided before anything followed
 * from it removes nothing by itself: it was done by hand then.
 */
export function erasesOn(request: PersonsRequest): Day | undefined {
  return waitsToErase(request) && request.decidedOn ? addDays(request.decidedOn, answerWaitsDays) : undefined
}

export function eraseInTime(request: PersonsRequest, { lastRun }: DayWorld): Decision<RequestFact> {
  const day = erasesOn(request)
  return day !== undefined && day <= lastRun ? [erasureDue(request, 'time-over', lastRun)] : []
}

/** Done again after it was done, there is nothing more to tell. */
export function noteErased(report: ErasureReport, request: PersonsRequest, { today }: DayWorld): Decision<RequestFact> {
  if (request.erasureDue === undefined || request.erasedOn !== undefined) return []
  return [{ type: 'ErasureFinished', data: { ...whoseOf(request), on: today, ...report } }]
}
