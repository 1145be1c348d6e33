/** Entries of the log as people read them: the school, the sentence, who, when, and a reason that was given. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { sentenceOf } from '../../events/catalogue.ts'
import { kindOfStream } from '../../events/deciders.ts'
import type { TrailEntry } from '../../shared/board/rows/trail.ts'
import { isOffice } from '../../shared/deeds/callers.ts'
import { AtTime, OnDay } from '../../shared/pages/day.tsx'
import { addressOf, Link, Tag } from '../../shared/pages/parts.tsx'
import { Sentence } from '../../shared/pages/sentence.tsx'
import type { Caller } from './caller.ts'
import { idOf, type Schools } from './names.ts'
import type { ConsoleTools } from './tools.ts'

export function entryPath(id: string): string {
  return `/log/${encodeURIComponent(id)}`
}

export function schoolPath(id: string): string {
  return `/schools/${encodeURIComponent(id)}`
}

/** What was considered for a school on a day; today's when none is said. */
export function explainPath(id: string, day?: string): string {
  return addressOf(`${schoolPath(id)}/explain`, { day })
}

/** Who at a school was told what. */
export function toldPath(id: string): string {
  return `${schoolPath(id)}/told`
}

export function letterPath(id: string): string {
  return `/letters/${encodeURIComponent(idOf(id))}`
}

export function mailPath(id: string): string {
  return `/mail/${encodeURIComponent(idOf(id))}`
}

export function contactPath(id: string): string {
  return `/contacts/${encodeURIComponent(idOf(id))}`
}

/** Where names stand for codes, `named` has put them there. */
interface WithNames {
  readonly isShut?: boolean | undefined
  readonly said?: string | undefined
  readonly cluster?: { readonly id: string; readonly name: string } | undefined
}

type Told = Pick<TrailEntry, 'type' | 'data' | 'schools' | 'stream'> & WithNames

interface EntryProps {
  readonly entry: Told
  readonly schools: Schools
  /** False where it goes on after other words. */
  readonly begins?: boolean | undefined
}

/** What happened, after the name of the school or cluster it happened to. */
export function EntrySentence({ entry, schools, begins = true }: EntryProps): JSX.Element {
  const of = whoseEntry(entry, schools)
  const text = sayEntry(entry)
  if (!of) return <Sentence text={text} begins={begins} />
  // A sentence that names the school already need not say it twice.
  const [joint, rest] = text.startsWith(of.name) ? ['', text.slice(of.name.length)] : [`${of.more}: `, text]
  return (
    <>
      <Link href={of.href}>{of.name}</Link>
      {joint}
      <Sentence text={rest} begins={false} />
    </>
  )
}

interface Whose {
  readonly name: string
  readonly href: string
  /** What is said after the name. */
  readonly more: string
}

/** Of all schools a meeting marks none is the one it happened to: its cluster is. */
function whoseEntry({ stream, schools: ids, cluster }: Told, schools: Schools): Whose | undefined {
  const kind = kindOfStream(stream)
  if (kind === 'meeting' || kind === 'cluster')
    return cluster && { name: cluster.name, href: `/clusters/${encodeURIComponent(cluster.id)}`, more: '' }
  const [first, ...others] = ids
  const school = first === undefined ? undefined : schools.get(first)
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return school && { name: school.name, href: schoolPath(school.id), more }
}

/** The one school an entry is about; undefined for what is about several alike, as a meeting is. */
export function onlySchoolOf({ stream, schools }: Pick<Told, 'stream' | 'schools'>): string | undefined {
  return kindOfStream(stream) === 'meeting' ? undefined : schools[0]
}

/** The sentence of an entry; a correction names the entry it is about, which is no word for people. */
export function sayEntry({ type, data, said }: Pick<Told, 'type' | 'data'> & WithNames): string {
  if (said !== undefined) return said
  const { event } = data
  const text = sentenceOf(type, data)
  return typeof event === 'string' ? text.replace(` ${event}`, '') : text
}

interface Thing {
  readonly words: string
  readonly href: (id: string) => string
}

const below = (path: string) => (id: string) => `${path}/${encodeURIComponent(id)}`

/** What kinds of entries are about, and where that is seen; a school is named by the sentence itself. */
const things: Readonly<Record<string, Thing>> = {
  letter: { words: 'see the letter', href: below('/letters') },
  contact: { words: 'see the contact', href: below('/contacts') },
  task: { words: 'see the task', href: below('/tasks') },
  dead: { words: 'see what was not done', href: below('/dead-letters') },
  import: { words: 'see the import', href: below('/imports') },
  cluster: { words: 'see the cluster', href: below('/clusters') },
  meeting: { words: 'see the meeting', href: below('/meetings') },
  request: { words: 'see the request', href: below('/requests') },
  mail: { words: 'see the mail', href: below('/mail') },
  feed: { words: 'see the feeds', href: () => '/feeds' },
  bulletin: { words: 'see the bulletin', href: below('/letters/bulletins') },
  // A member who was removed stands in no list of the staff.
  staff: { words: 'all about them', href: (id) => addressOf('/log', { stream: `staff#${id}` }) },
  settings: { words: 'see the settings', href: () => '/settings' },
  calendar: { words: 'see the calendar', href: below('/settings/calendar') },
  wording: { words: 'see the words', href: () => '/letters/words' },
}

