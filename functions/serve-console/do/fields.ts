/**
 * The fields of a command's form, read from the command's own schema, so that form, API and rule cannot drift apart.
 * Words for people stand here; what a field may hold stands there alone.
 */
import * as z from 'zod'
import { commands, dayWanted } from '../../../events/commands.ts'
import { awards, contactRoles, nations } from '../../../events/kernel/words.ts'
import { titleOf } from '../../../events/school/levels.ts'
import { readDay } from '../../../shared/pages/day.tsx'
import type { Field, Option } from '../../../shared/pages/fields.tsx'
import type { Sent } from '../page.ts'
import { alertNames, consentNames, contactRoleNames, nationNames, requestKindNames, roleNames } from '../words.ts'
import { meetingKindNames } from '../words-clusters.ts'
import type { FormName } from './names.ts'

type Schema = z.core.$ZodType

/** Fields that the address says already, or that a form never asks for. */
const unasked: Readonly<Partial<Record<FormName, readonly string[]>>> = {
  'give-consent': ['email'],
  'withdraw-consent': ['email'],
  'pause-letters': ['scope', 'id'],
  'resume-letters': ['scope', 'id'],
  'cancel-meeting': ['meeting', 'on'],
}
const inTheAddress: readonly string[] = [
  'school',
  'task',
  'letter',
  'deadLetter',
  'staff',
  'keep',
  'cluster',
  'mail',
  'feed',
  'request',
]

/** What most addresses say, and these forms are asked below something else. */
const askedAllTheSame: Readonly<Partial<Record<FormName, readonly string[]>>> = {
  'form-cluster': ['cluster'],
  'join-cluster': ['cluster', 'school'],
  'leave-cluster': ['school'],
}

/** Lists that a form shows as they stand: emptied there, they are empty. */
const emptyIsNone: Readonly<Partial<Record<FormName, readonly string[]>>> = {
  'change-staff': ['clusters'],
  'refile-mail': ['asks'],
}

/** What few need to say, after all else. */
const askedLast: Readonly<Partial<Record<FormName, readonly string[]>>> = { 'schedule-meeting': ['meeting'] }

interface Words {
  readonly label: string
  readonly hint?: string
}

const words: Readonly<Record<string, Words>> = {
  ref: { label: 'Reference', hint: 'urn: and six digits, or ref: and a code of another register' },
  name: { label: 'Name' },
  nation: { label: 'Nation' },
  pupils: { label: 'Number of pupils' },
  town: { label: 'Town' },
  postcode: { label: 'Postcode' },
  phone: { label: 'Telephone' },
  website: { label: 'Website' },
  group: { label: 'Group or trust' },
  award: { label: 'Award' },
  on: { label: 'Day' },
  to: { label: 'New due day' },
  reason: { label: 'Reason', hint: 'Kept with this entry; admins and coordinators see it' },
  assessor: { label: 'Assessor' },
  recommendation: { label: 'Recommendation' },
  report: { label: 'Report', hint: 'Admins and coordinators see it' },
  decision: { label: 'Decision' },
  contact: { label: 'Contact' },
  role: { label: 'Role at the school' },
  email: { label: 'E-mail address' },
  purpose: { label: 'Consent to' },
  wording: { label: 'Wording', hint: 'The version printed on the form, such as 2018-05' },
  how: { label: 'How it was given' },
  owner: { label: 'Who does it' },
  outcome: { label: 'Outcome', hint: 'In a few words; admins and coordinators see it' },
  successor: { label: 'Successor', hint: 'The reference of the school that goes on for it, where there is one' },
  position: { label: 'Letters leave' },
  drop: { label: 'The other entry', hint: 'Its address' },
  clusters: {
    label: 'Further clusters',
    hint: 'Codes with commas between; the clusters somebody is the Ambassador of are theirs in any case',
  },
  alerts: { label: 'Alerts by e-mail' },
  received: { label: 'Day it came in', hint: 'Its statutory day counts from then' },
  note: { label: 'Note', hint: 'Admins and coordinators see it' },
  cluster: { label: 'Code', hint: 'Letters, digits, dots and dashes, such as north-3. It stays for good' },
  ambassador: { label: 'Ambassador' },
  school: { label: 'School' },
  meeting: { label: 'Meeting' },
  from: { label: 'Begins at', hint: 'By the clock, such as 15:30' },
  kind: { label: 'Kind' },
  place: { label: 'Place', hint: 'Where it is held, or the link by which one joins online' },
  topics: { label: 'Topics' },
  host: { label: 'Host school' },
}

