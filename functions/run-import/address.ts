/**
 * What all rows of one address come to (C0): a withdrawal wins whatever its day, a blank says nothing, and the order of
 * the rows makes no difference to the consents. The last row's name is taken for all, so that the same file read again
 * changes nothing.
 */
import { type ContactCommand, contactDecider } from '../../events/contact/decide.ts'
import type { Contact } from '../../events/contact/state.ts'
import type { Day } from '../../events/kernel/day.ts'
import type { World } from '../../events/kernel/decider.ts'
import { type ConsentPurpose, purposes } from '../../events/kernel/words.ts'
import type { Person, Suppression } from '../../shared/vault/vault.ts'
import type { Before } from './before.ts'
import type { ContactRow } from './contact-rows.ts'
import type { Told } from './tools.ts'

/** A row with the id of its school. */
export interface PlacedRow {
  readonly says: ContactRow
  readonly school: string
}

export interface AddressStands {
  readonly before: Before<Contact>
  /** The words the vault keeps of the person. */
  readonly person: Person | undefined
  readonly suppression: Suppression
}

type Withdrawal = Extract<ContactCommand, { do: 'withdraw-consent' }>

export interface Decided {
  readonly commands: readonly ContactCommand[]
  readonly withdrawals: readonly Withdrawal[]
  /** Name, address and phone as they are to be kept. */
  readonly person: Person
  /** Whether the vault's words of a person known before are others. */
  readonly newWords: boolean
  /** The rows that say something new. */
  readonly news: ReadonlySet<ContactRow>
  /** Why a rule says no to all of it. */
  readonly refusal?: string
}

/** A command, and the row it is owed to. */
interface Step {
  readonly command: ContactCommand
  readonly row?: ContactRow | undefined
}

/** Decides all rows of one address, of which there is at least one, on the contact as it stood before this import. */
export function decideAddress(rows: readonly PlacedRow[], stands: AddressStands, today: Day, world: World): Decided {
  const said = rows.map(({ says }) => says)
  const person = speakOfPredecessor(said, stands) ? knownWords(stands) : personIn(said, stands)
  const words = wordsChanged(person, stands)
  const withdrawals = purposes.flatMap((purpose) => withdrawalIn(said, purpose, today) ?? [])
  const steps: Step[] = [
    ...rows
      .filter((row) => !isFormer(row, stands))
      .map(({ says, school }) => ({ command: { do: 'add-contact' as const, school, role: says.role }, row: says })),
    ...(words.toRecord.length > 0 ? [{ command: { do: 'change-contact' as const, changed: words.toRecord } }] : []),
    ...withdrawals,
    ...purposes.flatMap((purpose) => consentsIn(said, purpose, stands, withdrawals)),
  ]
  const { news, refusal } = decideSteps(steps, stands.before.state, world)
  for (const row of rowsOfWords(said, words.changed)) news.add(row)
  return {
    commands: steps.map(({ command }) => command),
    withdrawals: withdrawals.map(({ command }) => command),
    person,
    newWords: words.toKeep,
    news,
    ...(refusal !== undefined && { refusal }),
  }
}

/**
 * A role that staff took off this person, or handed over, since an earlier import: an old file brings it back no more than
 * a consent that was withdrawn. Staff add whoever came back.
 */
export function isFormer({ says: { role }, school }: PlacedRow, { before }: AddressStands): boolean {
  return before.state.formerly?.some((one) => one.school === school && one.role === role) === true
}

/** A mailbox that was handed over: rows that show nothing of the successor's own may name whoever had it before. */
function speakOfPredecessor(rows: readonly ContactRow[], { before }: AddressStands): boolean {
  const { mailboxSince } = before.state
  const days = rows.flatMap((row) => [row.service_on ?? '', row.news_on ?? ''])
  return mailboxSince !== undefined && !days.some((on) => on >= mailboxSince)
}

function knownWords({ person }: AddressStands): Person {
  return person ?? { name: '', email: '' }
}

/** What is said of a row that was taken, and of which something was not. */
export function warningsOf(row: PlacedRow, stands: AddressStands): Told[] {
  const former = { column: 'role', reason: 'was taken off this person here, and stays so; add them again by hand' }
  const another = {
    column: 'name',
    reason: `the mailbox was handed over on ${stands.before.state.mailboxSince}: the name it has here stays`,
  }
  const renames = speakOfPredecessor([row.says], stands) && row.says.name !== stands.person?.name
  return [...(isFormer(row, stands) ? [former] : []), ...(renames ? [another] : [])]
}

