/** The list behind a figure of the first page, with the same filters; as a page or as a table for a spreadsheet. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { OpenReview } from '../../../shared/board/reads/lists.ts'
import type { SchoolCard } from '../../../shared/board/rows/school.ts'
import { sheetHead, sheetRows } from '../../../shared/files/sheet.ts'
import { OnDay, sayShortDay } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Filters, Problems } from '../../../shared/pages/form.tsx'
import { addressOf, Breadcrumbs, Empty, Heading, Link, Paragraph, Tag } from '../../../shared/pages/parts.tsx'
import { Sentence } from '../../../shared/pages/sentence.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { clusterPath } from '../cluster-parts.tsx'
import { schoolPath } from '../entries.tsx'
import { type Schools, schoolsNamed, whoDid } from '../names.ts'
import { type Answer, type Asked, oneOf } from '../page.ts'
import { type Between, betweenIn } from '../today-between.ts'
import {
  isFor,
  otherFigureNames,
  otherFigures,
  readFigure,
  reviewFigureNames,
  reviewFigures,
  reviewItem,
  reviewsAhead,
  sayFilters,
} from '../today-items.ts'
import { tellMails } from '../today-mail.ts'
import { type Item, type Kept, type Listed, sayLeftOut, type TodayFilters, withSchools } from '../today-schools.ts'
import { nationNames } from '../words.ts'
import { notFound } from './stop.tsx'
import { inAddress, todayFields, todayFilters } from './today-filters.ts'

/** Shown on the page; the table to download has all that were read. */
const mostShown = 200

interface Named extends Listed, Kept {
  readonly title: string
  readonly meaning: string
  /** The days it was asked for do not fit. */
  readonly isWrong?: true
}

/** The list of a figure, or of the reviews due between two days. */
async function listNamed(asked: Asked, name: string, filters: TodayFilters): Promise<Named | undefined> {
  const { tools, query } = asked
  const { today } = tools.world()
  const other = oneOf(otherFigureNames, name)
  if (other && !isFor(other, asked.caller)) return undefined
  if (other) {
    const { words, meaning } = otherFigures[other]
    const { items, more, leftOut } = await readFigure(tools, other, filters)
    return { title: words, meaning, items: await withSchools(tools, items), more, leftOut }
  }
  const figure = oneOf(reviewFigureNames, name)
  if (!figure && name !== 'between') return undefined
  const { reviews, more } = await reviewsAhead(tools, filters)
  if (figure) {
    const { words, meaning, counts } = reviewFigures[figure]
    const items = reviews.filter((one) => counts(one, today)).map(reviewItem)
    return { title: `Reviews: ${words.toLowerCase()}`, meaning, items, more, leftOut: 0 }
  }
  return { ...reviewsBetween(reviews, betweenIn(query, today)), more, leftOut: 0 }
}

function reviewsBetween(reviews: readonly OpenReview[], { from, until, isWrong }: Between) {
  const meaning = 'Open reviews by their due day, whether a visit is booked or not.'
  if (isWrong) return { title: 'Reviews due between two days', meaning, items: [], isWrong: true as const }
  const items = reviews.filter(({ review }) => review.due >= from && review.due <= until).map(reviewItem)
  return { title: `Reviews due from ${sayShortDay(from)} to ${sayShortDay(until)}`, meaning, items }
}

export async function todayListPage(asked: Asked, name: string): Promise<Answer> {
  const { tools, query } = asked
  const filters = todayFilters(asked)
  const list = await listNamed(asked, name, filters)
  if (!list) return notFound('list')
  const first = list.items.slice(0, mostShown)
  const shown = name === 'mail' ? await tellMails(tools, first) : first
  const [schools, fields, who] = await Promise.all([
    schoolsNamed(
      tools,
      shown.flatMap((item) => item.schools),
    ),
    todayFields(tools, filters),
    filters.assessor === undefined ? undefined : whoDid(tools, [filters.assessor]),
  ])
  const between = name === 'between' ? betweenIn(query, tools.world().today) : undefined
  const here = { ...inAddress(filters), ...between?.given }
  const narrowed = sayFilters(
    { ...filters, cluster: labelOf(fields, 'cluster', filters.cluster) },
    filters.assessor && who?.(filters.assessor),
  )
  return {
    title: list.title,
    part: '/',
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Today', href: addressOf('/', inAddress(filters)) }]} />
        <Problems fields={between?.fields ?? []} />
        <Heading>{list.title}</Heading>
        <Paragraph>
          {list.meaning}
          {narrowed.length === 0 ? '' : ` Only schools ${narrowed.join(', ')}.`}
        </Paragraph>
        <Filters action={`/today/${name}`} fields={[...(between?.fields ?? []), ...fields]}>
          <p class="govuk-body">
            <Link href={addressOf(`/today/${name}`, { ...between?.given })}>Clear all</Link>
          </p>
          <p class="govuk-body">
            <Link href={addressOf(`/today/${name}`, { ...here, format: 'csv' })}>Download as CSV</Link>
          </p>
        </Filters>
        <Items items={shown} schools={schools} isWrong={list.isWrong} />
        <LeftOut leftOut={list.leftOut} everything={`/today/${name}`} />
        <CutOff shown={shown.length} list={list} />
      </>
    ),
  }
}

