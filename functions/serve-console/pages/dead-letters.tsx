/** Work that could not be done in several tries: what did not happen, whom it touches, and the two ways to settle it. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import { deadDecider } from '../../../events/dead/decide.ts'
import { undoneBy } from '../../../events/dead/events.ts'
import { readDeadLetters } from '../../../shared/board/reads/lists.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import { type DeadLetterCard, deadLetterCard, deadLetterStates, deadRows } from '../../../shared/board/rows/dead.ts'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { AtMoment } from '../../../shared/pages/day.tsx'
import { Filters } from '../../../shared/pages/form.tsx'
import {
  addressOf,
  Breadcrumbs,
  ButtonLink,
  Empty,
  Facts,
  Heading,
  Inset,
  Link,
  Paging,
  Paragraph,
  Section,
  Tag,
} from '../../../shared/pages/parts.tsx'
import { Sentence } from '../../../shared/pages/sentence.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { entryPath, notesOf, Timeline } from '../entries.tsx'
import { idOf, whoDid } from '../names.ts'
import { type Answer, type Asked, oneOf, type Page } from '../page.ts'
import { readEntry } from '../read-entry.ts'
import { named, type Said } from '../said.ts'
import { TouchedList, touchedBy } from '../touched.tsx'
import { notFound } from './stop.tsx'

const perPage = 30

export function deadLetterPath(id: string): string {
  return `/dead-letters/${encodeURIComponent(idOf(id))}`
}

export const deadLetterStateNames = {
  waiting: { words: 'Waits for a person', tone: 'red' },
  retried: { words: 'Tried again', tone: 'green' },
  abandoned: { words: 'Given up', tone: 'grey' },
} as const

export const deadLettersPage: Page = async (asked) => {
  const { tools, query } = asked
  const state = oneOf(deadLetterStates, query('state')) ?? 'waiting'
  const { items, next } = await readDeadLetters(tools.board, { state }, { limit: perPage, after: query('cursor') })
  return {
    title: 'What could not be done',
    part: '/tasks',
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Tasks', href: '/tasks' }]} />
        <Heading>What could not be done</Heading>
        <Paragraph>
          Work that failed in several tries is set aside here, so that nothing is lost. When its cause is mended, have
          it tried again; doing so twice does nothing twice.
        </Paragraph>
        <Filters
          action="/dead-letters"
          fields={[
            {
              is: 'select',
              name: 'state',
              label: 'State',
              value: state,
              options: deadLetterStates.map((value) => ({ value, label: deadLetterStateNames[value].words })),
            },
          ]}
        />
        {items.length === 0 ? <Empty>There is nothing here.</Empty> : await deadLetterTable(asked, items)}
        <Paging
          next={next && addressOf('/dead-letters', { state, cursor: next })}
          first={query('cursor') && addressOf('/dead-letters', { state })}
        />
      </>
    ),
  }
}

async function deadLetterTable(asked: Asked, items: readonly DeadLetterCard[]): Promise<JSX.Element> {
  const before = await causesOfDead(asked, items)
  return (
    <Table
      caption="The latest first"
      rows={items}
      columns={[
        {
          head: 'What did not happen',
          cell: ({ id, verb }) => <Link href={deadLetterPath(id)}>{undoneBy(verb)}</Link>,
        },
        {
          head: 'Whom it touches',
          cell: ({ event = '' }) => <TouchedList all={before.touched.get(event) ?? []} />,
        },
        {
          head: 'What had happened',
          cell: ({ event = '' }) => <Before entry={before.entries.get(event)} />,
        },
        { head: 'Set aside', cell: ({ last }) => <AtMoment at={last} /> },
      ]}
    />
  )
}

/** What had happened, so that the work was to be done, by the entry's id; and whom that touches. */
async function causesOfDead(asked: Asked, items: readonly DeadLetterCard[]) {
  const found = await Promise.all(
    items.map(({ event }) => (event === undefined ? undefined : readEntry(asked.tools, event))),
  )
  const kept = found.filter((entry) => entry !== undefined)
  const [entries, touched] = await Promise.all([named(asked.tools, kept), touchedBy(asked, kept)])
  return { entries: new Map(entries.map((entry) => [entry.id, entry])), touched }
}

