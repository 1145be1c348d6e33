/** The open review: its visit, its recommendation, its decision. An Assessor acts on own visits only. */
import { commands } from '../../../events/commands.ts'
import type { FoundSchool } from '../../../shared/deeds/schools.ts'
import type { Caller } from '../authorise.ts'
import { ofSchool, one, type Stopped } from './performer.ts'
import { actOnSchool } from './schools.ts'
import { staffNamed } from './staff-named.ts'

const ownVisitsOnly: Stopped = { mayNot: 'An Assessor may book, cancel and recommend for own visits only.' }

/** Whether the booked visit is somebody's: an Assessor's own when its assessor is they. */
function isOwnVisit(caller: Caller, { school }: FoundSchool): boolean {
  return school.review?.visit?.assessor === caller.id
}

function mayTouchVisit(caller: Caller, found: FoundSchool): boolean {
  return caller.role !== 'assessor' || found.school.review?.visit === undefined || isOwnVisit(caller, found)
}

export const reviewPerformers = {
  'book-visit': one(
    commands['book-visit'],
    ofSchool(async (call, school) => {
      const { caller, tools, body } = call
      const named = body.assessor === undefined ? undefined : await staffNamed(tools, caller, body.assessor)
      if (body.assessor !== undefined && named === undefined) return { notFound: 'member of staff' }
      const assessor = named ?? (caller.role === 'assessor' ? caller.id : undefined)
      if (!mayTouchVisit(caller, school) || (caller.role === 'assessor' && assessor !== caller.id)) return ownVisitsOnly
      return actOnSchool(call, school, { do: 'book-visit', on: body.on, assessor })
    }),
  ),

  'cancel-visit': one(
    commands['cancel-visit'],
    ofSchool(async (call, school) => {
      if (!mayTouchVisit(call.caller, school)) return ownVisitsOnly
      return actOnSchool(call, school, { do: 'cancel-visit', reason: call.body.reason })
    }),
  ),

  recommend: one(
    commands.recommend,
    ofSchool(async (call, school) => {
      const { recommendation, report } = call.body
      const hasReview = school.school.review !== undefined
      if (call.caller.role === 'assessor' && hasReview && !isOwnVisit(call.caller, school)) return ownVisitsOnly
      return actOnSchool(call, school, { do: 'recommend', recommendation, report })
    }),
  ),

  'decide-review': one(
    commands['decide-review'],
    ofSchool((call, school) => {
      const { decision, on, reason } = call.body
      return actOnSchool(call, school, { do: 'decide-review', decision, on, reason })
    }),
  ),

  'extend-review': one(
    commands['extend-review'],
    ofSchool((call, school) => {
      const { to, reason } = call.body
      return actOnSchool(call, school, { do: 'extend-review', to, reason })
    }),
  ),
}
