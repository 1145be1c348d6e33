/** One contact: roles, consents with their evidence, letters, and all that happened; names where they may be seen. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { sentenceOf } from '../../../events/catalogue.ts'
import { contactDecider } from '../../../events/contact/decide.ts'
import { purposes } from '../../../events/kernel/words.ts'
import { readLetters } from '../../../shared/board/reads/lists.ts'
import { readTrail } from '../../../shared/board/reads/trail.ts'
import { type ContactCard, contactCard, contactRows } from '../../../shared/board/rows/contact.ts'
import { entriesOf, type TrailEntry } from '../../../shared/board/rows/trail.ts'
import { isOffice, maySeePeople } from '../../../shared/deeds/callers.ts'
import { personOf } from '../../../shared/deeds/people.ts'
import { noteViews, viewsOf } from '../../../shared/deeds/views.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import {
  addressOf,
  Breadcrumbs,
  ButtonLink,
  Empty,
  Facts,
  Heading,
  Inset,
  Link,
  Paragraph,
  Section,
} from '../../../shared/pages/parts.tsx'
import { Sentence } from '../../../shared/pages/sentence.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import type { Person } from '../../../shared/vault/vault.ts'
import { AddressState, Consent, Listed } from '../contact-parts.tsx'
import { forms } from '../do/names.ts'
import { contactFormPath, formPath, formsOfContact, mayMerge } from '../do/offers.ts'
import { contactPath, notesOf, schoolPath, Timeline } from '../entries.tsx'
import { letterTable } from '../letter-table.tsx'
import { notKept, type Schools, schoolsNamed, whoDid } from '../names.ts'
import type { Answer, Asked } from '../page.ts'
import { consentNames, contactRoleNames, roleNames } from '../words.ts'
import { notFound } from './stop.tsx'

const mostLetters = 20
const mostEntries = 50

/** A contact as it stands in its own stream, never late, with what the caller may see of the person. */
export interface SeenContact {
  readonly stream: string
  readonly card: ContactCard
  readonly schools: Schools
  readonly maySee: boolean
  readonly person: Person | undefined
}

/** Undefined when there is no such contact. */
export async function seeContact({ tools, caller }: Asked, id: string): Promise<SeenContact | undefined> {
  const stream = `contact#${id}`
  const { version, state } = await loadStream(tools.log, contactDecider, stream)
  if (version === 0) return undefined
  const [row] = contactRows({ stream, version, state })
  const card = contactCard().parse(row?.data)
  const schools = await schoolsNamed(
    tools,
    card.schools.map(({ school }) => school),
  )
  const maySee =
    isOffice(caller) ||
    card.schools.some(({ school }) => maySeePeople(caller, schools.get(school), tools.world().today))
  const person = maySee && !card.forgotten && !card.erased ? await personOf(tools, stream) : undefined
  return { stream, card, schools, maySee, person }
}

/** What a contact is called on its pages. */
export function calledBy({ maySee, person }: SeenContact): string {
  return maySee ? (person?.name ?? notKept) : 'A contact'
}