function Before({ entry }: { readonly entry: (TrailEntry & Said) | undefined }): JSX.Element {
  if (!entry) return <>Nothing that is recorded: the system’s own round</>
  return (
    <>
      <Link href={entryPath(entry.id)}>
        <Sentence text={entry.said} />
      </Link>
      , <AtMoment at={entry.at} />
    </>
  )
}

/** What a form is about that settles it: what did not happen, and for which school. */
export async function titleOfDead(asked: Asked, id: string): Promise<string | undefined> {
  const { state } = await loadStream(asked.tools.log, deadDecider, `dead#${idOf(id)}`)
  const { filed } = state
  if (!filed) return undefined
  const entry = filed.event === undefined ? undefined : await readEntry(asked.tools, filed.event)
  const touched = entry ? ((await touchedBy(asked, [entry])).get(entry.id) ?? []) : []
  const whom = touched.map(({ words }) => words).join(', ')
  const what = undoneBy(filed.verb).replace(/\.$/, '')
  return whom === '' ? what : `${what} (${whom})`
}

export async function deadLetterPage(asked: Asked, id: string): Promise<Answer> {
  const { tools, caller } = asked
  const stream = `dead#${idOf(id)}`
  const { version, state } = await loadStream(tools.log, deadDecider, stream)
  const [row] = deadRows({ stream, version, state })
  if (!row) return notFound('entry')
  const dead = deadLetterCard().parse(row.data)
  const { items: life } = await readTrail(tools, { stream }, { limit: 20 })
  const [who, notes, before] = await Promise.all([
    whoDid(
      tools,
      life.map(({ by }) => by),
    ),
    notesOf(tools, caller, life),
    causesOfDead(asked, [dead]),
  ])
  const { words, tone } = deadLetterStateNames[dead.state]
  return {
    title: 'Could not be done',
    part: '/tasks',
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'What could not be done', href: '/dead-letters' }]} />
        <Heading above="Could not be done">{undoneBy(dead.verb)}</Heading>
        <Facts
          facts={[
            { key: 'State', value: <Tag tone={tone}>{words}</Tag> },
            { key: 'Whom it touches', value: <TouchedList all={before.touched.get(dead.event ?? '') ?? []} /> },
            { key: 'What had happened', value: <Before entry={before.entries.get(dead.event ?? '')} /> },
            { key: 'Tries', value: dead.tries },
            { key: 'First asked for', value: dead.first && <AtMoment at={dead.first} /> },
            { key: 'Set aside', value: <AtMoment at={dead.last} /> },
          ]}
        />
        <details class="govuk-details app-screen-only">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">For an engineer</span>
          </summary>
          <div class="govuk-details__text">
            The part that failed is called <code>{dead.verb}</code>; the runbook has a chapter about it.
          </div>
        </details>
        <Settling asked={asked} dead={dead} />
        <Section title="What happened">
          <Timeline entries={life.toReversed()} who={who} notes={notes} about="task" />
        </Section>
      </>
    ),
  }
}

function Settling({ asked, dead }: { readonly asked: Asked; readonly dead: DeadLetterCard }): JSX.Element | null {
  if (dead.state !== 'waiting') return null
  const may = commands['retry-dead-letter'].roles.includes(asked.caller.role)
  const path = deadLetterPath(dead.id)
  return (
    <>
      {dead.queue === undefined ? (
        <Inset>There is nothing to try again: the quarter-hourly run makes up for this by itself.</Inset>
      ) : null}
      {may ? (
        <div class="app-actions">
          {dead.queue === undefined ? null : (
            <ButtonLink href={`${path}/do/retry-dead-letter`}>Try it again</ButtonLink>
          )}
          <ButtonLink href={`${path}/do/abandon-dead-letter`}>Give it up</ButtonLink>
        </div>
      ) : null}
    </>
  )
}
