/** The letterhead: what every letter carries around its words, changed by admins, with every version it had. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { addMinutes } from '../../../events/kernel/day.ts'
import { vaultWaits } from '../../../shared/deeds/tools.ts'
import { changeLetterhead, type WordingChange, wordingHistory, wordsAround } from '../../../shared/deeds/wording.ts'
import { AtMoment } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Form, Problems } from '../../../shared/pages/form.tsx'
import { Facts, Heading, Link, Paragraph, Section } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import type { Letterhead } from '../../../shared/post/letterhead.ts'
import { openedAnew, versionField } from '../do/two-people.ts'
import { whoDid } from '../names.ts'
import type { Answer, Asked, Sent } from '../page.ts'
import { kindPath, LetterWays, may, perform } from './letters-of-the-body.tsx'

const path = '/letters/letterhead'

interface Said {
  readonly values?: Sent
  readonly sentence?: string
  readonly status?: 409 | 422
}

export async function letterheadPage(asked: Asked, said: Said = {}): Promise<Answer> {
  const { tools } = asked
  const { letterhead, version } = await wordsAround(tools, undefined)
  const changes = await wordingHistory(tools, 'letterhead')
  return {
    title: 'Letterhead',
    part: '/letters',
    status: said.status ?? 200,
    content: (
      <>
        <Problems fields={[]} sentence={said.sentence} meanwhile={said.status === 409} />
        <Heading>Letterhead</Heading>
        <LetterWays here={path} />
        <Paragraph>
          What every letter carries from now on; letters that left keep the one they left with. See it in{' '}
          <Link href={kindPath('review-reminder')}>a review reminder</Link>.
        </Paragraph>
        {may(asked, 'change-letterhead') ? (
          <Form
            action={path}
            token={asked.token}
            fields={[
              ...fieldsOf(said.values ?? valuesOf(letterhead), said.values?.reason),
              ...versionField(version, said.values),
            ]}
            button="Change the letterhead"
          />
        ) : (
          <Shown letterhead={letterhead} />
        )}
        {changes.length === 0 ? null : (
          <Section title="Versions">
            <History
              changes={changes}
              who={
                await whoDid(
                  tools,
                  changes.map(({ by }) => by),
                )
              }
            />
          </Section>
        )}
      </>
    ),
  }
}

function Shown({ letterhead }: { readonly letterhead: Letterhead }): JSX.Element {
  const { name, address, phone, replyTo, colour, mark } = valuesOf(letterhead)
  return (
    <Facts
      facts={[
        { key: 'Name', value: name },
        { key: 'Address', value: <span class="app-lines">{address}</span> },
        { key: 'Telephone', value: phone },
        { key: 'Signed by', value: saySignatory(letterhead) },
        { key: 'Replies go to', value: replyTo },
        { key: 'Colour', value: colour },
        { key: 'Mark', value: mark },
      ]}
    />
  )
}

function saySignatory({ signatory: { name, title } }: Letterhead): string {
  return title === undefined ? name : `${name}, ${title}`
}

function valuesOf({ name, address, phone, signatory, replyTo, colour, mark }: Letterhead): Sent {
  return {
    name,
    address: address.join('\n'),
    signatory: signatory.name,
    replyTo,
    colour,
    ...(signatory.title && { signatoryTitle: signatory.title }),
    ...(phone && { phone }),
    ...(mark && { mark }),
  }
}

function fieldsOf(values: Sent, reason: string | undefined): Field[] {
  const text = (name: string, label: string, hint?: string): Field => ({
    is: 'text',
    name,
    label,
    hint,
    value: values[name],
  })
  return [
    text('name', 'Name of the body', 'As it signs, and as it stands at the top of these pages'),
    {
      is: 'long-text',
      name: 'address',
      label: 'Postal address',
      hint: 'Without the name, one line below another',
      value: values.address,
    },
    text('phone', 'Telephone (optional)'),
    text('signatory', 'Signed by', 'A person’s name, or a team’s'),
    text('signatoryTitle', 'Their title (optional)'),
    { is: 'email', name: 'replyTo', label: 'Replies go to', value: values.replyTo },
    text('colour', 'Colour', 'Of links and buttons, written #rrggbb; dark enough to be read on white'),
    text('mark', 'Mark (optional)', 'Up to six letters beside the name; letters load no pictures from outside'),
    { is: 'long-text', name: 'reason', label: 'Reason (optional)', hint: 'Kept with this version', value: reason },
  ]
}

function History({
  changes,
  who,
}: {
  readonly changes: readonly WordingChange[]
  readonly who: (by: string) => string
}): JSX.Element {
  const rows = changes.map((change, n) => ({ ...change, before: changes[n + 1]?.letterhead }))
  return (
    <Table
      caption="Every version, newest first"
      quietCaption
      rows={rows}
      columns={[
        { head: 'Version', names: true, cell: ({ version }) => String(version) },
        { head: 'From', cell: ({ at }) => <AtMoment at={at} /> },
        { head: 'By', cell: ({ by }) => who(by) },
        { head: 'It says', cell: ({ letterhead, before }) => letterhead && whatIsNew(letterhead, before) },
        { head: 'Reason', cell: ({ reason }) => reason ?? null },
      ]}
    />
  )
}

const labels: Readonly<Record<string, string>> = {
  name: 'Name',
  address: 'Address',
  phone: 'Telephone',
  signatory: 'Signed by',
  signatoryTitle: 'Title',
  replyTo: 'Replies go to',
  colour: 'Colour',
  mark: 'Mark',
}

/** What differs from the version before it; of the first, all. */
function whatIsNew(letterhead: Letterhead, before: Letterhead | undefined): string {
  const [is, was] = [valuesOf(letterhead), before === undefined ? {} : valuesOf(before)]
  const parts = Object.entries(labels).flatMap(([name, label]) =>
    is[name] === was[name] ? [] : [`${label}: ${is[name]?.replaceAll('\n', ', ') ?? 'none'}`],
  )
  return parts.join(' · ')
}

/** Changes the letterhead: a field left empty is a part taken away. */
export async function sendLetterhead(asked: Asked, sent: Sent): Promise<Answer> {
  const { reason, ...given } = sent
  const again = (sentence: string, status: 409 | 422) =>
    letterheadPage(asked, { values: status === 409 ? openedAnew(sent) : sent, sentence, status })
  return perform(asked, { command: 'change-letterhead', back: path, sent, again }, async (doing) => {
    const { vault, world } = asked.tools
    const until = addMinutes(world().now, vaultWaits)
    const note = reason && (await vault.putNote(reason, 'wording#letters', until))
    const parts = Object.fromEntries(Object.keys(labels).map((name) => [name, given[name] ?? '']))
    return changeLetterhead(asked.tools, { ...parts, reason: note }, doing)
  })
}
