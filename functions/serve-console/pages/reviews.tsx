/** Open reviews, soonest due first. */
import { titleOf } from '../../../events/school/levels.ts'
import { type OpenReview, readReviews } from '../../../shared/board/reads/lists.ts'
import { reviewStates } from '../../../shared/board/rows/school.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import { Filters } from '../../../shared/pages/form.tsx'
import { addressOf, Empty, Heading, Link, Paging, Tag } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { schoolPath } from '../entries.tsx'
import { oneOf, type Page } from '../page.ts'
import { reviewNames, reviewStateNames, sayStage } from '../words.ts'

const perPage = 50

/** How far ahead one may look, in days. */
const horizons = ['7', '30', '90', '180'] as const

export const reviewsPage: Page = async ({ tools, query }) => {
  const state = oneOf(reviewStates, query('state'))
  const within = oneOf(horizons, query('within'))
  const { today } = tools.world()
  const filters = { state, within: within === undefined ? undefined : Number(within), today }
  const { items, next } = await readReviews(tools.board, filters, { limit: perPage, after: query('cursor') })
  const given = { state, within }
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
                ...reviewStates.map((one) => ({ value: one, label: reviewStateNames[one].words })),
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
        {items.length === 0 ? <Empty>No open review fits.</Empty> : <ReviewTable reviews={items} />}
        <Paging
          next={next && addressOf('/reviews', { ...given, cursor: next })}
          first={query('cursor') && addressOf('/reviews', given)}
        />
      </>
    ),
  }
}

function ReviewTable({ reviews }: { readonly reviews: readonly OpenReview[] }) {
  return (
    <Table
      caption="Open reviews, soonest due first"
      rows={reviews}
      columns={[
        { head: 'School', names: true, cell: ({ school }) => <Link href={schoolPath(school.id)}>{school.name}</Link> },
        { head: 'Review', cell: ({ review }) => `${reviewNames[review.kind]} (${titleOf(review.award)})` },
        { head: 'Due', cell: ({ review }) => <OnDay day={review.due} /> },
        {
          head: 'State',
          cell: ({ state }) => <Tag tone={reviewStateNames[state].tone}>{reviewStateNames[state].words}</Tag>,
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
