/** The reviews of the year ahead: drawn as bars, a week each, with the same as a table beside it. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Day } from '../../../events/kernel/day.ts'
import { OnDay, sayShortDay } from '../../../shared/pages/day.tsx'
import { Link } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import type { Due } from '../today-items.ts'

/** In the drawing's own units. */
const [width, height, left, bottom, top] = [1040, 240, 40, 30, 12]

/** Dark enough beside white and beside each other's edge. */
const colours = { open: '#1d4f7c', booked: '#e0922f' } as const

/** Weeks as bars: below those with a visit booked, above those without. */
export function YearChart({ weeks }: { readonly weeks: readonly Due[] }): JSX.Element {
  const most = niceMost(Math.max(1, ...weeks.map(({ booked, open }) => booked + open)))
  const unit = (height - bottom - top) / most
  const step = (width - left) / Math.max(1, weeks.length)
  const base = height - bottom
  return (
    <figure class="app-chart" tabindex={0} aria-label="Reviews due by week, drawn; the table says the same">
      <svg
        xmlns="http://www.w3.org/2000/svg"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby="chart-title"
        font-family="Arial, sans-serif"
        font-size="14"
      >
        <title id="chart-title">{sayChart(weeks)}</title>
        {[0, most / 2, most].map((n) => (
          <>
            <line x1={left} x2={width} y1={base - n * unit} y2={base - n * unit} stroke="#b9c6d3" stroke-width="1" />
            <text x={left - 8} y={base - n * unit + 5} text-anchor="end" fill="#0b0c0c">
              {n}
            </text>
          </>
        ))}
        {weeks.map(({ booked, open }, week) => {
          const x = left + week * step + 2
          const rect = (n: number, from: number, fill: string) =>
            n === 0 ? null : (
              <rect x={x} y={base - (from + n) * unit} width={step - 4} height={n * unit} fill={fill} stroke="#fff" />
            )
          return (
            <>
              {rect(booked, 0, colours.booked)}
              {rect(open, booked, colours.open)}
            </>
          )
        })}
        {monthMarks(weeks).map(({ week, words }) => (
          <text x={left + week * step + 2} y={height - 8} fill="#0b0c0c">
            {words}
          </text>
        ))}
      </svg>
      <figcaption class="govuk-body-s">
        <Key colour={colours.open} words="No visit booked" />{' '}
        <Key colour={colours.booked} words="Visit booked or held" /> A bar is a week.
      </figcaption>
    </figure>
  )
}

function Key({ colour, words }: { readonly colour: string; readonly words: string }): JSX.Element {
  return (
    <span class="app-key">
      <svg xmlns="http://www.w3.org/2000/svg" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <rect width="14" height="14" fill={colour} />
      </svg>{' '}
      {words}
    </span>
  )
}

function sayChart(weeks: readonly Due[]): string {
  const sum = weeks.reduce((all, { booked, open }) => all + booked + open, 0)
  const [busiest] = weeks.toSorted((a, b) => b.booked + b.open - a.booked - a.open)
  const most = busiest ? busiest.booked + busiest.open : 0
  return most === 0
    ? 'No review is due in the year ahead.'
    : `${sum} reviews are due in the year ahead, most of them, ${most}, in the week of ${sayShortDay(busiest?.from ?? '')}.`
}

/** An even number the highest bar fits under. */
function niceMost(most: number): number {
  const unit = 10 ** Math.floor(Math.log10(most))
  const nice = [2, 4, 6, 8, 10, 20].find((n) => n * unit >= most) ?? 20
  return nice * unit
}

/** The first week of each month, named; the one that has begun is not, lest two names meet. */
function monthMarks(weeks: readonly Due[]): { week: number; words: string }[] {
  return weeks.flatMap(({ from }, week) => {
    const isFirst = week > 0 && from.slice(0, 7) !== weeks[week - 1]?.from.slice(0, 7)
    return isFirst ? [{ week, words: sayShortDay(from).split(' ')[1] ?? '' }] : []
  })
}

interface TableProps {
  readonly caption: string
  readonly rows: readonly Due[]
  /** Where the reviews of these days are listed. */
  readonly href: (from: Day, until: Day) => string
}

export function DueTable({ caption, rows, href }: TableProps): JSX.Element {
  return (
    <Table
      caption={caption}
      rows={rows}
      columns={[
        {
          head: 'From',
          names: true,
          cell: ({ from, until }) => (
            <Link href={href(from, until)} hidden={`to ${sayShortDay(until)}`}>
              <OnDay day={from} />
            </Link>
          ),
        },
        { head: 'Due', cell: ({ booked, open }) => booked + open },
        { head: 'No visit booked', cell: ({ open }) => open },
        { head: 'Visit booked or held', cell: ({ booked }) => booked },
      ]}
    />
  )
}