const ofForm: Readonly<Partial<Record<FormName, Readonly<Record<string, Words>>>>> = {
  'book-visit': {
    on: { label: 'Day of the visit' },
    reason: { label: 'Note', hint: 'Why so; admins and coordinators see it' },
  },
  'close-school': { on: { label: 'Closed on' } },
  'grant-award': { on: { label: 'Granted on' } },
  'decide-review': { on: { label: 'Decided on', hint: 'Today, if it is left empty' } },
  'give-consent': { on: { label: 'Given on', hint: 'Today, if it is left empty' } },
  'remove-contact': { role: { label: 'Role', hint: 'All roles at this school, if none is chosen' } },
  'hand-over-contact': {
    contact: { label: 'Who hands over' },
    name: { label: 'Name of the successor' },
    email: {
      label: 'E-mail address of the successor',
      hint: 'The same one, if the mailbox itself passes on: with all its roles, and without the consents of the person before',
    },
    phone: { label: 'Telephone of the successor' },
  },
  'open-request': {
    kind: { label: 'What is asked for' },
    email: {
      label: 'E-mail address of whoever asks',
      hint: 'They need not be a contact; the address is kept with the case',
    },
  },
  'decide-request': {
    outcome: { label: 'Outcome', hint: 'A contact is told by a letter what was decided' },
    reason: { label: 'Reason', hint: 'A refusal needs one; admins and coordinators see it' },
  },
  'extend-request': {
    reason: {
      label: 'Reason',
      hint: 'By two months, once. A contact is sent a letter with these very words; tell anybody else yourself, within the first month',
    },
  },
  'add-staff': { role: { label: 'Role' } },
  'change-staff': { role: { label: 'Role' } },
  'form-cluster': {
    name: { label: 'Name', hint: 'As people call it; the code, if it is left empty' },
    nation: { label: 'Nation', hint: 'Whose terms count for it' },
  },
  'join-cluster': {
    cluster: { label: 'Cluster' },
    school: {
      label: 'School',
      hint: 'Its reference, such as urn:123456. However the group came about, all join alike',
    },
    on: { label: 'Member from', hint: 'Meetings before this day never count for it' },
  },
  'leave-cluster': { on: { label: 'Leaves on', hint: 'On this day it is no member any more' } },
  'schedule-meeting': {
    meeting: { label: 'Code of the meeting (optional)', hint: 'Made of the cluster and the day, if it is left empty' },
    on: { label: 'Day of the meeting' },
  },
  'refile-mail': {
    asks: { label: 'What it asks for', hint: 'Nothing, if none is chosen' },
    contact: {
      label: 'Whom it concerns',
      hint: 'The address of another contact; the one it was read for, if left empty',
    },
  },
  'resolve-letter': { outcome: { label: 'What the mail provider says of it' } },
}

const optionNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(awards.map((award) => [award, titleOf(award)])),
  ...Object.fromEntries(nations.map((nation) => [nation, nationNames[nation]])),
  ...Object.fromEntries(contactRoles.map((role) => [role, contactRoleNames[role]])),
  ...roleNames,
  ...alertNames,
  retained: 'Retained',
  're-accredited': 'Re-accredited',
  'action-required': 'Action required',
  'not-retained': 'Not retained',
  ...consentNames,
  'web-form': 'Web form',
  paper: 'On paper',
  phone: 'By telephone',
  'e-mail': 'By e-mail',
  'withdraw-service': 'No more letters about the award and its reviews',
  'withdraw-news': 'No more news',
  sent: 'It was sent',
  'not-sent': 'It was not sent',
  ...meetingKindNames,
  ...requestKindNames,
  answered: 'Answered: what was asked is done',
  refused: 'Refused',
}

/** Ways of giving consent that are the system's own to note. */
const notByHand: readonly string[] = ['undo-link', 'preference-page', 'import']

