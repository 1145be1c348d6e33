/**
 * The register of a meeting: the whole group on one screen, one choice for each school, quick by keyboard and complete
 * without scripts. Filled in with what was recorded, so that it is put right by recording again; what does not fit and
 * what a rule refuses is said where it belongs, and nobody overwrites what another recorded meanwhile.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { membersOn } from '../../../events/cluster/state.ts'
import { commands } from '../../../events/commands.ts'
import { addMinutes, type Day, laterOf } from '../../../events/kernel/day.ts'
import { type Mark, marks, meetingKinds } from '../../../events/kernel/words.ts'
import { isOwnCluster, ownClustersOnly } from '../../../shared/deeds/callers.ts'
import {
  type FoundCluster,
  findMeeting,
  type RecordSaid,
  recordMeeting,
  whyNotRecorded,
} from '../../../shared/deeds/clusters.ts'
import { vaultWaits } from '../../../shared/deeds/tools.ts'
import { Conflict } from '../../../shared/log/act.ts'
import { readDay, sayShortDay } from '../../../shared/pages/day.tsx'
import { type Field, FieldOf } from '../../../shared/pages/fields.tsx'
import { isTypedFor, Problems, tokenField, typedAnchor } from '../../../shared/pages/form.tsx'
import { addressOf, Breadcrumbs, Heading, Inset, Paragraph, Section } from '../../../shared/pages/parts.tsx'
import { cardOfCluster, clusterPath, maySeeImpact, meetingPath, nameOfCluster } from '../cluster-parts.tsx'
import { problemsOf, sayIssue } from '../do/fields.ts'
import { asOpened, openedAnew, versionField, versionSent } from '../do/two-people.ts'
import { schoolsNamed } from '../names.ts'
import { type Answer, type Asked, oneOf, type Sent, type Shown } from '../page.ts'
import { markNames, meetingKindNames, shortKindNames } from '../words-clusters.ts'
import { crumbsOfCluster } from './cluster.tsx'
import type { SeenMeeting } from './meeting.tsx'
import { mayNot } from './stop.tsx'

/** What a register is for: a meeting somebody planned or recorded, or one of this cluster that nobody spoke of yet. */
export interface ToRecord {
  readonly cluster: FoundCluster
  readonly seen?: SeenMeeting | undefined
}

const markPrefix = 'mark.'
const impactPrefix = 'impact.'

/** The register as it is opened: with what was recorded or planned; `?all=attended` marks everybody as present. */
export async function registerPage(asked: Asked, to: ToRecord): Promise<Answer> {
  const stop = whyNot(asked, to)
  if (stop) return stop
  const { today } = asked.tools.world()
  const meeting = to.seen?.meeting
  const { on = today, kind = 'required', place = '', topics = '', attendance = {} } = meeting ?? {}
  // A plan for a day to come is recorded when it has come.
  const values = { on: laterOf(on, today) === on ? today : on, kind, place, topics, ...marksIn(attendance) }
  const notes = await impactKnown(asked, to)
  const filled = { ...values, ...named(impactPrefix, notes) }
  return drawn(asked, to, { values: asked.query('all') === undefined ? filled : allPresent(to, filled) })
}

function whyNot({ caller }: Asked, { cluster }: ToRecord): Shown | undefined {
  if (!commands['record-meeting'].roles.some((role) => role === caller.role))
    return mayNot('Meetings are recorded by admins, coordinators and the Ambassador of the cluster.')
  return isOwnCluster(caller, cluster) ? undefined : mayNot(ownClustersOnly.mayNot)
}

function marksIn(attendance: Readonly<Record<string, Mark>>): Sent {
  return named(markPrefix, attendance)
}

function named(prefix: string, values: Readonly<Record<string, string>>): Sent {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [`${prefix}${id}`, value]))
}

/** The fields of a prefix that were sent, by what follows it. */
function sentBelow(prefix: string, sent: Sent): (readonly [string, string])[] {
  return Object.entries(sent)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value] as const)
}

