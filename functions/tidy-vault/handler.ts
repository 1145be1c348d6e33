/** tidy-vault with real tools: each day, what no fact ever named; and at once who is to be forgotten. */
import { processClock } from '../../shared/clock/clock-process.ts'
import { tidyViews } from '../../shared/deeds/views.ts'
import { worldHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { sayLine } from '../../shared/edge/lines.ts'
import { logHere, vaultHere, viewsHere } from '../../shared/edge/tables-dynamodb.ts'
import { forgetContact } from './forget.ts'
import { tidyVault } from './tidy.ts'

const tools = { log: logHere(), vault: vaultHere(), views: viewsHere(), world: worldHere }

export const handler = eventsDoor('tidy-vault', async ({ type, stream }) => {
  if (type === 'ContactForgotten') return forgetContact(tools, stream)
  const { kept, taken } = await tidyVault(tools, processClock.now())
  // Whatever is kept here was not kept when it should have been: somebody looks at keep-entries.
  if (kept > 0) sayLine('entries of the vault were kept late, from the log', { count: kept })
  sayLine('the vault was tidied', { count: taken + (await tidyViews(tools)) })
})
