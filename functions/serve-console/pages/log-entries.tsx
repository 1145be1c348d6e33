/** Entries of the log in three views: a sentence each, a timeline by day, and as they are kept. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import { AtMoment } from '../../../shared/pages/day.tsx'
import { addressOf, Link } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { EntrySentence, entryPath, Notes, notesOf, ThingLink, Timeline } from '../entries.tsx'
import { type Schools, schoolsNamed, whoDid } from '../names.ts'
import type { Asked } from '../page.ts'
import { named } from '../said.ts'
import type { LogView } from './log-filters.tsx'

interface Told {
  readonly schools: Schools
  readonly who: (by: string) => string
  readonly notes: ReadonlyMap<string, string>
}

/** `sealed` is the last day whose log was sealed. */
export async function logEntries(
  { tools, caller }: Asked,
  kept: readonly TrailEntry[],
  view: LogView,
  sealed: string | undefined,
): Promise<JSX.Element> {
  if (view === 'raw') return <RawEntries items={kept} />
  const items = await named(tools, kept, caller)
  const [schools, who, notes] = await Promise.all([
    schoolsNamed(
      tools,
      items.flatMap((entry) => entry.schools.slice(0, 1)),
    ),
    whoDid(
      tools,
      items.map(({ by }) => by),
    ),
    notesOf(tools, caller, items),
  ])
  const told = { schools, who, notes }
  if (view === 'timeline')
    return (
      <>
        <h2 class="govuk-visually-hidden">Entries, newest first</h2>
        <Timeline entries={items} who={who} notes={notes} about={{ schools }} sealed={sealed} />
      </>
    )
  return <Sentences items={items} told={told} />
}

function Sentences({ items, told }: { readonly items: readonly TrailEntry[]; readonly told: Told }): JSX.Element {
  const { schools, who, notes } = told
  return (
    <Table
      caption="Entries, newest first"
      rows={items}
      rowData={({ id }) => ({ 'data-entry': id })}
      columns={[
        {
          head: 'When',
          cell: ({ at, id }) => (
            <Link href={entryPath(id)} hidden="– open this entry">
              <AtMoment at={at} />
            </Link>
          ),
        },
        {
          head: 'What happened',
          cell: (entry) => (
            <>
              <p class="govuk-body">
                <EntrySentence entry={entry} schools={schools} /> <ThingLink {...entry} />
              </p>
              <Notes entry={entry} notes={notes} />
            </>
          ),
        },
        {
          head: 'Who',
          cell: ({ by }) => (
            <span class={by === 'system' ? 'app-whole' : undefined}>
              <Link href={addressOf('/log', { by })} hidden="– all of theirs">
                {who(by)}
              </Link>
            </span>
          ),
        },
      ]}
    />
  )
}

function RawEntries({ items }: { readonly items: readonly TrailEntry[] }): JSX.Element {
  return (
    <ol class="app-raws">
      {items.map((entry) => (
        <li data-entry={entry.id}>
          <p class="govuk-body-s govuk-!-margin-bottom-1">
            <Link href={entryPath(entry.id)} hidden="– open this entry">
              <AtMoment at={entry.at} />
            </Link>{' '}
            <strong>{entry.type}</strong>
          </p>
          <pre class="app-raw" tabindex={0}>
            {rawOf(entry, 0)}
          </pre>
        </li>
      ))}
    </ol>
  )
}

/** An entry as it is kept; in a list without the line breaks. */
export function rawOf(entry: TrailEntry, indent: 0 | 2 = 2): string {
  const { id, type, stream, version, at, by, because, trace, data } = entry
  return JSON.stringify({ id, type, stream, version, at, by, because, trace, data }, null, indent)
}
