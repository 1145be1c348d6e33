/**
 * One form and what comes of sending it: read, its free text kept in the vault, decided, and on to where the result is
 * seen. What does not fit and what a rule refuses is said on the form itself, with everything that was typed.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import { addMinutes } from '../../../events/kernel/day.ts'
import { type Award, awards, type StaffRole } from '../../../events/kernel/words.ts'
import type { ReviewKind } from '../../../events/school/events.ts'
import { titleOf } from '../../../events/school/levels.ts'
import { readStaff } from '../../../shared/board/reads/lists.ts'
import type { FoundCluster } from '../../../shared/deeds/clusters.ts'
import type { FoundSchool } from '../../../shared/deeds/schools.ts'
import { vaultWaits } from '../../../shared/deeds/tools.ts'
import { Conflict, type Done } from '../../../shared/log/act.ts'
import { OnDay, readDay, sayShortDay } from '../../../shared/pages/day.tsx'
import type { Field, Option } from '../../../shared/pages/fields.tsx'
import { Form, Problems } from '../../../shared/pages/form.tsx'
import {
  addressOf,
  Breadcrumbs,
  type Crumb,
  Facts,
  Heading,
  Inset,
  Paragraph,
  Section,
} from '../../../shared/pages/parts.tsx'
import type { Answer, Asked, Sent, Shown } from '../page.ts'
import { mayNot, notFound } from '../pages/stop.tsx'
import { contactRoleNames, reviewNames, roleNames } from '../words.ts'
import { onWhatStands, openedField, throwIfOther, touchedIn } from './changed-parts.ts'
import { clusterChoices } from './cluster-choices.ts'
import { askedNames, bodyOf, type Filled, formFields, isFreeText, problemsOf, sayIssue } from './fields.ts'
import { type FormName, forms } from './names.ts'
import { perform } from './perform.ts'
import { changedMeanwhile, guardedBelow, openedAnew, versionField, versionSent } from './two-people.ts'
import { askIfMeant, sureField } from './unlikely.ts'

/** What a form is below: the thing its address names. */
export interface Below {
  /** Fields the address says: `{ school: … }`. */
  readonly named: Readonly<Record<string, string>>
  /** What free text is about: a stream. */
  readonly about: string
  readonly school?: FoundSchool | undefined
  /** The contact's stream, where the form is below a contact. */
  readonly contact?: string | undefined
  /** The cluster, where the form is below one or below one of its meetings. */
  readonly cluster?: FoundCluster | undefined
  /** The version of what the form changes, as it was opened: nobody overwrites what another said meanwhile. */
  readonly version?: number | undefined
  /** Fields that are not asked here, with the value they have. */
  readonly said?: Sent | undefined
  /** Why this caller may not do it here, whatever their role may elsewhere. */
  readonly mayNot?: string | undefined
  /** What a changing form shows as it stands. */
  readonly standing?: Sent | undefined
  /** The thing's name, over the form's title. */
  readonly title?: string | undefined
  readonly path: string
  /** What to know before sending it. */
  readonly note?: string | undefined
  /** Where the form leads back to, and on to when it is done. */
  readonly back: string
  readonly part: string
  readonly crumbs: readonly Crumb[]
}

/** The page with the form, as it is opened. */
export async function formPage(asked: Asked, form: FormName, at: Below): Promise<Answer> {
  const below = await guardedBelow(asked, form, at)
  const stop = whyNotRole(asked, form, below)
  if (stop) return stop
  const values = {
    ...standing(form, below),
    ...Object.fromEntries(askedNames(form).flatMap((name) => given(asked, name))),
  }
  return drawn(asked, form, below, { values })
}

function given({ query }: Asked, name: string): [string, string][] {
  const value = query(name)
  return value === undefined ? [] : [[name, value]]
}

function whyNotRole({ caller }: Asked, form: FormName, below: Below): Shown | undefined {
  const roles: readonly StaffRole[] = commands[form].roles
  if (roles.includes(caller.role)) return below.mayNot === undefined ? undefined : mayNot(below.mayNot)
  return mayNot(`“${forms[form].title}” is for these roles: ${roles.map((role) => roleNames[role]).join(', ')}.`)
}

