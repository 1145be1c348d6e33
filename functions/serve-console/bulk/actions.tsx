/**
 * What can be done to many things in one go: the commands a coordinator would really give to many, each with what is asked
 * once for all of them, the reason among it, and what every row says for itself. The same commands, bodies and rules as of
 * one thing's form.
 */
import { commands } from '../../../events/commands.ts'
import { addDays } from '../../../events/kernel/day.ts'
import { type Refusal, refuse } from '../../../events/kernel/decider.ts'
import type { StaffRole } from '../../../events/kernel/words.ts'
import { readClusters } from '../../../shared/board/reads/lists.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import type { Field, Option } from '../../../shared/pages/fields.tsx'
import type { Caller } from '../caller.ts'
import { nameOfCluster } from '../cluster-parts.tsx'
import { bodyOf, formFields, isFreeText, problemsOf, sayIssue } from '../do/fields.ts'
import { assessorOptions, officeOptions } from '../do/form.tsx'
import type { FormName } from '../do/names.ts'
import type { Asked, Sent } from '../page.ts'
import type { BulkKind, Thing } from './things.ts'

export interface BulkAction {
  readonly of: BulkKind
  /** The command it gives to each; where it takes several steps, the last of them. */
  readonly form: FormName
  /** A command some rows need before. */
  readonly first?: FormName
  readonly title: string
  readonly button: string
  /** Names of what is asked once for all. */
  readonly asks: readonly string[]
  /** Fields of its own, beside those of the command's form. */
  readonly fields?: (asked: Asked, values: Sent, problems: Readonly<Record<string, string>>) => Promise<Field[]>
  /** Options of the form's fields that depend on the body. */
  readonly options?: (asked: Asked) => Promise<Record<string, readonly Option[]>>
  /** What does not fit, of what is no field of the command. */
  readonly check?: (sent: Sent) => Readonly<Record<string, string>>
  /** What each row says for itself, in one step or several; none where it is so already; or why it is none for this. */
  readonly own?: (thing: Thing, sent: Sent, today: string) => readonly Step[] | Refusal
}

interface Step {
  /** The action's own command, where none is said. */
  readonly form?: FormName
  readonly says: Sent
}

/** The most days a review is put off in one go. */
const mostDays = 366

/** One of many, and none before it is chosen. */
function selectOf(
  name: string,
  label: string,
  options: readonly Option[],
  values: Sent,
  problems: Readonly<Record<string, string>>,
): Field {
  return {
    is: 'select',
    name,
    label,
    value: values[name],
    problem: problems[name],
    options: [{ value: '', label: 'Choose' }, ...options],
  }
}

const needed = (sent: Sent, name: string): Readonly<Record<string, string>> =>
  sent[name] === undefined ? { [name]: 'Choose one of these' } : {}

/** A single form may leave it out; what is done to many is said once, and then it is said. */
function reasonNeeded({ reason }: Sent): Readonly<Record<string, string>> {
  return reason === undefined ? { reason: 'Is needed' } : {}
}

function daysIn({ by = '' }: Sent): number | undefined {
  const days = /^\d{1,3}$/.test(by) ? Number(by) : 0
  return days >= 1 && days <= mostDays ? days : undefined
}

const bulkNames = [
  'extend-by',
  'extend-to',
  'assign-assessor',
  'move-cluster',
  'pause-letters',
  'resume-letters',
  'assign-task',
  'finish-task',
] as const

export type BulkName = (typeof bulkNames)[number]

export const bulkActions: Readonly<Record<BulkName, BulkAction>> = {
  'extend-by': {
    of: 'schools',
    form: 'extend-review',
    title: 'Extend the open reviews by some days',
    button: 'Extend the reviews',
    asks: ['reason'],
    fields: async (_, values, problems) => [
      {
        is: 'number',
        name: 'by',
        label: 'Days later',
        hint: 'Counted from each review’s own due day, as it stands now',
        value: values.by,
        problem: problems.by,
      },
    ],
    check: (sent) => (daysIn(sent) === undefined ? noDays : {}),
    own: ({ school }, sent, today) => [
      { says: { to: addDays(school?.school.review?.due ?? today, daysIn(sent) ?? 1) } },
    ],
  },
  'extend-to': {
    of: 'schools',
    form: 'extend-review',
    title: 'Extend the open reviews to one day',
    button: 'Extend the reviews',
    asks: ['to', 'reason'],
  },
  'assign-assessor': {
    of: 'schools',
    form: 'book-visit',
    title: 'Give the booked visits to an Assessor',
    button: 'Give them the visits',
    asks: ['reason'],
    fields: async ({ tools }, values, problems) => [
      selectOf('assessor', 'Assessor', await assessorOptions(tools), values, problems),
    ],
    check: (sent) => ({ ...needed(sent, 'assessor'), ...reasonNeeded(sent) }),
    own: ({ school }, { assessor = '' }) => {
      const visit = school?.school.review?.visit
      return visit ? [{ says: { on: visit.on, assessor } }] : noVisit
    },
  },
  'move-cluster': {
    of: 'schools',
    form: 'join-cluster',
    first: 'leave-cluster',
    title: 'Move to a cluster',
    button: 'Move the schools',
    asks: ['on', 'reason'],
    fields: async ({ tools }, values, problems) => [
      selectOf('cluster', 'Cluster', await clusterOptions(tools), values, problems),
    ],
    check: (sent) => ({ ...needed(sent, 'cluster'), ...reasonNeeded(sent) }),
    own: ({ school }, { cluster = '' }) => {
      const last = school?.school.memberships.at(-1)
      const present = last?.leftOn === undefined ? last?.cluster : undefined
      if (present === cluster) return []
      const leaving = present === undefined ? [] : [{ form: 'leave-cluster' as const, says: { cluster: present } }]
      return [...leaving, { says: {} }]
    },
  },
  'pause-letters': {
    of: 'schools',
    form: 'pause-letters',
    title: 'Pause letters to the schools',
    button: 'Pause letters',
    asks: ['reason'],
  },
  'resume-letters': {
    of: 'schools',
    form: 'resume-letters',
    title: 'Let letters to the schools go on',
    button: 'Let letters go on',
    asks: ['reason'],
  },
  'assign-task': {
    of: 'tasks',
    form: 'assign-task',
    title: 'Give the tasks to somebody',
    button: 'Give them the tasks',
    asks: ['owner', 'reason'],
    check: reasonNeeded,
    options: async ({ tools }) => ({ owner: await officeOptions(tools) }),
    own: ({ task }) => (task?.state === 'finished' ? finishedAlready : [{ says: {} }]),
  },
  'finish-task': {
    of: 'tasks',
    form: 'finish-task',
    title: 'Finish the tasks',
    button: 'Finish the tasks',
    asks: ['outcome', 'note'],
  },
}

