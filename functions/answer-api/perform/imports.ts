/** Taking an import back: told beforehand what it would do, or done from the queue and waited for. */
import { commands } from '../../../events/commands.ts'
import { importDecider } from '../../../events/import/decide.ts'
import { importStream } from '../../../shared/deeds/imports.ts'
import type { UndoEntry } from '../../../shared/deeds/undo-clusters.ts'
import { beginUndo, countsOf, previewUndo } from '../../../shared/deeds/undo-import.ts'
import { loadStream } from '../../../shared/log/act.ts'
import type { ApiTools } from '../tools.ts'
import { eventViewsOf, type Performed, type Shown, several } from './performer.ts'

/** Entries of each kind in one answer; the counts are of all. */
const mostEntries = 1000
/** For how long an answer is kept waiting, and how often it is looked whether it is done, in milliseconds. */
const waitFor = 20_000
const lookEvery = 100

export const importPerformers = {
  'undo-import': several(
    commands['undo-import'],
    async ({ tools, doing, body: { import: named, reason, dryRun = false } }) => {
      const id = named.replace(/^import#/, '')
      const stream = importStream(id)
      const { state, version } = await loadStream(tools.log, importDecider, stream)
      if (state.state === 'none') return { notFound: 'import' }
      const why = importDecider.decide({ do: 'begin-undo', reason }, state, tools.world())
      if ('refused' in why) return why
      if (dryRun) return preview(tools, id, stream, version)
      // One that was taken back already may have left something behind that can be taken back by now.
      const isDone = state.undo?.state === 'done' && countsOf(await previewUndo(tools, id)).takenBack === 0
      if (isDone) return { shown: { stream, version, events: [] } }
      const begun = await beginUndo(tools, id, reason, doing)
      return 'refused' in begun ? begun : whenUndone(tools, stream, version)
    },
  ),
}

async function preview(tools: ApiTools, id: string, stream: string, version: number): Promise<Shown> {
  const entries = await previewUndo(tools, id)
  const back = entries.filter(({ why }) => why === undefined)
  const stays = entries.filter(({ why }) => why !== undefined)
  return {
    shown: {
      stream,
      version,
      events: [],
      preview: {
        ...countsOf(entries),
        takeBack: back.slice(0, mostEntries).map(view),
        leave: stays.slice(0, mostEntries).map(view),
      },
    },
  }
}

function view({ event, type, why, detail }: UndoEntry): object {
  return { event, type, ...(why && { why }), ...(detail !== undefined && { detail }) }
}

/** All that was recorded on the import's own stream by taking it back; as far as it got, where that takes longer. */
async function whenUndone(tools: ApiTools, stream: string, after: number): Promise<Performed> {
  const until = tools.clock.monotonic() + waitFor
  for (;;) {
    const { state, version } = await loadStream(tools.log, importDecider, stream)
    if (state.undo?.state === 'done' || tools.clock.monotonic() >= until) {
      const events: object[] = []
      for await (const { body } of tools.log.history(stream, after)) events.push(...eventViewsOf(body))
      return { shown: { stream, version, events } }
    }
    await tools.wait(lookEvery)
  }
}
