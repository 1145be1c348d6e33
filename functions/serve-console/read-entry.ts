/** One entry of the log by its id, straight from the log: as it was recorded, whatever the lists show yet. */
import { entriesOf, type TrailEntry } from '../../shared/board/rows/trail.ts'
import { parseEventId } from '../../shared/log/log.ts'
import type { ConsoleTools } from './tools.ts'

/** Undefined for what is no id, and for one that nothing was recorded under. */
export async function readEntry({ log }: Pick<ConsoleTools, 'log'>, id: string): Promise<TrailEntry | undefined> {
  const place = parseEventId(id)
  const commit = place && (await log.read(place.stream, place.version))
  return commit && entriesOf(commit.body)[place?.n ?? 0]
}