const noDays: Readonly<Record<string, string>> = { by: `Give a number of days, ${mostDays} at most` }

const noVisit = refuse(
  'no-visit-booked',
  'No visit is booked for the open review, so there is none to give to an Assessor. Book the visit first.',
)

const finishedAlready = refuse('task-finished', 'The task is finished: nobody has to do it any more.')

async function clusterOptions(tools: Asked['tools']): Promise<Option[]> {
  const { items } = await readClusters(tools.board, { limit: 200 })
  return items.map((card) => ({ value: card.id, label: nameOfCluster(card) }))
}

/** The action of a kind by its name, as it comes in an address or a form. */
export function bulkNamed(name: string | undefined, of: BulkKind): BulkName | undefined {
  return bulkNames.find((one) => one === name && bulkActions[one].of === of)
}

/** Those of a kind that a caller may do. Many at once is the office's work. */
export function bulkActionsFor(caller: Caller, of: BulkKind): (readonly [BulkName, BulkAction])[] {
  return bulkNames.flatMap((name) => {
    const action = bulkActions[name]
    return action.of === of && mayDo(caller, action) ? [[name, action] as const] : []
  })
}

export function mayDo(caller: Caller, action: BulkAction): boolean {
  const allow = (form: FormName) => {
    const roles: readonly StaffRole[] = commands[form].roles
    return roles.includes(caller.role)
  }
  return isOffice(caller) && formsOf(action).every(allow)
}

/** The commands an action may give to a row. */
export function formsOf({ form, first }: BulkAction): readonly FormName[] {
  return first === undefined ? [form] : [first, form]
}

/** The fields that are asked once for all. */
export async function fieldsOf(
  asked: Asked,
  action: BulkAction,
  values: Sent,
  problems: Readonly<Record<string, string>> = {},
): Promise<Field[]> {
  const own = (await action.fields?.(asked, values, problems)) ?? []
  const options = (await action.options?.(asked)) ?? {}
  const asks = formFields(action.form, { values, problems, options }).filter(({ name }) => action.asks.includes(name))
  // The reason is never left out here, whatever a single form calls it.
  return [...own, ...asks.map((field) => (field.name === 'reason' ? { ...field, label: 'Reason' } : field))]
}

/** Names of what was said once for all, own fields among them. */
export function saidNames(action: BulkAction): string[] {
  return [...action.asks, 'by', 'assessor', 'cluster']
}

/** What does not fit of what is said for all, by field; no row is looked at. */
export function problemsIn(action: BulkAction, sent: Sent): Readonly<Record<string, string>> {
  const read = commands[action.form].body.safeParse(bodyOf(action.form, sent, {}), { error: sayIssue })
  const found = read.success ? {} : problemsOf(read.error, action.form)
  const asked = Object.entries(found).filter(([name]) => action.asks.includes(name))
  return { ...Object.fromEntries(asked), ...action.check?.(sent) }
}

/** A command for one row. */
export interface Command {
  readonly form: FormName
  readonly body: Readonly<Record<string, unknown>>
}

/** The commands for one row, in their order; or why it is none for this. */
export function commandsFor(action: BulkAction, thing: Thing, sent: Sent, today: string): readonly Command[] | Refusal {
  const own = action.own?.(thing, sent, today) ?? [{ says: {} }]
  if ('refused' in own) return own
  return own.map(({ form = action.form, says }) => {
    const said = { ...sent, ...says }
    const { cluster = '' } = said
    return { form, body: bodyOf(form, said, { ...namedBy(thing), cluster }) }
  })
}

function namedBy({ id }: Thing): Sent {
  return { school: id, scope: 'school', id, task: id }
}

/** Whether a field holds what was typed, which is kept apart. */
export function isTyped(form: FormName, name: string): boolean {
  return isFreeText(form, name)
}
