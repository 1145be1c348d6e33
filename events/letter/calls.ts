/** Which fact calls for which letter, about what, and in which role's place it is sent: one row per letter. */
import { type LetterTopic, schoolFacts } from '../school/events.ts'
import type { LetterFacts, LetterKind } from './events.ts'

export interface Call {
  readonly kind: LetterKind
  readonly topic: LetterTopic
  /** What the letter is about: with the addressee, the key under which it is asked for once and never again (C2). */
  readonly matter: string
  readonly facts: LetterFacts
}

/** A fact of a school, with the day it was recorded. */
export interface Cause {
  readonly school: string
  readonly day: string
  readonly type: string
  readonly data: unknown
}

type Caller = (cause: Cause) => Call | undefined

const callers: Readonly<Record<string, Caller>> = {
  ReviewReminderDue: ({ school, data }) => {
    const { award, kind, stage, due, own } = schoolFacts.ReviewReminderDue.data.parse(data)
    return {
      kind: 'review-reminder',
      topic: 'review',
      matter: matterOf('review', school, own, due, stage),
      facts: { award, review: kind, stage, due },
    }
  },
  VisitBooked: ({ school, day, data }) => {
    const { award, kind, on, due } = schoolFacts.VisitBooked.data.parse(data)
    if (on <= day) return undefined
    return {
      kind: 'visit-confirmed',
      topic: 'visit',
      matter: matterOf('visit', school, due, on, 'confirmed'),
      facts: { award, review: kind, due, visit: on },
    }
  },
  VisitReminderDue: ({ school, data }) => {
    const { award, kind, on, before, due } = schoolFacts.VisitReminderDue.data.parse(data)
    return {
      kind: 'visit-soon',
      topic: 'visit',
      matter: matterOf('visit', school, due, on, String(before)),
      facts: { award, review: kind, due, visit: on, before },
    }
  },
}

function matterOf(...parts: readonly string[]): string {
  return parts.join('|')
}

/** The types of events that call for a letter. */
export const letterCausingTypes = Object.keys(callers)

/** The letter a fact calls for; undefined when none, or when its day has passed. */
export function letterFor(cause: Cause): Call | undefined {
  return callers[cause.type]?.(cause)
}
