/**
 * The log, newest first: what happened, to whom, who did it, by any filters together; all of them stand in the address.
 * Whoever wants to watch it follows new entries by a small script; without it the page is loaded again.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { daysDecider, daysStream } from '../../../events/days/decide.ts'
import type { Page as ReadPage } from '../../../shared/board/reads/page.ts'
import { lookedBackTo, readTrail } from '../../../shared/board/reads/trail.ts'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { OnDay, sayShortDay } from '../../../shared/pages/day.tsx'
import { Filters, Problems } from '../../../shared/pages/form.tsx'
import { addressOf, Empty, Heading, Link, Paging } from '../../../shared/pages/parts.tsx'
import { followScript } from '../../../shared/pages/stylesheet.ts'
import type { Asked, Page } from '../page.ts'
import { readOn } from '../read-on.ts'
import { SchoolChoices } from '../school-chooser.tsx'
import type { ConsoleTools } from '../tools.ts'
import { logEntries } from './log-entries.tsx'
import { type LogFilters, type LogView, logViews, readFilters, setFilters } from './log-filters.tsx'
import { KindField, routine } from './log-kinds.tsx'

const perPage = 50

export const logPage: Page = async (asked) => {
  const { query } = asked
  const filters = await readFilters(asked)
  const { given, fields, wrong } = filters
  const { list, next, sealed, shows } = await listOf(asked, filters, query('cursor'))
  const isFirst = query('cursor') === undefined && !wrong
  return {
    title: 'Log',
    part: '/log',
    ...(isFirst && { script: followScript.path }),
    content: (
      <>
        <Problems fields={fields} />
        <Heading>Log</Heading>
        <Filters
          action="/log"
          drawn={<KindField chosen={given.type} />}
          fields={fields}
          set={await setFilters(asked, given)}
        >
          <p class="govuk-body">
            <Link href="/log">Clear all</Link>
          </p>
        </Filters>
        <SchoolChoices found={filters.found} hrefOf={({ ref }) => addressOf('/log', { ...given, school: ref })} />
        <Views filters={filters} />
        <SealedUpTo sealed={sealed} />
        {isFirst ? <Follow given={given} /> : null}
        <Routine filters={filters} />
        <div id="entries">{list}</div>
        {shows ? <LookedBack next={next} /> : null}
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
  /** It came short, and there may be more. */
  readonly shows: boolean
}

/**
 * A search that finds little goes on reading while its request has been at work for less than this: with one more page
 * after it, a page of any filter is there within 150 ms.
 */
const mostMilliseconds = 50

function readEntries(
  { tools }: Asked,
  { trail }: LogFilters,
  after: string | undefined,
): Promise<ReadPage<TrailEntry>> {
  const began = tools.clock.monotonic()
  return readOn(
    { limit: perPage, after },
    (ask) => readTrail(tools, trail, ask),
    () => tools.clock.monotonic() - began <= mostMilliseconds,
  )
}

async function listOf(asked: Asked, filters: LogFilters, after: string | undefined): Promise<List> {
  const { tools } = asked
  const { wrong, view } = filters
  const [{ items, next }, sealed] = await Promise.all([
    wrong ? { items: [], next: undefined } : readEntries(asked, filters, after),
    sealedUpTo(tools),
  ])
  const list =
    items.length === 0 ? <NothingFound wrong={wrong} next={next} /> : await logEntries(asked, items, view, sealed)
  const shows = items.length > 0 && items.length < perPage && next !== undefined
  return { list, next, newest: items[0]?.id, sealed, shows }
}

/** Nothing is said to be missing that was not looked for. */
function NothingFound({ wrong, next }: { readonly wrong: boolean; readonly next: string | undefined }): JSX.Element {
  if (wrong) return <Empty>Nothing was looked for: see above what does not fit.</Empty>
  if (next === undefined) return <Empty>No entry fits.</Empty>
  return <Empty>No entry fits{sayBackTo(next)}. Older ones have not been looked at yet: the next page goes on.</Empty>
}

/** How far a page looked that is not full. */
function LookedBack({ next }: { readonly next: string | undefined }): JSX.Element | null {
  if (next === undefined) return null
  return <Empty>No more fit{sayBackTo(next)}. Older ones have not been looked at yet: the next page goes on.</Empty>
}

function sayBackTo(next: string): string {
  const back = lookedBackTo(next)
  if (back === undefined) return ' so far'
  // A month is said as such: `2026-10` as `Oct 2026`.
  return back.length === 7
    ? ` back to ${sayShortDay(`${back}-01`).replace(/^1 /, '')}`
    : ` back to ${sayShortDay(back)}`
}

/** That the system's routine is left out, with the way to see it; and back. */
function Routine({ filters: { given, routine: stands } }: { readonly filters: LogFilters }): JSX.Element | null {
  if (stands === undefined) return null
  const to = addressOf('/log', { ...given, routine: stands === 'shown' ? undefined : 'shown' })
  return (
    <p class="govuk-body app-quiet app-screen-only">
      {stands === 'shown'
        ? 'What the system notes of its own routine is shown as well. '
        : `${routine.size} kinds of entries about the system’s own routine are left out. `}
      <Link href={to}>{stands === 'shown' ? 'Leave it out' : 'Show all'}</Link>
    </p>
  )
}

/** The last day whose log was sealed. */
export async function sealedUpTo({ log }: Pick<ConsoleTools, 'log'>): Promise<string | undefined> {
  return (await loadStream(log, daysDecider, daysStream)).state.sealed
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
