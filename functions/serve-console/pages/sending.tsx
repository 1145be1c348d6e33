/** Going live: whether letters leave, what waits, what would leave today and what not and why; pauses of all and of schools. */

import type { JSX } from 'hono/jsx/jsx-runtime'
import { commands } from '../../../events/commands.ts'
import type { StaffRole } from '../../../events/kernel/words.ts'
import { letterKindNames } from '../../../events/letter/names.ts'
import { type Switchboard, settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { type InWave, waveOf } from '../../../shared/deeds/wave.ts'
import { loadStream } from '../../../shared/log/act.ts'
import {
  Breadcrumbs,
  ButtonLink,
  Empty,
  Heading,
  Inset,
  Link,
  Paragraph,
  Section,
  Tag,
} from '../../../shared/pages/parts.tsx'
import { Table } from '../../../shared/pages/table.tsx'
import { formPath } from '../do/offers.ts'
import { letterPath, schoolPath } from '../entries.tsx'
import { addresseesNamed, idOf, schoolsNamed } from '../names.ts'
import type { Asked, Page } from '../page.ts'
import { whyLetterNotSent, whyNotSent } from '../words.ts'
import { sendingNames } from '../words-settings.ts'
import { historySection } from './history.tsx'
import { crumb, part } from './settings.tsx'

const ofSending: readonly string[] = [
  'SendingSet',
  'LettersOfAllPaused',
  'LettersOfAllResumed',
  'LettersOfSchoolPaused',
  'LettersOfSchoolResumed',
]

export const sendingPage: Page = async (asked) => {
  const { tools } = asked
  const { state } = await loadStream(tools.log, settingsDecider, settingsStream)
  const { tone, words, meaning } = sendingNames[state.sending]
  return {
    title: 'Sending',
    part,
    content: (
      <>
        <Breadcrumbs crumbs={[crumb]} />
        <Heading>Sending</Heading>
        <Paragraph>
          <Tag tone={tone}>{words}</Tag> {meaning}
        </Paragraph>
        {state.allPaused ? <Inset>Letters to all schools are paused.</Inset> : null}
        {tools.mayBeOn ? null : (
          <Inset>
            This is not the production system: letters can go to members of staff at most, and sending cannot be
            switched on here.
          </Inset>
        )}
        <Ways asked={asked} switches={state} />
        {await pausedSchools(asked, state)}
        {await leavesToday(asked)}
        {await historySection(asked, settingsStream, ({ type }) => ofSending.includes(type))}
      </>
    ),
  }
}

function may({ caller }: Asked, command: 'set-sending' | 'pause-letters'): boolean {
  const roles: readonly StaffRole[] = commands[command].roles
  return roles.includes(caller.role)
}

function Ways({ asked, switches }: { readonly asked: Asked; readonly switches: Switchboard }): JSX.Element | null {
  const pause = switches.allPaused ? 'resume-letters' : 'pause-letters'
  const [maySet, mayPause] = [may(asked, 'set-sending'), may(asked, 'pause-letters')]
  if (!maySet && !mayPause) return null
  return (
    <div class="app-actions">
      {maySet ? <ButtonLink href="/settings/do/set-sending">Set whether letters leave</ButtonLink> : null}
      {mayPause ? (
        <ButtonLink href={`/settings/do/${pause}`}>
          {switches.allPaused ? 'Let letters to all go on' : 'Pause letters to all'}
        </ButtonLink>
      ) : null}
    </div>
  )
}

async function pausedSchools(asked: Asked, { pausedSchools: paused }: Switchboard): Promise<JSX.Element | null> {
  if (paused.length === 0) return null
  const schools = await schoolsNamed(asked.tools, paused)
  return (
    <Section title="Schools whose letters are paused">
      <ul class="govuk-list govuk-list--bullet">
        {paused.map((stream) => (
          <li>
            <Link href={schoolPath(idOf(stream))}>{schools.get(idOf(stream))?.name ?? 'A school'}</Link>{' '}
            {may(asked, 'pause-letters') ? (
              <Link href={formPath(idOf(stream), 'resume-letters')}>Let its letters go on</Link>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Letters looked at for the sum, and shown one by one. */
const mostLooked = 600
const mostShown = 25

async function leavesToday(asked: Asked): Promise<JSX.Element> {
  const { tools } = asked
  const { today } = tools.world()
  const wave: InWave[] = []
  let after: string | undefined
  let pages = 0
  do {
    const page = await waveOf(tools, today, { limit: 100, after })
    wave.push(...page.items)
    after = page.next
    pages += 1
  } while (after !== undefined && pages * 100 < mostLooked)
  const leaving = wave.filter(({ leaves }) => leaves).length
  const more = after === undefined ? '' : ' so far; there is more than is looked at here'
  return (
    <Section title="What would leave today, if nothing held it">
      <Paragraph>
        {leaving === 1 ? 'One letter would leave' : `${leaving} would leave`}, {wave.length - leaving} would not{more}.
        A letter that waited is judged again: of one review only the latest reminder leaves, none of before the due day
        on it or after it.
      </Paragraph>
      {wave.length === 0 ? (
        <Empty>No letter waits, and none falls due today.</Empty>
      ) : (
        await waveTable(asked, wave.slice(0, mostShown))
      )}
      {wave.length > mostShown ? <Paragraph>The first {mostShown} are shown.</Paragraph> : null}
    </Section>
  )
}

async function waveTable({ tools, caller }: Asked, wave: readonly InWave[]): Promise<JSX.Element> {
  const schools = await schoolsNamed(
    tools,
    wave.map(({ school }) => school?.id),
  )
  const addressed = wave.flatMap(({ to, school }) => to.map((one) => ({ to: one, school: school?.id })))
  const names = await addresseesNamed(tools, caller, addressed, schools)
  const who = ({ to }: InWave) => to.map((one) => names.get(one) ?? 'A contact').join(', ') || 'Nobody'
  return (
    <Table
      caption="Letters that would leave today, and those that would not"
      quietCaption
      rows={wave}
      columns={[
        {
          head: 'School',
          names: true,
          cell: ({ school }) => (school ? <Link href={schoolPath(school.id)}>{school.name}</Link> : 'None'),
        },
        {
          head: 'Letter',
          cell: ({ kind, letter }) =>
            letter === undefined ? (
              letterKindNames[kind]
            ) : (
              <Link href={letterPath(letter)}>{letterKindNames[kind]}</Link>
            ),
        },
        { head: 'To', cell: who },
        {
          head: 'Today',
          cell: (one) => (one.leaves ? <Tag tone="green">Would leave</Tag> : <Tag tone="orange">Would not leave</Tag>),
        },
        { head: 'Why', cell: sayWhy },
      ]}
    />
  )
}

function sayWhy({ is, leaves, whyNot, passedOver = [] }: InWave): string {
  if (whyNot !== undefined) return whyLetterNotSent(whyNot, undefined, undefined)
  if (leaves) return is === 'held' ? 'It waits already' : 'It falls due today'
  const reasons = [...new Set(passedOver.map(({ why }) => whyNotSent(why)))]
  return reasons.join('; ') || 'Nobody can be written to'
}
