/**
 * Something done to many: said once, looked at row by row, then done, with a page that tells what was done, what a rule
 * refused, and what is not as it was when it was looked at. Three steps, none of which needs a script.
 */

import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Ask, Page as PageOf } from '../../../shared/board/reads/page.ts'
import { entriesOf } from '../../../shared/board/rows/trail.ts'
import { type BulkRow, type BulkRun, isBulkId, keepBulkRun, readBulkRun } from '../../../shared/deeds/bulk-runs.ts'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Form, Problems, tokenField } from '../../../shared/pages/form.tsx'
import {
  addressOf,
  Breadcrumbs,
  ButtonLink,
  Heading,
  Inset,
  Link,
  Paragraph,
  Section,
} from '../../../shared/pages/parts.tsx'
import { Sentence } from '../../../shared/pages/sentence.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import {
  type BulkAction,
  type BulkName,
  bulkActions,
  bulkActionsFor,
  bulkNamed,
  fieldsOf,
  mayDo,
  problemsIn,
  saidNames,
} from '../bulk/actions.tsx'
import { Tick } from '../bulk/choosing.tsx'
import { type ForeseenThing, foresee } from '../bulk/foresee.ts'
import { type BulkList, bulkLists, countOf, mostRows } from '../bulk/lists.ts'
import { goOn, partOf } from '../bulk/run.ts'
import { findThings, forEachOf, type Thing } from '../bulk/things.ts'
import { entryPath, sayEntry } from '../entries.tsx'
import type { Answer, Asked, Sent, Shown } from '../page.ts'
import { named } from '../said.ts'
import { readGivenReviews, reviewsGiven } from './reviews.tsx'
import { readGivenSchools, schoolsGiven } from './schools.tsx'
import { mayNot, notFound } from './stop.tsx'
import { readGivenTasks, tasksGiven } from './tasks.tsx'

function severalPath(list: BulkList): string {
  return `/several/${list}`
}

function runPath(id: string): string {
  return `/several/done/${encodeURIComponent(id)}`
}

const officeOnly = 'Several things at once are changed by admins and coordinators.'

/** What is asked for: the action, and the page that says why it is none. */
function actionOf(asked: Asked, list: BulkList, name: string | undefined): BulkName | Shown {
  const { of } = bulkLists[list]
  if (bulkActionsFor(asked.caller, of).length === 0) return mayNot(officeOnly)
  const known = bulkNamed(name, of)
  if (known === undefined) return notFound('action')
  return mayDo(asked.caller, bulkActions[known]) ? known : mayNot(officeOnly)
}

interface Found {
  readonly ids: readonly string[]
  /** The filters find more than can be done in one go. */
  readonly more: boolean
}

/** The ids of all that the filters of a list find, up to the bound. */
async function allFound(asked: Asked, list: BulkList): Promise<Found> {
  const { tools, caller, query } = asked
  switch (list) {
    case 'schools':
      return upToBound(
        (ask) => readGivenSchools(tools, schoolsGiven(query), ask),
        ({ id }) => id,
      )
    case 'reviews':
      return upToBound(
        (ask) => readGivenReviews(tools, reviewsGiven(query), ask),
        ({ school }) => school.id,
      )
    case 'tasks':
      return upToBound(
        (ask) => readGivenTasks(tools, caller, tasksGiven(query), ask),
        ({ id }) => id,
      )
  }
}

async function upToBound<T>(read: (ask: Ask) => Promise<PageOf<T>>, idOf: (item: T) => string): Promise<Found> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page: PageOf<T> = await read({ limit: 200, after })
    ids.push(...page.items.map(idOf))
    after = page.next
  } while (after !== undefined && ids.length <= mostRows)
  return { ids: ids.slice(0, mostRows), more: ids.length > mostRows || after !== undefined }
}

/** The first step: what is said once for all that were chosen. */
export async function severalPage(asked: Asked, list: BulkList, ticked: readonly string[]): Promise<Answer> {
  const name = actionOf(asked, list, asked.query('do'))
  if (typeof name !== 'string') return name
  const { ids, more } =
    asked.query('all') === undefined
      ? { ids: ticked.slice(0, mostRows), more: ticked.length > mostRows }
      : await allFound(asked, list)
  const things = await findThings(asked.tools, bulkLists[list].of, ids)
  return askPage(asked, { list, name, things, more }, { values: {} })
}

