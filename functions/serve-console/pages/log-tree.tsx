/**
 * What caused an entry, up to the first cause, and what it caused, down to the letters that left or did not and the work
 * that could not be done. A page is no archive: so many entries are shown, alike ones folded together, and what is left
 * out is a link away.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { undoneBy } from '../../../events/dead/events.ts'
import { readEffects } from '../../../shared/board/reads/trail.ts'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import { AtMoment } from '../../../shared/pages/day.tsx'
import { addressOf, Link, Tag, type Tone } from '../../../shared/pages/parts.tsx'
import { saySentence } from '../../../shared/pages/sentence.tsx'
import { EntrySentence, entryPath, sayEntry, ThingLink } from '../entries.tsx'
import type { Schools } from '../names.ts'
import type { ConsoleTools } from '../tools.ts'
import { eventName } from '../words.ts'
import { readEntry } from './correct.tsx'

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
export async function effectsOf({ board }: Pick<ConsoleTools, 'board'>, entry: TrailEntry): Promise<Effect> {
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
      <ThingLink stream={entry.stream} data={entry.data} />{' '}
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
