/**
 * Two entries of one school are made one. The dropped entry is done with first, so that nobody is ever written to for
 * both; the kept one takes over what it held; its people move; its references come last, so that a merge that broke off
 * still finds both entries and is finished by doing it again.
 */
import { contactDecider } from '../../events/contact/decide.ts'
import { laterOf } from '../../events/kernel/day.ts'
import { type Refusal, refuse } from '../../events/kernel/decider.ts'
import { several } from '../../events/kernel/several.ts'
import { refDecider } from '../../events/ref/decide.ts'
import { mergedAway } from '../../events/school/closing.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { School } from '../../events/school/state.ts'
import { act, type Doing, loadStream, type Outcome } from '../log/act.ts'
import type { Log } from '../log/log.ts'
import { tellSchool } from './agree.ts'
import { changeMembership, tellMembership } from './clusters.ts'
import { type FoundSchool, findSchool } from './schools.ts'
import { type DeedTools, furtherStep, isRefused } from './tools.ts'

/** The two entries of a merge, as they are named; a name of the dropped one may have come to find the kept one already. */
export async function findMerged(
  log: Log,
  kept: FoundSchool,
  dropName: string,
): Promise<FoundSchool | Refusal | undefined> {
  const found = await findSchool(log, dropName)
  if (!found || found.id !== kept.id) return found
  const before = kept.school.absorbed?.find(({ id, refs }) => id === dropName || refs.includes(dropName))
  if (before) return findSchool(log, before.id)
  return refuse('same-school', 'Both names stand for one entry already: there is nothing to merge.', { kept: kept.id })
}

/** Why two entries cannot be made one. */
export function whyNotMerged(kept: FoundSchool, dropped: FoundSchool): Refusal | undefined {
  if (kept.school.mergedInto !== undefined) return mergedAway(kept.school.mergedInto)
  const { mergedInto } = dropped.school
  if (mergedInto !== undefined && mergedInto !== kept.id) return mergedAway(mergedInto)
  if (mergedInto === undefined && kept.school.closed && !dropped.school.closed)
    return refuse(
      'kept-entry-is-closed',
      `${kept.school.name} is closed, and the other entry is open: keep that one, or correct the entry of its closing first.`,
      { kept: kept.id, closedOn: kept.school.closed.on },
    )
  if (kept.school.nation === dropped.school.nation) return undefined
  return refuse(
    'schools-of-two-nations',
    `${kept.school.name} and ${dropped.school.name} are in different nations, so they are not one school. Correct the nation with change-school first if it is wrong.`,
    { kept: kept.school.nation, dropped: dropped.school.nation },
  )
}

/** Makes one of two entries. Answers the commit on the entry that is kept. */
export async function mergeSchools(
  tools: DeedTools,
  kept: FoundSchool,
  dropped: FoundSchool,
  reason: string,
  doing: Doing,
): Promise<Outcome<School>> {
  const why = whyNotMerged(kept, dropped)
  if (why) return why
  const ids = { kept: kept.id, dropped: dropped.id, reason }
  const outcome = await act(tools, schoolDecider, `school#${dropped.id}`, { do: 'merge-into', ...ids }, doing)
  if (isRefused(outcome)) return outcome
  const absorbed = await finishMerge(tools, ids, furtherStep(doing))
  // The first commit answers; one that was made before leaves the word to what was left to do.
  return isRefused(absorbed) || outcome.events.length === 0 ? absorbed : outcome
}

interface Merge {
  readonly kept: string
  readonly dropped: string
  readonly reason: string
}

/** All that follows the dropped entry's commit; each step again changes nothing. */
export async function finishMerge(tools: DeedTools, ids: Merge, doing: Doing): Promise<Outcome<School>> {
  const { kept, dropped } = ids
  const { state: from } = await loadStream(tools.log, schoolDecider, `school#${dropped}`)
  const absorbed = await act(tools, schoolDecider, `school#${kept}`, { do: 'absorb-school', ...ids, from }, doing)
  if (isRefused(absorbed)) return absorbed
  await movePeople(tools, ids, from, doing)
  await moveMembership(tools, ids, from, doing)
  for (const ref of from.refs)
    await act(tools, refDecider, `ref#${ref}`, { do: 'take-ref', ref, school: kept, from: dropped }, doing)
  return absorbed
}

/** The kept entry takes the dropped one's place in its cluster, from today; what was marked of the dropped one stays there. */
async function moveMembership(tools: DeedTools, { kept, dropped }: Merge, from: School, doing: Doing): Promise<void> {
  const present = from.memberships.findLast(({ leftOn }) => leftOn === undefined)
  if (present) {
    const at = { cluster: present.cluster, on: laterOf(tools.world().today, present.joinedOn) }
    const { state } = await loadStream(tools.log, schoolDecider, `school#${kept}`)
    if (state.memberships.every(({ leftOn }) => leftOn !== undefined))
      await changeMembership(tools, 'join-cluster', kept, at, doing)
    await changeMembership(tools, 'leave-cluster', dropped, at, doing)
  }
  for (const cluster of new Set(from.memberships.map((one) => one.cluster)))
    for (const school of [kept, dropped]) await tellMembership(tools, school, cluster, doing)
}

const contacts = several(contactDecider)

/** Each contact serves the kept entry in its roles, and the dropped one no more. */
async function movePeople(tools: DeedTools, { kept, dropped }: Merge, from: School, doing: Doing): Promise<void> {
  for (const { contact: who, role } of from.contacts) {
    const commands = [
      { do: 'add-contact' as const, school: kept, role },
      { do: 'remove-contact' as const, school: dropped, role },
    ]
    const moved = await act(tools, contacts, who, commands, doing)
    if (isRefused(moved)) continue
    await tellSchool(tools, { who, school: kept, role }, moved.state, doing)
    await tellSchool(tools, { who, school: dropped, role }, moved.state, doing)
  }
}
