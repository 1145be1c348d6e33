/** Whom work that could not be done touches, by name with the way there, for those who may see who it is. */

import type { JSX } from 'hono/jsx/jsx-runtime'
import { kindOfStream } from '../../events/deciders.ts'
import { letterKindNames } from '../../events/letter/names.ts'
import { contactCards, letterCards } from '../../shared/board/reads/lists.ts'
import type { LetterCard } from '../../shared/board/rows/letter.ts'
import type { TrailEntry } from '../../shared/board/rows/trail.ts'
import { Link } from '../../shared/pages/parts.tsx'
import { contactPath, letterPath, onlySchoolOf, schoolPath, thingOf } from './entries.tsx'
import { type Addressed, addresseesNamed, idOf, schoolsNamed, whoDid } from './names.ts'
import type { Asked } from './page.ts'
import { named, staffIn } from './said.ts'

export interface Touched {
  readonly words: string
  readonly href: string
}

/** What entries are about, each by its id: schools, people, letters, clusters; at least the way to the thing itself. */
export async function touchedBy(
  { tools, caller }: Asked,
  entries: readonly TrailEntry[],
): Promise<ReadonlyMap<string, readonly Touched[]>> {
  const streams = entries.map(({ stream }) => stream)
  const [letters, contacts, said, who] = await Promise.all([
    letterCards(tools.board, streams),
    contactCards(tools.board, streams),
    named(tools, entries),
    whoDid(
      tools,
      entries.flatMap((entry) => staffIn(entry) ?? []),
    ),
  ])
  // A person is named to those who may see the people of a school they serve.
  const people: Addressed[] = [
    ...[...letters.values()].map(({ to, school }) => ({ to, school })),
    ...[...contacts].flatMap(([to, { schools }]) =>
      schools.length === 0 ? [{ to }] : schools.map(({ school }) => ({ to, school })),
    ),
  ]
  const schools = await schoolsNamed(tools, [
    ...entries.map((entry) => onlySchoolOf(entry)),
    ...people.map(({ school }) => school),
  ])
  const names = await addresseesNamed(tools, caller, people, schools)
  const ofSchool = (id: string | undefined): Touched[] => {
    const school = schools.get(idOf(id ?? ''))
    return school ? [{ words: school.name, href: schoolPath(school.id) }] : []
  }
  const ofPerson = (stream: string): Touched => ({ words: names.get(stream) ?? 'A contact', href: contactPath(stream) })
  const ofLetter = (stream: string, letter: LetterCard): Touched[] => [
    { words: letterKindNames[letter.kind], href: letterPath(stream) },
    ...ofSchool(letter.school),
    ...(letter.to.startsWith('contact#') ? [ofPerson(letter.to)] : []),
  ]
  const touched = ({ stream, cluster, ...entry }: (typeof said)[number]): Touched[] => {
    const letter = letters.get(stream)
    if (letter) return ofLetter(stream, letter)
    if (kindOfStream(stream) === 'contact') return [ofPerson(stream), ...entry.schools.flatMap((id) => ofSchool(id))]
    const thing = thingOf({ stream, data: entry.data })
    const itself = thing ? [{ words: wordsOf(thing.words), href: thing.href }] : []
    const staff = staffIn({ stream, data: entry.data })
    if (staff !== undefined) return itself.map((one) => ({ ...one, words: who(staff) }))
    if (cluster)
      return [
        { words: cluster.name, href: `/clusters/${encodeURIComponent(cluster.id)}` },
        ...meetingIn(stream, itself),
      ]
    return [...ofSchool(onlySchoolOf({ stream, schools: entry.schools })), ...itself]
  }
  return new Map(said.map((entry) => [entry.id, touched(entry)]))
}

/** `see the task` as `The task`. */
function wordsOf(words: string): string {
  const bare = words.replace(/^see /, '')
  return bare.charAt(0).toUpperCase() + bare.slice(1)
}

function meetingIn(stream: string, itself: readonly Touched[]): readonly Touched[] {
  return kindOfStream(stream) === 'meeting' ? itself : []
}

/** Nobody where it touches nobody by name. */
export function TouchedList({ all }: { readonly all: readonly Touched[] }): JSX.Element {
  if (all.length === 0) return <>Nobody by name</>
  return (
    <>
      {all.map(({ words, href }, n) => (
        <>
          {n > 0 ? ', ' : null}
          <Link href={href}>{words}</Link>
        </>
      ))}
    </>
  )
}