/** Where the thing an entry is about can be seen; undefined where the school's own page is that place. */
export function thingOf({ stream, data }: Pick<Told, 'stream' | 'data'>): { words: string; href: string } | undefined {
  const kind = kindOfStream(stream)
  const known = things[kind]
  if (kind === 'admins' && typeof data.staff === 'string')
    return { words: 'all about them', href: addressOf('/log', { stream: data.staff }) }
  // What was not done names an entry as its cause; a correction names the one it is about.
  if (typeof data.event === 'string' && kind !== 'dead') return { words: 'see that entry', href: entryPath(data.event) }
  return known && { words: known.words, href: known.href(idOf(stream)) }
}

/** The same beside a sentence. */
export function ThingLink({ stream, data, isShut }: Pick<Told, 'stream' | 'data' | 'isShut'>): JSX.Element | null {
  const thing = thingOf({ stream, data })
  if (!thing || isShut) return null
  return (
    <span class="app-screen-only">
      (<Link href={thing.href}>{thing.words}</Link>)
    </span>
  )
}

const aNote = /^note-[0-9a-f-]{36}$/

/** The free text entries name, by the note's id: for the office alone. */
export async function notesOf(
  tools: ConsoleTools,
  caller: Caller,
  entries: readonly Pick<TrailEntry, 'data'>[],
): Promise<ReadonlyMap<string, string>> {
  if (!isOffice(caller)) return new Map()
  const ids = [...new Set(entries.flatMap(({ data }) => noteIds(data)))]
  const { now } = tools.world()
  const notes = await Promise.all(ids.map(async (id) => [id, await tools.vault.note(id, now)] as const))
  return new Map(notes.flatMap(([id, text]) => (text === undefined ? [] : [[id, text]])))
}

/** A letterhead is kept as one note for the machine; whoever asks by right is named on the page of the case alone. */
const notToRead: readonly string[] = ['letterhead', 'from']

function noteIds(data: TrailEntry['data']): string[] {
  return Object.entries(data).flatMap(([name, value]) =>
    typeof value === 'string' && aNote.test(value) && !notToRead.includes(name) ? value : [],
  )
}

/** What was written beside an entry, in the words of whoever wrote it. */
export function Notes({
  entry,
  notes,
}: {
  readonly entry: Pick<TrailEntry, 'data'>
  readonly notes: ReadonlyMap<string, string>
}): JSX.Element | null {
  const found = noteIds(entry.data).flatMap((id) => notes.get(id) ?? [])
  if (found.length === 0) return null
  return (
    <>
      {found.map((text) => (
        <p class="govuk-body-s app-quiet">“{text}”</p>
      ))}
    </>
  )
}

interface TimelineProps {
  readonly entries: readonly TrailEntry[]
  /** Names who did it. */
  readonly who: (by: string) => string
  readonly notes: ReadonlyMap<string, string>
  /** What the page is about: entries do not link to it. On a page about the whole log each names its school. */
  readonly about: 'school' | 'letter' | 'task' | 'contact' | 'mail' | { readonly schools: Schools }
  /** The last day whose log was sealed; days up to it say so. */
  readonly sealed?: string | undefined
}

/** What happened to one thing, day by day, in the order the entries come in. */
export function Timeline({ entries, who, notes, about, sealed }: TimelineProps): JSX.Element {
  const days = [...new Set(entries.map(({ day }) => day))]
  return (
    <>
      {days.map((day) => (
        <>
          <h3 class="govuk-heading-s app-timeline__day">
            <OnDay day={day} /> {sealed !== undefined && day <= sealed ? <Tag tone="grey">Sealed</Tag> : null}
          </h3>
          <ol class="app-timeline">
            {entries
              .filter((entry) => entry.day === day)
              .map((entry) => (
                <li class="app-timeline__entry" data-entry={entry.id}>
                  <p class="govuk-body">
                    <Link href={entryPath(entry.id)} hidden="– open this entry">
                      <AtTime at={entry.at} />
                    </Link>{' '}
                    {typeof about === 'string' ? (
                      <Sentence text={sayEntry(entry)} />
                    ) : (
                      <EntrySentence entry={entry} schools={about.schools} />
                    )}{' '}
                    {about === 'school' || typeof about === 'object' ? <ThingLink {...entry} /> : null}{' '}
                    <span class="app-quiet">– {who(entry.by).replace(/^The /, 'the ')}</span>
                  </p>
                  <Notes entry={entry} notes={notes} />
                </li>
              ))}
          </ol>
        </>
      ))}
    </>
  )
}
