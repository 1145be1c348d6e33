/** Imports that were sent in; one with what became of its rows; and taking it back, looked at before it is done. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { importDecider } from '../../../events/import/decide.ts'
import { addMinutes, type Day, type Instant } from '../../../events/kernel/day.ts'
import type { StayWhy } from '../../../events/school/undo.ts'
import { readImports } from '../../../shared/board/reads/lists.ts'
import type { ImportCard } from '../../../shared/board/rows/import.ts'
import { isOffice } from '../../../shared/deeds/callers.ts'
import { type ImportReport, importStream, reportOf } from '../../../shared/deeds/imports.ts'
import { vaultWaits } from '../../../shared/deeds/tools.ts'
import type { UndoEntry } from '../../../shared/deeds/undo-clusters.ts'
import { beginUndo, countsOf, previewUndo } from '../../../shared/deeds/undo-import.ts'
import { sheetOf } from '../../../shared/files/sheet.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { AtMoment, OnDay } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Form, Problems } from '../../../shared/pages/form.tsx'
import {
  addressOf,
  Breadcrumbs,
  ButtonLink,
  Empty,
  Facts,
  Heading,
  Inset,
  Link,
  Paging,
  Paragraph,
  Section,
  Tag,
} from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { entryPath } from '../entries.tsx'
import { idOf, schoolsNamed, whoDid } from '../names.ts'
import type { Answer, Asked, Page, Sent } from '../page.ts'
import type { ConsoleTools } from '../tools.ts'
import { untilDone } from '../until-done.ts'
import { mayNot, notFound } from './stop.tsx'

const perPage = 50
/** Rows and entries told on one page; the counts are of all. */
const mostTold = 100

export const kindNames: Readonly<Record<ImportCard['kind'], string>> = {
  gias: 'The register of schools',
  schools: 'Schools',
  awards: 'Awards',
  contacts: 'Contacts',
  clusters: 'Clusters',
  meetings: 'Meetings',
  links: 'Links of the register',
  calendar: 'Calendar',
}

/** Where a file is sent in. */
export const sendInPath = '/imports/new'

export function importPath(id: string): string {
  return `/imports/${encodeURIComponent(id)}`
}

const officeOnly = 'Imports are for admins and coordinators.'

export const importsPage: Page = async ({ tools, caller, query }) => {
  if (!isOffice(caller)) return mayNot(officeOnly)
  const { items, next } = await readImports(tools.board, { limit: perPage, after: query('cursor') })
  const begun = new Map(await Promise.all(items.map(async ({ id }) => [id, await beginOf(tools, id)] as const)))
  const who = await whoDid(
    tools,
    [...begun.values()].flatMap((one) => one?.by ?? []),
  )
  const sender = (id: string) => {
    const by = begun.get(id)?.by
    return by === undefined ? undefined : who(by)
  }
  return {
    title: 'Imports',
    part: '/imports',
    content: (
      <>
        <Heading>Imports</Heading>
        <div class="app-actions">
          <ButtonLink href={sendInPath}>Send a file in</ButtonLink>
        </div>
        <Paragraph>Files of rows that were sent in. Each is safe to send twice, and can be taken back.</Paragraph>
        {items.length === 0 ? (
          <Empty>Nothing was imported yet.</Empty>
        ) : (
          <Table
            caption="Imports"
            quietCaption
            rows={items}
            columns={[
              {
                head: 'What',
                names: true,
                cell: ({ id, kind }) => <Link href={importPath(id)}>{kindNames[kind]}</Link>,
              },
              { head: 'Sent in', cell: ({ id, on }) => <SentIn at={begun.get(id)?.at} on={on} /> },
              { head: 'By', cell: ({ id }) => sender(id) },
              { head: 'State', cell: (card) => <State card={card} /> },
              { head: 'Rows', cell: ({ rows }) => rows.toLocaleString('en-GB') },
              { head: 'Changed', cell: ({ counts }) => counts.changed.toLocaleString('en-GB') },
              { head: 'Refused', cell: ({ counts }) => counts.refused.toLocaleString('en-GB') },
              { head: 'Warnings', cell: ({ counts }) => counts.warnings.toLocaleString('en-GB') },
            ]}
          />
        )}
        <Paging next={next && addressOf('/imports', { cursor: next })} first={query('cursor') && '/imports'} />
      </>
    ),
  }
}

