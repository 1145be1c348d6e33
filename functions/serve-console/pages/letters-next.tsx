/** What leaves next: the letters of a day to come, by kind, with who gets each, and who not and why; and their words. */

import type { JSX } from 'hono/jsx/jsx-runtime'
import { workingDayOnOrAfter } from '../../../events/kernel/calendar.ts'
import { addDays } from '../../../events/kernel/day.ts'
import { type LetterKind, letterKinds } from '../../../events/letter/events.ts'
import { letterKindNames } from '../../../events/letter/names.ts'
import { settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import type { Page as PageOf } from '../../../shared/board/reads/page.ts'
import { type InWave, plannedAt, waveOf } from '../../../shared/deeds/wave.ts'
import { wordsFor } from '../../../shared/deeds/words-for.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { OnDay, readDay, sayShortDay } from '../../../shared/pages/day.tsx'
import { Filters, Problems } from '../../../shared/pages/form.tsx'
import {
  addressOf,
  Breadcrumbs,
  Empty,
  Heading,
  Inset,
  Link,
  Paging,
  Paragraph,
  Section,
} from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { writeWords } from '../../../shared/post/write.ts'
import { letterPath, schoolPath } from '../entries.tsx'
import { type SayHeld, sayHeldBy } from '../held.ts'
import { addresseesNamed, schoolsNamed } from '../names.ts'
import type { Answer, Asked, Page } from '../page.ts'
import { sayStage, whyAsked, whyLetterNotSent, whyNotSent } from '../words.ts'
import { LetterWays, MailFrames } from './letters-of-the-body.tsx'
import { notFound } from './stop.tsx'

const path = '/letters/next'

/** Reviews that are looked through at a time, and how often for one page: the sums above the lists are of all of them. */
const atATime = 200
const mostTimes = 10

export const lettersNextPage: Page = async (asked) => {
  const { query } = asked
  const said = query('day')
  const day = said === undefined ? nextDay(asked) : readDay(said)
  const problem = day === undefined ? 'Give a day, such as 27 Mar 2027' : undefined
  const { items, next } = day === undefined ? { items: [] } : await readWave(asked, day)
  const field = { is: 'day', name: 'day', label: 'Day', value: said ?? day, problem } as const
  const kinds = letterKinds.filter((kind) => items.some((one) => one.kind === kind))
  const names = await namesIn(asked, items)
  const held = await sayHeldBy(asked.tools, items.map(heldOf))
  return {
    title: 'What leaves next',
    part: '/letters',
    content: (
      <>
        <Problems fields={[field]} />
        <Heading>What leaves next</Heading>
        <LetterWays here={path} />
        <Filters action={path} fields={[field]} />
        <Paragraph>
          What open reviews call for on {day === undefined ? 'the day' : <OnDay day={day} />}, as things stand now. What
          somebody does until then (a visit booked, a consent withdrawn) changes it. Letters that answer a deed, such as
          the confirmation of a visit, leave at once and are not foreseen here.
        </Paragraph>
        {await whetherLettersLeave(asked)}
        {kinds.length === 0 ? (
          <Empty>
            {next === undefined
              ? 'Nothing leaves on this day.'
              : 'Nothing so far. The search goes on, on the next page.'}
          </Empty>
        ) : (
          kinds.map((kind) => (
            <OfKind kind={kind} all={items} names={names} held={held} day={day ?? ''} isPart={next !== undefined} />
          ))
        )}
        <Paging
          next={next && addressOf(path, { day, cursor: next })}
          first={query('cursor') && addressOf(path, { day })}
        />
      </>
    ),
  }
}

/** The whole wave of a day for a body of up to 2,000 open reviews; of a larger one, a part with its `next`. */
async function readWave({ tools, query }: Asked, day: string): Promise<PageOf<InWave>> {
  const items: InWave[] = []
  let after = query('cursor')
  for (let times = 0; times < mostTimes; times++) {
    const page = await waveOf(tools, day, { limit: atATime, after })
    items.push(...page.items)
    after = page.next
    if (after === undefined) return { items }
  }
  return { items, ...(after !== undefined && { next: after }) }
}

/** The next day with a morning run that is a working day in England. */
function nextDay({ tools }: Asked): string {
  const { lastRun, calendar } = tools.world()
  return workingDayOnOrAfter(calendar, 'england', addDays(lastRun, 1))
}

/** The switches that hold letters, whatever is planned. */
async function whetherLettersLeave({ tools }: Asked): Promise<JSX.Element | null> {
  const { state } = await loadStream(tools.log, settingsDecider, settingsStream)
  if (state.allPaused) return <Inset>All letters pause: what is listed here will be held until they go on.</Inset>
  if (state.sending === 'off') return <Inset>Sending is switched off: what is listed here will be held.</Inset>
  return state.sending === 'staff' ? (
    <Inset>Letters go to members of staff only: what is listed here will be held.</Inset>
  ) : null
}

/** Names of all addressees and all who are passed over, where the caller may see them. */
async function namesIn({ tools, caller }: Asked, items: readonly InWave[]): Promise<ReadonlyMap<string, string>> {
  const addressed = items.flatMap(({ to, passedOver = [], school }) =>
    [...to, ...passedOver.map(({ contact }) => contact)].map((one) => ({ to: one, school: school?.id })),
  )
  const schools = await schoolsNamed(
    tools,
    items.map(({ school }) => school?.id),
  )
  return addresseesNamed(tools, caller, addressed, schools)
}

interface OfKindProps {
  readonly kind: LetterKind
  readonly all: readonly InWave[]
  readonly names: ReadonlyMap<string, string>
  readonly held: SayHeld
  readonly day: string
  /** More of the day's letters stand on a further page. */
  readonly isPart: boolean
}

function OfKind({ kind, all, names, held, day, isPart }: OfKindProps): JSX.Element {
  const items = all.filter((one) => one.kind === kind)
  const leaving = items.filter(({ leaves }) => leaves)
  const letters = leaving.reduce((count, { to }) => count + to.length, 0)
  const not = items.length - leaving.length
  const schools = `${leaving.length} ${leaving.length === 1 ? 'school' : 'schools'}`
  return (
    <Section title={letterKindNames[kind]}>
      <Paragraph>
        {letters} {letters === 1 ? 'letter' : 'letters'} to {schools}
        {not === 0 ? '' : `; for ${not} more nothing leaves`}
        {isPart ? ', on this page; more follow on the next' : ''}.
      </Paragraph>
      <details class="govuk-details" open={items.length <= openUpTo}>
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">Who, and who not and why</span>
        </summary>
        <Table
          caption={`${letterKindNames[kind]} on ${sayShortDay(day)}`}
          quietCaption
          rows={items}
          columns={[
            {
              head: 'School',
              names: true,
              cell: ({ school }) => (school ? <Link href={schoolPath(school.id)}>{school.name}</Link> : 'No school'),
            },
            { head: 'What', cell: (one) => <What item={one} day={day} /> },
            { head: 'To', cell: (one) => sayTo(one, names) },
            { head: 'Who not, and why', cell: (one) => <WhoNot item={one} names={names} held={held} /> },
          ]}
        />
      </details>
    </Section>
  )
}

/** A list of so many lines is shown without being asked for. */
const openUpTo = 12

function What({ item, day }: { readonly item: InWave; readonly day: string }): JSX.Element {
  const href =
    item.letter === undefined
      ? addressOf(`${path}/${encodeURIComponent(item.school?.id ?? '')}`, { day })
      : letterPath(item.letter)
  return (
    <>
      {item.is === 'held' ? whyAsked(item) : sayPlanned(item)}
      {item.is === 'held' ? ' (held)' : ''}{' '}
      <span class="app-screen-only">
        (
        <Link href={href} hidden={`– ${item.school?.name ?? ''}`}>
          its words
        </Link>
        )
      </span>
    </>
  )
}

function sayPlanned({ facts: { stage, due = '', visit = '', before = 0 } }: InWave): string {
  if (stage === undefined) return `Visit on ${sayShortDay(visit)}, ${sayStage(`before-${before}`)}`
  return `${sayStage(stage)}, due ${sayShortDay(due)}`
}

function sayTo({ leaves, to, via }: InWave, names: ReadonlyMap<string, string>): string {
  if (!leaves) return 'Nobody'
  const said = to.map((one) => names.get(one) ?? 'a contact').join(', ')
  return via === 'office' ? `${said} (the office, as nobody named can be written to)` : said
}

function WhoNot({ item, names, held }: Pick<OfKindProps, 'names' | 'held'> & { readonly item: InWave }): JSX.Element {
  const { passedOver = [], whyNot, is, leaves } = item
  const holds = is === 'held' ? held(heldOf(item)) : undefined
  const reasons = passedOver.map(
    ({ contact, why }) => `${names.get(contact) ?? 'A contact'}: ${lower(whyNotSent(why))}`,
  )
  if (whyNot !== undefined) reasons.push(whyLetterNotSent(whyNot, undefined, undefined))
  else if (holds !== undefined) reasons.push(`Held now: ${lower(holds)}`)
  if (!leaves && reasons.length === 0) reasons.push('No contact is known')
  return (
    <>
      {reasons.map((reason) => (
        <p class="govuk-body">{reason}</p>
      ))}
    </>
  )
}

function heldOf({ heldBy, school }: InWave) {
  return { heldBy, school: school?.id }
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** The words a school's planned letter of a day would have. */
export async function plannedLetterPage(asked: Asked, school: string): Promise<Answer> {
  const { query } = asked
  const day = readDay(query('day') ?? '') ?? nextDay(asked)
  const planned = await plannedLetter(asked, school, day)
  if (!planned?.written) return notFound('letter')
  const { item, written } = planned
  return {
    title: `${letterKindNames[item.kind]} to ${item.school?.name ?? ''}`,
    part: '/letters',
    frames: true,
    content: (
      <>
        <Breadcrumbs
          crumbs={[
            { name: 'Letters', href: '/letters' },
            { name: 'What leaves next', href: addressOf(path, { day }) },
          ]}
        />
        <Heading above={`Would leave on ${sayShortDay(day)}`}>
          {letterKindNames[item.kind]} to {item.school?.name ?? ''}
        </Heading>
        <p class="govuk-body">
          <strong>Subject:</strong> {written.subject}
        </p>
        <MailFrames
          src={addressOf(`${path}/${encodeURIComponent(school)}/as-mail`, { day })}
          title={letterKindNames[item.kind]}
        />
      </>
    ),
  }
}

/** The same by itself, as it would be in the mail. */
export async function plannedAsMail(asked: Asked, school: string): Promise<string | undefined> {
  const day = readDay(asked.query('day') ?? '') ?? nextDay(asked)
  return (await plannedLetter(asked, school, day))?.written?.html
}

async function plannedLetter(asked: Asked, school: string, day: string) {
  const item = await plannedAt(asked.tools, school, day)
  if (!item) return undefined
  const letter = {
    kind: item.kind,
    purpose: 'service',
    facts: item.facts,
    role: item.via === 'office' ? 'office' : 'head',
  } as const
  const [words, names] = await Promise.all([wordsFor(asked.tools, letter), namesIn(asked, [item])])
  const name = names.get(item.to[0] ?? '') ?? 'colleague'
  return { item, written: writeWords(letter, { ...words, name, school: item.school?.name }) }
}
