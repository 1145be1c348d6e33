/** What act and deeds need, from this environment. */
import { randomUUID } from 'node:crypto'
import { worldAt } from '../../events/days/world.ts'
import type { World } from '../../events/kernel/decider.ts'
import { processClock } from '../clock/clock-process.ts'
import type { DeedTools } from '../deeds/tools.ts'
import type { ActTools } from '../log/act.ts'
import { standingHere } from './standing.ts'
import { logHere, vaultHere } from './tables-dynamodb.ts'

/** The world of this moment, with settings and calendar as they were last read: the doors see to it that it was lately. */
export function worldHere(): World {
  const { calendar, settings } = standingHere()
  return worldAt(processClock.now(), calendar, settings)
}

/** Up to 20 ms times the tries made, so that two who raced do not meet again. */
function waitToRetry(tries: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * tries))
}

export function actToolsHere(): ActTools {
  return { log: logHere(), world: worldHere, newId: randomUUID, waitToRetry }
}

export function deedToolsHere(): DeedTools {
  return { ...actToolsHere(), vault: vaultHere() }
}
