/**
 * Addresses that are not written to: those that withdrew, as keyed hashes nobody can read, and those the mail provider no
 * longer writes to. One address may be looked up; nothing is kept of that.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { emailAddress } from '../../../events/kernel/words.ts'
import { readContacts } from '../../../shared/board/reads/lists.ts'
import type { ContactCard } from '../../../shared/board/rows/contact.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Form, Problems } from '../../../shared/pages/form.tsx'
import { Breadcrumbs, Empty, Heading, Inset, Link, Paragraph, Section } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import type { Listed, Suppression } from '../../../shared/vault/vault.ts'
import { contactPath } from '../entries.tsx'
import type { Answer, Asked, Sent } from '../page.ts'
import { mayNot } from './stop.tsx'

/** So many are shown; all are counted. */
const mostShown = 100

const path = '/suppression'

export function suppressionPage(asked: Asked): Promise<Answer> {
  return drawn(asked, {})
}

interface LookedUp {
  /** What was typed, to be seen again on the same page. */
  readonly address?: string
  readonly found?: Suppression
  readonly problem?: string
}

/** Looks one address up. It is in no address of a page, no log line and no list. */
export async function lookUpAddress(asked: Asked, { address = '' }: Sent): Promise<Answer> {
  if (!isOffice(asked.caller)) return drawn(asked, {})
  const read = emailAddress().safeParse(address)
  if (!read.success) return drawn(asked, { address, problem: 'An e-mail address looks like name@school.example' })
  return drawn(asked, { address: read.data, found: await asked.tools.vault.suppressionOf(read.data) })
}

async function drawn(asked: Asked, { address, found, problem }: LookedUp): Promise<Answer> {
  const { tools, caller, token } = asked
  if (!isOffice(caller)) return mayNot('Addresses that are not written to are for admins and coordinators.')
  const { shown, count } = await firstOf(tools.vault.suppressed())
  const byProvider = await notWrittenByProvider(asked)
  const fields: readonly Field[] = [{ is: 'email', name: 'address', label: 'E-mail address', value: address, problem }]
  return {
    title: 'Addresses not written to',
    part: '/tasks',
    ...(problem !== undefined && { status: 400 }),
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Requests about own data', href: '/requests' }]} />
        <Problems fields={fields} />
        <Heading>Addresses not written to</Heading>
        <Paragraph>
          Whoever withdrew stays on this list, whatever is imported later. It holds no address: only marks from which
          none can be read, and which are looked at before each letter leaves and at each import.
        </Paragraph>
        <Section title="Look an address up">
          {found === undefined ? null : <Found found={found} />}
          <Form action={path} token={token} fields={fields} button="Look it up" />
        </Section>
        <Section title={count === 0 ? 'The list' : `The list: ${sayCount(count)}`}>
          {count === 0 ? (
            <Empty>Nobody has withdrawn yet.</Empty>
          ) : (
            <Table
              caption="The list"
              quietCaption
              rows={shown}
              columns={[
                { head: 'No letters about the award since', names: true, cell: ({ service }) => sinceDay(service) },
                { head: 'No news since', cell: ({ news }) => sinceDay(news) },
                { head: 'Mark', screenOnly: true, cell: (listed) => <Mark of={listed} /> },
              ]}
            />
          )}
        </Section>
        <Section title="Not written to by the mail provider">
          <Paragraph>
            The provider keeps a list of its own, of addresses from which mail came back or was marked as unwanted.
          </Paragraph>
          {byProvider.length === 0 ? (
            <Empty>The provider has told of no such address.</Empty>
          ) : (
            <ul class="govuk-list">
              {byProvider.map(({ id, name }) => (
                <li>
                  <Link href={contactPath(id)}>{name}</Link>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </>
    ),
  }
}

/** For whoever compares it with what is kept: people can read nothing from it. */
function Mark({ of: { hash, keyVersion } }: { readonly of: Listed }): JSX.Element {
  return (
    <details class="govuk-details govuk-!-margin-bottom-0">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">As it is stored</span>
      </summary>
      <div class="govuk-details__text">
        <code>{hash.slice(0, 16)}</code>, made with version {keyVersion} of the key
      </div>
    </details>
  )
}

function sinceDay(day: string | undefined): JSX.Element | string {
  return day === undefined ? 'Not withdrawn' : <OnDay day={day} />
}

function sayCount(count: number): string {
  const all = count === 1 ? '1 address' : `${count} addresses`
  return count > mostShown ? `${all}; the first ${mostShown} are shown` : all
}

function Found({ found: { service, news, erased } }: { readonly found: Suppression }): JSX.Element {
  if (service === undefined && news === undefined) return <Inset>No: this address is not on the list.</Inset>
  return (
    <Inset>
      Yes: this address is on the list.
      {service === undefined ? null : (
        <>
          {' '}
          No letters about the award since <OnDay day={service} />.
        </>
      )}
      {news === undefined ? null : (
        <>
          {' '}
          No news since <OnDay day={news} />.
        </>
      )}
      {erased === undefined ? null : (
        <>
          {' '}
          Whoever had it was erased on their own request on <OnDay day={erased} />: no import brings them back.
        </>
      )}
    </Inset>
  )
}

/** The first of the list, the latest withdrawal first, and how many there are. */
async function firstOf(all: AsyncIterable<Listed>): Promise<{ readonly shown: Listed[]; readonly count: number }> {
  const listed: Listed[] = []
  for await (const one of all) if (one.service !== undefined || one.news !== undefined) listed.push(one)
  const latest = ({ service = '', news = '' }: Listed) => (service > news ? service : news)
  const shown = listed.toSorted((a, b) => (latest(a) > latest(b) ? -1 : 1)).slice(0, mostShown)
  return { shown, count: listed.length }
}

async function notWrittenByProvider({ tools }: Asked): Promise<{ readonly id: string; readonly name: string }[]> {
  const cards: ContactCard[] = []
  let after: string | undefined
  do {
    const page = await readContacts(tools.board, {}, { limit: 200, after })
    cards.push(...page.items.filter(({ address }) => address === 'suppressed'))
    after = page.next
  } while (after !== undefined && cards.length < mostShown)
  const people = await tools.vault.people(
    cards.map(({ id }) => `contact#${id}`),
    tools.world().now,
  )
  return cards.map(({ id }) => ({ id, name: people.get(`contact#${id}`)?.name ?? 'A contact' }))
}