interface Begin {
  readonly at: Instant
  readonly by: string
}

/** When an import was sent in, and by whom: what tells those of one day apart. The file's own name is not kept. */
async function beginOf({ log }: Pick<ConsoleTools, 'log'>, id: string): Promise<Begin | undefined> {
  const first = await log.read(importStream(id), 1)
  return first && { at: first.body.at, by: first.body.by }
}

function SentIn({ at, on }: { readonly at: Instant | undefined; readonly on: Day | undefined }): JSX.Element | null {
  if (at !== undefined) return <AtMoment at={at} />
  return on === undefined ? null : <OnDay day={on} />
}

function State({ card: { state, dryRun, undo } }: { readonly card: ImportCard }): JSX.Element {
  if (undo) return <Tag tone="orange">{undo === 'done' ? 'Taken back' : 'Being taken back'}</Tag>
  if (state === 'running') return <Tag tone="blue">Running</Tag>
  return dryRun ? <Tag tone="grey">Trial</Tag> : <Tag tone="green">Done</Tag>
}

export async function importPage(asked: Asked, id: string): Promise<Answer> {
  if (!isOffice(asked.caller)) return mayNot(officeOnly)
  const report = await reportOf(asked.tools, id)
  const { state } = await loadStream(asked.tools.log, importDecider, importStream(id))
  if (!report || !state.started) return notFound('import')
  const { kind } = state.started
  const begun = await beginOf(asked.tools, id)
  const who = await whoDid(asked.tools, begun === undefined ? [] : [begun.by])
  return {
    title: `Import: ${kindNames[kind]}`,
    part: '/imports',
    content: (
      <>
        <Breadcrumbs crumbs={[{ name: 'Imports', href: '/imports' }]} />
        <Heading above={report.dryRun ? 'Import, as a trial' : 'Import'}>{kindNames[kind]}</Heading>
        <Undo asked={asked} report={report} path={`${importPath(id)}/undo`} />
        <HowFar report={report} kind={kind} path={importPath(id)} />
        <Facts
          facts={[
            { key: 'Sent in', value: <SentIn at={begun?.at} on={state.started.on} /> },
            { key: 'By', value: begun && who(begun.by) },
            ...factsOf(report),
          ]}
        />
        {report.refused.length + report.warnings.length === 0 ? null : (
          <p class="govuk-body app-screen-only">
            <Link href={`${importPath(id)}/rows`}>All refused rows and warnings, as a table (CSV)</Link>
          </p>
        )}
        <Told title="Refused rows" rows={report.refused} />
        <Told title="Warnings" rows={report.warnings} />
        <Paragraph>
          <Link href={addressOf('/log', { stream: importStream(id) })}>How it went, in the log</Link>
        </Paragraph>
      </>
    ),
  }
}

interface UndoProps {
  readonly asked: Asked
  readonly report: ImportReport
  readonly path: string
}

/** What was taken back is offered no more, but for what stayed, which may go once its reason is gone. */
function Undo({ asked: { caller }, report: { state, dryRun, undone }, path }: UndoProps): JSX.Element | null {
  if (caller.role !== 'admin' || state !== 'done' || dryRun) return null
  if (undone === undefined)
    return (
      <div class="app-actions">
        <ButtonLink href={path}>Take it back</ButtonLink>
      </div>
    )
  if (undone.state === 'running' || undone.left === 0) return null
  return (
    <Paragraph>
      Not all of it was taken back. <Link href={path}>See what stays, and why</Link>
    </Paragraph>
  )
}

interface HowFarProps {
  readonly report: ImportReport
  readonly kind: ImportCard['kind']
  readonly path: string
}

