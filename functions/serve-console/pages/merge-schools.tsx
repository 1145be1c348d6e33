/** Two entries of one school are made one: which two, what the kept one takes over, and why; looked at before it is done. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import { addMinutes } from '../../../events/kernel/day.ts'
import { isRefusal } from '../../../events/kernel/decider.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { titleOf } from '../../../events/school/levels.ts'
import type { School } from '../../../events/school/state.ts'
import { findMerged, mergeSchools, whyNotMerged } from '../../../shared/deeds/merge-schools.ts'
import type { FoundSchool } from '../../../shared/deeds/schools.ts'
import { vaultWaits } from '../../../shared/deeds/tools.ts'
import { Conflict } from '../../../shared/log/act.ts'
import { OnDay } from '../../../shared/pages/day.tsx'
import type { Field } from '../../../shared/pages/fields.tsx'
import { Filters, Form, Problems } from '../../../shared/pages/form.tsx'
import { addressOf, Breadcrumbs, Heading, Link, Paragraph, Section } from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { changedMeanwhile, openedAnew, throwIfMoved, versionField } from '../do/two-people.ts'
import { schoolPath } from '../entries.tsx'
import type { Answer, Asked, Sent } from '../page.ts'
import { mayNot, notFound } from './stop.tsx'

export function mergePath(id: string): string {
  return `${schoolPath(id)}/merge`
}

const adminsOnly = 'Entries of schools are merged by admins.'

/** Asks which entry is to be dropped, and shows what would come of it. */
export async function mergePage(asked: Asked, kept: FoundSchool): Promise<Answer> {
  if (asked.caller.role !== 'admin') return mayNot(adminsOnly)
  const drop = asked.query('drop')
  return drop === undefined ? ask(kept, undefined, undefined) : preview(asked, kept, drop, {})
}

function frame(kept: FoundSchool, fields: readonly Field[], sentence: string | undefined, content: JSX.Element) {
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { name: 'Schools', href: '/schools' },
          { name: kept.school.name, href: schoolPath(kept.id) },
        ]}
      />
      <Problems fields={fields} sentence={sentence} meanwhile={sentence === changedMeanwhile} />
      <Heading above={kept.school.name}>Merge with another entry</Heading>
      {content}
    </>
  )
}

function ask(kept: FoundSchool, drop: string | undefined, problem: string | undefined, sentence?: string): Answer {
  const fields: Field[] = [
    { is: 'text', name: 'drop', label: 'Reference of the other entry of this school', value: drop, problem },
  ]
  return {
    title: `Merge with another entry: ${kept.school.name}`,
    part: '/schools',
    ...(problem !== undefined && { status: 400 as const }),
    ...(sentence !== undefined && { status: 422 as const }),
    content: frame(
      kept,
      fields,
      sentence,
      <>
        <Paragraph>
          This entry is kept. It takes over the references, awards and contacts of the other, which is dropped. You see
          first what would come of it.
        </Paragraph>
        <Filters action={mergePath(kept.id)} fields={fields}>
          <p class="govuk-body">
            <Link href={schoolPath(kept.id)}>Do nothing and go back</Link>
          </p>
        </Filters>
      </>,
    ),
  }
}

interface Said {
  readonly sent?: Sent
  readonly problem?: string
  readonly sentence?: string
  readonly status?: 400 | 409 | 422
}

async function preview(asked: Asked, kept: FoundSchool, drop: string, said: Said): Promise<Answer> {
  const { tools, token } = asked
  const dropped = await findMerged(tools.log, kept, drop)
  if (!dropped) return ask(kept, drop, 'No school is known by this reference')
  if ('refused' in dropped) return ask(kept, drop, undefined, dropped.detail)
  const why = whyNotMerged(kept, dropped)
  if (why) return ask(kept, drop, undefined, why.detail)
  const ids = { kept: kept.id, dropped: dropped.id, reason: 'preview', from: dropped.school }
  const decision = schoolDecider.decide({ do: 'absorb-school', ...ids }, kept.school, tools.world())
  if (isRefusal(decision)) return ask(kept, drop, undefined, decision.detail)
  const one = decision.reduce(schoolDecider.evolve, kept.school)
  const { sent = {}, problem, sentence, status } = said
  const fields: Field[] = [
    { is: 'hidden', name: 'drop', label: '', value: dropped.id },
    ...versionField(versionOf(kept, dropped), sent),
    {
      is: 'long-text',
      name: 'reason',
      label: 'Reason',
      hint: 'Kept with this entry; admins and coordinators see it',
      value: sent.reason,
      problem,
    },
  ]
  return {
    title: `Merge with another entry: ${kept.school.name}`,
    part: '/schools',
    ...(status && { status }),
    content: frame(
      kept,
      fields,
      sentence,
      <>
        <Outcome kept={kept.school} dropped={dropped.school} one={one} />
        <Paragraph>
          Nobody is written to because of it. Letters of the dropped entry stop; a visit booked there has to be booked
          here again.
        </Paragraph>
        <Form
          action={mergePath(kept.id)}
          token={token}
          fields={fields}
          button="Merge the two entries"
          back={schoolPath(kept.id)}
        />
      </>,
    ),
  }
}

