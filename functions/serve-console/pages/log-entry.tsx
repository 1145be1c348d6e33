/** One entry of the log: its sentence, its data as they are kept, what caused it and what it caused. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { kindOfStream } from '../../../events/deciders.ts'
import { correctedEvent, readCorrections, readEffects } from '../../../shared/board/reads/trail.ts'
import type { TrailEntry } from '../../../shared/board/rows/trail.ts'
import { AtMoment } from '../../../shared/pages/day.tsx'
import {
  addressOf,
  Breadcrumbs,
  ButtonLink,
  type Fact,
  Facts,
  Heading,
  Link,
  Paragraph,
  Section,
} from '../../../shared/pages/parts.tsx'
import { saySentence } from '../../../shared/pages/sentence.tsx'
import { EntrySentence, entryPath, letterPath, notesOf, sayEntry, schoolPath } from '../entries.tsx'
import { type Schools, schoolsNamed, whoDid } from '../names.ts'
import type { Answer, Asked } from '../page.ts'
import type { ConsoleTools } from '../tools.ts'
import { sayCause } from '../words.ts'
import { correctPath, readEntry } from './correct.tsx'
import { notFound } from './stop.tsx'

/** Causes are followed to their beginning, but never further than this: a page is no archive. */
const mostCauses = 12
/** What an entry caused is shown so deep, and so many entries in all. */
const deepest = 3
const mostEffects = 60

interface Effect {
  readonly entry: TrailEntry
  readonly effects: readonly Effect[]
}

export async function logEntryPage(asked: Asked, id: string): Promise<Answer> {
  const { tools, caller } = asked
  const entry = await readEntry(tools, id)
  if (!entry) return notFound('entry')
  const [causes, effects] = await Promise.all([
    causesOf(tools, entry),
    effectsOf(tools, id, deepest, { left: mostEffects }),
  ])
  const all = [entry, ...causes, ...effects.flatMap(allOf)]
  const corrections = await readCorrections(tools, entry)
  const [schools, who, notes] = await Promise.all([
    schoolsNamed(
      tools,
      all.flatMap(({ schools }) => schools),
    ),
    whoDid(tools, [entry.by]),
    notesOf(tools, caller, [entry]),
  ])
  // The entry's own school stands above; the lines below name others only.
  const others = new Map([...schools].filter(([id]) => !entry.schools.includes(id)))
  const reasons = [...notes.values()]
  const root = causes.at(-1) ?? entry
  return {
    title: saySentence(sayEntry(entry)),
    part: '/log',
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Log', href: '/log' }]} />
        <Heading above="Entry of the log">{saySentence(sayEntry(entry))}</Heading>
        <CorrectIt path={correctPath(caller, entry)} />
        <Facts
          facts={[
            { key: 'When', value: <AtMoment at={entry.at} /> },
            { key: 'Who', value: who(entry.by) },
            { key: entry.schools.length > 1 ? 'Schools' : 'School', value: schoolLinks(entry, schools) },
            {
              key: 'Letter',
              value:
                kindOfStream(entry.stream) === 'letter' ? (
                  <Link href={letterPath(entry.stream)}>Open the letter</Link>
                ) : undefined,
            },
            ...correctionFacts(entry, corrections),
            {
              key: 'In their own words',
              value: reasons.length === 0 ? undefined : reasons.map((text) => <p class="govuk-body">“{text}”</p>),
            },
          ]}
        />
        <Section title="Why it happened">
          {causes.length === 0 ? null : <Causes causes={causes} schools={others} />}
          <Paragraph>
            {causes.length === 0 ? sayCause(entry.because) : `In the beginning: ${sayCause(root.because)}`}.
          </Paragraph>
        </Section>
        <Section title="What followed from it">
          {effects.length === 0 ? (
            <Paragraph>Nothing further.</Paragraph>
          ) : (
            <Effects effects={effects} schools={others} />
          )}
        </Section>
        <ul class="app-list-inline govuk-body">
          <li>
            <Link href={addressOf('/log', { trace: entry.trace })}>Everything that followed from the same action</Link>
          </li>
          <li>
            <Link href={addressOf('/log', { stream: entry.stream })}>All entries about the same thing</Link>
          </li>
        </ul>
        <Section title="As it is kept">
          <pre class="app-raw" tabindex={0}>
            {rawOf(entry)}
          </pre>
        </Section>
      </>
    ),
  }
}