/** What a form is filled with: options of its own for some fields, and fields that are said already. */
export interface Filled {
  readonly values?: Sent
  readonly problems?: Readonly<Record<string, string>>
  readonly options?: Readonly<Record<string, readonly Option[]>>
  /** Fields that are not asked, with the value they have. */
  readonly said?: Readonly<Record<string, string>>
  /** Fields that have no place here: who is meant is said another way. */
  readonly without?: readonly string[]
}

/** The fields of a form, in the order of the command's schema. */
export function formFields(form: FormName, filled: Filled): Field[] {
  const { shape } = commands[form].body
  const fields = Object.entries(shape).flatMap(([name, schema]) =>
    isAsked(form, name) && !filled.without?.includes(name) && !hasNothingToChoose(name, schema, filled)
      ? fieldOf(form, name, schema, filled)
      : [],
  )
  const last = askedLast[form] ?? []
  return fields.toSorted((a, b) => Number(last.includes(a.name)) - Number(last.includes(b.name)))
}

/** A field that may be left out, and that nothing could be chosen for. */
function hasNothingToChoose(name: string, schema: Schema, { options }: Filled): boolean {
  return mayBeLeftOut(name, schema) && options?.[name]?.length === 0
}

/** The API may be given an address instead of a contact; a form always names the contact. */
function mayBeLeftOut(name: string, schema: Schema): boolean {
  return schema instanceof z.ZodOptional && name !== 'contact'
}

/** Whether a form asks for a field. */
function isAsked(form: FormName, name: string): boolean {
  if ((askedAllTheSame[form] ?? []).includes(name)) return true
  return !inTheAddress.includes(name) && !(unasked[form] ?? []).includes(name)
}

/** Names of the fields a form sends. */
export function askedNames(form: FormName): string[] {
  return Object.keys(commands[form].body.shape).filter((name) => isAsked(form, name))
}

function fieldOf(
  form: FormName,
  name: string,
  schema: Schema,
  { values = {}, problems = {}, options = {}, said = {} }: Filled,
): Field {
  const { label, hint } = ofForm[form]?.[name] ?? words[name] ?? { label: name }
  const isOptional = mayBeLeftOut(name, schema) && !(form === 'open-request' && name === 'email')
  const field = {
    name,
    label: isOptional ? `${label} (optional)` : label,
    hint,
    value: values[name],
    problem: problems[name],
  }
  const value = said[name]
  if (value !== undefined) return { ...field, is: 'hidden', value }
  const own = options[name]
  if (own) return choice(field, own, isOptional)
  const kind = innerOf(schema)
  if (kind instanceof z.ZodArray && kind.element instanceof z.ZodEnum)
    return { ...field, is: 'checkboxes', options: optionsOf(kind.element) }
  if (kind instanceof z.ZodEnum) return choice(field, optionsOf(kind), isOptional)
  return { ...field, is: inputFor(kind) }
}

/** A field before it is known how it is asked. */
interface Open {
  readonly name: string
  readonly label: string
  readonly hint: string | undefined
  readonly value: string | undefined
  readonly problem: string | undefined
}

/** More options than this are folded into a list. */
const mostRadios = 5

function choice(field: Open, options: readonly Option[], isOptional: boolean): Field {
  const none = { value: '', label: isOptional ? 'Not said' : 'Choose' }
  if (options.length > mostRadios) return { ...field, is: 'select', options: [none, ...options] }
  return { ...field, is: 'radios', options: isOptional ? [...options, none] : options }
}

function optionsOf(kind: z.ZodEnum): Option[] {
  const values = kind.options.filter((value) => typeof value === 'string')
  return values
    .filter((value) => !notByHand.includes(value))
    .map((value) => ({ value, label: optionNames[value] ?? value }))
}

function inputFor(kind: Schema): 'text' | 'email' | 'day' | 'number' | 'long-text' {
  if (z.globalRegistry.get(kind)?.freeText === true || isLongPublic(kind)) return isShort(kind) ? 'text' : 'long-text'
  if (kind instanceof z.ZodISODate) return 'day'
  if (kind instanceof z.ZodEmail) return 'email'
  return kind instanceof z.ZodNumber ? 'number' : 'text'
}

