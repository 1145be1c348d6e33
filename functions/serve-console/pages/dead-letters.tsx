/** Work that could not be done in several tries: what did not happen, whom it touches, and the two ways to settle it. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import { deadDecider } from '../../../events/dead/decide.ts'
import { undoneBy } from '../../../events/dead/events.ts'
import { readDeadLetters } from '../../../shared/board/reads/lists.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import { type DeadLetterCard, deadLetterCard, deadLetterStates, deadRows } from '../../../shared/board/rows/dead.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { AtTime, OnDay } from '../../../shared/pages/day.tsx'
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
import { Table } from '../../../shared/pages/table.tsx'
import { entryPath, letterPath, notesOf, schoolPath, Timeline } from '../entries.tsx'
import { idOf, whoDid } from '../names.ts'
import { type Answer, type Asked, oneOf, type Page } from '../page.ts'
import { eventName } from '../words.ts'
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

export const deadLettersPage: Page = async ({ tools, query }) => {
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
        {items.length === 0 ? <Empty>There is nothing here.</Empty> : <DeadLetterTable items={items} />}
        <Paging
          next={next && addressOf('/dead-letters', { state, cursor: next })}
          first={query('cursor') && addressOf('/dead-letters', { state })}
        />
      </>
    ),
  }
}

function DeadLetterTable({ items }: { readonly items: readonly DeadLetterCard[] }): JSX.Element {
  return (
    <Table
      caption="The latest first"
      rows={items}
      columns={[
        {
          head: 'What did not happen',
          cell: ({ id, verb }) => <Link href={deadLetterPath(id)}>{undoneBy(verb)}</Link>,
        },
        { head: 'Because of', cell: ({ type }) => (type === undefined ? 'Nothing recorded' : eventName(type)) },
        { head: 'Set aside', cell: ({ last }) => <AtTime at={last} /> },
      ]}
    />
  )
}

export async function deadLetterPage(asked: Asked, id: string): Promise<Answer> {
  const { tools, caller } = asked
  const stream = `dead#${idOf(id)}`
  const { version, state } = await loadStream(tools.log, deadDecider, stream)
  const [row] = deadRows({ stream, version, state })
  if (!row) return notFound('entry')
  const dead = deadLetterCard().parse(row.data)
  const { items: life } = await readTrail(tools, { stream }, { limit: 20 })
  const [who, notes] = await Promise.all([
    whoDid(
      tools,
      life.map(({ by }) => by),
    ),
    notesOf(tools, caller, life),
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
            { key: 'Because of', value: dead.event && <Link href={entryPath(dead.event)}>this entry of the log</Link> },
            { key: 'It was about', value: thing(dead.stream) },
            { key: 'Tries', value: dead.tries },
            { key: 'First asked for', value: dead.first && <Moment at={dead.first} /> },
            { key: 'Set aside', value: <Moment at={dead.last} /> },
            { key: 'Part of the system', value: dead.verb },
          ]}
        />
        <Settling asked={asked} dead={dead} />
        <Section title="What happened">
          <Timeline entries={life.toReversed()} who={who} notes={notes} about="task" />
        </Section>
      </>
    ),
  }
}

function Moment({ at }: { readonly at: string }): JSX.Element {
  return (
    <>
      <OnDay day={at.slice(0, 10)} />, <AtTime at={at} />
    </>
  )
}

function thing(stream = ''): JSX.Element | undefined {
  if (stream.startsWith('school#')) return <Link href={schoolPath(idOf(stream))}>a school</Link>
  return stream.startsWith('letter#') ? <Link href={letterPath(stream)}>a letter</Link> : undefined
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
