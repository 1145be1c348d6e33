/** Clusters with how their term stands: an Ambassador's own first, then all that fit; and the same as a table to save. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { termStates } from '../../../events/cluster/terms.ts'
import { commands } from '../../../events/commands.ts'
import { nations } from '../../../events/kernel/words.ts'
import { clusterCards, readClusters } from '../../../shared/board/reads/lists.ts'
import type { ClusterCard } from '../../../shared/board/rows/cluster.ts'
import { sheetOf } from '../../../shared/files/sheet.ts'
import type { Field, Option } from '../../../shared/pages/fields.tsx'
import { Filters } from '../../../shared/pages/form.tsx'
import { addressOf, ButtonLink, Heading, Link, NothingFits, Paging, Section } from '../../../shared/pages/parts.tsx'
import { ClusterTable, membersNow, nameOfCluster, statusOf } from '../cluster-parts.tsx'
import { whoDid } from '../names.ts'
import { type Asked, oneOf, type Page, type Sheet } from '../page.ts'
import { nationNames } from '../words.ts'
import { noMeetingLastTerm, termStateNames } from '../words-clusters.ts'

const perPage = 50
/** Rows of a saved table at most: more clusters than any body has. */
const mostRows = 5000

const states = [...termStates, 'none-last-term'] as const

interface Given {
  readonly nation: (typeof nations)[number] | undefined
  readonly term: (typeof states)[number] | undefined
  readonly ambassador: string | undefined
}

function givenIn({ query }: Asked): Given {
  return {
    nation: oneOf(nations, query('nation')),
    term: oneOf(states, query('term')),
    ambassador: query('ambassador'),
  }
}

function fits({ tools }: Asked, { nation, term, ambassador }: Given) {
  return (card: ClusterCard): boolean => {
    if ((nation ?? card.nation) !== card.nation || (ambassador ?? card.ambassador) !== card.ambassador) return false
    if (term === undefined) return true
    const { state, missedLast } = statusOf(card, tools)
    return term === 'none-last-term' ? missedLast !== undefined : state === term
  }
}

export const clustersPage: Page = async (asked) => {
  const { tools, caller, query } = asked
  const given = givenIn(asked)
  if (query('format') === 'csv') return clusterSheet(asked, given)
  const { items, next } = await readClusters(
    tools.board,
    { limit: perPage, after: query('cursor') },
    fits(asked, given),
  )
  const own = query('cursor') === undefined ? await clusterCards(tools.board, caller.clusters) : []
  const cards = [...own, ...items]
  const who = await whoDid(
    tools,
    cards.map(({ ambassador }) => ambassador),
  )
  const shared = { tools, who }
  return {
    title: 'Clusters',
    part: '/clusters',
    content: (
      <>
        <Heading>Clusters</Heading>
        <div class="app-actions">
          {commands['form-cluster'].roles.some((role) => role === caller.role) ? (
            <ButtonLink href="/clusters/do/form-cluster">Form a cluster</ButtonLink>
          ) : null}
          <ButtonLink href="/at-risk">Flagships at risk</ButtonLink>
          <ButtonLink href="/feeds">Calendar feeds</ButtonLink>
        </div>
        {own.length === 0 ? null : (
          <Section title="Your clusters">
            <ClusterTable caption="Your clusters" quietCaption cards={own} {...shared} />
          </Section>
        )}
        {own.length === 0 ? null : <h2 class="govuk-heading-m">All clusters</h2>}
        <Filters action="/clusters" fields={await fieldsOf(asked, given)}>
          <p class="govuk-body">
            <Link href="/clusters">Clear all</Link>
          </p>
        </Filters>
        {items.length === 0 ? (
          <NothingFits what="cluster" goesOn={next !== undefined} />
        ) : (
          <ClusterTable caption="Clusters" quietCaption cards={items} {...shared} />
        )}
        <p class="govuk-body app-screen-only">
          <Link href={addressOf('/clusters', { ...given, format: 'csv' })}>Save these as a table (CSV)</Link>
        </p>
        <Paging
          next={next && addressOf('/clusters', { ...given, cursor: next })}
          first={query('cursor') && addressOf('/clusters', { ...given })}
        />
      </>
    ),
  }
}

async function fieldsOf({ tools }: Asked, { nation, term, ambassador }: Given): Promise<Field[]> {
  const any = { value: '', label: 'Any' }
  return [
    {
      is: 'select',
      name: 'term',
      label: 'Its term',
      value: term,
      options: [
        any,
        ...termStates.map((one) => ({ value: one, label: termStateNames[one].words })),
        { value: 'none-last-term', label: noMeetingLastTerm.words },
      ],
    },
    {
      is: 'select',
      name: 'nation',
      label: 'Nation',
      value: nation,
      options: [any, ...nations.map((one) => ({ value: one, label: nationNames[one] }))],
    },
    {
      is: 'select',
      name: 'ambassador',
      label: 'Ambassador',
      value: ambassador,
      options: [any, ...(await ambassadorOptions(tools))],
    },
  ]
}

async function allClusters(tools: Asked['tools'], keep?: (card: ClusterCard) => boolean): Promise<ClusterCard[]> {
  const all: ClusterCard[] = []
  let after: string | undefined
  do {
    const page = await readClusters(tools.board, { limit: 200, after }, keep)
    all.push(...page.items)
    after = page.next
  } while (after !== undefined && all.length < mostRows)
  return all
}

async function ambassadorOptions(tools: Asked['tools']): Promise<Option[]> {
  const streams = [...new Set((await allClusters(tools)).map(({ ambassador }) => ambassador))]
  const who = await whoDid(tools, streams)
  return streams
    .map((stream) => ({ value: stream, label: who(stream) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'))
}

const columns = ['cluster', 'name', 'nation', 'ambassador', 'members', 'term', 'this_term', 'on', 'last_term'] as const

async function clusterSheet(asked: Asked, given: Given): Promise<Sheet> {
  const { tools } = asked
  const { today } = tools.world()
  const cards = await allClusters(tools, fits(asked, given))
  const who = await whoDid(
    tools,
    cards.map(({ ambassador }) => ambassador),
  )
  const rows = cards.map((card) => {
    const { term, state, on, missedLast } = statusOf(card, tools)
    const last = missedLast === undefined ? undefined : `no meeting in ${missedLast}`
    const members = membersNow(card, today).length
    return [card.id, nameOfCluster(card), card.nation, who(card.ambassador), members, term, state, on, last]
  })
  return { sheet: { name: 'clusters', text: sheetOf(columns, rows) } }
}

/** What an Ambassador sees first after signing in; nothing for anybody else. */
export async function ownClusters({ tools, caller }: Asked): Promise<JSX.Element | null> {
  if (caller.role !== 'ambassador') return null
  const cards = await clusterCards(tools.board, caller.clusters)
  const who = await whoDid(
    tools,
    cards.map(({ ambassador }) => ambassador),
  )
  return (
    <Section title="Your clusters">
      {cards.length === 0 ? (
        <p class="govuk-body app-quiet">No cluster is yours yet. An admin or a coordinator gives a cluster to you.</p>
      ) : (
        <ClusterTable caption="Your clusters" quietCaption cards={cards} tools={tools} who={who} />
      )}
    </Section>
  )
}
