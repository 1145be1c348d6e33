/** What would leave on a day: today the letters that are held, and each day what open reviews call for then. */
import * as z from 'zod'
import { daysBetween } from '../../../events/kernel/day.ts'
import { heldBys, letterKinds, whyNots } from '../../../events/letter/events.ts'
import { passedOverWhys } from '../../../events/school/events.ts'
import { plannedFor } from '../../../events/school/explain.ts'
import { chooseRecipients } from '../../../events/school/recipients.ts'
import { readLetters, readReviews } from '../../../shared/board/reads/lists.ts'
import type { LetterCard } from '../../../shared/board/rows/letter.ts'
import { candidatesOf } from '../../../shared/deeds/recipients.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import type { ApiTools } from '../tools.ts'
import { verdictIfReleased } from './held.ts'
import { type Ask, list, type Page } from './read.ts'
import { schoolsById } from './school-views.ts'
import { idOf } from './shapes.ts'

const day = z.iso.date()

const previewed = z.object({
  kind: z.enum(letterKinds),
  school: z.string().optional(),
  /** `planned`: it falls due on the day; `held`: it waits already. */
  is: z.enum(['planned', 'held']),
  /** False: nobody would get it, or it would be withheld; `whyNot` or `passedOver` say why. */
  leaves: z.boolean(),
  to: z.array(z.string()),
  via: z.enum(['named', 'office', 'nobody']).optional(),
  passedOver: z.array(z.object({ contact: z.string(), why: z.enum(passedOverWhys) })).optional(),
  stage: z.string().optional(),
  due: day.optional(),
  visit: day.optional(),
  before: z.int().optional(),
  letter: z.string().optional(),
  heldBy: z.enum(heldBys).optional(),
  whyNot: z.enum(whyNots).optional(),
})
type Previewed = z.input<typeof previewed>

const preview = list(
  {
    path: '/api/preview',
    sentence: 'What would leave on a day, if nothing changed until then; today also what is held.',
    filters: { day: day.optional().describe('Today when left out; none that is past.') },
    item: previewed,
  },
  async ({ tools, query }, ask) => {
    const { today } = tools.world()
    const on = query.day ?? today
    if (on < today) return { items: [] }
    const { part, after } = placeOf(ask.after, on === today)
    if (part === 'planned') return nextIn('planned', await planned(tools, on, { ...ask, after }))
    const page = await held(tools, { ...ask, after })
    return page.next === undefined ? { items: page.items, next: 'planned ' } : nextIn('held', page)
  },
)

/** Two lists one after the other: the cursor says which, and where in it. */
function placeOf(
  cursor: string | undefined,
  heldFirst: boolean,
): { part: 'held' | 'planned'; after: string | undefined } {
  if (cursor === undefined) return { part: heldFirst ? 'held' : 'planned', after: undefined }
  const [part, after] = cursor.split(' ')
  return { part: part === 'held' ? 'held' : 'planned', after: after === '' ? undefined : after }
}

function nextIn(part: 'held' | 'planned', { items, next }: Page<Previewed>): Page<Previewed> {
  return { items, next: next === undefined ? undefined : `${part} ${next}` }
}

async function held(tools: ApiTools, ask: Ask): Promise<Page<Previewed>> {
  const { items, next } = await readLetters(tools.board, { state: 'held' }, ask)
  const ids = items.flatMap(({ school }) => (school === undefined ? [] : idOf(school)))
  const schools = await schoolsById(tools, ids)
  const shown = await Promise.all(
    items.map((card) =>
      heldView(tools, card, card.school === undefined ? undefined : schools.get(idOf(card.school))?.ref),
    ),
  )
  return { items: shown, next }
}

async function heldView(tools: ApiTools, card: LetterCard, school: string | undefined): Promise<Previewed> {
  const { id, kind, to, facts } = card
  const { stage, due, visit, before } = facts
  const verdict = await verdictIfReleased(tools, `letter#${id}`)
  const whyNot = verdict?.verdict === 'withhold' ? verdict.why : undefined
  const leaves = verdict?.verdict === 'send'
  const heldBy = verdict?.verdict === 'hold' ? verdict.by : card.heldBy
  return { kind, school, is: 'held', leaves, to: [idOf(to)], stage, due, visit, before, letter: id, heldBy, whyNot }
}

/** A review's ladder begins at most so many days before its due day, and ends so many after. */
const ladderReach = 400

async function planned(tools: ApiTools, on: string, ask: Ask): Promise<Page<Previewed>> {
  const { today } = tools.world()
  const within = daysBetween(today, on) + ladderReach
  // Each review is read from its own stream: the list may be late, and shows less than the ladder needs.
  const { items, next } = await readReviews(tools.board, { today, within }, ask)
  const shown = await Promise.all(items.map(({ school }) => plannedAt(tools, school.id, on)))
  return { items: shown.flat(), next }
}

async function plannedAt(tools: ApiTools, id: string, on: string): Promise<Previewed[]> {
  const found = await findSchool(tools.log, id)
  const due = found && plannedFor(found.school, on, tools.world())
  if (!found || !due) return []
  const { to, via, passedOver } = chooseRecipients(await candidatesOf(tools, found.school))
  const shown = { school: found.school.ref, is: 'planned' as const, leaves: to.length > 0, to: to.map(idOf), via }
  return [{ ...due, ...shown, passedOver: passedOver.map(({ contact, why }) => ({ contact: idOf(contact), why })) }]
}

export const previewReads = [preview]
