/** Letters, newest first: what each is about, how far it got, why it was asked for and why it did not leave. */
import { readLetters } from '../../../shared/board/reads/lists.ts'
import { letterStates } from '../../../shared/board/rows/letter.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Filters, Problems } from '../../../shared/pages/form.tsx'
import { addressOf, Empty, Heading, Link, Paging } from '../../../shared/pages/parts.tsx'
import { letterTable } from '../letter-table.tsx'
import { oneOf, type Page } from '../page.ts'
import { letterStateNames } from '../words.ts'

const perPage = 50

export const lettersPage: Page = async (asked) => {
  const { tools, query } = asked
  const given = { state: oneOf(letterStates, query('state')), school: query('school'), since: query('since') }
  const school = given.school === undefined ? undefined : await findSchool(tools.log, given.school)
  const unknown = given.school !== undefined && !school ? 'No school is known by this reference' : undefined
  const wrongDay = given.since !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(given.since) ? 'Give a day' : undefined
  const fields: Field[] = [
    {
      is: 'select',
      name: 'state',
      label: 'State',
      value: given.state,
      options: [
        { value: '', label: 'Any' },
        ...letterStates.map((state) => ({ value: state, label: letterStateNames[state].words })),
      ],
    },
    {
      is: 'text',
      name: 'school',
      label: 'School (reference)',
      value: school?.school.ref ?? given.school,
      problem: unknown,
    },
    { is: 'day', name: 'since', label: 'Asked for since', value: given.since, problem: wrongDay },
  ]
  const filters = { state: given.state, since: given.since, school: school && `school#${school.id}` }
  const wrong = (unknown ?? wrongDay) !== undefined
  const { items, next } = wrong
    ? { items: [] }
    : await readLetters(tools.board, filters, { limit: perPage, after: query('cursor') })
  return {
    title: 'Letters',
    part: '/letters',
    content: (
      <>
        <Problems fields={fields} />
        <Heading>Letters</Heading>
        <Filters action="/letters" fields={fields}>
          <p class="govuk-body">
            <Link href="/letters">Clear all</Link>
          </p>
        </Filters>
        {items.length === 0 ? (
          <Empty>
            {next === undefined
              ? 'No letter fits.'
              : 'No letter fits among those looked at so far: the search goes on, on the next page.'}
          </Empty>
        ) : (
          await letterTable(asked, items, { caption: 'Letters, newest first', withSchool: true })
        )}
        <Paging
          next={next && addressOf('/letters', { ...given, cursor: next })}
          first={query('cursor') && addressOf('/letters', given)}
        />
      </>
    ),
  }
}
