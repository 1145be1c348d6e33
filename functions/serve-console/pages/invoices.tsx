/** Invoices by month: those that fell due, and the next one of each contract. The system takes no payments. */
import { addDays, addMonths, type Day } from '../../../events/kernel/day.ts'
import { sayBand } from '../../../events/school/events.ts'
import { titleOf } from '../../../events/school/levels.ts'
import { type Invoice, readInvoices } from '../../../shared/board/reads/invoices.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import { addressOf, Empty, Heading, Link, Paging, Paragraph, Tag } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { schoolPath } from '../entries.tsx'
import type { Page } from '../page.ts'

const perPage = 100

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** `2026-09` as `September 2026`. */
function sayMonth(month: string): string {
  return `${monthNames[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`
}

function monthOf(day: Day): string {
  return day.slice(0, 7)
}

export const invoicesPage: Page = async ({ tools, query }) => {
  const { today, settings } = tools.world()
  const asked = query('month')
  const month = asked !== undefined && /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(asked) ? asked : monthOf(today)
  const from = `${month}-01`
  const until = addDays(addMonths(from, 1), -1)
  const { items, next } = await readInvoices(
    tools.board,
    { from, until, settings },
    { limit: perPage, after: query('cursor') },
  )
  const [before, after] = [monthOf(addMonths(from, -1)), monthOf(addMonths(from, 1))]
  const unknown = items.filter(({ band }) => band === 'unknown').length
  return {
    title: `Invoices of ${sayMonth(month)}`,
    part: '/reviews',
    content: (
      <>
        <Heading>Invoices of {sayMonth(month)}</Heading>
        <Paragraph>
          One for each contract year of a Centre of Excellence or Flagship, with its fee band. No payments are taken
          here.
        </Paragraph>
        <ul class="app-list-inline govuk-body app-screen-only">
          <li>
            <Link href={addressOf('/invoices', { month: before })}>{sayMonth(before)}</Link>
          </li>
          {month === monthOf(today) ? null : (
            <li>
              <Link href="/invoices">This month</Link>
            </li>
          )}
          <li>
            <Link href={addressOf('/invoices', { month: after })}>{sayMonth(after)}</Link>
          </li>
          <li>
            <Link href={addressOf('/api/invoices', { from, until, format: 'csv', limit: '200' })}>Download as CSV</Link>
          </li>
        </ul>
        {unknown === 0 ? null : (
          <Paragraph>
            The band of {unknown === 1 ? 'one' : unknown} is not known: give the school its number of pupils.
          </Paragraph>
        )}
        {items.length === 0 ? <Empty>No invoice is due in this month.</Empty> : <InvoiceTable invoices={items} />}
        <Paging
          next={next && addressOf('/invoices', { month, cursor: next })}
          first={query('cursor') && addressOf('/invoices', { month })}
        />
      </>
    ),
  }
}

function InvoiceTable({ invoices }: { readonly invoices: readonly Invoice[] }) {
  return (
    <Table
      caption="Invoices by the day they are due"
      quietCaption
      rows={invoices}
      columns={[
        { head: 'School', names: true, cell: ({ school, name }) => <Link href={schoolPath(school)}>{name}</Link> },
        { head: 'Due', cell: ({ due }) => <OnDay day={due} /> },
        {
          head: 'State',
          cell: ({ state }) => (state === 'due' ? <Tag tone="yellow">Fell due</Tag> : <Tag tone="grey">To come</Tag>),
        },
        { head: 'Award', cell: ({ award }) => titleOf(award) },
        {
          head: 'Contract year',
          cell: ({ year, from }) => (
            <>
              {year}, from <OnDay day={from} />
            </>
          ),
        },
        { head: 'Band', cell: ({ band }) => capital(sayBand(band)) },
      ]}
    />
  )
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