/** Everybody who has no mark yet was there. */
function allPresent(to: ToRecord, values: Sent): Sent {
  const present = Object.fromEntries(
    membersOf(to, values.on).map((id): [string, Mark] => [`${markPrefix}${id}`, 'attended']),
  )
  return { ...present, ...values }
}

function membersOf({ cluster }: ToRecord, on: string | undefined): string[] {
  const day = readDay(on ?? '')
  return day === undefined ? [] : membersOn(cluster.cluster, day)
}

/** What was written of each school before, for those who may read it. */
async function impactKnown({ tools, caller }: Asked, { cluster, seen }: ToRecord): Promise<Record<string, string>> {
  if (!seen || !maySeeImpact(caller, cluster.id)) return {}
  const { now } = tools.world()
  const notes = await Promise.all(
    Object.entries(seen.meeting.impact).map(async ([id, note]) => [id, await tools.vault.note(note, now)] as const),
  )
  return Object.fromEntries(notes.flatMap(([id, text]) => (text === undefined ? [] : [[id, text]])))
}

interface Said {
  readonly values: Sent
  readonly problems?: Readonly<Record<string, string>>
  readonly sentence?: string
  readonly status?: NonNullable<Shown['status']>
}

/** A school with its choice. */
interface Row {
  readonly id: string
  readonly name: string
  readonly value: string | undefined
  readonly problem: string | undefined
}

function pathOf({ cluster, seen }: ToRecord): string {
  return seen ? `${meetingPath(seen.id)}/record` : `${clusterPath(cluster.id)}/meetings/record`
}

async function drawn(asked: Asked, to: ToRecord, given: Said): Promise<Shown> {
  const path = pathOf(to)
  const typed = isTypedFor(asked.typed, path) ? asked.typed.values : undefined
  const said = typed ? { values: leftIn(typed) } : given
  const { values, problems = {}, sentence, status } = said
  const { cluster, seen } = to
  const card = cardOfCluster(cluster)
  const rows = await rowsOf(asked, to, said)
  const details = detailFields(to, said)
  const fields = [...details, ...versionField(seen?.version ?? 0, values)]
  const wrongMarks = rows.map(
    ({ id, name, problem }): Field => ({ is: 'text', name: `${markPrefix}${id}`, label: name, problem }),
  )
  const isHeld = seen?.meeting.state === 'held'
  return {
    title: `Record a meeting of ${nameOfCluster(card)}`,
    part: '/clusters',
    ...(status && { status }),
    content: (
      <>
        <Breadcrumbs crumbs={crumbsOfCluster(card)} />
        <Problems fields={[...details, ...wrongMarks]} sentence={sentence} meanwhile={status === 409} />
        <Heading above={nameOfCluster(card)}>{isHeld ? 'Put the record right' : 'Record a meeting'}</Heading>
        {isHeld ? <Paragraph>It is filled in with what was recorded. Recording again puts it right.</Paragraph> : null}
        {problems.attendance === undefined ? null : <Inset>{problems.attendance}</Inset>}
        <form id={typed && typedAnchor} method="post" action={path} novalidate>
          <input type="hidden" name={tokenField} value={asked.token} />
          {/* The first button of a form is the one the enter key presses; whoever hears the page has the last one. */}
          <div aria-hidden="true">
            <button type="submit" class="govuk-visually-hidden" tabindex={-1}>
              Record the meeting
            </button>
          </div>
          <Details to={to} said={said} fields={fields} />
          <Section title="Who was there">
            <Explained asked={asked} />
            <Marks rows={rows} />
          </Section>
          <Impacts rows={rows} values={values} kept={hasUnseenNotes(asked, to)} />
          <div class="govuk-button-group">
            <button type="submit" class="govuk-button">
              Record the meeting
            </button>
            <a class="govuk-link" href={seen ? meetingPath(seen.id) : clusterPath(cluster.id)}>
              Do nothing and go back
            </a>
          </div>
        </form>
      </>
    ),
  }
}

