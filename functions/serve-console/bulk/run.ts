/**
 * Does one action to many things, as far as the time of one request reaches; the rest is gone on with. Each row is done
 * only if it stands as it was looked at, and its commit has an id made of the run and the row: sent twice, broken off in
 * the middle or done by two requests at once, every row is done once.
 */
import { addMinutes } from '../../../events/kernel/day.ts'
import { type BulkOutcome, type BulkRow, type BulkRun, keepBulkRun } from '../../../shared/deeds/bulk-runs.ts'
import { vaultWaits } from '../../../shared/deeds/tools.ts'
import { uuid5 } from '../../../shared/deeds/uuid5.ts'
import { Conflict } from '../../../shared/log/act.ts'
import type { CommitBody } from '../../../shared/log/log.ts'
import type { FormName } from '../do/names.ts'
import { perform } from '../do/perform.ts'
import type { Asked, Sent } from '../page.ts'
import { type BulkAction, type Command, commandsFor, formsOf, isTyped, saidNames } from './actions.tsx'
import { foreseeOne, whyNot } from './foresee.ts'
import { findThings, forEachOf, type Thing } from './things.ts'

/** For so long rows are begun, in milliseconds: the page must be there well before the function's end at 20 seconds. */
const longest = 9_000
/** Rows between two notes of how far it got, and how many of them at a time. */
const together = 24
const sideBySide = 6

/** What was sent, parted: what was chosen, and what was typed, which goes into the vault. */
export async function partOf(
  { tools }: Asked,
  action: BulkAction,
  sent: Sent,
): Promise<Pick<BulkRun, 'said' | 'notes'>> {
  const given = saidNames(action).flatMap((name) => (sent[name] === undefined ? [] : [[name, sent[name]] as const]))
  const until = addMinutes(tools.world().now, vaultWaits)
  const notes = given
    .filter(([name]) => isTyped(action.form, name))
    .map(async ([name, text]) => [name, await tools.vault.putNote(text, 'bulk', until)] as const)
  return {
    said: Object.fromEntries(given.filter(([name]) => !isTyped(action.form, name))),
    notes: Object.fromEntries(await Promise.all(notes)),
  }
}

/** Does what is not done yet, as long as there is time, and keeps how far it got. Throws Fault. */
export async function goOn(asked: Asked, id: string, action: BulkAction, run: BulkRun): Promise<BulkRun> {
  const { tools } = asked
  const until = tools.clock.monotonic() + longest
  const typed = await typedIn(asked, run)
  let now = run
  for (;;) {
    const next = now.rows.filter(({ outcome }) => outcome === undefined).slice(0, together)
    if (next.length === 0 || tools.clock.monotonic() >= until) return now
    const things = await findThings(
      tools,
      action.of,
      next.map((row) => row.id),
    )
    const byId = new Map(things.map((thing) => [thing.id, thing]))
    const sent = { ...run.said, ...typed }
    const work = async (row: BulkRow): Promise<BulkRow> => {
      const thing = byId.get(row.id)
      return { ...row, outcome: thing ? await doRow(asked, { id, action, sent }, thing, row) : gone }
    }
    // Pauses of schools are all one thing's commits: side by side they would only be in each other's way.
    const done = await forEachOf(next, work, action.of === 'schools' && isOfOneStream(action) ? 1 : sideBySide)
    const outcomes = new Map(done.map((row) => [row.id, row]))
    now = await keepBulkRun(tools.files, id, { ...now, rows: now.rows.map((row) => outcomes.get(row.id) ?? row) })
  }
}

const gone: BulkOutcome = { is: 'refused', detail: 'It is not there any more.' }

function isOfOneStream({ form }: BulkAction): boolean {
  return form === 'pause-letters' || form === 'resume-letters'
}

/** What was typed once for all; what is past its time in the vault is missing, and then the command says so. */
async function typedIn({ tools }: Asked, { notes }: BulkRun): Promise<Sent> {
  const { now } = tools.world()
  const read = Object.entries(notes).map(async ([name, note]) => [name, await tools.vault.note(note, now)] as const)
  return Object.fromEntries(
    (await Promise.all(read)).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  )
}

