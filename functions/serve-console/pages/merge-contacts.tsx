/** Two entries of one person side by side, with what will stand when they are one, before anything is done. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import { contactDecider } from '../../../events/contact/decide.ts'
import type { Contact } from '../../../events/contact/state.ts'
import { contactCard, contactRows } from '../../../shared/board/rows/contact.ts'
import { findEntry } from '../../../shared/deeds/addresses.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { Filters, Form, Problems } from '../../../shared/pages/form.tsx'
import { Breadcrumbs, Empty, Heading, Link, Paragraph, Section } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { Consent } from '../contact-parts.tsx'
import { formFields } from '../do/fields.ts'
import { forms } from '../do/names.ts'
import { contactFormPath } from '../do/offers.ts'
import { contactPath } from '../entries.tsx'
import { idOf } from '../names.ts'
import type { Answer, Asked } from '../page.ts'
import { consentNames, contactRoleNames } from '../words.ts'
import { calledBy, crumbsOf, type SeenContact, seeContact } from './contact.tsx'
import { mayNot, notFound } from './stop.tsx'

export async function mergeContactsPage(asked: Asked, id: string): Promise<Answer> {
  if (!commands['merge-contacts'].roles.includes(asked.caller.role))
    return mayNot(`“${forms['merge-contacts'].title}” is for admins.`)
  const kept = await seeContact(asked, id)
  if (!kept) return notFound('contact')
  const named = asked.query('drop')
  const entry = named === undefined ? undefined : await findEntry(asked.tools, named)
  const other = entry === undefined ? undefined : await seeContact(asked, idOf(entry))
  const title = `${forms['merge-contacts'].title}: ${calledBy(kept)}`
  return {
    title,
    part: '/schools',
    content: (
      <>
        <Breadcrumbs crumbs={[...crumbsOf(kept), { name: calledBy(kept), href: contactPath(id) }]} />
        {named !== undefined && !other ? <Problems fields={[]} sentence="no contact has this address or id" /> : null}
        <Heading above={calledBy(kept)}>{forms['merge-contacts'].title}</Heading>
        {other ? await preview(asked, kept, other) : await search(asked, kept, named)}
      </>
    ),
  }
}

/** Which one is the other entry: those of the same schools are at hand. */
async function search(asked: Asked, kept: SeenContact, named: string | undefined): Promise<JSX.Element> {
  const near = await nearby(asked, kept)
  const path = `${contactPath(kept.card.id)}/merge`
  return (
    <>
      <Paragraph>This entry stays. Say which other entry of the same person is to be merged into it.</Paragraph>
      <Filters
        action={path}
        fields={[{ is: 'text', name: 'drop', label: 'Address of the other entry', value: named }]}
      />
      <Section title="Others at the same schools">
        {near.length === 0 ? (
          <Empty>Nobody else.</Empty>
        ) : (
          <ul class="govuk-list">
            {near.map((one) => (
              <li>
                <Link href={`${path}?drop=${encodeURIComponent(one.card.id)}`}>{calledBy(one)}</Link>{' '}
                <span class="app-quiet">{one.person?.email}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}

async function nearby(asked: Asked, { stream, schools }: SeenContact): Promise<SeenContact[]> {
  const streams = new Set([...schools.values()].flatMap(({ contacts }) => contacts.map(({ contact }) => contact)))
  streams.delete(stream)
  streams.delete(idOf(stream))
  const seen = await Promise.all([...streams].map((one) => seeContact(asked, idOf(one))))
  return seen.filter((one) => one !== undefined)
}

async function preview(asked: Asked, kept: SeenContact, other: SeenContact): Promise<JSX.Element> {
  const merged = await afterwards(asked, kept.stream, other.stream)
  if ('refused' in merged) return <Problems fields={[]} sentence={merged.refused} />
  const three = [kept, other, { ...kept, card: merged.card }]
  return (
    <>
      <Table
        caption="What stands, and what will stand"
        rows={rowsOf(three)}
        columns={[
          { head: 'What', names: true, cell: ({ head }) => head },
          { head: 'This entry, which stays', cell: ({ cells }) => cells[0] ?? '' },
          { head: 'The other one, which ends', cell: ({ cells }) => cells[1] ?? '' },
          { head: 'When they are one', cell: ({ cells }) => cells[2] ?? '' },
        ]}
      />
      <Paragraph>
        Letters go to the address of the entry that stays. What was withdrawn on either is withdrawn. The other address
        finds this entry from then on. This cannot be undone.
      </Paragraph>
      <Form
        action={contactFormPath(kept.card.id, 'merge-contacts')}
        token={asked.token}
        fields={formFields('merge-contacts', { said: { drop: other.card.id } })}
        button={forms['merge-contacts'].button}
        back={contactPath(kept.card.id)}
      />
    </>
  )
}

/** What the rule makes of the two, or what it says against it. */
async function afterwards({ tools }: Asked, keep: string, drop: string) {
  const { state: kept, version } = await loadStream(tools.log, contactDecider, keep)
  const { state: dropped } = await loadStream(tools.log, contactDecider, drop)
  const reason = 'note-00000000-0000-4000-8000-000000000000'
  const world = tools.world()
  const ends = contactDecider.decide({ do: 'merge-into', kept: keep, dropped: drop, reason }, dropped, world)
  if ('refused' in ends) return { refused: ends.detail }
  if (keep === drop) return { refused: 'These are one entry already: name two different ones.' }
  const { schools, consents, paused } = dropped
  const takes = contactDecider.decide(
    { do: 'absorb-contact', dropped: drop, reason, schools, consents, paused },
    kept,
    world,
  )
  if ('refused' in takes) return { refused: takes.detail }
  const state = takes.reduce<Contact>((before, fact) => contactDecider.evolve(before, fact), kept)
  const [row] = contactRows({ stream: keep, version, state })
  return { card: contactCard().parse(row?.data) }
}

function rowsOf(seen: readonly SeenContact[]) {
  const row = (head: string, cell: (one: SeenContact) => JSX.Element | string) => ({ head, cells: seen.map(cell) })
  return [
    row('Name', calledBy),
    row('Address', ({ person }) => person?.email ?? ''),
    row('Roles', ({ card, schools }) => rolesOf(card.schools, new Map([...schools, ...(seen[1]?.schools ?? [])]))),
    row(consentNames.service, ({ card }) => <Consent of={card.consents.service} office={false} />),
    row(consentNames.news, ({ card }) => <Consent of={card.consents.news} office={false} />),
    row('Letters', ({ card }) => (card.paused ? 'Paused' : 'Not paused')),
  ]
}

function rolesOf(
  places: SeenContact['card']['schools'],
  schools: ReadonlyMap<string, { readonly name: string }>,
): JSX.Element {
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {places.map(({ school, role }) => (
        <li>
          {contactRoleNames[role]}, {schools.get(school)?.name ?? 'a school'}
        </li>
      ))}
    </ul>
  )
}
