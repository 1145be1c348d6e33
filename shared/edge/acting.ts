/** What act and deeds need, from this environment. */
import { randomUUID } from 'node:crypto'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import type { World } from '../../events/kernel/decider.ts'
import { defaultSettings } from '../../events/kernel/settings.ts'
import { processClock } from '../clock/clock-process.ts'
import type { DeedTools } from '../deeds/tools.ts'
import type { ActTools } from '../log/act.ts'
import { logHere, vaultHere } from './tables-dynamodb.ts'

/** The world of this moment. Settings and calendar are those the system ships with until they can be changed. */
export function worldHere(): World {
  return worldAt(processClock.now(), firstCalendar, defaultSettings)
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
