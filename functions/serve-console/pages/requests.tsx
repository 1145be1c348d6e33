/**
 * People's requests about their own data: every case with its statutory day, soonest first; and one case with what is known,
 * what can be done, and what happened. For those who answer them alone.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import { daysBetween } from '../../../events/kernel/day.ts'
import { toldBy } from '../../../events/request/clock.ts'
import { requestDecider } from '../../../events/request/decide.ts'
import { readRequests } from '../../../shared/board/reads/lists.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import { type RequestCard, requestCard, requestCardStates, requestRows } from '../../../shared/board/rows/request.ts'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
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
import { copyFact } from '../copy-fact.tsx'
import { contactPath, mailPath, notesOf, Timeline } from '../entries.tsx'
import { idOf, notKept, whoDid } from '../names.ts'
import { type Answer, type Asked, oneOf, type Page, type Shown } from '../page.ts'
import type { ConsoleTools } from '../tools.ts'
import { requestKindNames } from '../words.ts'
import { WhatWent, WhatWouldGo } from './erasure.tsx'
import { mayNot, notFound } from './stop.tsx'

const perPage = 30

export function requestPath(id: string): string {
  return `/requests/${encodeURIComponent(idOf(id))}`
}

const stateNames = {
  open: { words: 'To be answered', tone: 'blue' },
  waiting: { words: 'Waits to be confirmed', tone: 'yellow' },
  answered: { words: 'Answered', tone: 'green' },
  refused: { words: 'Refused', tone: 'grey' },
  closed: { words: 'Closed: not asked for', tone: 'grey' },
} as const

/** Those that wait for a person, sure or not. */
export const undecided = ['open', 'waiting'] as const

/** Who exercises a right is nobody's business but theirs who answer it. */
const officeOnly: Shown = mayNot('Requests about people’s own data are for admins and coordinators.')

export const requestsPage: Page = async ({ tools, caller, query }) => {
  if (!isOffice(caller)) return officeOnly
  const state = oneOf(requestCardStates, query('state'))
  const states = state === undefined ? undecided : [state]
  const { items, next } = await readRequests(tools.board, { states }, { limit: perPage, after: query('cursor') })
  const names = await namesOf({ tools }, items)
  return {
    title: 'Requests about own data',
    part: '/tasks',
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Tasks', href: '/tasks' }]} />
        <Heading>Requests about own data</Heading>
        <Paragraph>
          What people ask for by right: each is answered or refused by a person, by its statutory day. You are warned
          14, 7 and 2 days before, and on the day.
        </Paragraph>
        <div class="app-actions">
          <ButtonLink href="/requests/do/open-request">Open a request</ButtonLink>
          <ButtonLink href="/suppression">Addresses not written to</ButtonLink>
        </div>
        <Filters
          action="/requests"
          fields={[
            {
              is: 'select',
              name: 'state',
              label: 'State',
              value: state,
              options: [
                { value: '', label: 'Not decided yet' },
                ...requestCardStates.map((value) => ({ value, label: stateNames[value].words })),
              ],
            },
          ]}
        />
        {items.length === 0 ? (
          <Empty>{state === undefined ? 'No request waits to be answered.' : 'No request is in this state.'}</Empty>
        ) : (
          <Table
            caption="Soonest due first"
            rows={items}
            columns={[
              {
                head: 'What is asked for',
                names: true,
                cell: ({ id, kind }) => <Link href={requestPath(id)}>{requestKindNames[kind]}</Link>,
              },
              { head: 'By whom', cell: (request) => names.get(request.id) ?? 'Somebody who is no contact' },
              { head: 'Came in', cell: ({ received }) => <OnDay day={received} /> },
              {
                head: 'State',
                cell: ({ state: stands }) => <Tag tone={stateNames[stands].tone}>{stateNames[stands].words}</Tag>,
              },
              { head: 'Due', cell: (request) => <Due request={request} today={tools.world().today} /> },
            ]}
          />
        )}
        <Paging
          next={next && addressOf('/requests', { state, cursor: next })}
          first={query('cursor') && addressOf('/requests', { state })}
        />
      </>
    ),
  }
}

/** Names of those who ask, by the request's id; of a stranger the address that was kept. */
async function namesOf({ tools }: Pick<Asked, 'tools'>, items: readonly RequestCard[]): Promise<Map<string, string>> {
  const { now } = tools.world()
  const contacts = items.flatMap(({ contact }) => contact ?? [])
  const people = await tools.vault.people(contacts, now)
  const named = await Promise.all(
    items.map(async ({ id, contact, from }): Promise<[string, string][]> => {
      if (contact !== undefined) return [[id, people.get(contact)?.name ?? notKept]]
      const address = from && (await tools.vault.note(from, now))
      return address ? [[id, address]] : []
    }),
  )
  return new Map(named.flat())
}

