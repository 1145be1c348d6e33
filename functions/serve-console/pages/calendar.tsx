/** The calendar of each nation: terms, closures, bank holidays; who may change a part sees first what it would move. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { calendarDecider, calendarOf, calendarStream, nationCalendarOf } from '../../../events/calendar/decide.ts'
import { calendarEnds, type NationCalendar } from '../../../events/kernel/calendar.ts'
import { addDays, addMinutes } from '../../../events/kernel/day.ts'
import { type Nation, nations } from '../../../events/kernel/words.ts'
import { changeCalendar } from '../../../shared/deeds/calendar.ts'
import { vaultWaits } from '../../../shared/deeds/tools.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { readStanding } from '../../../shared/log/standing.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Form, Problems } from '../../../shared/pages/form.tsx'
import {
  addressOf,
  Breadcrumbs,
  ButtonLink,
  Empty,
  Facts,
  Heading,
  Link,
  Paragraph,
  Section,
} from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { type CalendarPart, calendarParts, linesOf, readLines } from '../calendar-lines.ts'
import { asOpened, changedMeanwhile, openedAnew, unlessChanged, versionField } from '../do/two-people.ts'
import { type Answer, type Asked, oneOf, type Page, type Sent, type Shown } from '../page.ts'
import { nationNames } from '../words.ts'
import { historySection } from './history.tsx'
import { movesSection } from './moves.tsx'
import { crumb, mayChange, OnlyAdmins, part as settingsPart } from './settings.tsx'
import { mayNot, notFound } from './stop.tsx'

const path = '/settings/calendar'
const calendarCrumb = { name: 'Calendars', href: path }

function nationPath(nation: Nation): string {
  return `${path}/${nation}`
}

const partWords: Readonly<Record<CalendarPart, { readonly title: string; readonly line: string }>> = {
  closures: { title: 'Closures', line: '20 Mar 2027 to 4 Apr 2027, Easter' },
  bankHolidays: { title: 'Bank holidays', line: '3 May 2027' },
  terms: { title: 'Terms', line: '1 Sept 2027 to 31 Dec 2027, 2027/28 autumn' },
}

export const calendarsPage: Page = async ({ tools }) => {
  const { calendar, edited } = await readStanding(tools.log)
  return {
    title: 'Calendars',
    part: settingsPart,
    content: (
      <>
        <Breadcrumbs crumbs={[crumb]} />
        <Heading>Calendars</Heading>
        <Paragraph>
          Letters leave on working days: Monday to Friday, no bank holiday, in no closure of the school’s nation. Past
          the end of its calendar only weekends count.
        </Paragraph>
        <Table
          caption="Calendars by nation"
          quietCaption
          rows={nations}
          columns={[
            { head: 'Nation', names: true, cell: (of) => <Link href={nationPath(of)}>{nationNames[of]}</Link> },
            { head: 'Ends', cell: (of) => <OnDay day={calendarEnds(calendar.nations[of])} /> },
            { head: 'Closures', cell: (of) => calendar.nations[of].closures.length },
            { head: 'Bank holidays', cell: (of) => calendar.nations[of].bankHolidays.length },
            { head: 'Edited', cell: (of) => (edited[of] ? 'Yes' : 'As supplied') },
          ]}
        />
        <Section title="A whole year from a file">
          <Paragraph>
            A file of the columns nation, what (bank-holiday, closure or term), key, from and to adds a year to all
            nations at once. <Link href="/imports/new?kind=calendar">Send it in</Link>, first as a trial, which says
            what would change and changes nothing.
          </Paragraph>
        </Section>
      </>
    ),
  }
}

export async function calendarPage(asked: Asked, name: string): Promise<Answer> {
  const nation = oneOf(nations, name)
  if (!nation) return notFound('calendar')
  const { calendar } = await readStanding(asked.tools.log)
  const { today } = asked.tools.world()
  const standing = calendar.nations[nation]
  return {
    title: `Calendar of ${nationNames[nation]}`,
    part: settingsPart,
    content: (
      <>
        <Breadcrumbs crumbs={[crumb, calendarCrumb]} />
        <Heading above="Calendar">{nationNames[nation]}</Heading>
        {mayChange(asked) ? (
          <div class="app-actions">
            {calendarParts.map((part) => (
              <ButtonLink href={`${nationPath(nation)}/${part}`}>
                Change {partWords[part].title.toLowerCase()}
              </ButtonLink>
            ))}
          </div>
        ) : null}
        <NationTables calendar={standing} today={today} />
        {await historySection(asked, calendarStream(nation))}
      </>
    ),
  }
}

/** Shown unfolded: days to come of a good year. */
const mostAhead = 400

