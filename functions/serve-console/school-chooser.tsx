/**
 * A school by what people call it: its reference, its id, or the beginnings of its name's words. Where several fit, some
 * are offered; that there are more is said, with the way to all of them.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { searchSchools } from '../../shared/board/reads/search.ts'
import { findSchool } from '../../shared/deeds/schools.ts'
import { addressOf, Link, Paragraph } from '../../shared/pages/parts.tsx'
import type { ConsoleTools } from './tools.ts'

/** So many are offered where a name fits several schools. */
const mostOffered = 10

export interface SchoolFound {
  readonly id: string
  readonly ref: string
  readonly name: string
}

export interface SchoolsFound {
  /** As it was typed; undefined where nothing was. */
  readonly called: string | undefined
  /** The one school that is meant. */
  readonly school: SchoolFound | undefined
  /** Those it may be, where it is not certain; the first of them. */
  readonly offered: readonly SchoolFound[]
  /** More schools fit than are offered. */
  readonly more: boolean
}

/** Longer than any name or reference of a school may be. */
const longest = 200

export async function findCalled(tools: ConsoleTools, said: string | undefined): Promise<SchoolsFound> {
  const called = said?.slice(0, longest)
  if (called === undefined) return { called, school: undefined, offered: [], more: false }
  const found = await findSchool(tools.log, called)
  if (found) return { called, school: { ...found.school, id: found.id }, offered: [], more: false }
  const { items } = await searchSchools(tools.board, called, {}, { limit: mostOffered + 1 })
  if (items.length === 1) return { called, school: items[0], offered: [], more: false }
  return { called, school: undefined, offered: items.slice(0, mostOffered), more: items.length > mostOffered }
}

/** What does not fit of a name that was typed; undefined when it means one school, or nothing was typed. */
export function whyUnclear({ called, school, offered }: SchoolsFound): string | undefined {
  if (called === undefined || school) return undefined
  return offered.length === 0 ? 'No school is known by this name or reference' : 'Several schools fit: choose one'
}

/** The schools that a name may mean, each leading to where it was asked for. */
export function SchoolChoices({
  found: { called, offered, more },
  hrefOf,
}: {
  readonly found: SchoolsFound
  readonly hrefOf: (school: SchoolFound) => string
}): JSX.Element | null {
  if (offered.length === 0) return null
  return (
    <>
      <p class="govuk-body">
        {more ? `More than ${offered.length} schools fit; the first are:` : 'These schools fit:'}
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {offered.map((school) => (
          <li>
            <Link href={hrefOf(school)}>{school.name}</Link> ({school.ref})
          </li>
        ))}
      </ul>
      {more ? (
        <Paragraph>
          Type more of the name, or <Link href={addressOf('/schools', { q: called })}>see all schools that fit</Link>.
        </Paragraph>
      ) : null}
    </>
  )
}
