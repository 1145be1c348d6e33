/** What the API shows of things: the shapes of the contract, as schemas. More fields may come; none of these goes. */
import * as z from 'zod'
import { awards, contactRoles, marks, meetingKinds, nations, roles } from '../../../events/kernel/words.ts'
import { heldBys, letterKinds, whyNots } from '../../../events/letter/events.ts'
import { feeBand } from '../../../events/school/events.ts'
import { settledBys, taskAbouts } from '../../../events/task/events.ts'

const day = z.iso.date()
const instant = z.iso.datetime()
const award = z.enum(awards)

export const reviewShape = z.object({
  kind: z.enum(['renewal', 'annual-review', 're-accreditation']),
  due: day,
  /** The last stage reminded of. */
  stage: z.string().nullable(),
  booked: z.boolean(),
  visit: z.object({ on: day, assessor: z.string().optional() }).optional(),
  /** Its own day, before any extension. */
  own: day,
  suspended: z.boolean(),
})

export const schoolShape = z.object({
  id: z.string(),
  ref: z.string(),
  refs: z.array(z.string()),
  name: z.string(),
  nation: z.enum(nations),
  pupils: z.int().optional(),
  town: z.string().optional(),
  postcode: z.string().optional(),
  phone: z.string().optional(),
  website: z.string().optional(),
  group: z.string().optional(),
  level: award.nullable(),
  awards: z.array(
    z.object({ award, since: day, confirmedOn: day, state: z.enum(['held', 'suspended', 'lapsed', 'ended']) }),
  ),
  review: reviewShape.nullable(),
  standing: z.object({
    state: z.enum(['good', 'at-risk', 'none']),
    /** Why a Flagship is at risk, since when, and the meetings that count against it, oldest first. */
    because: z.enum(['two-consecutive-meetings-missed', 'no-meeting-attended-in-term']).optional(),
    since: day.optional(),
    meetings: z.array(z.string()).optional(),
  }),
  cluster: z.string().optional(),
  unreachable: z.boolean(),
  /** It closed on a day; `successor` is the id of the school that goes on for it. */
  closed: z.object({ on: day, successor: z.string().optional() }).optional(),
  /** Ids of closed schools whose successor it is. */
  predecessors: z.array(z.string()).optional(),
  /** The id of the entry of the same school this one was merged into: use that one. */
  mergedInto: z.string().optional(),
})

/** `id` and `ref` are the school's. One that is to come has the day and band that settings and entry say now. */
export const invoiceShape = z.object({
  id: z.string(),
  ref: z.string(),
  name: z.string(),
  award,
  /** Of the contract: 1 begins on the day of the grant. */
  year: z.int(),
  /** The first day of the contract year. */
  from: day,
  due: day,
  band: feeBand(),
  state: z.enum(['due', 'to-come']),
})

const consentShape = z.object({
  state: z.enum(['given', 'withdrawn', 'none']),
  since: day.optional(),
  wording: z.string().optional(),
  how: z.string().optional(),
})

/** Names and addresses are left out for those who may not see them. */
export const contactShape = z.object({
  id: z.string(),
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  schools: z.array(z.object({ school: z.string(), role: z.enum(contactRoles) })),
  consents: z.object({ service: consentShape, news: consentShape }),
  paused: z.boolean(),
  address: z.enum(['ok', 'bounced', 'suppressed']),
  /** Left long ago, or was erased: name and address are no longer kept. */
  forgotten: z.boolean().optional(),
  erased: z.boolean().optional(),
  /** Who has the mailbox now; the entry this one was merged into. */
  handedTo: z.string().optional(),
  mergedInto: z.string().optional(),
  /** Serves no school any more: name and address are kept until this day. */
  keptUntil: day.optional(),
  version: z.int(),
})

export const entryShape = z.object({
  id: z.string(),
  type: z.string(),
  stream: z.string(),
  version: z.int(),
  at: instant,
  day,
  by: z.string(),
  because: z.string(),
  trace: z.string(),
  school: z.string().optional(),
  sentence: z.string(),
  data: z.record(z.string(), z.unknown()),
})

export const oneSchoolShape = schoolShape.extend({
  version: z.int(),
  contacts: z.array(contactShape),
  /** The latest of what happened; the rest is in the log. */
  timeline: z.array(entryShape),
})

export const openReviewShape = reviewShape.extend({
  state: z.enum(['open', 'booked', 'overdue', 'grace-ended']),
  school: z.string(),
  id: z.string(),
  name: z.string(),
  nation: z.enum(nations),
  level: award.nullable(),
})

export const letterShape = z.object({
  id: z.string(),
  kind: z.enum(letterKinds),
  purpose: z.enum(['service', 'news', 'rights', 'staff']),
  contact: z.string().optional(),
  staff: z.string().optional(),
  role: z.enum(contactRoles).optional(),
  school: z.string().optional(),
  matter: z.string(),
  state: z.enum(['asked', 'held', 'withheld', 'sending', 'uncertain', 'sent', 'delivered', 'bounced', 'complained']),
  day,
  /** What called for it: the event, and what the letter is about. */
  why: z.looseObject({ event: z.string(), at: instant, sentence: z.string() }),
  whyNot: z.enum(whyNots).optional(),
  heldBy: z.enum(heldBys).optional(),
  unresolved: z.boolean(),
  refusedBecause: z.string().optional(),
})

export const taskShape = z.object({
  id: z.string(),
  about: z.enum(taskAbouts),
  sentence: z.string(),
  due: day.optional(),
  owner: z.string().optional(),
  state: z.enum(['open', 'finished']),
  /** The id of a person's note, or the words for a task that finished by itself. */
  outcome: z.string().optional(),
  settled: z.enum(settledBys).optional(),
  cause: z.string(),
  school: z.string().optional(),
  /** The school's public number, where somebody should ring it. */
  phone: z.string().optional(),
  contact: z.string().optional(),
  letter: z.string().optional(),
  deadLetter: z.string().optional(),
  mail: z.string().optional(),
  day: day.optional(),
})

export const clusterShape = z.object({
  id: z.string(),
  name: z.string().optional(),
  nation: z.enum(nations),
  ambassador: z.string(),
  formedOn: day,
  members: z.array(z.object({ school: z.string(), joinedOn: day, leftOn: day.optional() })),
  meetings: z.array(
    z.object({
      meeting: z.string(),
      on: day.optional(),
      kind: z.enum(meetingKinds).optional(),
      state: z.enum(['scheduled', 'held', 'cancelled']),
      place: z.string().optional(),
      topics: z.string().optional(),
      /** By school. */
      attendance: z.record(z.string(), z.enum(marks)),
      /** Schools whose miss was excused. */
      excused: z.array(z.string()),
    }),
  ),
})

export const staffShape = z.object({
  id: z.string(),
  name: z.string().optional(),
  email: z.string().optional(),
  role: z.enum(roles),
  clusters: z.array(z.string()),
  alerts: z.enum(['none', 'tasks', 'all']),
})

/** The bare id of a stream's name: `contact#c-1` is c-1. */
export function idOf(stream: string): string {
  return stream.slice(stream.indexOf('#') + 1)
}

/** The stream of an id that may come with or without its kind. */
export function streamOf(kind: string, id: string): string {
  return id.startsWith(`${kind}#`) ? id : `${kind}#${id}`
}