/** What is to be done next: look again, or send in for good what was only tried. */
function HowFar({ report: { state, dryRun, refused }, kind, path }: HowFarProps): JSX.Element | null {
  if (state === 'running')
    return (
      <Inset>
        It is still running. <Link href={path}>Look again</Link>
      </Inset>
    )
  if (!dryRun) return null
  return (
    <Inset>
      This was a trial: nothing was changed.{' '}
      {refused.length === 0
        ? 'Every row would go in.'
        : 'The rows below would be refused; all others would go in. Mend them first, or send in what fits.'}{' '}
      <Link href={addressOf(sendInPath, { kind, trial: 'no' })}>Send it in for good</Link>
    </Inset>
  )
}

/** All rows that were refused or warned of, as a table; undefined for no import, and for those who may not see it. */
export async function toldRows({ tools, caller }: Asked, id: string): Promise<string | undefined> {
  const report = isOffice(caller) ? await reportOf(tools, id) : undefined
  if (!report) return undefined
  const rows = (what: string, told: ImportReport['refused']) =>
    told.map(({ row, column, reason }) => [what, row, lineOf(row), column, reason])
  return sheetOf(
    ['what', 'row', 'line of the sheet', 'column', 'reason'],
    [...rows('refused', report.refused), ...rows('warning', report.warnings)],
  )
}

/** Where a spreadsheet shows a row: the headings are its first line. Row 0 is the file itself. */
function lineOf(row: number): string {
  return row === 0 ? '' : String(row + 1)
}

function factsOf({ state, rows, total, changed, unchanged, refused, undone, dryRun }: ImportReport) {
  return [
    { key: 'State', value: state === 'done' ? sayDone(undone) : `Running: ${rows} of ${total} rows done` },
    { key: 'Rows', value: total.toLocaleString('en-GB') },
    { key: dryRun ? 'Would change something' : 'Changed something', value: changed.toLocaleString('en-GB') },
    { key: dryRun ? 'Are so already' : 'Were so already', value: unchanged.toLocaleString('en-GB') },
    { key: dryRun ? 'Would be refused' : 'Refused', value: refused.length.toLocaleString('en-GB') },
    {
      key: undone?.state === 'running' ? 'Being taken back' : 'Taken back',
      value: undone && `${entries(undone.takenBack)}; ${entries(undone.left)} left as they are`,
    },
  ]
}

function sayDone(undone: ImportReport['undone']): string {
  if (undone === undefined) return 'Done'
  return undone.state === 'done' ? 'Taken back' : 'Being taken back'
}

function entries(n: number): string {
  return n === 1 ? '1 entry' : `${n.toLocaleString('en-GB')} entries`
}

function Told({ title, rows }: { readonly title: string; readonly rows: ImportReport['refused'] }): JSX.Element | null {
  if (rows.length === 0) return null
  return (
    <Section title={title}>
      <Paragraph>Row 1 is the first below the headings: line 2 of the sheet.</Paragraph>
      <Table
        caption={title}
        quietCaption
        rows={rows.slice(0, mostTold)}
        columns={[
          { head: 'Row', names: true, cell: ({ row }) => String(row) },
          { head: 'Column', cell: ({ column }) => column },
          { head: 'Reason', cell: ({ reason }) => reason },
        ]}
      />
      {rows.length > mostTold ? <Paragraph>And {rows.length - mostTold} more.</Paragraph> : null}
    </Section>
  )
}

