/**
 * The copy of everything held on a person as a page, the same for themselves and for staff who look at it before: plain,
 * complete, and as good on paper. Whatever anybody wrote is shown as text and nothing else.
 */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Day } from '../../events/kernel/day.ts'
import type { AccessCopy } from '../../events/request/copy.ts'
import { OnDay } from './day.tsx'
import { Empty, Facts, Paragraph, Section } from './parts.tsx'
import { Sentence } from './sentence.tsx'
import { type Column, Table } from './table.tsx'

/** The copy as it is saved: JSON, indented, for people and programs. */
export function copyAsJson(copy: AccessCopy): string {
  return JSON.stringify(copy, undefined, 2)
}

/** An address that holds the copy in itself: it is saved without a script, and without being fetched again. */
export function copyAsAddress(copy: AccessCopy): string {
  return `data:application/json;base64,${Buffer.from(copyAsJson(copy)).toString('base64')}`
}

interface CopyProps {
  readonly copy: AccessCopy
  /** Where the same is as a file. */
  readonly file: string
}

export function AccessCopyPage({ copy, file }: CopyProps): JSX.Element {
  return (
    <>
      <Paragraph>
        This is what {copy.body.name} keeps about you, as it stood on <OnDay day={copy.madeOn} />. A text about
        something else, such as a note on a visit, may name you too: ask us, and we look for it.
      </Paragraph>
      <p class="govuk-body app-screen-only">
        <a class="govuk-link" href={file} download={`your-data-${copy.madeOn}.json`}>
          Save it as a file
        </a>{' '}
        (JSON, which programs can read). To keep it as a document, print this page.
      </p>
      <Who copy={copy} />
      <Consents copy={copy} />
      <Standing copy={copy} />
      <Letters copy={copy} />
      <Mails mails={copy.mails} />
      <CaseWork copy={copy} />
      <Record copy={copy} />
      <Told copy={copy} />
    </>
  )
}

type Of = { readonly copy: AccessCopy }

function Days({ day }: { readonly day: Day | undefined }): JSX.Element | null {
  return day === undefined ? null : <OnDay day={day} />
}

/** A section with a table, or with a sentence where there is nothing. */
function Rows<T>(props: {
  readonly title: string
  readonly none: string
  readonly rows: readonly T[]
  readonly columns: readonly Column<T>[]
  readonly children?: Child
}): JSX.Element {
  const { title, none, rows, columns, children } = props
  return (
    <Section title={title}>
      {children}
      {rows.length === 0 ? <Empty>{none}</Empty> : <Table caption={title} quietCaption rows={rows} columns={columns} />}
    </Section>
  )
}

function Who({ copy: { entries, staff, schools } }: Of): JSX.Element {
  return (
    <>
      <Section title="Your name and address">
        {entries.length === 0 ? <Empty>No name and address are kept.</Empty> : null}
        {entries.map(({ kept, name, address, phone, until }) => (
          <Facts
            facts={[
              { key: 'Name', value: name },
              { key: 'E-mail address', value: address },
              { key: 'Telephone', value: phone ?? 'None' },
              { key: 'Where', value: kept },
              { key: 'Kept until', value: until && <OnDay day={until} /> },
            ]}
          />
        ))}
        {staff ? (
          <Paragraph>
            Under the same address you are kept as a member of staff: {staff.name}, {staff.role}.
          </Paragraph>
        ) : null}
      </Section>
      <Rows
        title="Your roles at schools"
        none="None."
        rows={schools}
        columns={[
          { head: 'School', names: true, cell: ({ school }) => school },
          { head: 'Role', cell: ({ role }) => role },
          { head: 'Since', cell: ({ since }) => <OnDay day={since} /> },
          { head: 'Until', cell: ({ until }) => (until === undefined ? 'Today' : <OnDay day={until} />) },
        ]}
      />
    </>
  )
}

function Consents({ copy: { consents } }: Of): JSX.Element {
  return (
    <Rows
      title="What you agreed to"
      none="Nothing was ever noted."
      rows={consents}
      columns={[
        { head: 'To', names: true, cell: ({ to }) => to },
        {
          head: 'What',
          cell: ({ what, on }) => (
            <>
              <Sentence text={what} />, <OnDay day={on} />
            </>
          ),
        },
        { head: 'How', cell: ({ how }) => how ?? '' },
        {
          head: 'In which words',
          cell: ({ wording, words }) => words ?? (wording === undefined ? '' : `Version ${wording} of the form`),
        },
        {
          head: 'Noted',
          cell: ({ notedBy, notedOn }) => (
            <>
              {notedBy}, <OnDay day={notedOn} />
            </>
          ),
        },
      ]}
    />
  )
}

function Standing({ copy: { standing } }: Of): JSX.Element {
  const { address, pauses, notWrittenTo } = standing
  return (
    <Section title="How your address stands">
      <Facts
        facts={[
          { key: 'Your address', value: address },
          {
            key: 'Not written to with',
            value:
              notWrittenTo.length === 0 ? (
                'Nothing is noted'
              ) : (
                <Lines lines={notWrittenTo.map(({ letters, since }) => `${letters}, since ${since}`)} />
              ),
          },
          {
            key: 'Pauses of letters',
            value:
              pauses.length === 0 ? (
                'None'
              ) : (
                <Lines lines={pauses.map(({ why, since, until }) => `${why}: ${since} to ${until ?? 'today'}`)} />
              ),
          },
        ]}
      />
    </Section>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }): JSX.Element {
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {lines.map((line) => (
        <li>
          <Sentence text={line} />
        </li>
      ))}
    </ul>
  )
}