/** What was left empty counts as never typed. */
function leftIn(typed: Sent): Sent {
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
}

interface DetailsProps {
  readonly to: ToRecord
  readonly said: Said
  readonly fields: readonly Field[]
}

/** What is known of a meeting is folded away, so that the schools stand on the first screen; open where it does not fit. */
function Details({ to, said, fields }: DetailsProps): JSX.Element {
  const asked = fields.map((field) => <FieldOf field={field} />)
  if (!to.seen) return <>{asked}</>
  const { on = '', kind, place, topics } = said.values
  const isWrong = said.sentence !== undefined || fields.some(({ problem }) => problem !== undefined)
  const isWhole = (place ?? '') !== '' && (topics ?? '') !== ''
  const day = readDay(on)
  const known = [day ? sayShortDay(day) : on, kind === 'extra' ? shortKindNames.extra : '', place, topics]
  return (
    <>
      <p class="govuk-body">{known.filter((one) => one !== undefined && one !== '').join(' · ')}</p>
      <details class="govuk-details" open={isWrong || !isWhole}>
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">Day, kind, place and topics</span>
        </summary>
        <div class="govuk-details__text">{asked}</div>
      </details>
    </>
  )
}

async function rowsOf({ tools }: Asked, to: ToRecord, { values, problems = {} }: Said): Promise<Row[]> {
  const ids = membersOf(to, values.on)
  const schools = await schoolsNamed(tools, ids)
  return ids
    .map((id) => ({
      id,
      name: schools.get(id)?.name ?? 'A school',
      value: values[`${markPrefix}${id}`],
      problem: problems[`${markPrefix}${id}`],
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
}

function detailFields({ seen }: ToRecord, { values, problems = {} }: Said): Field[] {
  const field = (name: string, label: string) => ({ name, label, value: values[name], problem: problems[name] })
  return [
    { is: 'day', ...field('on', 'Day of the meeting') },
    {
      is: 'radios',
      ...field('kind', 'Kind'),
      options: meetingKinds.map((kind) => ({ value: kind, label: meetingKindNames[kind] })),
    },
    { is: 'text', ...field('place', 'Place'), hint: 'Where it was held, or “Online”' },
    { is: 'long-text', rows: 2, ...field('topics', 'Topics') },
    ...(seen
      ? []
      : [
          {
            is: 'text' as const,
            ...field('meeting', 'Code of the meeting (optional)'),
            hint: 'Made of the cluster and the day, if it is left empty',
          },
        ]),
  ]
}

/** What each choice means, and how to choose quickly. */
function Explained({ asked }: { readonly asked: Asked }): JSX.Element {
  const { apologiesAreMisses } = asked.tools.world().settings
  return (
    <>
      <p class="govuk-body">
        <strong>Attended</strong> also when a substitute came for the school. <strong>Apologies</strong>{' '}
        {apologiesAreMisses
          ? 'are noted, and the meeting still counts as missed.'
          : 'excuse: the meeting does not count.'}{' '}
        A miss can be excused afterwards, with a reason.
      </p>
      <p class="govuk-body-s app-quiet">
        By keyboard: the tab key goes from school to school, the arrow keys choose. Mark those who were not there, then
        let all others be marked at once.
      </p>
      <div class="govuk-button-group">
        <button type="submit" name="do" value="all" class="govuk-button govuk-button--secondary">
          Mark all others as present
        </button>
        <button type="submit" name="do" value="look" class="govuk-button govuk-button--secondary">
          Show the members of this day
        </button>
      </div>
    </>
  )
}

function Marks({ rows }: { readonly rows: readonly Row[] }): JSX.Element {
  if (rows.length === 0)
    return <p class="govuk-body app-quiet">Nobody was a member on this day. Give the day, and show its members.</p>
  return (
    <ul class="app-register">
      {rows.map((row) => (
        <MarkOf row={row} />
      ))}
    </ul>
  )
}

function MarkOf({ row: { id, name, value, problem } }: { readonly row: Row }): JSX.Element {
  const field = `${markPrefix}${id}`
  const described = problem === undefined ? undefined : `${field}-problem`
  return (
    <li class={`app-register__school${problem === undefined ? '' : ' app-register__school--wrong'}`}>
      <div>
        <p class="govuk-body app-register__name" id={`${field}-name`}>
          {name}
        </p>
        {problem === undefined ? null : (
          <p id={described} class="govuk-error-message govuk-!-margin-bottom-0">
            <span class="govuk-visually-hidden">Error:</span> {problem}
          </p>
        )}
      </div>
      <div
        class="govuk-radios govuk-radios--small"
        role="radiogroup"
        aria-labelledby={`${field}-name`}
        aria-describedby={described}
        aria-invalid={problem === undefined ? undefined : 'true'}
      >
        {marks.map((mark, n) => {
          // The first has the field's own id: the summary of what does not fit leads to it.
          const own = n === 0 ? field : `${field}-${mark}`
          return (
            <div class="govuk-radios__item">
              <input
                class="govuk-radios__input"
                id={own}
                name={field}
                type="radio"
                value={mark}
                checked={value === mark}
              />
              <label class="govuk-label govuk-radios__label" for={own}>
                {markNames[mark].words}
              </label>
            </div>
          )
        })}
      </div>
    </li>
  )
}

/** Notes that stand, and that this caller writes and does not read. */
function hasUnseenNotes({ caller }: Asked, { cluster, seen }: ToRecord): boolean {
  return Object.keys(seen?.meeting.impact ?? {}).length > 0 && !maySeeImpact(caller, cluster.id)
}

interface ImpactsProps {
  readonly rows: readonly Row[]
  readonly values: Sent
  readonly kept: boolean
}

/** Folded away after the marks, so that they are chosen without a stop; open where something is written. */
function Impacts({ rows, values, kept }: ImpactsProps): JSX.Element | null {
  if (rows.length === 0) return null
  const written = rows.some(({ id }) => values[`${impactPrefix}${id}`] !== undefined)
  return (
    <details class="govuk-details" open={written}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">What it changed for each school (optional)</span>
      </summary>
      <div class="govuk-details__text">
        <Paragraph>
          The annual document of each school asks for it. Write nothing about a child or a person that names them.
          {kept ? ' What was written before is kept where a field stays empty.' : ''}
        </Paragraph>
        {rows.map(({ id, name }) => (
          <FieldOf
            field={{
              is: 'long-text',
              rows: 2,
              name: `${impactPrefix}${id}`,
              label: name,
              value: values[`${impactPrefix}${id}`],
            }}
          />
        ))}
      </div>
    </details>
  )
}

/** Answers a register that was sent: shows it anew, or records the meeting. */
export async function sendRegister(asked: Asked, to: ToRecord, sent: Sent): Promise<Answer> {
  const stop = whyNot(asked, to)
  if (stop) return stop
  if (sent.do === 'look') return drawn(asked, to, { values: sent })
  if (sent.do === 'all') return drawn(asked, to, { values: allPresent(to, sent) })
  const read = readSaid(to, sent)
  if ('problems' in read) return drawn(asked, to, { values: sent, problems: read.problems, status: 400 })
  try {
    return await recorded(asked, to, sent, read)
  } catch (thrown) {
    if (!(thrown instanceof Conflict)) throw thrown
    return drawn(asked, to, { values: openedAnew(sent), sentence: recordedMeanwhile, status: 409 })
  }
}

const recordedMeanwhile =
  'Somebody else recorded or changed this meeting while you had it open. Look at it in another window; what you chose stands below, and recording now takes its place.'

/** What was said, without the notes; or what does not fit, by field. */
function readSaid(to: ToRecord, sent: Sent): RecordSaid | { readonly problems: Record<string, string> } {
  const on = readDay(sent.on ?? '')
  const attendance = Object.fromEntries(sentBelow(markPrefix, sent))
  const { kind, place, topics } = sent
  const id = to.seen?.id ?? sent.meeting ?? `${to.cluster.id}-${on ?? 'x'}`
  const body = { cluster: to.cluster.id, meeting: id, on: on ?? sent.on, kind, place, topics, attendance }
  const read = commands['record-meeting'].body.safeParse(body, { error: sayIssue })
  const problems = { ...(read.success ? {} : problemsOf(read.error)), ...unmarked(to, on, attendance) }
  if (!read.success || Object.keys(problems).length > 0) return { problems }
  const { impact: _, ...said } = read.data
  return said
}

/** F1: a meeting marks every member of its day. */
function unmarked(to: ToRecord, on: Day | undefined, attendance: Readonly<Record<string, string>>): Sent {
  const missing = membersOf(to, on).filter((id) => oneOf(marks, attendance[id]) === undefined)
  return Object.fromEntries(
    missing.map((id) => [`${markPrefix}${id}`, 'choose one: every member of the day is marked']),
  )
}

/** Refusals come before any note is kept. */
async function recorded(asked: Asked, to: ToRecord, sent: Sent, said: RecordSaid): Promise<Answer> {
  const { tools, caller, trace } = asked
  const refusal = (await whyNotNew(asked, to, said)) ?? (await whyNotRecorded(tools, said))
  if (refusal) return drawn(asked, to, { values: sent, sentence: refusal.detail, status: 422 })
  const version = to.seen === undefined ? undefined : versionSent(sent)
  const doing = { by: caller.id, because: 'console', trace, ...(to.seen && asOpened(sent)) }
  if (version !== undefined && version !== to.seen?.version) throw new Conflict('recorded meanwhile')
  const impact = await keepImpact(asked, to, said.meeting, sent)
  const done = await recordMeeting(tools, { ...said, ...(Object.keys(impact).length > 0 && { impact }) }, doing)
  if ('refused' in done) return drawn(asked, to, { values: sent, sentence: done.detail, status: 422 })
  const { stream, version: now, events } = done
  return {
    to: addressOf(meetingPath(said.meeting), events.length === 0 ? { same: '1' } : { seen: `${stream}@${now}` }),
  }
}

/** A meeting that was not planned must not take the place of one that is there under the same code. */
async function whyNotNew(
  { tools }: Asked,
  { cluster, seen }: ToRecord,
  said: RecordSaid,
): Promise<{ readonly detail: string } | undefined> {
  if (seen) return undefined
  const { meeting } = await findMeeting(tools.log, said.meeting)
  if (meeting.state === 'none' || meeting.cluster !== cluster.id) return undefined
  return {
    detail: `The code ${said.meeting} is that of this cluster's meeting of ${meeting.on ?? 'another day'}. Open that meeting to record it; to record another one, give it a code of its own.`,
  }
}

/** Notes that are new or say something else, kept in the vault; by school, the note's id. */
async function keepImpact(asked: Asked, to: ToRecord, meeting: string, sent: Sent): Promise<Record<string, string>> {
  const { tools } = asked
  const [known, until] = [await impactKnown(asked, to), addMinutes(tools.world().now, vaultWaits)]
  const written = sentBelow(impactPrefix, sent).filter(
    ([id, text]) => withoutReturns(text) !== withoutReturns(known[id]) && sent[`${markPrefix}${id}`] !== undefined,
  )
  const about = `meeting#${meeting}`
  return Object.fromEntries(
    await Promise.all(written.map(async ([id, text]) => [id, await tools.vault.putNote(text, about, until)] as const)),
  )
}

/** A browser sends its own line ends. */
function withoutReturns(text = ''): string {
  return text.replaceAll('\r\n', '\n')
}
