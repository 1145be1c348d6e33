/**
 * The day at a glance: what is due, what waits for a person, whether letters leave, and the year ahead; each figure with
 * what it counts in a sentence, leading to its list. The filters stand in the address and go with every link.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { daysDecider, daysStream, overdueAt } from '../../../events/days/decide.ts'
import type { Day } from '../../../events/kernel/day.ts'
import { type Switchboard, settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { sayShortDay } from '../../../shared/pages/day.tsx'
import { Filters } from '../../../shared/pages/form.tsx'
import { addressOf, Heading, Link, Paragraph, Section, Tag } from '../../../shared/pages/parts.tsx'
import { schoolPath } from '../entries.tsx'
import { idOf, schoolsNamed } from '../names.ts'
import type { Asked, Page } from '../page.ts'
import {
  byMonth,
  byWeek,
  isFor,
  type OtherFigureName,
  otherFigures,
  type ReviewFigure,
  type ReviewsAhead,
  readFigure,
  reviewFigureNames,
  reviewFigures,
  reviewsAhead,
  sayLate,
} from '../today-items.ts'
import { sayLeftOut, type TodayFilters } from '../today-schools.ts'
import type { ConsoleTools } from '../tools.ts'
import { sendingNames } from '../words-settings.ts'
import { ownClusters } from './clusters.tsx'
import { fieldsOf } from './explain.tsx'
import { DueTable, YearChart } from './today-chart.tsx'
import { inAddress, todayFields, todayFilters } from './today-filters.ts'

interface Figure {
  readonly words: string
  readonly meaning: string
  readonly href: string
  readonly count: number
  /** There are more than were counted. */
  readonly more: boolean
  readonly act: boolean
}

export const todayPage: Page = async (asked) => {
  const { tools } = asked
  const { today, now } = tools.world()
  const filters = todayFilters(asked)
  const href = (name: string, more: Record<string, string> = {}) =>
    addressOf(`/today/${name}`, { ...inAddress(filters), ...more })
  const [ahead, days, switches, waiting, letters, standing, fields] = await Promise.all([
    reviewsAhead(tools, filters),
    loadStream(tools.log, daysDecider, daysStream),
    loadStream(tools.log, settingsDecider, settingsStream),
    countEach(asked, filters, href, ['tasks', 'late', 'unreachable', 'requests', 'mail', 'undone']),
    countEach(asked, filters, href, ['held', 'uncertain', 'bounced']),
    countEach(asked, filters, href, ['at-risk']),
    todayFields(tools, filters),
  ])
  return {
    title: 'Today',
    part: '/',
    content: (
      <>
        <Heading>Today, {sayShortDay(today)}</Heading>
        <MorningOverdue overdue={overdueAt(now, days.state)} />
        <FindSchool />
        {await ownClusters(asked)}
        <Filters action="/" fields={fields}>
          <p class="govuk-body">
            <Link href="/">Clear all</Link>
          </p>
          <p class="govuk-body">
            <Link href={href('all', { format: 'csv' })}>Download all lists as CSV</Link>
          </p>
        </Filters>
        <Section title="Reviews">
          <Figures figures={reviewFigureNames.map((name) => figureOf(name, ahead, today, href))} />
        </Section>
        <Section title="Waiting for a person">
          <Figures figures={[...waiting, ...standing]} />
        </Section>
        <Section title="Letters">
          {await sending(tools, switches.state)}
          <Figures figures={letters} />
          <WhyNone />
        </Section>
        <Section title="The year ahead">
          <YearAhead ahead={ahead} today={today} href={(from, until) => href('between', { from, until })} />
        </Section>
      </>
    ),
  }
}

type Href = (name: string) => string

function figureOf(name: ReviewFigure, { reviews, more }: ReviewsAhead, today: Day, href: Href): Figure {
  const { words, meaning, act, counts } = reviewFigures[name]
  return { words, meaning, act, more, href: href(name), count: reviews.filter((one) => counts(one, today)).length }
}

function countEach(
  { tools, caller }: Asked,
  filters: TodayFilters,
  href: Href,
  names: readonly OtherFigureName[],
): Promise<Figure[]> {
  const shown = names.filter((name) => isFor(name, caller))
  return Promise.all(
    shown.map(async (name) => {
      const { items, more, leftOut } = await readFigure(tools, name, filters)
      const { words, meaning, act } = otherFigures[name]
      const told = [meaning, sayLate(name, items), sayLeftOut(leftOut)].filter((said) => said !== undefined)
      return { words, meaning: told.join(' '), act, more, href: href(name), count: items.length }
    }),
  )
}