function CorrectIt({ path }: { readonly path: string | undefined }): JSX.Element | null {
  return path === undefined ? null : (
    <div class="app-actions">
      <ButtonLink href={path}>Correct this entry</ButtonLink>
    </div>
  )
}

/** What an entry corrects, and what corrected it. */
function correctionFacts(entry: TrailEntry, corrections: readonly TrailEntry[]): Fact[] {
  const about = correctedEvent(entry)
  return [
    {
      key: 'Entry it is about',
      value: about === undefined ? undefined : <Link href={entryPath(about)}>See that entry</Link>,
    },
    { key: 'Corrected by', value: corrections.length === 0 ? undefined : <Corrections all={corrections} /> },
  ]
}

/** The last one first: that one holds. */
function Corrections({ all }: { readonly all: readonly TrailEntry[] }): JSX.Element {
  return (
    <>
      {all.map((one) => (
        <p class="govuk-body govuk-!-margin-bottom-0">
          <Link href={entryPath(one.id)}>{saySentence(sayEntry(one))}</Link> (<AtMoment at={one.at} />)
        </p>
      ))}
    </>
  )
}

function schoolLinks({ schools: ids }: TrailEntry, schools: Schools): JSX.Element | undefined {
  const known = ids.flatMap((id) => schools.get(id) ?? [])
  if (known.length === 0) return undefined
  return (
    <>
      {known.map(({ id, name }) => (
        <p class="govuk-body govuk-!-margin-bottom-0">
          <Link href={schoolPath(id)}>{name}</Link>
        </p>
      ))}
    </>
  )
}

function rawOf({ id, type, stream, version, at, by, because, trace, data }: TrailEntry): string {
  return JSON.stringify({ id, type, stream, version, at, by, because, trace, data }, null, 2)
}

/** What caused an entry, what caused that, and so on: the nearest first. */
async function causesOf(tools: ConsoleTools, entry: TrailEntry): Promise<TrailEntry[]> {
  const causes: TrailEntry[] = []
  let cause = await readEntry(tools, entry.because)
  while (cause && causes.length < mostCauses) {
    causes.push(cause)
    cause = await readEntry(tools, cause.because)
  }
  return causes
}

async function effectsOf(tools: ConsoleTools, id: string, depth: number, budget: { left: number }): Promise<Effect[]> {
  const { items } = await readEffects(tools.board, id, { limit: Math.max(1, budget.left) })
  const shown = items.slice(0, Math.max(0, budget.left))
  budget.left -= shown.length
  const effects: Effect[] = []
  for (const entry of shown)
    effects.push({
      entry,
      effects: depth > 1 && budget.left > 0 ? await effectsOf(tools, entry.id, depth - 1, budget) : [],
    })
  return effects
}

function allOf({ entry, effects }: Effect): TrailEntry[] {
  return [entry, ...effects.flatMap(allOf)]
}

interface LineProps {
  readonly entry: TrailEntry
  readonly schools: Schools
  readonly begins?: boolean
}

function Line({ entry, schools, begins }: LineProps): JSX.Element {
  return (
    <>
      <EntrySentence entry={entry} schools={schools} begins={begins} />{' '}
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

function Causes({
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

function Effects({
  effects,
  schools,
}: {
  readonly effects: readonly Effect[]
  readonly schools: Schools
}): JSX.Element {
  return (
    <ul class="app-tree govuk-body">
      {effects.map(({ entry, effects: further }) => (
        <li>
          <Line entry={entry} schools={schools} />
          {further.length === 0 ? null : <Effects effects={further} schools={schools} />}
        </li>
      ))}
    </ul>
  )
}
