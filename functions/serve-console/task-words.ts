/** How tasks are called on these pages, and where what they ask for is done. */
import type { TaskAbout } from '../../events/task/events.ts'
import type { TaskCard } from '../../shared/board/rows/task.ts'
import { mailPath, schoolPath } from './entries.tsx'
import { idOf } from './names.ts'

export const aboutNames: Readonly<Record<TaskAbout, string>> = {
  'school-unreachable': 'School cannot be reached',
  'grace-ended': 'Grace ended',
  'visit-decision-late': 'Decision is late',
  'address-bounced': 'Mail came back',
  'letter-unresolved': 'Letter not certain',
  'letter-refused': 'Letter refused',
  'consent-claimed-later': 'Consent to be proved',
  'log-altered': 'Log altered',
  'dead-letter': 'Could not be done',
  'calendar-ends': 'Calendar ends',
  'address-suppressed': 'Address no longer written to',
  complaint: 'Letter was unwanted',
  'letters-stopped': 'No letters are taken',
  'was-this-you': 'Mail may be forged',
  'request-open': 'Request to be answered',
  'flagship-at-risk': 'Flagship at risk',
  'term-without-meeting': 'Term without a meeting',
  'school-without-cluster': 'School without a cluster',
  'cluster-without-ambassador': 'Cluster without an Ambassador',
  'mail-to-read': 'Mail to read',
}

export function taskPath(id: string): string {
  return `/tasks/${encodeURIComponent(idOf(id))}`
}

export interface Remedy {
  readonly words: string
  readonly href: string
}

/** The forms and pages where a task is done; `school` is the stream of the school it concerns. */
export function remediesOf(task: TaskCard, school: string | undefined): Remedy[] {
  const form = (words: string, name: string, query = '') =>
    school === undefined ? [] : [{ words, href: `${schoolPath(idOf(school))}/do/${name}${query}` }]
  const ofContact = task.contact === undefined ? '' : `?contact=${encodeURIComponent(task.contact)}`
  switch (task.about) {
    case 'request-open':
      return lookAt('request', task.request)
    case 'was-this-you':
      return lookAt('contact', task.contact)
    case 'school-unreachable':
      return [...form('Add a contact', 'add-contact'), ...form('Correct an address', 'change-contact')]
    case 'grace-ended':
      return [
        ...form('Decide the review', 'decide-review'),
        ...form('Extend the review', 'extend-review'),
        ...form('Let the award lapse', 'lapse-award'),
      ]
    case 'visit-decision-late':
      return [...form('Decide the review', 'decide-review'), ...form('Note the recommendation', 'recommend')]
    case 'address-bounced':
    case 'address-suppressed':
      return [
        ...form('Correct the address', 'change-contact', ofContact),
        ...form('Take the contact off', 'remove-contact', ofContact),
      ]
    case 'complaint':
      return form('Take the contact off', 'remove-contact', ofContact)
    case 'school-without-cluster':
      return form('Let it join a cluster', 'join-cluster')
    case 'consent-claimed-later':
      return form('Note the consent', 'give-consent', ofContact)
    case 'letter-unresolved':
    case 'letter-refused':
      return ofLetter(task.letter)
    case 'dead-letter':
      return task.deadLetter === undefined
        ? []
        : [{ words: 'Try it again, or give it up', href: `/dead-letters/${encodeURIComponent(task.deadLetter)}` }]
    case 'mail-to-read':
      return task.mail === undefined ? [] : [{ words: 'Read the mail', href: mailPath(task.mail) }]
    default:
      return []
  }
}

/** Where a thing of the log stands on these pages. */
function lookAt(what: 'request' | 'contact', stream: string | undefined): Remedy[] {
  if (stream === undefined) return []
  return [{ words: `Look at the ${what}`, href: `/${what}s/${encodeURIComponent(idOf(stream))}` }]
}

function ofLetter(letter: string | undefined): Remedy[] {
  if (letter === undefined) return []
  const path = `/letters/${encodeURIComponent(idOf(letter))}`
  return [{ words: 'Say what became of the letter', href: `${path}/do/resolve-letter` }]
}
