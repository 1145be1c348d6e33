/** The filters of the log, as they stand in the address: each by itself or all together, and what does not fit of them. */
import * as z from 'zod'
import { kindOfStream } from '../../../events/deciders.ts'
import { readStaff } from '../../../shared/board/reads/lists.ts'
import type { TrailFilters } from '../../../shared/board/reads/trail.ts'
import { readDay } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { addressOf } from '../../../shared/pages/parts.tsx'
import { whoDid } from '../names.ts'
import { type Asked, oneOf } from '../page.ts'
import { findCalled, type SchoolFound, type SchoolsFound, whyUnclear } from '../school-chooser.tsx'
import type { ConsoleTools } from '../tools.ts'
import { routine } from './log-kinds.tsx'

export const logViews = ['sentences', 'timeline', 'raw'] as const
export type LogView = (typeof logViews)[number]

const filterNames = ['stream', 'school', 'type', 'by', 'cause', 'trace', 'since', 'until'] as const
type Filter = (typeof filterNames)[number]
type Given = Partial<Record<Filter | 'view' | 'routine', string>>

export interface LogFilters {
  /** As they stand in the address, the school by its reference. */
  readonly given: Given
  readonly view: LogView
  readonly fields: readonly Field[]
  /** Something of it does not fit: nothing is read. */
  readonly wrong: boolean
  /** Schools that a name may have meant. */
  readonly found: SchoolsFound
  readonly trail: TrailFilters
  /** How the system's routine stands in the list; undefined where it is not left out in any case. */
  readonly routine: 'left-out' | 'shown' | undefined
}

/** Longer than any name of a stream or of an event may be. */
const longest = 400

export async function readFilters({ tools, query }: Asked): Promise<LogFilters> {
  const said: Given = Object.fromEntries(
    filterNames.flatMap((name) => (query(name) ? [[name, query(name)?.slice(0, longest)]] : [])),
  )
  const view = oneOf(logViews, query('view')) ?? 'sentences'
  const found = await findCalled(tools, said.school)
  const { school } = found
  const given: Given = {
    ...said,
    ...(school && { school: school.ref }),
    ...(view !== 'sentences' && { view }),
    ...(query('routine') === 'shown' && { routine: 'shown' }),
  }
  const isShown = whetherRoutine(given, view)
  const fields = await fieldsOf(tools, { ...said, view: given.view, routine: given.routine }, found)
  return {
    given,
    view,
    fields,
    wrong: fields.some(({ problem }) => problem !== undefined),
    found,
    trail: { ...trailOf(said, school), ...(isShown === 'left-out' && { without: routine }) },
    routine: isShown,
  }
}

/** Whoever follows one thing, or wants it as it is kept, wants all of it. */
function whetherRoutine({ type, stream, trace, cause, routine: shown }: Given, view: LogView): LogFilters['routine'] {
  if (view === 'raw' || [type, stream, trace, cause].some((one) => one !== undefined)) return undefined
  return shown === 'shown' ? 'shown' : 'left-out'
}

function trailOf({ view: _, routine: __, ...given }: Given, school: SchoolFound | undefined): TrailFilters {
  const momentIn = (text: string | undefined) => text && (readDay(text) ?? text)
  return { ...given, school: school?.id, since: momentIn(given.since), until: momentIn(given.until) }
}

async function fieldsOf(tools: ConsoleTools, given: Given, found: SchoolsFound): Promise<Field[]> {
  const { by } = given
  return [
    {
      is: 'text',
      name: 'school',
      label: 'School (name or reference)',
      value: found.school?.ref ?? given.school,
      problem: whyUnclear(found),
    },
    { is: 'select', name: 'by', label: 'Who', value: by, options: await whoOptions(tools, by) },
    dayField('since', 'From', given.since),
    untilField(given),
    ...hiddenField('view', given.view),
    ...hiddenField('routine', given.routine),
  ]
}

function hiddenField(name: 'view' | 'routine', value: string | undefined): Field[] {
  return value === undefined ? [] : [{ is: 'hidden', name, label: '', value }]
}

/** Nothing lies between days that stand the wrong way round: that is said, and no list pretends to be empty. */
function untilField({ since, until }: Given): Field {
  const field = dayField('until', 'Until', until)
  const [from, to] = [boundOf(since), boundOf(until)]
  const isBefore = from !== undefined && to !== undefined && to < from
  return isBefore ? { ...field, problem: '“Until” lies before “From”: nothing can lie between them' } : field
}

/** A day, or the day of a moment that a link names; moments of one day are told apart by it. */
function boundOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : (readDay(text) ?? text.slice(0, 10))
}

/** A link from elsewhere may name a moment of a day. */
function dayField(name: 'since' | 'until', label: string, value: string | undefined): Field {
  const fits = value === undefined || readDay(value) !== undefined || z.iso.datetime().safeParse(value).success
  return { is: 'day', name, label, value, problem: fits ? undefined : 'Give a day, such as 27 Mar 2027' }
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
  import: 'Only one import',
  cluster: 'Only one cluster',
  meeting: 'Only one meeting',
  dead: 'Only one thing that was not done',
  days: 'Only the beginning and end of days',
  settings: 'Only switches and settings',
}

/** A member of staff by name, also one who was removed: the log itself keeps no name. */
async function onlyStream(tools: ConsoleTools, stream = ''): Promise<string> {
  const kind = kindOfStream(stream)
  if (kind !== 'staff') return only[kind] ?? 'Only one thing'
  return `Only what is about ${(await whoDid(tools, [stream]))(stream).replace(/^A /, 'a ')}`
}

/** Filters that nobody types, as words, each with a way to drop it. */
export async function setFilters({ tools }: Pick<Asked, 'tools'>, given: Given) {
  const words: Partial<Record<Filter, string>> = {
    stream: await onlyStream(tools, given.stream),
    cause: 'Only what followed directly from one entry',
    trace: 'Only what followed from one action',
  }
  return filterNames.flatMap((name) => {
    const [value, said] = [given[name], words[name]]
    if (value === undefined || said === undefined) return []
    return [{ name, value, words: said, without: addressOf('/log', { ...given, [name]: undefined }) }]
  })
}
