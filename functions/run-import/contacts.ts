/**
 * Contacts and their consents (C0). An address is one contact, however many rows, schools and roles name it: its rows
 * are decided together and committed at once, the suppression list before them, the schools after.
 */
import { isAnswered } from '../../events/contact/consents.ts'
import { contactDecider } from '../../events/contact/decide.ts'
import { addMinutes } from '../../events/kernel/day.ts'
import { several } from '../../events/kernel/several.ts'
import { claimFor, whoseAddress as whoHas } from '../../shared/deeds/addresses.ts'
import { personOf } from '../../shared/deeds/people.ts'
import { freshId, isRefused, vaultWaits } from '../../shared/deeds/tools.ts'
import { act, Conflict } from '../../shared/log/act.ts'
import { foldAddress } from '../../shared/vault/vault.ts'
import { type AddressStands, type Decided, decideAddress, isFormer, type PlacedRow, warningsOf } from './address.ts'
import { standingBefore } from './before.ts'
import { type ContactRow, contactRow, warningsOfRow } from './contact-rows.ts'
import { type Group, inGroups, inParallel, type Prepared } from './groups.ts'
import { type Link, linkContacts, roomAtSchools } from './links.ts'
import { type NamedSchool, namedSchools, unknownSchool } from './named-schools.ts'
import { readRows } from './read-rows.ts'
import {
  concurrency,
  most,
  type RowResult,
  type Run,
  type RunTools,
  refused,
  type SourceRows,
  type Told,
} from './tools.ts'

const contacts = several(contactDecider)
/** Tries for one address that others keep changing. */
const mostTries = 5

interface Context {
  readonly tools: RunTools
  readonly run: Run
  readonly named: ReturnType<typeof namedSchools>
  readonly hasRoom: ReturnType<typeof roomAtSchools>
}

export function prepareContacts(tools: RunTools, run: Run, { rows, columns }: SourceRows): Prepared {
  const context = { tools, run, named: namedSchools(tools, run), hasRoom: roomAtSchools() }
  const read = readRows(rows, columns, contactRow(run.today))
  return inGroups<ContactRow>(
    read,
    ({ email }) => foldAddress(email),
    (groups) => takeIn(context, groups),
  )
}

/** Addresses side by side; then each school is told of all its contacts at once. */
async function takeIn(context: Context, groups: readonly Group<ContactRow>[]): Promise<RowResult[]> {
  const { tools, run } = context
  const taken = await inParallel(groups, concurrency, (group) => takeInAddress(context, group.rows))
  if (!run.dryRun)
    await linkContacts(
      tools,
      run,
      taken.flatMap(({ links }) => links),
    )
  return taken.flatMap(({ results }) => results)
}

interface Taken {
  readonly results: readonly RowResult[]
  readonly links: readonly Link[]
}

interface AtSchool extends PlacedRow {
  readonly named: NamedSchool
}

async function takeInAddress(context: Context, rows: readonly ContactRow[]): Promise<Taken> {
  const { hasRoom } = context
  const [first] = rows
  if (!first) return { results: [], links: [] }
  const { placed, results: unplaced } = await placeRows(context, rows)
  if (placed.length === 0) return { results: unplaced, links: [] }
  const erasedOn = await erasedSince(context, first.email)
  if (erasedOn !== undefined)
    return {
      results: [...unplaced, ...placed.map(({ says }) => refused(says.row, 'email', wasErased(erasedOn)))],
      links: [],
    }
  const who = await whoseAddress(context, first.email)
  const [roomy, crowded] = parted(placed, ({ named, says }) => hasRoom(named, who.id, says.role))
  const full = crowded.map(({ says }) => refused(says.row, 'school', `the school has ${most} contacts already`))
  if (roomy.length === 0) return { results: [...unplaced, ...full], links: [] }
  const { decided, stands, refusal } = await decideAndCommit(context, who, first.email, roomy)
  const results = roomy.map((row) => resultOf(row, decided, stands, refusal))
  const links = roomy
    .filter((row) => !isFormer(row, stands))
    .map(({ says, school }) => ({ school, contact: who.id, role: says.role }))
  return { results: [...unplaced, ...full, ...results], links: refusal === undefined ? links : [] }
}

/** The day on which whoever had this address was erased, where nobody was added with it since. */
async function erasedSince({ tools }: Context, email: string): Promise<string | undefined> {
  const { erased } = await tools.vault.suppressionOf(email)
  return erased !== undefined && (await whoHas(tools, email)) === undefined ? erased : undefined
}

function wasErased(on: string): string {
  return `belongs to somebody who was erased on their own request on ${on}; leave the row out, or add them by hand if they have asked for it since`
}

