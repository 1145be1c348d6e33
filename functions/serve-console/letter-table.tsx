/** Letters in a table: what each is about, to whom, how far it got, why, and why not. */

import type { JSX } from 'hono/jsx/jsx-runtime'
import { letterKindNames } from '../../events/letter/names.ts'
import { contactCards } from '../../shared/board/reads/lists.ts'
import type { ContactCard } from '../../shared/board/rows/contact.ts'
import type { LetterCard } from '../../shared/board/rows/letter.ts'
import { OnDay } from '../../shared/pages/day.tsx'
import { Link, Tag } from '../../shared/pages/parts.tsx'
import { Sentence } from '../../shared/pages/sentence.tsx'
import { type Column, Table } from '../../shared/pages/table.tsx'
import type { Caller } from './caller.ts'
import { letterPath, schoolPath } from './entries.tsx'
import { type SayHeld, sayHeldBy } from './held.ts'
import { sayLeftOut } from './letters-to-people.ts'
import { addresseesNamed, idOf, schoolsNamed } from './names.ts'
import type { Asked } from './page.ts'
import { contactRoleNames, letterStateNames, type Standing, whyAsked, whyLetterNotSent } from './words.ts'

interface Options {
  readonly caption: string
  readonly quietCaption?: boolean
  /** The school whose own page it is (its id): its name is not repeated, and letters about no school say so. */
  readonly of?: string | undefined
}

export async function letterTable(
  { tools, caller }: Pick<Asked, 'tools' | 'caller'>,
  letters: readonly LetterCard[],
  options: Options,
): Promise<JSX.Element> {
  const schools = await schoolsNamed(
    tools,
    letters.map(({ school }) => school),
  )
  const names = await addresseesNamed(
    tools,
    caller,
    letters.map((letter) => ({ to: letter.to, school: letter.school ?? options.of })),
    options.of === undefined ? schools : await schoolsNamed(tools, [options.of]),
  )
  const contacts = await contactCards(
    tools.board,
    letters.filter(({ state }) => state === 'withheld').map(({ to }) => to),
  )
  const school: Column<LetterCard> = {
    head: 'School',
    cell: (letter) => {
      const known = letter.school === undefined ? undefined : schools.get(idOf(letter.school))
      return known ? <Link href={schoolPath(known.id)}>{known.name}</Link> : null
    },
  }
  const held = await sayHeldBy(tools, letters)
  return (
    <Table
      caption={options.caption}
      quietCaption={options.quietCaption ?? false}
      rows={letters}
      columns={[
        {
          head: 'Letter',
          names: true,
          cell: (letter) => (
            <>
              <Link href={letterPath(letter.id)}>{letterKindNames[letter.kind]}</Link>
              {options.of === undefined ? null : <AboutNoSchool letter={letter} />}
            </>
          ),
        },
        { head: 'Asked for', cell: ({ day }) => <OnDay day={day} /> },
        ...(options.of === undefined ? [school] : []),
        { head: 'To', cell: (letter) => sayAddressee(letter, names.get(letter.to)) },
        { head: 'State', cell: (letter) => <LetterState letter={letter} /> },
        {
          head: 'Why, and why not',
          cell: (letter) => <Reasons letter={letter} contact={contacts.get(letter.to)} held={held} />,
        },
      ]}
    />
  )
}

/** Marks a letter that is no school's own, where all the others are. */
export function AboutNoSchool({ letter }: { readonly letter: Pick<LetterCard, 'school'> }): JSX.Element | null {
  return letter.school === undefined ? <span class="app-small app-quiet">{aboutNoSchool}</span> : null
}

/** What the caller does not see of such letters. */
export function LeftOut({ caller }: { readonly caller: Caller }): JSX.Element | null {
  const words = sayLeftOut(caller)
  return words === undefined ? null : <p class="govuk-body-s app-quiet">{words}</p>
}

export const aboutNoSchool = 'To the person, about no school'

/** The addressee's name where it may be seen, and the role written to. */
export function sayAddressee({ to, role }: Pick<LetterCard, 'to' | 'role'>, name: string | undefined): string {
  const as = role === undefined ? undefined : contactRoleNames[role]
  if (name === undefined) return as ?? (to.startsWith('staff#') ? 'A member of staff' : 'A contact')
  return as === undefined ? name : `${name} (${as.toLowerCase()})`
}

export function LetterState({ letter }: { readonly letter: Pick<LetterCard, 'state'> }): JSX.Element {
  const { words, tone } = letterStateNames[letter.state]
  return <Tag tone={tone}>{words}</Tag>
}

/** Why it was asked for; below it, where it did not leave, why not. */
export function Reasons({
  letter,
  contact,
  held,
}: {
  readonly letter: LetterCard
  readonly contact: Pick<ContactCard, 'schools' | 'consents'> | undefined
  readonly held: SayHeld
}): JSX.Element {
  const not = whyItRests(letter, contact, held)
  return (
    <>
      <p class="govuk-body">
        <Sentence text={whyAsked(letter)} />
      </p>
      {not === undefined ? null : (
        <p class="govuk-body">
          <strong>{not}</strong>
        </p>
      )}
    </>
  )
}

type Served = Pick<ContactCard, 'schools' | 'consents'>

function whyItRests(letter: LetterCard, contact: Served | undefined, held: SayHeld): string | undefined {
  const { state, whyNot, refusedBecause, unresolved, purpose } = letter
  if (state === 'withheld')
    return whyNot === undefined
      ? 'A person settled that it was not sent'
      : whyLetterNotSent(whyNot, withdrawnSince(purpose, contact), contact && stoodOf(letter, contact))
  if (state === 'held') return held(letter)
  if (refusedBecause !== undefined) return `The mail provider refused it (${refusedBecause})`
  return unresolved ? 'Nobody knows whether it left: a person must look' : undefined
}

/** Whether the addressee serves the school of a letter and agreed to it, by how they stand. */
export function stoodOf({ school, purpose }: Pick<LetterCard, 'school' | 'purpose'>, contact: Served): Standing {
  const consent = contact.consents[purpose === 'news' ? 'news' : 'service']
  const serves = school === undefined || contact.schools.some((one) => idOf(one.school) === idOf(school))
  return { serves, agreed: consent.state === 'given' }
}

function withdrawnSince(purpose: LetterCard['purpose'], contact: Served | undefined): string | undefined {
  const consent = contact?.consents[purpose === 'news' ? 'news' : 'service']
  return consent?.state === 'withdrawn' ? consent.since : undefined
}