/** What is past, and what is years away, is folded: hardly anybody looks for it. */
function NationTables({ calendar, today }: { readonly calendar: NationCalendar; readonly today: string }): JSX.Element {
  const { terms, closures, bankHolidays } = calendar
  const days = bankHolidays.map((day) => ({ from: day, to: day }))
  return (
    <>
      <Spans title="Terms" spans={terms.map(({ key, ...span }) => ({ ...span, name: key }))} today={today} />
      <Spans title="Closures" spans={closures} today={today} />
      <Spans title="Bank holidays" spans={days} today={today} />
    </>
  )
}

interface NamedSpan {
  readonly from: string
  readonly to: string
  readonly name?: string | undefined
}

function Spans({
  title,
  spans,
  today,
}: {
  readonly title: string
  readonly spans: readonly NamedSpan[]
  readonly today: string
}): JSX.Element {
  const until = addDays(today, mostAhead)
  const coming = spans.filter(({ from, to }) => to >= today && from <= until)
  return (
    <Section title={title}>
      {coming.length === 0 ? <Empty>None to come.</Empty> : <SpanTable caption={`${title} to come`} spans={coming} />}
      <Folded title={`${title}, later`} spans={spans.filter(({ from }) => from > until)} />
      <Folded title={`${title} that are past`} spans={spans.filter(({ to }) => to < today)} />
    </Section>
  )
}

function Folded({
  title,
  spans,
}: {
  readonly title: string
  readonly spans: readonly NamedSpan[]
}): JSX.Element | null {
  if (spans.length === 0) return null
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{title}</span>
      </summary>
      <div class="govuk-details__text">
        <SpanTable caption={title} spans={spans} />
      </div>
    </details>
  )
}

function SpanTable({
  caption,
  spans,
}: {
  readonly caption: string
  readonly spans: readonly NamedSpan[]
}): JSX.Element {
  const name = {
    head: 'Name',
    names: true as const,
    cell: ({ name: of = '–' }: NamedSpan) => of,
  }
  const isOfDays = spans.every(({ from, to }) => from === to)
  return (
    <Table
      caption={caption}
      quietCaption
      rows={spans}
      columns={[
        ...(spans.some((one) => one.name !== undefined) ? [name] : []),
        { head: isOfDays ? 'Day' : 'First day', cell: ({ from }) => <OnDay day={from} /> },
        ...(isOfDays ? [] : [{ head: 'Last day', cell: ({ to }: NamedSpan) => <OnDay day={to} /> }]),
      ]}
    />
  )
}

interface Said {
  readonly values?: Sent
  readonly problems?: Readonly<Record<string, string>>
  readonly sentence?: string
  readonly status?: NonNullable<Shown['status']>
  readonly moves?: JSX.Element
}

interface Below {
  readonly nation: Nation
  readonly part: CalendarPart
}

/** Below which nation and part an address stands. */
function belowOf(nation: string, part: string): Below | undefined {
  const [of, known] = [oneOf(nations, nation), oneOf(calendarParts, part)]
  return of && known && { nation: of, part: known }
}

export async function calendarPartPage(asked: Asked, nation: string, part: string): Promise<Answer> {
  const below = belowOf(nation, part)
  if (!below) return notFound('calendar')
  return mayChange(asked) ? drawPart(asked, below, {}) : mayNot('Calendars are changed by admins.')
}

