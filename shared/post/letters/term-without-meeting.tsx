/** Tells the cluster's Ambassador and admins that a term passed without a meeting that counts (F6). No school is to blame. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { alertedTask } from '../../../events/letter/events.ts'
import { cleanLine, clip } from '../clean.ts'
import { defineLetter } from '../definition.ts'
import { KeyFacts, Letter, Paragraph } from '../parts.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() => z.strictObject({ task: alertedTask() }))

type Facts = z.infer<ReturnType<typeof facts>>

function write({ task }: Facts): JSX.Element {
  const { cluster = '', clusterName, term = 'that ended', due } = task
  const name = cleanLine(clusterName ?? cluster.replace(/^cluster#/, '')) || 'of yours'
  return (
    <Letter
      subject={`No cluster meeting in the term ${term} – ${clip(name, 80)}`}
      title="A term without a cluster meeting"
      preview="If there was a meeting, please record it."
      occasion="This letter was sent because the term ended eight days ago or more."
    >
      <Paragraph>
        The term {term} ended, and no meeting that counts is recorded for the cluster {name}. No school is held to blame
        for it.
      </Paragraph>
      <KeyFacts
        facts={[
          ['Cluster', name],
          ['Term', term],
          ...(due === undefined ? [] : [['To be done by', sayDay(due)] as const]),
        ]}
      />
      <Paragraph>
        If there was a meeting, please record it with its attendance: the task then finishes by itself. If there was
        none, please agree a day for the next one.
      </Paragraph>
    </Letter>
  )
}

export const termWithoutMeeting = defineLetter({
  kind: 'term-without-meeting',
  version: 1,
  purpose: 'staff',
  about: 'a term that ended without a cluster meeting',
  when: 'On the eighth day after a term, to admins, coordinators and the cluster’s Ambassador, as far as they want to hear of tasks.',
  facts,
  examples: {
    'a-whole-term': {
      task: {
        id: 't-1',
        about: 'term-without-meeting',
        due: '2027-01-25',
        term: '2026/27 autumn',
        cluster: 'cluster#north',
        clusterName: 'North',
      },
    },
  },
  write,
})
