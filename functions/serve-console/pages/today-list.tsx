/** The list behind a figure of the first page, with the same filters; as a page or as a table for a spreadsheet. */
import { addDays, type Day } from '../../../events/kernel/day.ts'
import { sheetHead, sheetRows } from '../../../shared/files/sheet.ts'
import { OnDay, readDay, sayShortDay } from '../../../shared/pages/day.tsx'
import { Filters } from '../../../shared/pages/form.tsx'
import { addressOf, Breadcrumbs, Empty, Heading, Link, Paragraph } from '../../../shared/pages/parts.tsx'
import { Sentence } from '../../../shared/pages/sentence.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { schoolPath } from '../entries.tsx'
import { type Schools, schoolsNamed, whoDid } from '../names.ts'
import { type Answer, type Asked, oneOf } from '../page.ts'
import {
  type Item,
  isFor,
  type Listed,
  otherFigureNames,
  otherFigures,
  readFigure,
  reviewFigureNames,
  reviewFigures,
  reviewItem,
  reviewsAhead,
  sayFilters,
  type TodayFilters,
} from '../today-items.ts'
import { nationNames } from '../words.ts'
import { notFound } from './stop.tsx'
import { inAddress, todayFields, todayFilters } from './today-filters.ts'

/** Shown on the page; the table to download has all that were read. */
const mostShown = 200

interface Named extends Listed {
  readonly title: string
  readonly meaning: string
}

/** The list of a figure, or of the reviews due between two days. */
async function listNamed(asked: Asked, name: string, filters: TodayFilters): Promise<Named | undefined> {
  const { tools, query } = asked
  const { today } = tools.world()
  const other = oneOf(otherFigureNames, name)
  if (other && !isFor(other, asked.caller)) return undefined
  if (other) {
    const { words, meaning } = otherFigures[other]
    return { title: words, meaning, ...(await readFigure(tools, other, filters)) }
  }
  const figure = oneOf(reviewFigureNames, name)
  if (!figure && name !== 'between') return undefined
  const { reviews, more } = await reviewsAhead(tools, filters)
  if (figure) {
    const { words, meaning, counts } = reviewFigures[figure]
    const items = reviews.filter((one) => counts(one, today)).map(reviewItem)
    return { title: `Reviews: ${words.toLowerCase()}`, meaning, items, more }
  }
  const [from, until] = daysOf(query('from'), query('until'), today)
  const items = reviews.filter(({ review }) => review.due >= from && review.due <= until).map(reviewItem)
  const title = `Reviews due from ${sayShortDay(from)} to ${sayShortDay(until)}`
  return { title, meaning: 'Open reviews by their due day, whether a visit is booked or not.', items, more }
}

function daysOf(from: string | undefined, until: string | undefined, today: Day): [Day, Day] {
  return [readDay(from ?? '') ?? today, readDay(until ?? '') ?? addDays(today, 365)]
}

export async function todayListPage(asked: Asked, name: string): Promise<Answer> {
  const { tools, query } = asked
  const filters = todayFilters(asked)
  const list = await listNamed(asked, name, filters)
  if (!list) return notFound('list')
  const shown = list.items.slice(0, mostShown)
  const [schools, fields, who] = await Promise.all([
    schoolsNamed(
      tools,
      shown.map(({ school }) => school),
    ),
    todayFields(tools, filters),
    filters.assessor === undefined ? undefined : whoDid(tools, [filters.assessor]),
  ])
  const between = name === 'between' ? { from: query('from'), until: query('until') } : {}
  const here = { ...inAddress(filters), ...between }
  const narrowed = sayFilters(filters, filters.assessor && who?.(filters.assessor))
  const hidden = Object.entries(between).flatMap(([field, value]) =>
    value === undefined ? [] : [{ is: 'hidden', name: field, label: '', value } as const],
  )
  return {
    title: list.title,
    part: '/',
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Today', href: addressOf('/', inAddress(filters)) }]} />
        <Heading>{list.title}</Heading>
        <Paragraph>
          {list.meaning}
          {narrowed.length === 0 ? '' : ` Only schools ${narrowed.join(', ')}.`}
        </Paragraph>
        <Filters action={`/today/${name}`} fields={[...fields, ...hidden]}>
          <p class="govuk-body">
            <Link href={addressOf(`/today/${name}`, between)}>Clear all</Link>
          </p>
          <p class="govuk-body">
            <Link href={addressOf(`/today/${name}`, { ...here, format: 'csv' })}>Download as CSV</Link>
          </p>
        </Filters>
        {shown.length === 0 ? <Empty>Nothing: nobody has to act.</Empty> : <Items items={shown} schools={schools} />}
        {list.items.length > shown.length || list.more ? (
          <Paragraph>
            The first {shown.length} of {list.more ? 'more than ' : ''}
            {list.items.length} are shown. Narrow them by a filter, or download the table.
          </Paragraph>
        ) : null}
      </>
    ),
  }
}

function Items({ items, schools }: { readonly items: readonly Item[]; readonly schools: Schools }) {
  return (
    <Table
      caption="Items"
      quietCaption
      rows={items}
      columns={[
        {
          head: 'School',
          names: true,
          cell: ({ school = '' }) => {
            const known = schools.get(school)
            return known ? <Link href={schoolPath(known.id)}>{known.name}</Link> : 'No school'
          },
        },
        { head: 'Day', cell: ({ day }) => (day === undefined ? 'No day' : <OnDay day={day} />) },
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
    known.flatMap(({ items }) => items.map(({ school }) => school)),
  )
  const rows = known.flatMap(({ title, items }) =>
    items.map(({ school = '', day, what, href }) => {
      const card = schools.get(school)
      return [title, card?.name, card?.ref, card && nationNames[card.nation], day, what, href]
    }),
  )
  return sheetHead(columns) + sheetRows(rows)
}
