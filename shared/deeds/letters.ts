/** Asking for letters: one per addressee and matter, for ever; asking again meets the one that is there (C2). */

import type { ContactRole } from '../../events/kernel/words.ts'
import { type LetterState, letterDecider } from '../../events/letter/decide.ts'
import type { Asked } from '../../events/letter/events.ts'
import { roleWrittenTo } from '../../events/school/recipients.ts'
import type { School } from '../../events/school/state.ts'
import { act, type Doing, loadStream } from '../log/act.ts'
import { type DeedTools, letterStream } from './tools.ts'

/** A letter as it will be asked for, but for its addressee. */
export type Draft = Omit<Asked, 'to' | 'role'>

/** Asks for the letter to each of these contacts of the school. */
export async function askForLetters(
  tools: DeedTools,
  school: School,
  to: readonly string[],
  draft: Draft,
  doing: Doing,
): Promise<void> {
  for (const contact of to) await askContact(tools, contact, rolesOf(school, contact), draft, doing)
}

/** Asks for the letter to one contact, in the role of these that it is written to in. */
export async function askContact(
  tools: DeedTools,
  contact: string,
  roles: readonly ContactRole[],
  draft: Draft,
  doing: Doing,
): Promise<void> {
  const asked: Asked = { ...draft, to: contact, role: roleWrittenTo(roles) }
  await act(tools, letterDecider, letterStream(contact, draft.matter), { do: 'ask-letter', asked }, doing)
}

/** Of these it is known, or possible, that they left. */
const mayHaveLeft: ReadonlySet<LetterState> = new Set([
  'sending',
  'uncertain',
  'sent',
  'delivered',
  'bounced',
  'complained',
])

/** Whether a letter about a matter left, or may have left, to one of these contacts. */
export async function anyLeft(
  { log }: Pick<DeedTools, 'log'>,
  to: readonly string[],
  matter: string,
): Promise<boolean> {
  const letters = await Promise.all(to.map((one) => loadStream(log, letterDecider, letterStream(one, matter))))
  return letters.some(({ state }) => mayHaveLeft.has(state.state))
}

function rolesOf(school: School, contact: string): ContactRole[] {
  return school.contacts.filter((c) => c.contact === contact).map((c) => c.role)
}
