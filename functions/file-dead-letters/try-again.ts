/** A person wants something tried again: its message goes back on its queue, as it was. Told twice, it is done twice, which every function bears. */
import { deadDecider } from '../../events/dead/decide.ts'
import { Fault } from '../../events/kernel/fault.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { loadStream } from '../../shared/log/act.ts'
import type { FilingTools } from './file.ts'

/** Follows `DeadLetterRetried`; others change nothing. */
export async function tryAgain(
  tools: Pick<FilingTools, 'log' | 'files' | 'deadLetters'>,
  event: Published,
): Promise<void> {
  if (event.type !== 'DeadLetterRetried') return
  const { state } = await loadStream(tools.log, deadDecider, event.stream)
  const { filed } = state
  if (filed?.queue === undefined) return
  const kept = await tools.files.get(filed.kept)
  if (!kept) throw new Fault('file-dead-letters', 'NothingKept')
  await tools.deadLetters.putBack(filed.queue, new TextDecoder().decode(kept))
}
