/**
 * A table with a caption. On a telephone each row becomes a block and each cell says its column's name; the roles are
 * written out because browsers forget them when rows are laid out as blocks.
 */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'

export interface Column<T> {
  readonly head: string
  readonly cell: (row: T) => Child | JSX.Element
  /** The cell that names the row; it is shown without its column's name on a telephone. */
  readonly names?: true
  /** What can be done with the row, which no paper can. */
  readonly screenOnly?: true
  /** A narrow column of boxes to tick. */
  readonly ticks?: true
}

const is = {
  table: { role: 'table' },
  rows: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader' },
  rowHead: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const

interface TableProps<T> {
  readonly caption: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  /** The caption is read out and not shown, where a heading says the same. */
  readonly quietCaption?: boolean
  /** Attributes of a row, for a script to know it by. */
  readonly rowData?: (row: T) => Readonly<Record<`data-${string}`, string>>
}

export function Table<T>({ caption, columns, rows, quietCaption, rowData }: TableProps<T>): JSX.Element {
  return (
    <table {...is.table} class="govuk-table app-table">
      <caption class={quietCaption ? 'govuk-visually-hidden' : 'govuk-table__caption govuk-table__caption--m'}>
        {caption}
      </caption>
      <thead {...is.rows} class="govuk-table__head">
        <tr {...is.row} class="govuk-table__row">
          {columns.map(({ head, screenOnly, ticks }) => (
            <th {...is.head} scope="col" class={classOf('govuk-table__header', screenOnly, ticks)}>
              {ticks ? <span class="govuk-visually-hidden">{head}</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...is.rows} class="govuk-table__body">
        {rows.map((row) => (
          <tr {...is.row} class="govuk-table__row" {...rowData?.(row)}>
            {columns.map((column) => drawCell(column, row))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function classOf(name: string, screenOnly: true | undefined, ticks: true | undefined): string {
  return [name, ...(screenOnly ? ['app-screen-only'] : []), ...(ticks ? ['app-ticks'] : [])].join(' ')
}

function drawCell<T>({ head, cell, names, screenOnly, ticks }: Column<T>, row: T): JSX.Element {
  if (names)
    return (
      <th {...is.rowHead} scope="row" class="govuk-table__header">
        {cell(row)}
      </th>
    )
  return (
    <td {...is.cell} class={classOf('govuk-table__cell', screenOnly, ticks)} data-head={head}>
      {cell(row)}
    </td>
  )
}