function Due({ request, today }: { readonly request: RequestCard; readonly today: string }): JSX.Element {
  const { due, state } = request
  const left = daysBetween(today, due)
  const isOpen = state === 'open' || state === 'waiting'
  return (
    <>
      <OnDay day={due} /> {isOpen && left < 0 ? <Tag tone="red">Overdue</Tag> : null}
      {isOpen && left >= 0 && left <= 14 ? <Tag tone="orange">{left === 0 ? 'Today' : daysLeft(left)}</Tag> : null}
    </>
  )
}

function daysLeft(days: number): string {
  return days === 1 ? '1 day left' : `${days} days left`
}

export async function requestPage(asked: Asked, id: string): Promise<Answer> {
  const { tools, caller } = asked
  if (!isOffice(caller)) return officeOnly
  const stream = `request#${idOf(id)}`
  const { version, state } = await loadStream(tools.log, requestDecider, stream)
  const [row] = requestRows({ stream, version, state })
  if (!row) return notFound('request')
  const request = requestCard().parse(row.data)
  const { items: life } = await readTrail(tools, { stream }, { limit: 50 })
  const [names, who, notes] = await Promise.all([
    namesOf(asked, [request]),
    whoDid(
      tools,
      life.map(({ by }) => by),
    ),
    notesOf(tools, caller, life),
  ])
  const { words, tone } = stateNames[request.state]
  const { contact, kind } = request
  const erasure = kind === 'erasure' && (await Erasure(tools, request, life))
  const name = names.get(request.id) ?? 'Somebody who is no contact'
  return {
    title: requestKindNames[kind],
    part: '/tasks',
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Requests about own data', href: '/requests' }]} />
        <Heading above="Request">{requestKindNames[kind]}</Heading>
        <Facts
          facts={[
            { key: 'State', value: <Tag tone={tone}>{words}</Tag> },
            { key: 'By', value: contact === undefined ? name : <Link href={contactPath(contact)}>{name}</Link> },
            { key: 'Came in', value: <OnDay day={request.received} /> },
            { key: 'By mail', value: state.mails.length === 0 ? undefined : <Mails mails={state.mails} /> },
            { key: 'Due', value: <Due request={request} today={tools.world().today} /> },
            { key: 'Proof of identity', value: proofOf(request) },
            { key: 'Copy', value: await copyFact(tools, stream, state, `${requestPath(id)}/copy`) },
            {
              key: 'Asked for with it',
              value: request.asks.map((one) => requestKindNames[one]).join(', ') || undefined,
            },
          ]}
        />
        {erasure}
        <Doing asked={asked} request={request} by={toldBy(state, tools.world().calendar)} />
        <Section title="What happened">
          <Timeline entries={life.toReversed()} who={who} notes={notes} about="task" />
        </Section>
      </>
    ),
  }
}

/** What it removes, or removed; nothing of one that was refused. */
function Erasure(tools: ConsoleTools, request: RequestCard, life: readonly TrailEntry[]): Promise<JSX.Element | null> {
  if (request.state === 'open' || request.state === 'waiting') return WhatWouldGo({ tools, request })
  return request.state === 'answered' ? WhatWent({ tools, request, life }) : Promise.resolve(null)
}

/** The mail it came by, and those that asked again. */
function Mails({ mails }: { readonly mails: readonly string[] }): JSX.Element {
  return (
    <>
      {mails.map((mail, n) => (
        <>
          {n > 0 ? ', ' : null}
          <Link href={mailPath(mail)}>{n === 0 ? 'The mail it came by' : `Mail ${n + 1}, which asked again`}</Link>
        </>
      ))}
    </>
  )
}

function proofOf({ proofAskedOn, provedOn }: RequestCard): JSX.Element | undefined {
  if (provedOn !== undefined)
    return (
      <>
        Given on <OnDay day={provedOn} />
      </>
    )
  return proofAskedOn === undefined ? undefined : (
    <>
      Asked for on <OnDay day={proofAskedOn} />, not given yet
    </>
  )
}

interface DoingProps {
  readonly asked: Asked
  readonly request: RequestCard
  /** The last day on which the person may be told that it takes longer. */
  readonly by: string
}

/** What a person is to know before they decide, and the forms. */
function Doing({ asked, request, by }: DoingProps): JSX.Element | null {
  const { state, kind, provedOn, proofAskedOn, extended, id } = request
  if (state !== 'open' && state !== 'waiting') return null
  if (!commands['decide-request'].roles.includes(asked.caller.role)) return null
  const mayExtend = extended === undefined && kind !== 'complaint' && asked.tools.world().today <= by
  return (
    <>
      {proofAskedOn !== undefined && provedOn === undefined ? (
        <Inset>
          The address on file was sent a link to confirm that it is them, and nobody has followed it. Hand out nothing
          and change nothing on one mail alone.
        </Inset>
      ) : null}
      <div class="app-actions">
        <ButtonLink href={`${requestPath(id)}/do/decide-request`}>Decide it</ButtonLink>
        {mayExtend ? <ButtonLink href={`${requestPath(id)}/do/extend-request`}>Take longer</ButtonLink> : null}
      </div>
    </>
  )
}
