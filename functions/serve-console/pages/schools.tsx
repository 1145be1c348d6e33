/** Schools by name, or found by the beginnings of words of their name, town and references. */
import { commands } from '../../../events/commands.ts'
import { awards, nations } from '../../../events/kernel/words.ts'
import { titleOf } from '../../../events/school/levels.ts'
import { readSchools, type SchoolFilters } from '../../../shared/board/reads/lists.ts'
import type { Ask, Page as PageOf } from '../../../shared/board/reads/page.ts'
import { searchSchools } from '../../../shared/board/reads/search.ts'
import type { SchoolCard } from '../../../shared/board/rows/school.ts'
import { reviewMarksOn, suspendedAwards } from '../../../shared/board/rows/school.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Filters } from '../../../shared/pages/form.tsx'
import { addressOf, ButtonLink, Empty, Heading, Link, Paging, Tag } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { offersBulk, tickColumn, WithSeveral } from '../bulk/choosing.tsx'
import { schoolPath } from '../entries.tsx'
import { type Asked, oneOf, type Page } from '../page.ts'
import { readOn } from '../read-on.ts'
import { ReviewTags } from '../review-parts.tsx'
import { findCalled } from '../school-chooser.tsx'
import type { ConsoleTools } from '../tools.ts'
import { nationNames, reviewNames } from '../words.ts'

const perPage = 50

/** A Flagship's standing. */
const standings = ['good', 'at-risk'] as const

/** In the filter, a school without an award is one of level `none`. */
const levels = [...awards, 'none'] as const

export const schoolsPage: Page = async ({ tools, caller, query }) => {
  const given = schoolsGiven(query)
  const { items, next } = await readGivenSchools(tools, given, { limit: perPage, after: query('cursor') })
  const ticks = offersBulk(caller, 'schools')
  return {
    title: 'Schools',
    part: '/schools',
    content: (
      <>
        <Heading>Schools</Heading>
        {commands['register-school'].roles.includes(caller.role) ? (
          <div class="app-actions">
            <ButtonLink href="/schools/do/register-school">Register a school</ButtonLink>
          </div>
        ) : null}
        <Filters action="/schools" fields={fieldsOf(given)}>
          <p class="govuk-body">
            <Link href="/schools">Clear all</Link>
          </p>
        </Filters>
        {items.length === 0 ? (
          <Empty>
            {Object.values(given).every((one) => one === undefined)
              ? 'No school is registered yet.'
              : 'No school fits.'}
          </Empty>
        ) : (
          <>
            <SchoolTable schools={items} today={tools.world().today} ticks={ticks} />
            <WithSeveral caller={caller} list="schools" given={given} />
          </>
        )}
        <Paging
          next={next && addressOf('/schools', { ...given, cursor: next })}
          first={query('cursor') && addressOf('/schools', given)}
        />
      </>
    ),
  }
}

/** What the list is narrowed to. */
export function schoolsGiven(query: Asked['query']) {
  return {
    q: query('q'),
    level: oneOf(levels, query('level')),
    nation: oneOf(nations, query('nation')),
    standing: oneOf(standings, query('standing')),
    suspended: oneOf(['yes'], query('suspended')),
  }
}

/** The schools that fit. */
export function readGivenSchools(
  { board }: ConsoleTools,
  { q, level, nation, standing, suspended }: ReturnType<typeof schoolsGiven>,
  ask: Ask,
): Promise<PageOf<SchoolCard>> {
  const filters: SchoolFilters = {
    nation,
    standing,
    level: level === 'none' ? null : level,
    ...(suspended && { suspended: true }),
  }
  return readOn(ask, (more) =>
    q === undefined ? readSchools(board, filters, more) : searchSchools(board, q, filters, more),
  )
}

/** Leads from what somebody calls a school to its page, or to the list of those that fit. */
export const findPage: Page = async ({ tools, query }) => {
  const q = query('q')
  const { school } = await findCalled(tools, q)
  return { to: school ? schoolPath(school.id) : addressOf('/schools', { q }) }
}

function fieldsOf({
  q,
  level,
  nation,
  standing,
  suspended,
}: Readonly<Record<'q' | 'level' | 'nation' | 'standing' | 'suspended', string | undefined>>): Field[] {
  return [
    { is: 'text', name: 'q', label: 'Name, town or reference', value: q },
    {
      is: 'select',
      name: 'level',
      label: 'Highest award',
      value: level,
      options: [
        { value: '', label: 'Any' },
        ...awards.map((award) => ({ value: award, label: titleOf(award) })),
        { value: 'none', label: 'No award' },
      ],
    },
    {
      is: 'select',
      name: 'nation',
      label: 'Nation',
      value: nation,
      options: [{ value: '', label: 'Any' }, ...nations.map((one) => ({ value: one, label: nationNames[one] }))],
    },
    {
      is: 'select',
      name: 'standing',
      label: 'Standing as a Flagship',
      value: standing,
      options: [
        { value: '', label: 'Any' },
        { value: 'good', label: 'Good' },
        { value: 'at-risk', label: 'At risk' },
      ],
    },
    {
      is: 'select',
      name: 'suspended',
      label: 'Suspended awards',
      value: suspended,
      options: [
        { value: '', label: 'Any' },
        { value: 'yes', label: 'Schools with one' },
      ],
    },
  ]
}

interface TableProps {
  readonly schools: readonly SchoolCard[]
  readonly today: string
  /** Whether something can be done with several. */
  readonly ticks: boolean
}

function SchoolTable({ schools, today, ticks }: TableProps) {
  return (
    <Table
      caption="Schools"
      quietCaption
      rows={schools}
      columns={[
        ...tickColumn<SchoolCard>(ticks, ({ id, name }) => ({ id, name })),
        { head: 'School', names: true, cell: ({ id, name }) => <Link href={schoolPath(id)}>{name}</Link> },
        { head: 'Reference', cell: ({ ref }) => ref },
        { head: 'Town', cell: ({ town }) => town ?? '' },
        { head: 'Nation', cell: ({ nation }) => nationNames[nation] },
        {
          head: 'Highest award',
          cell: (school) => <HighestAward school={school} />,
        },
        {
          head: 'Next review',
          cell: ({ review }) => (review === null ? 'None' : <NextReview review={review} today={today} />),
        },
      ]}
    />
  )
}

/** What is suspended is not held meanwhile, and yet not ended: both are said. */
function HighestAward({ school }: { readonly school: SchoolCard }) {
  const { level, standing } = school
  return (
    <>
      <span class="app-whole">{level === null ? 'None' : titleOf(level)}</span>{' '}
      {standing.state === 'at-risk' ? <Tag tone="red">At risk</Tag> : null}
      {suspendedAwards(school).map((award) => (
        <>
          <br />
          <span class="app-whole">{titleOf(award)}</span> <Tag tone="orange">Suspended</Tag>
        </>
      ))}
    </>
  )
}

function NextReview({ review, today }: { readonly review: NonNullable<SchoolCard['review']>; readonly today: string }) {
  // What is suspended stands beside the award.
  const marks = reviewMarksOn(review, today).filter((mark) => mark !== 'open' && mark !== 'suspended')
  return (
    <>
      {reviewNames[review.kind]}, <OnDay day={review.due} /> <ReviewTags marks={marks} />
    </>
  )
}