interface Chosen {
  readonly list: BulkList
  readonly name: BulkName
  readonly things: readonly Thing[]
  readonly more?: boolean
}

interface Said {
  readonly values: Sent
  readonly problems?: Readonly<Record<string, string>>
  readonly sentence?: string
}

async function askPage(asked: Asked, { list, name, things, more }: Chosen, said: Said): Promise<Shown> {
  const action = bulkActions[name]
  const { values, problems = {}, sentence } = said
  const fields = await fieldsOf(asked, action, values, problems)
  const wrong = Object.keys(problems).length > 0 || sentence !== undefined
  if (things.length === 0) return nothingChosen(list, action)
  const rows: Field = { is: 'hidden', name: 'rows', label: '', value: things.map(({ id }) => id).join(',') }
  const sends: Field = { is: 'hidden', name: 'do', label: '', value: name }
  return {
    title: `${action.title}: ${countOf(list, things.length)}`,
    part: bulkLists[list].path,
    ...(wrong && { status: 400 as const }),
    content: (
      <>
        <Crumbs list={list} />
        <Problems fields={fields} sentence={sentence} />
        <Heading above={countOf(list, things.length)}>{action.title}</Heading>
        {more ? (
          <Inset>
            At most {mostRows} can be done in one go, and there are more: these are the first {mostRows}. Narrow the
            list by its filters to reach the others.
          </Inset>
        ) : null}
        <Names things={things} list={list} />
        <Form
          action={severalPath(list)}
          token={asked.token}
          fields={[...fields, rows, sends]}
          button="Look at what would happen"
          back={bulkLists[list].path}
        />
      </>
    ),
  }
}

function Crumbs({ list }: { readonly list: BulkList }): JSX.Element {
  return <Breadcrumbs crumbs={[{ name: bulkLists[list].name, href: bulkLists[list].path }]} />
}

function nothingChosen(list: BulkList, action: BulkAction): Shown {
  const sentence = `Tick the box at each of the ${bulkLists[list].many} you mean, or take all that the filters find.`
  return notThese(list, action, 'Nothing was chosen', sentence)
}

/** A page offers no more; somebody made a form of their own. */
function tooMany(list: BulkList, action: BulkAction): Shown {
  const sentence = `At most ${countOf(list, mostRows)} can be changed in one go. Nothing was done: choose fewer, and do it again for the others.`
  return notThese(list, action, 'Too many at once', sentence)
}

function notThese(list: BulkList, { title: above }: BulkAction, title: string, sentence: string): Shown {
  return {
    title,
    part: bulkLists[list].path,
    status: 400,
    content: (
      <>
        <Crumbs list={list} />
        <Heading above={above}>{title}</Heading>
        <Paragraph>{sentence}</Paragraph>
        <ButtonLink href={bulkLists[list].path}>Go back to the list</ButtonLink>
      </>
    ),
  }
}

/** Shown as they are up to so many; more are folded away. */
const mostOpen = 8

function Names({ things, list }: { readonly things: readonly Thing[]; readonly list: BulkList }): JSX.Element {
  const names = (
    <ul class="govuk-list govuk-list--bullet">
      {things.map(({ name, href }) => (
        <li>
          <Link href={href}>{name}</Link>
        </li>
      ))}
    </ul>
  )
  if (things.length <= mostOpen) return names
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">The {countOf(list, things.length)}</span>
      </summary>
      <div class="govuk-details__text">{names}</div>
    </details>
  )
}

/** The second and the third step, by what was pressed. Throws Fault; all else is an answer. */
export async function sendSeveral(asked: Asked, list: BulkList, sent: Sent): Promise<Answer> {
  const name = actionOf(asked, list, sent.do)
  if (typeof name !== 'string') return name
  const ids = (sent.rows ?? '').split(',')
  if (ids.length > mostRows || rowsIn(sent).length > mostRows) return tooMany(list, bulkActions[name])
  if (sent.step === 'do') return doSeveral(asked, list, name, sent)
  const things = await findThings(asked.tools, bulkLists[list].of, ids)
  const problems = problemsIn(bulkActions[name], sent)
  const again = sent.step === 'ask' || Object.keys(problems).length > 0 || things.length === 0
  if (again) return askPage(asked, { list, name, things }, { values: sent, ...(sent.step !== 'ask' && { problems }) })
  return previewPage(asked, { list, name, things }, sent)
}