/** The words an option of a field has; the value itself where it is none of them. */
function labelOf(fields: readonly Field[], name: string, value: string | undefined): string | undefined {
  const field = fields.find((one) => one.name === name)
  const options = field?.is === 'select' ? field.options : []
  return value === undefined ? undefined : (options.find((option) => option.value === value)?.label ?? value)
}

interface ItemsProps {
  readonly items: readonly Item[]
  readonly schools: Schools
  readonly isWrong?: true | undefined
}

function Items({ items, schools, isWrong }: ItemsProps): JSX.Element | null {
  if (isWrong) return null
  if (items.length === 0) return <Empty>Nothing: nobody has to act.</Empty>
  return (
    <Table
      caption="Items"
      quietCaption
      rows={items}
      columns={[
        {
          head: 'School',
          names: true,
          cell: (item) => <SchoolsOf item={item} schools={schools} />,
        },
        { head: 'Day', cell: (item) => <DayOf item={item} /> },
        {
          head: 'What',
          cell: ({ what, href }) => (
            <Link href={href}>
              <Sentence text={what} />
            </Link>
          ),
        },
      ]}
    />
  )
}

function SchoolsOf({ item, schools }: { readonly item: Item; readonly schools: Schools }): JSX.Element {
  const known = item.schools.flatMap((id) => schools.get(id) ?? [])
  const { cluster } = item
  if (known.length === 0)
    return cluster ? <Link href={clusterPath(cluster.id)}>Cluster {cluster.name}</Link> : <>No school</>
  return (
    <>
      {known.map(({ id, name }, n) => (
        <>
          {n > 0 ? <br /> : null}
          <Link href={schoolPath(id)}>{name}</Link>
        </>
      ))}
    </>
  )
}

function DayOf({ item: { day, late } }: { readonly item: Item }): JSX.Element {
  if (day === undefined) return <>No day</>
  return (
    <>
      <OnDay day={day} /> {late ? <Tag tone="red">Overdue</Tag> : null}
    </>
  )
}

/** What the filters could not judge is not dropped without a word. */
function LeftOut({ leftOut, everything }: { readonly leftOut: number; readonly everything: string }) {
  const said = sayLeftOut(leftOut)
  if (said === undefined) return null
  return (
    <Paragraph>
      {said} <Link href={everything}>See the list without filters</Link>
    </Paragraph>
  )
}

function CutOff({ shown, list: { items, more } }: { readonly shown: number; readonly list: Listed }) {
  if (items.length <= shown && !more) return null
  return (
    <Paragraph>
      The first {shown} of {more ? 'more than ' : ''}
      {items.length} are shown. Narrow them by a filter, or download the table.
    </Paragraph>
  )
}

const columns = ['list', 'school', 'reference', 'nation', 'day', 'what', 'page'] as const

/** One list, or all of them, as CSV; undefined for a list there is none of. */
export async function todaySheet(asked: Asked, name: string): Promise<string | undefined> {
  const filters = todayFilters(asked)
  const mine = otherFigureNames.filter((one) => isFor(one, asked.caller))
  const names = name === 'all' ? [...reviewFigureNames, ...mine] : [name]
  const lists = await Promise.all(names.map((one) => listNamed(asked, one, filters)))
  const known = lists.filter((list) => list !== undefined)
  if (known.length < names.length) return undefined
  const schools = await schoolsNamed(
    asked.tools,
    known.flatMap(({ items }) => items.flatMap((item) => item.schools)),
  )
  const rows = known.flatMap(({ title, items }) =>
    items.map(({ schools: ids, day, what, href }) => {
      const cards = ids.flatMap((id) => schools.get(id) ?? [])
      const told = (of: (card: SchoolCard) => string) => [...new Set(cards.map(of))].join('; ')
      const of = [told(({ name: called }) => called), told(({ ref }) => ref), told(({ nation }) => nationNames[nation])]
      // Whoever opens the table elsewhere has no page the address could be added to.
      return [title, ...of, day, what, `${asked.tools.publicUrl()}${href}`]
    }),
  )
  return sheetHead(columns) + sheetRows(rows)
}
