/** Which awards a school holds, which is its highest, and when a higher one may be granted (DOMAIN 2). */
import { addYears, type Day } from '../kernel/day.ts'
import { type Refusal, refuse } from '../kernel/decider.ts'
import type { Settings } from '../kernel/settings.ts'
import { type Award, awards } from '../kernel/words.ts'
import type { HeldAward, School } from './state.ts'

const titles: Record<Award, string> = {
  'inclusive-school': 'Inclusive School Award',
  'centre-of-excellence': 'Centre of Excellence',
  flagship: 'Flagship',
}

/** The award's name as people write it. */
export function titleOf(award: Award): string {
  return titles[award]
}

export function awardOf(school: School, award: Award): HeldAward | undefined {
  return school.awards.find((a) => a.award === award)
}

/** Held or suspended: not lapsed, not ended. A suspended award is still the school's, and its day A stays. */
export function standingAward(school: School, award: Award): HeldAward | undefined {
  const found = awardOf(school, award)
  return found && (found.state === 'held' || found.state === 'suspended') ? found : undefined
}

/** The highest award the school holds, suspended ones included: it is the one with the open review (R1). */
export function highestAward(school: School): HeldAward | undefined {
  return awards.toReversed().flatMap((award) => standingAward(school, award) ?? [])[0]
}

/** The highest award the school may call itself by: while one is suspended it is none of that level (R7). */
export function highestHeld(school: School): HeldAward | undefined {
  return awards.toReversed().flatMap((award) => {
    const found = awardOf(school, award)
    return found?.state === 'held' ? found : []
  })[0]
}

export function rankOf(award: Award): number {
  return awards.indexOf(award)
}

/**
 * Whether an award may be granted on a day. A Centre of Excellence needs the Inclusive School Award, held or granted
 * the same day; a first Flagship needs three years as a Centre of Excellence, to the day; a returning one does not wait.
 */
export function whyNotGranted(school: School, award: Award, on: Day, settings: Settings): Refusal | undefined {
  if (award === 'inclusive-school') return undefined
  const lower = award === 'flagship' ? 'centre-of-excellence' : 'inclusive-school'
  const held = standingAward(school, lower)
  if (!held || held.since > on)
    return refuse(
      `${award === 'flagship' ? 'flagship' : 'centre'}-needs-${lower}`,
      `${titleOf(award)} can be granted only to a school that holds the ${titleOf(lower)} on that day. Grant that first, or on the same day.`,
      { award, needs: lower, on },
    )
  return award === 'flagship' ? whyFlagshipWaits(school, held, on, settings) : undefined
}

function whyFlagshipWaits(school: School, centre: HeldAward, on: Day, settings: Settings): Refusal | undefined {
  const returns = awardOf(school, 'flagship') !== undefined && !settings.returningFlagshipWaits
  const firstDay = addYears(centre.since, settings.flagshipWaitYears)
  if (returns || on >= firstDay) return undefined
  return refuse(
    'flagship-needs-three-years',
    `A first Flagship needs ${settings.flagshipWaitYears} years as a Centre of Excellence. This school has been one since ${centre.since}: the first possible day is ${firstDay}.`,
    { firstDay, since: centre.since, on },
  )
}

/** Why nothing new is granted to a closed school. */
export function whyClosedToGrants({ closed }: School): Refusal | undefined {
  return (
    closed &&
    refuse(
      'school-closed',
      `The school is closed since ${closed.on}. Grant it to the successor, or correct the entry of its closing if the school is open.`,
      { closedOn: closed.on },
    )
  )
}