async function previewPage(asked: Asked, { list, name, things }: Chosen, sent: Sent, problem?: string): Promise<Shown> {
  const action = bulkActions[name]
  const all = await foresee(asked, action, things, sent)
  const would = await saidInNames(
    asked,
    all.filter(({ foreseen }) => foreseen.is === 'would'),
  )
  const same = all.filter(({ foreseen }) => foreseen.is === 'same')
  const refused = all.filter(({ foreseen }) => foreseen.is === 'refused')
  return {
    title: `What would happen: ${action.title}`,
    part: bulkLists[list].path,
    ...(problem !== undefined && { status: 400 as const }),
    content: (
      <>
        <Crumbs list={list} />
        <Problems fields={[]} sentence={problem} />
        <Heading above={action.title}>What would happen</Heading>
        <Paragraph>Nothing is done yet. {sayCounts(list, would.length, same.length, refused.length)}</Paragraph>
        {await whatWasSaid(asked, action, sent)}
        <form method="post" action={severalPath(list)}>
          <input type="hidden" name={tokenField} value={asked.token} />
          <input type="hidden" name="do" value={name} />
          <input type="hidden" name="run" value={asked.tools.newId()} />
          <input type="hidden" name="rows" value={things.map(({ id }) => id).join(',')} />
          {saidNames(action).map((field) =>
            sent[field] === undefined ? null : <input type="hidden" name={field} value={sent[field]} />,
          )}
          {would.length === 0 ? null : <WouldHappen list={list} would={would} />}
          <div class="govuk-button-group">
            {would.length === 0 ? null : (
              <button type="submit" name="step" value="do" class="govuk-button">
                {action.button}
              </button>
            )}
            <button type="submit" name="step" value="ask" class="govuk-button govuk-button--secondary">
              Change what was said
            </button>
            <Link href={bulkLists[list].path}>Do nothing and go back</Link>
          </div>
        </form>
        <Others title="Refused by a rule" list={list} others={refused} />
        <Others title="So already" list={list} others={same} />
      </>
    ),
  }
}

function sayCounts(list: BulkList, would: number, same: number, refused: number): string {
  const parts = [
    would === 0 ? 'Nothing would change' : `${countOf(list, would)} would change`,
    refused === 0 ? undefined : `${refused} would be refused`,
    same === 0 ? undefined : `${same} ${same === 1 ? 'is' : 'are'} so already`,
  ]
  return `${parts.filter((part) => part !== undefined).join(', ')}.`
}

/** What was said for all, as it was said: choices by their words. */
async function whatWasSaid(asked: Asked, action: BulkAction, sent: Sent): Promise<JSX.Element | null> {
  const fields = await fieldsOf(asked, action, sent)
  const told = fields.flatMap((field) => {
    const value = sent[field.name]
    if (value === undefined) return []
    const options = 'options' in field ? field.options : []
    return [{ label: field.label, value: options.find((one) => one.value === value)?.label ?? value }]
  })
  if (told.length === 0) return null
  return (
    <Inset>
      {told.map(({ label, value }) => (
        <div>
          {label}: <strong class="app-lines">{value}</strong>
        </div>
      ))}
    </Inset>
  )
}

interface ForeseenProps {
  readonly list: BulkList
  readonly would: readonly ForeseenThing[]
}

/** What would happen as pages say it: with names where the log would keep codes; all are read at once. */
async function saidInNames({ tools }: Asked, would: readonly ForeseenThing[]): Promise<ForeseenThing[]> {
  const events = would.flatMap(({ thing: { stream }, foreseen }) =>
    foreseen.is === 'would' ? foreseen.events.map(({ type, data }) => ({ type, data, stream })) : [],
  )
  const next = (await named(tools, events)).values()
  return would.map(({ thing, foreseen }) =>
    foreseen.is === 'would'
      ? { thing, foreseen: { ...foreseen, events: foreseen.events.map((event) => next.next().value ?? event) } }
      : { thing, foreseen },
  )
}

const heads = { schools: 'School', reviews: 'School', tasks: 'Task' } as const