function Letters({ copy: { letters } }: Of): JSX.Element {
  return (
    <Rows
      title="Letters to you"
      none="None."
      rows={letters}
      columns={[
        { head: 'Letter', names: true, cell: ({ kind }) => kind },
        { head: 'Day', cell: ({ on }) => <OnDay day={on} /> },
        ...(letters.some(({ school }) => school !== undefined)
          ? [{ head: 'School', cell: ({ school }: (typeof letters)[number]) => school ?? '' }]
          : []),
        {
          head: 'What became of it',
          cell: ({ state, why }) => (why === undefined ? state : `${state}: ${small(why)}`),
        },
      ]}
    />
  )
}

function small(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}

/** What somebody wrote, as it was written. */
function Written({ text }: { readonly text: string }): JSX.Element {
  return <div class="app-written">{text}</div>
}

function Mails({ mails }: Pick<AccessCopy, 'mails'>): JSX.Element {
  return (
    <Section title="Mails from you">
      {mails.length === 0 ? <Empty>None.</Empty> : null}
      {mails.map(({ received, subject, text, understood, done }) => (
        <>
          <h3 class="govuk-heading-s">
            {subject?.trim() || 'No subject'}, <OnDay day={received} />
          </h3>
          {text === undefined ? (
            <Empty>What it said is no longer kept, or was not read yet.</Empty>
          ) : (
            <Written text={text} />
          )}
          <Facts
            facts={[
              {
                key: 'Understood as',
                value: <Lines lines={understood.length > 0 ? understood : ['Nothing that is asked by right']} />,
              },
              { key: 'What was done', value: <Lines lines={done.length > 0 ? done : ['Nothing']} /> },
            ]}
          />
        </>
      ))}
    </Section>
  )
}

function CaseWork({ copy: { requests, tasks, notes } }: Of): JSX.Element {
  return (
    <>
      <Rows
        title="What you asked for by right"
        none="Nothing."
        rows={requests}
        columns={[
          { head: 'What', names: true, cell: ({ asked }) => asked },
          { head: 'Came in', cell: ({ received }) => <OnDay day={received} /> },
          { head: 'Due', cell: ({ due }) => <OnDay day={due} /> },
          {
            head: 'How it stands',
            cell: ({ state, decidedOn, reason, whyLonger }) => (
              <>
                {state} <Days day={decidedOn} />
                {reason === undefined ? null : <p class="govuk-body">Because: {reason}</p>}
                {whyLonger === undefined ? null : <p class="govuk-body">It took longer because: {whyLonger}</p>}
              </>
            ),
          },
        ]}
      />
      <Rows
        title="Tasks of our staff that concern you"
        none="None."
        rows={tasks}
        columns={[
          { head: 'Task', cell: ({ task }) => <Sentence text={task} /> },
          { head: 'Since', cell: ({ since }) => <Days day={since} /> },
          { head: 'Due', cell: ({ due }) => <Days day={due} /> },
          { head: 'State', cell: ({ state }) => state },
        ]}
      />
      <Section title="Notes about you">
        {notes.length === 0 ? <Empty>None.</Empty> : null}
        {notes.map(({ about, on, text }) => (
          <>
            <h3 class="govuk-heading-s">
              {about}, <OnDay day={on} />
            </h3>
            <Written text={text} />
          </>
        ))}
      </Section>
    </>
  )
}

function Record({ copy: { seen, events } }: Of): JSX.Element {
  return (
    <>
      <Rows
        title="Who was shown your name and address"
        none="Nobody, as far back as it is kept."
        rows={seen}
        columns={[
          { head: 'Day', names: true, cell: ({ on }) => <OnDay day={on} /> },
          { head: 'Shown to', cell: ({ by }) => by },
        ]}
      />
      <Rows
        title="What happened"
        none="Nothing."
        rows={events}
        columns={[
          { head: 'Day', names: true, cell: ({ on }) => <OnDay day={on} /> },
          { head: 'What', cell: ({ what }) => <Sentence text={what} /> },
        ]}
      />
    </>
  )
}

/** What the law has them told beside their data. */
function Told({ copy: { told, body } }: Of): JSX.Element {
  return (
    <Section title="What the law has us tell you">
      <Points title="What we use it for" points={told.purposes} />
      <Points title="What kinds of data it is" points={told.categories} />
      <Points title="Where it came from" points={told.sources} />
      <Points title="Who gets it" points={told.recipients} />
      <Points title="How long we keep it" points={told.kept} />
      <Points title="Your rights" points={told.rights} />
      <Paragraph>
        Whatever you want of these, write to <span class="app-whole">{body.writeTo}</span>, in any words.{' '}
        {told.complaint}
      </Paragraph>
      <Paragraph>{told.decisions}</Paragraph>
    </Section>
  )
}

function Points({ title, points }: { readonly title: string; readonly points: readonly string[] }): JSX.Element | null {
  if (points.length === 0) return null
  return (
    <>
      <h3 class="govuk-heading-s">{title}</h3>
      <ul class="govuk-list govuk-list--bullet">
        {points.map((point) => (
          <li>
            <Sentence text={point} />
          </li>
        ))}
      </ul>
    </>
  )
}
