/**
 * The filtered log to take away, as CSV or JSON: read and sent a page at a time, so that a long export is never whole in
 * memory, and never more than so many entries. What was left out is said at its end, with the address that goes on.
 * Neither holds what a person typed: an entry names such a text by its number only.
 */
import { sentenceOf } from '../../../events/catalogue.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import { sheetHead, sheetRows } from '../../../shared/files/sheet.ts'
import { addressOf } from '../../../shared/pages/parts.tsx'
import { onlySchoolOf } from '../entries.tsx'
import { schoolsNamed, whoDid } from '../names.ts'
import type { Asked } from '../page.ts'
import { type LogFilters, readFilters } from './log-filters.tsx'

/** Entries of one export at most: what a function may answer in one piece, with room to spare. */
const mostEntries = 5_000
/** Pages of the trail read for it at most: a filter that keeps next to nothing must not read the whole of history. */
const mostPages = 60
const perPage = 200

const columns = [
  'when',
  'what happened',
  'school',
  'reference',
  'who',
  'type',
  'entry',
  'because',
  'trace',
  'data',
] as const

/** A kind of file, and how its pieces are written. */
export interface ExportFile {
  readonly type: string
  readonly name: string
  readonly text: () => AsyncGenerator<string>
}

/** Undefined where the filters do not fit. */
export async function exportLog(asked: Asked): Promise<ExportFile | undefined> {
  const filters = await readFilters(asked)
  if (filters.wrong) return undefined
  return asked.query('format') === 'json'
    ? { type: 'application/json; charset=utf-8', name: 'log.json', text: () => asJson(asked, filters) }
    : { type: 'text/csv; charset=utf-8', name: 'log.csv', text: () => asCsv(asked, filters) }
}

interface Told extends TrailEntry {
  readonly sentence: string
  readonly schoolName: string | undefined
  readonly schoolRef: string | undefined
  readonly who: string
}

interface Piece {
  readonly entries: readonly Told[]
  /** Where it goes on; only with the last piece, and only when there is more. */
  readonly more?: string | undefined
}

async function* piecesOf(asked: Asked, { trail, given }: LogFilters, format: string): AsyncGenerator<Piece> {
  let after = asked.query('cursor')
  let left = mostEntries
  for (let page = 0; page < mostPages; page++) {
    const { items, next } = await readTrail(asked.tools, trail, { limit: Math.min(perPage, left), after })
    left -= items.length
    after = next
    const isLast = left === 0 || page === mostPages - 1
    const more = isLast && next !== undefined ? addressOf('/log/export', { ...given, format, cursor: next }) : undefined
    yield { entries: await tell(asked, items), more }
    if (next === undefined || isLast) return
  }
}

async function tell({ tools }: Asked, items: readonly TrailEntry[]): Promise<Told[]> {
  const [schools, who] = await Promise.all([
    schoolsNamed(
      tools,
      items.flatMap((entry) => onlySchoolOf(entry) ?? []),
    ),
    whoDid(
      tools,
      items.map(({ by }) => by),
    ),
  ])
  return items.map((entry) => {
    const school = schools.get(onlySchoolOf(entry) ?? '')
    const sentence = sentenceOf(entry.type, entry.data)
    return { ...entry, sentence, schoolName: school?.name, schoolRef: school?.ref, who: who(entry.by) }
  })
}

async function* asCsv(asked: Asked, filters: LogFilters): AsyncGenerator<string> {
  yield sheetHead(columns)
  for await (const { entries, more } of piecesOf(asked, filters, 'csv')) {
    yield sheetRows(
      entries.map(({ at, sentence, schoolName, schoolRef, who, type, id, because, trace, data }) => [
        at,
        sentence,
        schoolName,
        schoolRef,
        who,
        type,
        id,
        because,
        trace,
        JSON.stringify(data),
      ]),
    )
    if (more !== undefined) yield sheetRows([['', `There are older entries. They follow at ${more}`]])
  }
}

async function* asJson(asked: Asked, filters: LogFilters): AsyncGenerator<string> {
  yield '{"entries":['
  let joint = ''
  let last: string | undefined
  for await (const { entries, more } of piecesOf(asked, filters, 'json')) {
    last = more
    for (const { sentence, schoolRef, id, type, stream, version, at, day, by, because, trace, data } of entries) {
      const shown = { id, type, stream, version, at, day, by, because, trace, school: schoolRef, sentence, data }
      yield `${joint}\n${JSON.stringify(shown)}`
      joint = ','
    }
  }
  yield `\n]${last === undefined ? '' : `,"next":${JSON.stringify(last)}`}}\n`
}
