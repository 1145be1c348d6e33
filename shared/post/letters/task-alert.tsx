/** Tells a member of staff of one task that waits for a person. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { alertedTask } from '../../../events/letter/events.ts'
import { taskSentence } from '../../../events/task/calls.ts'
import type { TaskAbout } from '../../../events/task/events.ts'
import { defineLetter } from '../definition.ts'
import { KeyFacts, Letter, Paragraph } from '../parts.tsx'
import { sayDay } from '../say-day.ts'

const facts = once(() => z.strictObject({ task: alertedTask() }))

type Facts = z.infer<ReturnType<typeof facts>>

/** What a mailbox shows: the task in a few words. */
const subjects: Readonly<Record<TaskAbout, string>> = {
  'school-unreachable': 'A school cannot be reached',
  'grace-ended': 'A time of grace ended',
  'visit-decision-late': 'A decision is late',
  'address-bounced': 'Mail to a contact came back',
  'letter-unresolved': 'Nobody knows whether a letter left',
  'letter-refused': 'A letter was refused',
  'consent-claimed-later': 'A consent must be proved',
  'log-altered': 'The log was altered',
  'dead-letter': 'Something could not be done',
  'calendar-ends': 'The calendar ends soon',
  'address-suppressed': 'The mail provider no longer writes to a contact',
  complaint: 'A letter was marked as unwanted',
  'letters-stopped': 'The mail provider takes no letters',
  'was-this-you': 'A mail may be forged',
  'request-open': 'A person’s request must be answered',
  'flagship-at-risk': 'A Flagship is at risk',
  'term-without-meeting': 'A term without a cluster meeting',
  'school-without-cluster': 'A school has no cluster',
  'cluster-without-ambassador': 'A cluster has no Ambassador',
  'mail-to-read': 'A mail must be read',
}

function write({ task }: Facts): JSX.Element {
  const { about, due, schoolName, schoolPhone, clusterName } = task
  const subject = subjects[about]
  return (
    <Letter
      subject={schoolName === undefined ? subject : `${subject} – ${schoolName}`}
      title={subject}
      preview="A task waits for a person."
      occasion="This letter was sent because a task was raised."
    >
      <Paragraph>{taskSentence(about, task)}</Paragraph>
      <KeyFacts
        facts={[
          ...(schoolName === undefined ? [] : [['School', schoolName] as const]),
          ...(schoolPhone === undefined ? [] : [['Telephone', schoolPhone] as const]),
          ...(clusterName === undefined ? [] : [['Cluster', clusterName] as const]),
          ...(due === undefined ? [] : [['To be done by', sayDay(due)] as const]),
        ]}
      />
      <Paragraph>
        The task stands under “Tasks” in the console, with the forms it needs. It finishes by itself when its reason is
        gone.
      </Paragraph>
    </Letter>
  )
}

const school = { schoolName: 'Northridge Community College', schoolPhone: '01632 960 001' }

export const taskAlert = defineLetter({
  kind: 'task-alert',
  version: 1,
  purpose: 'staff',
  about: 'a task that waits for a person',
  when: 'At once when a task is raised, to those who want to hear of tasks.',
  facts,
  examples: {
    'a school nobody can reach': {
      task: { id: 't-1', about: 'school-unreachable', due: '2026-12-08', ...school },
    },
    'an ended time of grace': {
      task: { id: 't-2', about: 'grace-ended', due: '2026-12-15', day: '2026-09-01', ...school },
    },
    'mail that came back': { task: { id: 't-3', about: 'address-bounced', due: '2026-12-08' } },
    'work that could not be done': {
      task: { id: 't-4', about: 'dead-letter', due: '2026-12-03', verb: 'ask-letters' },
    },
  },
  write,
})
