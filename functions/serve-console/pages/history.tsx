/** What was changed, when, by whom and why. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import { addressOf, Empty, Link, Paragraph, Section } from '../../../shared/pages/parts.tsx'
import { notesOf, Timeline } from '../entries.tsx'
import { whoDid } from '../names.ts'
import type { Asked } from '../page.ts'
import { named } from '../said.ts'

/** Entries looked at; the log has them all. */
const most = 200
const mostShown = 20

/** The history of a stream, newest first; `keep` says which entries belong to it. */
export async function historySection(
  { tools, caller }: Asked,
  stream: string,
  keep: (entry: TrailEntry) => boolean = () => true,
): Promise<JSX.Element> {
  const { items } = await readTrail(tools, { stream }, { limit: most })
  const entries = await named(tools, items.filter(keep).slice(0, mostShown))
  const who = await whoDid(
    tools,
    entries.map(({ by }) => by),
  )
  const notes = await notesOf(tools, caller, entries)
  return (
    <Section title="What was changed">
      {entries.length === 0 ? (
        <Empty>Nothing was changed yet.</Empty>
      ) : (
        <>
          <Timeline entries={entries} who={who} notes={notes} about="letter" />
          <Paragraph>
            <Link href={addressOf('/log', { stream })}>All of it, in the log</Link>
          </Paragraph>
        </>
      )}
    </Section>
  )
}
