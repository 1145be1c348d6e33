/**
 * The log, newest first: what happened, to whom, who did it, by any filters together; all of them stand in the address.
 * Whoever wants to watch it follows new entries by a small script; without it the page is loaded again.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { daysDecider, daysStream } from '../../../events/days/decide.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import { Filters, Problems } from '../../../shared/pages/form.tsx'
import { addressOf, Heading, Link, NothingFits, Paging } from '../../../shared/pages/parts.tsx'
import { followScript } from '../../../shared/pages/stylesheet.ts'
import type { Asked, Page } from '../page.ts'
import type { ConsoleTools } from '../tools.ts'
import { logEntries } from './log-entries.tsx'
import { type LogFilters, type LogView, logViews, readFilters, setFilters } from './log-filters.tsx'

const perPage = 50

export const logPage: Page = async (asked) => {
  const { query } = asked
  const filters = await readFilters(asked)
  const { given, fields, wrong } = filters
  const { list, next, sealed } = await listOf(asked, filters, query('cursor'))
  const isFirst = query('cursor') === undefined && !wrong
  return {
    title: 'Log',
    part: '/log',
    ...(isFirst && { script: followScript.path }),
    content: (
      <>
        <Problems fields={fields} />
        <Heading>Log</Heading>
        <Filters action="/log" fields={fields} set={await setFilters(asked, given)}>
          <p class="govuk-body">
            <Link href="/log">Clear all</Link>
          </p>
        </Filters>
        <Choices filters={filters} />
        <Views filters={filters} />
        <SealedUpTo sealed={sealed} />
        {isFirst ? <Follow given={given} /> : null}
        <div id="entries">{list}</div>
        <Paging
          next={next && addressOf('/log', { ...given, cursor: next })}
          first={query('cursor') && addressOf('/log', given)}
        />
      </>
    ),
  }
}

/** The entries alone, for whoever follows the log; nothing when the newest is the one shown already. */
export async function latestEntries(asked: Asked): Promise<string | undefined> {
  const filters = await readFilters(asked)
  const { list, newest } = await listOf(asked, filters, undefined)
  return newest === undefined || newest === asked.query('newest') ? undefined : list.toString()
}

interface List {
  readonly list: JSX.Element
  readonly next?: string | undefined
  readonly newest?: string | undefined
  readonly sealed: string | undefined
}

async function listOf(asked: Asked, filters: LogFilters, after: string | undefined): Promise<List> {
  const { tools } = asked
  const { wrong, trail, view } = filters
  const [{ items, next }, sealed] = await Promise.all([
    wrong ? { items: [], next: undefined } : readTrail(tools, trail, { limit: perPage, after }),
    sealedUpTo(tools),
  ])
  const list =
    items.length === 0 ? (
      <NothingFits what="entry" goesOn={next !== undefined} />
    ) : (
      await logEntries(asked, items, view, sealed)
    )
  return { list, next, newest: items[0]?.id, sealed }
}

/** The last day whose log was sealed. */
export async function sealedUpTo({ log }: Pick<ConsoleTools, 'log'>): Promise<string | undefined> {
  return (await loadStream(log, daysDecider, daysStream)).state.sealed
}

function Choices({ filters: { choices, given } }: { readonly filters: LogFilters }): JSX.Element | null {
  if (choices.length === 0) return null
  return (
    <>
      <p class="govuk-body">These schools fit:</p>
      <ul class="govuk-list govuk-list--bullet">
        {choices.map(({ ref, name }) => (
          <li>
            <Link href={addressOf('/log', { ...given, school: ref })}>{name}</Link> ({ref})
          </li>
        ))}
      </ul>
    </>
  )
}

const viewNames: Readonly<Record<LogView, string>> = {
  sentences: 'As sentences',
  timeline: 'As a timeline',
  raw: 'As it is kept',
}

/** The same entries in another form, and to take away. */
function Views({ filters: { given, view } }: { readonly filters: LogFilters }): JSX.Element {
  const { view: _, ...others } = given
  return (
    <ul class="app-list-inline govuk-body app-screen-only">
      {logViews.map((one) => (
        <li>
          {one === view ? (
            <strong aria-current="true">{viewNames[one]}</strong>
          ) : (
            <Link href={addressOf('/log', { ...others, view: one === 'sentences' ? undefined : one })}>
              {viewNames[one]}
            </Link>
          )}
        </li>
      ))}
      <li>
        <Link href={addressOf('/log/export', { ...others, format: 'csv' })}>Download as CSV</Link>
      </li>
      <li>
        <Link href={addressOf('/log/export', { ...others, format: 'json' })}>Download as JSON</Link>
      </li>
    </ul>
  )
}

function SealedUpTo({ sealed }: { readonly sealed: string | undefined }): JSX.Element {
  if (sealed === undefined) return <p class="govuk-body app-quiet">No day of the log is sealed yet.</p>
  return (
    <p class="govuk-body app-quiet">
      Sealed up to <OnDay day={sealed} />: whatever is altered, dropped or added on those days is found and named.
    </p>
  )
}

function Follow({ given }: { readonly given: LogFilters['given'] }): JSX.Element {
  const here = addressOf('/log', given)
  const latest = addressOf('/log/latest', { ...given, view: given.view ?? 'sentences' })
  return (
    <div class="app-follow app-screen-only" data-follow={latest}>
      <a class="govuk-link govuk-body" href={here}>
        Look for new entries
      </a>
      <button type="button" class="govuk-button govuk-button--secondary" hidden>
        Follow new entries
      </button>
      <p class="govuk-body" id="follow-says" aria-live="polite"></p>
    </div>
  )
}
