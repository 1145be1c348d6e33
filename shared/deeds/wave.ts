/**
 * What would leave on a day, if nothing changed until then: what open reviews call for on it, and today the letters that
 * are held, each as the gate would judge it if everything that holds letters were lifted.
 */
import { daysBetween } from '../../events/kernel/day.ts'
import { letterDecider, type Verdict } from '../../events/letter/decide.ts'
import type { HeldBy, LetterFacts, LetterKind, WhyNot } from '../../events/letter/events.ts'
import { judgeLetter } from '../../events/letter/gate.ts'
import type { PassedOverWhy } from '../../events/school/events.ts'
import { plannedFor } from '../../events/school/explain.ts'
import { chooseRecipients } from '../../events/school/recipients.ts'
import type { School } from '../../events/school/state.ts'
import type { Board } from '../board/board.ts'
import { readLetters, readReviews, schoolCards } from '../board/reads/lists.ts'
import type { Ask, Page } from '../board/reads/page.ts'
import type { LetterCard } from '../board/rows/letter.ts'
import { loadStream } from '../log/act.ts'
import { lookAround } from './look-around.ts'
import { candidatesOf } from './recipients.ts'
import { findSchool } from './schools.ts'
import type { DeedTools } from './tools.ts'

type WaveTools = DeedTools & { readonly board: Board }

/** One letter of a wave, or what would be one if there were anybody to write to. */
export interface InWave {
  readonly kind: LetterKind
  /** `planned`: it falls due on the day; `held`: it waits already. */
  readonly is: 'planned' | 'held'
  readonly school?: { readonly id: string; readonly ref: string; readonly name: string } | undefined
  /** False: nobody would get it, or it would be withheld or go on waiting. */
  readonly leaves: boolean
  /** Streams of the addressees. */
  readonly to: readonly string[]
  readonly via?: 'named' | 'office' | 'nobody' | undefined
  readonly passedOver?: readonly { readonly contact: string; readonly why: PassedOverWhy }[]
  readonly facts: LetterFacts
  /** The id of a letter that is held. */
  readonly letter?: string | undefined
  readonly heldBy?: HeldBy | undefined
  readonly whyNot?: WhyNot | undefined
}

/** A part of the wave of a day; none for a day that is past. */
export async function waveOf(tools: WaveTools, on: string, ask: Ask): Promise<Page<InWave>> {
  const { today } = tools.world()
  if (on < today) return { items: [] }
  const { part, after } = placeOf(ask.after, on === today)
  if (part === 'planned') return nextIn('planned', await planned(tools, on, { ...ask, after }))
  const page = await held(tools, { ...ask, after })
  return page.next === undefined ? { items: page.items, next: 'planned ' } : nextIn('held', page)
}

/** Two lists one after the other: the cursor says which, and where in it. */
function placeOf(
  cursor: string | undefined,
  heldFirst: boolean,
): { part: 'held' | 'planned'; after: string | undefined } {
  if (cursor === undefined) return { part: heldFirst ? 'held' : 'planned', after: undefined }
  const [part, after] = cursor.split(' ')
  return { part: part === 'held' ? 'held' : 'planned', after: after === '' ? undefined : after }
}

function nextIn(part: 'held' | 'planned', { items, next }: Page<InWave>): Page<InWave> {
  return { items, ...(next !== undefined && { next: `${part} ${next}` }) }
}

async function held(tools: WaveTools, ask: Ask): Promise<Page<InWave>> {
  const { items, next } = await readLetters(tools.board, { state: 'held' }, ask)
  const ids = items.flatMap(({ school }) => (school === undefined ? [] : idOf(school)))
  const schools = await schoolCards(tools.board, ids)
  const shown = await Promise.all(
    items.map(async (card) => ({
      ...(await heldView(tools, card)),
      school: card.school === undefined ? undefined : schools.get(idOf(card.school)),
    })),
  )
  return { items: shown, ...(next !== undefined && { next }) }
}

function idOf(stream: string): string {
  return stream.slice(stream.indexOf('#') + 1)
}

async function heldView(tools: WaveTools, card: LetterCard): Promise<InWave> {
  const { id, kind, to, facts } = card
  const verdict = await verdictIfReleased(tools, `letter#${id}`)
  const whyNot = verdict?.verdict === 'withhold' ? verdict.why : undefined
  const heldBy = verdict?.verdict === 'hold' ? verdict.by : card.heldBy
  return { kind, is: 'held', leaves: verdict?.verdict === 'send', to: [to], facts, letter: id, heldBy, whyNot }
}

const allOpen = { sending: 'on', allPaused: false, schoolPaused: false } as const

/** The gate's verdict with all switches open; undefined when the letter is not there any more. */
async function verdictIfReleased(tools: DeedTools, stream: string): Promise<Verdict | undefined> {
  const { state: letter } = await loadStream(tools.log, letterDecider, stream)
  const { asked } = letter
  if (!asked) return undefined
  const { view } = await lookAround(tools, asked)
  return judgeLetter(letter, asked, { ...view, switches: allOpen })
}

/** A review's ladder begins at most so many days before its due day, and ends so many after. */
const ladderReach = 400

async function planned(tools: WaveTools, on: string, ask: Ask): Promise<Page<InWave>> {
  const { today } = tools.world()
  const within = daysBetween(today, on) + ladderReach
  // Each review is read from its own stream: the list may be late, and shows less than the ladder needs.
  const { items, next } = await readReviews(tools.board, { today, within }, ask)
  const shown = await Promise.all(items.map(({ school }) => plannedAt(tools, school.id, on)))
  return { items: shown.filter((one) => one !== undefined), ...(next !== undefined && { next }) }
}

/** What one school's review calls for on a day, and who would get it; undefined for nothing. */
export async function plannedAt(tools: DeedTools, id: string, on: string): Promise<InWave | undefined> {
  const found = await findSchool(tools.log, id)
  const due = found && plannedFor(found.school, on, tools.world())
  if (!found || !due) return undefined
  const { to, via, passedOver } = chooseRecipients(await candidatesOf(tools, found.school))
  const { ref, name } = found.school
  const { kind, ...of } = due
  const facts = { ...reviewFacts(found.school), ...of }
  return { kind, is: 'planned', school: { id: found.id, ref, name }, leaves: to.length > 0, to, via, passedOver, facts }
}

function reviewFacts({ review }: School): LetterFacts {
  return review ? { award: review.award, review: review.kind, due: review.due } : {}
}