const whyWords: Readonly<Record<StayWhy, string>> = {
  'decision-since': 'a review was decided since',
  'visit-since': 'a visit was booked or judged since',
  'deed-since': 'somebody acted on the award since',
  'corrected-since': 'it was corrected since',
  'changed-since': 'it was changed since',
  'has-awards': 'the school holds an award',
  'has-contacts': 'the school has contacts',
  'merged-since': 'the school was merged since',
  'closed-since': 'the school closed since',
  'letter-left': 'a reminder fell due of it: a letter that left has left',
  'reference-stays': 'the reference keeps finding the school',
  'withdrawal-stands': 'a withdrawal is never taken back',
  'withdrawn-since': 'the consent was withdrawn since',
  'words-not-kept': 'what stood there before is not kept',
  'person-looks': 'a person was asked to look',
  'recorded-again': 'the meeting was recorded, planned or cancelled again since',
  'meeting-since': 'a meeting marks the school in this time: take the meeting back first',
  'has-members': 'the cluster has members',
  'has-meetings': 'the cluster has meetings',
  'ambassador-stays': 'the Ambassador stays a member of staff: remove them on the staff page',
  rule: 'a rule says no',
}

/** What taking it back would do, with the form that does it. */
export async function undoPage(
  asked: Asked,
  id: string,
  said: { problem?: string; sentence?: string } = {},
): Promise<Answer> {
  const { tools, caller, token } = asked
  if (caller.role !== 'admin') return mayNot('Imports are taken back by admins.')
  const { state } = await loadStream(tools.log, importDecider, importStream(id))
  if (!state.started) return notFound('import')
  const all = await previewUndo(tools, id)
  const { takenBack, left } = countsOf(all)
  const fields: Field[] = [
    {
      is: 'long-text',
      name: 'reason',
      label: 'Reason',
      hint: 'Kept with this entry; admins and coordinators see it',
      problem: said.problem,
    },
  ]
  return {
    title: `Take an import back: ${kindNames[state.started.kind]}`,
    part: '/imports',
    ...(said.problem !== undefined && { status: 400 as const }),
    ...(said.sentence !== undefined && { status: 422 as const }),
    content: (
      <>
        <Breadcrumbs
          crumbs={[
            { name: 'Imports', href: '/imports' },
            { name: kindNames[state.started.kind], href: importPath(id) },
          ]}
        />
        <Problems fields={fields} sentence={said.sentence} />
        <Heading above={kindNames[state.started.kind]}>Take this import back</Heading>
        <Paragraph>
          {entries(takenBack)} would be taken back, each by a further entry of the log; {entries(left)} would stay as
          they are. Nobody is written to because of it.
        </Paragraph>
        <Kinds title="Would be taken back" all={all.filter(({ why }) => why === undefined)} />
        {
          await staying(
            asked,
            all.filter(({ why }) => why !== undefined),
          )
        }
        {takenBack === 0 ? (
          <Paragraph>
            There is nothing to take back. <Link href={importPath(id)}>Go back to the import</Link>
          </Paragraph>
        ) : (
          <Form
            action={`${importPath(id)}/undo`}
            token={token}
            fields={fields}
            button="Take it back"
            back={importPath(id)}
          />
        )}
      </>
    ),
  }
}

const typeWords: Readonly<Record<string, string>> = {
  SchoolRegistered: 'Schools registered, and taken off the lists',
  SchoolChanged: 'Changed entries that get their earlier values',
  SchoolRefChanged: 'References that become the earlier ones',
  AwardGranted: 'Awards granted',
  AwardReAccredited: 'Re-accreditations',
  ContactAdded: 'Contacts added',
  ContactRoleAdded: 'Further roles of contacts',
  ConsentGiven: 'Consents noted',
  ClusterFormed: 'Clusters formed, and taken off the lists',
  AmbassadorAssigned: 'Clusters that get their earlier Ambassador back',
  SchoolJoinedCluster: 'Schools that never joined their cluster',
  ClusterJoined: 'The clusters’ notes of schools that joined',
  MeetingRecorded: 'Meetings recorded',
  ClusterMeetingNoted: 'The clusters’ notes of meetings',
}

