/** One entry of the log: its sentence, its data as they are kept, what caused it and what it caused. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { correctedEvent, readCorrections } from '../../../shared/board/reads/trail.ts'
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
import { entryPath, explainPath, notesOf, sayEntry, schoolPath, thingOf } from '../entries.tsx'
import { type Schools, schoolsNamed, whoDid } from '../names.ts'
import type { Answer, Asked } from '../page.ts'
import { readEntry } from '../read-entry.ts'
import { named, type Said } from '../said.ts'
import { sayCause } from '../words.ts'
import { correctPath } from './correct.tsx'
import { sealedUpTo } from './log.tsx'
import { rawOf } from './log-entries.tsx'
import { allOf, Causes, causesOf, Effects, effectsOf, saidIn } from './log-tree.tsx'
import { notFound } from './stop.tsx'

export async function logEntryPage(asked: Asked, id: string): Promise<Answer> {
  const { tools, caller } = asked
  const kept = await readEntry(tools, id)
  if (!kept) return notFound('entry')
  const [itsCauses, itsEffects, corrections, sealed] = await Promise.all([
    causesOf(tools, kept),
    effectsOf(tools, kept),
    readCorrections(tools, kept),
    sealedUpTo(tools),
  ])
  const all = [...itsCauses, ...allOf(itsEffects)]
  const says = new Map((await named(tools, all, caller)).map((one) => [one.id, one]))
  const causes = itsCauses.map((one) => says.get(one.id) ?? one)
  const root = saidIn(itsEffects, says)
  const { entry } = root
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
  const first = causes.at(-1) ?? entry
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
            { key: 'About', value: aboutOf(says.get(kept.id)) },
            { key: 'Sealed', value: sayWhetherSealed(entry, sealed) },
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
            {causes.length === 0 ? sayCause(entry.because) : `In the beginning: ${sayCause(first.because)}`}.
          </Paragraph>
        </Section>
        <Section title="What followed from it">
          {root.effects.length === 0 ? (
            <Paragraph>Nothing further.</Paragraph>
          ) : (
            <Effects root={root} schools={others} />
          )}
        </Section>
        <ul class="app-list-inline govuk-body">
          {entry.schools.length === 1 ? (
            <li>
              <Link href={explainPath(entry.schools[0] ?? '', entry.day)}>
                Why a letter went to this school that day, or none
              </Link>
            </li>
          ) : null}
          <li>
            <Link href={addressOf('/log', { trace: entry.trace })}>Everything that followed from the same action</Link>
          </li>
          <li>
            <Link href={addressOf('/log', { stream: entry.stream })}>All entries about the same thing</Link>
          </li>
        </ul>
        {caller.role === 'admin' ? <AsStored entry={entry} /> : null}
      </>
    ),
  }
}

/** For whoever must know what the log itself holds. */
function AsStored({ entry }: { readonly entry: TrailEntry }): JSX.Element {
  return (
    <details class="govuk-details app-screen-only">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">As it is stored</span>
      </summary>
      <div class="govuk-details__text">
        <pre class="app-raw" tabindex={0}>
          {rawOf(entry)}
        </pre>
      </div>
    </details>
  )
}

function aboutOf(entry: (TrailEntry & Said) | undefined): JSX.Element | undefined {
  if (!entry || entry.isShut || typeof entry.data.event === 'string') return undefined
  const thing = thingOf(entry)
  return thing && <Link href={thing.href}>{saySentence(thing.words)}</Link>
}

function sayWhetherSealed({ day }: TrailEntry, sealed: string | undefined): string {
  return sealed !== undefined && day <= sealed
    ? 'Yes, with its day: were it altered, that would be found'
    : 'Not yet: its day is sealed when the next has begun'
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