function decideSteps(steps: readonly Step[], before: Contact, world: World) {
  const news = new Set<ContactRow>()
  let then = before
  for (const { command, row } of steps) {
    const decision = contactDecider.decide(command, then, world)
    if ('refused' in decision) return { news, refusal: decision.detail }
    if (decision.length > 0 && row) news.add(row)
    then = decision.reduce(contactDecider.evolve, then)
  }
  return { news, refusal: undefined }
}

function personIn(rows: readonly ContactRow[], { person: known }: AddressStands): Person {
  const phone = rows.findLast((row) => row.phone !== undefined)?.phone ?? known?.phone
  return {
    name: rows.at(-1)?.name ?? known?.name ?? '',
    email: known?.email ?? rows.at(-1)?.email ?? '',
    ...(phone !== undefined && { phone }),
  }
}

const wordFields = ['name', 'phone'] as const
type WordField = (typeof wordFields)[number]

/**
 * Which words of a person known before become others. They are kept in the vault after the event that says so: where
 * this import recorded that event already, it is not recorded again, but the words may still be to keep.
 */
function wordsChanged(person: Person, { before, person: known }: AddressStands) {
  if (!before.state.known || !known) return { changed: [], toRecord: [], toKeep: false }
  const differ = wordFields.filter((field) => known[field] !== person[field])
  const recorded = before.own.find(({ type }) => type === 'ContactChanged')?.data.changed
  const own = Array.isArray(recorded) ? wordFields.filter((field) => recorded.includes(field)) : undefined
  return { changed: own ?? differ, toRecord: own ? [] : differ, toKeep: differ.length > 0 }
}

/** The rows whose words are taken: the last one's name, the last phone that is given. */
function rowsOfWords(rows: readonly ContactRow[], changed: readonly WordField[]): ContactRow[] {
  return changed.flatMap((field) => rows.findLast((row) => row[field] !== undefined) ?? [])
}

/** The latest withdrawal of a purpose; without a day it is today's. */
function withdrawalIn(
  rows: readonly ContactRow[],
  purpose: ConsentPurpose,
  today: Day,
): (Step & { readonly command: Withdrawal }) | undefined {
  const withdrawn = rows.filter((row) => row[purpose] === 'withdrawn')
  const onOf = (row: ContactRow) => row[`${purpose}_on`] ?? today
  const row = withdrawn.reduce<ContactRow | undefined>((a, b) => (a && onOf(a) >= onOf(b) ? a : b), undefined)
  // The way is the import, whatever the row says: what the person said in another way later outlives it.
  return row && { command: { do: 'withdraw-consent', purpose, how: 'import', on: onOf(row) }, row }
}

/**
 * Every consent is evidence and goes in, oldest first. Beside a withdrawal, here or standing, only the latest one of a
 * later day says anything: that a person must look.
 */
function consentsIn(
  rows: readonly ContactRow[],
  purpose: ConsentPurpose,
  { before, suppression }: AddressStands,
  withdrawals: readonly { readonly command: Withdrawal }[],
): Step[] {
  const withdrawn = withdrawals.find(({ command }) => command.purpose === purpose)?.command.on
  const isWithdrawn =
    withdrawn !== undefined ||
    before.state.consents[purpose]?.state === 'withdrawn' ||
    suppression[purpose] !== undefined
  const steps = rows
    .filter((row) => row[purpose] === 'yes')
    .map((row) => ({ row, command: consentOf(row, purpose, suppression) }))
    .filter(({ command: { on } }) => withdrawn === undefined || on > withdrawn)
    .sort((a, b) => (orderOf(a.command) < orderOf(b.command) ? -1 : 1))
  return isWithdrawn ? steps.slice(-1) : steps
}

function consentOf(row: ContactRow, purpose: ConsentPurpose, suppression: Suppression) {
  return {
    do: 'give-consent' as const,
    purpose,
    wording: row.wording ?? '',
    how: row.how,
    on: row[`${purpose}_on`] ?? '',
    imported: true,
    suppressedSince: suppression[purpose],
  }
}

/** Consents of one day are put in order by their evidence, so that the order of the rows makes no difference. */
function orderOf({ on, wording, how }: { on: Day; wording: string; how: string }): string {
  return `${on} ${wording} ${how}`
}