interface Running {
  readonly id: string
  readonly action: BulkAction
  readonly sent: Sent
}

/** The id of a row's commit by one command: made of the run, so that it is there once, however often it is sent. */
function commitIdOf({ id }: Running, row: BulkRow, form: FormName): string {
  return uuid5(`${id}|${row.id}|${form}`)
}

/** How far a run got with a row: the last commit that is the run's own, straight after what was looked at. */
async function ownSteps(
  { tools }: Asked,
  running: Running,
  thing: Thing,
  row: BulkRow,
): Promise<CommitBody | undefined> {
  const own = new Set(formsOf(running.action).map((form) => commitIdOf(running, row, form)))
  let last: CommitBody | undefined
  for (let version = row.version + 1; version <= thing.version; version++) {
    const body = (await tools.log.read(thing.stream, version))?.body
    if (body === undefined || !own.has(body.id)) break
    last = body
  }
  return last
}

async function doRow(asked: Asked, running: Running, thing: Thing, row: BulkRow): Promise<BulkOutcome> {
  // A pause is no change of the school: what happened to it meanwhile is in nobody's way.
  if (isOfOneStream(running.action)) return performRow(asked, running, thing, row)
  const own = await ownSteps(asked, running, thing, row)
  if (own?.id === commitIdOf(running, row, running.action.form))
    return { is: 'done', stream: own.stream, version: own.version }
  return (own?.version ?? row.version) === thing.version ? performRow(asked, running, thing, row) : { is: 'changed' }
}

async function performRow(asked: Asked, running: Running, thing: Thing, row: BulkRow): Promise<BulkOutcome> {
  const { action, sent } = running
  const commands = commandsFor(action, thing, sent, asked.tools.world().today)
  if ('refused' in commands) return { is: 'refused', detail: commands.detail }
  if (commands.length > 1) {
    // All its steps or none: a rule against the last is heard before the first.
    const foreseen = await foreseeOne(asked, action, thing, sent)
    if (foreseen.is === 'refused') return foreseen
  }
  let outcome: BulkOutcome = { is: 'same' }
  let { version } = thing
  for (const command of commands) {
    const next = await performStep(asked, running, { thing, row, version }, command)
    if (next.is === 'refused' || next.is === 'changed') return next
    if (next.is === 'done') {
      outcome = next
      version = next.version
    }
  }
  return outcome
}

interface At {
  readonly thing: Thing
  readonly row: BulkRow
  /** The version its stream must stand at. */
  readonly version: number
}

async function performStep(
  asked: Asked,
  running: Running,
  { thing, row, version: ifVersion }: At,
  { form, body }: Command,
): Promise<BulkOutcome> {
  const { tools, caller } = asked
  const commitId = commitIdOf(running, row, form)
  const strict = isOfOneStream(running.action) ? {} : { ifVersion }
  try {
    const performed = await perform(form, {
      tools,
      caller,
      doing: { by: caller.id, because: 'console', trace: running.id, commitId, ...strict },
      body: await withNotes(tools, form, thing, body),
      school: thing.school,
      contact: undefined,
    })
    const detail = whyNot(performed)
    if (detail !== undefined) return { is: 'refused', detail }
    return 'events' in performed && performed.events.length > 0
      ? { is: 'done', stream: performed.stream, version: performed.version }
      : { is: 'same' }
  } catch (thrown) {
    if (!(thrown instanceof Conflict)) throw thrown
    // The same run, sent twice at once, may have been first.
    const first = (await tools.log.read(thing.stream, ifVersion + 1))?.body
    return first?.id === commitId ? { is: 'done', stream: first.stream, version: first.version } : { is: 'changed' }
  }
}

/** Every entry has a note of its own, kept with the thing it is about. */
async function withNotes(
  tools: Asked['tools'],
  form: FormName,
  { stream }: Thing,
  body: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const until = addMinutes(tools.world().now, vaultWaits)
  const kept = Object.entries(body).map(async ([name, value]) => {
    const isText = typeof value === 'string' && isTyped(form, name)
    return [name, isText ? await tools.vault.putNote(value, stream, until) : value] as const
  })
  return Object.fromEntries(await Promise.all(kept))
}
