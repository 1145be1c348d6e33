/**
 * What caused an entry, up to the first cause, and what it caused, down to the letters that left or did not and the work
 * that could not be done. A page is no archive: so many entries are shown, alike ones folded together, and what is left
 * out is a link away.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { undoneBy } from '../../../events/dead/events.ts'
import { letterCards } from '../../../shared/board/reads/lists.ts'
import { readEffects, readTrail } from '../../../shared/board/reads/trail.ts'
import type { LetterCard } from '../../../shared/board/rows/letter.ts'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import { AtMoment } from '../../../shared/pages/day.tsx'
import { addressOf, Link, Tag, type Tone } from '../../../shared/pages/parts.tsx'
import { saySentence } from '../../../shared/pages/sentence.tsx'
import { EntrySentence, entryPath, sayEntry, ThingLink } from '../entries.tsx'
import type { Schools } from '../names.ts'
import { readEntry } from '../read-entry.ts'
import type { ConsoleTools } from '../tools.ts'
import { eventName } from '../words.ts'

/** Causes are followed up so far. */
const mostCauses = 20
/** What an entry caused is followed down so many steps, so many entries in all, so many of one entry. */
const deepest = 8
const mostEffects = 120
const mostOfOne = 40

export interface Effect {
  readonly entry: TrailEntry
  readonly effects: readonly Effect[]
  /** It caused more than stands here. */
  readonly more: boolean
  /** How a letter ended, where something else made it do so: a switch that let it go, a later review. */
  readonly isEnd?: boolean
}

/** What caused an entry, what caused that, and so on: the nearest first. */
export async function causesOf(tools: ConsoleTools, entry: TrailEntry): Promise<TrailEntry[]> {
  const causes: TrailEntry[] = []
  let cause = await readEntry(tools, entry.because)
  while (cause && causes.length < mostCauses) {
    causes.push(cause)
    cause = await readEntry(tools, cause.because)
  }
  return causes
}

interface Growing {
  readonly entry: TrailEntry
  readonly effects: Growing[]
  more: boolean
}

/** What an entry caused, step by step: each step is read at once, so that a deep tree takes few turns. */
export async function effectsOf(tools: Pick<ConsoleTools, 'board' | 'log'>, entry: TrailEntry): Promise<Effect> {
  return withEnds(tools, await grown(tools, entry))
}

async function grown({ board }: Pick<ConsoleTools, 'board'>, entry: TrailEntry): Promise<Effect> {
  const root: Growing = { entry, effects: [], more: false }
  let [step, left]: [Growing[], number] = [[root], mostEffects]
  for (let depth = 0; depth < deepest && step.length > 0; depth++) {
    const limit = Math.max(1, Math.min(mostOfOne, left))
    const found = await Promise.all(step.map((one) => readEffects(board, one.entry.id, { limit })))
    for (const [n, one] of step.entries()) {
      const { items = [], next } = found[n] ?? {}
      const shown = items.slice(0, Math.max(0, left))
      left -= shown.length
      one.effects.push(...shown.map((effect) => ({ entry: effect, effects: [], more: false })))
      one.more = next !== undefined || shown.length < items.length
    }
    step = step.flatMap(({ effects }) => effects)
  }
  return root
}

/** The entry that says that a letter stands so; a letter on its way has none. */
const ends: Readonly<Partial<Record<LetterCard['state'], string>>> = {
  held: 'LetterHeld',
  withheld: 'LetterWithheld',
  uncertain: 'LetterUncertain',
  sent: 'LetterSent',
  delivered: 'LetterDelivered',
  bounced: 'LetterBounced',
  complained: 'LetterComplained',
}

/** Entries of a letter's life that are looked through for its end. */
const mostOfLetter = 50

/** The tree with the end of each letter under its asking, wherever in the log that end hangs. */
async function withEnds(tools: Pick<ConsoleTools, 'board' | 'log'>, root: Effect): Promise<Effect> {
  const asked = allOf(root).flatMap(({ type, stream }) => (type === 'LetterAsked' ? stream : []))
  if (asked.length === 0) return root
  const cards = await letterCards(tools.board, asked)
  const add = async (effect: Effect): Promise<Effect> => {
    const effects = await Promise.all(effect.effects.map(add))
    const card = effect.entry.type === 'LetterAsked' ? cards.get(effect.entry.stream) : undefined
    const end = card && (await endElsewhere(tools, effect, card))
    return { ...effect, effects: end ? [...effects, end] : effects }
  }
  return add(root)
}

async function endElsewhere(
  tools: Pick<ConsoleTools, 'board' | 'log'>,
  asking: Effect,
  { state }: LetterCard,
): Promise<Effect | undefined> {
  const { stream } = asking.entry
  const type = ends[state]
  const isThere = allOf(asking).some((entry) => entry.stream === stream && entry.type === type)
  if (type === undefined || isThere) return undefined
  const { items } = await readTrail(tools, { stream }, { limit: mostOfLetter })
  const entry = items.find((one) => one.type === type)
  return entry && { entry, effects: [], more: false, isEnd: true }
}

