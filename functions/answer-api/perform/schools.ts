/** Schools and their awards: registered, changed, granted, suspended, reinstated, lapsed. */
import { type BodyOf, commands } from '../../../events/commands.ts'
import type { SchoolCommand } from '../../../events/school/commands.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { closeSchool } from '../../../shared/deeds/close-school.ts'
import { correctEvent } from '../../../shared/deeds/correct.ts'
import { findOrRegister, lookUp, registerEntryOf } from '../../../shared/deeds/look-up.ts'
import { findMerged, mergeSchools } from '../../../shared/deeds/merge-schools.ts'
import { changeSchool, type FoundSchool, findSchool, schoolIdOf } from '../../../shared/deeds/schools.ts'
import { act } from '../../../shared/log/act.ts'
import { type Call, ofSchool, one, type Performed, several } from './performer.ts'

/** Decides a command on the school the body names. */
export function actOnSchool(
  { tools, doing }: Call<unknown>,
  { id }: FoundSchool,
  command: SchoolCommand,
): Promise<Performed> {
  return act(tools, schoolDecider, `school#${id}`, command, doing)
}

export const schoolPerformers = {
  // A reference that became another school's second one must not give birth to a school of its own. What the register
  // knows of it and nobody said is taken over.
  'register-school': one(commands['register-school'], async (call) => {
    const { tools, body } = call
    const known = await findSchool(tools.log, body.ref)
    const entry = known ? undefined : await lookUp(tools.files, body.ref)
    const command = { do: 'register-school' as const, ...(entry && registerEntryOf(entry)), ...body }
    return act(tools, schoolDecider, `school#${known?.id ?? schoolIdOf(body.ref)}`, command, call.doing)
  }),

  'change-school': several(
    commands['change-school'],
    ofSchool(({ tools, doing, body: { school: _, ...change } }, school) => changeSchool(tools, school, change, doing)),
  ),

  'close-school': several(
    commands['close-school'],
    ofSchool(async ({ tools, doing, body: { on, successor, reason } }, school) => {
      const next = successor === undefined ? undefined : await findOrRegister(tools, successor, doing)
      if (successor !== undefined && !next) return { notFound: 'successor' }
      return closeSchool(tools, school, next, { on, reason }, doing)
    }),
  ),

  'merge-schools': several(
    commands['merge-schools'],
    ofSchool(async ({ tools, doing, body: { drop, reason } }, kept) => {
      const dropped = await findMerged(tools.log, kept, drop)
      if (!dropped) return { notFound: 'school to drop' }
      return 'refused' in dropped ? dropped : mergeSchools(tools, kept, dropped, reason, doing)
    }),
  ),

  correct: several(commands.correct, async ({ tools, doing, body: { event, reason, data } }) => {
    const done = await correctEvent(tools, { event, reason, data }, doing)
    return done === 'not-found' ? { notFound: 'entry of the log' } : done
  }),

  'grant-award': one(
    commands['grant-award'],
    ofSchool((call, school) => {
      const { award, on, reason } = call.body
      return actOnSchool(call, school, { do: 'grant-award', award, on, reason })
    }),
  ),

  'lapse-award': one(
    commands['lapse-award'],
    ofSchool((call, school) => actOnSchool(call, school, { do: 'lapse-award', ...ofAward(call.body) })),
  ),

  'suspend-award': one(
    commands['suspend-award'],
    ofSchool((call, school) => actOnSchool(call, school, { do: 'suspend-award', ...ofAward(call.body) })),
  ),

  'reinstate-award': one(
    commands['reinstate-award'],
    ofSchool((call, school) => actOnSchool(call, school, { do: 'reinstate-award', ...ofAward(call.body) })),
  ),
}

function ofAward({ award, reason }: BodyOf<'lapse-award'>) {
  return { award, reason }
}
