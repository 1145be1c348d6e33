/** The reviews of the year ahead: drawn as bars that lead to their lists, with the same as a table beside it. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Day } from '../../../events/kernel/day.ts'
import { OnDay, sayShortDay } from '../../../shared/pages/day.tsx'
import { Link } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import type { Due } from '../today-items.ts'

interface Drawing {
  /** What it is called, apart from other drawings of the page. */
  readonly id: string
  /** The widths of the window it is for. */
  readonly shown: 'app-wide-only' | 'app-narrow-only'
  /** In the drawing's own units, as is all that follows: a narrow one keeps its words readable. */
  readonly width: number
  readonly left: number
  readonly fontSize: number
}

const byWeeks: Drawing = { id: 'chart', shown: 'app-wide-only', width: 1040, left: 40, fontSize: 16 }
const byMonths: Drawing = { id: 'months', shown: 'app-narrow-only', width: 360, left: 30, fontSize: 14 }
const [height, bottom, top, gap] = [240, 30, 12, 2]

/** Dark enough beside white and beside each other's edge. */
const colours = { open: '#1d4f7c', booked: '#e0922f' } as const

interface ChartProps {
  readonly weeks: readonly Due[]
  readonly months: readonly Due[]
  /** Where the reviews of these days are listed. */
  readonly href: (from: Day, until: Day) => string
}

/** A bar for each week; where there is no room for that many, a bar for each month, so that the whole year is seen. */
export function YearChart({ weeks, months, href }: ChartProps): JSX.Element {
  return (
    <figure class="app-chart" aria-label="Reviews due in the year ahead, drawn; the table says the same">
      <Bars of={byWeeks} bars={weeks} title={sayChart(weeks, 'week of ')} marks={monthMarks(weeks)} href={href} />
      <Bars
        of={byMonths}
        bars={months}
        title={sayChart(months, 'month from ')}
        marks={everyOther(months)}
        href={href}
      />
      <figcaption class="govuk-body-s">
        <Key colour={colours.open} words="No visit booked" />{' '}
        <Key colour={colours.booked} words="Visit booked or held" /> A bar is a <span class="app-wide-only">week</span>
        <span class="app-narrow-only">month</span>, and leads to its reviews.
      </figcaption>
    </figure>
  )
}

interface BarsProps {
  readonly of: Drawing
  readonly bars: readonly Due[]
  readonly title: string
  readonly marks: readonly Mark[]
  readonly href: ChartProps['href']
}

/** Below those with a visit booked, above those without; over them where each leads. */
function Bars({ of, bars, title, marks, href }: BarsProps): JSX.Element {
  const { id, shown, width, left, fontSize } = of
  const most = niceMost(Math.max(1, ...bars.map(sumOf)))
  const unit = (height - bottom - top) / most
  const step = (width - left) / Math.max(1, bars.length)
  const base = height - bottom
  const xOf = (bar: number) => left + bar * step + gap
  return (
    <div class={`app-chart__drawing ${shown}`}>
      <svg
        xmlns="http://www.w3.org/2000/svg"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby={`${id}-title`}
        font-family="Arial, sans-serif"
        font-size={String(fontSize)}
      >
        <title id={`${id}-title`}>{title}</title>
        {[0, most / 2, most].map((n) => (
          <>
            <line x1={left} x2={width} y1={base - n * unit} y2={base - n * unit} stroke="#b9c6d3" stroke-width="1" />
            <text x={left - 8} y={base - n * unit + 5} text-anchor="end" fill="#0b0c0c">
              {n}
            </text>
          </>
        ))}
        {bars.map(({ booked, open }, bar) => {
          const rect = (n: number, from: number, fill: string) =>
            n === 0 ? null : (
              <rect
                x={xOf(bar)}
                y={base - (from + n) * unit}
                width={step - 2 * gap}
                height={n * unit}
                fill={fill}
                stroke="#fff"
              />
            )
          return (
            <>
              {rect(booked, 0, colours.booked)}
              {rect(open, booked, colours.open)}
            </>
          )
        })}
        {marks.map(({ bar, words }) => (
          <text x={xOf(bar)} y={height - 8} fill="#0b0c0c">
            {words}
          </text>
        ))}
      </svg>
      {/* For whoever points: by keyboard and by ear the table's rows lead to the same lists. */}
      <svg
        xmlns="http://www.w3.org/2000/svg"
        class="app-chart__links"
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
      >
        {bars.map((due, bar) =>
          sumOf(due) === 0 ? null : (
            <a href={href(due.from, due.until)} tabindex={-1}>
              <title>{sayBar(due)}</title>
              <rect x={xOf(bar) - gap} y={top} width={step} height={base - top} fill="transparent" />
            </a>
          ),
        )}
      </svg>
    </div>
  )
}

function sumOf({ booked, open }: Due): number {
  return booked + open
}

function sayBar(due: Due): string {
  return `${sayShortDay(due.from)} to ${sayShortDay(due.until)}: ${sumOf(due)} due, ${due.open} without a visit booked`
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

function sayChart(bars: readonly Due[], one: string): string {
  const sum = bars.reduce((all, due) => all + sumOf(due), 0)
  const [busiest] = bars.toSorted((a, b) => sumOf(b) - sumOf(a))
  if (busiest === undefined || sumOf(busiest) === 0) return 'No review is due in the year ahead.'
  const most = `most of them, ${sumOf(busiest)}, in the ${one}${sayShortDay(busiest.from)}`
  return `${sum} reviews are due in the year ahead, ${most}.`
}

/** An even number the highest bar fits under. */
function niceMost(most: number): number {
  const unit = 10 ** Math.floor(Math.log10(most))
  const nice = [2, 4, 6, 8, 10, 20].find((n) => n * unit >= most) ?? 20
  return nice * unit
}

interface Mark {
  readonly bar: number
  readonly words: string
}

function monthIn(day: Day): string {
  return sayShortDay(day).split(' ')[1] ?? ''
}

/** The first week of each month, named; the one that has begun is not, lest two names meet. */
function monthMarks(weeks: readonly Due[]): Mark[] {
  return weeks.flatMap(({ from }, bar) => {
    const isFirst = bar > 0 && from.slice(0, 7) !== weeks[bar - 1]?.from.slice(0, 7)
    return isFirst ? [{ bar, words: monthIn(from) }] : []
  })
}

/** Every second month, named: there is room for no more, nor for a name at the very edge. */
function everyOther(months: readonly Due[]): Mark[] {
  return months.flatMap(({ from }, bar) =>
    bar % 2 === 0 && bar < months.length - 1 ? [{ bar, words: monthIn(from) }] : [],
  )
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
          head: 'Days',
          names: true,
          cell: ({ from, until }) => (
            <Link href={href(from, until)}>
              <OnDay day={from} /> to <OnDay day={until} />
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
