/** The pages of the time machine: the clock with its buttons, the letters that left, the switches; and one letter. */
import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Instant, londonDay } from '../../../events/kernel/day.ts'
import { OnDay, sayMoment } from '../../../shared/pages/day.tsx'
import { type Field, FieldOf } from '../../../shared/pages/fields.tsx'
import { Breadcrumbs, Empty, Facts, Heading, Inset, Link, Paragraph, Section } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { type Fault, type FaultKind, type FaultPlace, faultKinds, faultPlaces, type Letter } from '../cloud/types.ts'

const here = '/local/machine'

export interface Machine {
  readonly now: Instant
  readonly hasTestClock: boolean
  /** What the last button did. */
  readonly said: string | undefined
  readonly letters: readonly Letter[]
  readonly more: boolean
  readonly faults: readonly Fault[]
}

export function drawMachine({ now, hasTestClock, said, letters, more, faults }: Machine): JSX.Element {
  return (
    <>
      <Breadcrumbs crumbs={[{ name: 'Back to the console', href: '/' }]} />
      <Heading>Time machine</Heading>
      {said === undefined ? null : <Inset>{said}</Inset>}
      <Section title="The clock">
        {hasTestClock ? (
          <Clock now={now} />
        ) : (
          <Paragraph>
            The real time holds here. Start with a START_DAY in an empty folder to have a clock that can be moved.
          </Paragraph>
        )}
      </Section>
      <Section title="Letters that left">
        {letters.length === 0 ? (
          <Empty>No letter has left yet.</Empty>
        ) : (
          <>
            <Letters letters={letters} />
            {more ? <Paragraph>Older ones are not shown.</Paragraph> : null}
            <Button to="/empty-mail" words="Put them away" />
          </>
        )}
      </Section>
      <Section title="What goes wrong on purpose">
        {faults.length === 0 ? <Empty>Nothing.</Empty> : <Faults faults={faults} />}
        <Form to="/fault" fields={faultFields} words="Let it go wrong" />
      </Section>
    </>
  )
}

function Clock({ now }: { readonly now: Instant }): JSX.Element {
  return (
    <>
      <Paragraph>
        It stands at <strong>{sayMoment(now)}</strong>. Moving it runs every morning and all that falls due on the way;
        a long way takes a while.
      </Paragraph>
      <div class="app-actions">
        <Button to="/next-day" words="To the next day" />
        <Button to="/next-happening" words="To the next happening" />
      </div>
      <Form
        to="/to-day"
        words="Go to this day"
        fields={[
          { is: 'day', name: 'to', label: 'To a day', value: londonDay(now) },
          {
            is: 'radios',
            name: 'outage',
            label: 'The days before it',
            value: '',
            options: [
              { value: '', label: 'Each has its morning' },
              { value: 'yes', label: 'Have no mornings, as in an outage' },
            ],
          },
        ]}
      />
    </>
  )
}

function Letters({ letters }: { readonly letters: readonly Letter[] }): JSX.Element {
  return (
    <Table
      caption="Letters, the latest first"
      quietCaption
      rows={letters}
      columns={[
        {
          head: 'Subject',
          names: true,
          cell: ({ id, subject }) => <Link href={`${here}/mail/${encodeURIComponent(id)}`}>{subject}</Link>,
        },
        { head: 'To', cell: ({ to }) => to.join(', ') },
        { head: 'Left', cell: ({ at }) => sayMoment(at) },
      ]}
    />
  )
}

const places: Readonly<Record<FaultPlace, string>> = {
  post: 'The mail provider',
  bus: 'The bus of events',
  queue: 'The queues',
  table: 'The tables',
  files: 'The files',
}

const kinds: Readonly<Record<FaultKind, string>> = {
  drop: 'Delivered late, by the repair',
  double: 'Delivered twice',
  shuffle: 'Delivered out of order',
  delay: 'Delayed',
  error: 'Answers with an error',
  'no-answer': 'Gives no answer',
  lag: 'Lists lag behind',
}

/** A switch, as words after a colon. */
export function sayFault({ on, do: kind, next }: Fault): string {
  return `${places[on].toLowerCase()} – ${kinds[kind].toLowerCase()}, ${sayOften(next).toLowerCase()}`
}

function sayOften(next: Fault['next']): string {
  if (next === 'all') return 'Always'
  return next === 1 ? 'The next time' : `The next ${next} times`
}

const faultFields: readonly Field[] = [
  {
    is: 'select',
    name: 'on',
    label: 'Where',
    options: faultPlaces.map((value) => ({ value, label: places[value] })),
    value: 'post',
  },
  {
    is: 'select',
    name: 'do',
    label: 'What',
    options: faultKinds.map((value) => ({ value, label: kinds[value] })),
    value: 'no-answer',
  },
  {
    is: 'select',
    name: 'next',
    label: 'How often',
    options: [
      { value: '1', label: 'The next time' },
      { value: '10', label: 'The next ten times' },
      { value: 'all', label: 'Always' },
    ],
    value: '1',
  },
]

function Faults({ faults }: { readonly faults: readonly Fault[] }): JSX.Element {
  return (
    <>
      <Table
        caption="Switches that are on"
        quietCaption
        rows={faults}
        columns={[
          { head: 'Where', names: true, cell: ({ on }) => places[on] },
          { head: 'What', cell: ({ do: kind }) => kinds[kind] },
          { head: 'How often', cell: ({ next }) => sayOften(next) },
        ]}
      />
      <Button to="/no-faults" words="Switch all off" />
    </>
  )
}

function Button({ to, words }: { readonly to: string; readonly words: string }): JSX.Element {
  return (
    <Posted to={to}>
      <button type="submit" class="govuk-button govuk-button--secondary">
        {words}
      </button>
    </Posted>
  )
}

interface FormProps {
  readonly to: string
  readonly fields: readonly Field[]
  readonly words: string
}

function Form({ to, fields, words }: FormProps): JSX.Element {
  return (
    <Posted to={to}>
      {fields.map((field) => (
        <FieldOf field={field} />
      ))}
      <button type="submit" class="govuk-button">
        {words}
      </button>
    </Posted>
  )
}

function Posted({ to, children }: { readonly to: string; readonly children?: Child }): JSX.Element {
  return (
    <form method="post" action={`${here}${to}`} novalidate>
      {children}
    </form>
  )
}

export function drawLetter({ id, day, from, to, subject, text }: Letter): JSX.Element {
  return (
    <>
      <Breadcrumbs crumbs={[{ name: 'Time machine', href: here }]} />
      <Heading above="A letter that left">{subject}</Heading>
      <Facts
        facts={[
          { key: 'Left', value: <OnDay day={day} /> },
          { key: 'From', value: from },
          { key: 'To', value: to.join(', ') },
        ]}
      />
      <Section title="As a mail program shows it">
        <iframe
          class="app-frame"
          src={`${here}/mail/${encodeURIComponent(id)}/as-mail`}
          title={subject}
          width="640"
          height="700"
          sandbox=""
        ></iframe>
      </Section>
      <Section title="As plain text">
        <pre class="app-raw" tabindex={0}>
          {text}
        </pre>
      </Section>
    </>
  )
}
