/** The commands that have a form on these pages, and what their forms are called. */
import { type CommandName, commands } from '../../../events/commands.ts'

export const forms = {
  'register-school': { title: 'Register a school', button: 'Register the school' },
  'change-school': { title: 'Change the entry', button: 'Change the entry' },
  'close-school': { title: 'Note that it closed', button: 'Note that it closed' },
  'grant-award': { title: 'Grant an award', button: 'Grant the award' },
  'lapse-award': { title: 'Let an award lapse', button: 'Let the award lapse' },
  'suspend-award': { title: 'Suspend an award', button: 'Suspend the award' },
  'reinstate-award': { title: 'Reinstate an award', button: 'Reinstate the award' },
  'book-visit': { title: 'Book the visit', button: 'Book the visit' },
  'cancel-visit': { title: 'Cancel the visit', button: 'Cancel the visit' },
  recommend: { title: 'Note the recommendation', button: 'Note the recommendation' },
  'decide-review': { title: 'Decide the review', button: 'Decide the review' },
  'extend-review': { title: 'Extend the review', button: 'Extend the review' },
  'add-contact': { title: 'Add a contact', button: 'Add the contact' },
  'change-contact': { title: 'Change a contact', button: 'Change the contact' },
  'remove-contact': { title: 'Take a contact off', button: 'Take the contact off' },
  'hand-over-contact': { title: 'Hand over to a successor', button: 'Hand over' },
  'merge-contacts': { title: 'Merge with another entry', button: 'Make them one' },
  'pause-letters': { title: 'Pause letters', button: 'Pause letters' },
  'resume-letters': { title: 'Let letters go on', button: 'Let letters go on' },
  'give-consent': { title: 'Note a consent', button: 'Note the consent' },
  'withdraw-consent': { title: 'Withdraw a consent', button: 'Withdraw the consent' },
  'form-cluster': { title: 'Form a cluster', button: 'Form the cluster' },
  'assign-ambassador': { title: 'Give it another Ambassador', button: 'Give it this Ambassador' },
  'join-cluster': { title: 'A school joins', button: 'Let the school join' },
  'leave-cluster': { title: 'A school leaves', button: 'Let the school leave' },
  'schedule-meeting': { title: 'Plan a meeting', button: 'Plan the meeting' },
  'cancel-meeting': { title: 'Cancel the meeting', button: 'Cancel the meeting' },
  'excuse-absence': { title: 'Excuse a miss', button: 'Excuse the miss' },
  'include-absence': { title: 'Count an excused miss again', button: 'Count it again' },
  'revoke-feed': { title: 'Close the calendar feed', button: 'Close the feed' },
  'set-sending': { title: 'Set whether letters leave', button: 'Set it' },
  'assign-task': { title: 'Give the task to somebody', button: 'Give it to them' },
  'add-staff': { title: 'Add a member of staff', button: 'Add them' },
  'change-staff': { title: 'Change role, clusters and alerts', button: 'Change' },
  'invite-staff': { title: 'Invite to sign in', button: 'Send the invitation' },
  'remove-staff': { title: 'Remove from the staff', button: 'Remove from the staff' },
  'finish-task': { title: 'Finish the task', button: 'Finish the task' },
  'retry-dead-letter': { title: 'Try it again', button: 'Try it again' },
  'abandon-dead-letter': { title: 'Give it up', button: 'Give it up' },
  'refile-mail': { title: 'File the mail anew', button: 'File it anew' },
  'forward-mail': { title: 'Send the mail on to the office', button: 'Send it on' },
  'open-request': { title: 'Open a request', button: 'Open the request' },
  'decide-request': { title: 'Decide the request', button: 'Decide the request' },
  'extend-request': { title: 'Take longer', button: 'Extend the time' },
  'resolve-letter': { title: 'Say what became of the letter', button: 'Settle it' },
} as const satisfies Partial<Record<CommandName, { readonly title: string; readonly button: string }>>

export type FormName = keyof typeof forms

/** A form by the name in an address. Most belong below one kind of thing; those of a contact also below its schools. */
export function formNamed(name: string, below: Place): FormName | undefined {
  return isForm(name) && placesOf(name).includes(below) ? name : undefined
}

function isForm(name: string): name is FormName {
  return Object.hasOwn(forms, name)
}

export type Place =
  | 'schools'
  | 'clusters'
  | 'meetings'
  | 'feeds'
  | 'letters'
  | 'tasks'
  | 'staff'
  | 'contacts'
  | 'dead-letters'
  | 'settings'
  | 'mail'
  | 'requests'

/** Forms of a contact that need no school. */
const ofContact: readonly FormName[] = ['change-contact', 'give-consent', 'withdraw-consent']

/** Where forms about a kind of stream are, if all of them are in one place. */
const placeOf: Readonly<Record<string, Place>> = {
  settings: 'settings',
  staff: 'staff',
  task: 'tasks',
  dead: 'dead-letters',
  letter: 'letters',
  cluster: 'clusters',
  meeting: 'meetings',
  mail: 'mail',
  feed: 'feeds',
  request: 'requests',
}

function placesOf(name: FormName): readonly Place[] {
  // Letters pause for all, which is a setting, for a school, or for a contact.
  if (name === 'pause-letters' || name === 'resume-letters') return ['settings', 'schools', 'contacts']
  if (name === 'merge-contacts') return ['contacts']
  // A school joins on its own page as well, where somebody looks for a cluster for it.
  if (name === 'join-cluster') return ['clusters', 'schools']
  if (name === 'leave-cluster') return ['clusters']
  // A meeting is planned below its cluster; a plan is changed below the meeting.
  if (name === 'schedule-meeting') return ['clusters', 'meetings']
  // Whoever asks may be a contact, or nobody who is known.
  if (name === 'open-request') return ['contacts', 'requests']
  const place = placeOf[commands[name].stream]
  if (place !== undefined) return [place]
  return ofContact.includes(name) ? ['schools', 'contacts'] : ['schools']
}
