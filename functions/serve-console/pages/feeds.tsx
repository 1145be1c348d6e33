/**
 * Calendar feeds: who opens one gets its address, told once on the page that answers; whoever has it sees the meetings.
 * Each is closed by itself, and then its address leads nowhere.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import type { FeedOf } from '../../../events/feed/decide.ts'
import { clusterCards, readClusters, readFeeds, readStaff } from '../../../shared/board/reads/lists.ts'
import type { ClusterCard } from '../../../shared/board/rows/cluster.ts'
import type { FeedCard } from '../../../shared/board/rows/feed.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { openFeed } from '../../../shared/deeds/feeds.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import type { Field, Option } from '../../../shared/pages/fields.tsx'
import { Form, Problems } from '../../../shared/pages/form.tsx'
import {
  addressOf,
  Breadcrumbs,
  Empty,
  Heading,
  Link,
  Paging,
  Paragraph,
  Section,
  Tag,
} from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { clusterPath, nameOfCluster } from '../cluster-parts.tsx'
import { whoDid } from '../names.ts'
import type { Answer, Asked, Page, Sent, Shown } from '../page.ts'
import { mayNot } from './stop.tsx'

const perPage = 50
const part = '/clusters'

interface Said {
  readonly address?: string
  readonly values?: Sent
  readonly problems?: Readonly<Record<string, string>>
  readonly sentence?: string
  readonly status?: NonNullable<Shown['status']>
}

export const feedsPage: Page = (asked) => drawn(asked, {})

function mayOpen({ caller }: Asked): boolean {
  return commands['open-feed'].roles.some((role) => role === caller.role)
}

/** Feeds a caller may look after: the office all, an Ambassador those of own clusters and their own, others their own. */
function isShown({ caller }: Asked) {
  return ({ cluster, staff }: FeedCard) =>
    isOffice(caller) || staff === caller.id || (cluster !== undefined && caller.clusters.includes(cluster))
}

async function drawn(asked: Asked, said: Said): Promise<Shown> {
  const { tools, query } = asked
  const { items, next } = await readFeeds(tools.board, { limit: perPage, after: query('cursor') }, isShown(asked))
  const fields = mayOpen(asked) ? await fieldsOf(asked, said) : []
  return {
    title: 'Calendar feeds',
    part,
    ...(said.status && { status: said.status }),
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Clusters', href: part }]} />
        <Problems fields={fields} sentence={said.sentence} />
        <Heading>Calendar feeds</Heading>
        {said.address === undefined ? null : <AddressOnce address={said.address} />}
        <Paragraph>
          A calendar program that is given the address of a feed shows the meetings in it, and keeps up with what is
          planned, moved and cancelled. A feed of a cluster shows its meetings; a feed of a member of staff those of all
          their clusters, and the visits booked with them. Nobody’s name or address is in it.
        </Paragraph>
        <Section title="Feeds">{await feedTable(asked, items)}</Section>
        <Paging next={next && addressOf('/feeds', { cursor: next })} first={query('cursor') && '/feeds'} />
        {mayOpen(asked) ? (
          <Section title="Open a feed">
            <Form action="/feeds" token={asked.token} fields={fields} button="Open the feed" />
          </Section>
        ) : (
          <Paragraph>Feeds are opened by admins, coordinators and Ambassadors.</Paragraph>
        )}
      </>
    ),
  }
}

/** Said on this page alone: it is kept nowhere, so nobody can tell it again. */
function AddressOnce({ address }: { readonly address: string }): JSX.Element {
  return (
    <div class="govuk-notification-banner govuk-notification-banner--success" role="alert" aria-labelledby="opened">
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id="opened">
          The feed is open
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <label class="govuk-label govuk-label--s" for="address">
          Its address
        </label>
        <div class="govuk-hint" id="address-hint">
          Copy it now into the calendar program (“subscribe”, “add by address”): it is shown this once. Whoever has it
          sees the feed, so give it to nobody else; if it got about, close the feed and open another.
        </div>
        <input
          class="govuk-input"
          id="address"
          aria-describedby="address-hint"
          type="text"
          readonly
          autocomplete="off"
          spellcheck={false}
          value={address}
        />
      </div>
    </div>
  )
}

