/** Tells admins and the cluster's Ambassador at once that a Flagship is at risk, and what would clear it (F5). */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { day } from '../../../events/kernel/words.ts'
import { alertedTask, namedMeeting } from '../../../events/letter/events.ts'
import { cleanLine, clip } from '../clean.ts'
import { meetingsMissed, missedWhat, riskBecauses } from '../cluster-words.tsx'
import { defineLetter } from '../definition.ts'
import { KeyFacts, Letter, OnDay, Paragraph } from '../parts.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() =>
  z.strictObject({
    task: alertedTask(),
    because: z.enum(riskBecauses),
    since: day(),
    meetings: z.array(namedMeeting()),
    /** The day from which the school is written to; none for one that is not. */
    on: day().optional(),
  }),
)

type Facts = z.infer<ReturnType<typeof facts>>

function write({ task, because, since, meetings, on }: Facts): JSX.Element {
  const { schoolName = 'A school', schoolPhone, cluster, clusterName, due } = task
  const school = cleanLine(schoolName)
  const ofCluster = clusterName ?? cluster?.replace(/^cluster#/, '')
  return (
    <Letter
      subject={`Flagship at risk – ${clip(school, 80)}`}
      title="A Flagship is at risk"
      preview="The next cluster meeting it attends clears it."
      occasion="This letter was sent because the attendance recorded at cluster meetings put the school at risk."
    >
      <Paragraph>
        Our records show nobody from {school} {missedWhat[because]}. Its Flagship status is at risk since{' '}
        <OnDay day={since} />.
      </Paragraph>
      <KeyFacts
        facts={[
          ['School', school],
          ...(schoolPhone === undefined ? [] : [['Telephone', schoolPhone] as const]),
          ...(ofCluster === undefined ? [] : [['Cluster', ofCluster] as const]),
          ...(due === undefined ? [] : [['To be done by', sayDay(due)] as const]),
        ]}
      />
      {meetingsMissed(meetings)}
      <Paragraph>
        {on === undefined
          ? 'The school is not written to: what put it at risk came with an import, or it was told already.'
          : `The school will be written to on ${sayDay(on)}, unless the risk is cleared before.`}
      </Paragraph>
      <Paragraph>
        The risk is cleared when the school attends the next meeting that counts, when an absence is excused, or when
        the record is corrected. The task then finishes by itself. The award is never taken away automatically.
      </Paragraph>
    </Letter>
  )
}

const task = {
  id: 't-1',
  about: 'flagship-at-risk',
  due: '2027-02-17',
  day: '2027-02-10',
  schoolName: 'Aldermoor High School',
  schoolPhone: '01632 960 002',
  cluster: 'cluster#north',
  clusterName: 'North',
} as const

export const riskAlert = defineLetter({
  kind: 'risk-alert',
  version: 1,
  purpose: 'staff',
  about: 'a Flagship that is at risk',
  when: 'At once, to admins, coordinators and the cluster’s Ambassador, as far as they want to hear of tasks.',
  facts,
  examples: {
    'two-meetings': {
      task,
      because: 'two-consecutive-meetings-missed',
      since: '2027-02-10',
      on: '2027-02-11',
      meetings: [
        { meeting: 'north-1', on: '2026-11-10', place: 'Northridge Community College' },
        { meeting: 'north-2', on: '2027-02-09', place: 'online', apologies: true },
      ],
    },
    'by-an-import': {
      task,
      because: 'no-meeting-attended-in-term',
      since: '2027-01-11',
      meetings: [{ meeting: 'north-1', on: '2026-11-10', place: 'Northridge Community College' }],
    },
  },
  write,
})
