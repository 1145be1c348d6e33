/**
 * The body's way through a deployed system: who may come in, a small import, reminders on their day and once, what the
 * provider says of them, a consent that is withdrawn in time. All by the API but for the clock and the provider.
 */
import { openApi } from './api.ts'
import type { Deployed } from './deploy.ts'
import type { Emulator } from './emulator.ts'
import { bringIn, comeIn } from './entering.ts'
import { writeIn } from './mailing.ts'
import { signIn } from './people.ts'
import { proveFirst } from './prove.ts'
import { comeTwice, hearBack, remind, switchOn, withdrawInTime } from './reminding.ts'
import { tellStory } from './small-body.ts'
import { leaveNoTrace } from './traces.ts'

/** Every proof of the way through, in its order. Throws `NotShown` when one fails on which the others stand. */
export async function drive(emulator: Emulator, deployed: Deployed, today: string): Promise<void> {
  const token = await proveFirst('the first admin signs in at the pool', () =>
    signIn(emulator, deployed, 'first-admin'),
  )
  const journey = { emulator, deployed, token, admin: openApi(deployed.api, token), story: tellStory(today) }
  await comeIn(journey)
  await bringIn(journey)
  await switchOn(journey)
  await remind(journey)
  await comeTwice(journey)
  await hearBack(journey)
  await withdrawInTime(journey)
  await writeIn(journey)
  await leaveNoTrace(journey)
}
