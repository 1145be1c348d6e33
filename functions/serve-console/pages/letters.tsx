/** Letters, newest first: what each is about, how far it got, why it was asked for and why it did not leave. */
import { readLetters } from '../../../shared/board/reads/lists.ts'
import { type LetterCard, letterStates } from '../../../shared/board/rows/letter.ts'
import { readDay } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Filters, Problems } from '../../../shared/pages/form.tsx'
import { addressOf, Heading, Link, NothingFits, Paging } from '../../../shared/pages/parts.tsx'
import { letterTable } from '../letter-table.tsx'
import { oneOf, type Page } from '../page.ts'
import { findCalled, SchoolChoices, type SchoolsFound, whyUnclear } from '../school-chooser.tsx'
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
  const found = await findCalled(tools, query('school'))
  const said: Given = { state: oneOf(letterStates, query('state')), school: found.called, since: query('since') }
  const fields = fieldsOf(said, found)
  const given = { ...said, school: found.school?.ref ?? said.school }
  const since = said.since && readDay(said.since)
  const filters = { state: said.state, since, school: found.school?.id }
  const isWrong = fields.some(({ problem }) => problem !== undefined)
  const { items, next } = isWrong
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
        <SchoolChoices found={found} hrefOf={({ ref }) => addressOf('/letters', { ...given, school: ref })} />
        {isWrong ? null : items.length === 0 ? (
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

function fieldsOf({ state, school, since }: Given, found: SchoolsFound): Field[] {
  const states = letterStates.map((one) => ({ value: one, label: letterStateNames[one].words }))
  const noDay = since !== undefined && !readDay(since) ? 'Give a day, such as 27 Mar 2027' : undefined
  return [
    { is: 'select', name: 'state', label: 'State', value: state, options: [{ value: '', label: 'Any' }, ...states] },
    {
      is: 'text',
      name: 'school',
      label: 'School (name or reference)',
      value: found.school?.ref ?? school,
      problem: whyUnclear(found),
    },
    { is: 'day', name: 'since', label: 'Asked for since', value: since, problem: noDay },
  ]
}
