/** Entries of the log as people read them: the school, the sentence, who, when, and a reason that was given. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { sentenceOf } from '../../events/catalogue.ts'
import { kindOfStream } from '../../events/deciders.ts'
import type { TrailEntry } from '../../shared/board/rows/trail.ts'
import { Link } from '../../shared/pages/parts.tsx'
import { Sentence } from '../../shared/pages/sentence.tsx'
import { type Caller, isOffice } from './caller.ts'
import { idOf, type Schools } from './names.ts'
import type { ConsoleTools } from './tools.ts'

export function entryPath(id: string): string {
  return `/log/${encodeURIComponent(id)}`
}

export function schoolPath(id: string): string {
  return `/schools/${encodeURIComponent(id)}`
}

export function letterPath(id: string): string {
  return `/letters/${encodeURIComponent(idOf(id))}`
}

type Told = Pick<TrailEntry, 'type' | 'data' | 'schools' | 'stream'>

/** What happened, after the name of the school it happened to; `without` is a school that need not be named. */
export function EntrySentence({
  entry,
  schools,
  without,
}: {
  readonly entry: Told
  readonly schools: Schools
  readonly without?: string
}): JSX.Element {
  const [first] = entry.schools
  const school = first === undefined || first === without ? undefined : schools.get(first)
  const text = sentenceOf(entry.type, entry.data)
  if (!school) return <Sentence text={text} />
  return (
    <>
      <Link href={schoolPath(school.id)}>{school.name}</Link>: <Sentence text={text} begins={false} />
    </>
  )
}

/** Where the thing an entry is about can be seen, beside its school. */
export function ThingLink({ stream }: { readonly stream: string }): JSX.Element | null {
  return kindOfStream(stream) === 'letter' ? <Link href={letterPath(stream)}>The letter</Link> : null
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

function noteIds(data: TrailEntry['data']): string[] {
  return Object.values(data).flatMap((value) => (typeof value === 'string' && aNote.test(value) ? value : []))
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
