/** Members of staff: who they are, what they may, what they are told of. Addresses, and what changes them, are for admins. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import { clustersByAmbassador } from '../../../shared/board/reads/clusters-of.ts'
import { clusterCards, readStaff } from '../../../shared/board/reads/lists.ts'
import type { ClusterCard } from '../../../shared/board/rows/cluster.ts'
import type { StaffCard } from '../../../shared/board/rows/staff.ts'
import { addressOf, ButtonLink, Empty, Heading, Link, Paging, Paragraph } from '../../../shared/pages/parts.tsx'
import { type Column, Table } from '../../../shared/pages/table.tsx'
import type { Person } from '../../../shared/vault/vault.ts'
import { clusterPath, nameOfCluster } from '../cluster-parts.tsx'
import { staffFormPath } from '../do/offers.ts'
import type { Page } from '../page.ts'
import { alertNames, roleNames } from '../words.ts'

const perPage = 50

type Named = Pick<ClusterCard, 'id' | 'name'>

interface Shown {
  readonly card: StaffCard
  readonly person: Person | undefined
  /** Those they are the Ambassador of, and those they serve besides. */
  readonly clusters: readonly Named[]
}

export const staffPage: Page = async ({ tools, caller, query }) => {
  const { items, next } = await readStaff(tools.board, { limit: perPage, after: query('cursor') })
  const [people, led, further] = await Promise.all([
    tools.vault.people(
      items.map(({ id }) => `staff#${id}`),
      tools.world().now,
    ),
    clustersByAmbassador(tools.board),
    clusterCards(
      tools.board,
      items.flatMap(({ clusters }) => clusters),
    ),
  ])
  const known = new Map(further.map((one) => [one.id, one]))
  const clustersOf = ({ id, clusters }: StaffCard): Named[] => {
    const own = led.get(`staff#${id}`) ?? []
    return [...own, ...clusters.filter((one) => !own.some(({ id }) => id === one)).map((id) => known.get(id) ?? { id })]
  }
  const rows = items
    .map((card) => ({ card, person: people.get(`staff#${card.id}`), clusters: clustersOf(card) }))
    .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en-GB'))
  const mayChange = commands['change-staff'].roles.includes(caller.role)
  return {
    title: 'Staff',
    part: '/staff',
    content: (
      <>
        <Heading>Staff</Heading>
        {mayChange ? (
          <div class="app-actions">
            <ButtonLink href={staffFormPath(undefined, 'add-staff')}>Add a member of staff</ButtonLink>
          </div>
        ) : (
          <Paragraph>An admin adds, changes and removes members of staff.</Paragraph>
        )}
        {rows.length === 0 ? <Empty>Nobody is on the staff yet.</Empty> : <StaffTable rows={rows} all={mayChange} />}
        <Paging next={next && addressOf('/staff', { cursor: next })} first={query('cursor') && '/staff'} />
      </>
    ),
  }
}

function nameOf({ person }: Shown): string {
  return person?.name ?? 'A member of staff'
}

/** `all`: with what admins alone see and do. */
function StaffTable({ rows, all }: { readonly rows: readonly Shown[]; readonly all: boolean }): JSX.Element {
  const address: Column<Shown> = { head: 'E-mail address', cell: ({ person }) => person?.email ?? 'Not kept' }
  const change: Column<Shown> = { head: 'Change', screenOnly: true, cell: (shown) => <Changes shown={shown} /> }
  return (
    <Table
      caption="Members of staff"
      quietCaption
      rows={rows}
      columns={[
        { head: 'Name', names: true, cell: nameOf },
        ...(all ? [address] : []),
        { head: 'Role', cell: ({ card }) => roleNames[card.role] },
        { head: 'Clusters', cell: ({ clusters }) => clusterLinks(clusters) },
        { head: 'Alerts', cell: ({ card }) => alertNames[card.alerts] },
        ...(all ? [change] : []),
      ]}
    />
  )
}

function clusterLinks(clusters: readonly Named[]): JSX.Element | string {
  if (clusters.length === 0) return 'None'
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {clusters.map((one) => (
        <li>
          <Link href={clusterPath(one.id)}>{nameOfCluster(one)}</Link>
        </li>
      ))}
    </ul>
  )
}

function Changes({ shown }: { readonly shown: Shown }): JSX.Element {
  const about = `– ${nameOf(shown)}`
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      <li>
        <Link href={staffFormPath(shown.card.id, 'change-staff')} hidden={about}>
          Change
        </Link>
      </li>
      <li>
        <Link href={staffFormPath(shown.card.id, 'invite-staff')} hidden={about}>
          Invite to sign in
        </Link>
      </li>
      <li>
        <Link href={addressOf('/log', { stream: `staff#${shown.card.id}` })} hidden={about}>
          What happened
        </Link>
      </li>
      <li>
        <Link href={staffFormPath(shown.card.id, 'remove-staff')} hidden={about}>
          Remove
        </Link>
      </li>
    </ul>
  )
}
