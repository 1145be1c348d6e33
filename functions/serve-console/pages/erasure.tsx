/**
 * What an erasure removes and keeps, on the page of its request: before it is decided as things stand, and afterwards as it
 * was reported.
 */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { contactDecider } from '../../../events/contact/decide.ts'
import { type ErasureReport, requestFacts } from '../../../events/request/events.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { chooseRecipients } from '../../../events/school/recipients.ts'
import type { RequestCard } from '../../../shared/board/rows/request.ts'
import { candidatesOf } from '../../../shared/deeds/recipients.ts'
import { findWhereabouts, type Whereabouts } from '../../../shared/deeds/whereabouts.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import { Inset, Link, Paragraph, Section } from '../../../shared/pages/parts.tsx'
import { contactPath, schoolPath } from '../entries.tsx'
import { idOf, schoolsNamed } from '../names.ts'
import type { ConsoleTools } from '../tools.ts'

/** What answering the request would remove, and whom the body could not write to any more. */
export async function WhatWouldGo({
  tools,
  request: { id, contact },
}: {
  readonly tools: ConsoleTools
  readonly request: RequestCard
}): Promise<JSX.Element> {
  const found = await findWhereabouts(tools, { contact, request: `request#${id}` })
  const alone = await schoolsLeftAlone(tools, found)
  const schools = await schoolsNamed(tools, alone)
  return (
    <Section title="What answering removes">
      <Paragraph>
        Answering erases the person for good: at once nothing is written to them any more but the answer itself, and
        when that has left, this is removed.
      </Paragraph>
      <ul class="govuk-list govuk-list--bullet">
        {found.entries.map(({ who, person }) =>
          person ? (
            <li>
              The entry of <Link href={contactPath(who)}>{person.name}</Link> ({person.email}
              {person.phone === undefined ? '' : `, ${person.phone}`})
            </li>
          ) : null,
        )}
        {counted(found).map((line) => (
          <li>{line}</li>
        ))}
        <li>Their name, address and telephone number wherever they stand in other texts, which are blacked out</li>
      </ul>
      <Paragraph>
        What stays names nobody: the awards and what happened at the school, and a mark of the address that cannot be
        read, so that no import brings them back. Copies made for recovery are used for nothing else, and age out.
      </Paragraph>
      {alone.length > 0 ? (
        <Inset>
          Nobody else can be written to at{' '}
          {alone.map((stream, n) => (
            <>
              {n > 0 ? ', ' : null}
              <Link href={schoolPath(stream)}>{schools.get(idOf(stream))?.name ?? 'the school'}</Link>
            </>
          ))}
          . Find another contact there.
        </Inset>
      ) : null}
    </Section>
  )
}

function counted({ mails, notes, letters }: Whereabouts): string[] {
  const all = [
    say(mails.length, 'mail they wrote', 'mails they wrote'),
    say(notes.size, 'note about them', 'notes about them'),
    letters.length > 0
      ? `Their name beside ${say(letters.length, 'letter', 'letters')} in the lists, which stay without it`
      : '',
  ]
  return all.filter((line) => line !== '')
}

function say(count: number, one: string, more: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : more}`
}

/** Schools of theirs at which nobody else could be written to (R9). */
async function schoolsLeftAlone(tools: ConsoleTools, { entries }: Whereabouts): Promise<string[]> {
  const own = new Set(entries.map(({ who }) => who))
  const states = await Promise.all(entries.map(({ who }) => loadStream(tools.log, contactDecider, who)))
  const streams = [...new Set(states.flatMap(({ state }) => state.schools.map(({ school }) => `school#${school}`)))]
  const alone = await Promise.all(
    streams.map(async (stream) => {
      const { state } = await loadStream(tools.log, schoolDecider, stream)
      const others = (await candidatesOf(tools, state)).filter(({ contact }) => !own.has(contact))
      return chooseRecipients(others).to.length === 0
    }),
  )
  return streams.filter((_, n) => alone[n])
}

interface Happened {
  readonly type: string
  readonly data: unknown
}

/** What was removed and what was kept, or for what is still waited. */
export async function WhatWent({
  tools,
  request,
  life,
}: {
  readonly tools: ConsoleTools
  readonly request: RequestCard
  /** What happened to the request. */
  readonly life: readonly Happened[]
}): Promise<JSX.Element | null> {
  const reported = life.find(({ type }) => type === 'ErasureFinished')
  if (reported === undefined)
    return <Pending request={request} isDue={life.some(({ type }) => type === 'ErasureDue')} />
  const { removed, kept, provider, copiesUntil, on } = requestFacts.ErasureFinished.data.parse(reported.data)
  const { now } = tools.world()
  const doubtful = await Promise.all(kept.doubtful.map((note) => tools.vault.note(note, now)))
  return (
    <>
      <Section title="What was removed">
        <Paragraph>
          On <OnDay day={on} /> the person’s data was removed wherever it was kept:
        </Paragraph>
        <ul class="govuk-list govuk-list--bullet">
          {wentOf(removed).map((line) => (
            <li>{line}</li>
          ))}
          {provider ? <li>Their address on the mail provider’s own list, if it stood there</li> : null}
        </ul>
      </Section>
      <Section title="What stays, and why">
        <ul class="govuk-list govuk-list--bullet">
          <li>The awards of the school and what happened there, without their name: the award is the school’s.</li>
          {kept.suppressed > 0 ? (
            <li>
              A mark of their address that nobody can read, so that no import brings them back (
              {all(kept.suppressed, 'address', 'addresses')}).
            </li>
          ) : null}
          <li>That a contact once agreed and withdrew, under a number instead of a name, as evidence.</li>
          {kept.staff ? <li>The entry as a member of staff, which is kept for their work here.</li> : null}
          <li>
            Copies made for recovery, used for nothing else: the last that holds it has aged out on{' '}
            <OnDay day={copiesUntil} />. What is brought back from one is erased again before anything else.
          </li>
        </ul>
      </Section>
      {kept.doubtful.length > 0 ? (
        <Section title="To be looked at">
          <Paragraph>
            These texts hold a name like theirs, which is also somebody else’s. If one is about the person who was
            erased, take it back where it stands.
          </Paragraph>
          <ul class="govuk-list govuk-list--bullet">
            {doubtful.map((text) => (
              <li>{text ?? 'No longer kept'}</li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}

type Removed = ErasureReport['removed']

function wentOf({ entries, mails, notes, passages }: Removed): string[] {
  const went = [
    entries > 0 ? `${all(entries, 'entry', 'entries')} with name, address and telephone number` : '',
    say(mails, 'mail they wrote', 'mails they wrote'),
    say(notes, 'note about them', 'notes about them'),
    passages > 0 ? `Their details in ${all(passages, 'text', 'texts')} about something else, blacked out` : '',
  ].filter((line) => line !== '')
  return went.length === 0 ? ['Nothing was kept of them any more'] : went
}

function all(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`
}

function Pending({ request, isDue }: { readonly request: RequestCard; readonly isDue: boolean }): JSX.Element | null {
  if (request.kind !== 'erasure' || request.state !== 'answered') return null
  return (
    <Inset>
      {isDue
        ? 'What is kept of the person is being removed.'
        : 'Nothing is written to the person any more. What is kept of them is removed when the answer has left, after three days at the latest.'}
    </Inset>
  )
}
