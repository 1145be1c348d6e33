/** The log, newest first: what happened, to whom, who did it, by any filters together; all of them stand in the address. */
import * as z from 'zod'
import { allEvents } from '../../../events/catalogue.ts'
import { kindOfStream } from '../../../events/deciders.ts'
import { readStaff } from '../../../shared/board/reads/lists.ts'
import { readTrail, type TrailFilters } from '../../../shared/board/reads/trail.ts'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import { type FoundSchool, findSchool } from '../../../shared/deeds/schools.ts'
import { AtMoment, readDay } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Filters, Problems } from '../../../shared/pages/form.tsx'
import { addressOf, Heading, Link, NothingFits, Paging } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { EntrySentence, entryPath, Notes, notesOf, ThingLink } from '../entries.tsx'
import { schoolsNamed, whoDid } from '../names.ts'
import type { Asked, Page } from '../page.ts'
import type { ConsoleTools } from '../tools.ts'
import { eventName } from '../words.ts'

const perPage = 50

const filterNames = ['stream', 'school', 'type', 'by', 'trace', 'since', 'until'] as const
type Filter = (typeof filterNames)[number]
type Given = Partial<Record<Filter, string>>

export const logPage: Page = async (asked) => {
  const { tools, caller, query } = asked
  const given: Given = Object.fromEntries(filterNames.flatMap((name) => (query(name) ? [[name, query(name)]] : [])))
  const school = given.school === undefined ? undefined : await findSchool(tools.log, given.school)
  const fields = await fieldsOf(tools, given, school)
  const wrong = fields.some(({ problem }) => problem !== undefined)
  const { items, next } = wrong
    ? { items: [] }
    : await readTrail(tools, filtersOf(given, school), { limit: perPage, after: query('cursor') })
  return {
    title: 'Log',
    part: '/log',
    content: (
      <>
        <Problems fields={fields} />
        <Heading>Log</Heading>
        <Filters action="/log" fields={fields} set={setFilters(given)}>
          <p class="govuk-body">
            <Link href={addressOf('/api/log', { ...given, format: 'csv' })}>Download as CSV</Link>
          </p>
          <p class="govuk-body">
            <Link href="/log">Clear all</Link>
          </p>
        </Filters>
        {items.length === 0 ? (
          <NothingFits what="entry" goesOn={next !== undefined} />
        ) : (
          await entryTable(asked, caller, items)
        )}
        <Paging
          next={next && addressOf('/log', { ...given, cursor: next })}
          first={query('cursor') && addressOf('/log', given)}
        />
      </>
    ),
  }
}

async function entryTable({ tools }: Asked, caller: Asked['caller'], items: readonly TrailEntry[]) {
  const [schools, who, notes] = await Promise.all([
    schoolsNamed(
      tools,
      items.flatMap((entry) => entry.schools.slice(0, 1)),
    ),
    whoDid(
      tools,
      items.map(({ by }) => by),
    ),
    notesOf(tools, caller, items),
  ])
  return (
    <Table
      caption="Entries, newest first"
      rows={items}
      columns={[
        {
          head: 'When',
          cell: ({ at, id }) => (
            <Link href={entryPath(id)} hidden="– open this entry">
              <AtMoment at={at} />
            </Link>
          ),
        },
        {
          head: 'What happened',
          cell: (entry) => (
            <>
              <p class="govuk-body">
                <EntrySentence entry={entry} schools={schools} /> <ThingLink stream={entry.stream} data={entry.data} />
              </p>
              <Notes entry={entry} notes={notes} />
            </>
          ),
        },
        { head: 'Who', cell: ({ by }) => who(by) },
      ]}
    />
  )
}

function filtersOf(given: Given, school: FoundSchool | undefined): TrailFilters {
  const momentIn = (text: string | undefined) => text && (readDay(text) ?? text)
  return { ...given, school: school?.id, since: momentIn(given.since), until: momentIn(given.until) }
}

async function fieldsOf(tools: ConsoleTools, given: Given, school: FoundSchool | undefined): Promise<Field[]> {
  const unknown = given.school !== undefined && !school ? 'No school is known by this reference' : undefined
  return [
    {
      is: 'text',
      name: 'school',
      label: 'School (reference)',
      value: school?.school.ref ?? given.school,
      problem: unknown,
    },
    { is: 'select', name: 'type', label: 'What happened', value: given.type, options: typeOptions(given.type) },
    { is: 'select', name: 'by', label: 'Who', value: given.by, options: await whoOptions(tools, given.by) },
    dayField('since', 'From', given.since),
    dayField('until', 'Until', given.until),
  ]
}

/** A link from elsewhere may name a moment of a day. */
function dayField(name: 'since' | 'until', label: string, value: string | undefined): Field {
  const fits = value === undefined || readDay(value) !== undefined || z.iso.datetime().safeParse(value).success
  return { is: 'day', name, label, value, problem: fits ? undefined : 'Give a day, such as 27 Mar 2027' }
}

function typeOptions(chosen: string | undefined) {
  const named = allEvents.flatMap(({ type, definition }) =>
    definition.notYet && type !== chosen ? [] : [{ value: type, label: eventName(type) }],
  )
  return [{ value: '', label: 'Anything' }, ...named.toSorted((a, b) => (a.label < b.label ? -1 : 1))]
}

async function whoOptions(tools: ConsoleTools, chosen: string | undefined) {
  const { items } = await readStaff(tools.board, { limit: 200 })
  const streams = items.map(({ id }) => `staff#${id}`)
  const more = chosen === undefined || chosen === 'system' || streams.includes(chosen) ? [] : [chosen]
  const who = await whoDid(tools, [...streams, ...more])
  const people = [...streams, ...more]
    .map((stream) => ({ value: stream, label: who(stream) }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1))
  return [{ value: '', label: 'Anybody' }, { value: 'system', label: 'The system' }, ...people]
}

const only: Readonly<Record<string, string>> = {
  school: 'Only one school’s own entries',
  contact: 'Only one contact',
  letter: 'Only one letter',
  task: 'Only one task',
  staff: 'Only one member of staff',
  import: 'Only one import',
  days: 'Only the beginning and end of days',
  settings: 'Only switches and settings',
}

function setFilters(given: Given) {
  const set = []
  if (given.stream !== undefined)
    set.push({
      name: 'stream',
      value: given.stream,
      words: only[kindOfStream(given.stream)] ?? 'Only one thing',
      without: without(given, 'stream'),
    })
  if (given.trace !== undefined)
    set.push({
      name: 'trace',
      value: given.trace,
      words: 'Only what followed from one action',
      without: without(given, 'trace'),
    })
  return set
}

function without(given: Given, name: Filter): string {
  return addressOf('/log', { ...given, [name]: undefined })
}
