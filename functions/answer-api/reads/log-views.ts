/** Entries of the log as people read them: with a sentence, and the school by its reference. */
import type * as z from 'zod'
import { sentenceOf } from '../../../events/catalogue.ts'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import type { ApiTools } from '../tools.ts'
import { schoolsById } from './school-views.ts'
import type { entryShape } from './shapes.ts'

export type EntryView = z.infer<typeof entryShape>

/** `school` is the first an entry concerns. */
export async function entryViews(tools: ApiTools, entries: readonly TrailEntry[]): Promise<EntryView[]> {
  const schools = await schoolsById(
    tools,
    entries.flatMap(({ schools }) => schools.slice(0, 1)),
  )
  return entries.map(({ schools: [id], ...entry }) => {
    const school = id === undefined ? undefined : schools.get(id)?.ref
    return { ...entry, ...(school !== undefined && { school }), sentence: sentenceOf(entry.type, entry.data) }
  })
}