/** What a changing form shows as it stands. */
function standing(form: FormName, { school, standing: known }: Below): Sent {
  if (known) return known
  if (form !== 'change-school' || !school) return {}
  const { ref, name, nation, entry } = school.school
  const texts = Object.entries({ ref, name, nation, ...entry }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  )
  return Object.fromEntries(texts)
}

interface Said {
  readonly values: Sent
  readonly problems?: Readonly<Record<string, string>>
  readonly sentence?: string
  readonly status?: NonNullable<Shown['status']>
  /** What stands now, where another said it meanwhile. */
  readonly now?: Sent
  /** What was sent, where a day in it was asked about. */
  readonly asksAbout?: Readonly<Record<string, unknown>>
}

async function drawn(
  asked: Asked,
  form: FormName,
  below: Below,
  { values, problems = {}, sentence, status, now = {}, asksAbout = {} }: Said,
): Promise<Shown> {
  const { title, button } = forms[form]
  const asks = formFields(form, { values, problems, ...(await choices(asked, form, below)) })
  const fields = [
    ...asks,
    ...(below.version ? versionField(below.version, values) : []),
    ...openedField(form, standing(form, below), values),
    ...sureField(form, asksAbout),
  ]
  return {
    title: below.title === undefined ? title : `${title}: ${below.title}`,
    part: below.part,
    ...(status && { status }),
    content: (
      <>
        <Breadcrumbs crumbs={below.crumbs} />
        <Problems fields={fields} sentence={sentence} meanwhile={status === 409} />
        <Heading above={below.title}>{title}</Heading>
        <Paragraph>{commands[form].sentence}</Paragraph>
        {below.note === undefined ? null : <Inset>{below.note}</Inset>}
        {sayReview(form, below.school)}
        {sayNow(asks, now)}
        <Form action={below.path} token={asked.token} fields={fields} button={button} back={below.back} />
      </>
    ),
  }
}

/** What stands that is not what was typed: nobody takes back what another said without having read it. */
function sayNow(fields: readonly Field[], standing: Sent): JSX.Element | null {
  const facts = fields.flatMap((field) => {
    const stands = standing[field.name]
    const typed = 'value' in field ? field.value : undefined
    if (stands === undefined || sayValue(field, stands) === sayValue(field, typed ?? '')) return []
    return [{ key: field.label.replace(/ \(optional\)$/, ''), value: sayValue(field, stands) }]
  })
  if (facts.length === 0) return null
  return (
    <Section title="It now says">
      <Facts facts={facts} />
    </Section>
  )
}

function sayValue(field: Field, value: string): string {
  const day = field.is === 'day' ? readDay(value) : undefined
  const option = 'options' in field ? field.options.find((one) => one.value === value) : undefined
  return day ? sayShortDay(day) : (option?.label ?? (value === '' ? 'Nothing' : value))
}

/** Which review a form is about, for those who come from a list and not from the school's page. */
function sayReview(form: FormName, found: FoundSchool | undefined): JSX.Element | null {
  const { review } = found?.school ?? {}
  if (!review || !ofReview.has(form)) return null
  return (
    <Inset>
      {reviewNames[review.kind]} ({titleOf(review.award)}), due <OnDay day={review.due} />
      {review.visit ? (
        <>
          ; visit on <OnDay day={review.visit.on} />
        </>
      ) : (
        '; no visit is booked'
      )}
    </Inset>
  )
}

const ofReview: ReadonlySet<FormName> = new Set([
  'book-visit',
  'cancel-visit',
  'recommend',
  'decide-review',
  'extend-review',
])

/** Options that depend on the school and on who asks. */
async function choices(
  asked: Asked,
  form: FormName,
  below: Below,
): Promise<Pick<Filled, 'options' | 'said' | 'without'>> {
  const names = askedNames(form)
  const { options, said } = await assessorsChoice(asked, names)
  const { school, contact, cluster } = below
  const own: Record<string, readonly Option[]> = {}
  if (names.includes('contact') && school) own.contact = await contactOptions(asked.tools, school)
  if (names.includes('award') && form !== 'grant-award' && school) own.award = awardOptions(form, school)
  if (form === 'decide-review' && school?.school.review) own.decision = decisionOptions(school.school.review.kind)
  const ofBody = await bodysChoices(asked.tools, names)
  const ofCluster = await clusterChoices(asked.tools, form, { school, cluster })
  return {
    options: { ...own, ...options, ...ofBody, ...ofCluster },
    said: { ...below.said, ...said, ...(names.includes('contact') && contact !== undefined && { contact }) },
    without: withoutIn(form, contact),
  }
}

