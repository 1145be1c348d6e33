/** One task: what is to be done, whom it concerns, where it is done, who does it, and how it ended. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import { contactDecider } from '../../../events/contact/decide.ts'
import { taskSentence } from '../../../events/task/calls.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { saySettled } from '../../../events/task/events.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import type { SchoolCard } from '../../../shared/board/rows/school.ts'
import { type TaskCard, taskCard, taskRows } from '../../../shared/board/rows/task.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import { Form } from '../../../shared/pages/form.tsx'
import {
  Breadcrumbs,
  ButtonLink,
  type Fact,
  Facts,
  Heading,
  Link,
  Paragraph,
  Section,
  Tag,
} from '../../../shared/pages/parts.tsx'
import { Sentence } from '../../../shared/pages/sentence.tsx'
import { formFields } from '../do/fields.ts'
import { contactPath, entryPath, letterPath, notesOf, schoolPath, Timeline } from '../entries.tsx'
import { addresseesNamed, idOf, schoolsNamed, whoDid } from '../names.ts'
import type { Answer, Asked } from '../page.ts'
import { aboutNames, remediesOf, taskPath } from '../task-words.ts'
import type { ConsoleTools } from '../tools.ts'
import { notFound } from './stop.tsx'

/** A task is raised, taken on by a few, finished. */
const mostSteps = 50

export async function taskPage(asked: Asked, id: string): Promise<Answer> {
  const { tools, caller } = asked
  const stream = `task#${idOf(id)}`
  const task = await readTask(tools, stream)
  if (!task) return notFound('task')
  const about = await schoolsServed(tools, task)
  const [school] = about
  const { items: life } = await readTrail(tools, { stream }, { limit: mostSteps })
  const [schools, who, notes] = await Promise.all([
    schoolsNamed(tools, about),
    whoDid(tools, [...life.map(({ by }) => by), task.owner ?? '']),
    notesOf(tools, caller, [...life, { data: { outcome: task.outcome } }]),
  ])
  const addressed = task.contact === undefined ? [] : [{ to: task.contact, school }]
  const names = await addresseesNamed(tools, caller, addressed, schools)
  return {
    title: aboutNames[task.about],
    part: '/tasks',
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Tasks', href: '/tasks' }]} />
        <Heading above="Task">{aboutNames[task.about]}</Heading>
        <p class="govuk-body-l">
          <Sentence text={taskSentence(task.about, task)} />
        </p>
        <Facts
          facts={[
            { key: 'State', value: <State task={task} today={tools.world().today} /> },
            { key: 'Due', value: task.due && <OnDay day={task.due} /> },
            { key: 'Taken on by', value: task.owner === undefined ? 'Nobody yet' : who(task.owner) },
            { key: 'Outcome', value: outcomeOf(task, notes) },
            ...concerned(
              task,
              about.flatMap((one) => schools.get(idOf(one)) ?? []),
              names,
            ),
            { key: 'Because of', value: <Link href={entryPath(task.cause)}>this entry of the log</Link> },
          ]}
        />
        {task.state === 'open' ? <Doing asked={asked} task={task} school={school} /> : null}
        <Section title="What happened">
          <Timeline entries={life.toReversed()} who={who} notes={notes} about="task" />
        </Section>
      </>
    ),
  }
}

/** Whom a task concerns, each with the way there. */
function concerned(
  { contact, letter, schoolPhone }: TaskCard,
  schools: readonly SchoolCard[],
  names: ReadonlyMap<string, string>,
): Fact[] {
  return [
    ...schools.flatMap((school) => [
      { key: 'School', value: <Link href={schoolPath(school.id)}>{school.name}</Link> },
      { key: 'Telephone', value: phone(schoolPhone ?? school.phone) },
    ]),
    { key: 'Contact', value: contact && <Link href={contactPath(contact)}>{names.get(contact) ?? 'A contact'}</Link> },
    { key: 'Letter', value: letter && <Link href={letterPath(letter)}>The letter</Link> },
  ]
}

/** What came of a finished task; the words a person left, for those who may read them. */
function outcomeOf({ settled, outcome }: TaskCard, notes: ReadonlyMap<string, string>): string | undefined {
  if (settled) return `By itself: ${saySettled(settled)}`
  return outcome === undefined ? undefined : (notes.get(outcome) ?? 'Finished by a person')
}

/** The task as it stands in its own stream, never late. */
async function readTask(tools: ConsoleTools, stream: string): Promise<TaskCard | undefined> {
  const { version, state } = await loadStream(tools.log, taskDecider, stream)
  const [row] = taskRows({ stream, version, state })
  return row && taskCard().parse(row.data)
}

/** The school a task names; else all that its contact serves, each of which may know more. */
async function schoolsServed(tools: ConsoleTools, { school, contact }: TaskCard): Promise<string[]> {
  if (school !== undefined) return [school]
  if (contact === undefined) return []
  const { state } = await loadStream(tools.log, contactDecider, contact)
  return [...new Set(state.schools.map((place) => place.school))]
}

function State({ task, today }: { readonly task: TaskCard; readonly today: string }): JSX.Element {
  if (task.state === 'finished') return <Tag tone="green">Finished</Tag>
  return (
    <>
      <Tag tone="blue">Open</Tag> {task.due !== undefined && task.due < today ? <Tag tone="red">Overdue</Tag> : null}
    </>
  )
}

function phone(number: string | undefined): JSX.Element | undefined {
  if (number === undefined) return undefined
  return (
    <a class="govuk-link" href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>
      {number}
    </a>
  )
}

interface DoingProps {
  readonly asked: Asked
  readonly task: TaskCard
  /** The stream of the school it concerns. */
  readonly school: string | undefined
}

/** What the caller may do about it: where it is solved, taking it on, finishing it. */
function Doing({ asked, task, school }: DoingProps): JSX.Element | null {
  const { caller, token } = asked
  if (!commands['finish-task'].roles.includes(caller.role)) return null
  const path = taskPath(task.id)
  const remedies = remediesOf(task, school)
  return (
    <>
      {remedies.length === 0 ? null : (
        <Section title="Where it is done">
          <Paragraph>When the reason is gone, this task finishes by itself.</Paragraph>
          <div class="app-actions">
            {remedies.map(({ words, href }) => (
              <ButtonLink href={href}>{words}</ButtonLink>
            ))}
          </div>
        </Section>
      )}
      <Section title="Who does it">
        {task.owner === caller.id ? (
          <Paragraph>You have taken this task on.</Paragraph>
        ) : (
          <Form
            action={`${path}/do/assign-task`}
            token={token}
            fields={formFields('assign-task', { said: { owner: caller.id } })}
            button="Take it on"
            prefix="own-"
          />
        )}
        <Paragraph>
          <Link href={`${path}/do/assign-task`}>Give it to somebody else</Link>
        </Paragraph>
      </Section>
      <Section title="Finish it by hand">
        <Form
          action={`${path}/do/finish-task`}
          token={token}
          fields={formFields('finish-task', {})}
          button="Finish the task"
        />
      </Section>
    </>
  )
}