function WouldHappen({ list, would }: ForeseenProps): JSX.Element {
  return (
    <Table
      caption="To be done"
      rows={would}
      columns={[
        {
          head: 'Do it',
          ticks: true,
          cell: ({ thing: { id, version, name } }) => (
            <Tick name="row" value={`${id}@${version}`} label={`Do it for ${name}`} checked />
          ),
        },
        { head: heads[list], names: true, cell: ({ thing }) => <Link href={thing.href}>{thing.name}</Link> },
        { head: 'As it stands', cell: ({ thing }) => <Sentence text={thing.stands} /> },
        {
          head: 'What the log would say',
          cell: ({ foreseen }) => (foreseen.is === 'would' ? <Facts events={foreseen.events} /> : null),
        },
      ]}
    />
  )
}

function Facts({
  events,
}: {
  readonly events: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[]
}): JSX.Element {
  return (
    <>
      {events.map((event) => (
        <p class="govuk-body">
          <Sentence text={sayEntry(event)} />
        </p>
      ))}
    </>
  )
}

interface OthersProps {
  readonly title: string
  readonly list: BulkList
  readonly others: readonly ForeseenThing[]
}

function Others({ title, list, others }: OthersProps): JSX.Element | null {
  if (others.length === 0) return null
  return (
    <Table
      caption={title}
      rows={others}
      columns={[
        { head: heads[list], names: true, cell: ({ thing }) => <Link href={thing.href}>{thing.name}</Link> },
        { head: 'As it stands', cell: ({ thing }) => <Sentence text={thing.stands} /> },
        {
          head: 'Why nothing would happen',
          cell: ({ foreseen }) =>
            foreseen.is === 'refused' ? <Sentence text={foreseen.detail} /> : 'It is so already',
        },
      ]}
    />
  )
}

/** The rows that stayed ticked, each with the version it was looked at. */
function rowsIn({ row = '' }: Sent): BulkRow[] {
  return row.split(',').flatMap((value) => {
    const [, id, digits] = /^([\w-]{1,80})@(\d{1,9})$/.exec(value) ?? []
    return id === undefined ? [] : [{ id, version: Number(digits) }]
  })
}

async function doSeveral(asked: Asked, list: BulkList, name: BulkName, sent: Sent): Promise<Answer> {
  const { tools, caller } = asked
  const action = bulkActions[name]
  const id = sent.run ?? ''
  if (!isBulkId(id)) return notFound('preview')
  const known = await readBulkRun(tools.files, id)
  if (known) return known.by === caller.id ? carryOn(asked, id, known) : notFound('preview')
  const rows = rowsIn(sent)
  const problems = problemsIn(action, sent)
  if (rows.length === 0 || Object.keys(problems).length > 0) {
    const things = await findThings(tools, bulkLists[list].of, (sent.rows ?? '').split(','))
    if (Object.keys(problems).length > 0) return askPage(asked, { list, name, things }, { values: sent, problems })
    return previewPage(
      asked,
      { list, name, things },
      sent,
      'No row is ticked any more. Tick those it is to be done for.',
    )
  }
  const begun = {
    action: name,
    list,
    by: caller.id,
    at: tools.world().now,
    rows,
    ...(await partOf(asked, action, sent)),
  }
  return carryOn(asked, id, await keepBulkRun(tools.files, id, begun))
}

async function carryOn(asked: Asked, id: string, run: BulkRun): Promise<Answer> {
  const name = bulkNamed(run.action, listOf(run) === 'tasks' ? 'tasks' : 'schools')
  if (name === undefined) return notFound('action')
  await goOn(asked, id, bulkActions[name], run)
  return { to: runPath(id) }
}

function listOf({ list }: BulkRun): BulkList {
  return list === 'tasks' || list === 'reviews' ? list : 'schools'
}

/** Goes on with what there was no time for. */
export async function sendOn(asked: Asked, id: string): Promise<Answer> {
  const run = await readBulkRun(asked.tools.files, id)
  return run && run.by === asked.caller.id ? carryOn(asked, id, run) : notFound('page')
}

interface Told {
  readonly thing: Thing
  readonly outcome: BulkRow['outcome']
}

