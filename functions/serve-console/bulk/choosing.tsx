/**
 * How several of a list are chosen: a box at each row, and below the list what is to be done with those that were ticked, or
 * with all that the filters find. It only asks, so it stands in the address; the boxes belong to the form by its id, because
 * a row may hold a form of its own.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Column } from '../../../shared/pages/table.tsx'
import type { Caller } from '../caller.ts'
import { bulkActionsFor } from './actions.tsx'
import { type BulkList, bulkLists } from './lists.ts'
import type { BulkKind } from './things.ts'

const formId = 'several'

/** Whether a caller may do anything with several of a kind. */
export function offersBulk(caller: Caller, of: BulkKind): boolean {
  return bulkActionsFor(caller, of).length > 0
}

/** The column of boxes; none where nothing can be done. */
export function tickColumn<T>(
  offered: boolean,
  which: (row: T) => { readonly id: string; readonly name: string },
): Column<T>[] {
  if (!offered) return []
  return [
    {
      head: 'Choose',
      screenOnly: true,
      ticks: true,
      cell: (row) => {
        const { id, name } = which(row)
        return <Tick name="row" value={id} label={`Choose ${name}`} form={formId} />
      },
    },
  ]
}

interface TickProps {
  readonly name: string
  readonly value: string
  readonly label: string
  readonly form?: string
  readonly checked?: boolean
}

/** A box whose words are read out and not shown: the row says them. */
export function Tick({ name, value, label, form, checked }: TickProps): JSX.Element {
  return (
    <input
      type="checkbox"
      class="app-tick"
      name={name}
      value={value}
      form={form}
      checked={checked}
      aria-label={label}
    />
  )
}

interface SeveralProps {
  readonly caller: Caller
  readonly list: BulkList
  /** What the list is narrowed to. */
  readonly given: Readonly<Record<string, string | undefined>>
}

/** What is to be done with several of the list above. */
export function WithSeveral({ caller, list, given }: SeveralProps): JSX.Element | null {
  const { of } = bulkLists[list]
  const actions = bulkActionsFor(caller, of)
  if (actions.length === 0) return null
  return (
    <form
      method="get"
      action={`/several/${list}`}
      id={formId}
      class="app-filters app-screen-only"
      aria-label="With several"
    >
      {Object.entries(given).map(([name, value]) =>
        value === undefined ? null : <input type="hidden" name={name} value={value} />,
      )}
      <div class="app-several">
        <div class="govuk-form-group">
          <label class="govuk-label" for="several-do">
            With several of these
          </label>
          <select class="govuk-select" id="several-do" name="do">
            {actions.map(([name, { title }]) => (
              <option value={name}>{title}</option>
            ))}
          </select>
        </div>
        <button type="submit" class="govuk-button govuk-button--secondary">
          With those ticked
        </button>
        <button type="submit" name="all" value="1" class="govuk-button govuk-button--secondary">
          With all that the filters find
        </button>
      </div>
      <p class="govuk-body-s app-quiet">Nothing is done yet: what would happen to each is shown first.</p>
    </form>
  )
}
