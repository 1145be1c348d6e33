/**
 * A Centre of Excellence or Flagship belongs to a cluster. One that has had none for a while is found, so that a person
 * looks after it: counted from the day its award was recorded here (an import of history is no reason of its own), or
 * from the day it left its last cluster.
 */
import { addDays, type Day, laterOf } from '../kernel/day.ts'
import type { DayWorld } from '../kernel/decider.ts'
import type { Settings } from '../kernel/settings.ts'
import type { Award } from '../kernel/words.ts'
import type { SchoolFact } from './events.ts'
import { standingAward } from './levels.ts'
import type { School } from './state.ts'

/** Whether schools with this award meet in clusters (DOMAIN 1). */
const meets = (award: Award) => award !== 'inclusive-school'

/** Whether the school holds an award whose schools meet in clusters. */
export function belongsInCluster(school: School): boolean {
  return (standingAward(school, 'centre-of-excellence') ?? standingAward(school, 'flagship')) !== undefined
}

/** Its first such award was recorded on a day: the wait begins. */
export function waitBegins(school: School, award: Award, on: Day): School {
  return meets(award) && !school.clusterWait ? { ...school, clusterWait: { from: on } } : school
}

/** It lost an award: without any such left there is nothing to wait for, and a later grant begins anew. */
export function waitEnds(school: School): School {
  const { clusterWait: _, ...rest } = school
  return belongsInCluster(school) ? school : rest
}

/** The day on which it is found to be without a cluster; undefined while it is in one, or was found already. */
export function foundOn({ clusterWait, memberships, ...school }: School, settings: Settings): Day | undefined {
  const last = memberships.at(-1)
  if (!clusterWait || clusterWait.found || !belongsInCluster({ ...school, memberships })) return undefined
  if (last && last.leftOn === undefined) return undefined
  return addDays(laterOf(clusterWait.from, last?.leftOn ?? clusterWait.from), settings.clusterWaitDays)
}

/** In the morning run: it has waited long enough. */
export function clusterMissing(school: School, { today, settings }: DayWorld): SchoolFact[] {
  const on = foundOn(school, settings)
  return on !== undefined && on <= today ? [{ type: 'SchoolFoundWithoutCluster', data: { on } }] : []
}
