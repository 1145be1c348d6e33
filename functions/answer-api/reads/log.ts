/** The log: every event by any filters, newest first, as a page or as a table; and one with its cause and its effects. */
import * as z from 'zod'
import {
  correctedEvent,
  readCorrections,
  readEffects,
  readTrail,
  type TrailFilters,
} from '../../../shared/board/reads/trail.ts'
import { entriesOf, type TrailEntry } from '../../../shared/board/rows/trail.ts'
import { parseEventId } from '../../../shared/log/log.ts'
import type { ApiTools } from '../tools.ts'
import { csvOf } from './log-csv.ts'
import { entryViews } from './log-views.ts'
import { list, thing } from './read.ts'
import { schoolNamed } from './schools.ts'
import { entryShape } from './shapes.ts'

const dayOrInstant = z.union([z.iso.date(), z.iso.datetime()], 'a day (YYYY-MM-DD) or an instant (ISO 8601 with Z)')

const filters = {
  stream: z.string().max(300).optional().describe('`school#<id>`, `contact#<id>`, `letter#…` …'),
  school: z.string().optional().describe('Reference or id: all that concerns the school.'),
  type: z.string().max(100).optional(),
  by: z.string().max(200).optional(),
  trace: z.string().max(200).optional(),
  since: dayOrInstant.optional(),
  until: dayOrInstant.optional().describe('A day is the whole of it.'),
  format: z.enum(['csv']).optional().describe('`csv`: a table, with the address of the next part in the header Link.'),
}

/** Rows of one part of the table: a spreadsheet takes more at once than a page. */
const rowsOfTable = 5000

const log = list(
  {
    path: '/api/log',
    sentence: 'What happened, newest first; all filters combine.',
    filters,
    item: entryShape,
    otherForm: (page, { format }) => (format === 'csv' ? csvOf(page) : undefined),
  },
  async ({ tools, query: { format, school: name, ...query } }, ask) => {
    const school = name === undefined ? undefined : await schoolNamed(tools, name)
    if (name !== undefined && !school) return { notFound: 'school' }
    const wanted = { ...query, school: school?.id }
    const page = format === 'csv' ? await readPart(tools, wanted, ask.after) : await readTrail(tools, wanted, ask)
    return { items: await entryViews(tools, page.items), next: page.next }
  },
)

async function readPart(tools: ApiTools, wanted: TrailFilters, from: string | undefined) {
  const items: TrailEntry[] = []
  let after = from
  do {
    const page = await readTrail(tools, wanted, { limit: Math.min(200, rowsOfTable - items.length), after })
    items.push(...page.items)
    after = page.next
  } while (after !== undefined && items.length < rowsOfTable)
  return { items, next: after }
}

const oneEntry = thing(
  {
    path: '/api/log/{event}',
    sentence: 'One event with what caused it and what it caused.',
    filters: {},
    gives: entryShape.extend({
      cause: entryShape.nullable(),
      caused: z.array(entryShape),
      corrects: entryShape.nullable().describe('For a correction: the entry it is about.'),
      correctedBy: z.array(entryShape).describe('Its corrections, the last one first: that one holds.'),
    }),
  },
  async ({ tools, params: { event = '' } }) => {
    const entry = await entryNamed(tools, event)
    if (!entry) return { notFound: 'event' }
    const [cause, caused] = await Promise.all([entryNamed(tools, entry.because), effectsOf(tools, entry.id)])
    const [shown] = await entryViews(tools, [entry])
    if (!shown) return { notFound: 'event' }
    const [shownCause] = cause ? await entryViews(tools, [cause]) : []
    const about = await entryNamed(tools, correctedEvent(entry) ?? '')
    const [corrects = null] = about ? await entryViews(tools, [about]) : []
    const correctedBy = await entryViews(tools, await readCorrections(tools, entry))
    return { ...shown, cause: shownCause ?? null, caused: await entryViews(tools, caused), corrects, correctedBy }
  },
)

/** Longer than any stream's name may be. */
const longestId = 400

async function entryNamed({ log }: ApiTools, id: string): Promise<TrailEntry | undefined> {
  const place = id.length > longestId ? undefined : parseEventId(id)
  const commit = place && (await log.read(place.stream, place.version))
  return commit && entriesOf(commit.body)[place?.n ?? 0]
}

/** What one event causes is a handful; a pause of all letters releases hundreds, of which the first are shown. */
async function effectsOf({ board }: ApiTools, event: string): Promise<TrailEntry[]> {
  return (await readEffects(board, event, { limit: 200 })).items
}

export const logReads = [log, oneEntry]
