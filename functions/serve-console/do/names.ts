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
  'give-consent': { title: 'Note a consent', button: 'Note the consent' },
  'withdraw-consent': { title: 'Withdraw a consent', button: 'Withdraw the consent' },
  'set-sending': { title: 'Set whether letters leave', button: 'Set it' },
  'pause-letters': { title: 'Pause letters', button: 'Pause letters' },
  'resume-letters': { title: 'Let letters go on', button: 'Let letters go on' },
  'assign-task': { title: 'Give the task to somebody', button: 'Give it to them' },
  'finish-task': { title: 'Finish the task', button: 'Finish the task' },
  'retry-dead-letter': { title: 'Try it again', button: 'Try it again' },
  'abandon-dead-letter': { title: 'Give it up', button: 'Give it up' },
  'resolve-letter': { title: 'Say what became of the letter', button: 'Settle it' },
} as const satisfies Partial<Record<CommandName, { readonly title: string; readonly button: string }>>

export type FormName = keyof typeof forms

/** The kinds of things forms are below. */
type Below = 'schools' | 'letters' | 'tasks' | 'dead-letters' | 'settings'

/** A form by the name in an address. Each belongs below one kind of thing. */
export function formNamed(name: string, below: Below): FormName | undefined {
  return isForm(name) && placesOf(name).includes(below) ? name : undefined
}

function isForm(name: string): name is FormName {
  return Object.hasOwn(forms, name)
}

/** Letters pause for all, which is a setting, or for a school. */
function placesOf(name: FormName): readonly Below[] {
  if (name === 'pause-letters' || name === 'resume-letters') return ['settings', 'schools']
  return [placeOf(name)]
}

function placeOf(name: FormName): Below {
  const { stream } = commands[name]
  if (stream === 'settings') return 'settings'
  if (stream === 'task') return 'tasks'
  if (stream === 'dead') return 'dead-letters'
  return stream === 'letter' ? 'letters' : 'schools'
}