/** Public text of several lines: the topics of a meeting. */
function isLongPublic(kind: Schema): boolean {
  return z.globalRegistry.get(kind)?.word === 'public-text' && !isShort(kind)
}

/** Free text of a line or two. */
function isShort(kind: Schema): boolean {
  return kind instanceof z.ZodString && (kind.maxLength ?? Number.POSITIVE_INFINITY) <= 200
}

function innerOf(schema: Schema): Schema {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? innerOf(schema.unwrap()) : schema
}

/** Whether a field holds free text, which is kept apart. */
export function isFreeText(form: FormName, name: string): boolean {
  const shape: Readonly<Record<string, Schema>> = commands[form].body.shape
  const schema = shape[name]
  return schema !== undefined && z.globalRegistry.get(innerOf(schema))?.freeText === true
}

/**
 * A body as the command wants it: what was sent, numbers as numbers, days as days, and of what the address names that it
 * asks for. `emptied`: fields that held something and hold nothing any more.
 */
export function bodyOf(form: FormName, sent: Sent, named: Sent, emptied?: readonly string[]): Record<string, unknown> {
  const shape: Readonly<Record<string, Schema>> = commands[form].body.shape
  const entries = askedNames(form).flatMap((name): (readonly [string, unknown])[] => {
    const [value, schema] = [sent[name], shape[name]]
    if (schema === undefined) return []
    if (value === undefined) return (emptied ?? emptyIsNone[form] ?? []).includes(name) ? [[name, noneOf(schema)]] : []
    return [[name, typedValue(innerOf(schema), value)]]
  })
  return Object.fromEntries([...entries, ...Object.entries(named).filter(([name]) => Object.hasOwn(shape, name))])
}

/** What a field holds that was emptied. */
function noneOf(schema: Schema): readonly never[] | null {
  return innerOf(schema) instanceof z.ZodArray ? [] : null
}

function typedValue(kind: Schema, value: string): string | number | string[] {
  if (kind instanceof z.ZodArray) return value.split(/[\s,;]+/).filter((part) => part !== '')
  if (kind instanceof z.ZodNumber && /^\d{1,9}$/.test(value)) return Number(value)
  return kind instanceof z.ZodISODate ? (readDay(value) ?? value) : value
}

/** What does not fit, by field, in words for people; the first problem of each. */
export function problemsOf(
  error: z.ZodError,
  form?: FormName,
  body: Readonly<Record<string, unknown>> = {},
): Record<string, string> {
  const problems: Record<string, string> = {}
  // Where no contact is named, the address says who asks.
  if (form === 'open-request' && error.issues.some(({ path }) => path[0] === 'contact'))
    problems.email = 'Give the address of whoever asks'
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? '')
    problems[name] ??= name === 'contact' ? 'Choose one of these' : inCapital(wordsOf(issue, body[name]))
  }
  return problems
}

/** A form takes days as people write them, and says so in its own words. */
const noDay = 'give a day, such as 27 Mar 2027'
const wrongDay = 'there is no such day: give one such as 27 Mar 2027'

function wordsOf(issue: z.core.$ZodIssue, sent: unknown): string {
  if (!isAboutDay(issue)) return issue.message
  return sent === undefined ? noDay : wrongDay
}

function inCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function isAboutDay(issue: z.core.$ZodIssue): boolean {
  return issue.message === dayWanted || (issue.code === 'invalid_format' && issue.format === 'date')
}

/** The words for what zod finds, where a schema has none of its own. */
export function sayIssue(issue: {
  readonly code?: string | undefined
  readonly input?: unknown
  readonly format?: unknown
  readonly expected?: unknown
  readonly maximum?: unknown
}): string | undefined {
  if (issue.input === undefined || issue.input === null) return 'is needed'
  switch (issue.code) {
    case 'invalid_value':
      return 'choose one of these'
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int' ? 'give a whole number' : 'does not fit'
    case 'too_big':
      return `at most ${String(issue.maximum)}${typeof issue.input === 'string' ? ' characters' : ''}`
    default:
      return undefined
  }
}