/** What was done, what not and why, each with its thing. */
export async function severalDonePage(asked: Asked, id: string): Promise<Answer> {
  const run = await readBulkRun(asked.tools.files, id)
  // Whoever did it goes on with it; it is nobody else's business.
  if (!run || run.by !== asked.caller.id) return notFound('page')
  const list = listOf(run)
  const name = bulkNamed(run.action, bulkLists[list].of)
  if (name === undefined) return notFound('page')
  const things = await findThings(
    asked.tools,
    bulkLists[list].of,
    run.rows.map((row) => row.id),
  )
  const byId = new Map(things.map((thing) => [thing.id, thing]))
  const told = run.rows.flatMap(({ id: of, outcome }): Told[] => {
    const thing = byId.get(of)
    return thing ? [{ thing, outcome }] : []
  })
  const as = (is: NonNullable<Told['outcome']>['is']) => told.filter(({ outcome }) => outcome?.is === is)
  const [done, same, refused, changed] = [as('done'), as('same'), as('refused'), as('changed')]
  const left = told.filter(({ outcome }) => outcome === undefined)
  const { title } = bulkActions[name]
  return {
    title: `What was done: ${title}`,
    part: bulkLists[list].path,
    content: (
      <>
        <Crumbs list={list} />
        <Heading above={title}>What was done</Heading>
        <Paragraph>{sayDone(list, done.length, told.length - left.length)}</Paragraph>
        {left.length === 0 ? null : (
          <Inset>
            <p class="govuk-body">There was no time for {countOf(list, left.length)} yet.</p>
            <Form action={runPath(id)} token={asked.token} fields={[]} button="Go on" />
          </Inset>
        )}
        {await outcomes(asked, 'Done', list, done)}
        {await outcomes(asked, 'Refused by a rule', list, refused)}
        {changed.length === 0 ? null : (
          <Section title="Changed since they were looked at">
            <Paragraph>Nothing was done to these: somebody or something was there first.</Paragraph>
            <Form
              action={severalPath(list)}
              token={asked.token}
              fields={againFields(name, changed)}
              button="Look at them again"
            />
            {await outcomes(asked, 'Changed since', list, changed)}
          </Section>
        )}
        {await outcomes(asked, 'So already', list, same)}
        <ul class="app-list-inline govuk-body app-screen-only">
          <li>
            <Link href={bulkLists[list].path}>Go back to the list</Link>
          </li>
          <li>
            <Link href={addressOf('/log', { trace: id })}>All that followed, in the log</Link>
          </li>
        </ul>
      </>
    ),
  }
}

function sayDone(list: BulkList, done: number, of: number): string {
  if (done === of) return `It was done for ${countOf(list, done)}.`
  return `It was done for ${done === 0 ? 'none' : done} of ${countOf(list, of)}.`
}

/** Those that are no longer as they were, chosen again. */
function againFields(name: BulkName, told: readonly Told[]): Field[] {
  const rows = told.map(({ thing }) => thing.id).join(',')
  return Object.entries({ do: name, rows, step: 'ask' }).map(([field, value]) => ({
    is: 'hidden',
    name: field,
    label: '',
    value,
  }))
}

async function outcomes(
  { tools }: Asked,
  title: string,
  list: BulkList,
  told: readonly Told[],
): Promise<JSX.Element | null> {
  if (told.length === 0) return null
  const rows = await forEachOf(told, async (one) => ({ ...one, what: await sayOutcome(tools, one) }))
  return (
    <Table
      caption={title}
      rows={rows}
      columns={[
        { head: heads[list], names: true, cell: ({ thing }) => <Link href={thing.href}>{thing.name}</Link> },
        { head: 'What came of it', cell: ({ what }) => what },
        { head: 'As it stands now', cell: ({ thing }) => <Sentence text={thing.stands} /> },
      ]}
    />
  )
}

async function sayOutcome(tools: Asked['tools'], { thing, outcome }: Told): Promise<JSX.Element | string> {
  switch (outcome?.is) {
    case 'done': {
      const commit = await tools.log.read(outcome.stream, outcome.version)
      return (
        <>
          <Facts events={await named(tools, commit ? entriesOf(commit.body) : [])} />
          <Link href={entryPath(`${outcome.stream}@${outcome.version}.0`)} hidden={`of ${thing.name}`}>
            The entry
          </Link>
        </>
      )
    }
    case 'refused':
      return <Sentence text={outcome.detail} />
    case 'changed':
      return 'It is not as it was when it was looked at'
    default:
      return 'It was so already'
  }
}