export async function contactPage(asked: Asked, id: string): Promise<Answer> {
  const seen = await seeContact(asked, id)
  if (!seen) return notFound('contact')
  const { stream, card } = seen
  const { tools } = asked
  const [{ items: letters, next: more }, { items: entries }, evidence] = await Promise.all([
    readLetters(tools.board, { to: stream }, { limit: mostLetters }),
    readTrail(tools, { stream }, { limit: mostEntries }),
    evidenceOf(asked, stream),
  ])
  if (seen.person) await noteViews(tools, asked.caller.id, [stream])
  const listed = seen.person ? await tools.vault.suppressionOf(seen.person.email) : {}
  const title = calledBy(seen)
  return {
    title,
    part: '/schools',
    content: (
      <>
        <Breadcrumbs crumbs={crumbsOf(seen)} />
        <Heading above="Contact">{title}</Heading>
        <BecameOf card={card} />
        <Actions asked={asked} seen={seen} />
        <Section title="Who it is">
          <Who asked={asked} seen={seen} />
        </Section>
        <Section title="Roles">
          <Roles asked={asked} seen={seen} />
        </Section>
        <Section title="Consents">
          <Table
            caption="Consents"
            quietCaption
            rows={purposes}
            columns={[
              { head: 'To', names: true, cell: (purpose) => consentNames[purpose] },
              {
                head: 'As it stands',
                cell: (purpose) => (
                  <>
                    <Consent
                      of={card.consents[purpose]}
                      office={purpose === 'service' && card.schools.some(({ role }) => role === 'office')}
                    />
                    <Listed of={card.consents[purpose]} since={listed[purpose]} />
                  </>
                ),
              },
            ]}
          />
          {evidence}
        </Section>
        <Section title="Letters">
          {letters.length === 0 ? (
            <Empty>No letter was asked for yet.</Empty>
          ) : (
            await letterTable(asked, letters, {
              caption: 'Letters, newest first',
              quietCaption: true,
            })
          )}
          {more === undefined ? null : <Paragraph>Older ones are on the school’s own list of letters.</Paragraph>}
        </Section>
        <Section title="What happened">{await timeline(asked, entries)}</Section>
        {await seenBy(asked, seen)}
      </>
    ),
  }
}

export function crumbsOf({ card, schools }: SeenContact) {
  const [first] = card.schools.flatMap(({ school }) => schools.get(school) ?? [])
  return [{ name: 'Schools', href: '/schools' }, ...(first ? [{ name: first.name, href: schoolPath(first.id) }] : [])]
}

/** What became of a contact that is written to no more, and where to turn. */
function BecameOf({ card }: { readonly card: ContactCard }): JSX.Element | null {
  const { handedTo, mergedInto, forgotten, erased, keptUntil } = card
  if (forgotten || erased)
    return (
      <Inset>
        Name and address are no longer kept: {erased ? 'the person asked to be erased' : 'the contact left long ago'}.
      </Inset>
    )
  return (
    <>
      {handedTo === undefined ? null : (
        <Inset>
          The mailbox was handed over. <Link href={contactPath(handedTo)}>See the successor</Link>
        </Inset>
      )}
      {mergedInto === undefined ? null : (
        <Inset>
          This entry was merged into another one of the same person. <Link href={contactPath(mergedInto)}>See it</Link>
        </Inset>
      )}
      {keptUntil === undefined ? null : (
        <Inset>
          Serves no school any more. Name and address are kept until <OnDay day={keptUntil} />.
        </Inset>
      )}
    </>
  )
}

function Actions({ asked, seen }: { readonly asked: Asked; readonly seen: SeenContact }): JSX.Element | null {
  const offered = formsOfContact(asked.caller, seen.card)
  if (offered.length === 0) return null
  return (
    <div class="app-actions">
      {offered.map((form) => (
        <ButtonLink href={contactFormPath(seen.card.id, form)}>{forms[form].title}</ButtonLink>
      ))}
      {mayMerge(asked.caller, seen.card) ? (
        <ButtonLink href={`${contactPath(seen.card.id)}/merge`}>{forms['merge-contacts'].title}</ButtonLink>
      ) : null}
    </div>
  )
}

function Who({ asked, seen }: { readonly asked: Asked; readonly seen: SeenContact }): JSX.Element {
  const { maySee, person, card } = seen
  return (
    <>
      {maySee ? null : (
        <Paragraph>Names and addresses are not shown to your role ({roleNames[asked.caller.role]}).</Paragraph>
      )}
      <Facts
        facts={[
          { key: 'Name', value: maySee ? (person?.name ?? notKept) : undefined },
          { key: 'E-mail address', value: person?.email },
          { key: 'Telephone', value: person?.phone },
          { key: 'State of the address', value: <AddressState card={card} /> },
        ]}
      />
    </>
  )
}

