/** The open review: its visit, its recommendation, its decision. An Assessor acts on own visits only. */
import { commands } from '../../../events/commands.ts'
import { mayRecommend, mayTouchVisit, ownVisitsOnly } from '../../../shared/deeds/callers.ts'
import { staffNamed } from '../../../shared/deeds/staff.ts'
import { ofSchool, one } from './performer.ts'
import { actOnSchool } from './schools.ts'

export const reviewPerformers = {
  'book-visit': one(
    commands['book-visit'],
    ofSchool(async (call, school) => {
      const { caller, tools, body } = call
      const named = body.assessor === undefined ? undefined : await staffNamed(tools, caller, body.assessor)
      if (body.assessor !== undefined && named === undefined) return { notFound: 'member of staff' }
      const assessor = named ?? (caller.role === 'assessor' ? caller.id : undefined)
      if (!mayTouchVisit(caller, school.school) || (caller.role === 'assessor' && assessor !== caller.id))
        return ownVisitsOnly
      return actOnSchool(call, school, { do: 'book-visit', on: body.on, assessor, reason: body.reason })
    }),
  ),

  'cancel-visit': one(
    commands['cancel-visit'],
    ofSchool(async (call, school) => {
      if (!mayTouchVisit(call.caller, school.school)) return ownVisitsOnly
      return actOnSchool(call, school, { do: 'cancel-visit', reason: call.body.reason })
    }),
  ),

  recommend: one(
    commands.recommend,
    ofSchool(async (call, school) => {
      const { recommendation, report } = call.body
      if (!mayRecommend(call.caller, school.school)) return ownVisitsOnly
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