/** Decided on what stands, and anew when that changed in between. */
async function decideAndCommit(context: Context, who: Who, email: string, rows: readonly AtSchool[]) {
  const { tools, run } = context
  for (let tries = 1; ; tries++) {
    const stands = await openAddress(context, who, email)
    const decided = decideAddress(rows, stands, run.today, tools.world())
    if (decided.refusal !== undefined || run.dryRun) return { decided, stands, refusal: decided.refusal }
    try {
      return { decided, stands, refusal: await commit(context, who.id, stands, decided, rows) }
    } catch (thrown) {
      if (!(thrown instanceof Conflict) || tries === mostTries) throw thrown
      await tools.waitToRetry(tries)
    }
  }
}

function parted<T>(all: readonly T[], holds: (one: T) => boolean): [T[], T[]] {
  const { yes = [], no = [] } = Object.groupBy(all, (one) => (holds(one) ? 'yes' : 'no'))
  return [yes, no]
}

/** Finds the schools of the rows; a row that names an unknown one is refused. */
async function placeRows(
  { named }: Context,
  rows: readonly ContactRow[],
): Promise<{ placed: AtSchool[]; results: RowResult[] }> {
  const found = await Promise.all(rows.map(async (says) => ({ says, school: await named.find(says.school) })))
  return {
    placed: found.flatMap(({ says, school }) => (school ? { says, school: school.id, named: school } : [])),
    results: found.flatMap(({ says, school }) => (school ? [] : unknownResult(says))),
  }
}

function unknownResult({ row, school }: ContactRow): RowResult {
  const { column, reason } = unknownSchool(school)
  return refused(row, column, reason)
}

function resultOf(row: AtSchool, { news }: Decided, stands: AddressStands, refusal: string | undefined): RowResult {
  const { says, named } = row
  if (refusal !== undefined) return refused(says.row, 'email', refusal)
  const warnings: Told[] = [...named.warnings, ...warningsOfRow(says), ...warningsOf(row, stands)]
  return { row: says.row, became: news.has(says) ? 'changed' : 'unchanged', warnings }
}

interface Who {
  /** `contact#…` */
  readonly id: string
  /** Made a moment ago: nothing stands of it yet, except what another run of this import may be doing. */
  readonly isNew: boolean
}

/** Whose address it is; claimed for a new contact if it is nobody's. */
async function whoseAddress({ tools, run }: Context, email: string): Promise<Who> {
  const fresh = `contact#${freshId(tools, 'c')}`
  const id = run.dryRun ? ((await whoHas(tools, email)) ?? fresh) : await claimFor(tools, email, fresh)
  return { id, isNew: id === fresh }
}

/** All that stands about an address. */
async function openAddress({ tools, run }: Context, { id, isNew }: Who, email: string): Promise<AddressStands> {
  const nothing = { state: contactDecider.initial, version: 0, own: [] }
  const [before, person, suppression] = await Promise.all([
    isNew ? nothing : standingBefore(tools.log, contactDecider, id, run),
    isNew ? undefined : personOf(tools, id),
    tools.vault.suppressionOf(email),
  ])
  return { before, person, suppression }
}

/**
 * Suppression first, so that whatever checks later finds a withdrawal; a new person's words before the event that names
 * them, a known one's new words after it. Answers why not, where a rule says no.
 */
async function commit(
  { tools, run, named }: Context,
  who: string,
  stands: AddressStands,
  decided: Decided,
  rows: readonly AtSchool[],
): Promise<string | undefined> {
  const { before, person } = stands
  await Promise.all(rows.map((row) => named.register(row.named)))
  await suppressWithdrawn(tools, stands, decided)
  const isKnown = person !== undefined && before.state.known
  if (!isKnown) await tools.vault.putPerson(who, decided.person, addMinutes(tools.world().now, vaultWaits))
  // New words of a known person are said once: by one of two who run this at once.
  const doing = decided.newWords ? { ...run.doing, ifVersion: before.version } : run.doing
  const done = await act(tools, contacts, who, decided.commands, doing)
  if (isRefused(done)) return done.detail
  if (isKnown && decided.newWords) await tools.vault.putPerson(who, decided.person)
  return undefined
}

/** A withdrawal that the person's own later word has answered already is none. */
async function suppressWithdrawn(
  tools: RunTools,
  { before, suppression }: AddressStands,
  { withdrawals, person }: Decided,
): Promise<void> {
  for (const withdrawal of withdrawals) {
    const { purpose, on } = withdrawal
    const since = suppression[purpose]
    const isListed = since !== undefined && since <= on
    if (!isListed && !isAnswered(withdrawal, before.state)) await tools.vault.suppress(person.email, purpose, on)
  }
}