/** One entry of each kind. */
const entryWords: Readonly<Record<string, string>> = {
  SchoolRegistered: 'Registration',
  SchoolChanged: 'Changed entry',
  SchoolRefChanged: 'Changed reference',
  RefTaken: 'Reference',
  AwardGranted: 'Award granted',
  AwardReAccredited: 'Re-accreditation',
  ReviewReminderDue: 'Reminder',
  ConsentGiven: 'Consent',
  ConsentWithdrawn: 'Withdrawal',
  ConsentClaimedLater: 'Consent claimed after a withdrawal',
  ContactChanged: 'Changed contact',
  ClusterFormed: 'Cluster formed',
  AmbassadorAssigned: 'Another Ambassador',
  SchoolJoinedCluster: 'Joined a cluster',
  ClusterJoined: 'The cluster’s note that it joined',
  MeetingRecorded: 'Meeting recorded',
  ClusterMeetingNoted: 'The cluster’s note of a meeting',
  StaffAdded: 'Ambassador added to the staff',
  StaffChanged: 'A further cluster of an Ambassador',
}

function Kinds({ title, all }: { readonly title: string; readonly all: readonly UndoEntry[] }): JSX.Element | null {
  if (all.length === 0) return null
  const rows = [...Map.groupBy(all, ({ type }) => type)].map(([type, of]) => ({ type, n: of.length }))
  return (
    <Section title={title}>
      <Table
        caption={title}
        quietCaption
        rows={rows}
        columns={[
          { head: 'What', names: true, cell: ({ type }) => typeWords[type] ?? type },
          { head: 'How many', cell: ({ n }) => n.toLocaleString('en-GB') },
        ]}
      />
    </Section>
  )
}

/** What a cluster keeps of an entry of a school or meeting stays or goes with that entry, which is told. */
const notedElsewhere: ReadonlySet<string> = new Set(['ClusterJoined', 'ClusterMeetingNoted'])

async function staying({ tools }: Asked, entries: readonly UndoEntry[]): Promise<JSX.Element | null> {
  const all = entries.filter(({ type }) => !notedElsewhere.has(type))
  if (all.length === 0) return null
  const shown = all.slice(0, mostTold)
  const schools = await schoolsNamed(
    tools,
    shown.map(({ stream }) => (stream.startsWith('school#') ? stream : undefined)),
  )
  return (
    <Section title="Would stay">
      <Table
        caption="Would stay, and why"
        quietCaption
        rows={shown}
        columns={[
          { head: 'Of', cell: ({ stream }) => schools.get(idOf(stream))?.name ?? whatIs(stream) },
          {
            head: 'Entry',
            names: true,
            cell: ({ event, type }) => <Link href={entryPath(event)}>{entryWords[type] ?? 'The entry'}</Link>,
          },
          { head: 'Why', cell: ({ why, detail }) => detail ?? (why && whyWords[why]) },
        ]}
      />
      {all.length > mostTold ? <Paragraph>And {all.length - mostTold} more.</Paragraph> : null}
    </Section>
  )
}

/** What an entry is about, where it is no school. */
function whatIs(stream: string): string {
  const [kind, id = ''] = stream.split(/#(.*)/s)
  if (kind === 'cluster') return `Cluster ${id}`
  if (kind === 'meeting') return `Meeting ${id}`
  return kind === 'staff' ? 'A member of staff' : kind === 'contact' ? 'A contact' : id
}

/** Answers the form. Throws Fault; all else is an answer. */
export async function sendUndo(asked: Asked, id: string, { reason }: Sent): Promise<Answer> {
  const { tools, caller, trace } = asked
  if (caller.role !== 'admin') return mayNot('Imports are taken back by admins.')
  if (reason === undefined) return undoPage(asked, id, { problem: 'Is needed' })
  const note = await tools.vault.putNote(reason, importStream(id), addMinutes(tools.world().now, vaultWaits))
  const begun = await beginUndo(tools, id, note, { by: caller.id, because: 'console', trace })
  if ('refused' in begun) return undoPage(asked, id, { sentence: begun.detail })
  await untilDone(tools, async () => {
    const { state } = await loadStream(tools.log, importDecider, importStream(id))
    return state.undo?.state === 'done'
  })
  return { to: addressOf(importPath(id), { seen: `${begun.stream}@${begun.version}` }) }
}