/** Who asks for their own data is a contact whose page this is, or said by an address. */
function withoutIn(form: FormName, contact: string | undefined): readonly string[] {
  if (form !== 'open-request') return []
  return [contact === undefined ? 'contact' : 'email']
}

/** An Assessor books for themselves; others choose whom. */
async function assessorsChoice(
  { tools, caller }: Asked,
  names: readonly string[],
): Promise<{ readonly options: Record<string, readonly Option[]>; readonly said: Record<string, string> }> {
  if (!names.includes('assessor')) return { options: {}, said: {} }
  if (caller.role === 'assessor') return { options: {}, said: { assessor: caller.id } }
  return { options: { assessor: await assessorOptions(tools) }, said: {} }
}

/** Options that are the body's own, whoever asks about whatever school. */
async function bodysChoices(
  tools: Asked['tools'],
  names: readonly string[],
): Promise<Record<string, readonly Option[]>> {
  return {
    ...(names.includes('position') && { position: positionOptions(tools.mayBeOn) }),
    ...(names.includes('owner') && { owner: await officeOptions(tools) }),
  }
}

function positionOptions(mayBeOn: boolean): Option[] {
  const on = mayBeOn ? 'To everyone they are for' : 'To everyone they are for (only in the production system)'
  return [
    { value: 'off', label: 'Not at all: all are held' },
    { value: 'staff', label: 'To members of staff only' },
    { value: 'on', label: on, ...(mayBeOn ? {} : { disabled: true }) },
  ]
}

/** Those who may finish tasks, by name. */
export async function officeOptions(tools: Asked['tools']): Promise<Option[]> {
  const { items } = await readStaff(tools.board, { limit: 200 })
  const office = items.filter(({ role }) => role === 'admin' || role === 'coordinator').map(({ id }) => `staff#${id}`)
  const people = await tools.vault.people(office, tools.world().now)
  return office
    .map((stream) => ({ value: stream, label: people.get(stream)?.name ?? 'A member of staff' }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1))
}

async function contactOptions(tools: Asked['tools'], { school }: FoundSchool): Promise<Option[]> {
  const streams = [...new Set(school.contacts.map(({ contact }) => contact))]
  const people = await tools.vault.people(streams, tools.world().now)
  return streams.map((stream) => {
    const roles = school.contacts
      .filter(({ contact }) => contact === stream)
      .map(({ role }) => contactRoleNames[role].toLowerCase())
    return { value: stream, label: `${people.get(stream)?.name ?? 'A contact'} (${roles.join(', ')})` }
  })
}

function awardOptions(form: FormName, { school }: FoundSchool): Option[] {
  const states =
    form === 'reinstate-award' ? ['suspended'] : form === 'suspend-award' ? ['held'] : ['held', 'suspended']
  return school.awards
    .filter(({ state }) => states.includes(state))
    .map(({ award }) => ({ value: award, label: form === 'lapse-award' ? sayLapse(award, school) : titleOf(award) }))
}

/** An award takes those above it along when it ends. */
function sayLapse(award: Award, { awards: held }: FoundSchool['school']): string {
  const above = held.filter((one) => awards.indexOf(one.award) > awards.indexOf(award)).map((one) => titleOf(one.award))
  return above.length === 0 ? titleOf(award) : `${titleOf(award)}; with it ends: ${above.join(', ')}`
}

/** A re-accreditation is decided as one, and other reviews are not; each says what comes of it. */
function decisionOptions(kind: ReviewKind): Option[] {
  const kept =
    kind === 're-accreditation'
      ? { value: 're-accredited', label: 'Re-accredited' }
      : { value: 'retained', label: 'Retained' }
  return [
    kept,
    { value: 'action-required', label: 'Action required: the review stays open, and is reminded of again' },
    { value: 'not-retained', label: 'Not retained: the award ends, and any above it' },
  ]
}