async function drawPart(asked: Asked, { nation, part }: Below, said: Said): Promise<Shown> {
  const { calendar } = await readStanding(asked.tools.log)
  const head = await asked.tools.log.head(calendarStream(nation))
  const { title, line } = partWords[part]
  const standing = linesOf(part, calendar.nations[nation])
  const lines = said.values?.lines ?? standing
  const { problems = {} } = said
  const fields: Field[] = [
    {
      is: 'long-text',
      name: 'lines',
      label: title,
      hint: `One a line, such as ${line}. What is not here any more is gone.`,
      value: lines,
      rows: 20,
      problem: problems.lines,
    },
    {
      is: 'long-text',
      name: 'reason',
      label: 'Reason',
      hint: 'Kept with this change; admins and coordinators see it',
      value: said.values?.reason,
      problem: problems.reason,
    },
    ...versionField(head?.body.version ?? 0, said.values),
  ]
  return {
    title: `${title} of ${nationNames[nation]}`,
    part: settingsPart,
    ...(said.status && { status: said.status }),
    content: (
      <>
        <Breadcrumbs crumbs={[crumb, calendarCrumb, { name: nationNames[nation], href: nationPath(nation) }]} />
        <Problems fields={fields} sentence={said.sentence} meanwhile={said.status === 409} />
        <Heading above={nationNames[nation]}>{title}</Heading>
        {said.status === 409 ? <OtherLines standing={standing} typed={lines} /> : null}
        {said.moves ?? null}
        {mayChange(asked) ? (
          <Form
            action={`${nationPath(nation)}/${part}`}
            token={asked.token}
            fields={fields}
            button="Change them"
            look={{ value: 'look', words: 'See what would move' }}
            back={nationPath(nation)}
          />
        ) : (
          <OnlyAdmins />
        )}
      </>
    ),
  }
}

/** What another said meanwhile: lines that stand and were not typed, and the other way about. */
function OtherLines({ standing, typed }: { readonly standing: string; readonly typed: string }): JSX.Element {
  const [theirs, mine] = [standing, typed].map((text) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  )
  const only = (lines: readonly string[] = [], others: readonly string[] = []) => {
    const found = lines.filter((line) => !others.includes(line))
    return found.length === 0 ? 'None' : <span class="app-lines">{found.join('\n')}</span>
  }
  return (
    <Section title="It now says">
      <Facts
        facts={[
          { key: 'Stands now, and is not below', value: only(theirs, mine) },
          { key: 'Is below, and does not stand', value: only(mine, theirs) },
        ]}
      />
    </Section>
  )
}

/** Answers the form of a part: shows what would move, or changes it. */
export async function sendCalendarPart(asked: Asked, name: string, partName: string, sent: Sent): Promise<Answer> {
  const below = belowOf(name, partName)
  if (!below) return notFound('calendar')
  if (!mayChange(asked)) return mayNot('Calendars are changed by admins.')
  const { nation, part } = below
  const { tools, caller, trace } = asked
  const read = readLines(part, sent.lines ?? '')
  if ('wrong' in read) return drawPart(asked, below, { values: sent, problems: { lines: read.wrong }, status: 400 })
  if (sent.do === 'look') return lookAhead(asked, below, sent, read.parts)
  if (sent.reason === undefined)
    return drawPart(asked, below, { values: sent, problems: { reason: 'Is needed' }, status: 400 })
  const about = calendarStream(nation)
  const reason = await tools.vault.putNote(sent.reason, about, addMinutes(tools.world().now, vaultWaits))
  const doing = { by: caller.id, because: 'console', trace, ...asOpened(sent) }
  const done = await unlessChanged(changeCalendar(tools, { nation, ...read.parts, reason }, doing))
  if (done === 'changed')
    return drawPart(asked, below, { values: openedAnew(sent), sentence: changedMeanwhile, status: 409 })
  if ('refused' in done) return drawPart(asked, below, { values: sent, sentence: done.detail, status: 422 })
  await tools.look('POST')
  const { stream, version, events } = done
  return { to: addressOf(nationPath(nation), events.length === 0 ? { same: '1' } : { seen: `${stream}@${version}` }) }
}

async function lookAhead(
  asked: Asked,
  below: Below,
  sent: Sent,
  parts: Extract<ReturnType<typeof readLines>, { parts: object }>['parts'],
): Promise<Shown> {
  const { nation } = below
  const { tools } = asked
  const { edited: known, settings } = await readStanding(tools.log)
  const { state, version } = await loadStream(tools.log, calendarDecider, calendarStream(nation))
  const decision = calendarDecider.decide({ do: 'edit-calendar', nation, ...parts }, state, tools.world())
  if ('refused' in decision) return drawPart(asked, below, { values: sent, sentence: decision.detail, status: 422 })
  const edited = nationCalendarOf(nation, decision.reduce(calendarDecider.evolve, state))
  const calendar = calendarOf({ ...known, [nation]: { version: version + 1, calendar: edited } })
  return drawPart(asked, below, { values: sent, moves: await movesSection(tools, { calendar, settings }, nation) })
}