/** The same tree with its entries as they are said. */
export function saidIn(root: Effect, says: ReadonlyMap<string, TrailEntry>): Effect {
  const { entry, effects } = root
  return { ...root, entry: says.get(entry.id) ?? entry, effects: effects.map((effect) => saidIn(effect, says)) }
}

/** All entries of a tree. */
export function allOf({ entry, effects }: Effect): TrailEntry[] {
  return [entry, ...effects.flatMap(allOf)]
}

/** What came of it is seen at once. */
const marks: Readonly<Record<string, { readonly tone: Tone; readonly words: string }>> = {
  LetterWithheld: { tone: 'orange', words: 'Not sent' },
  LetterHeld: { tone: 'yellow', words: 'Held' },
  LetterRefused: { tone: 'red', words: 'Refused' },
  LetterUncertain: { tone: 'red', words: 'Not certain' },
  LetterSent: { tone: 'green', words: 'Left' },
  LetterDelivered: { tone: 'green', words: 'Delivered' },
  LetterBounced: { tone: 'red', words: 'Came back' },
  LetterComplained: { tone: 'red', words: 'Unwanted' },
  DeadLetterFiled: { tone: 'red', words: 'Could not be done' },
  TaskRaised: { tone: 'blue', words: 'A person is asked' },
}

interface LineProps {
  readonly entry: TrailEntry
  readonly schools: Schools
  readonly begins?: boolean
}

function Line({ entry, schools, begins }: LineProps): JSX.Element {
  const mark = marks[entry.type]
  const verb = entry.type === 'DeadLetterFiled' ? entry.data.verb : undefined
  return (
    <>
      {mark ? <Tag tone={mark.tone}>{mark.words}</Tag> : null}{' '}
      {typeof verb === 'string' ? undoneBy(verb) : <EntrySentence entry={entry} schools={schools} begins={begins} />}{' '}
      <ThingLink {...entry} />{' '}
      <span class="app-quiet">
        (
        <Link href={entryPath(entry.id)}>
          <AtMoment at={entry.at} />
        </Link>
        )
      </span>
    </>
  )
}

/** The chain of causes, from the entry's own up to the first. */
export function Causes({
  causes,
  schools,
}: {
  readonly causes: readonly TrailEntry[]
  readonly schools: Schools
}): JSX.Element {
  return (
    <ol class="app-tree govuk-body">
      {causes.map((entry, index) => (
        <li>
          {index === 0 ? 'Because ' : 'And that because '}
          <Line entry={entry} schools={schools} begins={false} />
        </li>
      ))}
    </ol>
  )
}

/** More alike ones than this are folded together. */
const atHand = 3
/** A tree larger than this shows its first two steps; the others are folded. */
const small = 25

/** What followed, as a tree. */
export function Effects({ root, schools }: { readonly root: Effect; readonly schools: Schools }): JSX.Element {
  const isLarge = allOf(root).length > small
  return <Branch of={root} schools={schools} depth={0} isLarge={isLarge} />
}

interface BranchProps {
  readonly of: Effect
  readonly schools: Schools
  readonly depth: number
  readonly isLarge: boolean
}

function Branch({ of: { entry, effects, more }, schools, depth, isLarge }: BranchProps): JSX.Element {
  const kinds = Map.groupBy(shownOf(effects), (effect) => effect.entry.type)
  const item = (effect: Effect) => (
    <li>
      {effect.isEnd ? 'In the end: ' : null}
      <Line entry={effect.entry} schools={schools} />
      {effect.effects.length === 0 ? null : (
        <Folded of={effect} schools={schools} depth={depth + 1} isLarge={isLarge} />
      )}
    </li>
  )
  return (
    <ul class="app-tree govuk-body">
      {[...kinds].map(([type, alike]) =>
        alike.length <= atHand ? (
          alike.map(item)
        ) : (
          <li>
            <details class="govuk-details app-tree__fold">
              <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">
                  {eventName(type)}: {alike.length}
                  {more ? ' or more' : ''}
                </span>
              </summary>
              <ul class="app-tree">{alike.map(item)}</ul>
            </details>
          </li>
        ),
      )}
      {more ? (
        <li>
          <Link href={addressOf('/log', { cause: entry.id })} hidden={`– of: ${saySentence(sayEntry(entry))}`}>
            All that followed directly
          </Link>
        </li>
      ) : null}
    </ul>
  )
}

function Folded(props: BranchProps): JSX.Element {
  const { of, depth, isLarge } = props
  if (!isLarge || depth < 2) return <Branch {...props} />
  const count = allOf(of).length - 1
  return (
    <details class="govuk-details app-tree__fold">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {count === 1 ? 'One thing followed' : `${count} things followed`}
        </span>
      </summary>
      <Branch {...props} />
    </details>
  )
}

/** Steps on the way that say nothing by themselves stand aside for what came of them. */
const betweenSteps: ReadonlySet<string> = new Set(['LetterSending'])

function shownOf(effects: readonly Effect[]): Effect[] {
  return effects.flatMap((effect) => (betweenSteps.has(effect.entry.type) ? shownOf(effect.effects) : [effect]))
}
