/** What waits for a person, soonest due first, each with the form that finishes it. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import { taskSentence } from '../../../events/task/calls.ts'
import { saySettled, taskAbouts } from '../../../events/task/events.ts'
import { contactCards, readTasks } from '../../../shared/board/reads/lists.ts'
import type { Ask, Page as PageOf } from '../../../shared/board/reads/page.ts'
import type { SchoolCard } from '../../../shared/board/rows/school.ts'
import { type TaskCard, taskStates } from '../../../shared/board/rows/task.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { OnDay, sayShortDay } from '../../../shared/pages/day.tsx'
import { Filters, Form } from '../../../shared/pages/form.tsx'
import { addressOf, Empty, Heading, Link, Paging, Tag } from '../../../shared/pages/parts.tsx'
import { Sentence } from '../../../shared/pages/sentence.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { offersBulk, tickColumn, WithSeveral } from '../bulk/choosing.tsx'
import type { Caller } from '../caller.ts'
import { formFields } from '../do/fields.ts'
import { contactPath, entryPath, letterPath, notesOf, schoolPath } from '../entries.tsx'
import { addresseesNamed, idOf, schoolsNamed, whoDid } from '../names.ts'
import { type Asked, oneOf, type Page } from '../page.ts'
import { aboutNames, taskPath } from '../task-words.ts'
import type { ConsoleTools } from '../tools.ts'

const perPage = 30

const owners = ['me', 'nobody'] as const
type Whose = (typeof owners)[number]

export const tasksPage: Page = async ({ tools, caller, token, query }) => {
  const given = tasksGiven(query)
  const { state, about, owner: whose } = given
  const { items, next } = await readGivenTasks(tools, caller, given, { limit: perPage, after: query('cursor') })
  const concerns = await schoolsConcerned(tools, items)
  const [schools, who, notes] = await Promise.all([
    schoolsNamed(tools, [...concerns.values()].flat()),
    whoDid(
      tools,
      items.flatMap(({ owner }) => owner ?? []),
    ),
    notesOf(
      tools,
      caller,
      items.map(({ outcome }) => ({ data: { outcome } })),
    ),
  ])
  const contacts = await addresseesNamed(
    tools,
    caller,
    items.flatMap(({ id, contact }) => (contact === undefined ? [] : { to: contact, school: concerns.get(id)?.[0] })),
    schools,
  )
  const mayFinish = commands['finish-task'].roles.includes(caller.role)
  return {
    title: 'Tasks',
    part: '/tasks',
    content: (
      <>
        <Heading>Tasks</Heading>
        {isOffice(caller) ? (
          <ul class="app-list-inline govuk-body">
            <li>
              <Link href="/requests">Requests about own data</Link>
            </li>
            <li>
              <Link href="/suppression">Addresses not written to</Link>
            </li>
          </ul>
        ) : null}
        <Filters
          action="/tasks"
          fields={[
            {
              is: 'select',
              name: 'state',
              label: 'State',
              value: state,
              options: [
                { value: 'open', label: 'Open' },
                { value: 'finished', label: 'Finished' },
              ],
            },
            {
              is: 'select',
              name: 'about',
              label: 'About',
              value: about,
              options: [
                { value: '', label: 'Anything' },
                ...taskAbouts.map((one) => ({ value: one, label: aboutNames[one] })),
              ],
            },
            {
              is: 'select',
              name: 'owner',
              label: 'Taken on by',
              value: whose,
              options: [
                { value: '', label: 'Anybody' },
                { value: 'me', label: 'Me' },
                { value: 'nobody', label: 'Nobody yet' },
              ],
            },
          ]}
        >
          <p class="govuk-body">
            <Link href="/tasks">Clear all</Link>
          </p>
        </Filters>
        {items.length === 0 ? (
          <Empty>{state === 'open' ? 'Nothing waits for a person.' : 'No finished task fits.'}</Empty>
        ) : (
          <TaskTable
            ticks={state === 'open' && offersBulk(caller, 'tasks')}
            tasks={items}
            state={state}
            today={tools.world().today}
            schoolsOf={({ id }) => concerns.get(id)?.flatMap((school) => schools.get(idOf(school)) ?? []) ?? []}
            contacts={contacts}
            who={who}
            outcomeOf={({ outcome, settled }) =>
              settled ? `By itself: ${saySettled(settled)}` : outcome && notes.get(outcome)
            }
            token={mayFinish ? token : undefined}
          />
        )}
        {items.length === 0 ? null : <OfOpen caller={caller} given={given} />}
        <Paging
          next={next && addressOf('/tasks', { ...given, cursor: next })}
          first={query('cursor') && addressOf('/tasks', given)}
        />
      </>
    ),
  }
}

/** The schools each task concerns, by its id: the one it names, else all that its contact serves. */
async function schoolsConcerned(
  { board }: ConsoleTools,
  tasks: readonly TaskCard[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const cards = await contactCards(
    board,
    tasks.flatMap(({ school, contact }) => (school === undefined ? (contact ?? []) : [])),
  )
  const served = (contact = '') => [...new Set(cards.get(contact)?.schools.map(({ school }) => school) ?? [])]
  return new Map(tasks.map(({ id, school, contact }) => [id, school === undefined ? served(contact) : [school]]))
}

function isOf(whose: Whose | undefined, me: string, { owner }: TaskCard): boolean {
  if (whose === undefined) return true
  return whose === 'me' ? owner === me : owner === undefined
}

/** What the list is narrowed to. */
export function tasksGiven(query: Asked['query']) {
  return {
    state: oneOf(taskStates, query('state')) ?? ('open' as const),
    about: oneOf(taskAbouts, query('about')),
    owner: oneOf(owners, query('owner')),
  }
}

/** Pages of the list that are read for one page of what fits. */
const mostPages = 20

/** The tasks that fit: several pages of the list are read until the page is full. */
export async function readGivenTasks(
  tools: ConsoleTools,
  { id }: Caller,
  { state, about, owner }: ReturnType<typeof tasksGiven>,
  { limit, after: cursor }: Ask,
): Promise<PageOf<TaskCard>> {
  const fits = (task: TaskCard) => (about ?? task.about) === task.about && isOf(owner, id, task)
  const items: TaskCard[] = []
  let after = cursor
  for (let pages = 0; pages < mostPages && items.length < limit; pages++) {
    const page = await readTasks(tools.board, { state }, { limit: perPage, after })
    items.push(...page.items.filter(fits))
    after = page.next
    if (after === undefined) break
  }
  return { items, ...(after !== undefined && { next: after }) }
}

/** What is finished is not given to anybody. */
function OfOpen({ caller, given }: { readonly caller: Caller; readonly given: ReturnType<typeof tasksGiven> }) {
  return given.state === 'open' ? <WithSeveral caller={caller} list="tasks" given={given} /> : null
}

interface TableProps {
  /** Whether something can be done with several. */
  readonly ticks: boolean
  readonly tasks: readonly TaskCard[]
  readonly state: TaskCard['state']
  readonly today: string
  readonly schoolsOf: (task: TaskCard) => readonly SchoolCard[]
  /** Names of contacts the caller may see, by stream. */
  readonly contacts: ReadonlyMap<string, string>
  readonly who: (by: string) => string
  /** What came of a finished task, for those who may read it. */
  readonly outcomeOf: (task: TaskCard) => string | undefined
  /** For the forms; undefined where the caller may not finish tasks. */
  readonly token: string | undefined
}

function TaskTable({
  ticks,
  tasks,
  state,
  today,
  schoolsOf,
  contacts,
  who,
  outcomeOf,
  token,
}: TableProps): JSX.Element {
  return (
    <Table
      caption={state === 'open' ? 'Open tasks, soonest due first' : 'Finished tasks'}
      rows={tasks}
      columns={[
        ...tickColumn<TaskCard>(ticks, (task) => ({ id: task.id, name: nameOf(task, schoolsOf(task)) })),
        {
          head: 'What is to be done',
          cell: (task) => (
            <>
              <p class="govuk-body">
                <Link href={taskPath(task.id)}>{aboutNames[task.about]}</Link>
                <br />
                <Sentence text={taskSentence(task.about, task)} />
              </p>
              <Places task={task} schools={schoolsOf(task)} contact={contacts.get(task.contact ?? '')} />
              {state === 'open' && token !== undefined ? <FinishForm task={task} token={token} /> : null}
            </>
          ),
        },
        {
          head: 'Due',
          cell: ({ due }) => (due === undefined ? 'No day' : <Due day={due} late={state === 'open' && due < today} />),
        },
        state === 'open'
          ? { head: 'Taken on by', cell: ({ owner }) => (owner === undefined ? 'Nobody yet' : who(owner)) }
          : { head: 'Outcome', cell: (task) => outcomeOf(task) ?? 'Finished' },
      ]}
    />
  )
}

/** Tasks of a kind are told apart by their school. */
function nameOf({ about, due }: TaskCard, schools: readonly SchoolCard[]): string {
  return [
    aboutNames[about],
    ...schools.map(({ name }) => name),
    due === undefined ? undefined : `due ${sayShortDay(due)}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ')
}

function Due({ day, late }: { readonly day: string; readonly late: boolean }): JSX.Element {
  return (
    <>
      <OnDay day={day} /> {late ? <Tag tone="red">Overdue</Tag> : null}
    </>
  )
}

interface PlacesProps {
  readonly task: TaskCard
  readonly schools: readonly SchoolCard[]
  /** The name of the contact it is about, where the caller may see it. */
  readonly contact: string | undefined
}

function Places({ task, schools, contact }: PlacesProps): JSX.Element {
  return (
    <ul class="app-list-inline govuk-body-s">
      {schools.map(({ id, name }) => (
        <li>
          <Link href={schoolPath(id)}>{name}</Link>
        </li>
      ))}
      {task.contact === undefined ? null : (
        <li>
          <Link href={contactPath(task.contact)}>{contact ?? 'The contact'}</Link>
        </li>
      )}
      {task.letter === undefined ? null : (
        <li>
          <Link href={letterPath(task.letter)}>The letter</Link>
        </li>
      )}
      <li>
        <Link href={entryPath(task.cause)}>Why this task is here</Link>
      </li>
    </ul>
  )
}

/** Folded away until it is wanted; each form's fields have ids of their own. */
function FinishForm({ task, token }: { readonly task: TaskCard; readonly token: string }): JSX.Element {
  return (
    <details class="govuk-details govuk-!-margin-bottom-2">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Finish this task</span>
      </summary>
      <div class="govuk-details__text">
        <Form
          action={`/tasks/${encodeURIComponent(task.id)}/do/finish-task`}
          token={token}
          fields={formFields('finish-task', {})}
          button="Finish the task"
          prefix={`${task.id.slice(0, 12)}-`}
        />
      </div>
    </details>
  )
}