/** The dead-man's switch, where nobody hears alarms: the morning that did not come is said on the first page. */
function MorningOverdue({ overdue }: { readonly overdue: ReturnType<typeof overdueAt> }): JSX.Element | null {
  if (!overdue.morning && !overdue.wakes) return null
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">Warning</span>
        {overdue.morning
          ? 'Today has not begun: no reminder of today has left. It is made up for as soon as the quarter-hourly run goes again.'
          : 'The morning’s work is not done: some reminders of today may not have left yet.'}
      </strong>
    </div>
  )
}

function Figures({ figures }: { readonly figures: readonly Figure[] }): JSX.Element {
  return (
    <ul class="app-figures govuk-body">
      {figures.map(({ words, meaning, href, count, more, act }) => (
        <li class={`app-figure${count === 0 ? ' app-figure--none' : act ? ' app-figure--act' : ''}`}>
          <span class="app-figure__number">
            {count}
            {more ? '+' : ''}
          </span>
          <span>
            <a class="govuk-link" href={href}>
              {words}
            </a>
            <span class="app-figure__meaning">{meaning}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Paused schools that are named here; all of them stand where they are let go on. */
const mostNamed = 5

async function sending(tools: ConsoleTools, switches: Switchboard): Promise<JSX.Element> {
  const { tone, words, meaning } = sendingNames[switches.sending]
  const paused = switches.pausedSchools
  const named = paused.slice(0, mostNamed)
  const schools = await schoolsNamed(tools, named)
  return (
    <>
      <Paragraph>
        Sending: <Tag tone={tone}>{words}</Tag> {meaning} <Link href="/settings/sending">See what waits</Link>
      </Paragraph>
      {switches.allPaused ? <Paragraph>Letters to all schools are paused by a member of staff.</Paragraph> : null}
      {paused.length === 0 ? null : (
        <Paragraph>
          Letters to {paused.length === 1 ? 'one school' : `${paused.length} schools`} are paused:{' '}
          {named.map((stream, n) => (
            <>
              {n > 0 ? ', ' : null}
              <Link href={schoolPath(idOf(stream))}>{schools.get(idOf(stream))?.name ?? 'a school'}</Link>
            </>
          ))}
          {paused.length > named.length ? (
            <>
              {' '}
              and <Link href="/settings/sending">{paused.length - named.length} more</Link>
            </>
          ) : null}
          .
        </Paragraph>
      )}
    </>
  )
}

/** The way that is gone most: to one school, by its name. */
function FindSchool(): JSX.Element {
  return (
    <form method="get" action="/find" class="app-find app-screen-only" aria-label="Find a school">
      <label class="govuk-label" for="q">
        Find a school by name, town or reference
      </label>
      <div class="app-find__line">
        <input class="govuk-input" id="q" name="q" type="text" autocomplete="off" />
        <button type="submit" class="govuk-button govuk-button--secondary">
          Go
        </button>
      </div>
    </form>
  )
}

/** The question that is asked most, answered from here. */
function WhyNone(): JSX.Element {
  return (
    <details class="govuk-details app-screen-only">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Why did a school get a letter, or none?</span>
      </summary>
      <div class="govuk-details__text">
        <Filters
          action="/explain"
          name="Ask about a school"
          prefix="why-"
          fields={fieldsOf(undefined, undefined, undefined, undefined)}
        />
      </div>
    </details>
  )
}

interface AheadProps {
  readonly ahead: ReviewsAhead
  readonly today: Day
  readonly href: (from: Day, until: Day) => string
}

function YearAhead({ ahead: { reviews, more }, today, href }: AheadProps): JSX.Element {
  const [weeks, months] = [byWeek(reviews, today), byMonth(reviews, today)]
  return (
    <>
      {more ? <Paragraph>There are more reviews than are counted here: narrow them by a filter.</Paragraph> : null}
      <YearChart weeks={weeks} months={months} href={href} />
      <DueTable caption="Reviews due, by month" rows={months} href={href} />
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">The same week by week</span>
        </summary>
        <DueTable caption="Reviews due, by week" rows={weeks} href={href} />
      </details>
    </>
  )
}