async function feedTable({ tools }: Asked, feeds: readonly FeedCard[]): Promise<JSX.Element> {
  if (feeds.length === 0) return <Empty>No feed is open.</Empty>
  const who = await whoDid(
    tools,
    feeds.flatMap(({ staff }) => staff ?? []),
  )
  const nameOf = ({ cluster, staff }: FeedCard) => (cluster === undefined ? who(staff ?? '') : `Cluster ${cluster}`)
  return (
    <Table
      caption="Feeds, the latest opened first"
      quietCaption
      rows={feeds}
      columns={[
        {
          head: 'Of',
          names: true,
          cell: (feed) =>
            feed.cluster === undefined ? nameOf(feed) : <Link href={clusterPath(feed.cluster)}>{nameOf(feed)}</Link>,
        },
        { head: 'Opened', cell: ({ openedOn }) => <OnDay day={openedOn} /> },
        {
          head: 'State',
          cell: ({ state }) => (state === 'open' ? <Tag tone="green">Open</Tag> : <Tag tone="grey">Closed</Tag>),
        },
        {
          head: 'Close',
          screenOnly: true,
          cell: (feed) =>
            feed.state === 'open' ? (
              <Link href={`/feeds/${encodeURIComponent(feed.id)}/do/revoke-feed`} hidden={`the feed: ${nameOf(feed)}`}>
                Close
              </Link>
            ) : (
              '–'
            ),
        },
      ]}
    />
  )
}

async function fieldsOf(asked: Asked, { values, problems = {} }: Said): Promise<Field[]> {
  const cluster = asked.query('cluster')
  const chosen = values?.of ?? (cluster === undefined ? undefined : ofCluster(cluster))
  const options = [...(await staffOptions(asked)), ...(await clusterOptions(asked))]
  return [
    {
      is: 'select',
      name: 'of',
      label: 'Whose meetings it shows',
      value: chosen,
      problem: problems.of,
      options: [{ value: '', label: 'Choose' }, ...options],
    },
  ]
}

const ofCluster = (id: string) => `cluster#${id}`

async function clusterOptions(asked: Asked): Promise<Option[]> {
  const cards = isOffice(asked.caller)
    ? await allClusters(asked)
    : await clusterCards(asked.tools.board, asked.caller.clusters)
  return cards.map((card) => ({ value: ofCluster(card.id), label: `Cluster ${nameOfCluster(card)}` }))
}

async function allClusters({ tools }: Asked): Promise<ClusterCard[]> {
  const all: ClusterCard[] = []
  let after: string | undefined
  do {
    const page = await readClusters(tools.board, { limit: 200, after })
    all.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return all
}

async function staffOptions({ tools, caller }: Asked): Promise<Option[]> {
  const own = { value: caller.id, label: 'Your own: all your clusters, and your visits' }
  if (!isOffice(caller)) return [own]
  const { items } = await readStaff(tools.board, { limit: 200 })
  const others = items
    .filter(({ id, role }) => `staff#${id}` !== caller.id && role !== 'reader')
    .map(({ id }) => `staff#${id}`)
  const who = await whoDid(tools, others)
  const named = others.map((stream) => ({ value: stream, label: who(stream) }))
  return [own, ...named.toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'))]
}

/** What was chosen; undefined for nothing, or for what is neither. */
function feedOf(of: string | undefined): FeedOf | undefined {
  if (of?.startsWith('cluster#')) return { cluster: of.slice('cluster#'.length) }
  return of?.startsWith('staff#') ? { staff: of } : undefined
}

/** Opens a feed; the page that answers is the only one that ever says its address. */
export async function sendFeed(asked: Asked, sent: Sent): Promise<Answer> {
  const { tools, caller, trace } = asked
  if (!mayOpen(asked)) return mayNot('Feeds are opened by admins, coordinators and Ambassadors.')
  const of = feedOf(sent.of)
  if (of === undefined) return drawn(asked, { values: sent, problems: { of: 'Choose one of these' }, status: 400 })
  const opened = await openFeed(tools, caller, of, { by: caller.id, because: 'console', trace })
  if ('mayNot' in opened) return mayNot(opened.mayNot)
  if ('refused' in opened) return drawn(asked, { values: sent, sentence: opened.detail, status: 422 })
  return drawn(asked, { address: `${tools.publicUrl()}${opened.path}` })
}
