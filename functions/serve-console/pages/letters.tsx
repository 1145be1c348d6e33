/** Letters, newest first: what each is about, how far it got, why it was asked for and why it did not leave. */
import { readLetters } from '../../../shared/board/reads/lists.ts'
import { type LetterCard, letterStates } from '../../../shared/board/rows/letter.ts'
import { type FoundSchool, findSchool } from '../../../shared/deeds/schools.ts'
import { readDay } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Filters, Problems } from '../../../shared/pages/form.tsx'
import { addressOf, Heading, Link, NothingFits, Paging } from '../../../shared/pages/parts.tsx'
import { letterTable } from '../letter-table.tsx'
import { oneOf, type Page } from '../page.ts'
import { letterStateNames } from '../words.ts'
import { LetterWays } from './letters-of-the-body.tsx'

const perPage = 50

interface Given {
  readonly state: LetterCard['state'] | undefined
  readonly school: string | undefined
  readonly since: string | undefined
}

export const lettersPage: Page = async (asked) => {
  const { tools, query } = asked
  const given: Given = { state: oneOf(letterStates, query('state')), school: query('school'), since: query('since') }
  const school = given.school === undefined ? undefined : await findSchool(tools.log, given.school)
  const fields = fieldsOf(given, school)
  const since = given.since && readDay(given.since)
  const filters = { state: given.state, since, school: school?.id }
  const { items, next } = fields.some(({ problem }) => problem !== undefined)
    ? { items: [] }
    : await readLetters(tools.board, filters, { limit: perPage, after: query('cursor') })
  return {
    title: 'Letters',
    part: '/letters',
    content: (
      <>
        <Problems fields={fields} />
        <Heading>Letters</Heading>
        <LetterWays here="/letters" />
        <Filters action="/letters" fields={fields}>
          <p class="govuk-body">
            <Link href="/letters">Clear all</Link>
          </p>
        </Filters>
        {items.length === 0 ? (
          <NothingFits what="letter" goesOn={next !== undefined} />
        ) : (
          await letterTable(asked, items, { caption: 'Letters, newest first' })
        )}
        <Paging
          next={next && addressOf('/letters', { ...given, cursor: next })}
          first={query('cursor') && addressOf('/letters', { ...given })}
        />
      </>
    ),
  }
}

function fieldsOf({ state, school, since }: Given, found: FoundSchool | undefined): Field[] {
  const states = letterStates.map((one) => ({ value: one, label: letterStateNames[one].words }))
  const unknown = school !== undefined && !found ? 'No school is known by this reference' : undefined
  const noDay = since !== undefined && !readDay(since) ? 'Give a day, such as 27 Mar 2027' : undefined
  return [
    { is: 'select', name: 'state', label: 'State', value: state, options: [{ value: '', label: 'Any' }, ...states] },
    { is: 'text', name: 'school', label: 'School (reference)', value: found?.school.ref ?? school, problem: unknown },
    { is: 'day', name: 'since', label: 'Asked for since', value: since, problem: noDay },
  ]
}