function Outcome({
  kept,
  dropped,
  one,
}: {
  readonly kept: School
  readonly dropped: School
  readonly one: School
}): JSX.Element {
  const rows = [
    { what: 'Name', of: (school: School) => school.name },
    { what: 'References', of: (school: School) => school.refs.join(', ') },
    { what: 'Awards', of: awardsOf },
    { what: 'Open review due', of: (school: School) => (school.review ? <OnDay day={school.review.due} /> : 'None') },
    { what: 'Visit', of: (school: School) => (school.review?.visit ? <OnDay day={school.review.visit.on} /> : 'None') },
  ]
  const people = new Set([...kept.contacts, ...dropped.contacts].map(({ contact }) => contact)).size
  return (
    <Section title="What would come of it">
      <Table
        caption="The two entries, and the one they become"
        quietCaption
        rows={rows}
        columns={[
          { head: 'What', names: true, cell: ({ what }) => what },
          { head: 'Kept', cell: ({ of }) => of(kept) },
          { head: 'Dropped', cell: ({ of }) => of(dropped) },
          { head: 'Become', cell: ({ of }) => of(one) },
        ]}
      />
      <Paragraph>
        {people === 1 ? '1 contact serves' : `${people} contacts serve`} the one entry afterwards, each in the roles
        they have.
      </Paragraph>
    </Section>
  )
}

function awardsOf({ awards }: School): JSX.Element | string {
  if (awards.length === 0) return 'None'
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {awards.map(({ award, since, state }) => (
        <li>
          {titleOf(award)}, since <OnDay day={since} />
          {state === 'held' ? '' : ` (${state})`}
        </li>
      ))}
    </ul>
  )
}

/** Either entry only ever grows: both stand as they were looked at while the sum does. */
function versionOf(kept: FoundSchool, dropped: FoundSchool): number {
  return kept.version + dropped.version
}

/** Answers the form. Throws Fault; all else is an answer. */
export async function sendMerge(asked: Asked, kept: FoundSchool, sent: Sent): Promise<Answer> {
  const { drop, reason } = sent
  const { tools, caller, trace } = asked
  if (caller.role !== 'admin') return mayNot(adminsOnly)
  if (drop === undefined) return ask(kept, drop, 'Is needed')
  if (reason === undefined) return preview(asked, kept, drop, { sent, problem: 'Is needed', status: 400 })
  const dropped = await findMerged(tools.log, kept, drop)
  if (!dropped) return notFound('school')
  if ('refused' in dropped) return ask(kept, drop, undefined, dropped.detail)
  const note = await tools.vault.putNote(reason, `school#${kept.id}`, addMinutes(tools.world().now, vaultWaits))
  try {
    throwIfMoved(sent, versionOf(kept, dropped))
    const done = await mergeSchools(tools, kept, dropped, note, { by: caller.id, because: 'console', trace })
    if ('refused' in done) return preview(asked, kept, drop, { sent, sentence: done.detail, status: 422 })
    const { stream, version, events } = done
    return {
      to: addressOf(schoolPath(kept.id), events.length === 0 ? { same: '1' } : { seen: `${stream}@${version}` }),
    }
  } catch (thrown) {
    if (!(thrown instanceof Conflict)) throw thrown
    return preview(asked, kept, drop, { sent: openedAnew(sent), sentence: changedMeanwhile, status: 409 })
  }
}