export async function assessorOptions(tools: Asked['tools']): Promise<Option[]> {
  const { items } = await readStaff(tools.board, { limit: 200 })
  const assessors = items.filter(({ role }) => role === 'assessor').map(({ id }) => `staff#${id}`)
  const people = await tools.vault.people(assessors, tools.world().now)
  return assessors
    .map((stream) => ({ value: stream, label: people.get(stream)?.name ?? 'An assessor' }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1))
}

/** Answers a form that was sent. Throws Fault; all else is an answer. */
export async function sendForm(asked: Asked, form: FormName, at: Below, sent: Sent): Promise<Answer> {
  const below = await guardedBelow(asked, form, at)
  const stop = whyNotRole(asked, form, below)
  if (stop) return stop
  const touched = touchedIn(form, sent)
  const body = bodyOf(form, touched?.sent ?? sent, below.named, touched?.emptied)
  const problems = problemsWith(asked, form, sent, body)
  if (problems) return drawn(asked, form, below, { values: sent, problems, asksAbout: body, status: 400 })
  try {
    if (touched) throwIfOther(touched, standing(form, below))
    return await answered(asked, form, below, sent, body)
  } catch (thrown) {
    if (!(thrown instanceof Conflict)) throw thrown
    const now = standing(form, below)
    const values = onWhatStands(form, openedAnew(sent), now)
    return drawn(asked, form, below, { values, sentence: changedMeanwhile, status: 409, now })
  }
}

/** What does not fit, by field; or else what is asked about once, because it is seldom meant. */
function problemsWith(
  { tools }: Asked,
  form: FormName,
  sent: Sent,
  body: Record<string, unknown>,
): Record<string, string> | undefined {
  const read = commands[form].body.safeParse(body, { error: sayIssue })
  const problems = read.success ? askIfMeant(form, body, sent, tools.world().today) : problemsOf(read.error, form, body)
  return Object.keys(problems).length > 0 ? problems : undefined
}

async function answered(
  asked: Asked,
  form: FormName,
  below: Below,
  sent: Sent,
  body: Record<string, unknown>,
): Promise<Answer> {
  // What is new is new below its address, whatever was sent.
  const version = below.version === 0 ? 0 : versionSent(sent)
  const performed = await performKept(asked, form, below, body, version)
  if ('refused' in performed)
    return drawn(asked, form, below, { values: sent, sentence: performed.detail, asksAbout: body, status: 422 })
  if ('mayNot' in performed) return mayNot(performed.mayNot)
  if ('notFound' in performed) return notFound(performed.notFound)
  return { to: onward(form, below, performed) }
}

async function performKept(
  { tools, caller, trace }: Asked,
  form: FormName,
  below: Below,
  body: Record<string, unknown>,
  version: number | undefined,
): Promise<Awaited<ReturnType<typeof perform>>> {
  const until = addMinutes(tools.world().now, vaultWaits)
  const kept = await Promise.all(
    Object.entries(body).map(async ([name, value]) => {
      const isText = typeof value === 'string' && isFreeText(form, name)
      return [name, isText ? await tools.vault.putNote(value, below.about, until) : value] as const
    }),
  )
  // What does not exist yet is looked after by its own rules: they can say what is in the way.
  const strict = version === undefined || version === 0 ? {} : { ifVersion: version }
  const doing = { by: caller.id, because: 'console', trace, ...strict }
  return perform(form, { tools, caller, doing, version, body: Object.fromEntries(kept), ...placed(below) })
}

function placed({ school, contact }: Below) {
  return { school, contact }
}

/** On to the thing, naming the commit, so that the next page waits for it; where nothing changed it says so. */
function onward(form: FormName, { back }: Below, { stream, version, events }: Done<object>): string {
  const path = pathOfNew(form, stream) ?? back
  return addressOf(path, events.length === 0 ? { same: '1' } : { seen: `${stream}@${version}` })
}

/** Where something stands that a form has just made. */
function pathOfNew(form: FormName, stream: string): string | undefined {
  const id = encodeURIComponent(stream.slice(stream.indexOf('#') + 1))
  if (form === 'register-school') return `/schools/${id}`
  if (form === 'form-cluster') return `/clusters/${id}`
  return form === 'schedule-meeting' ? `/meetings/${id}` : undefined
}
