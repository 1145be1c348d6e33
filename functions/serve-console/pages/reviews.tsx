/** Open reviews, soonest due first. */
import { titleOf } from '../../../events/school/levels.ts'
import { type OpenReview, readReviews } from '../../../shared/board/reads/lists.ts'
import type { Ask, Page as PageOf } from '../../../shared/board/reads/page.ts'
import { reviewMarks } from '../../../shared/board/rows/school.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import { Filters } from '../../../shared/pages/form.tsx'
import { addressOf, Empty, Heading, Link, Paging } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { offersBulk, tickColumn, WithSeveral } from '../bulk/choosing.tsx'
import { schoolPath } from '../entries.tsx'
import { type Asked, oneOf, type Page } from '../page.ts'
import { readOn } from '../read-on.ts'
import { ReviewTags } from '../review-parts.tsx'
import type { ConsoleTools } from '../tools.ts'
import { reviewMarkNames, reviewNames, sayStage } from '../words.ts'

const perPage = 50

/** How far ahead one may look, in days. */
const horizons = ['7', '30', '90', '180'] as const

export const reviewsPage: Page = async ({ tools, caller, query }) => {
  const given = reviewsGiven(query)
  const { state, within } = given
  const { items, next } = await readGivenReviews(tools, given, { limit: perPage, after: query('cursor') })
  return {
    title: 'Reviews',
    part: '/reviews',
    content: (
      <>
        <Heading>Reviews</Heading>
        <p class="govuk-body app-screen-only">
          <Link href="/invoices">Invoices of contract years</Link>
        </p>
        <Filters
          action="/reviews"
          fields={[
            {
              is: 'select',
              name: 'state',
              label: 'State',
              value: state,
              options: [
                { value: '', label: 'Any' },
                ...reviewMarks.map((one) => ({ value: one, label: reviewMarkNames[one].words })),
              ],
            },
            {
              is: 'select',
              name: 'within',
              label: 'Due',
              value: within,
              options: [
                { value: '', label: 'At any time' },
                ...horizons.map((days) => ({ value: days, label: `Within ${days} days, or past` })),
              ],
            },
          ]}
        >
          <p class="govuk-body">
            <Link href="/reviews">Clear all</Link>
          </p>
        </Filters>
        {items.length === 0 ? (
          <Empty>No open review fits.</Empty>
        ) : (
          <>
            <ReviewTable reviews={items} ticks={offersBulk(caller, 'schools')} />
            <WithSeveral caller={caller} list="reviews" given={given} />
          </>
        )}
        <Paging
          next={next && addressOf('/reviews', { ...given, cursor: next })}
          first={query('cursor') && addressOf('/reviews', given)}
        />
      </>
    ),
  }
}

/** What the list is narrowed to. */
export function reviewsGiven(query: Asked['query']) {
  return { state: oneOf(reviewMarks, query('state')), within: oneOf(horizons, query('within')) }
}

/** The open reviews that fit. */
export function readGivenReviews(
  { board, world }: ConsoleTools,
  { state, within }: ReturnType<typeof reviewsGiven>,
  ask: Ask,
): Promise<PageOf<OpenReview>> {
  const { today } = world()
  const filters = { mark: state, within: within === undefined ? undefined : Number(within), today }
  return readOn(ask, (more) => readReviews(board, filters, more))
}

interface TableProps {
  readonly reviews: readonly OpenReview[]
  /** Whether something can be done with several. */
  readonly ticks: boolean
}

function ReviewTable({ reviews, ticks }: TableProps) {
  return (
    <Table
      caption="Open reviews, soonest due first"
      rows={reviews}
      columns={[
        ...tickColumn<OpenReview>(ticks, ({ school: { id, name } }) => ({ id, name })),
        { head: 'School', names: true, cell: ({ school }) => <Link href={schoolPath(school.id)}>{school.name}</Link> },
        { head: 'Review', cell: ({ review }) => `${reviewNames[review.kind]} (${titleOf(review.award)})` },
        { head: 'Due', cell: ({ review }) => <OnDay day={review.due} /> },
        {
          head: 'State',
          cell: ({ marks }) => <ReviewTags marks={marks} />,
        },
        { head: 'Visit', cell: ({ review }) => (review.visit ? <OnDay day={review.visit.on} /> : 'None booked') },
        {
          head: 'Last reminder',
          cell: ({ review }) => (review.stage === undefined ? 'None yet' : sayStage(review.stage)),
        },
      ]}
    />
  )
}