function Roles({ asked, seen }: { readonly asked: Asked; readonly seen: SeenContact }): JSX.Element {
  const { card, schools, stream } = seen
  if (card.schools.length === 0) return <Empty>None.</Empty>
  const mayChange = isOffice(asked.caller)
  return (
    <Table
      caption="Roles"
      quietCaption
      rows={card.schools}
      columns={[
        {
          head: 'School',
          names: true,
          cell: ({ school }) => <Link href={schoolPath(school)}>{schools.get(school)?.name ?? 'A school'}</Link>,
        },
        { head: 'Role', cell: ({ role }) => contactRoleNames[role] },
        ...(mayChange
          ? [
              {
                head: 'Change',
                screenOnly: true as const,
                cell: ({ school, role }: ContactCard['schools'][number]) => (
                  <ul class="govuk-list govuk-!-margin-bottom-0">
                    {(['hand-over-contact', 'remove-contact'] as const).map((form) => (
                      <li>
                        <Link
                          href={addressOf(formPath(school, form), { contact: stream, role })}
                          hidden={`– ${contactRoleNames[role]}`}
                        >
                          {form === 'remove-contact' ? 'Take off' : 'Hand over'}
                        </Link>
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

const mostViews = 30

/** Which members of staff were shown name and address, and when: for admins. */
async function seenBy(asked: Asked, { stream, card }: SeenContact): Promise<JSX.Element | null> {
  const { tools, caller } = asked
  if (caller.role !== 'admin') return null
  const views = await viewsOf(tools, stream)
  const shown = views.slice(0, mostViews)
  const who = await whoDid(
    tools,
    shown.map(({ staff }) => staff),
  )
  return (
    <Section title="Seen by">
      {shown.length === 0 ? (
        <Empty>Nobody was shown name and address.</Empty>
      ) : (
        <Table
          caption="Seen by, the latest day first"
          quietCaption
          rows={shown}
          columns={[
            { head: 'Who', names: true, cell: ({ staff }) => who(staff) },
            { head: 'Day', cell: ({ day }) => <OnDay day={day} /> },
          ]}
        />
      )}
      <p class="govuk-body app-screen-only">
        {views.length > mostViews ? `And ${views.length - mostViews} more. ` : ''}
        <Link href={`/api/contacts/${card.id}/seen-by?format=csv&limit=200`}>Download as CSV</Link>
      </p>
    </Section>
  )
}

const ofConsents: ReadonlySet<string> = new Set([
  'ConsentGiven',
  'ConsentWithdrawn',
  'ConsentEnded',
  'ConsentClaimedLater',
])

/** Everything that was ever said, as it was recorded: nothing of it is changed or removed. */
async function evidenceOf({ tools }: Asked, stream: string): Promise<JSX.Element> {
  const said: TrailEntry[] = []
  for await (const { body } of tools.log.history(stream))
    said.push(...entriesOf(body).filter(({ type }) => ofConsents.has(type)))
  if (said.length === 0) return <Empty>Nothing was said yet.</Empty>
  const who = await whoDid(
    tools,
    said.map(({ by }) => by),
  )
  return (
    <Table
      caption="Evidence, oldest first"
      rows={said}
      columns={[
        { head: 'What was said', names: true, cell: ({ type, data }) => <Sentence text={sentenceOf(type, data)} /> },
        { head: 'Recorded on', cell: ({ day }) => <OnDay day={day} /> },
        { head: 'Recorded by', cell: ({ by }) => who(by) },
      ]}
    />
  )
}

async function timeline({ tools, caller }: Asked, entries: readonly TrailEntry[]): Promise<JSX.Element> {
  const [who, notes] = await Promise.all([
    whoDid(
      tools,
      entries.map(({ by }) => by),
    ),
    notesOf(tools, caller, entries),
  ])
  return <Timeline entries={entries} who={who} notes={notes} about="contact" />
}
